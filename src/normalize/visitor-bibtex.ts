import { isSiteOnlyField } from "../model/entry-fields.ts";
import type { ParsedEntry, ParsedField } from "../parse/entry.ts";
import type { InheritedEntry } from "./inherit.ts";

/**
 * What a visitor may copy: the macros an entry uses, the entry, and the entries it inherits from, each byte for byte as
 * in the author's file less the site-only fields, which are cut out at the places the parser found them.
 */
export function visitorBibtex(entry: InheritedEntry, ownFields: readonly ParsedField[]): readonly string[] {
  const entries: readonly (readonly [ParsedEntry, readonly ParsedField[]])[] = [
    [entry, ownFields],
    ...entry.parents.map((parent) => [parent, parent.fields] as const),
  ];
  const macros = new Set(entries.flatMap(([one]) => one.macroDefinitions));
  // A parent stands behind its children, since BibTeX wants it so (btxdoc 4).
  return [...macros, ...entries.map(([one, fields]) => withoutSiteFields(one, fields))];
}

function withoutSiteFields(entry: ParsedEntry, fields: readonly ParsedField[]): string {
  const { text } = entry.file;
  let result = "";
  let from = entry.start;
  for (const field of [...fields].sort((one, other) => one.start - other.start)) {
    if (field.file !== entry.file || field.start < from || !isSiteOnlyField(field.name)) continue;
    const before = text.slice(from, field.start);
    const lineStart = /(?:\r\n|\n|\r)[ \t]*$/.exec(before);
    // A field on lines of its own goes with its indent and line end; the last field's missing comma stays missing.
    result += lineStart ? before.slice(0, lineStart.index) : before.replace(/[ \t]+$/, "");
    from = field.end;
  }
  return result + text.slice(from, entry.end);
}
