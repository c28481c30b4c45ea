import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import type { PartialDate } from "../record/dates/partial-date.ts";
import { linkKinds } from "../record/identifiers/link.ts";
import { creditRoles } from "../record/names/credit-roles.ts";
import type { Name } from "../record/names/name.ts";
import type { Publication } from "../record/publication.ts";
import { fieldOf, type fields, type PartKind, type PartValues, parts } from "../record/publication-fields.ts";
import { publicationTypes } from "../record/types.ts";
import { createMathRenderer, type MathRenderer } from "../text/mathml.ts";
import { richTextToPlain } from "../text/plain-text.ts";
import type { RichText } from "../text/rich-text.ts";
import { richTextToHtml } from "../text/rich-text-html.ts";
import { bibtexBlocks } from "./bibtex.ts";

/** A publication as `offprint inspect --json` shows it; `inspectionSchema` describes it. Null is "not given". */
export type InspectedPublication = {
  readonly [Part in keyof Publication]-?: ReturnType<(typeof shownAs)[(typeof fields)[Part]["kind"]]["show"]>;
} & { readonly bibtex: string };

/**
 * What was read, in the site's order, as plain JSON: a stable interface. Keys are unique in it: the second entry of a
 * key is shown as `key#2`, which no BibTeX key can be.
 */
export function inspectPublications(publications: readonly Publication[], diagnostics: readonly Diagnostic[]) {
  const math = createMathRenderer();
  const uses = new Map<string, number>();
  return {
    publications: publications.map((publication) => {
      const use = (uses.get(publication.key) ?? 0) + 1;
      uses.set(publication.key, use);
      return inspectPublication(publication, use === 1 ? publication.key : `${publication.key}#${use}`, math);
    }),
    diagnostics: diagnostics.map(({ code, severity, message, hint = null, file, line, column, key = null }) => ({
      code,
      severity,
      message,
      hint,
      file,
      line,
      column,
      key,
    })),
  };
}

function inspectPublication(publication: Publication, key: string, math: MathRenderer): InspectedPublication {
  const shown = Object.fromEntries(
    parts.map((part) => [part, shownAs[fieldOf(part).kind].show(publication[part] as never, math)]),
  ) as unknown as InspectedPublication;
  const { source, ...rest } = shown;
  return { ...rest, key, bibtex: bibtexBlocks(publication, "original").join("\n\n"), source };
}

function inspectName(name: Name) {
  return {
    family: name.family ?? null,
    given: name.given ?? null,
    droppingParticle: name.droppingParticle ?? null,
    nonDroppingParticle: name.nonDroppingParticle ?? null,
    suffix: name.suffix ?? null,
    literal: name.literal ?? null,
    equalContribution: name.equalContribution,
    corresponding: name.corresponding,
    marks: name.marks ?? [],
    annotations: name.annotations ?? [],
    roles: name.roles ?? [],
    affiliations: name.affiliations ?? [],
    orcid: name.orcid ?? null,
    homepage: name.homepage ?? null,
  };
}

/** `dateParts` as in CSL-JSON: one list of numbers, or two for a range; none where only words are known. */
function inspectDate(date: PartialDate | undefined) {
  if (!date) return null;
  const { start, end, circa, uncertain, season, endSeason, literal } = date;
  return {
    dateParts: [...(start ? [start] : []), ...(end && end !== "open" ? [end] : [])],
    open: end === "open" || (start === undefined && end !== undefined),
    circa,
    uncertain,
    season: season ?? null,
    endSeason: endSeason ?? null,
    literal: literal ?? null,
  };
}

/** A part of JSON Schema (draft 2020-12). */
type Schema = Readonly<Record<string, unknown>>;

const text: Schema = { type: "string" };
const flag: Schema = { type: "boolean" };
const orNull = (schema: Schema): Schema =>
  "type" in schema && schema.type !== "object"
    ? { ...schema, type: [schema.type, "null"] }
    : { anyOf: [schema, { type: "null" }] };
const listOf = (items: Schema): Schema => ({ type: "array", items });
const defined = (name: string): Schema => ({ $ref: `#/$defs/${name}` });
const objectOf = (properties: Readonly<Record<string, Schema>>): Schema => ({
  type: "object",
  required: Object.keys(properties),
  additionalProperties: false,
  properties,
});

const showRich = (value: RichText, math: MathRenderer) => ({
  text: richTextToPlain(value),
  html: richTextToHtml(value, { math }),
});

