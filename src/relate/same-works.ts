import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { foldWords } from "../memory/fold.ts";
import { yearOf } from "../record/dates/partial-date.ts";
import { formatName, type Name } from "../record/names/name.ts";
import { type PlacedField, type Publication, placeOfField, type ReadPublication } from "../record/publication.ts";
import { richTextToPlain } from "../text/plain-text.ts";

/** How two publications can be seen to be one: what they have in common, and the field in which they say it. */
interface Sign {
  readonly field: PlacedField;
  /** Completes "It has …". */
  readonly words: string;
  readonly signOf: (publication: Publication) => string | undefined;
}

/** The signs that are identifiers: two works of one are the same, or versions of one. */
export const identifierSigns = {
  doi: ({ doi }: Publication): string | undefined => doi?.toLowerCase(),
  eprint: ({ eprint, doi }: Publication): string | undefined => {
    const id = eprint?.archive === "arXiv" ? eprint.id : /^10\.48550\/arxiv\.(.+)$/i.exec(doi ?? "")?.[1];
    return id?.toLowerCase().replace(/v\d+$/, "");
  },
};

const signs: readonly Sign[] = [
  { field: "doi", words: "the DOI of", signOf: identifierSigns.doi },
  { field: "eprint", words: "the arXiv identifier of", signOf: identifierSigns.eprint },
  { field: "title", words: "the title, authors and year of", signOf: titleSign },
];

/** Of many works that are alike, as editorials are, each is compared to so many: no work for the square of their number. */
export const mostAlike = 8;

/**
 * Reports papers that are there twice, each at the later of the two: with one DOI, one arXiv identifier whatever its version,
 * or one title, year and authors. `areVersions` says of two positions whether they are known to be versions of one work.
 * A volume's parts, and a preprint beside what became of it, are not the same but for one DOI.
 */
export function sameWorks(
  publications: readonly ReadPublication[],
  areVersions: (one: number, other: number) => boolean,
): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const told = new Set<number>();
  const inOrder = publications
    .map((_, position) => position)
    .sort((one, other) => byPlace(publications[one]!, publications[other]!));
  for (const { field, words, signOf } of signs) {
    const found = new Map<string, number[]>();
    for (const position of inOrder) {
      const read = publications[position]!;
      const sign = read.isParent ? undefined : signOf(read.publication);
      if (sign === undefined) continue;
      const alike = found.get(sign);
      if (alike === undefined) {
        found.set(sign, [position]);
        continue;
      }
      const twin = alike.find((one) => {
        const other = publications[one]!.publication;
        return !areVersions(one, position) && (field === "doi" || !differ(read.publication, other));
      });
      if (twin === undefined) {
        if (alike.length < mostAlike) alike.push(position);
        continue;
      }
      if (told.has(position)) continue;
      told.add(position);
      const { key, source } = publications[twin]!.publication;
      diagnostics.push(
        diagnostic({
          code: "relate/same-work",
          message: `The paper "${read.publication.key}" has ${words} "${key}" in ${source.file}:${source.line}, so one paper seems to be listed twice.`,
          hint: `delete one of the two; or, if they are two versions of one work, write ${
            read.publication.source.format === "markdown" ? `versions: [${key}]` : `versions = {${key}}`
          } here.`,
          key: read.publication.key,
          ...placeOfField(read, field),
        }),
      );
    }
  }
  return diagnostics;
}

function byPlace(
  { publication: { source: one } }: ReadPublication,
  { publication: { source: other } }: ReadPublication,
) {
  return one.file < other.file ? -1 : one.file > other.file ? 1 : one.line - other.line || one.column - other.column;
}

/** What two works have in common that are versions of one: title and authors, as `titleSign` has them. */
export function workSign(publication: Publication): string | undefined {
  const known = workSigns.get(publication);
  if (known !== undefined) return known || undefined;
  const words = foldWords(richTextToPlain(publication.title)).join(" ");
  const names = publication.author.map(authorSign);
  const sign = words === "" || names.length === 0 ? "" : [words, ...names].join("\n");
  workSigns.set(publication, sign);
  return sign || undefined;
}

const workSigns = new WeakMap<Publication, string>();

/** Title, year and authors without case, accents and signs, of each author the family name and an initial. */
function titleSign(publication: Publication): string | undefined {
  const year = yearOf(publication.issued);
  const sign = year === undefined ? undefined : workSign(publication);
  return sign === undefined ? undefined : `${year}\n${sign}`;
}

function authorSign(name: Name): string {
  const parts = name.literal === undefined ? [name.family ?? "", name.given ?? ""] : ["", ""];
  const whole = foldWords(name.literal ?? formatName(name));
  return `${whole.at(-1)} ${(parts[1] ? foldWords(parts[1]) : whole)[0]?.[0]}`;
}

/** Facts of which one work has one alone. */
const facts: readonly (keyof Publication)[] = [
  ...(["doi", "containerTitle", "volume", "issue", "page", "number", "edition", "chapter"] as const),
  ...(["eventTitle", "eventPlace", "publisher"] as const),
];

/** Whether two publications that look alike are not one: of other types, or with another fact that both of them tell. */
export function differ(one: Publication, other: Publication): boolean {
  const isGeneric = ({ type }: Publication) => type === "document";
  if (one.type !== other.type && !isGeneric(one) && !isGeneric(other)) return true;
  const [start, otherStart] = [one.issued?.start ?? [], other.issued?.start ?? []];
  if (start.some((part, index) => otherStart[index] !== undefined && otherStart[index] !== part)) return true;
  return facts.some((fact) => {
    const [mine, theirs] = [one[fact], other[fact]];
    return typeof mine === "string" && typeof theirs === "string" && fold(mine) !== fold(theirs);
  });
}

const fold = (text: string): string => foldWords(text).join(" ");
