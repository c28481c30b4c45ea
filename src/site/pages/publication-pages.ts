// A page for each publication, and one for each of its former addresses.

import { lazy } from "../../memory/memoize.ts";
import { publicationAddress } from "../../record/content-files.ts";
import type { CataloguedPublication } from "../../relate/catalogue.ts";
import { type PageImage, viewMetaTags } from "../metadata/meta-tags.ts";
import { structuredData } from "../metadata/structured-data.ts";
import { asCited } from "../views/authors-view.ts";
import { titleTextOf } from "../views/entry-view.ts";
import { viewCitations, viewPublication } from "../views/publication-view.ts";
import type { TemplatePage } from "./page.ts";
import type { PageContent, PageTools } from "./page-tools.ts";

/** The publications' pages. */
export function publicationPages(tools: PageTools): readonly TemplatePage[] {
  const { publications, relatedTo } = tools.catalogue;
  const titles = publications.map(({ publication }) => titleTextOf(publication));
  const repeatedTitles = repeated(titles);
  return publications.map((entry, index) =>
    publicationPage(entry, tools, {
      isRepeated: repeatedTitles.has(titles[index]!),
      related: lazy(() => relatedTo(index).map((one) => publications[one.index]!)),
      newer: publications[index - 1],
      older: publications[index + 1],
    }),
  );
}

/** The pages of publications that stand in no list: nothing leads to them, and search engines are told to leave them. */
export function hiddenPages(tools: PageTools): readonly TemplatePage[] {
  return tools.catalogue.hidden.map((entry) =>
    publicationPage(entry, tools, { isRepeated: false, related: () => [], newer: undefined, older: undefined }),
  );
}

/** What a publication's page says of others. */
interface Neighbors {
  /** Whether another publication has the same title. */
  readonly isRepeated: boolean;
  readonly related: () => readonly CataloguedPublication[];
  readonly newer: CataloguedPublication | undefined;
  readonly older: CataloguedPublication | undefined;
}

function publicationPage(
  entry: CataloguedPublication,
  tools: PageTools,
  { isRepeated, related, newer, older }: Neighbors,
): TemplatePage {
  const { catalogue, locale, addresses, page, title: siteTitle, entryDigest, serializationOf, serialize } = tools;
  const { site } = catalogue;
  const { t } = locale;
  const link = (one: CataloguedPublication | undefined) => one && tools.entry(one);
  const address = publicationAddress(entry.slug);
  const hasPicture = entry.publication.socialPicture ?? site.socialPictures === "papers";
  const image = hasPicture ? pictureOf(entry, tools) : tools.siteImage;
  const teaserSize = catalogue.pictures.get(entry.publication.teaser ?? "");
  const dependencies = () => [
    isRepeated,
    teaserSize,
    [entry, newer, older, ...related()].map((one) => one && entryDigest(one)),
  ];
  const serializations = () => [serializationOf(entry)];
  const content = (): PageContent => {
    const made = serialize(serializationOf(entry));
    const publication = viewPublication(entry, made, tools, catalogue.pictures);
    const { titleText } = publication;
    const canonical = addresses.canonical(address);
    const absolute = (href: string) => addresses.canonicalLink(href, entry.slug);
    const { description: abstract } = publication;
    const description = isRepeated && abstract !== "" ? `${entry.slug}: ${abstract}` : abstract;
    return {
      isIndexed: entry.publication.visibility === "public",
      title: isRepeated ? `${titleText} (${entry.slug})` : titleText,
      description,
      publication,
      citations: viewCitations(made, titleText, site, locale),
      related: related().map(tools.entry),
      newer: link(newer),
      older: link(older),
      metaTags: viewMetaTags(asCited(entry), {
        canonical,
        siteTitle,
        description,
        absolute,
        image,
        locales: tools.openGraphLocales,
      }),
      structuredDataHtml: structuredData(entry, {
        canonical,
        absolute,
        summary: publication.summary,
        image: publication.teaser && absolute(entry.publication.teaser!),
        versions: entry.versions.flatMap((one) =>
          one.slug === entry.slug ? [] : (addresses.canonical(publicationAddress(one.slug)) ?? []),
        ),
        trail: [
          { name: siteTitle, address: addresses.canonical("/") },
          { name: t("publications"), address: addresses.canonical("/publications/") },
          { name: titleText, address: canonical },
        ],
      }),
    };
  };
  return { ...page(address, "publication", dependencies, content, [entry]), serializations };
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

/** Pages at the former addresses of publications, which lead to the present ones. */
export function movedPages({
  catalogue,
  locale: { t },
  addresses,
  page,
  entryDigest,
  ...tools
}: PageTools): readonly TemplatePage[] {
  return catalogue.publications.flatMap((entry) =>
    entry.aliasSlugs.map((alias) =>
      page(
        publicationAddress(alias),
        "moved",
        () => [entryDigest(entry)],
        () => {
          const { titleText, titleHtml } = tools.entry(entry);
          const address = publicationAddress(entry.slug);
          return {
            title: `${t("moved")}: ${titleText}`,
            description: "",
            moved: { href: addresses.page(address), titleHtml, canonical: addresses.canonical(address) },
          };
        },
      ),
    ),
  );
}

/** The texts that occur more than once. */
function repeated(texts: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(texts.filter((text) => seen.size === seen.add(text).size));
}
