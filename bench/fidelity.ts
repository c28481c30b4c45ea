// Writes bench/FIDELITY.md: npm run fidelity; with --check it says whether the committed one still holds, but for times.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { decodeText } from "../src/input/files/read-files.ts";
import { type Case, isRight } from "./case-questions.ts";
import { availableReaders, type Item, type Reader } from "./readers.ts";
import { sectionOf, table } from "./tables.ts";

const shared = path.join(import.meta.dirname, "../../shared");
const report = path.join(import.meta.dirname, "FIDELITY.md");
const timesHeading = "## Time";

function ask(reader: Reader, text: string): readonly Item[] | undefined {
  try {
    return reader.read(text);
  } catch {
    return undefined;
  }
}

/** Cases right of cases asked, by layer, and the kinds each reader gets wrong. */
function caseTables(readers: readonly Reader[], file: string): string {
  const cases = readFileSync(path.join(shared, "cases", file), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Case);
  const asked = readers.filter(({ countOnly }) => !countOnly);
  const verdicts = cases
    .filter(({ format }) => format === "bib")
    .map((one) => ({ one, right: asked.map((reader) => isRight(one, ask(reader, one.input) ?? [])) }))
    .filter(({ right }) => right[0] !== undefined);
  const layers = ["parse", "app"].map((layer) => {
    const own = verdicts.filter(({ one }) => one.layer === layer);
    return [layer, own.length, ...asked.map((_, index) => own.filter(({ right }) => right[index]).length)];
  });
  const kinds = verdicts.map(({ one, right }) => [one.kind, ...right.map((verdict) => (verdict ? "yes" : "–"))]);
  const names = asked.map(({ name }) => name);
  return `${table(["layer", "cases", ...names], layers)}\n\n${table(["kind", ...names], kinds)}`;
}

/** What an author is told of mistakes, and small sites: how many are right, as the runners of the cases count them. */
function askRunners(): string {
  const rows = ["mistakes/mistakes.mjs", "sites/sites.mjs"].map((runner) => {
    const project = path.join(import.meta.dirname, "..");
    const { stdout } = spawnSync(process.execPath, [path.join(shared, "cases", runner), project], { encoding: "utf8" });
    const [, right, all] = /(\d+) of (\d+)/.exec(stdout.trim().split("\n").at(-1) ?? "") ?? [];
    return [path.dirname(runner), all ?? "?", right ?? "?"];
  });
  return table(["inputs", "all", "right"], rows);
}

/** Entries read of entries counted, file by file. */
function libraryTable(readers: readonly Reader[]): string {
  const folder = path.join(shared, "corpora");
  const files = readdirSync(folder).filter((name) => name.endsWith(".bib"));
  const rows = files.map((name) => {
    const { text } = decodeText(readFileSync(path.join(folder, name)));
    const counted = text
      .split(/\r\n|\n|\r/)
      .filter((line) => /^\s*@(?!comment|string|preamble|xdata|set)\w+/i.test(line)).length;
    return [name, counted, ...readers.map((reader) => ask(reader, text)?.length ?? "fails")];
  });
  return table(
    ["file", "counted", ...readers.map(({ name }) => name)],
    rows.filter(([, counted]) => counted !== 0),
  );
}

/** Milliseconds an entry, at two sizes, and the ratio to citation-js in the same run. */
function timeTable(readers: readonly Reader[]): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "offprint-fidelity-"));
  const texts = [5_000, 20_000].map((entries) => {
    const file = path.join(folder, `${entries}.bib`);
    execFileSync(process.execPath, [path.join(shared, "bench/make-bib.mjs"), "--entries", `${entries}`, "--out", file]);
    return { entries, text: readFileSync(file, "utf8") };
  });
  rmSync(folder, { recursive: true });
  const measure = (reader: Reader) =>
    texts.map(({ entries, text }) => {
      const runs = [0, 1, 2].map(() => {
        const start = performance.now();
        reader.read(text);
        return (performance.now() - start) / entries;
      });
      return runs.sort((one, other) => one - other)[1]!;
    });
  const [own, peer] = readers.slice(0, 2).map(measure);
  const cells = (times: readonly number[]) => [
    ...times.map((time) => time.toFixed(2)),
    (times[1]! / times[0]!).toFixed(1),
  ];
  const rows = [
    [readers[0]!.name, ...cells(own!), (own![1]! / peer![1]!).toFixed(1)],
    [readers[1]!.name, ...cells(peer!), "1.0"],
  ];
  return table(["reader", "ms an entry at 5,000", "ms an entry at 20,000", "growth", "ratio at 20,000"], rows);
}

const readers = await availableReaders();
const facts = `# Fidelity

Written by \`npm run fidelity\`, which asks every reader that is on the machine the same questions in the same run; the
bench-only one is installed by \`npm ci --prefix bench --ignore-scripts\`. The cases and libraries lie beside the project.

## Cases

A case is right where every question that CSL-JSON can answer (title, names, dates, venue, pages, DOI, address, type,
number of entries) is answered right. Links, messages, order and addresses, which only Offprint has, are asked by
\`tests/conformance\`.

${caseTables(readers, "cases.jsonl")}

## More cases

What authors of other programs' files ran into, asked in the same way.

${caseTables(readers, "more-cases.jsonl")}

## Mistakes and sites

Mistakes that are told at their place and in their cause, and small sites that hold what they must; no other program is
asked. \`tests/conformance\` has them too.

${askRunners()}

## Libraries

Entries read of entries counted (lines that begin with an entry's \`@\`, less \`@set\` and \`@xdata\`), each file alone.

${libraryTable(readers)}

`;
const check = process.argv.includes("--check");
const before = check ? readFileSync(report, "utf8") : "";
if (check) {
  const holds = before.startsWith(facts);
  console.log(holds ? "bench/FIDELITY.md holds." : "bench/FIDELITY.md is out of date: run npm run fidelity.");
  process.exitCode = holds ? 0 : 1;
} else {
  const written = readFileSync(report, { encoding: "utf8", flag: "a+" });
  const others = ["Other programs", "Fuzzing"].map((heading) => sectionOf(written, heading)).join("");
  writeFileSync(report, `${facts}${timesHeading}\n\n${timeTable(readers)}\n\n${others}`);
}
