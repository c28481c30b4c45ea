import type { Place } from "../diagnostic/diagnostic.ts";
import type { RichText } from "../text/rich-text.ts";
import type { HeadTag, OutsideScript } from "./analytics.ts";
import type { PartialDate } from "./dates/partial-date.ts";
import type { BibtexFields } from "./fields.ts";
import type { AuthorMark } from "./names/author-marks.ts";

/** A person of `people.yaml`. */
export interface Person {
  readonly id: string;
  readonly name: string;
  /** Family and given name, where `people.yaml` says which is which; they hold wherever the person is cited. */
  readonly family?: string;
  readonly given?: string;
  /** Other spellings under which papers name this person. */
  readonly variants: readonly string[];
  /** Spellings with DBLP's number of this person behind them: "Wei Wang 0001". */
  readonly numbered?: readonly string[];
  readonly orcid?: string;
  readonly homepage?: string;
  /** Former ids and addresses of the person's page. */
  readonly aliases?: readonly string[];
  /** The one whose site this is. */
  readonly owner: boolean;
  /** Whether lists set the name apart though the site is not this person's: it is nobody's, and this is a member. */
  readonly isSetApart?: true;
}

/** A place where somebody works, or worked for a time that is over. */
export interface Affiliation {
  readonly name: RichText;
  readonly period: PartialDate | undefined;
}

/** Whether somebody works there no more. */
export const isFormer = ({ period }: Affiliation): boolean => period?.end !== undefined && period.end !== "open";

/** What the site says of one of its own people besides who that is. */
export interface Member {
  /** The position among the people of the site, as `people.yaml` and then `content/people/` name them. */
  readonly position: number;
  /** Under which heading the person stands among the others. */
  readonly group: string | undefined;
  readonly role: RichText;
  /** Where the person works and worked, each with from when to when where that is said. */
  readonly affiliation: readonly Affiliation[];
  /** From when to when; undefined where neither is said. */
  readonly period: PartialDate | undefined;
  /** Whether the person is there no more. */
  readonly hasLeft: boolean;
  /** A picture, with what is to be seen on it. */
  readonly portrait: RichText;
  readonly email: string | undefined;
  readonly profiles: readonly Profile[];
  /** What `content/people/<id>.md` says. */
  readonly text: RichText;
}

/** A journal or conference of `venues.yaml`. */
export interface Venue {
  readonly id: string;
  /** "CVPR". */
  readonly short: string;
  /** "IEEE/CVF Conference on Computer Vision and Pattern Recognition". */
  readonly name: string;
  readonly url?: string;
  /** Former ids and addresses of its page. */
  readonly aliases?: readonly string[];
  /** Of a journal, as in print and online, by which it is recognized too. */
  readonly issn?: readonly string[];
  /** Further names by which it is recognized; a year in the text is ignored. */
  readonly patterns: readonly string[];
}

/** A topic page: `content/collections/<slug>.md`. */
export interface Collection {
  readonly slug: string;
  /** The title without markup. */
  readonly title: string;
  /** The title as its author wrote it, by which a paper may name the topic too. */
  readonly writtenTitle: string;
  /** The title as its page shows it. */
  readonly heading: RichText;
  readonly order?: number;
  /** Former slugs and addresses. */
  readonly aliases?: readonly { readonly written: string; readonly place: Place }[];
  /** What stands below the front matter. */
  readonly text: RichText;
  /** What it takes besides the papers that name it: a paper that meets every given condition. */
  readonly match?: CollectionMatch;
  /** Title and text in other languages of the site, by language: `content/collections/<slug>.<language>.md`. */
  readonly translations: ReadonlyMap<string, Prose>;
  /** It is only to be seen in `dev`. */
  readonly isDraft?: true;
  readonly place: Place;
}

export interface CollectionMatch {
  readonly keywords?: readonly string[];
  readonly venues?: readonly string[];
  readonly authors?: readonly string[];
  readonly types?: readonly string[];
  /** First and last year, both included. */
  readonly years?: readonly [number, number];
}

