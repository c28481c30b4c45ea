import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { transform } from "esbuild";
import { templateFault } from "../build/templates.ts";
import { ContentFault, diagnostic, type Place } from "../diagnostic/diagnostic.ts";

/** What stands in the `.eleventy.ts` of a site that asks Eleventy for nothing but Offprint, without comments and spaces. */
const plain =
  'import type { UserConfig } from "@11ty/eleventy"; import offprint, { siteDirectories } from "./src/eleventy/plugin.ts"; ' +
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

/** Reads the configuration without running it; what is no TypeScript is a fault at its place. */
export async function checkConfigurationSyntax(): Promise<void> {
  try {
    await transform(readFileSync(file, "utf8"), { loader: "ts", logLevel: "silent" });
  } catch (error) {
    const [first] =
      (error as { errors?: readonly { text: string; location: { line: number; column: number } | null }[] }).errors ??
      [];
    if (first === undefined) throw error;
    const place = first.location ? { line: first.location.line, column: first.location.column + 1 } : {};
    throw configurationFault(`The file is no TypeScript: ${first.text}.`, "correct it here or just above.", place);
  }
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
  const where = /(?:^|[(\s/])\.eleventy\.ts:(\d+):(\d+)/m.exec(String((chain.at(-1) as Error | undefined)?.stack));
  return configurationFault(
    `Eleventy stopped: ${last}`,
    isModuleMissing ? "correct the path of the import, or install the package." : "correct what it names.",
    where ? { line: Number(where[1]), column: Number(where[2]) } : {},
  );
}

function nextInChain(error: Error): unknown {
  return (error as { originalError?: unknown }).originalError ?? error.cause;
}
