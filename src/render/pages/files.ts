// The files beside the pages: exports, feeds, and what machines read of the site as a whole.
import type { CataloguedPublication } from "../../model/catalogue.ts";
import { publicationToCsl } from "../csl-json.ts";
import type { TemplatePage, TextPage } from "../page.ts";
import { publicationToRis } from "../ris.ts";
import { robots, sitemap } from "../sitemap.ts";
import { asCited } from "../view/as-cited.ts";
import { bibtexAddress, groupAddress } from "../view/addresses.ts";
import { bibtexBlocks } from "../visitor-bibtex.ts";
import type { ListedGroup } from "./publication-lists.ts";
import type { PageTools } from "./page-tools.ts";

/** The files of a site, which are there once for all its languages; `pages` are all pages that search engines may know. */
export function siteFiles(
  { catalogue, addresses }: PageTools,
  groups: readonly ListedGroup[],
  pages: readonly TemplatePage[],
): readonly TextPage[] {
  const { publications, site } = catalogue;
  const blocks = (entry: CataloguedPublication) =>
    bibtexBlocks(entry.publication, site.bibtex, entry.venue).map((block) => block.trim());
  // A macro or parent that several entries bring along stands only where it first does.
  const bibtex = (entries: readonly CataloguedPublication[]) => `${[...new Set(entries.flatMap(blocks))].join("\n\n")}\n`;
  return [
    ...publications.map((entry) => ({ address: bibtexAddress(entry.slug), text: () => bibtex([entry]) })),
    { address: "/publications.bib", text: () => bibtex(publications) },
    {
      address: "/publications.ris",
      text: () => publications.map((entry) => publicationToRis(asCited(entry))).join("\r\n"),
    },
    {
      address: "/publications.json",
      text: () => `${JSON.stringify(publications.map((entry) => publicationToCsl(asCited(entry))), null, 1)}\n`,
    },
    ...groups
      .filter(({ hasFiles }) => hasFiles)
      .map(({ part, slug, publications: members }) => ({
        address: `${groupAddress(part, slug)}publications.bib`,
        text: () => bibtex(members),
      })),
    { address: "/robots.txt", text: () => robots(addresses.canonicalFile("/sitemap.xml")) },
    // A sitemap holds absolute addresses only.
    ...(site.url === undefined
      ? []
      : [
          {
            address: "/sitemap.xml",
            text: () => sitemap(pages.map(({ address }) => addresses.canonicalFile(address) ?? address)),
          },
        ]),
  ];
}