/** A part of lists: what it is called, where it is not called as the one type or topic that it takes, and what it takes. */
export interface ListSection {
  readonly title?: string;
  readonly match: CollectionMatch & { readonly collections?: readonly string[] };
  readonly place: Place;
}

/** One of the owner's pages elsewhere. */
export interface Profile {
  readonly label: string;
  readonly href: string;
}

/** A CSL style: one that is built in ("apa", "vancouver", "harvard1"), or the text of a `.csl` file. */
export interface CitationStyle {
  readonly name: string;
  /** What a visitor calls it: "APA". */
  readonly title: string;
  readonly xml?: string;
  /** The built-in style that it is another name of. */
  readonly builtIn?: string;
  /** The language the style asks for, whatever the site's is: `default-locale` (CSL 1.0.2). */
  readonly language?: string;
}

/** How references are made: `bibtex`: a title in Title Case is lowered where a style asks for that, but for what stands in braces. */
export interface References {
  readonly sentenceCase: "bibtex" | "never";
}

/** An item of the navigation as its author wrote it: an address, and what it is called where that is said. */
export interface WrittenNavigationItem {
  readonly label?: string;
  /** The address of a page of the site, the name of a file of content, or an address elsewhere. */
  readonly href: string;
  readonly place: Place;
}

/** What a site says of itself in a language. */
export interface SiteTexts {
  readonly title?: string;
  readonly heading?: RichText;
  readonly description?: string;
  /** What sections of lists are called, by their titles in the site's own language. */
  readonly sectionTitles?: Readonly<Record<string, string>>;
  /** What legends say of the site's marks of authors, by the words of these. */
  readonly markTexts?: Readonly<Record<string, string>>;
  readonly navigation?: readonly WrittenNavigationItem[];
  /** What stands at the foot of each page. */
  readonly footer?: RichText;
}

/** `site.yaml`, complete with its defaults. */
export interface Site extends SiteTexts {
  /** The title without markup, and as pages show it. */
  readonly title: string;
  readonly heading: RichText;
  readonly description: string;
  /** The absolute address of the front page, where the author gave one. */
  readonly url?: string;
  /** BCP 47: the language of the pages at the site's root. */
  readonly language: string;
  /** The languages in which each page is there, `language` first; the others stand below their tag: `/de/`. */
  readonly languages: readonly string[];
  /** Title and description in the other languages, where the author gave them: `content/site.<language>.yaml`. */
  readonly translations: ReadonlyMap<string, SiteTexts>;
  readonly profiles: readonly Profile[];
  /** Former addresses, and where they are to lead. */
  readonly redirects?: readonly { readonly written: string; readonly target: string; readonly place: Place }[];
  /** A picture that stands before the site's name. */
  readonly logo?: RichText;
  /** `original`: what the author wrote; `normalized`: our own export for all. */
  readonly bibtex: "original" | "normalized";
  /** Fields that are, or are not, to stand in the BibTeX that visitors copy, besides what the standard says. */
  readonly bibtexFields: BibtexFields;
  /** What has a `.bib` file: each paper and each list, or lists alone, since a file for each paper doubles their number. */
  readonly bibtexFiles: "papers" | "lists";
  /** The styles in which references are shown on a paper's page, the first one first; none where the author wants none. */
  readonly citationStyles: readonly CitationStyle[];
  readonly references: References;
  /** What is said of authors by signs, in the order of the signs. */
  readonly authorMarks: readonly AuthorMark[];
  readonly appearance: Appearance;
  /** What parts lists have above the years: one for each type or topic, or those of the author's; none where absent. */
  readonly sections?: "type" | "collection" | readonly ListSection[];
  /** What every page says in its head besides what it says itself. */
  readonly headTags: readonly HeadTag[];
  /** The author's own icons, at these addresses from the site's root on: "/favicon.svg". */
  readonly icons?: readonly string[];
  /** What counts visits; without it no page asks another site for anything. */
  readonly analytics?: OutsideScript;
  /** The addresses of the lists that other sites may show within their own pages. */
  readonly embed?: readonly { readonly href: string; readonly place: Place }[];
  /** What has a picture of its own for those who link to it: the site and its topics, or each paper too. */
  readonly socialPictures: "topics" | "papers";
  /** Where its languages are named, or where `site.yaml` would begin. */
  readonly place: Place;
}

