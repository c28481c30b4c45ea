import type { z } from "zod";
import { type Diagnostic, diagnostic, type Result } from "../../diagnostic/diagnostic.ts";
import { nearestNames } from "../../diagnostic/nearest-name.ts";
import { lostThing } from "../../diagnostic/sort-diagnostics.ts";
import type { LocatedYaml, YamlPath } from "./parse-yaml.ts";

/** A piece of a JSON Schema (draft 7, which the language servers of editors know). */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** A field: what it takes, in a schema and in words for an author, and what it does, in Markdown for the documentation. */
export interface FieldRow {
  readonly schema: z.ZodType;
  readonly expects: string;
  readonly does: string;
  /** What it takes as a JSON Schema, where numbers and flags are no texts. */
  readonly json?: JsonSchema;
}

/** What a group of fields takes. */
export type FieldTable = Readonly<Record<string, FieldRow>>;

/** The typed values of the fields that are there and right. */
export type CheckedFields<Table extends FieldTable> = {
  readonly [Name in keyof Table]?: z.output<Table[Name]["schema"]>;
};

/**
 * Checks the fields of a YAML map at `path` against a table. A field of the wrong kind and one that is not known are
 * reported and left out; `isKnown` says which others may stand. A field without a value counts as absent.
 */
export function checkFields<Table extends FieldTable>(
  yaml: LocatedYaml,
  path: YamlPath,
  table: Table,
  isKnown: (name: string) => boolean = () => false,
): Result<CheckedFields<Table>> {
  const diagnostics: Diagnostic[] = [];
  const map = valueAt(yaml.value, path);
  const value: Record<string, unknown> = {};
  if (map === null || map === undefined || map === "") return { value: value as CheckedFields<Table>, diagnostics };
  if (typeof map !== "object" || Array.isArray(map)) {
    const what = Array.isArray(map) ? "a list" : `"${String(map)}"`;
    diagnostics.push(
      diagnostic({
        code: "input/wrong-type",
        severity: "error",
        message: `Fields with values are wanted here, but ${what} is given.`,
        hint: "write one field a line, as in title: My paper.",
        ...yaml.placeOf(path),
      }),
    );
    return { value: value as CheckedFields<Table>, diagnostics };
  }
  for (const [name, given] of Object.entries(map)) {
    const field = Object.hasOwn(table, name) ? table[name] : undefined;
    if (!field) {
      if (!isKnown(name)) diagnostics.push(unknownField(yaml, [...path, name], map, Object.keys(table)));
      continue;
    }
    if (given === null || given === "") continue;
    let rest: unknown = given;
    let positions: readonly number[] = Array.isArray(given) ? [...given.keys()] : [];
    let checked = field.schema.safeParse(rest);
    while (!checked.success) {
      const { issues } = checked.error;
      const list = Array.isArray(rest) && rest.length > 1 ? rest : undefined;
      // One bad item costs itself alone: the deepest fault of each.
      const faults = new Map<number | undefined, YamlPath>();
      for (const at of faultyPaths(issues)) {
        const item = list && typeof at[0] === "number" ? at[0] : undefined;
        if (at.length > (faults.get(item)?.length ?? -1)) faults.set(item, at);
      }
      const isWhole = faults.has(undefined) || faults.size === list?.length;
      const told = isWhole ? [[undefined, faults.get(undefined) ?? [...faults.values()][0]!] as const] : faults;
      for (const [item, at] of told) {
        const wrong = valueAt(rest, at);
        const place = yaml.placeOf([...path, name, ...(item === undefined ? at : [positions[item]!, ...at.slice(1)])]);
        const meant = typeof wrong === "string" ? nearestNames(wrong, allowedValues(issues)) : [];
        diagnostics.push(
          diagnostic({
            code: "input/wrong-type",
            message: `The field "${name}" takes ${field.expects}, but ${describe(wrong)} is given, so ${item === undefined ? "it" : "that item"} is left out.`,
            hint: meant[0] ? `did you mean ${name}: ${meant[0]}?` : `write ${name}: followed by ${field.expects}.`,
            ...(meant.length === 1 && {
              fix: { line: place.line, column: place.column, replaced: String(wrong), replacement: meant[0]! },
            }),
            ...place,
          }),
        );
      }
      if (isWhole) break;
      const isGood = (_: unknown, index: number) => !faults.has(index);
      positions = positions.filter(isGood);
      rest = list!.filter(isGood);
      checked = field.schema.safeParse(rest);
    }
    if (checked.success) value[name] = checked.data;
  }
  return { value: value as CheckedFields<Table>, diagnostics };
}

/** The words that a field takes, where it takes only some. */
function allowedValues(issues: readonly z.core.$ZodIssue[]): readonly string[] {
  return issues.flatMap((issue) => {
    if (issue.code === "invalid_value") return issue.values.map(String);
    return issue.code === "invalid_union" ? issue.errors.flatMap(allowedValues) : [];
  });
}

/** The paths of the faults, of alternatives those of the one that fits best: the one with a fault that lies deepest. */
function faultyPaths(issues: readonly z.core.$ZodIssue[]): readonly YamlPath[] {
  return issues.flatMap((issue) => {
    const own = issue.path.filter((step) => typeof step !== "symbol");
    if (issue.code !== "invalid_union") return [own];
    const deepest = (paths: readonly YamlPath[]) => paths.reduce((depth, { length }) => Math.max(depth, length), 0);
    const [best = [[]]] = issue.errors.map(faultyPaths).sort((one, other) => deepest(other) - deepest(one));
    return best.map((path) => [...own, ...path]);
  });
}

function unknownField(yaml: LocatedYaml, path: YamlPath, map: object, known: readonly string[]): Diagnostic {
  const name = String(path.at(-1));
  const [nearest, ...others] = nearestNames(name, known);
  const place = yaml.placeOfName(path);
  return diagnostic({
    code: "input/unknown-field",
    message: `The field "${name}" is not known, so it is shown nowhere.`,
    hint: nearest
      ? `did you mean "${nearest}"?`
      : `known fields are ${known.slice(0, 12).join(", ")}${known.length > 12 ? " and others in the README" : ""}.`,
    ...(nearest && { costs: [lostThing("field", `${place.file} ${nearest}`)] }),
    ...(nearest &&
      others.length === 0 &&
      !Object.hasOwn(map, nearest) && {
        fix: { line: place.line, column: place.column, replaced: name, replacement: nearest },
      }),
    ...place,
  });
}

function valueAt(value: unknown, path: YamlPath): unknown {
  let at = value;
  for (const step of path)
    at = at !== null && typeof at === "object" ? (at as Record<string | number, unknown>)[step] : undefined;
  return at;
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (value !== null && typeof value === "object") return "a group of fields";
  return value === "" || value === null || value === undefined ? "nothing" : `"${String(value)}"`;
}
