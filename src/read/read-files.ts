import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Diagnostic, Result } from "../diagnostic/diagnostic.ts";
import { lostThing } from "../diagnostic/lost-things.ts";
import { decodeText } from "./decode-text.ts";
import { placeAt, type SourceFile, sourceFile } from "./source-file.ts";

/**
 * The files below a folder of the site whose names end so, sorted by path in code-unit order, as paths relative to the
 * site. Hidden files and folders, and links that lead elsewhere, are passed over; a folder that does not exist is empty.
 */
export function listFiles(site: string, folder: string, endings: readonly string[]): readonly string[] {
  const found: string[] = [];
  const visit = (relative: string) => {
    for (const entry of readdirSync(path.join(site, relative), { withFileTypes: true })) {
      if (entry.name.startsWith(".")) continue;
      const child = `${relative}/${entry.name}`;
      if (entry.isDirectory()) visit(child);
      else if (entry.isFile() && endings.some((ending) => entry.name.toLowerCase().endsWith(ending))) found.push(child);
    }
  };
  if (existsSync(path.join(site, folder))) visit(folder);
  return found.sort();
}

/** Reads files (paths relative to the site, or absolute) in the given order; one that can't be read is reported. */
export function readFiles(site: string, paths: readonly string[]): Result<readonly SourceFile[]> {
  const value: SourceFile[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const name of paths) {
    const messagePath = name.replaceAll(path.sep, "/");
    let bytes: Uint8Array;
    try {
      bytes = readFileSync(path.resolve(site, name));
    } catch (error) {
      diagnostics.push({
        code: "read/unreadable",
        severity: "error",
        message: `The file could not be opened (${(error as NodeJS.ErrnoException).code ?? error}).`,
        hint: "check that it exists and that you may read it.",
        costs: [lostThing("file", messagePath)],
        file: messagePath,
        line: 1,
        column: 1,
      });
      continue;
    }
    const { text, firstForeignByte } = decodeText(bytes);
    const file = sourceFile(messagePath, text);
    value.push(file);
    if (firstForeignByte !== undefined) {
      const offset = decodeText(bytes.subarray(0, firstForeignByte)).text.length;
      diagnostics.push({
        code: "read/not-utf8",
        severity: "warning",
        message: "The file is not UTF-8, so what is not was read as Windows-1252; a letter here may be wrong.",
        hint: "save the file as UTF-8 in your editor.",
        ...placeAt(file, offset),
      });
    }
  }
  return { value, diagnostics };
}
