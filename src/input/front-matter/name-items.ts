// In: `authors` or `editors` of front matter. Out: the names of the list, and what is said of each beside them.
import { type Diagnostic, diagnostic, type Place, type Result } from "../../diagnostic/diagnostic.ts";
import { nearestName } from "../../diagnostic/nearest-name.ts";
import { cutMarks } from "../../record/names/name-marks.ts";
import type { ListedName } from "../../record/names/name-sentence.ts";
import type { LocatedYaml, YamlPath } from "../yaml/parse-yaml.ts";

/** A text and where it was written. */
export interface PlacedText {
  readonly text: string;
  readonly place: Place;
}

/** A word on a name of the list, which counts its names from 1. */
export interface PlacedAnnotation extends PlacedText {
  readonly position: number;
}

/** A name of the list and where it was written. */
export type PlacedName = Omit<ListedName, "offset"> & PlacedText;

/** The names of a list, and what is said of them by its kind: "" for what it is, `orcid`, `affiliation`. */
export interface NameItems {
  readonly names: readonly PlacedName[];
  readonly annotations: ReadonlyMap<string, readonly PlacedAnnotation[]>;
}

/** Our words for the parts of a name, and those that Quarto, JOSS, CFF, pandoc and Hugo have for them. */
const partNames: Readonly<Record<string, string>> = {
  name: "full-name author display-name",
  family: "last last-name surname family-name family-names",
  given: "first first-name given-name given-names forename",
  middle: "middle-name",
  prefix: "particle von non-dropping-particle name-particle",
  droppingprefix: "dropping-particle",
  suffix: "jr name-suffix",
  literal: "organization organisation collective",
  id: "person",
  orcid: "orcid-id orcidid",
  email: "e-mail mail",
  homepage: "url website web site link",
  affiliation: "affiliations institution institute organizations",
  equal: "equal-contribution equal-contrib equal-contributor equally co-first",
  corresponding: "corresponding-author correspondence",
  student: "student-author",
  deceased: "",
  marks: "mark",
  roles: "role credit contributions",
  attributes: "",
};

const foldPart = (name: string): string =>
  name
    .replace(/([a-z])(?=[A-Z])/g, "$1-")
    .toLowerCase()
    .replace(/[\s_]+/g, "-");

/** Our word for each name of a part of a name, ours too. */
export const canonicalParts: ReadonlyMap<string, string> = new Map(
  Object.entries(partNames).flatMap(([ours, others]) =>
    [ours, ...others.split(" ").filter(Boolean)].map((name) => [name, ours] as const),
  ),
);

const withoutHyphens = new Map([...canonicalParts].map(([name, ours]) => [name.replaceAll("-", ""), ours] as const));

/** Our word for a part of a name, by ours or another program's. */
export function canonicalPart(name: string): string | undefined {
  const folded = foldPart(name);
  return canonicalParts.get(folded) ?? withoutHyphens.get(folded.replaceAll("-", ""));
}

const partsShown = [
  "name",
  "family",
  "given",
  "prefix",
  "suffix",
  "literal",
  "orcid",
  "homepage",
  "affiliation",
  "roles",
];

/** What may be said of an author by yes or no. */
const flagParts: ReadonlySet<string> = new Set(["equal", "corresponding", "student", "deceased"]);

/**
 * Reads the names of a list whose items are texts, parts, or both. A part that is not known or of a wrong kind is told and
 * left out by itself: who is named stays named. `affiliations` are those of the paper, to which a name may point.
 */
export function readNameItems(
  yaml: LocatedYaml,
  path: YamlPath,
  list: readonly unknown[],
  affiliations: unknown,
): Result<NameItems> {
  const diagnostics: Diagnostic[] = [];
  const names: PlacedName[] = [];
  const annotations = new Map<string, PlacedAnnotation[]>();
  for (const [index, item] of list.entries()) {
    const reader = new ItemReader(yaml, [...path, index], diagnostics, affiliations);
    const name = reader.read(item);
    if (name === undefined) continue;
    names.push({ ...name, place: yaml.placeOf([...path, index]) });
    for (const { kind, value, place } of reader.annotations) {
      const all = annotations.get(kind) ?? [];
      annotations.set(kind, all);
      all.push({ position: names.length, text: value, place });
    }
  }
  return { value: { names, annotations }, diagnostics };
}

type ReadName = Omit<ListedName, "offset">;

/** A name as it is typed, without the "and" that some write before the last. */
function typedName(name: string): ReadName {
  return { text: name.replace(/^(?:and|&)\s+(?=\S)/i, "").trim() };
}

class ItemReader {
  readonly annotations: { kind: string; value: string; place: Place }[] = [];
  private readonly yaml: LocatedYaml;
  private readonly path: YamlPath;
  private readonly diagnostics: Diagnostic[];
  private readonly known: unknown;

  constructor(yaml: LocatedYaml, path: YamlPath, diagnostics: Diagnostic[], known: unknown) {
    this.yaml = yaml;
    this.path = path;
    this.diagnostics = diagnostics;
    this.known = known;
  }

