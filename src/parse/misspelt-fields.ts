import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { lostThing } from "../diagnostic/lost-things.ts";
import { nearestName } from "../diagnostic/nearest-name.ts";
import { entryFields, isKnownField, isSiteOnlyField } from "../model/entry-fields.ts";
import { type ParsedEntry, placeOfName } from "./entry.ts";

/** Fields that other programs write and that are near to one of the standard's by chance. */
const ofOtherPrograms: ReadonlySet<string> = new Set(["article", "notes", "preprint", "uri"]);

/** What a misspelt name may be meant for: whatever says something of the work. */
const meantNames = entryFields.flatMap(({ ofWork, name, aliases }) => (ofWork ? [name, ...aliases] : []));

/**
 * Reports the fields of a BibTeX entry that are nearly the name of one that it lacks ("autor", "jurnal"). Any other
 * unknown field is some program's, and nothing is said of it.
 */
export function misspeltFields({ key, fields }: ParsedEntry): readonly Diagnostic[] {
  return fields.flatMap((field): Diagnostic[] => {
    const meant = meantNameOf(field.name);
    if (meant === undefined || field.value.trim() === "" || fields.some(({ name }) => name === meant)) return [];
    return [
      {
        code: "parse/unknown-field",
        severity: "warning",
        message: `The field "${field.name}" is not known, so it is shown nowhere.`,
        hint: `did you mean "${meant}"?`,
        costs: [lostThing("field", `${key} ${meant}`)],
        key,
        ...placeOfName(field),
      },
    ];
  });
}

/** What was meant by the names seen so far, since a program's field stands in every entry. */
const seen = new Map<string, string | undefined>();

function meantNameOf(name: string): string | undefined {
  if (!seen.has(name)) seen.set(name, meantName(name));
  return seen.get(name);
}

function meantName(name: string): string | undefined {
  if (isKnownField(name) || isSiteOnlyField(name) || ofOtherPrograms.has(name) || !/^[a-z-]+$/.test(name))
    return undefined;
  if (name.length === 3) return meantNames.find((one) => one !== name && sorted(one) === sorted(name));
  const near = nearestName(
    name,
    meantNames.filter((one) => one.length > 3 && (one[0] === name[0] || one[0] === name[1])),
  );
  // A letter in front is rather a program's mark: `llnote`, `aeditor`.
  return near !== undefined && name.endsWith(near) ? undefined : near;
}

const sorted = (word: string): string => [...word].sort().join("");
