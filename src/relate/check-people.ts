// What papers and people.yaml say of people together, and what of it can't be true.
import { type Diagnostic, diagnostic, type Place } from "../diagnostic/diagnostic.ts";
import { nearestName } from "../diagnostic/nearest-name.ts";
import { foldSpelling } from "../memory/fold.ts";
import { type AuthorMark, isMarkWord, unexplainedSigns } from "../record/names/author-marks.ts";
import { formatName, type Name } from "../record/names/name.ts";
import { type Publication, placeOfField, type ReadPublication } from "../record/publication.ts";
import type { Person } from "../record/site-settings.ts";
import { type PersonRecognizer, toNatural } from "./recognize.ts";

/** Where a field of a person stands. */
export type PlaceOfPerson = (person: Person, path: readonly (string | number)[]) => Place;

const namesOf = ({ author, editor, translator }: Publication): readonly Name[] => [...author, ...editor, ...translator];

/**
 * Tells of spellings that two people claim, names that fit two people, names that may be a misspelt id, and an owner who is
 * in no paper; proposes a variant for each spelling that may be a known person's. Each spelling is told once.
 */
export function checkPeople(
  publications: readonly ReadPublication[],
  people: readonly Person[],
  persons: PersonRecognizer,
  placeOf: PlaceOfPerson,
): readonly Diagnostic[] {
  const { told, claimed } = claimedSpellings(people, placeOf);
  const lost = lostOwners(publications, people, persons, placeOf);
  const asked = new Set<string>(claimed);
  const diagnostics = [...told, ...lost.diagnostics];
  // Where nobody is known, no name can be a known person's.
  if (people.length === 0) return diagnostics;
  for (const read of publications) {
    const { publication } = read;
    for (const list of ["author", "editor"] as const) {
      const found = publication[list].map(persons.recognize);
      for (const [index, name] of publication[list].entries()) {
        if (found[index]) continue;
        const spelling = formatName(name);
        if (asked.has(foldSpelling(spelling))) continue;
        const said = questionOf(name, spelling, list === "author", found, people, persons, lost.owners);
        if (!said) continue;
        asked.add(foldSpelling(spelling));
        diagnostics.push(diagnostic({ ...said, key: publication.key, ...placeOfField(read, list) }));
      }
    }
  }
  return diagnostics;
}

function questionOf(
  name: Name,
  spelling: string,
  isAuthor: boolean,
  found: readonly (Person | undefined)[],
  people: readonly Person[],
  { doubt, resemble }: PersonRecognizer,
  lostOwners: ReadonlySet<Person>,
): Pick<Diagnostic, "code" | "message" | "hint"> | undefined {
  const fitting = doubt(name);
  if (fitting.length > 0) {
    const ids = fitting.map(({ id }) => id).join(" and ");
    const number = name.homonym ?? "0001";
    return {
      code: "relate/ambiguous-person",
      message:
        fitting.length > 1
          ? `"${spelling}" fits several people of people.yaml (${ids}), so it is taken for none of them.`
          : `Papers tell several people called "${spelling}" apart by DBLP's numbers, and people.yaml does not say which of them ${ids} is, so the name is taken for nobody known.`,
      hint: `say who it is: {name: ${spelling}, id: ${fitting[0]!.id}} in front matter, author+an:id = {1="${fitting[0]!.id}"} in BibTeX, or dblp: "${number}" with the person in people.yaml.`,
    };
  }
  const isWord = name.given === undefined && /^[a-z][a-z0-9._-]*$/.test(spelling);
  if (people.length > 0 && isWord) {
    const nearest = nearestName(
      spelling,
      people.map(({ id }) => id),
    );
    return {
      code: "relate/unknown-person",
      message: `"${spelling}" is no id of people.yaml, so it is shown as it is written.`,
      hint: nearest
        ? `did you mean "${nearest}"?`
        : `the ids are ${people
            .map(({ id }) => id)
            .slice(0, 12)
            .join(", ")}.`,
    };
  }
  const person = isAuthor ? resemble(name) : undefined;
  if (!person || found.includes(person) || lostOwners.has(person)) return undefined;
  return {
    code: "relate/similar-names",
    message: `"${spelling}" may be ${person.name} of people.yaml, but is not declared as a spelling of that name.`,
    hint: `if it is the same person, add "${spelling}" to the variants of ${person.id} in people.yaml.`,
  };
}