  /** The name; undefined where there is none. */
  read(item: unknown): ReadName | undefined {
    if (typeof item === "string" && item.trim() !== "") return typedName(item);
    if (Array.isArray(item)) return this.readPair(item);
    if (isMap(item)) return this.readParts(item);
    this.tell(
      "This item of the list is empty, so it is no author.",
      "write a name behind the comma or hyphen, or take it away.",
    );
    return undefined;
  }

  /** `[Kern, Ada]` within a list. */
  private readPair(item: readonly unknown[]): ReadName | undefined {
    const texts = item.filter((one) => typeof one === "string" && one.trim() !== "");
    if (texts.length !== item.length || texts.length === 0 || texts.length > 2) {
      this.tell(
        "A list stands where one name is wanted, so it was left out.",
        "write one name an item: [Ada Kern, Ben Orr].",
        "error",
      );
      return undefined;
    }
    const text = texts.join(", ");
    if (texts.length === 2)
      this.tell(
        `A list of two stands where one name is wanted; it was read as "${text}".`,
        `write "${texts[1]} ${texts[0]}", without brackets.`,
      );
    return typedName(text);
  }

  private readParts(item: Readonly<Record<string, unknown>>): ReadName | undefined {
    const parts = new Map<string, string>();
    const unknown: string[] = [];
    let isEqual = false;
    const set = (part: string, value: unknown, path: YamlPath): void => {
      if (value === null || value === "") return;
      if (part === "name" && isMap(value)) {
        for (const [inner, one] of Object.entries(value)) {
          const canonical = canonicalPart(inner);
          if (canonical === undefined) this.unknownPart(inner, [...path, inner]);
          else set(canonical, one, [...path, inner]);
        }
      } else if (part === "affiliation") {
        for (const one of this.affiliationsOf(value, path)) this.annotate("affiliation", one, path);
      } else if (part === "attributes") {
        const attributes = isMap(value)
          ? Object.entries(value)
          : [value].flat().map((one) => [String(one), "true"] as const);
        for (const [name, one] of attributes) {
          const canonical = canonicalPart(name);
          if (canonical !== undefined && flagParts.has(canonical)) set(canonical, one, [...path, name]);
          else if (canonical === undefined) this.unknownPart(name, isMap(value) ? [...path, name] : path);
        }
      } else if (part === "marks" || part === "roles") {
        for (const one of this.wordsOf(part, value, path)) this.annotate(part === "roles" ? "role" : "", one, path);
      } else if (typeof value !== "string") {
        this.wrongPart(part, "a text", path);
      } else if (flagParts.has(part)) {
        if (part === "equal" && /^last$/i.test(value)) this.annotate("", "equal-last", path);
        else if (/^(?:true|yes|1|on)$/i.test(value) || (part === "equal" && /^first$/i.test(value))) {
          if (part === "equal") isEqual = true;
          else this.annotate("", part, path);
        } else if (!/^(?:false|no|0|off)$/i.test(value))
          this.wrongPart(part, part === "equal" ? "true, false, first or last" : "true or false", path);
      } else if (part === "orcid" || part === "homepage" || part === "id") {
        this.annotate(part, value.trim(), path);
      }
      if (typeof value === "string" && !parts.has(part)) parts.set(part, value.trim());
    };
    for (const [name, value] of Object.entries(item)) {
      const part = canonicalPart(name);
      if (part !== undefined) set(part, value, [...this.path, name]);
      else unknown.push(name);
    }
    const named = nameOfParts(parts);
    if (named !== undefined) {
      for (const name of unknown) this.unknownPart(name, [...this.path, name]);
      return isEqual ? { ...named, marks: [...(named.marks ?? []), "*"] } : named;
    }
    const [only = ""] = unknown;
    if (unknown.length === 1 && /^\p{Lu}\S*\s+\S/u.test(only)) {
      this.tell(
        `"${only}" stands where the name of a part is wanted; it was read as the author's name.`,
        `write name: ${only}.`,
      );
      return typedName(only);
    }
    const near = unknown.find((name) => nearestPart(name) !== undefined);
    this.tell(
      "This author has no name, so the paper would lack an author.",
      near ? `did you mean "${nearestPart(near)}" for "${near}"?` : "add name: Ada Kern, or family: and given:.",
      "error",
    );
    return undefined;
  }

  /** Words in a list or alone, or the names of a group, as Quarto has roles with the degree of each, which no page shows. */
  private wordsOf(part: string, value: unknown, path: YamlPath): readonly string[] {
    if (typeof value === "string") return [value.trim()];
    if (isMap(value)) return Object.keys(value);
    if (Array.isArray(value)) return value.flatMap((one) => this.wordsOf(part, one, path));
    this.wrongPart(part, "a list of words", path);
    return [];
  }

