// In: paths. Out: SourceFiles. The only room that opens content; it does not know what an entry is.
import type { Place } from "../../diagnostic/diagnostic.ts";

/** A content file as text, with what is needed to say where in it something stands. */
export interface SourceFile {
  /** As messages name it: relative to the site where it lies inside, with forward slashes. */
  readonly path: string;
  /** Decoded, without a byte-order mark, line ends as they are. */
  readonly text: string;
  /** The offset at which each line begins. */
  readonly lineStarts: readonly number[];
}

/** Makes a source file of a text; a line ends with LF, CRLF or CR. */
export function sourceFile(path: string, text: string): SourceFile {
  const lineStarts = [0];
  if (text.includes("\r")) for (const end of text.matchAll(/\r\n?|\n/g)) lineStarts.push(end.index + end[0].length);
  else for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) lineStarts.push(end + 1);
  return { path, text, lineStarts };
}

/** The place of an offset (UTF-16 units from 0); an offset past the end is the end. */
export function placeAt(file: SourceFile, offset: number): Place {
  const at = Math.max(0, Math.min(offset, file.text.length));
  let low = 0;
  let high = file.lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (file.lineStarts[middle]! <= at) low = middle;
    else high = middle - 1;
  }
  return { file: file.path, line: low + 1, column: at - file.lineStarts[low]! + 1 };
}

/** The text of a line, counted from 1, without its end. */
export function lineOf(file: SourceFile, line: number): string {
  return file.text
    .slice(file.lineStarts[line - 1] ?? file.text.length, file.lineStarts[line])
    .replace(/(?<![\r\n])[\r\n]+$/, "");
}
