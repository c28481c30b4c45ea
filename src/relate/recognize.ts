import { foldAccents, foldSpelling } from "../memory/fold.ts";
import { memoize } from "../memory/memoize.ts";
import { formatName, type Name } from "../record/names/name.ts";
import type { Publication } from "../record/publication.ts";
import type { Person, Venue } from "../record/site-settings.ts";

/** Who a name means, as far as `people.yaml` and the entry say, and whom it may mean besides. */
export interface PersonRecognizer {
  /**
   * The person whose `id` or ORCID iD stands with the name, or who alone declares this spelling (NFC, without regard to
   * case and full stops) and no other ORCID iD or number of DBLP's. A single word may be a person's id.
   */
  readonly recognize: (name: Name) => Person | undefined;
  /** All whom a name fits that fits several, or whom a number of DBLP's that nobody declares may mean; else none. */
  readonly doubt: (name: Name) => readonly Person[];
  /** A person whose family name is the same and whose given names or initials do not contradict: to be asked, never assumed. */
  readonly resemble: (name: Name) => Person | undefined;
}

/** Indexes the persons by every spelling they declare; `names` are those of all papers, whose numbers are told apart. */
export function personRecognizer(people: readonly Person[], names: Iterable<Name> = []): PersonRecognizer {
  const bySpelling = new Map<string, Set<Person>>();
  const byNumber = new Map<string, Set<Person>>();
  const byId = new Map<string, Person>();
  const byOrcid = new Map<string, Person>();
  const byFamily = new Map<string, { person: Person; given: readonly string[] }[]>();
  const numbers = new Map<string, Set<string>>();
  for (const person of people) {
    byId.set(foldSpelling(person.id), person);
    if (person.orcid !== undefined) byOrcid.set(person.orcid, person);
    for (const spelling of spellingsOf(person)) {
      const natural = toNatural(spelling);
      addTo(bySpelling, foldSpelling(natural), person);
      const words = foldInitials(natural).split(" ");
      const family = words.at(-1)!;
      byFamily.set(family, [...(byFamily.get(family) ?? []), { person, given: words.slice(0, -1) }]);
    }
    for (const spelling of person.numbered ?? []) addTo(byNumber, foldNumbered(spelling), person);
  }
  for (const name of names)
    if (name.homonym !== undefined) addTo(numbers, foldSpelling(formatName(name)), name.homonym);

  const fitting = (folded: string, number: string, orcid: string): readonly Person[] => {
    const numbered = byNumber.get(`${folded} ${number}`);
    // Who declares a number is nobody of another number.
    const found = [...(numbered ?? bySpelling.get(folded) ?? [])].filter(
      (person) => numbered || number === "" || !person.numbered?.length,
    );
    return found.filter((person) => orcid === "" || person.orcid === undefined || person.orcid === orcid);
  };
  const find = memoize((words): { readonly person?: Person; readonly doubt: readonly Person[] } => {
    const [written = "", number = "", orcid = "", id = ""] = words.split("\n");
    const said = byId.get(foldSpelling(id)) ?? byOrcid.get(orcid);
    if (said) return { person: said, doubt: [] };
    const folded = foldSpelling(written);
    const found = fitting(folded, number, orcid);
    const isUndeclared = !byNumber.has(`${folded} ${number}`) && (numbers.get(folded)?.size ?? 0) > 1 && number !== "";
    if (found.length > 1 || (found.length === 1 && isUndeclared)) return { doubt: found };
    const person = found[0] ?? (/\s/.test(folded) ? undefined : byId.get(folded));
    return person ? { person, doubt: [] } : { doubt: [] };
  });
  const resemble = memoize((written) => {
    const words = foldInitials(written).split(" ");
    const given = words.slice(0, -1);
    if (given.length === 0) return undefined;
    return byFamily.get(words.at(-1)!)?.find((candidate) => agree(candidate.given, given))?.person;
  });
  const question = (name: Name) => [formatName(name), name.homonym, name.orcid, name.id].join("\n");
  return {
    recognize: (name) => find(question(name)).person,
    doubt: (name) => find(question(name)).doubt,
    resemble: (name) => resemble(formatName(name)),
  };
}

/** How papers may write a person's name: as `people.yaml` has it, in its parts, and in its variants. */
export function spellingsOf({ name, family, given, variants }: Person): readonly string[] {
  return [name, ...(family && given ? [`${family}, ${given}`] : []), ...variants];
}

function addTo<Value>(sets: Map<string, Set<Value>>, key: string, value: Value): void {
  const set = sets.get(key);
  if (set) set.add(value);
  else sets.set(key, new Set([value]));
}

/** "Wang, Wei 0001" as "wei wang 0001". */
function foldNumbered(spelling: string): string {
  const [, name = "", number = ""] = /^(.*\S)\s+(\d{4})$/.exec(spelling) ?? [];
  return `${foldSpelling(toNatural(name))} ${number}`;
}

