// What kinds of difference there are between our references and citeproc's, who is right, and by what.

import type { Unequal } from "./compare.ts";
import { type Place, placesOf } from "./places.ts";

export interface Kind {
  readonly kind: string;
  /** "open" where nobody has judged, or where we are wrong. */
  readonly right: "we" | "both" | "citeproc" | "open";
  /** A section of the specification (CSL 1.0.2), or what else decides. */
  readonly rule: string;
}

interface Judgement extends Kind {
  readonly holds: (place: Place, unequal: Unequal) => boolean;
}

const isSpace = (text: string) => /^[\s\u00a0\u202f]*$/.test(text);
const withoutTags = (html: string) => html.replace(/<[^>]*>/g, "");
const isTag = (text: string) => text !== "" && isSpace(withoutTags(text));
const letters = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, "");
/** Signs that Unicode knows as raised ones, as plain ones. */
const lowered = (text: string) => letters(withoutTags(text).normalize("NFKC").replace(/[−]/g, "-"));
const isPunctuation = (text: string) => text !== "" && /^[\s\u00a0.,:;–-]*$/.test(text);
const itemSays = ({ asked }: Unequal, variable: string) => String(asked.item[variable] ?? "");
const hasHan = (text: string) => /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text);
const yearOf = ({ asked }: Unequal): number => {
  const { issued } = asked.item as { issued?: { "date-parts"?: readonly (readonly unknown[])[] } };
  return Number(issued?.["date-parts"]?.[0]?.[0]);
};

