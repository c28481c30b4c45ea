import { parseDocument } from "yaml";

/** A stretch of a text and what belongs in its place. */
export interface TextMend {
  readonly at: number;
  readonly replaced: string;
  readonly replacement: string;
}

/** By how many blanks a tab may be meant. */
const widths = [2, 4, 8, 1] as const;

/**
 * Blanks for the tabs that lines of a YAML text are indented with; undefined where they do not make it right, or where it
 * says something else by another number of blanks.
 */
export function mendTabs(text: string): TextMend | undefined {
  const lines = [...text.matchAll(/(?<=^|\r\n|\r|\n)[ ]*\t[ \t]*/g)];
  const [first, last] = [lines[0], lines.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const end = last.index + last[0].length;
  const replaced = text.slice(first.index, end);
  const mended = widths.flatMap((width) => {
    const replacement = replaced.replace(/(?<=^|\r\n|\r|\n)[ ]*\t[ \t]*/g, (space) =>
      space.replaceAll("\t", " ".repeat(width)),
    );
    const document = parseDocument(text.slice(0, first.index) + replacement + text.slice(end), {
      schema: "failsafe",
      logLevel: "silent",
    });
    return document.errors.length > 0
      ? []
      : [{ replacement, says: JSON.stringify(document.toJS({ maxAliasCount: 50 })) }];
  });
  const [best] = mended;
  if (best === undefined || mended.some(({ says }) => says !== best.says)) return undefined;
  return { at: first.index, replaced, replacement: best.replacement };
}
