/**
 * Every message code, listed once, with the sentence its documentation needs. A code is `room/kebab-name`: it says who
 * is the first able to see the fault; it is permanent.
 */
export const diagnosticCodes = {
  "read/not-utf8": "The file is not UTF-8, so it was read as Windows-1252.",
  "read/unreadable": "The file could not be opened.",
  "read/link": "A link in content/ leads nowhere, in a circle or to what must not be published; it is not followed.",
  "read/special-file": "A pipe, socket or device lies where files are read; it is passed over.",
  "read/not-read":
    "A file that was meant to be read, by its name or place, is not; the message says how it should be called.",
  "read/same-name": "Two files have names that are the same but for how accents are written; one is read.",
  "read/picture": "A file is no picture that a browser shows, or its size can't be read; it is not shown.",
  "parse/front-matter": "A Markdown file does not begin with front matter between two lines of three hyphens.",
  "parse/yaml": "The YAML could not be read; the file is left out.",
  "parse/yaml-escape":
    "A backslash in double-quoted YAML that is meant as LaTeX's; the value was read as it is written.",
  "parse/yaml-comment": "A # that begins a comment in YAML stands in a text, which it cuts.",
  "parse/unknown-field": "A field that Offprint does not know; it is kept but shown nowhere.",
  "parse/wrong-type": "A field holds another kind of value than it takes; the field is left out.",
  "parse/unsafe-name": "A field or key has a name that would change how programs work; it is left out.",
  "parse/unbalanced-brace": "A brace or quote of a BibTeX entry is never closed, or one too many is.",
  "parse/missing-comma": "A comma between two BibTeX fields is missing; the fields were read all the same.",
  "parse/syntax": "Text in a BibTeX entry that is neither a field nor its value; it was skipped.",
  "parse/stray-entry":
    "Text between BibTeX entries looks like one that lacks its @, its brace or its type; it is not read.",
  "parse/missing-key": "A BibTeX entry has no citation key.",
  "parse/undefined-string": "A BibTeX macro that no @string defines; it stands for nothing.",
  "parse/duplicate-field": "A field stands twice in an entry; the first is used.",
  "parse/unknown-style":
    "A citation style that is neither built in nor a file in content/styles, or that can't be read.",
  "normalize/unknown-macro": "A LaTeX command that Offprint does not know; its text is shown without it.",
  "normalize/unbalanced-math": "A dollar sign without a partner; it is shown as a dollar sign.",
  "normalize/unbalanced-brace": "A brace in a text has no partner; it was left out.",
  "normalize/math": "A formula that can't be set; its source is shown.",
  "normalize/date": "A date that is not understood; it is kept as words.",
  "normalize/name": "A name that has no reading; it is kept as written.",
  "normalize/doi": "Not the syntax of a DOI; no link is made from it.",
  "normalize/arxiv": "Not the syntax of an arXiv identifier; no link is made from it.",
  "normalize/isbn": "The check digit of an ISBN is wrong.",
  "normalize/orcid": "Not an ORCID iD, or its check digit is wrong.",
  "normalize/identifier": "An identifier that does not have the syntax of its kind; no link is made from it.",
  "normalize/address-scheme":
    "An address that is not http, https, mailto or a file of the site; no link is made from it.",
  "normalize/teaser": "A teaser that is not the name of a picture of the site; it is not shown.",
  "normalize/visibility": "A field that says who may see a paper says neither yes nor no; the paper is kept back.",
  "normalize/several-addresses": "A field holds more than one address; the first is used.",
  "normalize/unknown-type": "An entry type that Offprint does not know; it is treated as a document.",
  "normalize/missing-parent": "An entry names a crossref or xdata entry that does not exist.",
  "normalize/parent-cycle": "Entries inherit from each other in a circle.",
  "normalize/contradiction":
    "The Markdown file and the BibTeX entry of one key say different things; the Markdown is used.",
  "validate/no-title": "A paper has no title, so it can't be published.",
  "validate/no-author": "A paper names neither authors nor editors.",
  "validate/no-year": "A paper has neither a date nor a status, so it sorts last.",
  "validate/missing-file": "A link names a file of the site that does not exist or can't be published.",
  "validate/changed-file": "A drawing is published without what it could run or load.",
  "validate/teaser": "A teaser has no words for those who do not see it, or such words have no teaser.",
  "relate/duplicate-key": "A citation key is used twice; the first entry is kept.",
  "relate/same-address": "Two files would have one address, or a file that of a page; the second is not published.",
  "relate/similar-keys": "Two citation keys differ only in case, or lead to the same address.",
  "relate/same-work": "Two entries seem to be one paper.",
  "relate/unknown-collection": "A paper names a collection that has no file.",
  "relate/empty-collection": "No paper is in a collection.",
  "relate/unknown-version": "A paper names another version of itself that is no paper of the site.",
  "relate/own-version": "A paper names itself as another version of itself.",
  "relate/duplicate-name": "Two collections, people or venues share an id.",
  "relate/similar-names": "Two spellings may be one person.",
  "render/template": "A template of the site's own can't be read, or a page can't be made of it; nothing is published.",
  "render/messages": "Words of the interface are missing in a language of the site, or are none that it knows.",
  "eleventy/configuration":
    "The site's .eleventy.ts can't be used, or Eleventy stopped at what it asks for; nothing is published.",
  "check/dead-link": "A link of the built site leads nowhere.",
  "check/duplicate-id": "An id stands twice on a page.",
  "check/outside-address": "A page of the built site loads something from elsewhere.",
} as const;

export type DiagnosticCode = keyof typeof diagnosticCodes;
