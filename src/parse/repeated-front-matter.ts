import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { findEntryField } from "../model/entry-fields.ts";
import { paperFieldAliases, paperFields } from "./field-tables.ts";
import type { LocatedYaml } from "./parse-yaml.ts";
import { repeatedFields, type WrittenField } from "./repeated-fields.ts";

/** Reports the fields of front matter that say different things of one part of the record: `venue` and `journal`. */
export function repeatedFrontMatter(yaml: LocatedYaml): readonly Diagnostic[] {
  return repeatedFields(writtenFields(yaml), isOurs);
}

/** The fields as written, each with the part of the record that it fills. */
function writtenFields(yaml: LocatedYaml): readonly WrittenField[] {
  const { value } = yaml;
  if (value === null || typeof value !== "object" || Array.isArray(value)) return [];
  const names = Object.keys(value);
  const hasVenue = names.some((name) => partOf(name) === "venue");
  return Object.entries(value).map(([name, given]: [string, unknown]) => {
    const part = partOf(name);
    return {
      part: hasVenue && /^(?:journaltitle|booktitle)$/.test(part) ? "venue" : part,
      name,
      value: typeof given === "string" ? given : given === null ? "" : JSON.stringify(given),
      place: yaml.placeOfName([name]),
    };
  });
}

function partOf(name: string): string {
  const ours = paperFieldAliases.get(name.toLowerCase()) ?? name.toLowerCase();
  const row = findEntryField(ours, "document");
  return ours === "venue" || !row?.ofWork ? ours : row.name;
}

/** Whether the first of two names is used: our own before another for it, and `date` before `year`. */
function isOurs(one: WrittenField, other: WrittenField): boolean {
  return (
    (other.name === "year" && one.part === "date") ||
    (one.name in paperFields && paperFieldAliases.has(other.name.toLowerCase()))
  );
}
