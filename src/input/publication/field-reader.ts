import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { type EntryField, entryFields, findEntryField } from "../../record/fields.ts";
import type { Publication } from "../../record/publication.ts";
import type { PublicationType } from "../../record/types.ts";
import { parseLatex } from "../../text/latex/latex.ts";
import type { MacroDefinition } from "../../text/latex/latex-macros.ts";
import { parseMarkdownBlocks, parseMarkdownInline } from "../../text/markdown/markdown-text.ts";
import { richTextToPlain } from "../../text/plain-text.ts";
import type { RichText } from "../../text/rich-text.ts";
import type { TextProblem } from "../../text/text-problem.ts";
import { type ParsedField, placeInField } from "../parsed-entry.ts";

/** A field with its row of the table. */
export interface KnownField {
  readonly row: EntryField;
  readonly field: ParsedField;
}

/** Reads the fields of one entry and gathers what its author must be told, each at its place. */
export class FieldReader {
  readonly diagnostics: Diagnostic[] = [];
  readonly macros: ReadonlyMap<string, MacroDefinition>;
  /** Whether the entry is a book or the like, see `isWholeType`. */
  readonly isWhole: boolean;
  private readonly key: string;
  private readonly byTarget = new Map<keyof Publication, KnownField[]>();
  private readonly byName = new Map<string, ParsedField>();

  /** Sorts the fields by what they fill; a field that is empty is not there. */
  constructor(
    key: string,
    fields: readonly ParsedField[],
    type: PublicationType,
    macros: ReadonlyMap<string, MacroDefinition>,
    isWhole = false,
  ) {
    this.isWhole = isWhole;
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
          ? parseMarkdownBlocks(field.value, (offset) => placeInField(field, offset))
          : parseMarkdownInline(field.value);
    this.tell(field, problems);
    return value;
  }

  plain(field: ParsedField | undefined): string | undefined {
    if (!field) return undefined;
    const value = richTextToPlain(this.rich(field)).trim();
    return value === "" ? undefined : value;
  }

  /**
   * A literal list as it is typed, without an "and others" at its end. BibLaTeX parts one at each " and " and prints
   * "A and B" (manual 2.2.1, 3.10.3), BibTeX knows one name, which may hold an "and": the text is the same.
   */
  list(field: ParsedField): string | undefined {
    return this.plain({ ...field, value: field.value.replace(/(?:^|(?<!\s)\s+and)\s+others\s*$/i, "") });
  }

  /** Makes problems within a field's text messages at their places. */
  tell(field: ParsedField, problems: readonly TextProblem[]): void {
    for (const { code, offset, message, hint, severity, mend } of problems) {
      const place = placeInField(field, offset);
      this.diagnostics.push(
        diagnostic({
          code,
          message,
          ...(severity === undefined ? {} : { severity }),
          ...(hint === undefined ? {} : { hint }),
          ...(mend === undefined ? {} : { fix: { line: place.line, column: place.column, ...mend } }),
          ...place,
          key: this.key,
        }),
      );
    }
  }
}

const rowOrder: ReadonlyMap<EntryField, number> = new Map(entryFields.map((row, index) => [row, index]));

function rank(row: EntryField): number {
  return rowOrder.get(row) ?? 0;
}
