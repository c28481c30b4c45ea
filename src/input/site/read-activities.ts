// In: `content/<kind>.yaml` and the files of `content/<kind>/`. Out: the activities of that kind.
import { type Diagnostic, diagnostic, type Place, type Result, takeInto } from "../../diagnostic/diagnostic.ts";
import { readableSlug } from "../../memory/fold.ts";
import { type Activity, type ActivityKind, activityDate, activityFacts } from "../../record/activities.ts";
import { parseDate } from "../../record/dates/dates.ts";
import { compareParts, knownDay, type PartialDate } from "../../record/dates/partial-date.ts";
import { webAddressProblem } from "../../record/identifiers/web-addresses.ts";
import type { Name } from "../../record/names/name.ts";
import { parseNames } from "../../record/names/names.ts";
import type { Prose } from "../../record/site-settings.ts";
import type { RichText } from "../../text/rich-text.ts";
import { problemAt } from "../../text/text-problem.ts";
import { stemOf } from "../files/list-content.ts";
import { placeAt, type SourceFile } from "../files/source-file.ts";
import { type ActivityFields, activityTable } from "../front-matter/field-tables.ts";
import { parseMarkdown } from "../front-matter/markdown-entry.ts";
import { readNameItems } from "../front-matter/name-items.ts";
import { type CheckedFields, checkFields } from "../yaml/check-fields.ts";
import { type LocatedYaml, parseYaml, type YamlPath } from "../yaml/parse-yaml.ts";
import { languageOfFile } from "./site-content.ts";
import { withTranslations } from "./site-pages.ts";
import { parseProse, proseOf, readInline, readProse, readTitle } from "./site-prose.ts";

/** What is said of an activity in one place. */
interface Said {
  readonly fields: CheckedFields<ActivityFields>;
  readonly yaml: LocatedYaml;
  readonly path: YamlPath;
}

/** What a file says beside its fields. */
interface SaidBelow {
  readonly text: RichText;
  readonly translations: ReadonlyMap<string, Prose>;
}

/**
 * The activities of a kind: the items of its list, and its files, each of which says more of the item whose `id` is its name, or
 * is one of its own. One without a title is left out, as is the second of an id.
 */
export function readActivities(
  kind: ActivityKind,
  list: SourceFile | undefined,
  files: readonly SourceFile[],
): Result<readonly Activity[]> {
  const diagnostics: Diagnostic[] = [];
  const take = takeInto(diagnostics);
  const items = take(itemsOf(kind, list));
  const activities = new Map<string, Activity>();
  const add = (said: readonly Said[], below: SaidBelow, name: string | undefined, place: Place) => {
    const activity = take(readActivity(kind, said, below, name, place));
    if (activity === undefined)
      diagnostics.push(
        diagnostic({
          code: "input/wrong-type",
          severity: "error",
          message: `This item of ${kind} has no title, so it is left out.`,
          hint: "add a line title: …",
          ...place,
        }),
      );
    else if (activities.has(activity.id))
      diagnostics.push(
        diagnostic({
          code: "input/duplicate-name",
          message: `Another item of ${kind} has the id "${activity.id}", so this one is left out.`,
          hint: "give one of the two another id.",
          ...place,
        }),
      );
    else activities.set(activity.id, activity);
  };
  const own = new Map<string, { readonly said: Said; readonly below: SaidBelow; readonly place: Place }>();
  for (const { file, translations } of take(withTranslations(files))) {
    const markdown = take(parseMarkdown(file, true));
    if (!markdown) continue;
    const fields = take(checkFields(markdown.yaml, [], activityTable(kind)));
    const { text } = take(readProse(proseOf(file, markdown, {})));
    const inOthers = translations.flatMap((one) => {
      const prose = take(parseProse(one));
      return prose ? [[languageOfFile(one)!, take(readProse(prose))] as const] : [];
    });
    own.set(readableSlug(stemOf(file.path)), {
      said: { fields, yaml: markdown.yaml, path: [] },
      below: { text, translations: new Map(inOthers) },
      place: placeAt(file, 0),
    });
  }
  for (const item of items) {
    const id = readableSlug(item.fields.id ?? item.fields.title ?? "");
    const file = own.get(id);
    own.delete(id);
    const place = item.yaml.placeOf(item.path);
    add(file ? [file.said, item] : [item], file?.below ?? { text: [], translations: new Map() }, undefined, place);
  }
  for (const [name, { said, below, place }] of own) add([said], below, name, place);
  return { value: [...activities.values()].sort(compareActivities), diagnostics };
}

