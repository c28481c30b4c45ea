// What is held of each kind of difference, and by which rule. A difference that fits none stands in the table as not judged.
import { type Difference, letters } from "./differences.ts";

export interface Verdict {
  readonly kind: string;
  /** Who is right. */
  readonly right: "we" | "both" | "the oracle";
  /** What decides. */
  readonly rule: string;
}

interface Kind extends Verdict {
  readonly oracle?: Difference["oracle"];
  readonly part: RegExp;
  readonly holds: (difference: Difference) => boolean;
}

/** Whether two lists have the same names as they are spoken, wherever each name is cut. */
const sameSpoken = (one: string, other: string) => {
  const spoken = (list: string) =>
    list.split("; ").map((name) => {
      const [family = "", given = "", particle = "", suffix = ""] = name.split("|");
      return letters(given + particle + family + suffix).normalize("NFC");
    });
  return spoken(one).join() === spoken(other).join();
};
const monthNames = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
/** Whether each year, month and day that we read stands in the author's entry. */
const isDateWritten = ({ ours, written }: Difference) => {
  const text = written.toLowerCase();
  const says = (part: string) => new RegExp(`(?<!\\d)0*${part}(?!\\d)`).test(text);
  return ours.split("/").every((side) => {
    const [year = "", month, day] = side
      .replace(/ \d$|[~? ]/g, "")
      .replace(/^-/, "")
      .split("-");
    const monthName = monthNames[Number(month) - 1];
    return (
      (year === "" || says(year) || says(String(Number(year) + 1))) &&
      (month === undefined ||
        says(month) ||
        Number(month) > 20 ||
        (monthName !== undefined && text.includes(monthName))) &&
      (day === undefined || says(day))
    );
  });
};
const withoutAnd = (text: string) => text.toLowerCase().replaceAll("and", "");
/** Whether all that we say stands in the author's entry. */
const isWritten = ({ ours, written }: Difference) =>
  ours.split(/[|; ]+/).every((part) => letters(written).toLowerCase().includes(letters(part).toLowerCase()));
const isDate = /^date: |^CSL: (?:issued|accessed|.*-date)$/;
const isNames = /^names: |^CSL: (?:author|editor|translator|container-author)$/;

