// In: the publications in the catalogue's order. Out: to each, those a reader of it may want next. Formats no text.

import { foldSpelling } from "../memory/fold.ts";
import { lazy, memoize } from "../memory/memoize.ts";
import { knownDay } from "../record/dates/partial-date.ts";
import type { CataloguedPerson, CataloguedPublication, CataloguedVenue } from "./catalogue.ts";

/** A publication that has something in common with another one. */
export interface RelatedPublication {
  /** Its position in the list that was given. */
  readonly index: number;
  /** How much they have in common; above 0, and the same seen from either. */
  readonly score: number;
}

/** How much it counts to share one of each kind, before its rarity. */
const weights = { collection: 4, person: 3, keyword: 2, venue: 1 } as const;

/** How many related publications a page shows at most. */
const most = 5;

/** How many publications are considered on each side of one, among those that share one thing with it. */
const reach = 15;

/** How many things of one kind count for a publication: the first ones, as of a paper by thousands. */
const mostOfKind = 30;

/** What publications can share: a collection by its slug, after a line break that no keyword holds, and a keyword folded. */
type Feature = CataloguedPerson | CataloguedVenue | string;

/** Who shares a feature, in ascending order of position, and what it counts to share it. */
interface Holders {
  readonly weight: number;
  readonly positions: number[];
}

/**
 * Makes the function that gives those related to the publication at a position, the most related first, at most five;
 * nothing is computed before it is asked.
 *
 * The score of two publications is the sum over all they share of weight × ln(N / n): the weight is 4 for a collection,
 * 3 for a person, 2 for a keyword and 1 for the venue, N is the number of publications and n that of those which have it
 * too. Nothing is counted that at least half of all have, nor that the site's owner wrote both. Equal scores go by
 * nearness in date, each date counted as its first day and an unknown one as far from all, then by the catalogue's order.
 * Versions of one work are not related: each names the others by itself.
 *
 * So that time and memory grow with the number of publications alone, only the fifteen before and the fifteen behind a
 * publication among those that share one thing with it are considered, for each such thing; their score is exact. Of
 * people, keywords and collections the first thirty of each publication count.
 */
export function relatedPublications(
  publications: readonly CataloguedPublication[],
): (position: number) => readonly RelatedPublication[] {
  const prepared = lazy(() => {
    const features = indexFeatures(publications);
    return {
      ...features,
      days: publications.map(dayNumberOf),
      worth: new Float64Array(features.holders.length),
      consideredFor: new Int32Array(publications.length),
    };
  });
  let question = 0;
  return (position) => {
    const { holders, starts, ids, days, worth, consideredFor } = prepared();
    question += 1;
    const { versions } = publications[position]!;
    const own = ids.subarray(starts[position], starts[position + 1]);
    for (const id of own) {
      const { weight, positions } = holders[id]!;
      worth[id] = weight * Math.log(publications.length / positions.length);
    }
    const best: RelatedPublication[] = [];
    consideredFor[position] = question;
    for (const id of own) {
      const { positions } = holders[id]!;
      const rank = rankOf(position, positions);
      const end = Math.min(positions.length, rank + reach + 1);
      for (let at = Math.max(0, rank - reach); at < end; at++) {
        const other = positions[at]!;
        if (consideredFor[other] === question) continue;
        consideredFor[other] = question;
        if (versions.some(({ slug }) => slug === publications[other]!.slug)) continue;
        let score = 0;
        const last = starts[other + 1]!;
        for (let place = starts[other]!; place < last; place++) score += worth[ids[place]!]!;
        if (best.length < most || score >= best[most - 1]!.score) insert(best, { index: other, score }, days, position);
      }
    }
    for (const id of own) worth[id] = 0;
    return best;
  };
}

/** Who has what: all that tells of a relation. */
interface FeatureIndex {
  readonly holders: readonly Holders[];
  /** Where the features of a publication start in `ids`; they end where those of the next one start. */
  readonly starts: Int32Array;
  /** Places in `holders`, ascending for each publication, so that equal sums are equal to the last bit. */
  readonly ids: Int32Array;
}

function indexFeatures(publications: readonly CataloguedPublication[]): FeatureIndex {
  const index = new Map<Feature, Holders>();
  const fold = memoize(foldSpelling);
  const add = (features: readonly Feature[], weight: number, position: number) => {
    for (const feature of features.slice(0, mostOfKind)) {
      const holders = index.get(feature) ?? { weight, positions: [] };
      if (holders.positions.length === 0) index.set(feature, holders);
      if (holders.positions.at(-1) !== position) holders.positions.push(position);
    }
  };
  for (const [position, { collections, people, publication, cataloguedVenue }] of publications.entries()) {
    add(
      collections.map(({ slug }) => `\n${slug}`),
      weights.collection,
      position,
    );
    add(
      people.filter(({ person }) => !person?.owner),
      weights.person,
      position,
    );
    add(publication.keywords.map(fold), weights.keyword, position);
    if (cataloguedVenue !== undefined) add([cataloguedVenue], weights.venue, position);
  }
  // A keyword of full stops alone.
  index.delete("");
  const half = publications.length / 2;
  const holders = [...index.values()].filter(({ positions }) => positions.length > 1 && positions.length < half);
  const starts = new Int32Array(publications.length + 1);
  for (const { positions } of holders) for (const position of positions) starts[position + 1]!++;
  for (let position = 0; position < publications.length; position++) starts[position + 1]! += starts[position]!;
  const ids = new Int32Array(starts.at(-1)!);
  const next = starts.slice();
  for (const [id, { positions }] of holders.entries()) for (const position of positions) ids[next[position]!++] = id;
  return { holders, starts, ids };
}

/** The place of a position in a list that ascends and holds it. */
function rankOf(position: number, positions: readonly number[]): number {
  let [low, high] = [0, positions.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (positions[middle]! < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Puts one into its place among the best for the publication at `position`; they stay sorted and few. */
function insert(
  best: RelatedPublication[],
  one: RelatedPublication,
  days: readonly (number | undefined)[],
  position: number,
): void {
  let at = best.length;
  while (at > 0 && isBetter(one, best[at - 1]!, days, position)) at--;
  if (at === most) return;
  if (best.length === most) best.pop();
  best.splice(at, 0, one);
}

function isBetter(
  one: RelatedPublication,
  other: RelatedPublication,
  days: readonly (number | undefined)[],
  position: number,
): boolean {
  if (one.score !== other.score) return one.score > other.score;
  const first = distance(days[position], days[one.index]);
  const second = distance(days[position], days[other.index]);
  return first === second ? one.index < other.index : first < second;
}

/** How many days lie between two publications; without end where the date of one is not known. */
function distance(one: number | undefined, other: number | undefined): number {
  return one === undefined || other === undefined ? Infinity : Math.abs(one - other);
}

/** The day of a publication on a scale of 372 days a year; undefined without a date. */
function dayNumberOf({ publication: { issued } }: CataloguedPublication): number | undefined {
  const parts = knownDay(issued);
  if (parts === undefined) return undefined;
  const [year, month = 1, day = 1] = parts;
  return (year * 12 + month) * 31 + day;
}
