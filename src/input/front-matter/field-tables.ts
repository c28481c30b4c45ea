import * as z from "zod";
import { type ActivityKind, activityKinds } from "../../record/activities.ts";
import { analyticsNames, verificationNames } from "../../record/analytics.ts";
import type { DateParts } from "../../record/dates/partial-date.ts";
import { type FrontMatterName, fieldOf, parts } from "../../record/publication-fields.ts";
import {
  allServices,
  contactForm,
  isServiceBase,
  type ServiceName,
  serviceBases,
  serviceNames,
} from "../../record/services.ts";
import { authorRoles, ownNameForms, workNumberings, workOrders } from "../../record/work-list-form.ts";
import { namesUser } from "../../text/escape.ts";
import { canonicalLanguage } from "../../text/localization-keys.ts";
import type { FieldTable, JsonSchema } from "../yaml/check-fields.ts";
import { canonicalPart } from "./name-items.ts";

/**
 * A row: what a field takes, in a schema and in words, and what it does, as the documentation has it (Markdown). `json` is what
 * it takes of an editor, for which a number and a flag are no texts, where the schema of the text does not say that.
 */
export const row = <Schema extends z.ZodType>(schema: Schema, expects: string, does: string, json?: JsonSchema) => ({
  schema,
  expects,
  does,
  ...(json && { json }),
});

// YAML is read by the failsafe schema, so every scalar arrives as text.
export const text = (does: string) => row(z.string(), "a text", does);
const number = (does: string) =>
  row(
    z
      .string()
      .regex(/^-?\d+(\.\d+)?$/)
      .transform(Number),
    "a number",
    does,
    { type: ["number", "string"], pattern: "^-?\\d+(\\.\\d+)?$" },
  );
const flag = (does: string) =>
  row(z.stringbool({ truthy: ["true", "yes"], falsy: ["false", "no"] }), "true or false", does, {
    type: ["boolean", "string"],
    pattern: "^(?:[Tt]rue|TRUE|[Yy]es|YES|[Ff]alse|FALSE|[Nn]o|NO)$",
  });
export const texts = (does: string) =>
  row(z.union([z.array(z.string()), z.string().transform((one) => [one])]), "a text or a list of texts", does);
export const choice = <const Words extends readonly string[]>(words: Words, does: string) =>
  row(z.enum(words), words.join(" or ").replace(/ or (?=.* or )/g, ", "), does);
export const settings = (expects: string, does: string) => row(z.record(z.string(), z.unknown()), expects, does);

// Their parts are looked at one by one (`name-items.ts`), so that no name is lost with one of them.
const names = (does: string) =>
  row(
    z.union([
      z.string(),
      z.array(z.unknown()),
      z.record(z.string(), z.unknown()).refine((one) => Object.keys(one).some(canonicalPart)),
    ]),
    "a list of names",
    does,
  );
/** `label: address`, or a list of { label, href }; `name` and `url` are taken for them. */
const linkItem = z.union([
  z.strictObject({ label: z.string(), href: z.string() }),
  z.strictObject({ name: z.string(), url: z.string() }).transform(({ name, url }) => ({ label: name, href: url })),
  z
    .record(z.string(), z.string())
    .refine((map) => Object.keys(map).length === 1)
    .meta({ minProperties: 1, maxProperties: 1 })
    .transform(pairsOf)
    .transform(([one]) => one!),
]);
const links = (does: string) =>
  row(
    z.union([z.record(z.string(), z.string()).transform(pairsOf), z.array(linkItem)]),
    "labels with addresses, as in code: https://example.org",
    does,
  );

/** The same, or one address without a label. */
const typedLinks = (does: string) =>
  row(
    z.union([
      z.string().transform((href) => [{ label: "", href }]),
      z.record(z.string(), z.string()).transform(pairsOf),
      z.array(linkItem),
    ]),
    "an address, or labels with addresses, as in The Times: https://example.org",
    does,
  );

function pairsOf(map: Record<string, string>): { label: string; href: string }[] {
  return Object.entries(map).map(([label, href]) => ({ label, href }));
}

