/** A `meta` element of a paper's page, by `name` or, for Open Graph, by `property`. */
export interface MetaTag {
  readonly attribute: "name" | "property";
  readonly name: string;
  readonly content: string;
}

/** Names and contents of tags; what has no content is no tag. */
export type Tags = readonly (readonly [name: string, content: string | undefined])[];

/** Tags as elements of one kind. */
export function toMetaTags(attribute: MetaTag["attribute"], tags: Tags): readonly MetaTag[] {
  return tags.flatMap(([name, content]) => (content ? [{ attribute, name, content }] : []));
}

/** The picture that is shown beside a link to a page, 1200 by 630 pixels. */
export interface PageImage {
  /** Absolute. */
  readonly address: string;
  /** What the picture says. */
  readonly alt: string;
}

/** What a page says of itself to those who link to it. */
export interface OpenGraphFacts {
  readonly title: string;
  readonly description: string;
  readonly canonical: string | undefined;
  /** Absent where a reference manager would take the site for what a work appeared in. */
  readonly siteTitle: string | undefined;
  readonly image?: PageImage | undefined;
  /** The page's language and the others it is there in, as Open Graph names them. */
  readonly locales?: OpenGraphLocales | undefined;
}

/** "en_US": the language of a page, and the other languages it is there in. */
export interface OpenGraphLocales {
  readonly own: string | undefined;
  readonly others: readonly (string | undefined)[];
}

/** The languages of a site, as BCP 47 tags, for its pages in `language`. */
export function openGraphLocales(language: string, languages: readonly string[]): OpenGraphLocales {
  return {
    own: openGraphLocale(language),
    others: languages.filter((one) => one !== language).map(openGraphLocale),
  };
}

/** Open Graph (ogp.me), with `further` tags of its own, and the kind of card. */
export function openGraph(type: "website" | "article", facts: OpenGraphFacts, further: Tags = []): readonly MetaTag[] {
  const { title, description, canonical, siteTitle, image, locales } = facts;
  const picture: Tags = [
    ["og:image", image?.address],
    ["og:image:width", "1200"],
    ["og:image:height", "630"],
    ["og:image:alt", image?.alt],
  ];
  return [
    ...toMetaTags("property", [
      ["og:type", type],
      ["og:title", title],
      ["og:description", description],
      ["og:url", canonical],
      ["og:site_name", siteTitle],
      ["og:locale", locales?.own],
      ...(locales?.others ?? []).map((one) => ["og:locale:alternate", one] as const),
      ...(image === undefined ? [] : picture),
      ...further,
    ]),
    ...toMetaTags("name", [["twitter:card", image === undefined ? "summary" : "summary_large_image"]]),
  ];
}

/** "en_US" of "en": language and territory, the likeliest where the tag names none; undefined for what is no tag. */
export function openGraphLocale(tag: string): string | undefined {
  try {
    const { language, region } = new Intl.Locale(tag).maximize();
    return region === undefined ? language : `${language}_${region}`;
  } catch {
    return undefined;
  }
}