/** The first that holds counts. */
const judgements: readonly Judgement[] = [
  {
    kind: "a reference begins with a word, not with what would part it from nothing",
    right: "we",
    rule: "Delimiter: it delimits non-empty pieces of output; Affixes: of elements that have output",
    holds: ({ ours, theirs, lead }) => withoutTags(lead) === "" && ours === "" && isPunctuation(theirs),
  },
  {
    kind: "the term at the beginning has a capital, or none behind a bracket",
    right: "both",
    rule: "no section: a reference begins as a sentence does",
    holds: ({ ours, theirs, lead }) =>
      ours.toLowerCase() === theirs.toLowerCase() &&
      letters(withoutTags(lead.slice(0, -ours.length || undefined))) === "",
  },
  {
    kind: "the address before a DOI is a part of its link",
    right: "we",
    rule: 'Appendix VI: "include rendered URI components in the link anchor"',
    holds: ({ ours, theirs }, { ours: whole }) =>
      isTag(ours + theirs) && /<a href="https:\/\/doi\.org/.test(ours + theirs) && />https:\/\/doi\.org\//.test(whole),
  },
  {
    kind: "an address is whole",
    right: "we",
    rule: "Appendix VI: `url` is output as is",
    holds: ({ ours, theirs, after }) =>
      /href="/.test(ours + theirs) || (theirs === "" && ours.startsWith("/") && after.startsWith("</a>")),
  },
  {
    kind: "markup that citeproc shows as text, in quotation marks that cross it",
    right: "we",
    rule: "the author's text; the CSL-JSON schema, rich text",
    holds: (_, { theirs }) => /&lt;\/?span/.test(theirs),
  },
  {
    kind: 'a raised sign that is typed as one ("ᵒ", "²") stays that sign',
    right: "both",
    rule: 'as typed by the author or the locale; Terms: "Superscripted Unicode characters can be used"',
    holds: ({ ours, theirs }) =>
      theirs.includes("<sup>") && lowered(ours).toLowerCase() === lowered(theirs).toLowerCase(),
  },
  {
    kind: "Chinese, Japanese and Korean titles are upright",
    right: "both",
    rule: "Formatting has no exception; their scripts have no italics (W3C, Requirements for Chinese Text Layout)",
    holds: ({ ours, theirs }, { ours: whole }) => ours === "" && /^<\/?(?:i|em)>$/.test(theirs) && hasHan(whole),
  },
  {
    kind: "small capitals of `cs:name` are each name's, not those of what stands between or for others",
    right: "we",
    rule: "Name: `cs:name` describes the formatting of individual names",
    holds: ({ ours, theirs }) => ours === "" && /^<\/?span[^>]*>$/.test(theirs),
  },
  {
    kind: "a year of less than four digits has its era",
    right: "we",
    rule: 'AD and BC: "automatically appended to positive years of less than four digits"',
    holds: ({ ours, theirs }, unequal) =>
      yearOf(unequal) > 0 && yearOf(unequal) < 1000 && ours.length > theirs.length && /[\p{L}.]/u.test(ours),
  },
  {
    kind: 'a space within a number ("TR07- 087") that nobody typed',
    right: "we",
    rule: "Number: numbers separated by a hyphen have no spaces",
    holds: ({ ours, theirs, before, after }) =>
      ours === "" && isSpace(theirs) && /[-–]$/.test(before) && /^[\p{L}\p{N}]/u.test(after),
  },
  {
    kind: "the affixes of a year stand around a range, and around its era",
    right: "we",
    rule: "Date Ranges: a range is what its delimiter joins; suite, date_TextFormYeardateYearRange",
    holds: ({ ours, theirs, before, after }, unequal) =>
      /^[()\s]*$/.test(ours + theirs) && (/–\w*$|BC$/.test(before) || /^–|^ BC/.test(after) || yearOf(unequal) < 0),
  },
  {
    kind: "an open or mixed range of dates, whose parts citeproc takes for others'",
    right: "we",
    rule: "as typed by the author (`1995–1998`)",
    holds: ({ before, after }, { asked }) =>
      /–$/.test(before) || /^–/.test(after) || ["coordena1995", "open2"].includes(asked.id),
  },
  {
    kind: "a range whose ends are one day is that day",
    right: "we",
    rule: "Date Ranges: a delimiter belongs to the largest part that differs",
    holds: (_, { asked }) => asked.id === "same day twice",
  },
  {
    kind: 'what is no number ("2e, corrigée", "9/10") tests as none',
    right: "we",
    rule: 'Choose, is-numeric: "solely consists of numbers"; "2nd edition" tests false',
    holds: ({ ours, theirs }, unequal) =>
      ["edition", "issue", "volume", "number-of-pages"].some((variable) => {
        const value = itemSays(unequal, variable);
        return /[/ ]/.test(value) && !/^[\d\s,&-]+$/.test(value) && /\p{L}/u.test(withoutTags(ours + theirs));
      }),
  },
  {
    kind: 'numbers with thousands or decimals ("9,367,592", "88105607.3") test as numbers',
    right: "we",
    rule: "Choose, is-numeric: numbers may be separated by a comma; what a decimal is, it does not say",
    holds: ({ ours, theirs }, unequal) =>
      theirs === "" && ours === "no. " && /^\d+[.,\d]+$/.test(itemSays(unequal, "number")),
  },
  {
    kind: 'a full stop within a word ("example.org") is not stripped',
    right: "citeproc",
    rule: 'by the letter of Strip-periods ("any periods in the rendered text are removed"); an address without them is none',
    holds: ({ ours, theirs }) => ours.includes(".") && ours.replaceAll(".", "").toLowerCase() === theirs.toLowerCase(),
  },
  {
    kind: "the label of a variable that has no value is not shown",
    right: "we",
    rule: 'Label: "only rendered if the selected variable is non-empty"',
    holds: ({ theirs }, { asked }) => asked.id === "volumes alone" && theirs.includes("vol"),
  },
  {
    kind: 'pages that are typed with "pp.", in words, or with an escaped hyphen',
    right: "both",
    rule: "as typed by the author; Range Delimiters",
    holds: (_, unequal) => /[a-z]\.? |\\-/.test(itemSays(unequal, "page")),
  },
  {
    kind: 'several pages have the plural ("16:1–16:28")',
    right: "we",
    rule: 'Label: "plural when it contains multiple numbers"',
    holds: ({ ours, theirs }, unequal) => ours === `${theirs}p` && /[-–]/.test(itemSays(unequal, "page")),
  },
  {
    kind: "the dash or hyphen of a range stays as it is typed where it is no list of numbers",
    right: "both",
    rule: "Page Ranges: without `page-range-format` they are rendered without reformatting",
    holds: ({ ours, theirs }) => /^[–‑-]$/.test(ours) && /^[–‑-]$/.test(theirs),
  },
  {
    kind: "words in Title Case: markup, addresses, hyphens and signs begin words, no letter behind a capital is raised",
    right: "both",
    rule: "Title Case Conversion says nothing of what a word is",
    holds: ({ ours, theirs }) => ours !== theirs && ours.toLowerCase() === theirs.toLowerCase(),
  },
  {
    kind: "quotation marks that an author typed, and apostrophes: those within others are inner ones, and each has its partner",
    right: "we",
    rule: "Quotes; suite, decorations_NestedQuotes and flipflop_Apostrophes",
    holds: ({ ours, theirs }) => /["'‘’“”„‚«»‹›『』「」]|&#39;|&quot;/.test(ours + theirs),
  },
  {
    kind: "a space of another kind, or one of two",
    right: "both",
    rule: "no section",
    holds: ({ ours, theirs, before, after }) =>
      ours !== theirs &&
      isSpace(ours) &&
      isSpace(theirs) &&
      !/^[.,;:]/.test(after) &&
      !(ours === "" && /[-–]$/.test(before)),
  },
  {
    kind: "no space before a full stop or comma, and no mark that has nothing between it and the one before",
    right: "we",
    rule: "Delimiter: it delimits non-empty pieces of output; suite, punctuation_FullMontyField",
    holds: ({ ours, theirs }) =>
      ours !== theirs && isPunctuation(ours || " ") && isPunctuation(theirs || " ") && ours.length <= theirs.length,
  },
  {
    kind: "marks that meet at a closing quotation mark, or that an author's title ends with",
    right: "both",
    rule: "Locale Options, punctuation-in-quote, says only where a comma or full stop stands; suite, punctuation_FullMonty",
    holds: ({ ours, theirs }) => /^[\s.,:;»”’]*$/.test(ours + theirs),
  },
];

export interface JudgedPlace extends Place {
  readonly kind: Kind;
  readonly unequal: Unequal;
}

const notJudged: Kind = { kind: "not judged", right: "open", rule: "" };

/** The places at which two references differ, each with its kind. */
export const judge = (unequal: Unequal): readonly JudgedPlace[] =>
  placesOf(unequal.ours, unequal.theirs).map((place) => ({
    ...place,
    unequal,
    kind: judgements.find(({ holds }) => holds(place, unequal)) ?? notJudged,
  }));
