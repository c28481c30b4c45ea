import type { PartialDate } from "../record/dates/partial-date.ts";
import type { Publication } from "../record/publication.ts";
import { richTextToPlain } from "../text/plain-text.ts";

/**
 * The order of publications everywhere on the site, total and the same on every machine: the author's `order` (smaller
 * first, before all without one), then works that have a status but no year, nearest to print first, then by date, newest first,
 * at the date's own precision (March 2021 before 2021, since a bare year may be any of its days), then works with
 * neither, then the title by the site language's collation, then the key by code units.
 */
export function publicationComparer(language: string): (one: Publication, other: Publication) => number {
  const collator = new Intl.Collator([language, "en"], { numeric: true });
  const ranks = new Map<Publication, Rank>();
  const rankOf = (publication: Publication): Rank => {
    const rank = ranks.get(publication) ?? {
      order: publication.order ?? Infinity,
      date: dateRank(publication),
      title: richTextToPlain(publication.title),
    };
    ranks.set(publication, rank);
    return rank;
  };
  return (one, other) => {
    const [first, second] = [rankOf(one), rankOf(other)];
    return (
      first.order - second.order ||
      newestFirst(first.date, second.date) ||
      collator.compare(first.title, second.title) ||
      (one.key < other.key ? -1 : one.key > other.key ? 1 : 0)
    );
  };
}

/** What a publication is sorted by. */
interface Rank {
  readonly order: number;
  readonly date: readonly number[];
  readonly title: string;
}

function newestFirst(one: Rank["date"], other: Rank["date"]): number {
  for (let index = 0; index < one.length; index++) {
    const difference = other[index]! - one[index]!;
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The stages of a work without a year, the nearest to print last; words that are none of them come before. */
const stages = [
  "in preparation",
  "submitted",
  "under review",
  "prepublished",
  "to appear",
  "forthcoming",
  "accepted",
  "in press",
];

/** Group (2 a status without a year, 1 dated, 0 neither), then year, month and day, or the stage; what is not known is 0. */
function dateRank(publication: Publication): readonly [number, number, number, number] {
  const [year, month = 0, day = 0] = latestParts(publication.issued) ?? [];
  if (year !== undefined) return [1, year, month, day];
  const { status } = publication;
  return status && status !== "no date" ? [2, stages.indexOf(status), 0, 0] : [0, 0, 0, 0];
}

/** The day a date counts as: the end of a range, the start of an open one. */
function latestParts(date: PartialDate | undefined): readonly number[] | undefined {
  if (!date) return undefined;
  const [parts, season] = date.end && date.end !== "open" ? [date.end, date.endSeason] : [date.start, date.season];
  // A season counts as its last month: spring is March to May (EDTF 21 to 24, northern).
  return parts && parts.length === 1 && season ? [parts[0], Math.min(12, season * 3 + 2)] : parts;
}
