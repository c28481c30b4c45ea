import type { Name } from "../model/name.ts";

/** What a data annotation says of one item of a list. */
export interface Annotation {
  /** Of the name in the list, from 1; 0 for the field as a whole. */
  readonly position: number;
  /** The part of the name it is about: "family". Absent where it is about the whole name. */
  readonly part?: string;
  readonly values: readonly string[];
}

/**
 * Reads the value of a field `author+an` (biblatex manual, "Data Annotations"): `1=first; 2=first,corresponding;
 * 2:family="as printed"`. What has no equals sign is left out.
 */
export function parseAnnotations(text: string): readonly Annotation[] {
  return (text.match(/(?:"[^"]*"|[^;"]|")+/g) ?? []).flatMap((item) => {
    const found = /^(\d{0,6}) ?(?:: ?([\w-]+) ?)?= ?(.*)$/.exec(item.replace(/\s+/g, " ").trim());
    if (!found) return [];
    const [, position = "", part, values = ""] = found;
    return [{ position: Number(position), ...(part === undefined ? {} : { part }), values: splitValues(values) }];
  });
}

function splitValues(text: string): readonly string[] {
  const literal = /^"([\s\S]*)"\s*$/.exec(text)?.[1];
  const values = literal === undefined ? text.split(",") : [literal];
  return values.map((value) => value.replace(/\s+/g, " ").trim()).filter(Boolean);
}

/**
 * Gives each name the annotations on it as a whole; `items` are the positions by which annotations call the names, and
 * `named` the values of annotations that have a name: `affiliation`, `orcid`, `homepage`, `id`. "equal", "co-first" and the like mean equal contribution, and so
 * does "first" where several names carry it; "corresponding" means what it says. A position beyond the list, and an
 * annotation on a part of a name, say nothing here.
 */
export function annotateNames(
  names: readonly Name[],
  items: readonly number[],
  annotations: readonly Annotation[],
  named: ReadonlyMap<string, string> = new Map(),
): readonly Name[] {
  const own = byPosition(annotations);
  const affiliations = byPosition(parseAnnotations(named.get("affiliation") ?? ""));
  const texts = (["orcid", "homepage", "id"] as const).map(
    (kind) => [kind, byPosition(parseAnnotations(named.get(kind) ?? ""))] as const,
  );
  const isSharedFirst = items.filter((item) => own.get(item)?.some((value) => /^first$/i.test(value))).length > 1;
  return names.map((unannotated, index) => {
    const item = items[index]!;
    const name: Name = {
      ...unannotated,
      ...(affiliations.has(item) ? { affiliations: affiliations.get(item)! } : {}),
      ...Object.fromEntries(
        texts.flatMap(([kind, values]) => (values.get(item)?.[0] ? [[kind, values.get(item)![0]!]] : [])),
      ),
    };
    const values = own.get(item) ?? [];
    if (values.length === 0) return name;
    return {
      ...name,
      annotations: [...(name.annotations ?? []), ...values],
      equalContribution:
        name.equalContribution || values.some((value) => saysEqual(value) || (isSharedFirst && /^first$/i.test(value))),
      corresponding: name.corresponding || values.some(saysCorresponding),
    };
  });
}

/** The values on each name as a whole, by the position of the name. */
function byPosition(annotations: readonly Annotation[]): ReadonlyMap<number, readonly string[]> {
  const values = new Map<number, readonly string[]>();
  for (const { position, part, values: more } of annotations) {
    if (part === undefined && more.length > 0) values.set(position, [...(values.get(position) ?? []), ...more]);
  }
  return values;
}

/** Whether an annotation or footnote says that authors contributed equally. */
export function saysEqual(text: string): boolean {
  return /^(?:equal|co-?first)(?:[ -]?(?:contribution|contributors?|author)s?)?$|\b(?:contributed|contributing) equally\b|\bequal (?:contribution|authorship)\b/i.test(
    text.trim(),
  );
}

/** Whether an annotation or footnote says that this author is the one to write to. */
export function saysCorresponding(text: string): boolean {
  return /^corresponding$|\bcorresponding author\b|\bcorrespondence\b/i.test(text.trim());
}