function itemsOf(kind: ActivityKind, file: SourceFile | undefined): Result<readonly Said[]> {
  const diagnostics: Diagnostic[] = [];
  const take = takeInto(diagnostics);
  const yaml = file && take(parseYaml(file, 0, file.text.length));
  if (!yaml || yaml.value === null || yaml.value === "" || yaml.value === undefined) return { value: [], diagnostics };
  if (!Array.isArray(yaml.value)) {
    diagnostics.push(
      diagnostic({
        code: "input/wrong-type",
        severity: "error",
        message: "The file should be a list.",
        hint: "begin each item with a hyphen: - title: …",
        ...yaml.placeOf([]),
      }),
    );
    return { value: [], diagnostics };
  }
  const value = yaml.value.map((_, index): Said => {
    const path = [index];
    return { fields: take(checkFields(yaml, path, activityTable(kind))), yaml, path };
  });
  return { value, diagnostics };
}

function readActivity(
  kind: ActivityKind,
  said: readonly Said[],
  below: SaidBelow,
  name: string | undefined,
  place: Place,
): Result<Activity | undefined> {
  const diagnostics: Diagnostic[] = [];
  const take = takeInto(diagnostics);
  type Field = keyof ActivityFields;
  const whoSays = (field: Field) => said.find(({ fields }) => fields[field] !== undefined);
  const value = <Name extends Field>(field: Name) => whoSays(field)?.fields[field];
  const placeOf = (field: Field, ...path: YamlPath): Place => {
    const one = whoSays(field)!;
    return one.yaml.placeOf([...one.path, field, ...path]);
  };
  const title = value("title");
  if (title === undefined) return { value: undefined, diagnostics };
  const inline = (field: Field, text: string | undefined): RichText =>
    text === undefined ? [] : take(readInline(text, placeOf(field)));
  const isList = (field: Field): boolean => {
    const { yaml, path } = whoSays(field)!;
    return Array.isArray(
      [...path, field].reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], yaml.value),
    );
  };
  const dateOf = (field: Field, text: string, ...path: YamlPath): PartialDate => {
    const { value: date, problems } = parseDate(text);
    diagnostics.push(...problems.map((problem) => problemAt(problem, placeOf(field, ...path))));
    return date;
  };
  const namesOf = (field: Field): readonly Name[] => {
    const one = whoSays(field);
    if (one === undefined) return [];
    const written = one.fields[field];
    const read =
      typeof written === "string"
        ? parseNames(written, { markdown: true })
        : parseNames(listedNames(one, field, Array.isArray(written) ? written : [written]));
    diagnostics.push(...read.problems.map((problem) => problemAt(problem, placeOf(field))));
    return read.names;
  };
  const listedNames = ({ yaml, path }: Said, field: Field, list: readonly unknown[]) =>
    take(readNameItems(yaml, [...path, field], list, undefined)).names.map((one) => ({ ...one, offset: 0 }));
  const [from, to, date] = [value("from"), value("to"), value("date")];
  const exact = { circa: false, uncertain: false };
  const links = (value("links") ?? []).filter(({ label, href }, index) => {
    const problem = webAddressProblem(`The link "${label}" of ${title}`, href, true);
    if (problem) diagnostics.push(problemAt(problem, placeOf("links", isList("links") ? index : label)));
    return !problem;
  });
  const facts = activityFacts.flatMap((fact) => {
    const text = value(fact);
    return text === undefined ? [] : [[fact, inline(fact, text)] as const];
  });
  const activity: Activity = {
    kind,
    id: readableSlug(value("id") ?? name ?? title),
    ...take(readTitle(title, placeOf("title"))),
    summary: inline("summary", value("summary")),
    facts: Object.fromEntries(facts),
    period:
      date !== undefined
        ? dateOf("date", date)
        : from !== undefined || to !== undefined
          ? { ...exact, ...(from === undefined ? {} : { start: from }), end: to ?? "open" }
          : undefined,
    terms: (value("terms") ?? [])
      .map((term, index) => dateOf("terms", term, ...(isList("terms") ? [index] : [])))
      .sort((one, other) => compareDays(other, one)),
    people: [...namesOf("people"), ...namesOf("supervisors")],
    students: namesOf("student"),
    funding: value("funding") ?? [],
    paper: value("paper"),
    links,
    ...below,
    place,
  };
  return { value: activity, diagnostics };
}

/** Less than 0 where one comes before the other; what has no day is after all. */
function compareDays(one: PartialDate | undefined, other: PartialDate | undefined): number {
  const [first, second] = [knownDay(one), knownDay(other)];
  if (first === undefined || second === undefined) return (first ? 0 : 1) - (second ? 0 : 1);
  return compareParts(first, second) || (one?.season ?? 0) - (other?.season ?? 0);
}

/** The newest first, what has no day last, then by title. */
function compareActivities(one: Activity, other: Activity): number {
  const [first, second] = [activityDate(one), activityDate(other)];
  const isUndated = Number(knownDay(first) === undefined) - Number(knownDay(second) === undefined);
  return isUndated || compareDays(second, first) || (one.title < other.title ? -1 : 1);
}