/** `label: address`, an address alone, or a list of both. */
const navigationItem = z.union([z.string().transform((href) => ({ label: undefined, href })), linkItem]);
const navigation = row(
  z.array(navigationItem),
  "a list of addresses, each with its label where it needs one, as in [publications, CV: /cv/]",
  "The navigation: `publications`, `collections` or another part of the site, a page (`about.md`, `/about/`) or an address elsewhere, in this order. A part or page needs no label. Where nothing is said: publications, topics and people; pages that say `nav` stand behind in any case.",
);
const footer = text("What stands at the foot of each page, in Markdown.");

/** Names, each with a text where there is more to say: a text, `name: text`, a list of both, or { name, text }. */
const distinctionItem = z.union([
  z.string().transform((name) => [{ name, text: "" }]),
  z
    .strictObject({ name: z.string(), text: z.string().optional() })
    .transform(({ name, text = "" }) => [{ name, text }]),
  z.record(z.string(), z.string()).transform(namedTexts),
]);
const distinctions = z.union([z.array(distinctionItem).transform((items) => items.flat()), distinctionItem]);

function namedTexts(map: Record<string, string>): { name: string; text: string }[] {
  return Object.entries(map).map(([name, text]) => ({ name, text }));
}

/** The front matter of a paper. Other BibLaTeX fields may stand there too, as texts. */
export const paperFields = {
  key: text("The key, where it is not the file's name: that of the BibTeX entry which the file adds to."),
  title: text("The title, in Markdown with formulas: `Growth of *Pinus nigra* in $n$ dimensions`."),
  authors: names(
    "The authors in their order: names, or names with their facts (`{name: Ada Kern, orcid: …, affiliation: …, corresponding: true}`). A star marks equal contribution. `equal` (`first` or `last`), `corresponding`, `student`, `deceased` and `marks` give signs with a legend, `roles` are those of CRediT.",
  ),
  editors: names("The editors, written like authors."),
  affiliations: row(
    z.unknown(),
    "a list of affiliations",
    "Affiliations that authors name by number or id, as Quarto and JOSS write them.",
  ),
  venue: text("Where it appeared: the journal, the proceedings, the publisher of a thesis or report."),
  date: text("When it appeared, as finely as is known: `2021`, `2021-03`, `2021-03-05`; or a range with a slash."),
  year: text("The year, where there is no `date`."),
  type: text("The kind of work: a type of BibLaTeX (`thesis`) or CSL (`paper-conference`)."),
  arxiv: text('The arXiv identifier, in quotes: `"2101.00001"`.'),
  doi: text("The DOI, with or without `https://doi.org/`."),
  url: text("The work's address elsewhere."),
  links: links(
    "Further links, each with its label. `pdf`, `code`, `data`, `slides`, `poster`, `video`, `blog`, `demo` and `website` may also be fields of their own.",
  ),
  press: typedLinks("What newspapers and others wrote of it: an address, or several each with its label."),
  media: typedLinks("Where it is spoken of in sound or film: an address, or several each with its label."),
  funding: texts("What paid for it: the `id` of a grant of `content/grants.yaml`, or words."),
  projects: texts("The projects that it belongs to, by their `id` in `content/projects.yaml`."),
  collections: texts("The topics that it joins, by file name or title."),
  keywords: texts("Keywords; one that is a topic's title joins it."),
  "social-picture": flag(
    "Whether it has a picture of its own for those who link to it, whatever `socialPictures` says.",
  ),
  selected: flag("Whether it stands on the front page."),
  draft: text("`true` keeps it back until it is done: `dev` alone shows it."),
  published: text("`false` is the same as `draft: true`."),
  hidden: text("`true` gives it a page to which no list leads."),
  order: number("Its place in the lists before all that have none or a greater one."),
  added: text("The day it came to the site, by which the feeds announce it: `2024-05-07`."),
  modified: text("The day its page last changed, for the sitemap and the feeds: `2024-05-07`."),
  distinction: row(
    distinctions,
    "a text or a list of texts, as in [Oral, Best Paper Award]",
    "What distinguishes it, each with what is said of it where there is more to say: `[Oral, Best Paper Award: For the first proof]`.",
  ),
  summary: text("What it is about, in a line of Markdown that lists show."),
  venueShort: text("What its venue is called for short, in all papers of that venue: `CT`."),
  publishOn: text("The day from which on it is published, and before which it is a draft: `2027-01-15`."),
  status: text("What is said in place of a date: `in press`, `under review`."),
  note: text("A line of Markdown shown with it."),
  aliases: texts(
    "Former keys and addresses, which lead to it: `pines2020`, `/publication/pines/`, `/publications/#pines`.",
  ),
  versions: texts("Other versions of the same work, by key or file name."),
  teaser: text("A picture beside the file, shown on its page."),
  "teaser-alt": text("What is to be seen on the picture, for those who do not see it."),
  "teaser-caption": text("What stands below the picture, in Markdown."),
} satisfies FieldTable & Readonly<Record<FrontMatterName | "affiliations", unknown>>;

