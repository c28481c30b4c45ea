// Writes the pages of docs/ that are made from the product's own tables: npm run docs.
import { writeFileSync } from "node:fs";
import path from "node:path";
import {
  curriculumEntryFields,
  curriculumFields,
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
  servicesFields,
  siteFields,
  sourceFields,
  translationFields,
  venueFields,
} from "../../src/input/front-matter/field-tables.ts";
import type { FieldTable } from "../../src/input/yaml/check-fields.ts";
import { activityKinds } from "../../src/record/activities.ts";
import { templatesDocumentation } from "../build/template-documentation.ts";
import { diagnosticsDocumentation } from "../diagnostic/documentation.ts";

const folder = path.join(import.meta.dirname, "../../docs/content/pages");

const cell = (text: string): string => text.replaceAll("|", "\\|");

/** Every field of a table: its name, what it takes, and what it does. */
function tableOf(table: FieldTable, aliases: ReadonlyMap<string, string> = new Map()): readonly string[] {
  return [
    "| field | takes | |",
    "| --- | --- | --- |",
    ...Object.entries(table).map(([name, { expects, does }]) => {
      const others = [...aliases].flatMap(([alias, ours]) => (ours === name ? [`\`${alias}\``] : []));
      const also = others.length === 0 ? "" : ` Also ${others.join(", ")}.`;
      return `| \`${name}\` | ${cell(expects)} | ${cell(does + also)} |`;
    }),
  ];
}

function settingsPage(): string {
  const parts: readonly (readonly [title: string, text: string, rows: readonly string[]])[] = [
    [
      "A paper",
      "The front matter of a file in `content/publications/`. Every BibLaTeX field may stand there too.",
      tableOf(paperFields, paperFieldAliases),
    ],
    ["The site", "`content/site.yaml`, all of it optional.", tableOf(siteFields)],
    ["`appearance` of the site", "", tableOf(appearanceFields)],
    ["`analytics` of the site", "", tableOf(analyticsFields)],
    ["`services` of the site", "", tableOf(servicesFields)],
    ["`sources` of the site", "Each item names one place, by its first field.", tableOf(sourceFields)],
    ["`references` of the site", "", tableOf(referencesFields)],
    ["`bibtexFields` of the site", "", tableOf(bibtexFieldsFields)],
    ["The site in another language", "`content/site.de.yaml`, and the like.", tableOf(translationFields)],
    ["The front page", "`content/index.md`.", tableOf(frontFields)],
    ["A page", "A file in `content/pages/`.", tableOf(pageFields)],
    ["News", "A file in `content/news/`.", tableOf(newsFields)],
    ["A topic", "A file in `content/collections/`.", tableOf(collectionFields)],
    ["`match` of a topic", "", tableOf(matchFields)],
    ["A person", "An item of `content/people.yaml`.", tableOf(personFields)],
    ...activityKinds.map(
      (kind) =>
        [
          kind.replace(/^./, (letter) => letter.toUpperCase()),
          `An item of \`content/${kind}.yaml\`, or the front matter of a file in \`content/${kind}/\`.`,
          tableOf(activityTable(kind)),
        ] as const,
    ),
    ["`authorMarks` of the site", "Each by the word by which papers say it.", tableOf(authorMarkFields)],
    ["A venue", "An item of `content/venues.yaml`.", tableOf(venueFields)],
    ["A form", "A file in `content/forms/`, by which `offprint list --for` makes a list.", tableOf(formFields)],
    ["`sections` of a form", "", tableOf(formSectionFields)],
    ["`marks` of a form", "", tableOf(formMarkFields)],
    ["`match` in a form", "", tableOf(formMatchFields)],
    [
      "A CV",
      "`content/cv.yaml`, in the words of JSON Resume or of RenderCV, which has all but the sections within `cv`. A section takes entries, or papers.",
      tableOf(curriculumFields),
    ],
    ["An entry of a CV", "", tableOf(curriculumEntryFields)],
    ["Papers in a CV", "`match` is that of a form.", tableOf(curriculumWorksFields)],
  ];
  return [
    "# Settings and fields",
    "",
    ...parts.flatMap(([title, text, rows]) => [`## ${title}`, "", ...(text === "" ? [] : [text, ""]), ...rows, ""]),
  ].join("\n");
}

/** A text that begins with its heading, as a page of the site. */
function asPage(text: string): string {
  const [, title, body] = /^# (.*)\n\n?([\s\S]*)$/.exec(text)!;
  return `---\ntitle: ${title}\n---\n${body}`;
}

/** The pages that are made, by their files. */
export function madePages(): ReadonlyMap<string, string> {
  return new Map([
    [path.join(folder, "settings.md"), asPage(settingsPage())],
    [path.join(folder, "messages.md"), asPage(diagnosticsDocumentation())],
    [path.join(folder, "templates.md"), asPage(templatesDocumentation())],
  ]);
}

if (process.argv[1] === import.meta.filename) for (const [file, text] of madePages()) writeFileSync(file, text);
