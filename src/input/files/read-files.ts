import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { bounds, moreThan } from "../../diagnostic/bounds.ts";
import { type Diagnostic, diagnostic, type Result } from "../../diagnostic/diagnostic.ts";
import { lostThing } from "../../diagnostic/sort-diagnostics.ts";
import { isSystemError, systemReason } from "../../diagnostic/system-reason.ts";
import type { ContentFile } from "../../record/content-files.ts";
import { findNoText, withoutNoText, withPlainBlanks } from "../../text/characters.ts";
import { placeAt, type SourceFile, sourceFile } from "./source-file.ts";

/** What a file's bytes say, and the first byte (from 0) that is not UTF-8, where there is one. */
export interface DecodedText {
  readonly text: string;
  readonly firstForeignByte?: number;
}

/**
 * Decodes UTF-8, with or without a byte-order mark. Bytes that are not UTF-8 are read as Windows-1252 one by one, so
 * that an old Latin-1 file and a UTF-8 file with a few stray bytes both come out right. UTF-16 is told by its mark.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: new TextDecoder("utf-16le").decode(bytes), firstForeignByte: 0 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return { text: new TextDecoder("utf-16be").decode(bytes), firstForeignByte: 0 };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return decodeMixed(bytes);
  }
}

function decodeMixed(bytes: Uint8Array): DecodedText {
  const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });
  const pieces: string[] = [];
  let firstForeignByte: number | undefined;
  let start = 0;
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    if (length > 0) {
      at += length;
      continue;
    }
    firstForeignByte ??= at;
    pieces.push(utf8.decode(bytes.subarray(start, at)), windows1252(bytes[at]!));
    at += 1;
    start = at;
  }
  pieces.push(utf8.decode(bytes.subarray(start)));
  const text = pieces.join("").replace(/^\uFEFF/, "");
  return firstForeignByte === undefined ? { text } : { text, firstForeignByte };
}

/** Bytes 0x80 to 0x9F of Windows-1252 (WHATWG Encoding, index-windows-1252); Node 20's own decoder reads Latin-1 there. */
const windowsLetters = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

function windows1252(byte: number): string {
  return byte >= 0x80 && byte <= 0x9f ? windowsLetters[byte - 0x80]! : String.fromCharCode(byte);
}

/** The length of the well-formed UTF-8 sequence at a byte (Unicode 15, table 3-7), or 0 where there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at]!;
  if (lead < 0x80) return 1;
  const second = bytes[at + 1] ?? 0;
  const isTail = (offset: number) => ((bytes[at + offset] ?? 0) & 0xc0) === 0x80;
  if (lead >= 0xc2 && lead <= 0xdf) return isTail(1) ? 2 : 0;
  if (lead >= 0xe0 && lead <= 0xef) {
    const low = lead === 0xe0 ? 0xa0 : 0x80;
    const high = lead === 0xed ? 0x9f : 0xbf;
    return second >= low && second <= high && isTail(2) ? 3 : 0;
  }
  if (lead >= 0xf0 && lead <= 0xf4) {
    const low = lead === 0xf0 ? 0x90 : 0x80;
    const high = lead === 0xf4 ? 0x8f : 0xbf;
    return second >= low && second <= high && isTail(2) && isTail(3) ? 4 : 0;
  }
  return 0;
}

/** Reads files (relative to the site, or absolute) in the given order; one that can't be read is reported. */
export function readFiles(site: string, files: readonly (ContentFile | string)[]): Result<readonly SourceFile[]> {
  const value: SourceFile[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const file of files) {
    const { path: messagePath, onDisk } =
      typeof file === "string" ? { path: file.replaceAll(path.sep, "/"), onDisk: file } : file;
    const tell = (severity: Diagnostic["severity"], message: string, hint: string) =>
      diagnostics.push({
        code: "input/unreadable",
        severity,
        message,
        hint,
        costs: [lostThing("file", messagePath)],
        file: messagePath,
        line: 1,
        column: 1,
      });
    const bound = /\.bib$/i.test(messagePath) ? "bibliographyBytes" : "fileBytes";
    let bytes: Uint8Array;
    try {
      const place = path.resolve(site, onDisk);
      if (statSync(place).size > bounds[bound].most) {
        tell("error", `The file has ${moreThan(bound)}, so it is not read.`, "divide it into several files.");
        continue;
      }
      bytes = readFileSync(place);
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
    const { text, firstForeignByte } = decodeText(bytes);
    const found = findNoText(text);
    const source = sourceFile(messagePath, withPlainBlanks(found ? withoutNoText(text) : text));
    value.push(source);
    if (found) {
      const code = text.codePointAt(found.offset)!.toString(16).toUpperCase().padStart(4, "0");
      const others = found.count === 1 ? "" : ` There are ${found.count - 1} more.`;
      diagnostics.push(
        diagnostic({
          code: "input/no-text",
          message: `Here stands U+${code}, which is no character of a text, so it is shown as \ufffd.${others}`,
          hint: "delete it, and write what was meant; such characters often come from copying out of a PDF.",
          ...placeAt(source, found.offset),
        }),
      );
    }
    if (firstForeignByte !== undefined) {
      const offset = decodeText(bytes.subarray(0, firstForeignByte)).text.length;
      diagnostics.push(
        diagnostic({
          code: "input/not-utf8",
          message: "The file is not UTF-8, so what is not was read as Windows-1252; a letter here may be wrong.",
          hint: "save the file as UTF-8 in your editor.",
          ...placeAt(source, offset),
        }),
      );
    }
  }
  return { value, diagnostics };
}