/** The first that fits counts. */
const kinds: readonly Kind[] = [
  {
    part: isDate,
    holds: ({ ours, theirs }) => /X|-0\b/.test(theirs) || (/^\d+\/\d+$/.test(ours) && theirs === ""),
    kind: "an unspecified date or a range in words",
    right: "we",
    rule: "BibLaTeX 2.3.8: 19XX is a range of years",
  },
  {
    oracle: "pandoc",
    part: isDate,
    holds: ({ ours, theirs }) => ours.startsWith("-") && Number.parseInt(theirs, 10) === Number.parseInt(ours, 10) - 1,
    kind: "a year before Christ",
    right: "the oracle",
    rule: "ISO 8601-2: -0343 is 344 BC; CSL counts as people do",
  },
  {
    part: isDate,
    holds: (difference) =>
      difference.ours !== "" &&
      (difference.theirs === "" || difference.ours.startsWith(difference.theirs)) &&
      isDateWritten(difference),
    kind: "a date in a form that only we read",
    right: "we",
    rule: "the author's words; BibLaTeX 2.3.8 for seasons, marks and open ranges",
  },
  {
    part: isDate,
    holds: ({ ours, theirs, written }) =>
      ours.startsWith(theirs) && /\bmonth\s*=\s*[{"]/i.test(written) && written.includes(ours.slice(0, 4)),
    kind: "a month, or several, in the words of another language",
    right: "we",
    rule: "btxdoc 3.2: `month` holds any words; ours are those of Unicode's CLDR",
  },
  {
    part: isDate,
    holds: ({ theirs }) => !/^-?\d{1,4}(?:-(?:\d|1[0-2])(?:-(?:[12]?\d|3[01]))?)?(?:\/|[ ~?]|$)/.test(theirs),
    kind: "a date that there is not (month 23, day 35)",
    right: "we",
    rule: "BibLaTeX 2.3.8; CSL has seasons by themselves",
  },
  {
    part: /^names: translator$/,
    holds: ({ ours, theirs }) => `${ours}; others` === theirs,
    kind: '"and others" behind translators',
    right: "the oracle",
    rule: "BibLaTeX 2.3.3",
  },
  {
    part: isNames,
    holds: ({ theirs }) => theirs.includes("等"),
    kind: '等, which is "and others"',
    right: "we",
    rule: "GB/T 7714-2015",
  },
  {
    oracle: "biber",
    part: isNames,
    holds: ({ ours, theirs }) => sameSpoken(ours, theirs),
    kind: "a name whose words are joined by ties",
    right: "we",
    rule: "btxdoc 4: a tie is a blank between words",
  },
  {
    part: isNames,
    holds: ({ ours, written }) => /\|Jr\b/.test(ours) && /,\s*Jr\b/.test(written),
    kind: "a name that ends in Jr.",
    right: "we",
    rule: "btxdoc 4: Jr. is no given name",
  },
  {
    part: isNames,
    holds: ({ written }) => /\\[\\'`^"~=.]\\[ij][a-z]/.test(written),
    kind: "an accent on an i that runs into the next letters",
    right: "we",
    rule: "LaTeX: an accent stands on a letter, and on no ∈",
  },
  {
    part: isNames,
    holds: ({ written }) => /author\s*=\s*\{[^}]*;/i.test(written),
    kind: "semicolons among names, where they part names of which neither is whole",
    right: "both",
    rule: "no manual; the author is told",
  },
  {
    part: isNames,
    holds: ({ written }) => /,\s*et al\./.test(written),
    kind: '"et al." at the end of a list',
    right: "we",
    rule: 'btxdoc 4: BibTeX writes "and others"',
  },
  {
    oracle: "biber",
    part: /^inherited: title$/,
    holds: ({ written }) => /\$|\\/.test(written),
    kind: "formulas and commands of the title",
    right: "we",
    rule: "the LaTeX of the entry",
  },
  {
    part: /^inherited: container-title$|^CSL: container-title$/,
    holds: ({ written }) => /\bcrossref\s*=/i.test(written),
    kind: "the `booktitle` of a whole, which is there for its parts, and not its title",
    right: "both",
    rule: "btxdoc 3.2 `booktitle`, for BibTeX's `crossref`; BibLaTeX, appendix B, takes the title",
  },
  {
    part: /^inherited: publisher-place$|^CSL: publisher-place$/,
    holds: ({ written }) => /\bcrossref\s*=/i.test(written),
    kind: "the `location` of a conference beside the `address` of its publisher",
    right: "both",
    rule: "ACM's styles tell the two apart; BibLaTeX 2.2.5 takes them for one",
  },
  {
    oracle: "biber",
    part: /^inherited: volume$/,
    holds: ({ ours, theirs }) => ours !== "" && theirs === "",
    kind: "a volume that is no whole number (2(1), B-2014-2)",
    right: "we",
    rule: "btxdoc 3.2; BibLaTeX 2.2.2: `volume` is an integer, and biber drops others",
  },
  {
    oracle: "pandoc",
    part: isNames,
    holds: ({ ours, theirs }) => sameSpoken(ours, theirs),
    kind: "a particle in braces, which is a part of the family name",
    right: "we",
    rule: "btxdoc 4: what is in braces is one word",
  },
  {
    oracle: "pandoc",
    part: isNames,
    holds: ({ theirs }) => /AND[A-Z]/.test(theirs),
    kind: "AND in capitals between names",
    right: "we",
    rule: 'BibTeX compares "and" without regard to case',
  },
  {
    oracle: "pandoc",
    part: /^CSL: author$/,
    holds: ({ ours, theirs }) => ours.startsWith(theirs) && /Collaboration|Group|Team|Consortium/.test(ours),
    kind: "a collaboration beside the authors",
    right: "we",
    rule: "INSPIRE and REVTeX: `collaboration`",
  },
  {
    oracle: "pandoc",
    part: isNames,
    holds: ({ ours, theirs }) => ours.replaceAll("|", "") === theirs.replaceAll("|", ""),
    kind: "where a name is cut",
    right: "we",
    rule: "btxdoc 4; BibLaTeX 2.3.3, name parts by their names",
  },
  {
    oracle: "pandoc",
    part: isNames,
    holds: ({ ours, theirs }) => theirs.length < ours.length && /\\[a-zA-Z]/.test(ours) === false,
    kind: "a letter or person that pandoc loses",
    right: "we",
    rule: "the LaTeX of the entry (\\dj, \\L)",
  },
  {
    part: /publisher|place/,
    holds: ({ ours, theirs }) => withoutAnd(ours) === withoutAnd(theirs),
    kind: 'lists of publishers and places with or without "and"',
    right: "both",
    rule: 'BibLaTeX 2.2.1 prints a list with "and"',
  },
  {
    oracle: "pandoc",
    part: /^CSL: publisher$/,
    holds: ({ ours, theirs }) => ours !== "" && theirs.includes(ours),
    kind: "organization, school or `howpublished` beside the publisher",
    right: "both",
    rule: "CSL has one publisher; the others are kept in the record",
  },
  {
    oracle: "pandoc",
    part: /^CSL: URL$/,
    holds: ({ ours, written }) => ours === "" && /\burl\s*=\s*[{"](?!\w+:\/\/)/i.test(written),
    kind: "an address without its scheme, or the path of a file",
    right: "we",
    rule: "RFC 3986, 3: an address begins with a scheme; the author is told",
  },
  {
    oracle: "pandoc",
    part: /^CSL: URL$/,
    holds: ({ ours, theirs }) => ours === "" && theirs.startsWith("ftp"),
    kind: "an address that no page may link to",
    right: "both",
    rule: "browsers open http, https and mailto; the normalized form keeps it",
  },
  {
    oracle: "pandoc",
    part: /^CSL: URL$/,
    holds: ({ ours, theirs }) => ours !== "" && (theirs.startsWith(ours) || ours.endsWith(theirs)),
    kind: "the second of two addresses, and one without its scheme",
    right: "both",
    rule: "CSL has one URL; the normalized form keeps the field",
  },
  {
    oracle: "pandoc",
    part: /^CSL: URL$/,
    holds: ({ ours, theirs }) =>
      ours !== "" && theirs !== "" && ours.replace(/20|60/g, "") === theirs.replace(/20|60/g, ""),
    kind: "blanks and backquotes in an address",
    right: "we",
    rule: "RFC 3986, 2.1: they are percent-encoded",
  },
  {
    oracle: "pandoc",
    part: /^CSL: URL$/,
    holds: ({ ours, theirs }) => ours === "" && /arxivorg|hdlhandle|jstor|pubmed|booksgoogle/.test(theirs),
    kind: "the address of an eprint",
    right: "both",
    rule: "BibLaTeX 3.14.7; ours stands in the reference and on the page",
  },
  {
    oracle: "pandoc",
    part: /^CSL: language$/,
    holds: ({ ours, theirs }) => theirs.startsWith(ours.slice(0, 2)) || ours.startsWith(theirs),
    kind: "a language without a country (english, german)",
    right: "both",
    rule: "babel's names say no country; BCP 47",
  },
  {
    oracle: "pandoc",
    part: /^CSL: type$/,
    holds: ({ ours }) => ours === "article",
    kind: "a preprint",
    right: "we",
    rule: "CSL 1.0.2: `article` is a preprint",
  },
  {
    oracle: "pandoc",
    part: /^CSL: type$/,
    holds: ({ theirs }) => theirs === "",
    kind: "an entry type that pandoc does not know",
    right: "we",
    rule: "BibLaTeX 2.1; the styles' own types",
  },
  {
    oracle: "pandoc",
    part: /^CSL: number(?:-of-pages)?$|^CSL: issue$/,
    holds: ({ ours, theirs }) => ours !== "" && theirs === "",
    kind: "article numbers, numbers of pages, issues of newspapers",
    right: "we",
    rule: "ACM's `articleno`, `numpages`; CSL 1.0.2 `number`",
  },
  {
    oracle: "pandoc",
    part: /^CSL: (?:title|container-title|volume)$/,
    holds: ({ written }) => /\b(?:maintitle|mainsubtitle|issuetitle|part)\s*=/i.test(written),
    kind: "works of several volumes, and issues with a title",
    right: "both",
    rule: "BibLaTeX 2.1.1 and 2.3.9: CSL has one title and one container",
  },
  {
    oracle: "pandoc",
    part: /^CSL: (?:title|note|genre|container-title)$/,
    holds: ({ written }) => /\$|\\[cvH=.'"`^~]/.test(written),
    kind: "formulas and accents of a command that pandoc reads otherwise",
    right: "we",
    rule: "the LaTeX of the entry",
  },
  {
    oracle: "pandoc",
    part: /^CSL: DOI$/,
    holds: ({ ours, theirs }) => ours === "" && !theirs.startsWith("10"),
    kind: "a DOI that is none",
    right: "we",
    rule: "the DOI handbook: a DOI begins with 10.",
  },
  {
    oracle: "pandoc",
    part: /^CSL: DOI$/,
    holds: ({ ours, theirs }) => ours !== "" && (theirs === "" || theirs.endsWith(ours)),
    kind: "the bare name of a DOI that is written, or is in the `url`, as an address",
    right: "we",
    rule: "CSL 1.0.2 `DOI`; DOI handbook 3.8",
  },
  {
    oracle: "pandoc",
    part: /^CSL: (?:page|volume)$/,
    holds: ({ ours, theirs }) => ours === "" && theirs.startsWith("arxiv"),
    kind: "a preprint's identifier in the place of pages",
    right: "we",
    rule: "CSL 1.0.2 `number`",
  },
  {
    oracle: "pandoc",
    part: /^CSL: publisher$/,
    holds: ({ ours, theirs, written }) =>
      theirs === "" && (ours === "arxiv" || /\b(?:holder|organisation)\s*=/i.test(written)),
    kind: "a preprint's archive, a patent's holder, `organisation`",
    right: "we",
    rule: "CSL 1.0.2: who makes the work available; biblatex 2.1.1 @patent",
  },
  {
    oracle: "pandoc",
    part: /^CSL: (?:title|note|container-title)$/,
    holds: ({ ours, theirs, written }) => ours.length > theirs.length && /\\[a-zA-Z]|[%#]/.test(written),
    kind: "what stands in a command of the author's, or behind a % or #",
    right: "we",
    rule: "the LaTeX of the entry; BibTeX has no comments within fields",
  },
  {
    oracle: "pandoc",
    part: /^CSL: container-title$/,
    holds: ({ written }) => /\bjournal\s*=/i.test(written) && /\bbooktitle\s*=/i.test(written),
    kind: "a paper of a conference that is in a journal",
    right: "both",
    rule: "CSL has one container; the conference is `event-title`",
  },
  {
    oracle: "pandoc",
    part: /^CSL: container-title$/,
    holds: ({ written }) => /\b(?:journal|book)titleaddon\s*=/i.test(written),
    kind: "what is printed behind the title of a journal or book",
    right: "we",
    rule: "BibLaTeX 2.2.2 `journaltitleaddon`, `booktitleaddon`",
  },
  {
    oracle: "pandoc",
    part: /^CSL: container-title$/,
    holds: ({ ours, written }) => ours === "" && /^@periodical\b/i.test(written),
    kind: "the title of a periodical a second time",
    right: "we",
    rule: "CSL 1.0.2, appendix III: a periodical is no part of one",
  },
  {
    oracle: "pandoc",
    part: /^CSL: number$/,
    holds: ({ written }) => /^@(?:journalpart|newspaper)\b/i.test(written),
    kind: "the issue of a periodical",
    right: "we",
    rule: "CSL 1.0.2 `issue`",
  },
  {
    oracle: "pandoc",
    part: /^CSL: event-place$/,
    holds: ({ ours, theirs }) => ours !== "" && theirs === "",
    kind: "the `location` of a conference beside the `address` of its publisher",
    right: "both",
    rule: "ACM's styles tell the two apart; BibLaTeX 2.2.5 takes them for one",
  },
  {
    oracle: "pandoc",
    part: /^CSL: status$/,
    holds: ({ written }) => /no prelo/i.test(written),
    kind: "a status in a note",
    right: "both",
    rule: "CSL 1.0.2 `status`; the note stays",
  },
  {
    oracle: "pandoc",
    part: /^CSL: type$/,
    holds: ({ written }) => /\bentrysubtype\s*=|^@standard\b/i.test(written),
    kind: "a type that the entry type or its subtype names",
    right: "we",
    rule: "BibLaTeX 2.2.3 `entrysubtype`; CSL 1.0.2, appendix III",
  },
  {
    oracle: "pandoc",
    part: /^CSL: type$/,
    holds: ({ ours, theirs, written }) => /^@unpublished\b/i.test(written) && ours + theirs === "manuscriptspeech",
    kind: "an unpublished text with a place and no event",
    right: "both",
    rule: "BibLaTeX 2.1.1 @unpublished",
  },
  {
    oracle: "pandoc",
    part: /^CSL: language$/,
    holds: ({ theirs }) => theirs === "pinyin",
    kind: "a transcription, which is no language",
    right: "we",
    rule: "BCP 47",
  },
  {
    part: isDate,
    holds: ({ ours, theirs, written }) => ours === "" && theirs !== "" && /=\s*\{\s*\//.test(written),
    kind: "a range that has no beginning",
    right: "both",
    rule: "BibLaTeX 2.3.8; CSL has none",
  },
  {
    oracle: "pandoc",
    part: /^CSL: genre$/,
    holds: ({ ours, theirs }) => /report|thesis/.test(ours) && theirs === "",
    kind: "the kind of a report or thesis that its entry type says",
    right: "we",
    rule: "BibLaTeX 2.1.2",
  },
  {
    oracle: "pandoc",
    part: /^CSL: (?:container-title|volume)$/,
    holds: ({ written }) => /journal\s*=\s*[{"]\s*(?:CoRR|arXiv)/i.test(written),
    kind: "CoRR and arXiv, which are no journals",
    right: "we",
    rule: "CSL 1.0.2: a preprint's archive is its publisher",
  },
  {
    oracle: "pandoc",
    part: isDate,
    holds: ({ ours, theirs }) => theirs.includes("/") !== ours.includes("/"),
    kind: "a range with an open or unknown end",
    right: "both",
    rule: "BibLaTeX 2.3.8; CSL has no open ranges",
  },
  {
    oracle: "pandoc",
    part: /^CSL: status$/,
    holds: ({ written }) => /(?:year|pubstate)\s*=\s*[{"]?\s*\D/i.test(written),
    kind: "a status in the place of a year",
    right: "we",
    rule: "CSL 1.0.2 `status`",
  },
  {
    oracle: "pandoc",
    part: /^CSL: /,
    holds: (difference) => difference.theirs === "" && isWritten(difference),
    kind: "what stands in the entry and pandoc leaves out",
    right: "we",
    rule: "the entry",
  },
  {
    oracle: "pandoc",
    part: /^CSL: type$/,
    holds: ({ written }) => /^@(?:online|periodical|collection|misc|suppperiodical|dataset|software)\b/i.test(written),
    kind: "a type for which CSL has two",
    right: "both",
    rule: "CSL 1.0.2, appendix III; BibLaTeX 2.1.1",
  },
  {
    oracle: "pandoc",
    part: /^CSL: publisher$/,
    holds: ({ written }) => /\b(?:organization|howpublished|school|institution)\s*=/i.test(written),
    kind: "organization, school or `howpublished` beside the publisher",
    right: "both",
    rule: "CSL has one publisher; the others are kept in the record",
  },
  {
    oracle: "pandoc",
    part: /^CSL: collection-title$/,
    holds: ({ ours, theirs }) => /^\d+$/.test(ours) && theirs.startsWith(ours),
    kind: "a series that is a number",
    right: "both",
    rule: 'BibLaTeX 2.3.7: printed "3rd series"; the data keep the number',
  },
  {
    oracle: "biber",
    part: /^inherited: (?:title|container-title|event-title)$/,
    holds: ({ ours, theirs }) => ours.toLowerCase() === theirs.toLowerCase(),
    kind: "capitals alone",
    right: "both",
    rule: "the entry",
  },
];

/** What is held of a difference; undefined where nothing is, so that a new kind is seen. */
export function verdictOn(difference: Difference): Verdict | undefined {
  return kinds.find(
    ({ oracle, part, holds }) =>
      (oracle ?? difference.oracle) === difference.oracle && part.test(difference.part) && holds(difference),
  );
}

/** What is held of complaints about our normalized form; the first that fits counts. */
const complaints: readonly (Verdict & { readonly said: RegExp })[] = [
  {
    said: /Invalid field .* for entrytype|invalid in data model/,
    kind: "a field that BibLaTeX's entry type has not",
    right: "both",
    rule: "BibTeX has fewer types, and ignores fields it does not know (btxdoc 3)",
  },
  {
    said: /^empty author.*, with |^empty note, with howpublished/,
    kind: "who made it is no author, and how it was published no note",
    right: "both",
    rule: "btxdoc 3.1: a style names only whom it looks for; nobody is called what they are not",
  },
  {
    said: /Missing mandatory|^empty [^,]*$|all relevant fields are empty/,
    kind: "what the author did not give either, under a type that wants it",
    right: "both",
    rule: "btxdoc 3.1: nothing is made up",
  },
  {
    said: /legacy year field|Invalid format|must be datatype/,
    kind: "words, ranges and years before Christ",
    right: "both",
    rule: "btxdoc 3.2: `year` may hold any text that ends in a year",
  },
  {
    said: /can't use both author and editor/,
    kind: "a book with an author and an editor",
    right: "both",
    rule: "btxdoc 3.1: BibTeX prints the author; nobody is left out of the entry",
  },
];

/** What is held of what a program says of our normalized form. */
export function verdictOnComplaint(said: string): Verdict | undefined {
  return complaints.find((one) => one.said.test(said));
}
