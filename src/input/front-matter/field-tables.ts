import { z } from "zod";
import { type FrontMatterName, fieldOf, parts } from "../../record/publication-fields.ts";
import { namesUser } from "../../text/escape.ts";
import { canonicalLanguage } from "../../text/localization-keys.ts";
import type { FieldTable } from "../yaml/check-fields.ts";
import { canonicalPart } from "./name-items.ts";

/** YAML is read by the failsafe schema, so every scalar arrives as text. */
const text = { schema: z.string(), expects: "a text" };
const number = {
  schema: z
    .string()
    .regex(/^-?\d+(\.\d+)?$/)
    .transform(Number),
  expects: "a number",
};
const flag = { schema: z.stringbool({ truthy: ["true", "yes"], falsy: ["false", "no"] }), expects: "true or false" };
const texts = {
  schema: z.union([z.array(z.string()), z.string().transform((one) => [one])]),
  expects: "a text or a list of texts",
};

const names = {
  // Their parts are looked at one by one (`name-items.ts`), so that no name is lost with one of them.
  schema: z.union([
    z.string(),
    z.array(z.unknown()),
    z.record(z.string(), z.unknown()).refine((one) => Object.keys(one).some(canonicalPart)),
  ]),
  expects: "a list of names",
};
/** `label: address`, or a list of { label, href }; `name` and `url` are taken for them. */
const linkItem = z.union([
  z.strictObject({ label: z.string(), href: z.string() }),
  z.strictObject({ name: z.string(), url: z.string() }).transform(({ name, url }) => ({ label: name, href: url })),
  z
    .record(z.string(), z.string())
    .refine((map) => Object.keys(map).length === 1)
    .transform(pairsOf)
    .transform(([one]) => one!),
]);
const links = {
  schema: z.union([z.record(z.string(), z.string()).transform(pairsOf), z.array(linkItem)]),
  expects: "labels with addresses, as in code: https://example.org",
};

function pairsOf(map: Record<string, string>): { label: string; href: string }[] {
  return Object.entries(map).map(([label, href]) => ({ label, href }));
}

/** The front matter of a paper. Other BibLaTeX fields may stand there too, as texts. */
export const paperFields = {
  key: text,
  title: text,
  authors: names,
  editors: names,
  affiliations: { schema: z.unknown(), expects: "a list of affiliations" },
  venue: text,
  date: text,
  year: text,
  type: text,
  arxiv: text,
  doi: text,
  url: text,
  links,
  collections: texts,
  keywords: texts,
  "social-picture": flag,
  selected: flag,
  draft: text,
  published: text,
  hidden: text,
  order: number,
  modified: text,
  distinction: text,
  status: text,
  note: text,
  aliases: texts,
  versions: texts,
  teaser: text,
  "teaser-alt": text,
  "teaser-caption": text,
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
const draftFields = { draft: flag, published: flag };

/** The front matter of a collection. */
export const collectionFields = {
  ...draftFields,
  title: text,
  order: number,
  match: { schema: z.record(z.string(), z.unknown()), expects: "conditions" },
} satisfies FieldTable;

export const matchFields = {
  keywords: texts,
  venues: texts,
  authors: texts,
  types: texts,
  years: {
    schema: z
      .string()
      .regex(/^\s*\d{1,4}\s*(?:(?:\.\.|-|–|\/)\s*\d{1,4}\s*)?$/)
      .transform((range): [number, number] => {
        const [first = 0, last = first] = range
          .split(/[^\d]+/)
          .filter(Boolean)
          .map(Number);
        return [first, last];
      }),
    expects: "a year or a range of years, as in 2019..2022",
  },
} satisfies FieldTable;

/** The front matter of a page the author writes. */
export const proseFields = { ...draftFields, title: text } satisfies FieldTable;

const languageTag = z
  .string()
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
  .refine((tag) => canonicalLanguage(tag) !== undefined)
  .transform((tag) => canonicalLanguage(tag)!);

/** `site.<language>.yaml`. */
export const translationFields = { title: text, description: text } satisfies FieldTable;

export const siteFields = {
  title: text,
  description: text,
  url: {
    schema: z.url({ protocol: /^https?$/ }).refine((one) => !namesUser(one)),
    expects: "an address, as in https://example.org/papers/",
  },
  language: {
    schema: languageTag,
    expects: "a language tag, as in en or pt-BR",
  },
  languages: { schema: z.array(languageTag), expects: "a list of language tags, as in [en, de]" },
  profiles: links,
  bibtex: { schema: z.enum(["original", "normalized"]), expects: "original or normalized" },
  bibtexFields: { schema: z.record(z.string(), z.unknown()), expects: "show and hide, each with a list of fields" },
  bibtexFiles: { schema: z.enum(["papers", "lists"]), expects: "papers or lists" },
  citationStyles: texts,
  references: { schema: z.record(z.string(), z.unknown()), expects: "settings, as in {sentenceCase: never}" },
  appearance: { schema: z.record(z.string(), z.unknown()), expects: "settings" },
  socialPictures: { schema: z.enum(["topics", "papers"]), expects: "topics or papers" },
} satisfies FieldTable;

/** `bibtexFields` of `site.yaml`. */
export const bibtexFieldsFields = { show: texts, hide: texts } satisfies FieldTable;

/** `references` of `site.yaml`. */
export const referencesFields = {
  sentenceCase: { schema: z.enum(["bibtex", "never"]), expects: "bibtex or never" },
} satisfies FieldTable;

export const appearanceFields = {
  accentHue: {
    schema: z
      .string()
      .regex(/^\d{1,3}$/)
      .transform(Number)
      .refine((hue) => hue <= 360),
    expects: "a hue from 0 to 360",
  },
  density: { schema: z.enum(["comfortable", "compact"]), expects: "comfortable or compact" },
  abstracts: { schema: z.enum(["front", "everywhere", "nowhere"]), expects: "front, everywhere or nowhere" },
} satisfies FieldTable;

export const personFields = {
  id: text,
  name: text,
  family: text,
  given: text,
  variants: texts,
  dblp: text,
  orcid: text,
  homepage: text,
  owner: flag,
} satisfies FieldTable;

export const venueFields = { id: text, short: text, name: text, url: text, patterns: texts } satisfies FieldTable;