/** Names authors bring from elsewhere, and ours for them. */
export const paperFieldAliases: ReadonlyMap<string, keyof typeof paperFields> = new Map(
  parts.flatMap((part) =>
    (fieldOf(part).frontMatter ?? []).flatMap((names) => {
      const [ours, ...aliases] = names.split(" ");
      return aliases.map((alias) => [alias, ours as keyof typeof paperFields] as const);
    }),
  ),
);

/** Hugo's and Quarto's word for what is not published yet, and Jekyll's. */
const draftFields = {
  draft: flag("`true` keeps it back until it is done: `dev` alone shows it."),
  published: flag("`false` is the same as `draft: true`."),
};

/** The front matter of a collection. */
export const collectionFields = {
  ...draftFields,
  title: text("The topic's name; the file's name where there is none."),
  order: number("Its place among the topics."),
  aliases: texts("Former names of its file, and former addresses, which lead to it."),
  match: settings("conditions", "Which papers it takes besides those that name it; a paper must meet all conditions."),
} satisfies FieldTable;

const years = /^\s*\d{1,4}\s*(?:(?:\.\.|-|–|\/)\s*\d{1,4}\s*)?$/;

export const matchFields = {
  keywords: texts("Papers with one of these keywords."),
  venues: texts("Papers in one of these venues."),
  authors: texts("Papers by one of these people: names or ids of `people.yaml`."),
  types: texts("Papers of these types."),
  years: row(
    z
      .string()
      .regex(years)
      .transform((range): [number, number] => {
        const [first = 0, last = first] = range
          .split(/[^\d]+/)
          .filter(Boolean)
          .map(Number);
        return [first, last];
      }),
    "a year or a range of years, as in 2019..2022",
    "Papers of these years.",
    { type: ["integer", "string"], minimum: 0, maximum: 9999, pattern: years.source },
  ),
} satisfies FieldTable;

/** The front matter of a page the author writes. */
export const proseFields = { ...draftFields, title: text("The page's title.") } satisfies FieldTable;

export const emailAddress = z.string().regex(/^[^\s@<>"',;:]+@(?:[^\s@<>"',;:.]+\.)+[^\s@<>"',;:.]+$/);

/** The front matter of `index.md`. */
export const frontFields = {
  ...proseFields,
  name: text("Whose page the front page is. With one of these fields it is a person's page, with its name as heading."),
  role: text("What the person is, in Markdown: `Professor of Forestry`."),
  affiliation: texts(
    "Where the person works, in Markdown: `[University of Tests](https://example.org)`; several in a list.",
  ),
  portrait: text("A picture of the person beside `index.md`."),
  "portrait-alt": text("What is to be seen on the portrait, for those who do not see it."),
  email: row(
    emailAddress,
    "an e-mail address, as in ada@example.org",
    "An e-mail address, which robots will find too.",
  ),
  location: text("Where the person is to be found: a room, a town."),
  interests: texts("What the person works on; the title of a topic leads to it."),
} satisfies FieldTable;

