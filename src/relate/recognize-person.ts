import type { Person } from "../model/catalogue.ts";
import { formatName } from "../model/format-name.ts";
import type { Name } from "../model/name.ts";
import { askOnce } from "./ask-once.ts";

/** Who a name means, as far as `people.yaml` says, and whom it may mean besides. */
export interface PersonRecognizer {
  /** The person one of whose declared spellings this is (NFC, without regard to case and full stops). */
  readonly recognize: (name: Name) => Person | undefined;
  /** A person whose family name is the same and whose given names or initials do not contradict: to be asked, never assumed. */
  readonly resemble: (name: Name) => Person | undefined;
}

/** Indexes the persons by every spelling they declare; an earlier person of the list comes before a later one. */
export function personRecognizer(people: readonly Person[]): PersonRecognizer {
  const bySpelling = new Map<string, Person>();
  const byFamily = new Map<string, { person: Person; given: readonly string[] }[]>();
  for (const person of people) {
    for (const spelling of [person.name, ...person.variants]) {
      const natural = toNatural(spelling);
      const folded = foldSpelling(natural);
      if (!bySpelling.has(folded)) bySpelling.set(folded, person);
      const words = foldAccents(natural).split(" ");
      const family = words.at(-1)!;
      byFamily.set(family, [...(byFamily.get(family) ?? []), { person, given: words.slice(0, -1) }]);
    }
  }
  const recognize = askOnce((written) => bySpelling.get(foldSpelling(written)));
  const resemble = askOnce((written) => {
    const words = foldAccents(written).split(" ");
    const given = words.slice(0, -1);
    if (given.length === 0) return undefined;
    return byFamily.get(words.at(-1)!)?.find((candidate) => agree(candidate.given, given))?.person;
  });
  return { recognize: (name) => recognize(formatName(name)), resemble: (name) => resemble(formatName(name)) };
}

/** A spelling of `people.yaml` as a name is shown; it may be written "Family, Given". */
function toNatural(spelling: string): string {
  const [family = "", given] = spelling.split(",").map((part) => part.trim());
  return given ? formatName({ family, given, equalContribution: false, corresponding: false }) : spelling;
}

/** A spelling without regard to case, full stops and spaces. */
export function foldSpelling(text: string): string {
  return text.normalize("NFC").toLowerCase().replace(/\./g, " ").replace(/\s+/g, " ").trim();
}

function foldAccents(text: string): string {
  return foldSpelling(text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[-‐]/g, " "));
}

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
