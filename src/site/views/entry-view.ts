import { translateKnown } from "../../messages/messages.ts";
import { groupAddress, publicationAddress } from "../../record/content-files.ts";
import { yearOf } from "../../record/dates/partial-date.ts";
import { openPdf } from "../../record/identifiers/identifiers.ts";
import type { Link, LinkKind } from "../../record/identifiers/link.ts";
import type { Publication } from "../../record/publication.ts";
import type { Site } from "../../record/site-settings.ts";
import { isInPeriodical } from "../../record/types.ts";
import type { CataloguedPublication, CataloguedVenue, WorkVersion } from "../../relate/catalogue.ts";
import { escapeHtml } from "../../text/escape.ts";
import { createMathRenderer } from "../../text/mathml.ts";
import { richTextToPlain } from "../../text/plain-text.ts";
import type { RichText } from "../../text/rich-text.ts";
import { richTextToHtml } from "../../text/rich-text-html.ts";
import { coins } from "../metadata/coins.ts";
import { type AuthorListView, asCited, listFolding, marksShown, viewAuthors } from "./authors-view.ts";
import { linkTitle } from "./list-reference.ts";
import { type Locale, scriptOf, usableLanguage } from "./locale.ts";
import type { Addresses } from "./page-addresses.ts";
import { type PictureView, viewListPicture } from "./teaser-view.ts";
import { createTextTools, type TextTools } from "./text-view.ts";

/** Where and when, in the fewest words: the beginning of an entry's last line. */
export interface VenueView {
  /** "NeurIPS 2022", "Nature Methods, 2019", "2021"; empty where neither place nor year is known. */
  readonly text: string;
  /** The page of the venue on this site, else the venue's own address where it is known. */
  readonly href: string | undefined;
  /** The venue's whole name, where `text` holds its short one. */
  readonly fullName: string | undefined;
  /** "Oral". */
  readonly distinction: string | undefined;
  /** "in press". */
  readonly status: string | undefined;
}

/** The view of a work's venue, year, distinction and status; undefined where none of them is known. */
export function viewVenue(
  { publication, venue, venueShort, cataloguedVenue }: WorkVersion,
  locale: Locale,
  addresses: Addresses,
): VenueView | undefined {
  const { issued, distinction, status } = publication;
  const short = venue?.short ?? venueShort;
  const name = short ?? nameOf(publication, locale);
  const text = joinYear(name, yearTextOf(publication, locale), yearOf(issued), short !== undefined);
  if (text === "" && distinction === undefined && status === undefined) return undefined;
  const whole = venue?.name ?? (venueShort && publication.containerTitle);
  const fullName = whole === short ? undefined : whole;
  const href = venueHref(cataloguedVenue, addresses) ?? venue?.url;
  return { text, href, fullName, distinction, status: translateKnown("status", status, locale.t) };
}

/**
 * The same as the work's own page says it: in the venue's whole name, "Advances in Neural Information Processing Systems (NeurIPS
 * 2021)", and with where in it the work stands.
 */
export function viewPlace(
  entry: CataloguedPublication,
  { locale }: EntryTools,
  view: VenueView | undefined,
): { readonly venue: VenueView | undefined; readonly position: string } {
  const { publication, venue, venueShort } = entry;
  const { containerTitle, containerTitleAddon, issued } = publication;
  const position = positionOf(publication, locale);
  const named = venue?.name ?? containerTitle;
  const whole = named && [named, containerTitleAddon].filter(Boolean).join(". ");
  const short = venue?.short ?? venueShort;
  const text =
    whole === undefined
      ? (view?.text ?? "")
      : short === undefined || short === whole
        ? joinYear(whole, yearTextOf(publication, locale), yearOf(issued), short !== undefined)
        : `${whole} (${view!.text})`;
  const shown = { href: undefined, distinction: undefined, status: undefined, ...view, text, fullName: undefined };
  // What a book's name says of its volume is not said again.
  const said = new Set(text.split(", "));
  const rest = position.split(", ").filter((part) => !said.has(part));
  if (text !== "") return { venue: shown, position: rest.join(", ") };
  return { venue: position === "" ? view : { ...shown, text: position }, position: "" };
}