/** The front matter of a page of `content/pages/`. */
export const pageFields = {
  ...draftFields,
  title: text("The page's title; the file's name where there is none."),
  description: text("One sentence about the page, for search engines; its first words where nothing is said."),
  nav: text("`true` puts it into the navigation, under its title; any other word puts it there under that word."),
  order: number("Its place among the pages of the navigation."),
  aliases: texts("Former addresses, which lead to it: `/cv.html`."),
} satisfies FieldTable;

/** The front matter of an item of `content/news/`. */
export const newsFields = {
  ...draftFields,
  date: text("The day of the news, `2026-03-01`; the one that the file's name begins with where nothing is said."),
  title: text("What it is about; it may have none."),
} satisfies FieldTable;

const languageTag = z
  .string()
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
  .refine((tag) => canonicalLanguage(tag) !== undefined)
  .transform((tag) => canonicalLanguage(tag)!);

/** `site.<language>.yaml`. */
export const translationFields = {
  title: text("The site's name in this language."),
  description: text("One sentence about the site in this language."),
  sections: row(
    z.record(z.string(), z.string()),
    "titles of sections with what they are called in this language",
    "What the sections of lists are called in this language: `{Peer-reviewed: Begutachtet}`.",
  ),
  authorMarks: row(
    z.record(z.string(), z.string()),
    "marks with what their legends say in this language",
    "What legends say of the site's own marks of authors in this language: `{artist: hat musiziert}`.",
  ),
  navigation,
  footer,
} satisfies FieldTable;

export const siteFields = {
  title: text("The site's name: a person's or a group's, most often."),
  description: text("One sentence about the site, for search engines and feeds."),
  url: row(
    z.url({ protocol: /^https?$/ }).refine((one) => !namesUser(one)),
    "an address, as in https://example.org/papers/",
    "Where the site is published. With it the site has feeds, a sitemap, canonical addresses and pictures for links.",
    { type: "string", pattern: "^[Hh][Tt][Tt][Pp][Ss]?:" },
  ),
  language: row(
    languageTag,
    "a language tag, as in en or pt-BR",
    "The language of the interface: `ar`, `de`, `en`, `es`, `fr`, `ja`, `pt`, `zh`, or one whose words are in `content/messages/`.",
  ),
  languages: row(
    z.array(languageTag),
    "a list of language tags, as in [en, de]",
    "All languages of the site, the first at its root and each other one in a folder of its name.",
  ),
  profiles: links("The owner's pages elsewhere, each with its label: `ORCID: https://orcid.org/…`."),
  navigation,
  footer,
  redirects: row(
    z.record(z.string(), z.string()),
    "former addresses, each with where it leads now, as in /old-page/: /publications/",
    "Former addresses that are to lead on: to a page of the site, a paper by its key, or an address elsewhere.",
  ),
  logo: text("A picture beside `site.yaml` that stands before the site's name."),
  bibtex: choice(
    ["original", "normalized"],
    "Whether visitors get your own BibTeX, byte for byte, or one form for all entries. `original` where nothing is said.",
  ),
  bibtexFields: settings(
    "show and hide, each with a list of fields",
    "Which fields visitors get in BibTeX besides those that say something of the work (`show`), and which not (`hide`).",
  ),
  bibtexFiles: choice(
    ["papers", "lists"],
    "Whether each paper has a `.bib` file, or the lists alone, which halves the number of files. `papers` where nothing is said.",
  ),
  citationStyles: texts(
    "The styles of the references on a paper's page: `apa`, `vancouver`, `harvard`, or the name of a file in `content/styles/`. `apa` where nothing is said.",
  ),
  authorMarks: row(
    z.record(z.string(), z.union([z.string(), z.record(z.string(), z.unknown())])),
    "marks with their signs, as in {student: §, artist: {sign: ♪, text: played the music}}",
    "The signs behind the names of authors, and what their legends say: another sign or `text` for `equal`, `equal-last`, `corresponding`, `student` and `deceased`, `false` for one that is not to be shown, and your own, which a paper names by `marks: [artist]` with the author, `author+an = {1=artist}` in BibTeX, or the sign itself behind the name.",
    { type: "object", additionalProperties: { type: ["string", "boolean", "object"] } },
  ),
  references: settings("settings, as in {sentenceCase: never}", "How references are written; see below."),
  appearance: settings("settings", "How the site looks; see below."),
  analytics: settings(
    "settings, as in {service: goatcounter, id: ada}",
    "The service that counts visits, if one is to; see below. Without it no page asks another site for anything.",
  ),
  verification: row(
    z.strictObject(
      Object.fromEntries(
        Object.keys(verificationNames).map((name) => [
          name,
          z
            .string()
            .regex(/^[\w=.-]{1,200}$/)
            .optional(),
        ]),
      ),
    ),
    `${Object.keys(verificationNames).join(", ")}, each with its code, as in {google: abc123}`,
    "The codes by which search engines and others see whose the site is, each put into a tag of every page.",
  ),
  sections: row(
    z.union([z.enum(["type", "collection"]), z.array(z.record(z.string(), z.unknown()))]),
    "type, collection or a list of sections",
    "The parts of lists, above the years: one for each `type` or `collection`, or your own in your order, each with a `title` and a `match`. A paper stands in the first that takes it, the others below all of them.",
  ),
  services: settings(
    "settings, as in {contact: ada@example.org}",
    "How bibliographic services are asked by `add` and `sync`; see below. No page shows it, and no build asks any.",
  ),
  sources: row(
    z.array(z.record(z.string(), z.unknown())),
    "a list of places, as in [orcid: 0000-0002-1825-0097]",
    "Where else papers of the site are: `offprint sync` proposes those that are not here; see below.",
  ),
  embed: texts(
    "The lists that other sites may show within their own pages, by address: `/publications/`, `/people/ada/`, `/collections/trees/`. Needs `url`.",
  ),
  socialPictures: choice(
    ["topics", "papers"],
    "Whether the site and its topics have pictures for those who link to them, or every paper too. `topics` where nothing is said.",
  ),
} satisfies FieldTable;