/** What an author may turn; each is checked, so that no choice breaks contrast or layout. */
export interface Appearance {
  /** A hue in degrees, 0 to 360; lightness is ours, so contrast holds. */
  readonly accentHue: number;
  /** Whether the site brings its own faces, or is set in those of the visitor's system. */
  readonly fonts: "own" | "system";
  readonly density: "comfortable" | "compact";
  /** The scheme of a visitor who has chosen none: `auto` is that of the visitor's system. */
  readonly theme: "auto" | "light" | "dark";
  /** What lists show of a publication: title, authors and venue, or its reference in the first of the site's styles. */
  readonly list: "entry" | "reference";
  /** How lists count their publications: not, from the first on, or so that the last one is 1. */
  readonly numbering: "none" | "up" | "down";
  /** Whether lists say volume, issue and pages. */
  readonly details: "short" | "full";
  /** Where lists show the teasers of publications. */
  readonly pictures: "front" | "everywhere" | "nowhere";
  /** Where abstracts stand open. The paper's own page always shows it. */
  readonly abstracts: "front" | "everywhere" | "nowhere";
}

/** Whose page the front page is; a text that is not said is empty. */
export interface FrontPerson {
  readonly name?: string;
  readonly email?: string;
  /** A picture, with what is to be seen on it. */
  readonly portrait: RichText;
  readonly role: RichText;
  readonly location: RichText;
  readonly affiliation: readonly RichText[];
  readonly interests: readonly RichText[];
}

/** A page the author writes: `content/index.md`. */
export interface Prose {
  /** The title without markup, and as the page shows it. */
  readonly title?: string;
  readonly heading?: RichText;
  readonly text: RichText;
  /** Whose page it is, where that is said of the front page. */
  readonly person?: FrontPerson;
  /** It is only to be seen in `dev`. */
  readonly isDraft?: true;
  readonly place: Place;
}

/** A page of the author's: `content/pages/<path>.md`. */
export interface AuthoredPage extends Omit<PageTexts, "title" | "heading"> {
  /** Its address is "/<path>/": "about", "teaching/2024". */
  readonly path: string;
  readonly title: string;
  readonly heading: RichText;
  readonly order?: number;
  /** Former addresses. */
  readonly aliases?: readonly { readonly written: string; readonly place: Place }[];
  /** What it says in other languages of the site: `content/pages/<path>.<language>.md`. */
  readonly translations: ReadonlyMap<string, PageTexts>;
}

/** A page in another language. */
export interface PageTexts extends Prose {
  /** Where its text cites papers, by their keys: "[@kern2020; @orr2021]". */
  readonly citedAt: ReadonlyMap<string, Place>;
  readonly description?: string;
  /** Whether it stands in the navigation: under its title, or under other words. */
  readonly nav?: true | string;
}

/** How a text cites papers: "[@kern2020]", "[@kern2020; @orr2021]". */
export const citationPattern = /\[@[^\s[\];,]+(?:\s*[;,]\s*@[^\s[\];,]+)*\]/g;

/** An item of the site's news: `content/news/<id>.md`. */
export interface NewsItem extends Prose {
  /** By which it is named in the page of all news. */
  readonly id: string;
  /** ISO 8601: "2026-03-01", "2026-03" or "2026". */
  readonly date: string;
  readonly translations: ReadonlyMap<string, Prose>;
}

/** How large a picture is, in pixels as it is shown. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}