/** How the parts of each kind are shown, and what JSON Schema says of that. */
const shownAs = {
  key: { show: (value: string) => value, schema: text },
  type: { show: (value: Publication["type"]) => value, schema: { enum: publicationTypes } },
  text: { show: (value: string | undefined) => value ?? null, schema: orNull(text) },
  words: { show: (value: readonly string[]) => value, schema: listOf(text) },
  rich: { show: showRich, schema: defined("richText") },
  blocks: { show: showRich, schema: defined("richText") },
  names: { show: (value: readonly Name[]) => value.map(inspectName), schema: listOf(defined("name")) },
  date: { show: inspectDate, schema: orNull(defined("date")) },
  flag: { show: (value: boolean) => value, schema: flag },
  truncation: { show: (value: boolean | undefined) => value ?? false, schema: flag },
  mark: { show: (value: boolean | undefined) => value ?? null, schema: orNull(flag) },
  number: { show: (value: number | undefined) => value ?? null, schema: orNull({ type: "number" }) },
  visibility: {
    show: (value: Publication["visibility"]) => value,
    schema: { enum: ["public", "hidden", "draft"] satisfies Publication["visibility"][] },
  },
  distinctions: {
    show: (value: Publication["distinctions"], math: MathRenderer) =>
      value.map(({ name, text: words }) => ({ name, text: showRich(words, math) })),
    schema: listOf(objectOf({ name: text, text: defined("richText") })),
  },
  eprint: {
    show: (value: Publication["eprint"]) =>
      value ? { archive: value.archive, id: value.id, class: value.class ?? null } : null,
    schema: orNull(objectOf({ archive: text, id: text, class: orNull(text) })),
  },
  links: {
    show: (value: Publication["links"]) => value,
    schema: listOf(objectOf({ label: text, href: text, kind: { enum: linkKinds } })),
  },
  extra: {
    show: (value: Publication["extra"]) => value.map(({ name, value: words }) => ({ name, value: words })),
    schema: listOf(objectOf({ name: text, value: text })),
  },
  source: {
    show: ({ file, line }: Publication["source"]) => ({ file, line }),
    schema: objectOf({ file: text, line: { type: "integer", minimum: 1 } }),
  },
} satisfies {
  readonly [Kind in PartKind]: { show(value: PartValues[Kind], math: MathRenderer): unknown; schema: Schema };
};

const described = (schema: Schema, description: string | undefined): Schema =>
  description === undefined ? schema : { ...schema, description };

/** The JSON Schema of what `offprint inspect --json` prints. */
export function inspectionSchema(): Schema {
  const position: Schema = { type: "integer", minimum: 1 };
  const season = orNull({ type: "integer", minimum: 1, maximum: 4 });
  const { source, ...publication } = Object.fromEntries(
    parts.map((part) => {
      const { kind, description } = fieldOf(part);
      return [part, described(shownAs[kind].schema, description)];
    }),
  );
  const numbers = { ...listOf({ type: "integer" }), minItems: 1, maxItems: 3 };
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "What offprint inspect --json prints",
    description: "Null means that the author gave nothing. Fields may be added; none will change its meaning or go.",
    ...objectOf({
      publications: described(listOf(defined("publication")), "In the site's order."),
      diagnostics: described(listOf(defined("diagnostic")), "By file, line and column."),
    }),
    $defs: {
      publication: objectOf({ ...publication, bibtex: described(text, "What a visitor is given."), source: source! }),
      diagnostic: objectOf({
        code: { ...text, pattern: "^[a-z]+/[a-z0-9-]+$" },
        severity: { enum: ["error", "warning"] satisfies Diagnostic["severity"][] },
        message: text,
        hint: orNull(text),
        file: text,
        line: position,
        column: position,
        key: orNull(text),
      }),
      richText: objectOf({
        text: described(text, "Without markup; formulas in a readable plain form."),
        html: described(text, "Escaped; formulas as MathML."),
      }),
      name: objectOf({
        family: orNull(text),
        given: orNull(text),
        droppingParticle: orNull(text),
        nonDroppingParticle: orNull(text),
        suffix: orNull(text),
        literal: described(orNull(text), "An organization, or a name without parts."),
        equalContribution: flag,
        corresponding: flag,
        marks: described(listOf(text), "Marks written after the name, such as * or †."),
        annotations: described(listOf(text), "BibLaTeX data annotations."),
        roles: described(listOf({ enum: creditRoles }), "What the person did for the work, by CRediT."),
        affiliations: described(listOf(text), "Where the person worked."),
        orcid: described(orNull(text), "An ORCID iD, with its hyphens."),
        homepage: orNull(text),
      } satisfies Readonly<Record<keyof ReturnType<typeof inspectName>, Schema>>),
      date: objectOf({
        dateParts: {
          ...described(
            listOf(numbers),
            "One list of year, month, day as far as known, or two for a range; none where only words are known.",
          ),
          maxItems: 2,
        },
        open: described(flag, "Whether the range goes on, or began at an unknown time."),
        circa: flag,
        uncertain: flag,
        season: described(season, "1 spring to 4 winter; of a range, that of its first year."),
        endSeason: described(season, "The season of the last year of a range."),
        literal: described(orNull(text), "The author's words where they are not understood as a date."),
      } satisfies Readonly<Record<keyof NonNullable<ReturnType<typeof inspectDate>>, Schema>>),
    },
  };
}
