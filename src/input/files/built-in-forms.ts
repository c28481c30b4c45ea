import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readFiles } from "./read-files.ts";
import type { SourceFile } from "./source-file.ts";

/** The folder in which `forms/` lies, beside the code. */
const home = fileURLToPath(new URL("../../..", import.meta.url));

/** The files of the forms that come with Offprint. */
export const builtInFormFiles = (): readonly SourceFile[] =>
  readFiles(
    home,
    readdirSync(`${home}forms`).map((name) => `forms/${name}`),
  ).value;
