// Writes docs/diagnostics.md from the table of codes: npm run docs.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { exitCodes } from "../../src/cli/failures.ts";
import { bounds } from "../../src/diagnostic/bounds.ts";
import { diagnosticCodes } from "../../src/diagnostic/codes.ts";
import { publishedKinds } from "../../src/input/files/list-content.ts";

export const documentationFile = path.join(import.meta.dirname, "../../docs/diagnostics.md");

/** The page about all codes, as Markdown. */
export function diagnosticsDocumentation(): string {
  const rows = Object.entries(diagnosticCodes).map(
    ([code, { severity, meaning }]) => `| \`${code}\` | ${severity} | ${meaning} |`,
  );
  return [
    "# Messages",
    "",
    "Each message begins with a file, a line and a column, says what happened and why, and what to write instead. Its code",
    "is permanent; the part before the slash is the step that found the fault. An error is what would make the site false or",
    "a paper missing, so nothing is published; a warning is shown as well as possible. A fault may be graver or lighter in",
    "its place than this table says: where a paper is a draft, or where no paper is left.",
    "",
    "This page is made by `npm run docs`.",
    "",
    "| code | | meaning |",
    "| --- | --- | --- |",
    ...rows,
    "",
    "## Exit codes",
    "",
    "How a command has ended, for programs. Where the system refuses something, one line says what and why; what was published",
    "before is as it was. A cache that can't be written only costs time.",
    "",
    "| code | meaning |",
    "| --- | --- |",
    ...Object.entries(exitCodes).map(([code, meaning]) => `| ${code} | ${meaning} |`),
    "",
    "## Bounds",
    "",
    "So that no content keeps a build busy for hours, or takes all memory, there is an end to what it may hold, beyond what any",
    "real one has. A message says where it is passed.",
    "",
    "| at most | of | beyond |",
    "| --: | --- | --- |",
    ...Object.values(bounds).map(({ most, of, beyond }) => `| ${most.toLocaleString("en")} | ${of} | ${beyond} |`),
    "",
    "## Published files",
    "",
    "A file beside a text or a paper is published where it is one of these. None of them can run anything as a page of the site:",
    "",
    "| files | why |",
    "| --- | --- |",
    ...publishedKinds.map(({ endings, why }) => `| ${endings.split(" ").join(", ")} | ${why} |`),
    "",
  ].join("\n");
}

if (process.argv[1] === import.meta.filename) writeFileSync(documentationFile, diagnosticsDocumentation());
