import { type Diagnostic, diagnostic, type Place, type Result, takeInto } from "../../diagnostic/diagnostic.ts";
import { readableSlug } from "../../memory/fold.ts";
import type { DateParts, PartialDate } from "../../record/dates/partial-date.ts";
import { parseOrcid } from "../../record/identifiers/identifier-syntax.ts";
import { webAddressProblem } from "../../record/identifiers/web-addresses.ts";
import type { Member, Person } from "../../record/site-settings.ts";
import type { RichText } from "../../text/rich-text.ts";
import { problemAt } from "../../text/text-problem.ts";
import { stemOf } from "../files/list-content.ts";
import type { SourceFile } from "../files/source-file.ts";
import { personFields } from "../front-matter/field-tables.ts";
import { parseMarkdown } from "../front-matter/markdown-entry.ts";
import { canonicalPart } from "../front-matter/name-items.ts";
import { type CheckedFields, checkFields } from "../yaml/check-fields.ts";
import type { LocatedYaml, YamlPath } from "../yaml/parse-yaml.ts";
import { type PlacedList, parseList, pictureOf } from "./site-content.ts";
import { proseOf, readInline, readProse } from "./site-prose.ts";

/** The people of a site, and what is said of those who are more than a name. */
export interface People extends PlacedList<Person> {
  /** Members by their `id`. */
  readonly members: ReadonlyMap<string, Member>;
}

/** What is said of a person in one place or, of a member with a file, in two. */
interface SaidOfPerson {
  readonly fields: CheckedFields<typeof personFields>;
  readonly placeOf: (path: YamlPath) => Place;
}

/** A file of `content/people/`. */
interface PersonPage extends SaidOfPerson {
  readonly text: RichText;
}

/**
 * `people.yaml`, a list of persons of whom one without a name is left out, and the files of `content/people/`, each of which says
 * more of the person whose `id` is its name, or of another one.
 */
export function parsePeople(file: SourceFile | undefined, files: readonly SourceFile[] = []): Result<People> {
  const diagnostics: Diagnostic[] = [];
  const take = takeInto(diagnostics);
  const pages = new Map(
    files.flatMap((one) => {
      const page = take(parsePage(one));
      return page ? [[stemOf(one.path), page] as const] : [];
    }),
  );
  const members = new Map<string, Member>();
  const said = new Map<string, SaidOfPerson>();
  const read = (of: SaidOfPerson, page: PersonPage | undefined, told: Diagnostic[]): Person | undefined => {
    const person = parsePerson(of, told);
    if (person === undefined) return undefined;
    const member = takeInto(told)(parseMember(of, page, person.name, said.size));
    if (member) members.set(person.id, member);
    said.set(person.id, of);
    return person;
  };
  const list = take(
    parseList(file, "person", (yaml, index, told) => {
      const own = takeInto(told)(saidAt(withOurNames(yaml, [index]), [index]));
      const id = own.fields.id ?? readableSlug(nameOf(own.fields));
      const page = pages.get(id);
      pages.delete(id);
      return read(page ? joined(own, page) : own, page, told);
    }),
  );
  const others = [...pages].flatMap(([id, page]) => {
    const person = read({ ...page, fields: { id, ...page.fields } }, page, diagnostics);
    if (person === undefined)
      diagnostics.push(
        diagnostic({
          code: "input/wrong-type",
          severity: "error",
          message: `This person has no name, and no one of content/people.yaml has the id "${id}", so the file is left out.`,
          hint: "add a line name: … to its front matter.",
          ...page.placeOf([]),
        }),
      );
    return person ?? [];
  });
  const isOwned = [...list.items, ...others].some(({ owner }) => owner);
  const items = [...list.items, ...others].map(
    (person): Person => (isOwned || !members.has(person.id) ? person : { ...person, isSetApart: true }),
  );
  return { value: { items, members, placeOf: ({ id }, path) => said.get(id)!.placeOf(path) }, diagnostics };
}

