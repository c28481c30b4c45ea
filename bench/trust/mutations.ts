// Defences that are taken out, one at a time, in a copy of the source: the test that is named for each must fail then.
import { execFile } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { type Figure, ofShare, type Share } from "./table.ts";

/** A defence, what of it is taken out of the source, and the test that must see that. */
export interface Mutation {
  readonly defence: string;
  readonly file: string;
  /** Stands once in the file. */
  readonly text: string;
  readonly replacement: string;
  /** The test's file, and words of its name. */
  readonly test: readonly [file: string, name: string];
}

const killed = "tests/build/killed-build.test.ts";
const flushed = "tests/build/flush-order.test.ts";
const foreign = "tests/build/foreign-files.test.ts";

export const mutations: readonly Mutation[] = [
  {
    defence: "the lock",
    file: "src/build/output/lock.ts",
    text: 'openSync(file, "wx")',
    replacement: 'openSync(file, "w")',
    test: ["tests/build/lock.test.ts", "names who holds it"],
  },
  {
    defence: "the question, at the last moment, whether the lock is still held",
    file: "src/build/output/replace-output.ts",
    text: "if (!mayPublish())",
    replacement: "if (false)",
    test: ["tests/build/replace-output.test.ts", "publishes nothing where another build has taken the output over"],
  },
  {
    defence: "the rollback of a failed switch",
    file: "src/build/output/replace-output.ts",
    text: "if (isThere) renameSync(aside, output);",
    replacement: "",
    test: [killed, "is whole at once wherever the system says ENOSPC while it is replaced"],
  },
  {
    defence: "the rollback of changes file by file",
    file: "src/build/output/apply-changes.ts",
    text: "undoChanges(staging, output);\n    throw error;",
    replacement: "throw error;",
    test: [killed, "is whole at once wherever the system says ENOSPC while it is changed in place"],
  },
  {
    defence: "what the next build puts right after a kill",
    file: "src/build/output/staging.ts",
    text: "    undoChanges(next, output);\n",
    replacement: "",
    test: [killed, "that is changed in place is whole after the next build has begun"],
  },
  {
    defence: "new files on the disk before the switch",
    file: "src/build/write-pages.ts",
    text: "flushAll(\n      folder,\n      changed.slice(flushed).map((file) => folder + file),\n    )",
    replacement: "Promise.resolve()",
    test: [flushed, "the new files, their list and their folder"],
  },
  {
    defence: "the new folder on the disk before the switch, not behind it",
    file: "src/build/output/replace-output.ts",
    text: "path.join(staging, manifestName), staging]",
    replacement: "path.join(staging, manifestName)]",
    test: [flushed, "the new files, their list and their folder"],
  },
  {
    defence: "the folders of the new files on the disk before the switch",
    file: "src/build/output/replace-output.ts",
    text: "[...folders, path.join(",
    replacement: "[path.join(",
    test: [flushed, "the new files, their list and their folder"],
  },
  {
    defence: "many new files on the disk before the switch",
    file: "src/build/output/replace-output.ts",
    text: "if (!written || areFlushedTogether(changed))",
    replacement: "if (!written)",
    test: [flushed, "of many new files everything"],
  },
  {
    defence: "the journal on the disk before the first change",
    file: "src/build/output/apply-changes.ts",
    text: "for (const place of [journal, staging]) flush(place);",
    replacement: "",
    test: [flushed, "how to undo that"],
  },
  {
    defence: "the list of what is Offprint's",
    file: "src/build/output/staging.ts",
    text: "own.has(child) ? remove(child) : handOver(child)",
    replacement: "remove(child)",
    test: [foreign, "gives up what others had in it before it is taken away"],
  },
  {
    defence: "the refusal to write over someone else's file",
    file: "src/build/output/replace-output.ts",
    text: "if (inTheWay !== undefined)",
    replacement: "if (false)",
    test: [foreign, "is left as it is where there is a file where a page would be"],
  },
  {
    defence: "the digest of a kept picture",
    file: "src/build/cache/cache-file.ts",
    text: "sha256(body).equals(part.sha256)",
    replacement: "true",
    test: ["tests/build/social-pictures.test.ts", "makes an altered picture again"],
  },
  {
    defence: "the digest of compiled code",
    file: "src/compile.mjs",
    text: "digestOf(readFileSync(path.join(folder, file))) === digest",
    replacement: "true",
    test: ["tests/end-to-end/compiled.test.ts", "is made again where a piece of it is changed"],
  },
  {
    defence: "the list of a drawing's elements",
    file: "src/picture/safe-svg.ts",
    text: "!svgElements.has(tag.local)",
    replacement: "false",
    test: ["tests/picture/safe-svg.test.ts", "takes out"],
  },
  {
    defence: "the list of a drawing's attributes",
    file: "src/picture/safe-svg.ts",
    text: "if (!svgAttributes.has(local) && ",
    replacement: "if (false && ",
    test: ["tests/picture/safe-svg.test.ts", "takes out"],
  },
  {
    defence: "the escape of templates",
    file: "src/build/compile-template.ts",
    text: 'if (typeof value === "string") return lib.escape(value);',
    replacement: 'if (typeof value === "string") return value;',
    test: ["tests/build/compile-template.test.ts", "escape what they show: {{ name }}"],
  },
  {
    defence: "the escape of templates that Nunjucks shows",
    file: "src/build/templates.ts",
    text: "autoescape: true",
    replacement: "autoescape: false",
    test: ["tests/build/compile-template.test.ts", "left to Nunjucks{% endset %}"],
  },
  {
    defence: "the escape of HTML",
    file: "src/text/escape.ts",
    text: "/[&<>\"']/g",
    replacement: "/[&>\"']/g",
    test: ["tests/text/rich-text.test.ts", "escapes every text once"],
  },
  {
    defence: "the escape within a <script> of data",
    file: "src/site/metadata/structured-data.ts",
    text: '.replaceAll("<", "\\\\u003c")',
    replacement: "",
    test: ["tests/site/structured-data.test.ts", "can't be ended by what an author wrote"],
  },
  {
    defence: "the list of addresses that may be links",
    file: "src/text/escape.ts",
    text: "return isKnown && ",
    replacement: "return ",
    test: ["tests/record/safe-href.test.ts", "refuses"],
  },
  {
    defence: "MathML made anew",
    file: "src/text/mathml.ts",
    text: 'parseFragment(markup).childNodes.map(rebuild).join("")',
    replacement: "markup",
    test: ["tests/text/math.test.ts", "keeps to the content policy"],
  },
  {
    defence: "references made anew",
    file: "src/export/style-engines.ts",
    text: "if (marks.has(node.tagName)) return",
    replacement: "if (node.tagName !== 'span' && node.tagName !== 'a') return",
    test: ["tests/export/citation.test.ts", "what citeproc made is made anew"],
  },
  {
    defence: "directions closed in",
    file: "src/text/characters.ts",
    text: 'return closed + open.reverse().join("");',
    replacement: "return closed;",
    test: ["tests/text/characters.test.ts", "ends"],
  },
  {
    defence: "control characters taken for none",
    file: "src/text/characters.ts",
    text: "return withPlainBlanks(text.replace(noText, ",
    replacement: "return withPlainBlanks(text.replace(/(?!)/g, ",
    test: ["tests/text/characters.test.ts", "keeps the length of a text"],
  },
  {
    defence: "what a log of GitHub's obeys",
    file: "src/diagnostic/print-diagnostics.ts",
    text: 'return text.replaceAll("##[", "## [").replace(/:(?=:)/g, ": ");',
    replacement: "return text;",
    test: ["tests/diagnostic/print-diagnostics.test.ts", "is commanded by nothing that an author wrote"],
  },
  {
    defence: "whole values alone in BibTeX",
    file: "src/text/latex/verbatim.ts",
    text: "return isBalanced(text) && isBalanced(read) && ",
    replacement: "return ",
    test: ["tests/text/whole.test.ts", "does not of"],
  },
  {
    defence: "the bound of what macros stand for",
    file: "src/diagnostic/bounds.ts",
    text: "  stringCharacters: {\n    most: 100_000,",
    replacement: "  stringCharacters: {\n    most: Infinity,",
    test: ["tests/diagnostic/bounds.test.ts", "stringCharacters: taken at it, told beyond it"],
  },
  {
    defence: "the names to which dev answers",
    file: "src/eleventy/server-answers.ts",
    text: 'if (!isOwn(headers.host ?? "") || ',
    replacement: "if (",
    test: ["tests/eleventy/page-server.test.ts", "DNS rebinding"],
  },
  {
    defence: "the folder that dev serves",
    file: "src/eleventy/page-server.ts",
    text: 'if (inside !== "" && !inside.startsWith("..") && !path.isAbsolute(inside)) return file;',
    replacement: "return file;",
    test: ["tests/eleventy/page-server.test.ts", 'answers "/..%2fsecret.txt" with 404'],
  },
];

