import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { type EntryField, entryFields, findEntryField } from "../model/entry-fields.ts";
import { richTextToPlain } from "../model/plain-text.ts";
import type { Publication } from "../model/publication.ts";
import type { PublicationType } from "../model/publication-type.ts";
import type { RichText } from "../model/rich-text.ts";
import { type ParsedField, placeInField } from "../parse/entry.ts";
import { latexToPlain, type MacroDefinition, parseLatex } from "./latex.ts";
import { parseMarkdownBlocks, parseMarkdownInline } from "./markdown-text.ts";
import type { TextProblem } from "./text-problem.ts";

/** A field with its row of the table. */
export interface KnownField {
  readonly row: EntryField;
  readonly field: ParsedField;
}

/** Reads the fields of one entry and gathers what its author must be told, each at its place. */
export class FieldReader {
  readonly diagnostics: Diagnostic[] = [];
  readonly macros: ReadonlyMap<string, MacroDefinition>;
  private readonly key: string;
  private readonly byTarget = new Map<keyof Publication, KnownField[]>();
  private readonly byName = new Map<string, ParsedField>();

  /** Sorts the fields by what they fill; a field that is empty is not there. */
  constructor(
    key: string,
    fields: readonly ParsedField[],
    type: PublicationType,
    macros: ReadonlyMap<string, MacroDefinition>,
  ) {
    this.key = key;
    this.macros = macros;
    for (const field of fields) {
      if (field.value.trim() === "") continue;
      const row = findEntryField(field.name, type);
      this.byName.set(field.name, field);
      if (!row) continue;
      if (!this.byName.has(row.name)) this.byName.set(row.name, field);
      if (row.field) this.byTarget.set(row.field, [...(this.byTarget.get(row.field) ?? []), { row, field }]);
    }
    for (const known of this.byTarget.values()) known.sort((one, other) => rank(one.row) - rank(other.row));
  }

  /** The fields that fill a field of the record, in the table's order. */
  filling(target: keyof Publication): readonly KnownField[] {
    return this.byTarget.get(target) ?? [];
  }

  /** A field by BibLaTeX's name for it, or by its own. */
  named(name: string): ParsedField | undefined {
    return this.byName.get(name);
  }

  rich(field: ParsedField | undefined, blocks = false): RichText {
    if (!field) return [];
    const { value, problems } =
      field.format === "bibtex"
        ? parseLatex(field.value, { macros: this.macros, blocks })
        : blocks
          ? parseMarkdownBlocks(field.value)
          : parseMarkdownInline(field.value);
    this.tell(field, problems);
    return value;
  }

  plain(field: ParsedField | undefined): string | undefined {
    if (!field) return undefined;
    const value = richTextToPlain(this.rich(field)).trim();
    return value === "" ? undefined : value;
  }

  /** A literal list: texts separated by " and " outside of braces, joined by commas (biblatex manual 2.2.1). */
  list(field: ParsedField): string | undefined {
    if (field.format === "markdown") return this.plain(field);
    const parts = splitLiteralList(field.value).map(({ text, offset }) => {
      const { value, problems } = latexToPlain(text, { macros: this.macros });
      this.tell(
        field,
        problems.map((problem) => ({ ...problem, offset: problem.offset + offset })),
      );
      return value;
    });
    return parts.filter(Boolean).join(", ") || undefined;
  }

  /** Makes problems within a field's text messages at their places. */
  tell(field: ParsedField, problems: readonly TextProblem[]): void {
    for (const { code, offset, message, hint } of problems) {
      this.diagnostics.push({
        code,
        severity: "warning",
        message,
        ...(hint === undefined ? {} : { hint }),
        ...placeInField(field, offset),
        key: this.key,
      });
    }
  }
}

const rowOrder: ReadonlyMap<EntryField, number> = new Map(entryFields.map((row, index) => [row, index]));

function rank(row: EntryField): number {
  return rowOrder.get(row) ?? 0;
}

/** Splits at " and " outside of braces, each text with its offset. */
function splitLiteralList(text: string): readonly { text: string; offset: number }[] {
  if (!/\sand\s/i.test(text)) return [{ text, offset: 0 }];
  const parts: { text: string; offset: number }[] = [];
  let depth = 0;
  let from = 0;
  const separator = /\s+and\s+/iy;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === "{") depth++;
    else if (character === "}") depth--;
    else if (depth === 0 && /\s/.test(character!)) {
      separator.lastIndex = at;
      if (!separator.test(text)) continue;
      parts.push({ text: text.slice(from, at), offset: from });
      from = separator.lastIndex;
      at = from - 1;
    }
  }
  return [...parts, { text: text.slice(from), offset: from }];
}