/** Spellings of which two people say that they are theirs; people may have one name, but a variant is there to be known by. */
function claimedSpellings(people: readonly Person[], placeOf: PlaceOfPerson) {
  const claims = new Map<string, { person: Person; spelling: string; variant?: number }[]>();
  for (const person of people) {
    for (const [index, spelling] of [person.name, ...person.variants].entries()) {
      const folded = foldSpelling(toNatural(spelling));
      const claim = { person, spelling, ...(index === 0 ? {} : { variant: index - 1 }) };
      claims.set(folded, [...(claims.get(folded) ?? []), claim]);
    }
  }
  const claimed: string[] = [];
  const told: Diagnostic[] = [];
  for (const [folded, of] of claims) {
    const last = of.findLast(({ variant }) => variant !== undefined);
    const other = of.find(({ person }) => person !== last?.person);
    if (!last || !other) continue;
    claimed.push(folded);
    told.push(
      diagnostic({
        code: "relate/claimed-name",
        message: `Both ${other.person.id} and ${last.person.id} claim the spelling "${last.spelling}", so it is taken for neither.`,
        hint: "leave it with one of the two; a paper can say who it is by an id, {name: …, id: …}.",
        ...placeOf(last.person, ["variants", last.variant!]),
      }),
    );
  }
  return { told, claimed };
}

/** Owners in none of the papers, whose site would set nobody apart. */
function lostOwners(
  publications: readonly ReadPublication[],
  people: readonly Person[],
  { recognize, doubt, resemble }: PersonRecognizer,
  placeOf: PlaceOfPerson,
): { owners: ReadonlySet<Person>; diagnostics: readonly Diagnostic[] } {
  const owners = new Set(people.filter(({ owner }) => owner));
  if (owners.size === 0) return { owners, diagnostics: [] };
  const others = new Map<string, Person | undefined>();
  for (const { publication } of publications) {
    for (const name of namesOf(publication)) {
      const person = recognize(name);
      if (person) owners.delete(person);
      for (const one of doubt(name)) owners.delete(one);
      if (!person) others.set(formatName(name), resemble(name));
    }
    if (owners.size === 0) return { owners, diagnostics: [] };
  }
  const isNamed = publications.some(({ publication }) => namesOf(publication).length > 0);
  const diagnostics = [...owners]
    .filter(() => isNamed)
    .map((owner): Diagnostic => {
      const similar = [...others].flatMap(([spelling, person]) => (person === owner ? [`"${spelling}"`] : []));
      const nearest = nearestName(owner.name, [...others.keys()]);
      const known = people.filter((person) => person !== owner).map(({ name }) => name);
      const other = nearest ?? nearestName(owner.name, known);
      return diagnostic({
        code: "relate/owner",
        message: `The owner of the site, "${owner.name}", is an author of no paper, so no name is set apart.`,
        hint:
          similar.length > 0
            ? `if these are the same person, write variants: [${similar.slice(0, 5).join(", ")}].`
            : other
              ? `did you mean "${other}"?`
              : "write the name as the papers do, or add their spelling to its variants.",
        ...placeOf(owner, ["name"]),
      });
    });
  return { owners: isNamed ? owners : new Set(), diagnostics };
}

/** Tells of signs behind names that mean nothing to the site, and of words on names that are nearly those of a mark; each once a paper. */
export function checkMarks(
  publications: readonly ReadPublication[],
  marks: readonly AuthorMark[],
): readonly Diagnostic[] {
  const ids = marks.map(({ id }) => id);
  return publications.flatMap((read) => {
    const { author, key } = read.publication;
    const told = new Set<string>();
    return author.flatMap((name): readonly Diagnostic[] => {
      if (name.marks === undefined && name.annotations === undefined) return [];
      const tell = (what: string, message: string, hint: string): readonly Diagnostic[] => {
        if (told.has(what)) return [];
        told.add(what);
        return [diagnostic({ code: "relate/unknown-mark", message, hint, key, ...placeOfField(read, "author") })];
      };
      const signs = unexplainedSigns(name, marks).flatMap((sign) =>
        tell(
          sign,
          `Nothing says what the sign "${sign}" behind "${formatName(name)}" means, so it is not shown.`,
          `say it in site.yaml, as in authorMarks: {advising: {sign: "${sign}", text: equal advising}}, or write what it means as a fact of the author, as affiliation or corresponding: true.`,
        ),
      );
      const words = (name.annotations ?? []).flatMap((word) => {
        const nearest = /^[\w-]{4,20}$/.test(word) && !isMarkWord(word, marks) ? nearestName(word, ids) : undefined;
        return nearest === undefined
          ? []
          : tell(
              word,
              `The word "${word}" on "${formatName(name)}" is no mark of authors, so no sign is shown for it.`,
              `did you mean "${nearest}"?`,
            );
      });
      return [...signs, ...words];
    });
  });
}
