import type { Catalogue, CataloguedPublication } from "../../model/catalogue.ts";
import type { RichText } from "../../model/rich-text.ts";
import type { Site } from "../../model/site.ts";
import { escapeHtml } from "../escape-html.ts";
import { createMathRenderer } from "../math.ts";
import { richTextToHtml, richTextToPlain } from "../rich-text.ts";
import { type Addresses, bibtexAddress, publicationAddress } from "./addresses.ts";
import { asCited } from "./as-cited.ts";
import { type AuthorListView, listFolding, viewAuthors } from "./authors.ts";
import { coins } from "./coins.ts";
import { usableLanguage } from "./language.ts";
import type { Locale } from "./locale.ts";
import { createTextTools, type TextTools } from "./text.ts";
import { type VenueView, viewVenue } from "./venue.ts";

/** A link with its visible words and the name a list of links reads it by, which begins with those words. */
export interface LinkView {
  readonly label: string;
  readonly href: string;
  readonly accessibleName: string;
}

/** A publication as every list shows it. Fields that end in `Html` are escaped markup. */
export interface EntryView {
  readonly href: string;
  readonly titleHtml: string;
  readonly titleText: string;
  /** Whether it is only to be seen by its author. */
  readonly isDraft: boolean;
  /** The language of title and abstract where it is not the page's, as BCP 47. */
  readonly language: string | undefined;
  readonly authors: AuthorListView;
  /** Whether an author bears the star that the page's legend explains. */
  readonly hasEqualContribution: boolean;
  readonly venue: VenueView | undefined;
  readonly links: readonly LinkView[];
  /** Empty where there is no abstract. */
  readonly abstractHtml: string;
  readonly abstractHref: string;
  readonly abstractName: string;
  /** The paper's own file, or the place on its page where there is none. */
  readonly bibtexHref: string;
  readonly hasBibtexFile: boolean;
  readonly bibtexName: string;
  /** What reference managers read from a list: the title of a span of class Z3988. */
  readonly coins: string;
}

/** What names and titles are shown with. */
export interface EntryTools {
  readonly site: Site;
  readonly locale: Locale;
  readonly addresses: Addresses;
  readonly math: ReturnType<typeof createMathRenderer>;
  readonly text: TextTools;
  /** The view of a publication, made when first asked for and kept. */
  readonly entry: (entry: CataloguedPublication) => EntryView;
}

/** The tools of a language; `catalogue` knows where addresses in texts lead. */
export function createEntryTools(
  catalogue: Pick<Catalogue, "site" | "findTarget" | "pictures">,
  locale: Locale,
  addresses: Addresses,
): EntryTools {
  const { site } = catalogue;
  const math = createMathRenderer();
  const views = new Map<CataloguedPublication, EntryView>();
  const tools: EntryTools = {
    site,
    locale,
    addresses,
    math,
    text: createTextTools(catalogue, addresses, math),
    entry: (entry) => {
      const view = views.get(entry) ?? viewEntry(entry, tools);
      views.set(entry, view);
      return view;
    },
  };
  return tools;
}

function viewEntry(entry: CataloguedPublication, tools: EntryTools): EntryView {
  const { publication, slug, people } = entry;
  const { locale, addresses } = tools;
  const { say } = locale;
  const title = viewTitle(entry, tools);
  const { names, truncated, areEditors } = namesShown(entry);
  const hasBibtexFile = tools.site.bibtexFiles === "papers";
  return {
    ...title,
    isDraft: publication.visibility === "draft",
    href: addresses.page(publicationAddress(slug)),
    // The greater part is made when it is shown, which is once: thousands of views are kept.
    get authors() {
      return viewAuthors(names, people, locale, addresses, {
        folding: listFolding,
        affiliations: [],
        truncated,
        areEditors,
      });
    },
    hasEqualContribution: names.some(({ equalContribution, marks }) => equalContribution || marks?.includes("*")),
    venue: viewVenue(entry, locale, addresses),
    get links() {
      return publication.links.map(({ label, href }) => ({
        label,
        href: addresses.link(href, slug),
        accessibleName: `${label}: ${title.titleText}`,
      }));
    },
    get abstractHtml() {
      // Below the entry's own heading; what leads to a footnote must not stand twice on a page.
      return tools.text.html(publication.abstract, publicationAddress(slug), { headingLevel: 4 });
    },
    abstractHref: `${addresses.page(publicationAddress(slug))}#abstract`,
    abstractName: `${say("abstract")}: ${title.titleText}`,
    bibtexHref: hasBibtexFile
      ? addresses.file(bibtexAddress(slug))
      : `${addresses.page(publicationAddress(slug))}#cite`,
    hasBibtexFile,
    bibtexName: `${say("bibtex")}: ${title.titleText}`,
    get coins() {
      return coins(asCited(entry), addresses.canonical(publicationAddress(slug)));
    },
  };
}

/** A publication's title, and the language it is in. */
export function viewTitle(
  { publication }: CataloguedPublication,
  { locale, math }: EntryTools,
): Pick<EntryView, "titleHtml" | "titleText" | "language"> {
  const titleText = titleTextOf(publication);
  const titleHtml = richTextToHtml(withoutLinks(publication.title), { math }).trim();
  const language = publication.language === undefined ? undefined : usableLanguage(publication.language);
  return {
    titleHtml: titleHtml === "" ? escapeHtml(titleText) : titleHtml,
    titleText,
    language: language === locale.language ? undefined : language,
  };
}

/** A title without markup; the key of what has none. */
export function titleTextOf({ title, key }: CataloguedPublication["publication"]): string {
  return richTextToPlain(title).trim() || key;
}

/** The authors, or the editors of a work without authors. */
export function namesShown({ publication }: CataloguedPublication) {
  const areEditors = publication.author.length === 0 && publication.editor.length > 0;
  return {
    areEditors,
    names: areEditors ? publication.editor : publication.author,
    truncated: areEditors ? publication.editorsTruncated : publication.authorsTruncated,
  };
}

/** A title as it may stand within a link. */
function withoutLinks(tree: RichText): RichText {
  return tree.flatMap((node): RichText => {
    if (node.kind === "text" || node.kind === "math") return [node];
    const children = withoutLinks(node.children);
    return node.kind === "link" ? children : [{ ...node, children }];
  });
}
