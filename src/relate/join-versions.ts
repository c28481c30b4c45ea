import { type Diagnostic, diagnostic, type Result } from "../diagnostic/diagnostic.ts";
import { nearestName } from "../diagnostic/nearest-name.ts";
import { lostThing } from "../diagnostic/sort-diagnostics.ts";
import { placeOfField, type ReadPublication } from "../record/publication.ts";

/**
 * For each publication the position of the one that stands for its work: one and the same for those of which one names
 * another, and so on from each to the next. A key is found as BibTeX finds it, without regard to case, or as
 * one of `ids`. A version that is no paper of the site, and a paper that names itself, are reported.
 */
export function joinVersions(publications: readonly ReadPublication[]): Result<readonly number[]> {
  const diagnostics: Diagnostic[] = [];
  const positions = new Map<string, number>();
  const add = (key: string, position: number) => {
    if (!positions.has(key)) positions.set(key, position);
  };
  for (const [position, { publication }] of publications.entries()) add(publication.key, position);
  for (const [position, { publication }] of publications.entries()) {
    for (const name of [publication.key, ...publication.aliases]) add(name.toLowerCase(), position);
  }
  /** The one that stands for a work; a position leads to it by way of others. */
  const leads = publications.map((_, position) => position);
  const leadOf = (position: number): number => {
    let lead = position;
    while (leads[lead] !== lead) lead = leads[lead] = leads[leads[lead]!]!;
    return lead;
  };
  for (const [position, read] of publications.entries()) {
    for (const key of read.publication.versions) {
      const other = positions.get(key) ?? positions.get(key.toLowerCase());
      if (other === undefined) diagnostics.push(unknownVersion(read, key, publications));
      else if (other === position) diagnostics.push(ownVersion(read, key));
      else leads[leadOf(other)] = leadOf(position);
    }
  }
  return { value: publications.map((_, position) => leadOf(position)), diagnostics };
}

function unknownVersion(read: ReadPublication, key: string, publications: readonly ReadPublication[]): Diagnostic {
  const own = read.publication.key;
  const known = publications.map(({ publication }) => publication.key).filter((one) => one !== own);
  const nearest = nearestName(key, known);
  return diagnostic({
    code: "relate/unknown-version",
    message: `The paper names "${key}" as another version of it, but no paper of the site has that key.`,
    hint: nearest
      ? `did you mean "${nearest}"?`
      : "write the key of a BibTeX entry, or the name of a Markdown file without .md.",
    misses: [lostThing("paper", key)],
    key: own,
    ...placeOfField(read, "versions"),
  });
}

function ownVersion(read: ReadPublication, key: string): Diagnostic {
  return diagnostic({
    code: "relate/own-version",
    message: `The paper names "${key}" as another version of it, but that is the paper itself.`,
    hint: "write the key of the other version, or leave it out.",
    key: read.publication.key,
    ...placeOfField(read, "versions"),
  });
}
