import type { CataloguedPublication, Site } from "../../model/catalogue.ts";
import { formatName } from "../../model/format-name.ts";
import type { RichText } from "../../model/rich-text.ts";
import { escapeHtml } from "../escape-html.ts";
import { createMathRenderer } from "../math.ts";
import { richTextToHtml, richTextToPlain } from "../rich-text.ts";
import { bibtexBlocks } from "../visitor-bibtex.ts";
import { type Addresses, bibtexAddress, collectionAddress, publicationAddress } from "./addresses.ts";
import { type AuthorListView, type Folding, listFolding, pageFolding, viewAuthors } from "./authors.ts";
import { createDateFormatter } from "./date.ts";
import { type DetailView, viewDetails } from "./details.ts";
import { createLister, usableLanguage } from "./language.ts";
import { type VenueView, viewVenue } from "./venue.ts";
import { words } from "./words.ts";

/** A link with its visible words and the name a list of links reads it by, which begins with those words. */
export interface LinkView {
  readonly label: string;
  readonly href: string;
  readonly accessibleName: string;
}

/** A publication as its own page and every list show it. Fields that end in `Html` are escaped markup. */
export interface PublicationView {
  readonly href: string;
  readonly titleHtml: string;
  readonly titleText: string;
  /** The language of title and abstract where it is not the site's, as BCP 47. */
  readonly language: string | undefined;
  /** The authors folded as a list shows them, and as the publication's own page does. */
  readonly authors: AuthorListView;
  readonly pageAuthors: AuthorListView;
  /** Whether an author bears the star that the page's legend explains. */
  readonly hasEqualContribution: boolean;
  readonly venue: VenueView | undefined;
  readonly links: readonly LinkView[];
  /** Empty where there is no abstract. */
  readonly abstractHtml: string;
  readonly abstractName: string;
  /** What the visitor may copy, and its parts: macros, the entry, the entries it inherits from. */
  readonly bibtex: string;
  readonly bibtexBlocks: readonly string[];
  readonly bibtexHref: string;
  readonly bibtexName: string;
  readonly details: readonly DetailView[];
  /** A sentence or two for search engines, 160 characters at most but for long names. */
  readonly description: string;
}

/** Makes the function that gives a publication's view, made when first asked for and kept. */
export function createPublicationViewer(
  { language: siteLanguage, bibtex: bibtexForm }: Pick<Site, "language" | "bibtex">,
  addresses: Addresses,
): (entry: CataloguedPublication) => PublicationView {
  const math = createMathRenderer();
  const date = createDateFormatter(siteLanguage);
  const lister = createLister(siteLanguage);
  const views = new Map<CataloguedPublication, PublicationView>();

  const view = (entry: CataloguedPublication): PublicationView => {
    const { publication, slug } = entry;
    const titleText = richTextToPlain(publication.title).trim() || publication.key;
    const titleHtml = richTextToHtml(withoutLinks(publication.title), { math }).trim();
    const language = publication.language === undefined ? undefined : usableLanguage(publication.language);
    const areEditors = publication.author.length === 0 && publication.editor.length > 0;
    const names = areEditors ? publication.editor : publication.author;
    const persons = areEditors ? [] : entry.authorPersons;
    const truncated = areEditors ? publication.editorsTruncated : publication.authorsTruncated;
    const authors = (folding: Folding) => viewAuthors(names, persons, { lister, folding, truncated, areEditors });
    const venue = viewVenue(entry, date);
    const blocks = bibtexBlocks(publication, bibtexForm, entry.venue).map((block) => block.trim());
    return {
      href: addresses.page(publicationAddress(slug)),
      titleHtml: titleHtml === "" ? escapeHtml(titleText) : titleHtml,
      titleText,
      language: language === usableLanguage(siteLanguage) ? undefined : language,
      authors: authors(listFolding),
      pageAuthors: authors(pageFolding),
      hasEqualContribution: names.some(({ equalContribution, marks }) => equalContribution || marks?.includes("*")),
      venue,
      links: publication.links.map(({ label, href }) => ({
        label,
        href: addresses.link(href, slug),
        accessibleName: `${label}: ${titleText}`,
      })),
      abstractHtml: richTextToHtml(publication.abstract, { math }).trim(),
      abstractName: `${words.abstract}: ${titleText}`,
      bibtex: blocks.join("\n\n"),
      bibtexBlocks: blocks,
      bibtexHref: addresses.page(bibtexAddress(slug)),
      bibtexName: `${words.bibtex}: ${titleText}`,
      details: viewDetails(entry, { date, math, link: (href) => addresses.link(href, slug) }, (collection) =>
        addresses.page(collectionAddress(collection.slug)),
      ),
      description: describe(
        richTextToPlain(publication.abstract),
        titleText,
        names.slice(0, listFolding.first).map((name) => formatName(name)),
        venue?.text ?? "",
      ),
    };
  };

  return (entry) => {
    const known = views.get(entry);
    if (known !== undefined) return known;
    const made = view(entry);
    views.set(entry, made);
    return made;
  };
}

/** A title as it may stand within a link. */
function withoutLinks(tree: RichText): RichText {
  return tree.flatMap((node): RichText => {
    if (node.kind === "text" || node.kind === "math") return [node];
    const children = withoutLinks(node.children);
    return node.kind === "link" ? children : [{ kind: node.kind, children }];
  });
}

/** The beginning of the abstract up to a word's end; without an abstract the title, who wrote it and where it appeared. */
function describe(abstract: string, title: string, names: readonly string[], venue: string): string {
  const text = abstract.replaceAll(/\s+/g, " ").trim();
  if (text === "") {
    return [`${title}.`, names.length === 0 ? "" : words.by(names.join(", ")), venue].filter(Boolean).join(" ");
  }
  if (text.length <= 160) return text;
  const end = text.lastIndexOf(" ", 159);
  return `${text.slice(0, end > 80 ? end : 159).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