/** An item of `authorMarks` of `site.yaml`. */
export const authorMarkFields = {
  sign: text("The sign behind the name, of at most three characters that are no letters."),
  text: text("What the legend says of it."),
} satisfies FieldTable;

/** `bibtexFields` of `site.yaml`. */
export const bibtexFieldsFields = {
  show: texts("BibTeX fields that visitors get, though they say nothing of the work."),
  hide: texts("BibTeX fields that visitors do not get."),
} satisfies FieldTable;

/** `analytics` of `site.yaml`. */
export const analyticsFields = {
  service: choice(analyticsNames, "The service: one script of its own is loaded, and nothing else is allowed."),
  id: text("What the service calls the site: a code, a domain, a token."),
  address: row(
    z
      .url({ protocol: /^https$/ })
      .refine((one) => !namesUser(one) && new URL(one).pathname === "/" && new URL(one).search === ""),
    "an address with https:// and nothing behind the host",
    "Where the service runs, where you run it yourself (goatcounter, plausible, umami).",
    { type: "string", pattern: "^[Hh][Tt][Tt][Pp][Ss]:" },
  ),
} satisfies FieldTable;

/** A base address of a service. */
const serviceBase = (service: ServiceName) =>
  row(
    z.string().refine(isServiceBase),
    "an address with https://, without a password, ? or #",
    `Where ${serviceNames[service]} is asked, in place of ${serviceBases[service]}: a mirror, say.`,
    { type: "string", pattern: "^[Hh][Tt][Tt][Pp][Ss]?:" },
  );

/** `services` of `site.yaml`. */
export const servicesFields = {
  contact: row(
    z.string().regex(contactForm),
    "an e-mail address, as in ada@example.org",
    "Your address, which services are told that ask for it; some answer faster for it. `OFFPRINT_MAILTO` does the same outside of the site.",
  ),
  ...(Object.fromEntries(allServices.map((service) => [service, serviceBase(service)])) as Record<
    ServiceName,
    ReturnType<typeof serviceBase>
  >),
} satisfies FieldTable;

