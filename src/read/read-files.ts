import { readFileSync } from "node:fs";
import path from "node:path";
import type { Diagnostic, Result } from "../diagnostic/diagnostic.ts";
import { lostThing } from "../diagnostic/lost-things.ts";
import { isSystemError, systemReason } from "../diagnostic/system-reason.ts";
import type { ContentFile } from "../model/content-file.ts";
import { decodeText } from "./decode-text.ts";
import { placeAt, type SourceFile, sourceFile } from "./source-file.ts";

/** More bytes than any bibliography has; a string of V8's holds about twice as many letters. */
const largestFile = 2 ** 28;

/** Reads files (relative to the site, or absolute) in the given order; one that can't be read is reported. */
export function readFiles(site: string, files: readonly (ContentFile | string)[]): Result<readonly SourceFile[]> {
  const value: SourceFile[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const file of files) {
    const { path: messagePath, onDisk } =
      typeof file === "string" ? { path: file.replaceAll(path.sep, "/"), onDisk: file } : file;
    const tell = (severity: Diagnostic["severity"], message: string, hint: string) =>
      diagnostics.push({
        code: "read/unreadable",
        severity,
        message,
        hint,
        costs: [lostThing("file", messagePath)],
        file: messagePath,
        line: 1,
        column: 1,
      });
    let bytes: Uint8Array;
    try {
      bytes = readFileSync(path.resolve(site, onDisk));
    } catch (error) {
      // What has gone since it was listed was taken away, and no one misses it.
      const isGone = isSystemError(error) && error.code === "ENOENT";
      tell(
        isGone ? "warning" : "error",
        `The file could not be opened: ${systemReason(error)}.`,
        "check that it exists and that you may read it.",
      );
      continue;
    }
    if (bytes.length > largestFile) {
      tell("error", "The file is larger than 256 MB, so it is not read.", "divide it into several files.");
      continue;
    }
    const { text, firstForeignByte } = decodeText(bytes);
    const source = sourceFile(messagePath, text);
    value.push(source);
    if (firstForeignByte !== undefined) {
      const offset = decodeText(bytes.subarray(0, firstForeignByte)).text.length;
      diagnostics.push({
        code: "read/not-utf8",
        severity: "warning",
        message: "The file is not UTF-8, so what is not was read as Windows-1252; a letter here may be wrong.",
        hint: "save the file as UTF-8 in your editor.",
        ...placeAt(source, offset),
      });
    }
  }
  return { value, diagnostics };
}