function saidAt(yaml: LocatedYaml, path: YamlPath): Result<SaidOfPerson> {
  const { value: fields, diagnostics } = checkFields(yaml, path, personFields);
  return { value: { fields, placeOf: (below) => yaml.placeOf([...path, ...below]) }, diagnostics };
}

function parsePage(file: SourceFile): Result<PersonPage | undefined> {
  const diagnostics: Diagnostic[] = [];
  const take = takeInto(diagnostics);
  const markdown = take(parseMarkdown(file, true));
  if (!markdown) return { value: undefined, diagnostics };
  const said = take(saidAt(withOurNames(markdown.yaml, []), []));
  const { text } = take(readProse(proseOf(file, markdown, {})));
  return { value: { ...said, text }, diagnostics };
}

/** What an item of `people.yaml` and a file say together; the file's word counts. */
const joined = (item: SaidOfPerson, page: SaidOfPerson): SaidOfPerson => ({
  fields: { ...item.fields, ...page.fields },
  placeOf: (path) =>
    path[0] !== undefined && Object.hasOwn(page.fields, path[0]) ? page.placeOf(path) : item.placeOf(path),
});

const nameOf = ({ name, given, family }: SaidOfPerson["fields"]): string =>
  name ?? [given, family].filter(Boolean).join(" ");

function parseMember(
  { fields, placeOf }: SaidOfPerson,
  page: PersonPage | undefined,
  name: string,
  position: number,
): Result<Member | undefined> {
  const diagnostics: Diagnostic[] = [];
  const take = takeInto(diagnostics);
  const { group, role, affiliation = [], from, to, portrait, "portrait-alt": alt, email, profiles = [] } = fields;
  const isSaid = [group, role, from, to, portrait, email].some((one) => one !== undefined);
  if (!isSaid && affiliation.length + profiles.length === 0 && page === undefined)
    return { value: undefined, diagnostics };
  const safe = profiles.filter(({ label, href }) => {
    const problem = webAddressProblem(`The profile "${label}" of ${name}`, href, true);
    if (problem) diagnostics.push(problemAt(problem, placeOf(["profiles", label])));
    return !problem;
  });
  const value: Member = {
    position,
    group,
    role: role === undefined ? [] : take(readInline(role, placeOf(["role"]))),
    affiliation: affiliation.map((one, index) => ({
      name: take(readInline(one.name, placeOf(["affiliation", index]))),
      period: periodOf(one.from, one.to),
    })),
    period: periodOf(from, to),
    hasLeft: to !== undefined || /^alumni$/i.test(group ?? ""),
    portrait: portrait === undefined ? [] : pictureOf(portrait, alt ?? name, placeOf(["portrait"])),
    email,
    profiles: safe,
    text: page?.text ?? [],
  };
  return { value, diagnostics };
}

/** From a day to another, of which either may be unknown; undefined where both are. */
function periodOf(from: DateParts | undefined, to: DateParts | undefined): PartialDate | undefined {
  if (from === undefined && to === undefined) return undefined;
  return { ...(from === undefined ? {} : { start: from }), end: to ?? "open", circa: false, uncertain: false };
}

