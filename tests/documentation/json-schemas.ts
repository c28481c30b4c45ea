// Writes schemas/, the JSON Schemas by which editors complete and check a site's YAML, out of the product's own tables: npm run docs.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as z from "zod";
import {
  curriculumAccountFields,
  curriculumEntryFields,
  curriculumFields,
  curriculumGroupFields,
  curriculumLocationFields,
  curriculumPersonFields,
  curriculumWorksFields,
} from "../../src/input/front-matter/curriculum-fields.ts";
import {
  activityTable,
  analyticsFields,
  appearanceFields,
  authorMarkFields,
  bibtexFieldsFields,
  collectionFields,
  formFields,
  formMarkFields,
  formMatchFields,
  formSectionFields,
  frontFields,
  matchFields,
  newsFields,
  pageFields,
  paperFieldAliases,
  paperFields,
  personFields,
  referencesFields,
  sectionFields,
  sectionMatchFields,
  servicesFields,
  siteFields,
  sourceFields,
  translationFields,
  venueFields,
} from "../../src/input/front-matter/field-tables.ts";
import { canonicalParts } from "../../src/input/front-matter/name-items.ts";
import type { FieldRow, FieldTable, JsonSchema } from "../../src/input/yaml/check-fields.ts";
import { en } from "../../src/messages/en.ts";
import { pluralForms } from "../../src/messages/messages.ts";
import { activityKinds } from "../../src/record/activities.ts";
import { curriculumKinds } from "../../src/record/curriculum.ts";
import { entryFields, linkFields } from "../../src/record/fields.ts";

const folder = path.join(import.meta.dirname, "../../schemas");

/** What Offprint reads as a text: it takes 2021 and `yes` as they are typed, which are a number and a flag to an editor. */
const scalar: JsonSchema = { type: ["string", "number", "boolean"] };

/** The schema of a value as an editor reads it, out of that of the texts which Offprint reads. */
function asEditorsRead(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(asEditorsRead);
  if (schema === null || typeof schema !== "object") return schema;
  const { $schema: _, propertyNames: __, ...rest } = schema as Record<string, unknown>;
  if (rest.type === "string" && rest.enum === undefined) {
    if (typeof rest.pattern !== "string") return { ...rest, ...scalar };
    return { ...rest, type: new RegExp(rest.pattern, "u").test("1") ? ["string", "number"] : "string" };
  }
  return Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [
      key,
      key === "properties" ? eachAsEditorsRead(value) : asEditorsRead(value),
    ]),
  );
}

const eachAsEditorsRead = (properties: unknown) =>
  Object.fromEntries(Object.entries(properties as object).map(([name, one]) => [name, asEditorsRead(one)]));

/** What a field takes, or nothing: a field without a value counts as absent. */
const orNothing = (schema: JsonSchema): JsonSchema =>
  schema.anyOf === undefined && schema.type !== undefined && schema.enum === undefined
    ? { ...schema, type: [schema.type, "null"].flat() }
    : { anyOf: [schema, { type: "null" }] };

const told = ({ does, expects }: Pick<FieldRow, "does" | "expects">): JsonSchema => ({
  description: `${does} Takes ${expects}.`,
  markdownDescription: `${does}\n\nTakes ${expects}.`,
});

function fieldSchema(row: FieldRow): JsonSchema {
  return {
    ...orNothing(row.json ?? (asEditorsRead(z.toJSONSchema(row.schema, { io: "input" })) as JsonSchema)),
    ...told(row),
  };
}

/** The schema of a table; `parts` are those of fields that have tables of their own, `others` further fields. */
function tableSchema(
  table: FieldTable,
  parts: Readonly<Record<string, JsonSchema>> = {},
  others: JsonSchema = {},
): JsonSchema {
  const own = Object.entries(table).map(([name, row]) => {
    const part = parts[name];
    return [name, part ? { ...orNothing(part), ...told(row) } : fieldSchema(row)] as const;
  });
  return { type: "object", properties: { ...others, ...Object.fromEntries(own) }, additionalProperties: false };
}

/** Names that mean one of ours, each with the schema of that. */
function aliasSchemas(table: FieldTable, aliases: Iterable<readonly [alias: string, ours: string]>): JsonSchema {
  return Object.fromEntries(
    [...aliases].flatMap(([alias, ours]) => {
      const row = Object.hasOwn(table, ours) ? table[ours] : undefined;
      return row && alias !== ours
        ? [[alias, { ...fieldSchema(row), ...told({ ...row, does: `The same as \`${ours}\`.` }) }]]
        : [];
    }),
  );
}

