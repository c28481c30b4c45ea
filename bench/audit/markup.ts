import { execFile, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { HtmlValidate } from "html-validate";
import { cellsByKind, type SitePage } from "./site-pages.ts";
import { type Cell, needsPackages, notRun } from "./table.ts";

const jar = path.join(import.meta.dirname, "../node_modules/vnu-jar/build/dist/vnu.jar");
const nuColumn = "Nu checker";

/** html-validate's rules on every page: those it recommends, and those of its accessibility preset. */
export async function runHtmlValidate(pages: readonly SitePage[]): Promise<readonly Cell[]> {
  const validator = new HtmlValidate({
    root: true,
    extends: ["html-validate:recommended", "html-validate:a11y"],
    // A paper's title is as long as it is.
    rules: { "long-title": "off" },
  });
  const faults = new Map<string, readonly string[]>();
  for (const { file, html } of pages) {
    const { results } = await validator.validateString(html);
    const messages = results.flatMap((result) => result.messages);
    faults.set(
      file,
      messages.map(({ line, column, ruleId, message }) => `${line}:${column} ${ruleId}: ${message}`),
    );
  }
  return cellsByKind("html-validate", pages, ({ file }) => faults.get(file) ?? []);
}

/** A message of the Nu checker (its JSON output, github.com/validator/validator/wiki/Output-»-JSON). */
interface NuMessage {
  readonly type: string;
  readonly url?: string;
  readonly lastLine?: number;
  readonly message: string;
}

/** The W3C's Nu HTML checker on all pages of some folders at once; its warnings are not asked for. Gives what fills the cells of each. */
export async function runNuChecker(
  folders: readonly string[],
): Promise<(folder: string, pages: readonly SitePage[]) => readonly Cell[]> {
  const without = (reason: string) => (_: string, pages: readonly SitePage[]) =>
    notRun([...new Set(pages.map(({ kind }) => kind))], [nuColumn], reason);
  if (!existsSync(jar)) return without(needsPackages);
  if (spawnSync("java", ["-version"]).status !== 0) {
    return without("needs Java: apt-get install default-jre-headless");
  }
  const words = ["-Xss4m", "-jar", jar, "--errors-only", "--skip-non-html", "--format", "json", "--exit-zero-always"];
  const output = await new Promise<string>((resolve) => {
    execFile("java", [...words, ...folders], { maxBuffer: 1 << 28 }, (_, __, errors) => resolve(errors));
  });
  const messages = readMessages(output);
  if (messages === undefined) return without(`the Nu checker failed: ${output.slice(0, 200)}`);
  return (folder, pages) =>
    cellsByKind(nuColumn, pages, ({ file }) => {
      const address = pathToFileURL(path.join(folder, file)).pathname;
      const own = messages.filter(({ url = "" }) => url.endsWith(address));
      return own.map(({ lastLine, message }) => `line ${lastLine}: ${message}`);
    });
}

function readMessages(output: string): readonly NuMessage[] | undefined {
  try {
    return JSON.parse(output).messages;
  } catch {
    return undefined;
  }
}
