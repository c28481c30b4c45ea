import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { templateFault } from "../build/templates.ts";
import { ContentFault, diagnostic, type Place } from "../diagnostic/diagnostic.ts";

/** What stands in the `.eleventy.ts` of a site that asks Eleventy for nothing but Offprint, without comments and spaces. */
const plain =
  'import offprint, { siteDirectories, type UserConfig } from "offprint/eleventy"; ' +
  "export default function (eleventyConfig: UserConfig) { eleventyConfig.addPlugin(offprint); " +
  "return { dir: siteDirectories() }; }";

/** Whether the site in the working folder configures nothing of its own, so that its pages are all that Eleventy would write. */
export function isConfigurationPlain(): boolean {
  return !existsSync(".eleventy.ts") || isPlain(readFileSync(".eleventy.ts", "utf8"));
}

/** Whether a configuration asks for nothing but Offprint. */
export function isPlain(text: string): boolean {
  const bare = (code: string) => code.replace(/^\s*\/\/.*$/gm, "").replace(/\s+/g, "");
  return bare(text) === bare(plain);
}

// What is wrong with a site's own Eleventy configuration, told as any message.

const file = ".eleventy.ts";

/** A fault of the configuration, by default told of the file as a whole. */
export function configurationFault(message: string, hint: string, place: Partial<Place> = {}): ContentFault {
  return new ContentFault([
    diagnostic({ code: "eleventy/configuration", message, hint, file, line: 1, column: 1, ...place }),
  ]);
}

/** What Eleventy threw, as a fault of the site's templates or of its configuration; one that is told already stays as it is. */
export function eleventyFault(error: unknown): ContentFault {
  const chain: unknown[] = [];
  for (let at = error; at instanceof Error && !chain.includes(at); at = nextInChain(at)) chain.push(at);
  const told = chain.find((one) => one instanceof ContentFault);
  if (told instanceof ContentFault) return told;
  for (const one of chain) {
    const fault = templateFault(one, process.cwd());
    const [first] = fault?.diagnostics ?? [];
    if (first === undefined) continue;
    if (existsSync(first.file)) return fault!;
    // A template that the configuration adds by itself is in no file of its own.
    const { message, hint = "" } = first;
    return configurationFault(message.replace("The template", `The template ${path.basename(first.file)}`), hint);
  }
  const root = chain.at(-1);
  const last = (root instanceof Error ? root.message : String(error)).split("\n", 1)[0]!.trim().replace(/\.?$/, ".");
  const isModuleMissing = /Cannot find (?:module|package)/.test(last);
  // What tsx says of a syntax error, with columns from 0, and what Node does.
  const [, line, column, reason] = /\.eleventy\.ts:(\d+):(\d+): ERROR: (.*)/.exec(String(root)) ?? [];
  const place = placeInConfiguration(root);
  if (reason !== undefined || (root as { code?: string }).code === "ERR_INVALID_TYPESCRIPT_SYNTAX") {
    return configurationFault(
      `The file is no TypeScript: ${reason?.replace(/\.?$/, ".") ?? last}`,
      "correct it here or just above.",
      reason === undefined ? place : { line: Number(line), column: Number(column) + 1 },
    );
  }
  return configurationFault(
    `Eleventy stopped: ${last}`,
    isModuleMissing ? "correct the path of the import, or install the package." : "correct what it names.",
    place,
  );
}

/** Where in the configuration an error happened, by its trace; nothing where the trace does not say. */
function placeInConfiguration(error: unknown): Partial<Place> {
  const trace = String((error as Error | undefined)?.stack);
  const [, line, column = 1] = /(?:^|[(\s/])\.eleventy\.ts:(\d+)(?::(\d+))?/m.exec(trace) ?? [];
  return line === undefined ? {} : { line: Number(line), column: Number(column) };
}

function nextInChain(error: Error): unknown {
  return (error as { originalError?: unknown }).originalError ?? error.cause;
}
