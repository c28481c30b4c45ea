import type { CataloguedPublication } from "../../model/catalogue.ts";
import { yearOf } from "./date.ts";
import type { PublicationView } from "./publication.ts";
import { words } from "./words.ts";

/** Publications below one heading: a year, a status ("In press"), or "Undated". */
export interface GroupView {
  readonly heading: string;
  readonly entries: readonly PublicationView[];
}

/** A list with what its page must say once. */
export interface ListView {
  readonly groups: readonly GroupView[];
  readonly count: number;
  /** "7 publications". */
  readonly countText: string;
  /** Whether a star is shown, so that the page needs its legend. */
  readonly hasEqualContribution: boolean;
  /** Whether abstracts stand open. */
  readonly areAbstractsOpen: boolean;
}

/** A list under one heading, in the order given. */
export function viewList(
  heading: string,
  publications: readonly CataloguedPublication[],
  view: (entry: CataloguedPublication) => PublicationView,
  areAbstractsOpen: boolean,
): ListView {
  return listOf(publications.length === 0 ? [] : [{ heading, entries: publications.map(view) }], areAbstractsOpen);
}

/**
 * A list by year, newest first: what has a status and no year yet stands before the years, what has neither after them.
 * Within a heading the order given stays.
 */
export function viewListByYear(
  publications: readonly CataloguedPublication[],
  view: (entry: CataloguedPublication) => PublicationView,
  yearText: (year: number) => string,
  areAbstractsOpen: boolean,
): ListView {
  const byYear = new Map<number, PublicationView[]>();
  const byStatus = new Map<string, PublicationView[]>();
  const undated: PublicationView[] = [];
  for (const entry of publications) {
    const { issued, status } = entry.publication;
    const year = yearOf(issued);
    if (year !== undefined) append(byYear, year, view(entry));
    else if (status !== undefined) append(byStatus, capitalize(status), view(entry));
    else undated.push(view(entry));
  }
  const years = [...byYear].sort(([first], [second]) => second - first);
  const groups: readonly GroupView[] = [
    ...[...byStatus].map(([heading, entries]) => ({ heading, entries })),
    ...years.map(([year, entries]) => ({ heading: yearText(year), entries })),
    { heading: words.undated, entries: undated },
  ];
  return listOf(
    groups.filter(({ entries }) => entries.length > 0),
    areAbstractsOpen,
  );
}

function listOf(groups: readonly GroupView[], areAbstractsOpen: boolean): ListView {
  const count = groups.reduce((sum, { entries }) => sum + entries.length, 0);
  return {
    groups,
    count,
    countText: words.publicationCount(count),
    hasEqualContribution: groups.some(({ entries }) => entries.some((entry) => entry.hasEqualContribution)),
    areAbstractsOpen,
  };
}

function append<Key>(map: Map<Key, PublicationView[]>, key: Key, view: PublicationView): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [view]);
  else list.push(view);
}

function capitalize(text: string): string {
  const first = [...text.slice(0, 2)][0] ?? "";
  return first.toUpperCase() + text.slice(first.length);
}