  /** Names of affiliations, those that are numbers or ids from the paper's own list. */
  private affiliationsOf(value: unknown, path: YamlPath): readonly string[] {
    const resolve = (one: string): string | undefined => {
      const paper = Array.isArray(this.known) ? this.known : isMap(this.known) ? [this.known] : [];
      const found = paper.find(
        (known, index) =>
          (isMap(known) && [known.index, known.id, known.number].some((name) => name === one)) ||
          (/^\d+$/.test(one) &&
            !paper.some((other) => isMap(other) && (other.index ?? other.id)) &&
            index + 1 === Number(one)),
      );
      return typeof found === "string" ? found : isMap(found) ? affiliationText(found) : undefined;
    };
    const missing = (one: string): readonly string[] => {
      this.diagnostics.push(
        diagnostic({
          code: "input/wrong-type",
          message: `The affiliation ${one} of an author is not in the paper's list of affiliations, so it is shown nowhere.`,
          hint: `add it below affiliations: - {id: ${one}, name: …}, or write the name itself.`,
          ...this.yaml.placeOf(path),
        }),
      );
      return [];
    };
    if (Array.isArray(value)) return value.flatMap((one) => this.affiliationsOf(one, path));
    if (isMap(value)) {
      const ref = value.ref;
      if (typeof ref === "string") return [resolve(ref)].flatMap((one) => one ?? missing(ref));
      const text = affiliationText(value);
      if (text === undefined) this.wrongPart("affiliation", "a name", path);
      return text === undefined ? [] : [text];
    }
    if (typeof value !== "string") return [];
    if (!/^\s*\d+(?:\s*[,;&]\s*\d+)*\s*$/.test(value)) return [resolve(value.trim()) ?? value];
    return value.split(/[,;&]/).flatMap((one) => resolve(one.trim()) ?? missing(one.trim()));
  }

  private annotate(kind: string, value: string, path: YamlPath): void {
    this.annotations.push({ kind, value, place: this.yaml.placeOf(path) });
  }

  private unknownPart(name: string, path: YamlPath): void {
    const nearest = nearestPart(name);
    this.diagnostics.push(
      diagnostic({
        code: "input/unknown-field",
        message: `The part "${name}" of an author is not known, so it is shown nowhere.`,
        hint: nearest ? `did you mean "${nearest}"?` : `known parts are ${partsShown.join(", ")}.`,
        ...this.yaml.placeOfName(path),
      }),
    );
  }

  private wrongPart(part: string, expects: string, path: YamlPath): void {
    this.diagnostics.push(
      diagnostic({
        code: "input/wrong-type",
        message: `The part "${part}" of an author takes ${expects}, but something else is given, so it is left out.`,
        hint: `write ${part}: followed by ${expects}.`,
        ...this.yaml.placeOf(path),
      }),
    );
  }

  private tell(message: string, hint: string, severity: Diagnostic["severity"] = "warning"): void {
    this.diagnostics.push({ code: "input/wrong-type", severity, message, hint, ...this.yaml.placeOf(this.path) });
  }
}

/** The part that a misspelt one means, by our word for it. */
function nearestPart(name: string): string | undefined {
  const nearest = nearestName(foldPart(name), [...canonicalParts.keys()]);
  return nearest === undefined ? undefined : canonicalParts.get(nearest);
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The name in the parts that the author gave, each without its marks, or as it is typed. */
function nameOfParts(parts: ReadonlyMap<string, string>): ReadName | undefined {
  const marks: string[] = [];
  const part = (name: string): string => {
    const cut = cutMarks(parts.get(name) ?? "");
    marks.push(...cut.marks);
    return cut.text.trim();
  };
  const literal = parts.get("literal");
  const name = parts.get("name");
  let family = part("family");
  let given = [part("given"), part("middle")].filter(Boolean).join(" ");
  if (family === "" && given === "") {
    if (literal && !name) return { text: literal, isLiteral: true };
    const typed = name ?? parts.get("id");
    return typed === undefined ? undefined : typedName(typed);
  }
  if (name?.endsWith(` ${family}`) && given === "") given = name.slice(0, -family.length - 1);
  if (name?.startsWith(`${given} `) && family === "") family = name.slice(given.length + 1);
  const dropping = part("droppingprefix");
  const prefix = part("prefix");
  const particle = [dropping, prefix].filter(Boolean).join(" ");
  const suffix = part("suffix");
  return {
    text: [given, particle, family, suffix].filter(Boolean).join(" "),
    parts: { family, given, particle, suffix, isDropping: dropping !== "" && prefix === "" },
    marks,
  };
}

/** An affiliation given as parts: what it is called, and where that is. */
function affiliationText(map: Readonly<Record<string, unknown>>): string | undefined {
  const texts = [
    "group",
    "department",
    "division",
    "section",
    "name",
    "institution",
    "organization",
    "city",
    "region",
    "state",
    "country",
  ].flatMap((part) => (typeof map[part] === "string" && map[part] !== "" ? [map[part]] : []));
  return texts.length === 0 ? undefined : texts.join(", ");
}