/** An item of `sources` of `site.yaml`. */
export const sourceFields = {
  orcid: text("An ORCID iD, whose works they are. The owner's of `people.yaml` needs no item."),
  dblp: text("A person's page at DBLP: `12/3456`, or its address."),
  inspire: text("A search as INSPIRE takes it: `a A.Kern.1`."),
  zotero: text("A library of Zotero's: `groups/123`, `groups/123/collections/ABCD2345`, or its address."),
  bib: text("The address of a `.bib` file."),
  file: row(
    z.string().regex(/^[\w-]{1,100}\.bib$/),
    "the name of a .bib file, as in zotero.bib",
    "The file of `content/publications/` that `offprint sync` keeps as a copy of all there is (`zotero`, `bib`, `dblp`). Without it each paper that is not here is proposed by itself.",
  ),
} satisfies FieldTable;

/** `references` of `site.yaml`. */
export const referencesFields = {
  sentenceCase: choice(
    ["bibtex", "never"],
    "Whether English titles of BibTeX entries in Title Case are lowered where a style asks for sentence case. `bibtex` where nothing is said.",
  ),
} satisfies FieldTable;

/** An item of `sections` of `site.yaml`. */
export const sectionFields = {
  title: text("The section's title; that of the one type or topic that it takes, where there is none."),
  match: settings("conditions", "Which papers it takes; a paper must meet all conditions."),
} satisfies FieldTable;

export const sectionMatchFields = {
  ...matchFields,
  collections: texts("Papers in one of these topics."),
} satisfies FieldTable;

export const appearanceFields = {
  accentHue: row(
    z
      .string()
      .regex(/^\d{1,3}$/)
      .transform(Number)
      .refine((hue) => hue <= 360),
    "a hue from 0 to 360",
    "The hue of links and marks, in degrees of OKLCH; `32` where nothing is said.",
    { type: ["integer", "string"], minimum: 0, maximum: 360, pattern: "^\\d{1,3}$" },
  ),
  theme: choice(
    ["auto", "light", "dark"],
    "The colours that a visitor sees who has chosen none: those of the visitor's system (`auto`), or one scheme. `auto` where nothing is said.",
  ),
  fonts: choice(
    ["own", "system"],
    "The faces in which the site is set: Source Serif 4 and Source Sans 3, which come from the site itself (`own`), or those of the visitor's system. `own` where nothing is said.",
  ),
  density: choice(["comfortable", "compact"], "How close entries stand. `comfortable` where nothing is said."),
  list: choice(
    ["entry", "reference"],
    "What lists show of a paper: title, authors and venue, or its reference in the first of `citationStyles`. `entry` where nothing is said.",
  ),
  numbering: choice(
    ["none", "up", "down"],
    "Whether lists number their publications: from the first on, or down to 1. `none` where nothing is said.",
  ),
  details: choice(["short", "full"], "Whether lists say volume, issue and pages. `short` where nothing is said."),
  pictures: choice(
    ["front", "everywhere", "nowhere"],
    "Where lists show the papers' teasers, small. `nowhere` where nothing is said. With `npm install sharp` they are made as small as they are shown.",
  ),
  abstracts: choice(
    ["front", "everywhere", "nowhere"],
    "Where lists show abstracts open; a paper's own page always does. `front` where nothing is said.",
  ),
} satisfies FieldTable;

const memberDay = z
  .string()
  .regex(/^\d{4}(?:-\d{2}){0,2}$/)
  .transform((date) => date.split("-").map(Number) as unknown as DateParts)
  .refine(([, month = 1, day = 1]) => month >= 1 && month <= 12 && day >= 1 && day <= 31);

/** When somebody came or left. */
const memberDate = (does: string) =>
  row(memberDay, "a year, a month or a day, as in 2021-09", does, {
    type: ["integer", "string"],
    pattern: "^\\d{4}(?:-\\d{2}){0,2}$",
  });

/** A place of work: its name, or that with a time. */
const affiliationItem = z.union([
  z.string().transform((name) => ({ name, from: undefined, to: undefined })),
  z.strictObject({ name: z.string(), from: memberDay.optional(), to: memberDay.optional() }),
]);

