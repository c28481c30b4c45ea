import type { Name } from "../model/name.ts";
import type { Publication } from "../model/publication.ts";
import type { Person } from "../model/site.ts";
import { foldSpelling, type PersonRecognizer } from "./recognize-person.ts";

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