/** A version of a work in the fewest words: "arXiv 2021", "Journal of Tests, 2020"; "Version 2019" of what has appeared nowhere. */
export function versionLabel({ publication, venue, venueShort }: WorkVersion, locale: Locale): string {
  const { issued, eprint, containerTitle } = publication;
  const archive = containerTitle === undefined ? eprint?.archive : undefined;
  const short = venue?.short ?? venueShort ?? archive;
  const name = short ?? (nameOf(publication, locale) || locale.t("version"));
  return joinYear(name, yearTextOf(publication, locale), yearOf(issued), short !== undefined);
}

/** Where in a journal or book a work stands: "vol. 12, no. 3, pp. 45–67"; empty where that is not known. */
export function positionOf(publication: Publication, { t }: Locale): string {
  const { type, volume, part, issue, chapter, page } = publication;
  const number = isInPeriodical(type) ? publication.number : publication.articleNumber;
  return [
    volume && t("volume", { volume }),
    part && t("part", { part }),
    issue && t("issue", { issue }),
    chapter && t("chapter", { chapter }),
    number && t("articleNumber", { number }),
    page && t(/^\w+$/.test(page) ? "page" : "pages", { pages: page }),
  ]
    .filter(Boolean)
    .join(", ");
}

/** The page of a venue on this site, where it has one. */
export function venueHref(venue: CataloguedVenue | undefined, addresses: Addresses): string | undefined {
  return venue?.hasPage ? addresses.page(groupAddress("venues", venue.slug)) : undefined;
}

/** The publication's year in words: "2021", "c. 1723", or a date that is only known as the author's words. */
function yearTextOf({ issued }: Publication, { date }: Locale): string {
  if (issued === undefined) return "";
  const year = yearOf(issued);
  if (year === undefined) return date(issued);
  return date({ start: [year], circa: issued.circa, uncertain: issued.uncertain });
}

/** The name of where a work appeared that has no known venue. */
function nameOf(publication: Publication, { t }: Locale): string {
  const { type, containerTitle, eprint, genre, publisher, eventTitle, volume, collectionTitle } = publication;
  if (containerTitle !== undefined) return containerTitle;
  if (eprint !== undefined && eprint.archive.toLowerCase() === "arxiv") return t("arxivPreprint");
  // Volumes of one work may have one title; the volume of a series says nothing without it.
  const count = type === "book" && collectionTitle === undefined && volume ? t("volume", { volume }) : undefined;
  const name = [count, translateKnown("genre", genre, t), publisher ?? eventTitle]
    .filter((part) => part !== undefined)
    .join(", ");
  return name === "" && type === "article" ? t("preprint") : name;
}

/** Name and year; a year the name already holds is not said twice. One word takes a space, a longer name a comma. */
function joinYear(name: string, yearText: string, year: number | undefined, isShort: boolean): string {
  if (name === "") return yearText;
  if (yearText === "" || name.split(/\D+/).includes(String(year))) return name;
  return `${name}${isShort || !/\s/.test(name) ? " " : ", "}${yearText}`;
}

/** A link with its visible words and the name a list of links reads it by, which begins with those words. */
export interface LinkView {
  readonly label: string;
  readonly href: string;
  readonly accessibleName: string;
}

/** What lists and a publication's own page show of it alike. Fields that end in `Html` are escaped markup. */
export interface EntryHead {
  readonly href: string;
  readonly titleHtml: string;
  readonly titleText: string;
  /** Whether it is so long that it is set smaller. */
  readonly isLong: boolean;
  /** Whether it is only to be seen by its author. */
  readonly isDraft: boolean;
  /** What it is about, in a line; empty where nothing is said. */
  readonly summaryHtml: string;
  /** The language of title and abstract where it is not the page's, as BCP 47. */
  readonly language: string | undefined;
  readonly venue: VenueView | undefined;
  readonly abstractHref: string;
  readonly abstractName: string;
  /** The place on its page where it is cited. */
  readonly citeHref: string;
  readonly citeName: string;
  readonly hasBibtexFile: boolean;
}