export const personFields = {
  id: text("A short name by which papers may name the person; the name where there is none."),
  name: text("The name as it is shown."),
  family: text("The family name, where it can't be told from `name`."),
  given: text("The given names, with `family`."),
  variants: texts("Other spellings of the name in papers, as `A. Kern` or `Kern-Orr, Ada`."),
  dblp: text('The number by which DBLP tells people of one name apart, in quotes: `"0001"`.'),
  orcid: text("The ORCID iD."),
  homepage: text("The address of the person's own page."),
  aliases: texts("Former ids, and former addresses of the person's page, which lead to it."),
  owner: flag("Whether the site is this person's: the name is set apart in all lists."),
  group: text(
    "Under which heading the person stands on `/people/`: `PhD students`. Groups are in the order in which they are first named. Who has one of these fields, or a file in `content/people/`, has a page without a paper too.",
  ),
  role: text("What the person is, in Markdown: `Professor of Forestry`."),
  affiliation: row(
    z.union([affiliationItem.transform((one) => [one]), z.array(affiliationItem)]),
    "a text, or a list of texts and of places with from and to",
    "Where the person works, in Markdown; several in a list, those of the past with their time: `{name: University of Tests, from: 2015, to: 2019}`.",
  ),
  from: memberDate("Since when the person is there: `2021`, `2021-09`."),
  to: memberDate(
    "Until when the person was there. Who has left stands among the alumni; where nobody knows since when, `group: Alumni` does the same.",
  ),
  portrait: text("A picture of the person, beside the file that names it."),
  "portrait-alt": text("What is to be seen on the portrait; the name where nothing is said."),
  email: row(
    emailAddress,
    "an e-mail address, as in ada@example.org",
    "An e-mail address, which robots will find too.",
  ),
  profiles: links("The person's pages elsewhere, each with its label: `GitHub: https://github.com/…`."),
} satisfies FieldTable;

export const venueFields = {
  id: text("The venue's name in addresses; `short` where there is none."),
  short: text("The short name or acronym."),
  name: text("The whole name."),
  url: text("The address of the venue's own site."),
  aliases: texts("Former ids, and former addresses of its page, which lead to it."),
  patterns: texts("Words by which papers name it, as `Tests Conference`."),
  issn: texts("The ISSNs of a journal, by which it is known too, however papers name it."),
} satisfies FieldTable;

/** What may be said of a project, a grant, a course, a thesis or an award. */
const activityFields = {
  id: text("Its name in its address and by which papers name it; made of the title where there is none."),
  title: text("What it is called, in Markdown."),
  student: names("Who wrote it."),
  awarder: text("Who gave it, in Markdown."),
  funder: text("Who pays, in Markdown: `[European Research Council](https://erc.europa.eu/)`."),
  number: text("The number by which the funder knows it."),
  amount: text("How much it is: `1.5 M€`."),
  code: text("What the university calls it: `FOR 101`."),
  level: text("For whom it is: `Master`."),
  degree: text("The kind of thesis: `PhD thesis`, `Master's thesis`."),
  institution: text("Where, in Markdown."),
  role: text("What the site's owner or group does in it: `Principal investigator`, `Lecturer`."),
  date: text("When it was handed in or given: `2021`, `2021-03`."),
  from: memberDate("Since when: `2021`, `2021-09`."),
  to: memberDate("Until when; it goes on where nothing is said."),
  terms: texts("When it was held, each time: `Autumn 2024`, `2023-10`."),
  people: names(
    "Who takes part, teaches it or was given it: names, or ids of `people.yaml`; the owner where nobody is named.",
  ),
  supervisors: names("Who supervised it: names, or ids of `people.yaml`; the owner where nobody is named."),
  funding: texts("The grants that pay for it, by their `id` in `content/grants.yaml`."),
  paper: text("The key of the paper that it is here."),
  summary: text("What it is about, in a line of Markdown."),
  links: links("Addresses elsewhere, each with its label: `Syllabus: https://…`."),
} satisfies FieldTable;

export type ActivityFields = typeof activityFields;