function parsePerson({ fields, placeOf }: SaidOfPerson, diagnostics: Diagnostic[]): Person | undefined {
  const written = nameOf(fields);
  if (written === "") return undefined;
  const [invertedFamily, invertedGiven, ...more] = written.split(",").map((part) => part.trim());
  const isInverted = invertedGiven !== undefined && invertedGiven !== "" && more.length === 0;
  const name = isInverted ? `${invertedGiven} ${invertedFamily}` : written;
  const plain = withoutNumber(name);
  const variants = fields.variants ?? [];
  const orcid = fields.orcid === undefined ? undefined : parseOrcid(fields.orcid);
  const homepage = fields.homepage;
  const problems = {
    orcid: orcid?.problems[0],
    homepage: homepage && webAddressProblem(`The homepage of ${name}`, homepage),
  };
  for (const [field, problem] of Object.entries(problems))
    if (problem) diagnostics.push(problemAt(problem, placeOf([field])));
  const number = /(?:^|\D)(\d{1,4})\/?$/.exec((fields.dblp ?? "").trim().replace(/\.html$/, ""))?.[1]?.padStart(4, "0");
  if (fields.dblp !== undefined && number === undefined) {
    diagnostics.push(
      diagnostic({
        code: "input/wrong-type",
        message: `"${fields.dblp}" has no number at its end by which DBLP tells people of one name apart.`,
        hint: `write the number that DBLP puts behind the name: dblp: "0001".`,
        ...placeOf(["dblp"]),
      }),
    );
  }
  const numbered = [name, ...variants].flatMap((spelling) =>
    withoutNumber(spelling) !== spelling ? [spelling] : number === undefined ? [] : [`${spelling} ${number}`],
  );
  const parts = isInverted
    ? { family: withoutNumber(invertedFamily!), given: withoutNumber(invertedGiven) }
    : familyAndGiven(plain, fields.family, fields.given, variants);
  return {
    id: fields.id ?? written,
    name: plain,
    ...parts,
    variants: variants.filter((spelling) => withoutNumber(spelling) === spelling),
    ...(numbered.length === 0 ? {} : { numbered }),
    ...(orcid?.value === undefined ? {} : { orcid: orcid.value }),
    ...(homepage && !problems.homepage ? { homepage } : {}),
    ...(fields.aliases ? { aliases: fields.aliases } : {}),
    owner: fields.owner ?? false,
  };
}

/** A name without the number of four digits that DBLP puts behind it. */
function withoutNumber(name: string): string {
  return name.replace(/(?<=\S)\s+0\d{3}$/, "");
}

/** The parts of a name as the fields say them, or a variant "Ó Briain, T." by which the family name has several words. */
function familyAndGiven(
  name: string,
  family: string | undefined,
  given: string | undefined,
  variants: readonly string[],
): Pick<Person, "family" | "given"> {
  const said =
    family ??
    (given !== undefined && name.startsWith(`${given} `) ? name.slice(given.length + 1) : undefined) ??
    variants
      .map((variant) => variant.split(",")[0]!.trim())
      .find((one, index) => variants[index]!.includes(",") && /\s/.test(one) && name.endsWith(` ${one}`));
  if (said === undefined) return {};
  const rest = name.endsWith(` ${said}`)
    ? name.slice(0, -said.length - 1)
    : name.startsWith(`${said} `)
      ? name.slice(said.length + 1)
      : "";
  const first = given ?? rest;
  return { family: said, ...(first === "" ? {} : { given: first }) };
}

/** Fields of the person at a path under other programs' names, as `website` for `homepage`; where ours stands too, it counts. */
function withOurNames(yaml: LocatedYaml, path: readonly [] | readonly [number]): LocatedYaml {
  const [index] = path;
  const item = index === undefined ? yaml.value : (yaml.value as readonly unknown[])[index];
  if (item === null || typeof item !== "object" || Array.isArray(item)) return yaml;
  const original = new Map<string, string>();
  const renamed: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(item)) {
    const part = Object.hasOwn(personFields, name) ? name : canonicalPart(name);
    const ours = part !== undefined && Object.hasOwn(personFields, part) && !Object.hasOwn(item, part) ? part : name;
    if (ours !== name) original.set(ours, name);
    renamed[ours] = value;
  }
  const back = (at: YamlPath): YamlPath =>
    at.map((step, depth) => (depth === path.length ? (original.get(String(step)) ?? step) : step));
  return {
    ...yaml,
    value: index === undefined ? renamed : (yaml.value as readonly unknown[]).with(index, renamed),
    placeOf: (at) => yaml.placeOf(back(at)),
    placeOfName: (at) => yaml.placeOfName(back(at)),
  };
}
