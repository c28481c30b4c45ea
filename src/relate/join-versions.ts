import { type Diagnostic, diagnostic, type Result } from "../diagnostic/diagnostic.ts";
import { nearestName } from "../diagnostic/nearest-name.ts";
import { lostThing } from "../diagnostic/sort-diagnostics.ts";
import { yearOf } from "../record/dates/partial-date.ts";
import { noVersions, type Publication, placeOfField, type ReadPublication } from "../record/publication.ts";
import type { PublicationType } from "../record/types.ts";
import { differ, identifierSigns, mostAlike, workSign } from "./same-works.ts";

/**
 * For each publication the position of the one that stands for its work: one and the same for those of which one names
 * another or that share an identifier, and so on from each to the next. A key is found as BibTeX finds it, without regard to case, or as
 * one of `ids`. A version that is no paper of the site, a paper that names itself, and papers that seem to be versions are reported.
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
    if (hasNoVersions(read)) continue;
    for (const key of read.publication.versions) {
      const other = positions.get(key) ?? positions.get(key.toLowerCase());
      if (other === undefined) diagnostics.push(unknownVersion(read, key, publications));
      else if (other === position) diagnostics.push(ownVersion(read, key));
      else leads[leadOf(other)] = leadOf(position);
    }
  }
  for (const [one, other] of alike(publications, identifierSigns.doi, shareDoi)) leads[leadOf(other)] = leadOf(one);
  for (const [one, other] of alike(publications, identifierSigns.eprint, shareEprint))
    leads[leadOf(other)] = leadOf(one);
  const isProposed = (one: number, other: number) =>
    leadOf(one) !== leadOf(other) &&
    areProbablyVersions(publications[one]!.publication, publications[other]!.publication);
  for (const [one, other] of alike(publications, workSign, (_, __, ...positions) => isProposed(...positions)))
    diagnostics.push(probableVersion(publications[one]!, publications[other]!));
  return { value: publications.map((_, position) => leadOf(position)), diagnostics };
}

const hasNoVersions = ({ publication: { versions } }: ReadPublication): boolean =>
  versions.length === 1 && versions[0] === noVersions;

/** The pairs of positions of which both have one sign and meet a condition; for each position the first other one. */
function* alike(
  publications: readonly ReadPublication[],
  signOf: (publication: Publication) => string | undefined,
  isPair: (one: Publication, other: Publication, position: number, otherPosition: number) => boolean,
): Iterable<readonly [number, number]> {
  const found = new Map<string, number[]>();
  for (const [position, read] of publications.entries()) {
    const sign = read.isParent || hasNoVersions(read) ? undefined : signOf(read.publication);
    if (sign === undefined) continue;
    const others = found.get(sign);
    if (others === undefined) {
      found.set(sign, [position]);
      continue;
    }
    const other = others.find((one) => isPair(read.publication, publications[one]!.publication, position, one));
    if (other !== undefined) yield [position, other];
    if (others.length < mostAlike) others.push(position);
  }
}

/** A DOI is also given to the chapters of a book, so that the titles have to agree. */
function shareDoi(one: Publication, other: Publication): boolean {
  const titles = [one, other].map((work) => workSign(work)?.split("\n")[0] ?? "").sort((a, b) => a.length - b.length);
  return titles[0] !== "" && titles[1]!.startsWith(titles[0]!) && differ(one, other);
}

/** What is in arXiv is one work, whatever it is called later. */
function shareEprint(one: Publication, other: Publication): boolean {
  const families = new Set(one.author.map(({ family }) => family?.toLowerCase()));
  return other.author.some(({ family }) => families.has(family?.toLowerCase())) && differ(one, other);
}

/** The types of works that come out again as others of these. */
const versionTypes: ReadonlySet<PublicationType> = new Set([
  "article",
  "manuscript",
  "report",
  "paper-conference",
  "article-journal",
  "chapter",
]);

/** Fewer words than a title has that is given to one work alone, as "Introduction" or "Book review" is not. */
const fewWords = 4;

/** How many years later than its first version a work comes out at most. */
const mostYears = 5;

/** Whether works of one title and the same authors are versions of one, as far as can be seen. */
function areProbablyVersions(one: Publication, other: Publication): boolean {
  const [year, otherYear] = [one, other].map(({ issued }) => yearOf(issued));
  return (
    one.type !== other.type &&
    versionTypes.has(one.type) &&
    versionTypes.has(other.type) &&
    workSign(one)!.split("\n")[0]!.split(" ").length >= fewWords &&
    (year === undefined || otherYear === undefined || Math.abs(year - otherYear) <= mostYears)
  );
}

function probableVersion(read: ReadPublication, { publication: { key, source } }: ReadPublication): Diagnostic {
  const isMarkdown = read.publication.source.format === "markdown";
  const write = (value: string) => (isMarkdown ? `versions: ${value}` : `versions = {${value}}`);
  return diagnostic({
    code: "relate/probable-version",
    message: `The paper "${read.publication.key}" has the title and authors of "${key}" in ${source.file}:${source.line}, so the two seem to be versions of one work, but they are counted as two.`,
    hint: `write ${write(key)} here, or ${write(noVersions)} if they are two works.`,
    key: read.publication.key,
    ...placeOfField(read, "title"),
  });
}

/**
 * The position, among the versions of one work in the catalogue's order, of the one that stands for it: one that is published
 * before one that is a preprint or a report, and of those the newest.
 */
export function leadVersion(versions: readonly Publication[]): number {
  const standings = versions.map(standingOf);
  return standings.indexOf(Math.max(...standings));
}

function standingOf({ type, status, eprint, containerTitle }: Publication): number {
  const isUnpublished = /^(?:submitted|in preparation|under review)$/i.test(status ?? "");
  if (isUnpublished || type === "manuscript" || type === "article") return 0;
  if (type === "document" && containerTitle === undefined) return eprint === undefined ? 1 : 0;
  return type === "report" || type === "thesis" || type === "speech" ? 1 : 2;
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
