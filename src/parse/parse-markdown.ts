import type { Diagnostic, Result } from "../diagnostic/diagnostic.ts";
import { lostThing } from "../diagnostic/lost-things.ts";
import { lineOf, placeAt, type SourceFile } from "../read/source-file.ts";
import { type LocatedYaml, parseYaml } from "./parse-yaml.ts";

/** A Markdown file cut at its front matter. */
export interface ParsedMarkdown {
  readonly file: SourceFile;
  readonly yaml: LocatedYaml;
  readonly body: string;
  readonly bodyOffset: number;
}

/**
 * Cuts a Markdown file into YAML front matter and body. Only `---` opens front matter: no language may be named, since
 * nothing in content runs. Without front matter there is no value and an error, unless it may be missing.
 */
export function parseMarkdown(file: SourceFile, frontMatterMayBeMissing = false): Result<ParsedMarkdown | undefined> {
  const { text } = file;
  const opening = /^---[ \t]*(?:\r\n|\n|\r)/.exec(text);
  const first = /^.*/.exec(text)![0];
  if (!opening) {
    const late = /^\s*(?=---[ \t]*(?:[\r\n]|$))/.exec(text);
    const isMeant = late !== null || /^(?:[-–—−‐‑]{2,}|\+\+\+)/.test(text);
    if (frontMatterMayBeMissing && !isMeant) {
      const here = () => placeAt(file, 0);
      return {
        value: { file, yaml: { value: {}, placeOf: here, placeOfName: here }, body: text, bodyOffset: 0 },
        diagnostics: [],
      };
    }
    const message = late
      ? "Blanks or empty lines stand above these three hyphens, so they begin no front matter."
      : isMeant
        ? `The first line is "${first.trim().slice(0, 40)}", but front matter is YAML and opens with three hyphens alone.`
        : "The file does not begin with front matter, so it has no title.";
    const hint = late ? "let the file begin with them." : undefined;
    return { value: undefined, diagnostics: [frontMatterFault(file, late?.[0].length ?? 0, message, hint)] };
  }
  const closing = /(?:^|\r\n|\r|\n)---[ \t]*(?=[\r\n]|$)/.exec(text.slice(opening[0].length));
  if (!closing) {
    const near = /[\r\n]([ \t]*(?:[-–—−‐‑]{2,}|\.{3}|\+{3}|-(?:[ \t]+-){2,})[ \t]*)(?=[\r\n]|$)/.exec(
      text.slice(opening[0].length - 1),
    );
    const message = near
      ? `This line is "${near[1]!.trimEnd()}", but the front matter that begins in the first line ends with three hyphens alone.`
      : "The front matter that begins here has no end, so the file can't be read.";
    const hint = near ? 'write "---" in its place.' : 'write a second line "---" below the last field.';
    const at = near ? opening[0].length - 1 + near.index + near[0].length - near[1]!.length : 0;
    return { value: undefined, diagnostics: [frontMatterFault(file, at, message, hint)] };
  }
  const yamlEnd = opening[0].length + closing.index;
  const bodyOffset = yamlEnd + closing[0].length;
  const { value: yaml, diagnostics } = parseYaml(file, opening[0].length, yamlEnd);
  return { value: yaml && { file, yaml, body: text.slice(bodyOffset), bodyOffset }, diagnostics };
}

function frontMatterFault(
  file: SourceFile,
  at: number,
  message: string,
  hint = "put the fields between two lines of three hyphens at the top of the file.",
): Diagnostic {
  const place = placeAt(file, at);
  return {
    code: "parse/front-matter",
    severity: "error",
    message,
    hint,
    excerpt: lineOf(file, place.line),
    costs: [lostThing("file", place.file)],
    ...place,
  };
}
