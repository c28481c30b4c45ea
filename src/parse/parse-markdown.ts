import type { Diagnostic, Place, Result } from "../diagnostic/diagnostic.ts";
import { lostThing } from "../diagnostic/lost-things.ts";
import { placeAt, type SourceFile } from "../read/source-file.ts";
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
  if (!opening) {
    if (frontMatterMayBeMissing && !text.startsWith("---")) {
      const here = () => placeAt(file, 0);
      return {
        value: { file, yaml: { value: {}, placeOf: here, placeOfName: here }, body: text, bodyOffset: 0 },
        diagnostics: [],
      };
    }
    const message = text.startsWith("---")
      ? `The first line is "${text.split(/[\r\n]/, 1)[0]!.slice(0, 40)}", but front matter is YAML and opens with three hyphens alone.`
      : "The file does not begin with front matter, so it has no title.";
    return { value: undefined, diagnostics: [frontMatterFault(placeAt(file, 0), message)] };
  }
  const closing = /(?:^|\r\n|\r|\n)---[ \t]*(?=[\r\n]|$)/.exec(text.slice(opening[0].length));
  if (!closing) {
    const message = "The front matter that begins here has no end, so the file can't be read.";
    return { value: undefined, diagnostics: [frontMatterFault(placeAt(file, 0), message)] };
  }
  const yamlEnd = opening[0].length + closing.index;
  const bodyOffset = yamlEnd + closing[0].length;
  const { value: yaml, diagnostics } = parseYaml(file, opening[0].length, yamlEnd);
  return { value: yaml && { file, yaml, body: text.slice(bodyOffset), bodyOffset }, diagnostics };
}

function frontMatterFault(place: Place, message: string): Diagnostic {
  return {
    code: "parse/front-matter",
    severity: "error",
    message,
    hint: "put the fields between two lines of three hyphens at the top of the file.",
    costs: [lostThing("file", place.file)],
    ...place,
  };
}