/** Which of them each kind has. */
const fieldsOfKinds: Readonly<Record<ActivityKind, readonly (keyof ActivityFields)[]>> = {
  projects: ["id", "title", "from", "to", "people", "role", "funding", "summary", "links"],
  grants: ["id", "title", "funder", "number", "amount", "from", "to", "people", "role", "summary", "links"],
  courses: ["id", "title", "code", "level", "institution", "terms", "people", "role", "summary", "links"],
  theses: ["id", "title", "student", "degree", "institution", "date", "supervisors", "paper", "summary", "links"],
  awards: ["id", "title", "awarder", "date", "people", "summary", "links"],
};

/** The fields of a kind. */
export const activityTable = (kind: ActivityKind): ActivityFields =>
  Object.fromEntries(fieldsOfKinds[kind].map((name) => [name, activityFields[name]])) as ActivityFields;

/** A file of `content/forms/`. */
export const formFields = {
  title: text("The heading of the list; the file's name where there is none."),
  source: text("Where the rule is published that the form follows, for those who read the file."),
  person: text("Whose works: a name, an `id` of `people.yaml` or an ORCID iD; the site's owner where nobody is named."),
  style: text("The citation style: `apa`, `vancouver`, `harvard`, or the name of a file in `content/styles/`."),
  language: row(languageTag, "a language tag, as in en or pt-BR", "The language of the words in references."),
  lastYears: row(
    z
      .string()
      .regex(/^[1-9]\d{0,2}$/)
      .transform(Number),
    "a number of years",
    "How many years back, this one included; all where nothing is said.",
    { type: ["integer", "string"], pattern: "^[1-9]\\d{0,2}$" },
  ),
  order: choice(
    workOrders,
    "Which works come first; `selected` ones are those of the front page. `newest` where nothing is said.",
  ),
  numbering: choice(
    workNumberings,
    "Whether numbers count up or down through the list, or begin anew in each of its `sections`. `up` where nothing is said.",
  ),
  ownName: choice(ownNameForms, "How the name of the one whose list it is is set apart. `bold` where nothing is said."),
  addresses: flag(
    "Whether references may say addresses of web pages; DOIs may stand in any case. `yes` where nothing is said.",
  ),
  marks: row(
    z.array(z.record(z.string(), z.unknown())),
    "a list of marks, each with a text and a match",
    "Words that stand behind the references of some works, each with a `text` and a `match`.",
  ),
  sections: row(
    z.array(z.record(z.string(), z.unknown())),
    "a list of sections",
    "The parts of the list, each with a `title`, a `match` or `works`, and a `limit`. A work stands in the first that takes it, and in none where none does.",
  ),
} satisfies FieldTable;

/** A `match` of a form. */
export const formMatchFields = {
  ...sectionMatchFields,
  roles: row(
    z.union([z.array(z.enum(authorRoles)), z.enum(authorRoles).transform((one) => [one])]),
    `one or several of ${authorRoles.join(", ")}`,
    "Works of which the one whose list it is is the single, first, last, corresponding or an equal author.",
  ),
  selected: flag("Works that stand on the front page, or those that do not."),
} satisfies FieldTable;

/** An item of `marks` of a form. */
export const formMarkFields = {
  text: text("What stands behind the reference: `peer-reviewed`."),
  match: settings("conditions", "Which works bear it; a work must meet all conditions."),
} satisfies FieldTable;

/** An item of `sections` of a form. */
export const formSectionFields = {
  title: text("The section's heading."),
  match: settings("conditions", "Which works it takes; a work must meet all conditions."),
  works: texts("The keys of the works that are meant, in their order."),
  activities: choice(
    activityKinds,
    "In place of works, the records of one of these kinds that are of the one whose list it is, or of nobody in particular.",
  ),
  limit: row(
    z
      .string()
      .regex(/^[1-9]\d{0,3}$/)
      .transform(Number),
    "a number of works",
    "The most works that it may hold; which are left out is said.",
    { type: ["integer", "string"], pattern: "^[1-9]\\d{0,3}$" },
  ),
} satisfies FieldTable;
