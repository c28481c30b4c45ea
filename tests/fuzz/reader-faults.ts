import { diagnosticCodes } from "../../src/diagnostic/codes.ts";
import { inspectPublications } from "../../src/export/inspection.ts";
import { sourceFile } from "../../src/input/files/source-file.ts";
import { readPublications } from "../../src/pipeline.ts";

const sound = "@misc{before,\n  title = {Before},\n  year = {2001}\n}\n\n";
const soundToo = "\n\n@misc{after,\n  title = {After},\n  year = {2002}\n}\n";
/** The only tags that text of an author's may become. */
const foreignTag =
  /<(?!\/?(?:p|h[1-6]|em|strong|s|sub|sup|code|pre|br|hr|ul|ol|li|blockquote|div|table|thead|tbody|tr|th|td|a|span|math|m[a-z]+|semantics)\b)|<[a-z]+[^>]*\s(?!href=|class=|display=|[a-z]+="[^"<>]*")[a-z]+\s*=/i;

/**
 * What must hold of any input, and does not, in words; nothing where all holds: every message has a known code and a
 * place within the text, the entries around a damaged one are read whole, no text becomes foreign markup, and TeX is left
 * in a title or name only where a message says so or the author escaped the character.
 */
export function readerFaults(format: "bib" | "md", damaged: string): readonly string[] {
  const text = format === "bib" ? sound + damaged + soundToo : damaged;
  const file = sourceFile(`damaged.${format}`, text);
  const { value, diagnostics } = readPublications([file]);
  const { publications } = inspectPublications(
    value.map(({ publication }) => publication),
    diagnostics,
  );
  const faults: string[] = [];
  for (const { code, message, line, column, file: path } of diagnostics) {
    const lineStart = file.lineStarts[line - 1] ?? Number.NaN;
    const lineEnd = file.lineStarts[line] ?? text.length;
    const isInside = column >= 1 && lineStart + column - 1 <= lineEnd;
    if (!(code in diagnosticCodes) || message === "" || path !== file.path || !isInside) {
      faults.push(`a message out of place: ${path}:${line}:${column} ${code} ${message}`);
    }
  }
  const titleOf = (key: string) => publications.find((publication) => publication.key === key)?.title.text;
  // A damaged entry may take the key of a sound one, a %-sign at its end the line of the next, a comma go on with the last.
  const hides = /before|after|%[^\n]*$|^\s*,/.test(damaged);
  if (format === "bib" && !hides && (titleOf("before") !== "Before" || titleOf("after") !== "After"))
    faults.push("a sound entry lost");
  const told = new Set(diagnostics.map(({ key }) => key));
  for (const { key, title, abstract, note, author } of publications) {
    for (const html of [title.html, abstract.html, note.html])
      if (foreignTag.test(html)) faults.push(`foreign markup: ${html}`);
    const names = author.flatMap(({ family, given, literal }) => [family, given, literal]).join(" ");
    const shown = title.html.replace(/<math[\s\S]*?<\/math>|<code[\s\S]*?<\/code>/g, "") + names;
    const isEscaped = /\\[{}]|backslash|brace|\\\\|verb|path|url|href/.test(text);
    if (format === "bib" && /[\\{}]/.test(shown) && !isEscaped && !told.has(key.replace(/#\d+$/, "")))
      faults.push(`TeX left: ${key} ${shown}`);
  }
  return faults;
}