/** A publication as every list shows it. */
export interface EntryView extends EntryHead {
  /** Its reference, whose title leads to its page, where lists show references; else empty. */
  readonly referenceHtml: string;
  /** "vol. 12, no. 3, pp. 45–67", where the author wants that in lists. */
  readonly position: string;
  /** Its place in a list, which is its key; undefined where that is none that a page may have. */
  readonly anchor: string | undefined;
  /** The places it has by other names. */
  readonly otherAnchors: readonly string[];
  readonly authors: AuthorListView;
  /** The ids of the marks that its authors bear, which the list's legend explains. */
  readonly marks: readonly string[];
  /** Its own, then the other versions of the work: "arXiv 2021". */
  readonly links: readonly LinkView[];
  /** The picture of the entry, where lists show pictures and the publication has one. */
  readonly picture: PictureView | undefined;
  /** Empty where there is no abstract. */
  readonly abstractHtml: string;
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
  /** Whether there is what makes pictures small. */
  readonly canMakePictures: boolean;
  /** Whether lists show references, and these, in each style of the site. */
  readonly isReferenceShown: boolean;
  readonly references: (entry: CataloguedPublication) => readonly (string | undefined)[];
  /** The view of a publication, and the part of it that its own page shows too, made when first asked for and kept. */
  readonly head: (entry: CataloguedPublication) => EntryHead;
  readonly entry: (entry: CataloguedPublication) => EntryView;
}

/** The tools of a language. */
export function createEntryTools(
  site: Site,
  locale: Locale,
  addresses: Addresses,
  references: EntryTools["references"] = () => [],
  canMakePictures = false,
): EntryTools {
  const math = createMathRenderer();
  const heads = new Map<CataloguedPublication, EntryHead>();
  const views = new Map<CataloguedPublication, EntryView>();
  const tools: EntryTools = {
    site,
    locale,
    addresses,
    math,
    text: createTextTools(addresses, math, locale.language),
    canMakePictures,
    isReferenceShown: site.appearance.list === "reference" && site.citationStyles.length > 0,
    references,
    head: (entry) => {
      const head = heads.get(entry) ?? viewHead(entry, tools);
      heads.set(entry, head);
      return head;
    },
    entry: (entry) => {
      const view = views.get(entry) ?? new ViewedEntry(entry, tools);
      views.set(entry, view);
      return view;
    },
  };
  return tools;
}

/** Whether a text may be the id of an entry: no blank stands in it (HTML, 3.2.6), and no part of a page has it. */
const isAnchor = (text: string): boolean => /^\S+$/.test(text) && !/^(?:content|q|top|note-.*)$/.test(text);

/** What has the parts of a head. */
const WithHead = class {
  constructor(head: EntryHead) {
    Object.assign(this, head);
  }
} as new (
  head: EntryHead,
) => EntryHead;

/**
 * The view of an entry. The greater part is made when it is shown, which is once: thousands of views are kept. It is a class, since
 * an object with getters of its own has a shape of its own in V8, and a template then finds nothing in it as fast.
 */
class ViewedEntry extends WithHead implements EntryView {
  readonly position: string;
  readonly anchor: string | undefined;
  readonly otherAnchors: readonly string[];
  readonly marks: readonly string[];
  readonly picture: PictureView | undefined;
  readonly #entry: CataloguedPublication;
  readonly #tools: EntryTools;
  #reference: string | undefined;

  constructor(entry: CataloguedPublication, tools: EntryTools) {
    super(tools.head(entry));
    const { publication } = entry;
    this.position = tools.site.appearance.details === "full" ? positionOf(publication, tools.locale) : "";
    this.anchor = isAnchor(publication.key) ? publication.key : undefined;
    this.otherAnchors = (entry.anchors ?? []).filter((one) => one !== publication.key && isAnchor(one));
    const marks = marksShown(namesShown(entry).names, tools.site, true);
    this.marks = marks.flatMap((own) => own.map(({ id }) => id));
    this.picture = viewListPicture(entry, tools);
    this.#entry = entry;
    this.#tools = tools;
  }

  get referenceHtml(): string {
    this.#reference ??= this.#linkedReference();
    return this.#reference;
  }