const anyRequired = (names: readonly string[]): JsonSchema => ({ anyOf: names.map((name) => ({ required: [name] })) });

/** The front matter of a paper: our fields, under other programs' names too, BibLaTeX's as texts, and links by their labels. */
function paperSchema(): JsonSchema {
  const text = { type: ["string", "number", "boolean", "null"] };
  const biblatex = entryFields.flatMap(({ name, aliases }) => [name, ...aliases]);
  const ofOtherTools = ["publication_types", "publication", "publication_short", "category"];
  return {
    ...tableSchema(
      paperFields,
      {},
      {
        ...Object.fromEntries(ofOtherTools.map((name) => [name, {}])),
        ...Object.fromEntries([...biblatex, ...linkFields.keys()].map((name) => [name, text])),
        ...aliasSchemas(paperFields, paperFieldAliases),
      },
    ),
    patternProperties: { "^url_.": text },
  };
}

function personSchema(): JsonSchema {
  const aliases = [...canonicalParts].flatMap(([name, ours]) => [
    [name, ours] as const,
    [name.replaceAll("-", "_"), ours] as const,
  ]);
  const named = aliases.filter(([, ours]) => /^(?:name|family|given)$/.test(ours)).map(([name]) => name);
  return {
    ...tableSchema(personFields, {}, aliasSchemas(personFields, aliases)),
    ...anyRequired([...new Set(named)]),
  };
}

function messagesSchema(): JsonSchema {
  const forms = Object.fromEntries([...pluralForms].map((form) => [form, { type: "string" }]));
  const message = {
    anyOf: [
      { type: "string", minLength: 1 },
      { type: "object", properties: forms, required: ["other"], additionalProperties: false },
    ],
  };
  const properties = Object.entries(en).map(([name, words]) => [
    name,
    {
      allOf: [{ $ref: "#/definitions/message" }],
      description: `In English: ${typeof words === "string" ? words : words.other}`,
    },
  ]);
  return {
    type: "object",
    properties: Object.fromEntries(properties),
    additionalProperties: false,
    definitions: { message },
  };
}

/** An item of `content/<kind>.yaml`, and the front matter of a file in `content/<kind>/`, which may leave its title to the item. */
const activities = activityKinds.flatMap((kind) => {
  const item = tableSchema(activityTable(kind));
  const inList = { type: ["array", "null"], items: { ...item, ...anyRequired(["title"]) } };
  return [
    [
      kind,
      [
        `content/${kind}.yaml of an Offprint site, or the front matter of a file in content/${kind}/`,
        { anyOf: [inList, item] },
      ],
    ],
  ] as const;
});

const match = tableSchema(matchFields);

const contents: Readonly<Record<string, readonly [title: string, schema: JsonSchema]>> = {
  site: [
    "content/site.yaml of an Offprint site",
    tableSchema(siteFields, {
      bibtexFields: tableSchema(bibtexFieldsFields),
      authorMarks: {
        type: "object",
        additionalProperties: { anyOf: [{ type: ["string", "boolean"] }, tableSchema(authorMarkFields)] },
      },
      references: tableSchema(referencesFields),
      appearance: tableSchema(appearanceFields),
      analytics: tableSchema(analyticsFields),
      services: tableSchema(servicesFields),
      sources: { type: "array", items: tableSchema(sourceFields) },
      sections: {
        anyOf: [
          { type: "string", enum: ["type", "collection"] },
          { type: "array", items: tableSchema(sectionFields, { match: tableSchema(sectionMatchFields) }) },
        ],
      },
    }),
  ],
  "site-translation": ["content/site.<language>.yaml of an Offprint site", tableSchema(translationFields)],
  people: ["content/people.yaml of an Offprint site", { type: ["array", "null"], items: personSchema() }],
  venues: [
    "content/venues.yaml of an Offprint site",
    { type: ["array", "null"], items: { ...tableSchema(venueFields), ...anyRequired(["name", "short"]) } },
  ],
  messages: ["content/messages/<language>.yaml of an Offprint site", messagesSchema()],
  form: [
    "A file in content/forms/ of an Offprint site",
    tableSchema(formFields, {
      marks: { type: "array", items: tableSchema(formMarkFields, { match: tableSchema(formMatchFields) }) },
      sections: { type: "array", items: tableSchema(formSectionFields, { match: tableSchema(formMatchFields) }) },
    }),
  ],
  cv: ["content/cv.yaml of an Offprint site", curriculumSchema()],
  paper: ["The front matter of a file in content/publications/ of an Offprint site", paperSchema()],
  collection: [
    "The front matter of a file in content/collections/ of an Offprint site",
    tableSchema(collectionFields, { match }),
  ],
  front: ["The front matter of content/index.md of an Offprint site", tableSchema(frontFields)],
  page: ["The front matter of a file in content/pages/ of an Offprint site", tableSchema(pageFields)],
  ...Object.fromEntries(activities),
  news: ["The front matter of a file in content/news/ of an Offprint site", tableSchema(newsFields)],
};

