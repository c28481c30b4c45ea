import { nearestName } from "../../diagnostic/nearest-name.ts";
import { findEntryField } from "../../record/fields.ts";
import { parseOrcid } from "../../record/identifiers/identifier-syntax.ts";
import { webAddressProblem } from "../../record/identifiers/web-addresses.ts";
import { creditRoleOf, creditRoles } from "../../record/names/credit-roles.ts";
import type { Name } from "../../record/names/name.ts";
import { type Annotation as NameAnnotation, parseAnnotations } from "../../record/names/name-marks.ts";
import { type ParsedNames, parseNames } from "../../record/names/names.ts";
import type { ParsedField } from "../parsed-entry.ts";
import type { FieldReader } from "./field-reader.ts";

/** Annotations on names, by the name they have of their own: `author+an`, `author+an:orcid`. */
const annotationNames = ["", "role", "affiliation", "orcid", "homepage", "id"] as const;

/** Whether a field is what is said of the names of a list, and of which: "author" of `author+an:orcid`. */
export function annotatedField(name: string): "author" | "editor" | "translator" | undefined {
  const [, list = ""] = /^(\w+)\+an(?::\w+)?$/.exec(name) ?? [];
  const target = findEntryField(list, "document")?.field;
  return target === "author" || target === "editor" || target === "translator" ? target : undefined;
}

/** The fields of the record that hold names. */
type NamesField = "author" | "editor" | "translator" | "containerAuthor" | "holder";

/** The names of a list with what is said of them. An ORCID iD or homepage that is none is told, and the name stays. */
export function namesOf(reader: FieldReader, target: NamesField): ParsedNames {
  const field = reader.filling(target)[0]?.field;
  if (!field) return { names: [], truncated: false, problems: [] };
  const annotation = (name: string): ParsedField | undefined =>
    reader.named(`${field.name}+an${name}`) ?? reader.named(`${target}+an${name}`);
  const annotations = new Map(
    annotationNames.flatMap((name) => {
      const said = annotation(name === "" ? "" : `:${name}`);
      return said === undefined ? [] : [[name, said.annotations ?? parseAnnotations(said.value)] as const];
    }),
  );
  const isMarkdown = field.format === "markdown";
  const read = parseNames(field.names ?? field.value, { macros: reader.macros, markdown: isMarkdown, annotations });
  reader.tell(field, read.problems);
  tellUnknownRoles(reader, annotation(":role"), annotations.get("role") ?? []);
  if (!annotations.has("orcid") && !annotations.has("homepage")) return read;
  return {
    ...read,
    names: read.names.map((name) => checkHomepage(checkOrcid(name, reader, annotation), reader, annotation)),
  };
}

/** Tells of roles that CRediT does not have. */
function tellUnknownRoles(reader: FieldReader, field: ParsedField | undefined, said: readonly NameAnnotation[]): void {
  if (field === undefined) return;
  for (const role of new Set(said.flatMap(({ values }) => values))) {
    if (creditRoleOf(role) !== undefined) continue;
    const nearest = nearestName(role.toLowerCase(), creditRoles);
    reader.tell(field, [
      {
        code: "record/author-role",
        offset: Math.max(0, field.value.indexOf(role)),
        message: `"${role.slice(0, 80)}" is no role of CRediT, so it is shown nowhere.`,
        hint: nearest ? `did you mean "${nearest}"?` : `the roles are ${creditRoles.join(", ")}.`,
      },
    ]);
  }
}

type Annotation = (name: string) => ParsedField | undefined;

function checkOrcid(name: Name, reader: FieldReader, annotation: Annotation): Name {
  const field = annotation(":orcid");
  if (name.orcid === undefined || !field) return name;
  const { value, problems } = parseOrcid(name.orcid);
  const offset = Math.max(0, field.value.indexOf(name.orcid));
  reader.tell(
    field,
    problems.map((problem) => ({ ...problem, offset })),
  );
  const { orcid: _, ...rest } = name;
  return value === undefined ? rest : { ...rest, orcid: value };
}

function checkHomepage(name: Name, reader: FieldReader, annotation: Annotation): Name {
  const field = annotation(":homepage");
  const problem = name.homepage && field && webAddressProblem("The homepage", name.homepage);
  if (!problem) return name;
  reader.tell(field, [{ ...problem, offset: Math.max(0, field.value.indexOf(name.homepage!)) }]);
  const { homepage: _, ...rest } = name;
  return rest;
}
