// A page for each publication, and one for each of its former addresses.

import { publicationAddress } from "../../record/content-files.ts";
import type { Catalogue, CataloguedPublication } from "../../relate/catalogue.ts";
import { type PageImage, viewMetaTags } from "../metadata/meta-tags.ts";
import { structuredData } from "../metadata/structured-data.ts";
import { asCited } from "../views/authors-view.ts";
import { titleTextOf } from "../views/entry-view.ts";
import { viewCitations, viewPublication } from "../views/publication-view.ts";
import type { TemplatePage } from "./page.ts";
import { lastChange, type PageContent, type PageTools } from "./page-tools.ts";

/** The publications' pages; `relatedTo` gives those related to the one at a position, by their positions. */
export function publicationPages(
  { publications }: Catalogue,
  relatedTo: (position: number) => readonly { readonly index: number }[],
  tools: PageTools,
): readonly TemplatePage[] {
  const titles = publications.map(({ publication }) => titleTextOf(publication));
  const repeatedTitles = repeated(titles);
  return publications.map((entry, index) =>
    publicationPage(
      entry,
      () => ({
        isRepeated: repeatedTitles.has(titles[index]!),
        related: relatedTo(index).map((one) => publications[one.index]!),
        newer: publications[index - 1],
        older: publications[index + 1],
      }),
      tools,
    ),
  );
}

/** The pages of other versions of works, to which that of the version leads that stands for the work. */
export function versionPages({ publications, otherVersions }: Catalogue, tools: PageTools): readonly TemplatePage[] {
  if (otherVersions.length === 0) return [];
  const titles = repeated([...publications, ...otherVersions].map(({ publication }) => titleTextOf(publication)));
  return otherVersions.map((entry) => {
    const isRepeated = titles.has(titleTextOf(entry.publication));
    return publicationPage(entry, () => ({ isRepeated, related: [], newer: undefined, older: undefined }), tools);
  });
}

/** The pages of publications that stand in no list: nothing leads to them, and search engines are told to leave them. */
export function hiddenPages({ hidden }: Catalogue, tools: PageTools): readonly TemplatePage[] {
  const nothing = () => ({ isRepeated: false, related: [], newer: undefined, older: undefined });
  return hidden.map((entry) => publicationPage(entry, nothing, tools));
}

/** What a publication's page says of others. */
interface Neighbors {
  /** Whether another publication has the same title. */
  readonly isRepeated: boolean;
  readonly related: readonly CataloguedPublication[];
  readonly newer: CataloguedPublication | undefined;
  readonly older: CataloguedPublication | undefined;
}

interface PublicationInputs extends Neighbors {
  readonly entry: CataloguedPublication;
  readonly image: PageImage | undefined;
}

function publicationPage(entry: CataloguedPublication, neighbors: () => Neighbors, tools: PageTools): TemplatePage {
  const hasPicture = entry.publication.socialPicture ?? tools.site.socialPictures === "papers";
  const image = hasPicture ? pictureOf(entry, tools) : tools.siteImage;
  return tools.page({
    address: publicationAddress(entry.slug),
    layout: "publication",
    inputs: (): PublicationInputs => ({ entry, image, ...neighbors() }),
    content: publicationContent,
    modified: lastChange([entry]),
    serialized: () => [entry],
  });
}

function publicationContent(
  { entry, image, isRepeated, related, newer, older }: PublicationInputs,
  tools: PageTools,
): PageContent {
  const { site, locale, addresses, title: siteTitle } = tools;
  const { t } = locale;
  const made = tools.serialized(entry);
  const publication = viewPublication(entry, made, tools);
  const { titleText } = publication;
  const canonical = addresses.canonical(publicationAddress(entry.slug));
  const absolute = (href: string) => addresses.canonicalLink(href, entry.slug);
  const { description: abstract } = publication;
  const description = isRepeated && abstract !== "" ? `${entry.slug}: ${abstract}` : abstract;
  return {
    isIndexed: entry.publication.visibility === "public",
    title: isRepeated ? `${titleText} (${entry.slug})` : titleText,
    description,
    publication,
    citations: viewCitations(made, site),
    related: related.map(tools.entry),
    newer: newer && tools.entry(newer),
    older: older && tools.entry(older),
    metaTags: viewMetaTags(asCited(entry), {
      canonical,
      siteTitle,
      absolute,
      image,
      locales: tools.openGraphLocales,
    }),
    structuredDataHtml: structuredData(entry, {
      canonical,
      absolute,
      marks: site.authorMarks,
      summary: publication.summary,
      image: publication.teaser && absolute(entry.publication.teaser!),
      versions: entry.versions.flatMap(({ slug }) => addresses.canonical(publicationAddress(slug)) ?? []),
      trail: [
        { name: siteTitle, address: addresses.canonical("/") },
        { name: t("publications"), address: addresses.canonical("/publications/") },
        { name: titleText, address: canonical },
      ],
    }),
  };
}

/** A picture with a paper's title, who wrote it, and where and when it appeared. */
function pictureOf(entry: CataloguedPublication, { entry: view, picture }: PageTools): PageImage | undefined {
  const { titleText, authors, venue } = view(entry);
  const names = authors.authors.map(({ name, separator, space, isFolded, startsGap }) =>
    isFolded && !startsGap ? "" : `${isFolded ? "…" : name}${separator}${space}`,
  );
  const footer = [venue?.text, venue?.status].filter(Boolean).join(", ");
  return picture(titleText, [names.join(""), authors.suffix].filter(Boolean).join(" "), footer);
}

/** The texts that occur more than once. */
function repeated(texts: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(texts.filter((text) => seen.size === seen.add(text).size));
}
