// Tries what an author, a disk and a visitor may do to a site: npm run trust [-- --part NAME] [--step N [--write]]. Writes each part's
// section of bench/TRUST.md; with a step, by which each Nth try is made, it prints only, unless it is asked to write. Ends with 1 at any failure.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { replaceSection, table } from "./tables.ts";
import { doubling } from "./trust/doubling.ts";
import { exportsReadBack } from "./trust/exports.ts";
import { linearExpressions, listFile } from "./trust/expressions.ts";
import { brokenBuilds, faultKinds, otherWrites } from "./trust/faults.ts";
import { hostileInputs } from "./trust/hostile-inputs.ts";
import { defencesTakenOut } from "./trust/mutations.ts";
import { sameBytes } from "./trust/sameness.ts";
import type { Figure, Share } from "./trust/table.ts";

interface Part {
  readonly heading: string;
  /** What is tried and what counts as a failure. */
  readonly about: string;
  readonly run: (share: Share) => Promise<readonly Figure[]>;
}

const parts: Readonly<Record<string, Part>> = {
  calls: {
    heading: "Every call that changes the disk",
    about:
      "A build is killed (SIGKILL) at its first, second, third … call that changes the disk, or that call fails. Each time the former or " +
      "the new site is whole in the output, with what others put there; it ends with 0 only where the new site is there, else with 1 " +
      "and one plain line; the next one makes the right site and leaves nothing behind.",
    run: (share) => brokenBuilds(share, faultKinds),
  },
  writes: {
    heading: "What other commands write",
    about:
      "Each is killed or its call fails in the same way: what it writes is whole or as it was, and the same command makes it right afterwards.",
    run: (share) => otherWrites(share),
  },
  doubling: {
    heading: "Inputs that grow",
    about:
      "One piece of syntax, of the readers' own code and of what nests or never ends, is repeated to ever greater lengths in each place of a site where it may stand; the site is read, and its papers are given away in each form. Four times the length must not " +
      "take more than about four times the CPU seconds, from a second on. Each is tried to 16,000 characters, one in 16 to 64,000, and further " +
      "while it may be steep.",
    run: (share) => doubling(share),
  },
  expressions: {
    heading: "Regular expressions",
    about: "Each one that may see content is held to linear time: no text makes it try again and again.",
    run: async (share) => {
      const figures = await linearExpressions(share);
      writeFileSync(listFile, `${figures.linear?.join("\n")}\n`);
      return figures;
    },
  },
  exports: {
    heading: "Exports read back",
    about:
      "Each value stands in fields of papers, written in Markdown and as BibTeX; what visitors are given of it is read by other programs. No value costs the entry behind it, and a title of ours is read as it was written.",
    run: (share) => exportsReadBack(share),
  },
  defences: {
    heading: "Defences taken out",
    about:
      "Each defence is taken out of a copy of the source, and one test, which is named, is run there: it passes before and fails without the defence. Failed would be a test that did not miss it.",
    run: (share) => defencesTakenOut(share),
  },
  sameness: {
    heading: "Same in, same out",
    about: "The demo is built where all but the content differs; each file has the same bytes.",
    run: () => sameBytes((process.env.OTHER_NODES ?? "").split(path.delimiter).filter((one) => one !== "")),
  },
  inputs: {
    heading: "Hostile inputs",
    about:
      "Values that would run, load, lead or write elsewhere stand in every field, alone and together; what was built is read back as a browser reads it, and opened in one.",
    run: (share) => hostileInputs(share, true),
  },
};

const file = path.join(import.meta.dirname, "TRUST.md");
const introduction = `# Trust

What \`npm run trust\` has tried, and how often it failed. A part of it is tried with the tests.
`;

function section({ heading, about }: Part, figures: readonly Figure[], step: number): string {
  const rows = figures.map(({ what, tried, failures, remark = "" }) => [what, tried, failures.length, remark]);
  const when = `Node ${process.versions.node}, ${os.type()} ${os.release()}, ${new Date().toISOString().slice(0, 10)}.`;
  const part = step === 1 ? "" : ` Of all tries ${step === 2 ? "every second" : `one in ${step}`} was made.`;
  return `## ${heading}\n\n${about}${part}\n\n${table(["what", "tried", "failed", ""], rows)}\n\n${when}\n`;
}

const { values } = parseArgs({
  options: { part: { type: "string" }, step: { type: "string" }, write: { type: "boolean" } },
});
const chosen = Object.entries(parts).filter(([name]) => values.part === undefined || values.part === name);
if (chosen.length === 0)
  throw new Error(`There is no part "${values.part}"; there are ${Object.keys(parts).join(", ")}.`);
for (const [name, part] of chosen) {
  const figures = await part.run({ part: 0, parts: 1, step: Number(values.step ?? 1) });
  for (const { what, tried, failures } of figures) {
    console.log(`${name}: ${what}: ${tried} tried, ${failures.length} failed`);
    for (const failure of failures) console.error(`  ${failure}`);
    if (failures.length > 0) process.exitCode = 1;
  }
  if (values.step !== undefined && !values.write) continue;
  const before = existsSync(file) ? readFileSync(file, "utf8") : introduction;
  writeFileSync(file, replaceSection(before, section(part, figures, Number(values.step ?? 1))));
}
