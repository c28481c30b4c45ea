// How a work is called in BibTeX's own entry types (btxdoc 3.1), all of which BibLaTeX knows too (manual 2.1.1, 2.1.2).
import { keyOfGenre } from "../text/localization-keys.ts";
import type { Publication } from "./publication.ts";
import type { PublicationType } from "./types.ts";

/**
 * BibTeX's entry type for each CSL type, where the author's own is none of BibTeX's. It says what the work is, whether or
 * not a style misses something there. What it leaves open, `entrysubtype` says by the CSL type.
 */
const classicTypes: Readonly<Record<PublicationType, string>> = {
  // A preprint has a type in neither; arXiv gives @misc with an eprint, which BibLaTeX prints.
  article: "misc",
  // BibLaTeX tells articles of magazines and newspapers by `entrysubtype`; BibTeX has one @article for all.
  "article-journal": "article",
  "article-magazine": "article",
  "article-newspaper": "article",
  // BibLaTeX's @review is its @article (2.1.3).
  review: "article",
  "review-book": "article",
  // BibLaTeX's @mvbook, @collection, @reference and theirs are books; to BibTeX an editor in place of an author says so.
  book: "book",
  classic: "book",
  // btxdoc: a work that is printed and bound, without a named publisher.
  pamphlet: "booklet",
  // BibLaTeX's @inbook, @bookinbook, @supp… and @inreference have titles of their own, as BibTeX's @incollection; its
  // @inbook is a stretch of a book that has none, of which styles print no `booktitle`.
  chapter: "incollection",
  entry: "incollection",
  "entry-dictionary": "incollection",
  "entry-encyclopedia": "incollection",
  "paper-conference": "inproceedings",
  // BibLaTeX's @thesis says by `type` of which degree, BibTeX by two entry types.
  thesis: "phdthesis",
  // BibLaTeX's @report is BibTeX's @techreport, whose `type` says of what kind.
  report: "techreport",
  // btxdoc: author and title, not formally published; BibLaTeX adds the script of a talk.
  manuscript: "unpublished",
  speech: "unpublished",
  // For all others BibTeX has only "when nothing else fits". BibLaTeX's own types for some of them (@online, @software,
  // @dataset, @patent, @periodical, @artwork, @legislation …) are none to BibTeX, whose styles then print nothing.
  bill: "misc",
  broadcast: "misc",
  collection: "misc",
  dataset: "misc",
  document: "misc",
  event: "misc",
  figure: "misc",
  graphic: "misc",
  hearing: "misc",
  interview: "misc",
  legal_case: "misc",
  legislation: "misc",
  map: "misc",
  motion_picture: "misc",
  musical_score: "misc",
  patent: "misc",
  performance: "misc",
  periodical: "misc",
  personal_communication: "misc",
  post: "misc",
  "post-weblog": "misc",
  regulation: "misc",
  software: "misc",
  song: "misc",
  standard: "misc",
  treaty: "misc",
  webpage: "misc",
};

/** BibTeX's entry types by each name for them. */
const classicNames: ReadonlyMap<string, string> = new Map([
  ...(
    "article book booklet inbook incollection inproceedings manual mastersthesis misc phdthesis proceedings techreport " +
    "unpublished"
  )
    .split(" ")
    .map((name) => [name, name] as const),
  ["conference", "inproceedings"],
]);

/** Words for degrees below a doctor's, as the author's language has them. */
const belowDoctor =
  /master|magist|maestr|mestr|maitrise|laurea|diplom|bachel|bacharel|licen[cst]|undergrad|honou?rs|b\.?\s?sc\b|m\.?\s?sc\b|硕士|学士|магистер|диплом/i;

/** What of a work decides its entry type. */
export type ClassifiedWork = Pick<
  Publication,
  "type" | "genre" | "entryType" | "containerTitle" | "containerAuthor" | "eprint"
>;

/** The entry type of BibTeX that says what a work is; the author's own where it is one of those and still says it. */
export function classicTypeOf(work: ClassifiedWork): string {
  const { type, genre = "", containerTitle, containerAuthor } = work;
  const own = classicNames.get(work.entryType ?? "");
  if (own !== undefined && !saysLess(own, work)) return own;
  const classic = classicTypes[type];
  if (type === "thesis") {
    const isMaster =
      ["mathesis", "bathesis"].includes(keyOfGenre(genre) ?? "") ||
      belowDoctor.test(genre.normalize("NFD").replace(/\p{M}/gu, ""));
    return isMaster ? "mastersthesis" : classic;
  }
  // Only BibLaTeX's @inbook has a `bookauthor`.
  if (classic === "incollection")
    return containerTitle === undefined || containerAuthor.length > 0 ? "inbook" : classic;
  if (containerTitle === undefined) return classic;
  // What stands in a periodical or in proceedings is printed with them.
  if (type === "article" || type === "interview") return "article";
  return type === "speech" ? "inproceedings" : classic;
}

/** Whether the author's entry type says less of a work than the rest of the entry does. */
function saysLess(own: string, { type, containerTitle }: ClassifiedWork): boolean {
  // An eprint in no journal is no article of one.
  if (own === "article") return type === "article" && containerTitle === undefined;
  return own === "misc" && classicTypes[type] === "article" && containerTitle !== undefined;
}