const project = path.join(import.meta.dirname, "../..");

/** Where in its file a mutation's text begins; it must stand there once. */
export function placeOf({ file, text }: Mutation): number {
  const source = readFileSync(path.join(project, file), "utf8");
  const at = source.indexOf(text);
  if (at < 0 || source.indexOf(text, at + 1) >= 0) throw new Error(`"${text}" stands not once in ${file}`);
  return at;
}

/** Takes out each defence in a copy of the project. A test that fails without that, or is not there, is a failure too. */
export async function defencesTakenOut(share: Share): Promise<readonly Figure[]> {
  const all = ofShare(mutations, share);
  const copy = mkdtempSync(path.join(os.tmpdir(), "offprint-mutations-"));
  const isSource = (file: string) => !["node_modules", ".git", "_site"].includes(path.basename(file));
  cpSync(project, copy, { recursive: true, filter: isSource });
  mkdirSync(path.join(copy, "node_modules"));
  for (const name of readdirSync(path.join(project, "node_modules")))
    if (!name.startsWith("."))
      symlinkSync(path.join(project, "node_modules", name), path.join(copy, "node_modules", name));
  const figures: Figure[] = [];
  for (const mutation of all) {
    const { defence, file, text, replacement, test } = mutation;
    const failures: string[] = [];
    const place = path.join(copy, file);
    const source = readFileSync(place, "utf8");
    const at = placeOf(mutation);
    const sound = await runTest(copy, test);
    if (sound.tried === 0) failures.push(`${defence}: there is no test "${test[1]}"`);
    else if (sound.failed > 0) failures.push(`${defence}: "${test[1]}" fails while it is there`);
    writeFileSync(place, source.slice(0, at) + replacement + source.slice(at + text.length));
    if ((await runTest(copy, test)).failed === 0) failures.push(`${defence}: "${test[1]}" passes without it`);
    writeFileSync(place, source);
    figures.push({ what: defence, tried: 1, failures, remark: `“${test[1]}” (\`${test[0]}\`)` });
  }
  rmSync(copy, { recursive: true });
  return figures;
}

interface Ran {
  readonly tried: number;
  readonly failed: number;
}

/** Runs one test, by words of its name; once more where a busy machine did not come to start it. */
async function runTest(folder: string, test: Mutation["test"]): Promise<Ran> {
  const ran = await startTest(folder, test);
  return ran.tried > 0 ? ran : startTest(folder, test);
}

function startTest(folder: string, [file, name]: Mutation["test"]): Promise<Ran> {
  const report = path.join(folder, "report.json");
  rmSync(report, { force: true });
  const vitest = path.join(folder, "node_modules/vitest/vitest.mjs");
  const pattern = name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  const where = ["--config", "tests/vitest.config.ts", file, "-t", pattern];
  const words = [vitest, "run", ...where, "--reporter=json", `--outputFile=${report}`];
  return new Promise((resolve) => {
    execFile(process.execPath, words, { cwd: folder, maxBuffer: 1 << 26 }, () => {
      if (!existsSync(report)) return resolve({ tried: 0, failed: 0 });
      const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, "utf8"));
      resolve({ tried: numPassedTests + numFailedTests, failed: numFailedTests });
    });
  });
}