  #linkedReference(): string {
    const reference = this.#tools.isReferenceShown ? this.#tools.references(this.#entry)[0] : undefined;
    return reference === undefined ? "" : linkTitle(reference, this.titleText, this.href);
  }

  get authors(): AuthorListView {
    const { site, locale, addresses } = this.#tools;
    const { names, truncated, areEditors } = namesShown(this.#entry);
    return viewAuthors(names, this.#entry.people, locale, addresses, {
      folding: listFolding,
      affiliations: [],
      marks: marksShown(names, site, true),
      truncated,
      areEditors,
    });
  }

  get links(): readonly LinkView[] {
    const { locale, addresses } = this.#tools;
    const links = viewLinks(this.#entry, this.titleText, addresses);
    const { versions } = this.#entry;
    if (versions.length === 0) return links;
    return [
      ...links,
      ...versions.map((one): LinkView => {
        const label = versionLabel(one, locale);
        const href = addresses.page(publicationAddress(one.slug));
        return { label, href, accessibleName: `${label}: ${this.titleText}` };
      }),
    ];
  }

  get abstractHtml(): string {
    const { publication } = this.#entry;
    // Below the entry's own heading; what leads to a footnote must not stand twice on a page.
    return this.#tools.text.html(publication.abstract, {
      headingLevel: 4,
      language: languageOf(publication, this.#tools),
    });
  }

  get coins(): string {
    const { addresses } = this.#tools;
    return coins(asCited(this.#entry), addresses.canonical(publicationAddress(this.#entry.slug)));
  }
}

/** The view of what lists and a publication's own page show alike. */
function viewHead(entry: CataloguedPublication, tools: EntryTools): EntryHead {
  const { publication, slug } = entry;
  const { locale, addresses } = tools;
  const { t } = locale;
  const { titleHtml, titleText, isLong, language } = viewTitle(entry, tools);
  return {
    titleHtml,
    titleText,
    isLong,
    language,
    isDraft: publication.visibility === "draft",
    summaryHtml: tools.text.html(publication.summary, { language: languageOf(publication, tools) }),
    href: addresses.page(publicationAddress(slug)),
    venue: viewVenue(entry, locale, addresses),
    abstractHref: `${addresses.page(publicationAddress(slug))}#abstract`,
    abstractName: `${t("abstract")}: ${titleText}`,
    citeHref: `${addresses.page(publicationAddress(slug))}#cite`,
    citeName: `${t("cite")}: ${titleText}`,
    hasBibtexFile: tools.site.bibtexFiles === "papers",
  };
}

/** What a reader wishes for first; all else stands behind in the author's order. */
const firstKinds: readonly LinkKind[] = ["pdf", "code", "doi"];

/** The links of a publication of this title: its PDF first, an archive's where it has no other, then code, DOI and the rest. */
export function viewLinks(entry: CataloguedPublication, titleText: string, addresses: Addresses): readonly LinkView[] {
  const { publication, slug, versions } = entry;
  const pdf = openPdf([publication, ...versions.map((one) => one.publication)].flatMap(({ links }) => links));
  const own = publication.links.filter(({ kind }) => kind !== "press" && kind !== "media");
  const links: readonly Link[] = pdf === undefined ? own : [...own, pdf];
  const placeOf = ({ kind }: Link) => (firstKinds.includes(kind) ? firstKinds.indexOf(kind) : firstKinds.length);
  return [...links]
    .sort((one, other) => placeOf(one) - placeOf(other))
    .map(({ label, href }) => ({
      label,
      href: addresses.link(href, slug),
      accessibleName: `${label}: ${titleText}`,
    }));
}

/** From more words than this on a title is set smaller. */
const longTitle = 12;

/** The language of a publication's texts: the site's where it says none. */
export function languageOf({ language }: Publication, { site }: EntryTools): string {
  return language ?? site.language;
}

/** A publication's title, and the language it is in. */
export function viewTitle(
  { publication }: WorkVersion,
  tools: EntryTools,
): Pick<EntryHead, "titleHtml" | "titleText" | "isLong" | "language"> {
  const { locale, math } = tools;
  const titleText = titleTextOf(publication);
  const titleLanguage = languageOf(publication, tools);
  const titleHtml = richTextToHtml(withoutLinks(publication.title), { math, language: titleLanguage, isTitle: true });
  // What says no language is in the site's own, which is said where nobody would take it for the page's.
  const isSaid = publication.language !== undefined || scriptOf(tools.site.language) !== scriptOf(locale.language);
  const language = isSaid ? usableLanguage(titleLanguage) : undefined;
  return {
    titleHtml: titleHtml.trim() || escapeHtml(titleText),
    titleText,
    isLong: titleText.split(/\s+/, longTitle + 1).length > longTitle,
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