/** A CV in the words of JSON Resume and of RenderCV, whose parts are the same. */
function curriculumSchema(): JsonSchema {
  const section: JsonSchema = {
    anyOf: [
      { type: "array", items: { anyOf: [{ type: ["string", "number", "null"] }, tableSchema(curriculumEntryFields)] } },
      tableSchema(curriculumWorksFields, { match: tableSchema(formMatchFields) }),
      { type: ["string", "null"] },
    ],
  };
  const accounts: JsonSchema = { type: "array", items: tableSchema(curriculumAccountFields) };
  const person = {
    location: { anyOf: [{ type: "string" }, tableSchema(curriculumLocationFields)] },
    profiles: accounts,
    social_networks: accounts,
  };
  const sections: JsonSchema = { type: "object", additionalProperties: section };
  return tableSchema(curriculumFields, {
    ...person,
    sections,
    basics: tableSchema(curriculumPersonFields, person),
    cv: tableSchema(curriculumGroupFields, { ...person, sections }),
    ...Object.fromEntries(curriculumKinds.map((kind) => [kind, section])),
  });
}

/** From how many characters on a part of a schema that stands in several places stands once, where these refer to it. */
const sharedFrom = 400;

/** A schema whose long parts stand once each, among its definitions. */
function withSharedParts(schema: JsonSchema): JsonSchema {
  const counts = new Map<string, number>();
  eachPart(schema, (part) => {
    const text = JSON.stringify(part);
    if (text.length >= sharedFrom) counts.set(text, (counts.get(text) ?? 0) + 1);
    return part;
  });
  const names = new Map<string, string>();
  const definitions: Record<string, JsonSchema> = {};
  const share = (part: JsonSchema): JsonSchema => {
    const text = JSON.stringify(part);
    if ((counts.get(text) ?? 0) < 2) return mapParts(part, share);
    let name = names.get(text);
    if (name === undefined) {
      name = `part${names.size + 1}`;
      names.set(text, name);
      definitions[name] = mapParts(part, share);
    }
    return { $ref: `#/definitions/${name}` };
  };
  const shared = mapParts(schema, share);
  if (names.size === 0) return schema;
  return { ...shared, definitions: { ...(shared.definitions as JsonSchema | undefined), ...definitions } };
}

function eachPart(schema: JsonSchema, look: (part: JsonSchema) => JsonSchema): void {
  mapParts(schema, (part) => {
    eachPart(part, look);
    return look(part);
  });
}

/** A schema with other schemas in place of those that it consists of. */
function mapParts(schema: JsonSchema, change: (part: JsonSchema) => JsonSchema): JsonSchema {
  const isSchema = (value: unknown): value is JsonSchema =>
    typeof value === "object" && value !== null && !Array.isArray(value);
  const ofMap = (map: JsonSchema) =>
    Object.fromEntries(Object.entries(map).map(([name, one]) => [name, isSchema(one) ? change(one) : one]));
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => {
      if (/^(?:properties|patternProperties|definitions)$/.test(key)) return [key, ofMap(value as JsonSchema)];
      if (/^(?:anyOf|allOf|oneOf)$/.test(key)) return [key, (value as readonly JsonSchema[]).map(change)];
      return [key, /^(?:items|additionalProperties)$/.test(key) && isSchema(value) ? change(value) : value];
    }),
  );
}

/** Each schema by its name, which is that of its file without the ending. */
export const jsonSchemas: ReadonlyMap<string, JsonSchema> = new Map(
  Object.entries(contents).map(([name, [title, schema]]) => [
    name,
    { $schema: "http://json-schema.org/draft-07/schema#", title, ...withSharedParts(schema) },
  ]),
);

/** The files of the schemas, and what stands in them. */
export function schemaFiles(): ReadonlyMap<string, string> {
  return new Map(
    [...jsonSchemas].map(([name, schema]) => [
      path.join(folder, `${name}.json`),
      `${JSON.stringify(schema, null, 1)}\n`,
    ]),
  );
}

if (process.argv[1] === import.meta.filename) {
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of schemaFiles()) writeFileSync(file, text);
}
