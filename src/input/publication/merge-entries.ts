import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { foldSigns } from "../../memory/fold.ts";
import { findEntryType } from "../../record/entry-types.ts";
import { findEntryField } from "../../record/fields.ts";
import { formatName } from "../../record/names/name.ts";
import { type PlacedField, type Publication, placeOfField, type ReadPublication } from "../../record/publication.ts";
import { fieldOf, parts } from "../../record/publication-fields.ts";
import { richTextToPlain } from "../../text/plain-text.ts";
import type { ParsedField } from "../parsed-entry.ts";
import { annotatedField } from "./entry-names.ts";
import type { InheritedEntry } from "./inherit.ts";

/**
 * The entry of a .bib file with what the Markdown file of its key says: a field of the file takes the place of all
 * fields of the entry that fill the same part of the record.
 */
export function mergeEntries(markdown: InheritedEntry, bibtex: InheritedEntry): InheritedEntry {
  const { type } = findEntryType(markdown.type || bibtex.type);
  const target = (field: ParsedField) => {
    const known = findEntryField(field.name, type)?.field;
    return known !== undefined && fieldOf(known).isJoined ? `${field.format} ${known}` : (known ?? field.name);
  };
  const taken = new Set(markdown.fields.map(target));
  const isTaken = (field: ParsedField) => taken.has(target(field)) || taken.has(annotatedField(field.name) ?? "");
  return {
    ...bibtex,
    type: markdown.type || bibtex.type,
    fields: [...markdown.fields, ...bibtex.fields.filter((field) => !isTaken(field))],
  };
}

/** A warning for each identifying field of which the two say different things, at the Markdown file's. */
export function contradictions(markdown: ReadPublication, bibtex: ReadPublication): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const field of parts) {
    const { identifiesAs } = fieldOf(field);
    if (identifiesAs === undefined) continue;
    const [mine, other] = [markdown, bibtex].map(({ publication }) => wording(publication, field));
    if (!mine || !other || foldSigns(mine) === foldSigns(other)) continue;
    const place = placeOfField(bibtex, field);
    diagnostics.push(
      diagnostic({
        code: "input/contradiction",
        message: `The ${identifiesAs} is "${mine}" here, but "${other}" in ${place.file}:${place.line}; what stands here is shown.`,
        hint: "correct one of the two, or leave it out here.",
        key: markdown.publication.key,
        ...placeOfField(markdown, field),
      }),
    );
  }
  return diagnostics;
}

function wording(publication: Publication, field: PlacedField): string | undefined {
  switch (field) {
    case "title":
      return richTextToPlain(publication.title);
    case "author":
      return publication.author.map((name) => formatName(name)).join(", ");
    case "issued": {
      const { start, end, literal } = publication.issued ?? {};
      return start
        ? [start, end]
            .filter(Boolean)
            .map((parts) => (typeof parts === "string" ? parts : parts!.join("-")))
            .join("/")
        : literal;
    }
    default: {
      const value = publication[field];
      return typeof value === "string" ? value : undefined;
    }
  }
}
