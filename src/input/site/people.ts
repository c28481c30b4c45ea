import { type Diagnostic, diagnostic, type Result, takeInto } from "../../diagnostic/diagnostic.ts";
import { parseOrcid } from "../../record/identifiers/identifier-syntax.ts";
import { webAddressProblem } from "../../record/identifiers/web-addresses.ts";
import type { Person } from "../../record/site-settings.ts";
import { problemAt } from "../../text/text-problem.ts";
import type { SourceFile } from "../files/source-file.ts";
import { personFields } from "../front-matter/field-tables.ts";
import { canonicalPart } from "../front-matter/name-items.ts";
import { checkFields } from "../yaml/check-fields.ts";
import type { LocatedYaml, YamlPath } from "../yaml/parse-yaml.ts";
import { type PlacedList, parseList } from "./site-content.ts";

/** `people.yaml`: a list of persons; one without a name is left out. */
export function parsePeople(file: SourceFile | undefined): Result<PlacedList<Person>> {
  return parseList(file, "person", (yaml, index, told) => parsePerson(withOurNames(yaml, index), index, told));
}

function parsePerson(yaml: LocatedYaml, index: number, diagnostics: Diagnostic[]): Person | undefined {
  const fields = takeInto(diagnostics)(checkFields(yaml, [index], personFields));
  const written = fields.name ?? [fields.given, fields.family].filter(Boolean).join(" ");
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
    if (problem) diagnostics.push(problemAt(problem, yaml.placeOf([index, field])));
  const number = /(?:^|\D)(\d{1,4})\/?$/.exec((fields.dblp ?? "").trim().replace(/\.html$/, ""))?.[1]?.padStart(4, "0");
  if (fields.dblp !== undefined && number === undefined) {
    diagnostics.push(
      diagnostic({
        code: "input/wrong-type",
        message: `"${fields.dblp}" has no number at its end by which DBLP tells people of one name apart.`,
        hint: `write the number that DBLP puts behind the name: dblp: "0001".`,
        ...yaml.placeOf([index, "dblp"]),
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

/** Fields of a person under other programs' names, as `website` for `homepage`; where ours stands too, it counts. */
function withOurNames(yaml: LocatedYaml, index: number): LocatedYaml {
  const items = yaml.value as readonly unknown[];
  const item = items[index];
  if (item === null || typeof item !== "object" || Array.isArray(item)) return yaml;
  const original = new Map<string, string>();
  const renamed: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(item)) {
    const part = Object.hasOwn(personFields, name) ? name : canonicalPart(name);
    const ours = part !== undefined && Object.hasOwn(personFields, part) && !Object.hasOwn(item, part) ? part : name;
    if (ours !== name) original.set(ours, name);
    renamed[ours] = value;
  }
  const back = ([at, name, ...rest]: YamlPath): YamlPath =>
    name === undefined ? [at!] : [at!, original.get(String(name)) ?? name, ...rest];
  return {
    ...yaml,
    value: items.with(index, renamed),
    placeOf: (path) => yaml.placeOf(back(path)),
    placeOfName: (path) => yaml.placeOfName(back(path)),
  };
}
