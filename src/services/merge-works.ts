// One work out of what several services say of it: the first decides, the others fill what it lacks.
import { richTextToPlain } from "../text/plain-text.ts";
import type { RichText } from "../text/rich-text.ts";
import type { FoundName, FoundWork, PlainField } from "./reading/found-work.ts";

/** A work with, for each part of it that has a value, the service it is from. */
export interface MergedWork extends FoundWork {
  readonly origins: ReadonlyMap<string, string>;
  /** Its preprint, where that is another text of it. */
  readonly preprint?: MergedWork;
}

/** So short an abstract may be but its beginning. */
const shortAbstract = 200;

export function mergeWorks(main: FoundWork, others: readonly FoundWork[]): MergedWork {
  const origins = new Map<string, string>();
  const all = [main, ...others];
  const take = <Value>(name: string, of: (work: FoundWork) => Value | undefined): Value | undefined => {
    for (const work of all) {
      const value = of(work);
      if (value === undefined) continue;
      origins.set(name, work.source);
      return value;
    }
    return undefined;
  };
  const filled = <Item>(list: readonly Item[]) => (list.length === 0 ? undefined : list);
  const title = take("title", (work) => filled(work.title)) ?? [];
  const names = bestNames(all);
  if (names) origins.set("authors", names.source);
  const abstract = bestAbstract(all);
  if (abstract) origins.set("abstract", abstract.source);
  const date = bestDate(all);
  if (date) origins.set("date", date.source);
  const isPublished = main.entryType !== "preprint";
  const containerTitle = take("venue", (work) =>
    isPublished && work.entryType === "preprint" ? undefined : work.containerTitle,
  );
  const containerFacts = all.find((work) => work.containerTitle === containerTitle)?.containerFacts;
  const names_ = new Set(all.flatMap(({ fields }) => Object.keys(fields) as PlainField[]));
  const fields: Partial<Record<PlainField, string>> = {};
  for (const name of names_) {
    // A page of the article that another numbers otherwise is no second place of it.
    if ((name === "pages" && main.fields.eid) || (name === "eid" && main.fields.pages))
      if (main.fields[name] === undefined) continue;
    const value = take(name, (work) => (isPublished && work.entryType === "preprint" ? undefined : work.fields[name]));
    if (value !== undefined) fields[name] = value;
  }
  const identifiers = Object.assign(
    {},
    ...all.toReversed().map((work) => work.identifiers),
  ) as FoundWork["identifiers"];
  for (const name of Object.keys(identifiers)) origins.set(name, all.find((work) => name in work.identifiers)!.source);
  const pdf = take("pdf", (work) => work.pdf);
  const distinction = take("distinction", (work) => work.distinction);
  return {
    entryType: main.entryType,
    title,
    author: names?.names ?? [],
    editor: take("editors", (work) => filled(work.editor)) ?? [],
    ...(date === undefined ? {} : { date: date.text }),
    ...(containerTitle === undefined ? {} : { containerTitle }),
    ...(containerFacts === undefined ? {} : { containerFacts }),
    fields,
    abstract: abstract?.text ?? [],
    keywords: take("keywords", (work) => filled(work.keywords)) ?? [],
    identifiers,
    ...(pdf === undefined ? {} : { pdf }),
    ...(distinction === undefined ? {} : { distinction }),
    doubts: [...new Map(all.flatMap(({ doubts }) => doubts).map((one) => [one.text, one])).values()],
    source: main.source,
    origins,
  };
}

/** The longest abstract that is not cut off. */
function bestAbstract(works: readonly FoundWork[]): { readonly text: RichText; readonly source: string } | undefined {
  const known = works
    .map(({ abstract, source }) => ({ text: abstract, plain: richTextToPlain(abstract).trim(), source }))
    .filter(({ plain }) => plain !== "");
  const isCut = (plain: string) => /(?:…|\.\.\.)$/.test(plain) || plain.length < shortAbstract;
  const whole = known.filter(({ plain }) => !isCut(plain));
  const [first, ...rest] = whole.length > 0 ? whole : known;
  if (first === undefined) return undefined;
  // What the first has is kept unless another has a good deal more.
  return rest.reduce((best, one) => (one.plain.length > 1.2 * best.plain.length ? one : best), first);
}

/** The names in the order of the first, each as it is written out most; a body that only another names stands behind. */
function bestNames(
  works: readonly FoundWork[],
): { readonly names: readonly FoundName[]; readonly source: string } | undefined {
  const [main, ...others] = works.filter(({ author }) => author.length > 0);
  if (main === undefined) return undefined;
  const found = others.filter(({ author }) => persons(author).length === persons(main.author).length);
  const people = main.author.map((name, index) => {
    const alike = found.flatMap(({ author }) =>
      author.filter((other) => isSame(name, other) && author.indexOf(other) - index < 2),
    );
    const longest = [name, ...alike].sort((one, other) => givenLength(other) - givenLength(one))[0]!;
    const given = givenLength(longest) > givenLength(name) ? longest.given : name.given;
    const orcid = [name, ...alike].find((one) => one.orcid)?.orcid;
    return { ...name, ...(given === undefined ? {} : { given }), ...(orcid === undefined ? {} : { orcid }) };
  });
  const bodies = others
    .flatMap(({ author }) => author.filter(({ literal }) => literal !== undefined))
    .filter(({ literal }) => !people.some((one) => one.literal?.toLowerCase() === literal!.toLowerCase()));
  const isPreprintOnly = main.entryType === "preprint";
  return { names: isPreprintOnly ? people : [...people, ...bodies.slice(0, 3)], source: main.source };
}

const persons = (names: readonly FoundName[]) => names.filter(({ literal }) => literal === undefined);
const fold = (text: string | undefined) =>
  (text ?? "")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}]/gu, "");
const isSame = (one: FoundName, other: FoundName): boolean =>
  one.literal === undefined && fold(one.family) === fold(other.family) && fold(one.given)[0] === fold(other.given)[0];
const givenLength = ({ given }: FoundName): number => (given ?? "").replace(/\p{Lu}\.|[\s.-]/gu, "").length;

/** The date of the first that has one, as precise as another whose year is the same. */
function bestDate(works: readonly FoundWork[]): { readonly text: string; readonly source: string } | undefined {
  const main = works.find(({ date }) => date !== undefined);
  if (main === undefined) return undefined;
  const finer = works.find(({ date, entryType }) => date?.startsWith(`${main.date}-`) && entryType === main.entryType);
  return finer === undefined || main.date!.length > 4
    ? { text: main.date!, source: main.source }
    : { text: finer.date!, source: finer.source };
}