/** A spelling of `people.yaml` as a name is shown; it may be written "Family, Given". */
export function toNatural(spelling: string): string {
  const [family = "", given] = spelling.split(",").map((part) => part.trim());
  return given ? formatName({ family, given, equalContribution: false, corresponding: false }) : spelling;
}

/** As initials are compared: hyphens part them, and accents count for nothing. */
const foldInitials = (text: string): string => foldSpelling(foldAccents(text).replace(/[-‐]/g, " "));

/** Whether each given name of the shorter list is the same as, or an initial of, its counterpart, the first included. */
function agree(one: readonly string[], other: readonly string[]): boolean {
  if (one.length === 0 || other.length === 0) return false;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.every((word, index) => {
    const counterpart = long[index]!;
    return (
      word === counterpart ||
      (word.length === 1 && counterpart.startsWith(word)) ||
      (counterpart.length === 1 && word.startsWith(counterpart))
    );
  });
}

const lists = ["author", "editor", "translator"] as const;
type NameLists = Partial<Pick<Publication, (typeof lists)[number]>>;

/** The lists of a publication in which some name is another one by `change`; none where all stay. */
function changeNames(publication: Publication, change: (name: Name) => Name): NameLists | undefined {
  const changed = lists.flatMap((list) => {
    const names = publication[list].map(change);
    return names.some((name, index) => name !== publication[list][index]) ? [[list, names] as const] : [];
  });
  return changed.length === 0 ? undefined : Object.fromEntries(changed);
}

/** A name with other parts, and all else that is said of it. */
function withParts(name: Name, parts: Name): Name {
  const { family: _f, given: _g, droppingParticle: _d, nonDroppingParticle: _n, literal: _l, ...facts } = name;
  const { equalContribution: _e, corresponding: _c, ...own } = parts;
  return { ...facts, ...own };
}

const written = ({ name, family, given }: Person): string =>
  family === undefined ? name : given === undefined ? family : `${family}, ${given}`;

/** Makes the functions that put what `people.yaml` says of names into publications; `readName` reads a name's parts. */
export function personNames(
  { recognize }: Pick<PersonRecognizer, "recognize">,
  readName: (text: string) => Name | undefined,
) {
  const parts = new Map<Person, Name | undefined>();
  const partsOf = (person: Person) => {
    if (!parts.has(person)) parts.set(person, readName(written(person)));
    return parts.get(person);
  };
  return {
    /** The lists in which an author is written as an id of `people.yaml`, with the person's name in its place. */
    spelledOut: (publication: Publication): NameLists | undefined =>
      changeNames(publication, (name) => {
        const word = name.literal ?? name.family ?? "";
        if (name.given !== undefined || /\s/.test(word)) return name;
        const person = recognize(name);
        const own = person && foldSpelling(word) === foldSpelling(person.id) ? partsOf(person) : undefined;
        return own ? withParts({ ...name, id: person!.id }, own) : name;
      }),
    /** The lists in which a person stands whose family and given name `people.yaml` says, as they are cited. */
    asCited: (publication: Publication): NameLists | undefined =>
      changeNames(publication, (name) => {
        const person = recognize(name);
        const own = person?.family === undefined ? undefined : partsOf(person);
        return own ? withParts(name, own) : name;
      }),
  };
}

/**
 * Finds the venue a text names, whatever year, number and "Proceedings of the" stand around the name: "CVPR2022",
 * "CVPR 2022" and the conference's full name are one. A text that names another thing besides is not recognized, but for one with an
 * ISSN that the venue declares.
 */
export function venueRecognizer(
  venues: readonly Venue[],
): (text: string, issns?: readonly string[]) => Venue | undefined {
  const byIssn = new Map(venues.flatMap((venue) => (venue.issn ?? []).map((issn) => [issn, venue] as const)));
  const byName = new Map<string, Venue>();
  for (const venue of venues) {
    for (const name of [venue.short, venue.name, venue.id, ...venue.patterns]) {
      const folded = foldVenueName(name);
      if (folded && !byName.has(folded)) byName.set(folded, venue);
    }
  }
  const find = memoize((text) => byName.get(foldVenueName(text)));
  return (text, issns = []) => find(text) ?? issns.map((issn) => byIssn.get(issn)).find((venue) => venue !== undefined);
}

/** A name without years, ordinals, the words around it, its acronym in brackets, case, accents and punctuation. */
export function foldVenueName(text: string): string {
  return foldAccents(text)
    .replace(/\([^()]*\)/g, " ")
    .replace(/(?:19|20)\d\d(?!\d)/g, " ")
    .replace(/['’]\d\d\b/g, " ")
    .replace(/\b\d+(?:st|nd|rd|th)\b/g, " ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .replace(/\b(?:in )?(?:the )?(?:proceedings|proc)(?: of)?(?: the)?\b/g, " ")
    .replace(/\b(?:the|annual|and)\b/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}
