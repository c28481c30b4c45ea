/** `error`: the site would be false or a paper missing. `warning`: shown as well as possible, the author should look. */
export type Severity = "error" | "warning";

/** What is known of a code. */
interface CodeRow {
  /** How grave the fault is where nothing else is known of it. */
  readonly severity: Severity;
  /** What it says, in a sentence of its own. */
  readonly meaning: string;
}

/**
 * Every message code, listed once. A code is `room/kebab-name`: it says which room finds the fault. `docs/diagnostics.md` is
 * made from this table.
 */
export const diagnosticCodes = {
  "input/not-utf8": { severity: "warning", meaning: "The file is not UTF-8, so it was read as Windows-1252." },
  "input/no-text": {
    severity: "warning",
    meaning: "A control character, or a code point that is no character; it is shown as U+FFFD.",
  },
  "text/bound": {
    severity: "warning",
    meaning: "There is more of something than a build takes on; [Bounds](#bounds) says what becomes of it.",
  },
  "input/unreadable": { severity: "error", meaning: "The file could not be opened." },
  "input/link": {
    severity: "warning",
    meaning: "A link in content/ leads nowhere, in a circle or to what must not be published; it is not followed.",
  },
  "input/special-file": {
    severity: "warning",
    meaning: "A pipe, socket or device lies where files are read; it is passed over.",
  },
  "input/not-read": {
    severity: "warning",
    meaning:
      "A file that was meant to be read, by its name or place, is not; the message says how it should be called.",
  },
  "input/same-name": {
    severity: "warning",
    meaning: "Two files have names that are the same but for how accents are written; one is read.",
  },
  "input/metrics": {
    severity: "warning",
    meaning: "What stands in `content/metrics.json` is no citation count; it is shown nowhere.",
  },
  "input/head": {
    severity: "warning",
    meaning:
      "What is to stand in the head of every page would run, load or change something, or is incomplete; it is left out.",
  },
  "input/page-address": {
    severity: "error",
    meaning: "A file of content/pages would have the address of another page of the site; it is left out.",
  },
  "input/picture": {
    severity: "warning",
    meaning: "A file is no picture that a browser shows, or its size can't be read; it is not shown.",
  },
  "input/paper-folder": {
    severity: "warning",
    meaning: "The cite.bib in a paper's own folder holds several entries, so none of them joins the paper.",
  },
  "input/front-matter": {
    severity: "error",
    meaning: "A Markdown file does not begin with front matter between two lines of three hyphens.",
  },
  "input/yaml": { severity: "error", meaning: "The YAML could not be read; the file is left out." },
  "input/yaml-escape": {
    severity: "warning",
    meaning: "A backslash in double-quoted YAML that is meant as LaTeX's; the value was read as it is written.",
  },
  "input/yaml-comment": {
    severity: "warning",
    meaning: "A # that begins a comment in YAML stands in a text, which it cuts.",
  },
  "input/unknown-field": {
    severity: "warning",
    meaning: "A field that Offprint does not know; it is kept but shown nowhere.",
  },
  "input/wrong-type": {
    severity: "warning",
    meaning: "A field holds another kind of value than it takes; the field is left out.",
  },
  "input/duplicate-name": { severity: "error", meaning: "Two people or venues share an id." },
  "input/unsafe-name": {
    severity: "error",
    meaning: "A field or key has a name that would change how programs work; it is left out.",
  },
  "input/unbalanced-brace": {
    severity: "error",
    meaning: "A brace or quote of a BibTeX entry is never closed, or one too many is.",
  },
  "input/missing-comma": {
    severity: "warning",
    meaning: "A comma between two BibTeX fields is missing; the fields were read all the same.",
  },
  "input/syntax": {
    severity: "warning",
    meaning: "Text in a BibTeX entry that is neither a field nor its value; it was skipped.",
  },
  "input/stray-entry": {
    severity: "warning",
    meaning: "Text between BibTeX entries looks like one that lacks its @, its brace or its type; it is not read.",
  },
  "input/missing-key": { severity: "error", meaning: "A BibTeX entry has no citation key." },
  "input/undefined-string": {
    severity: "warning",
    meaning: "A BibTeX macro that no @string defines; it stands for nothing.",
  },
  "input/duplicate-field": { severity: "warning", meaning: "A field stands twice in an entry; the first is used." },
  "input/section": {
    severity: "warning",
    meaning: "A section of lists has no title or takes nothing; it is left out.",
  },
  "input/author-mark": {
    severity: "warning",
    meaning:
      "A mark of authors has no sign, one that is too long or one that another has, or no words; it is left out.",
  },
  "input/news-date": {
    severity: "error",
    meaning: "An item of the news has no day, or none that is written as 2026-03-01; it is left out.",
  },
  "input/unknown-style": {
    severity: "warning",
    meaning: "A citation style that is neither built in nor a file in content/styles, or that can't be read.",
  },
  "text/unknown-macro": {
    severity: "warning",
    meaning: "A LaTeX command that Offprint does not know; its text is shown without it.",
  },
  "text/unbalanced-math": {
    severity: "warning",
    meaning: "A dollar sign without a partner; it is shown as a dollar sign.",
  },
  "text/unbalanced-brace": { severity: "warning", meaning: "A brace in a text has no partner; it was left out." },
  "text/math": { severity: "warning", meaning: "A formula that can't be set; its source is shown." },
  "record/date": { severity: "warning", meaning: "A date that is not understood; it is kept as words." },
  "record/author-role": {
    severity: "warning",
    meaning: "A role of an author that CRediT does not have; it is shown nowhere.",
  },
  "record/name": { severity: "warning", meaning: "A name that has no reading; it is kept as written." },
  "record/doi": { severity: "warning", meaning: "Not the syntax of a DOI; no link is made from it." },
  "record/arxiv": { severity: "warning", meaning: "Not the syntax of an arXiv identifier; no link is made from it." },
  "record/isbn": { severity: "warning", meaning: "The check digit of an ISBN is wrong." },
  "record/orcid": { severity: "warning", meaning: "Not an ORCID iD, or its check digit is wrong." },
  "record/identifier": {
    severity: "warning",
    meaning: "An identifier that does not have the syntax of its kind; no link is made from it.",
  },
  "text/remote-picture": { severity: "warning", meaning: "A picture of a text lies elsewhere; a link leads to it." },
  "text/footnote": {
    severity: "warning",
    meaning: "A footnote without a mark in the text, or a mark without a footnote.",
  },
  "text/html": { severity: "warning", meaning: "An HTML tag in Markdown that is not kept." },
  "text/address-scheme": {
    severity: "warning",
    meaning: "An address that is not http, https, mailto or a file of the site; no link is made from it.",
  },
  "input/teaser": {
    severity: "warning",
    meaning: "A teaser that is not the name of a picture of the site; it is not shown.",
  },
  "input/portrait": {
    severity: "warning",
    meaning: "The portrait of the front page has no words for those who do not see it, or such words have no portrait.",
  },
  "input/visibility": {
    severity: "warning",
    meaning: "A field that says who may see a paper says neither yes nor no; the paper is kept back.",
  },
  "record/several-addresses": {
    severity: "warning",
    meaning: "A field holds more than one address; the first is used.",
  },
  "input/unknown-type": {
    severity: "warning",
    meaning: "An entry type that Offprint does not know; it is treated as a document.",
  },
  "input/missing-parent": {
    severity: "warning",
    meaning: "An entry names a crossref or xdata entry that does not exist.",
  },
  "input/parent-cycle": { severity: "warning", meaning: "Entries inherit from each other in a circle." },
  "input/contradiction": {
    severity: "warning",
    meaning: "The Markdown file and the BibTeX entry of one key say different things; the Markdown is used.",
  },
  "validate/no-title": { severity: "error", meaning: "A paper has no title, so it can't be published." },
  "validate/no-author": { severity: "warning", meaning: "A paper names neither authors nor editors." },
  "validate/no-year": { severity: "warning", meaning: "A paper has neither a date nor a status, so it sorts last." },
  "validate/missing-file": {
    severity: "error",
    meaning: "A link names a file of the site that does not exist or can't be published.",
  },
  "validate/changed-file": {
    severity: "warning",
    meaning: "A drawing is published without what it could run or load.",
  },
  "validate/teaser": {
    severity: "warning",
    meaning: "A teaser has no words for those who do not see it, or such words have no teaser.",
  },
  "relate/missing-file": {
    severity: "warning",
    meaning: "A text names a file of the site that does not exist or can't be published; its words stand alone.",
  },
  "relate/duplicate-key": { severity: "error", meaning: "A citation key is used twice; the first entry is kept." },
  "relate/same-address": {
    severity: "error",
    meaning: "Two files would have one address, or a file that of a page; the second is not published.",
  },
  "relate/similar-keys": {
    severity: "warning",
    meaning: "Two citation keys differ only in case, or lead to the same address.",
  },
  "relate/same-work": { severity: "warning", meaning: "Two entries seem to be one paper." },
  "relate/unknown-collection": { severity: "warning", meaning: "A paper names a collection that has no file." },
  "relate/empty-section": { severity: "warning", meaning: "A section of lists takes no paper; it is not shown." },
  "relate/empty-collection": { severity: "warning", meaning: "No paper is in a collection." },
  "relate/unknown-version": {
    severity: "warning",
    meaning: "A paper names another version of itself that is no paper of the site.",
  },
  "relate/probable-version": {
    severity: "warning",
    meaning: "Two papers with the title and authors of one are perhaps versions of it; they are counted as two.",
  },
  "relate/own-version": { severity: "warning", meaning: "A paper names itself as another version of itself." },
  "relate/dead-link": {
    severity: "warning",
    meaning: "A link in a text leads to no page of the site; its text is shown without it.",
  },
  "relate/unknown-citation": {
    severity: "warning",
    meaning: "A text cites a paper by a key that no paper has; its words are shown as they are written.",
  },
  "relate/no-list": {
    severity: "warning",
    meaning: "A link that is to show a list leads to no list of papers; it stays a link.",
  },
  "relate/embed": {
    severity: "warning",
    meaning: "A list that other sites are to show is none, or the site has no address.",
  },
  "relate/navigation": {
    severity: "warning",
    meaning: "An address in the navigation has no words by which visitors know it; it is left out.",
  },
  "relate/redirect": {
    severity: "warning",
    meaning: "A former address can't lead on: it is taken, named twice, leads nowhere or in a circle.",
  },
  "relate/claimed-name": { severity: "warning", meaning: "Two people declare one spelling; it is taken for neither." },
  "relate/ambiguous-person": {
    severity: "warning",
    meaning: "A name fits several people of people.yaml; it is taken for none of them.",
  },
  "relate/unknown-person": {
    severity: "warning",
    meaning: "An author is written like an id of people.yaml, and is none.",
  },
  "relate/unknown-activity": {
    severity: "warning",
    meaning: "A paper, project or thesis names a grant, project or paper that is not there.",
  },
  "relate/unknown-mark": {
    severity: "warning",
    meaning: "A sign or word on an author that nothing explains; it is not shown.",
  },
  "relate/owner": { severity: "warning", meaning: "The owner of the site is an author of no paper." },
  "relate/similar-names": { severity: "warning", meaning: "Two spellings may be one person." },
  "build/template": {
    severity: "error",
    meaning: "A template of the site's own can't be read, or a page can't be made of it; nothing is published.",
  },
  "build/override-origins": {
    severity: "warning",
    meaning:
      "What is noted of the site's own templates and assets, the versions that they were made of, can't be read.",
  },
  "build/unknown-name": {
    severity: "warning",
    meaning: "A template of the site's own names what Offprint gives no template, so that nothing is shown there.",
  },
  "messages/incomplete": {
    severity: "warning",
    meaning: "Words of the interface are missing in a language of the site, or are none that it knows.",
  },
  "eleventy/configuration": {
    severity: "error",
    meaning: "The site's .eleventy.ts can't be used, or Eleventy stopped at what it asks for; nothing is published.",
  },
  "check/gone-address": {
    severity: "error",
    meaning: "An address that is published would be gone: nothing is there, and nothing leads on from it.",
  },
  "check/dead-link": { severity: "error", meaning: "A link of the built site leads nowhere." },
  "check/duplicate-id": { severity: "error", meaning: "An id stands twice on a page." },
  "check/outside-address": { severity: "error", meaning: "A page of the built site loads something from elsewhere." },
  "services/dead-link": {
    severity: "warning",
    meaning: "A link of the site leads to an address elsewhere where nothing is any more (`check --links`).",
  },
  "services/closed-paper": {
    severity: "warning",
    meaning: "The page of a paper leads to no copy that everybody can read (`check --open-access`).",
  },
} as const satisfies Readonly<Record<string, CodeRow>>;

export type DiagnosticCode = keyof typeof diagnosticCodes;
