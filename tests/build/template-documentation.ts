// Writes docs/templates.md from the table of names and from the templates themselves: npm run docs.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { engineFolder } from "../../src/build/cache/engine.ts";
import { replaceableFiles } from "../../src/build/override-origins.ts";
import { en, type Message } from "../../src/messages/en.ts";
import { contextNames, shapes } from "../../src/site/views/template-names.ts";

export const templatesFile = path.join(import.meta.dirname, "../../docs/templates.md");

const cell = (text: string): string => text.replaceAll("|", "\\|");

function rowsOf(rows: typeof contextNames): readonly string[] {
  return Object.entries(rows).map(([name, row]) => {
    const [shape, meaning] = typeof row === "string" ? ["", row] : row;
    const bare = shape.replace("[]", "");
    const parts = shape === "" ? "" : `${shape === bare ? "" : "list of "}[${bare}](#${bare.toLowerCase()})`;
    return `| \`${name}\` | ${parts} | ${cell(meaning)} |`;
  });
}

/** What a tag says in a template, each once. */
function said(text: string, tag: RegExp): string {
  const found = new Set([...text.matchAll(tag)].map(([, name]) => `\`${name}\``));
  return [...found].join(", ");
}

function templateRows(): readonly string[] {
  return replaceableFiles().map((name) => {
    if (!name.endsWith(".njk")) return `| \`${name}\` | | |`;
    const text = readFileSync(path.join(engineFolder, "_includes", name), "utf8");
    const extended = said(text, /\{% extends "([^"]+)"/g);
    const blocks = said(text, /\{% block (\w+)/g);
    return `| \`${name}\` | ${[extended && `extends ${extended}`, blocks].filter(Boolean).join("; ")} | ${said(text, /\{% include "([^"]+)"/g)} |`;
  });
}

/** The page about all that a site's own templates can use, as Markdown. */
export function templatesDocumentation(): string {
  return [
    "# Templates of your own",
    "",
    "`npx offprint eject partials/footer.njk` copies one of Offprint's templates into `_includes/` of your site, where it stands in",
    "place of the original. They are [Nunjucks](https://mozilla.github.io/nunjucks/templating.html) templates. What they may use is",
    "listed here; `check` and `build` warn of a template that uses what there is not, with its line. After an update, `npx offprint",
    "overrides` says which of Offprint's originals have changed, `npx offprint overrides diff` what, and `npx offprint overrides",
    "merge` puts that into yours.",
    "",
    "This page is made by `npm run docs`.",
    "",
    "## The files",
    "",
    "There are no macros; what templates share are partials that they include.",
    "",
    "| file | blocks | includes |",
    "| --- | --- | --- |",
    ...templateRows(),
    "",
    "## What a page's template is given",
    "",
    "The templates that it includes have it too, but `partials/entry.njk` has `entry`, `list` and `t` alone, since each entry is made",
    "once for all lists.",
    "",
    "| name | parts | meaning |",
    "| --- | --- | --- |",
    ...rowsOf(contextNames),
    "",
    "## Parts",
    "",
    "What ends in `Html` is markup already, shown by `{{ … | safe }}`; a `href` is an address.",
    ...Object.entries(shapes).flatMap(([shape, rows]) => [
      "",
      `### ${shape}`,
      "",
      "| name | parts | meaning |",
      "| --- | --- | --- |",
      ...rowsOf(rows),
    ]),
    "",
    "## Words of the interface",
    "",
    '`{{ t("cite") }}` shows them in the language of the page, and `content/messages/` changes them.',
    "",
    "| name | English |",
    "| --- | --- |",
    ...Object.entries<Message>(en).map(([name, text]) => {
      const forms = typeof text === "string" ? [text] : Object.values(text);
      return `| \`${name}\` | ${cell(forms.join(" / "))} |`;
    }),
    "",
  ].join("\n");
}

if (process.argv[1] === import.meta.filename) writeFileSync(templatesFile, templatesDocumentation());
