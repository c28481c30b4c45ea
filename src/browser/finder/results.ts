import { type EntrySource, fetchFirst, showEntries } from "./entries.ts";
import { element, t } from "./facet-menu.ts";
import { markWords } from "./mark-words.ts";
import type { SearchData } from "./search-data.ts";

/** What is to be shown. */
export interface Shown {
  readonly data: SearchData;
  /** The positions of the publications, in their order. */
  readonly found: readonly number[];
  /** Whether they stand under their years. */
  readonly isByDate: boolean;
  /** Whether what is shown already stays in its place, and what has come since stands below. */
  readonly isGoingOn: boolean;
  /** The words of the query, which are marked where they are found. */
  readonly words: readonly string[];
}

/** How many results are shown at once. */
const resultCount = 50;

/** Shows results in their element. */
export function createResults(results: HTMLElement, source: EntrySource) {
  let rows: ReadonlyMap<number, Element> = new Map();
  let most = resultCount;
  /** How many the next answer shows, where that is more: those that a visitor who comes back had seen. */
  let seen = 0;
  let turn = 0;
  let stop = () => {};
  /** What is shown in part, all of it. */
  let whole: Shown | undefined;
  /** Whether another answer than the one on the page is on its way, which nothing goes on with. */
  let isChanging = false;

  const clear = (instead: readonly Element[] = []) => {
    turn++;
    stop();
    isChanging = false;
    whole = undefined;
    rows = new Map();
    most = resultCount;
    results.replaceChildren(...instead);
    results.hidden = instead.length === 0;
  };

  /** @param isAtOnce whether nothing is waited for: what is not at hand stands as the index knows it */
  const show = async (shown: Shown, isAtOnce = false): Promise<void> => {
    const { data, isByDate } = shown;
    const mine = ++turn;
    const isGoingOn = shown.isGoingOn && !isChanging;
    isChanging = !isGoingOn;
    if (!isGoingOn) most = Math.max(resultCount, seen);
    seen = 0;
    const kept = isGoingOn ? shown.found.filter((position) => rows.has(position)) : [];
    const isKept = new Set(kept);
    const found = [...kept, ...shown.found.filter((position) => !isKept.has(position))];
    const positions = found.slice(0, most);
    if (positions.length !== rows.size || kept.length !== rows.size) {
      const missing = positions.filter((position) => !isKept.has(position));
      if (!isAtOnce) await fetchFirst(source, data, missing);
      if (mine !== turn) return;
      isChanging = false;
      if (!isGoingOn) stop();
      const made = showEntries(source, data, missing, (position, entry) => {
        rows = new Map([...rows]).set(position, entry);
        markWords(results, shown.words);
      });
      const stopEarlier = stop;
      stop = () => {
        stopEarlier();
        made.stop();
      };
      const earlier = rows;
      rows = new Map(
        positions.map((position) => [position, made.rows.get(position) ?? earlier.get(position)!] as const),
      );
      const focused = document.activeElement;
      results.replaceChildren(...sections(data, isByDate));
      if (focused instanceof HTMLElement && results.contains(focused)) focused.focus({ preventScroll: true });
    }
    results.querySelector(":scope > .onward")?.remove();
    whole = found.length > most ? { ...shown, found, isGoingOn: true } : undefined;
    if (whole) results.append(moreButton(whole));
    results.hidden = false;
    markWords(results, shown.words);
  };

  const sections = (data: SearchData, isByDate: boolean): readonly Element[] => {
    const years = data.facets.find(({ name }) => name === "year")!;
    const groups: { heading: string; entries: Element[] }[] = [];
    for (const [position, entry] of rows) {
      const year = years.of[position]![0];
      const heading = isByDate && year !== undefined ? years.values[year]![1] : t(data, "results");
      if (groups.at(-1)?.heading !== heading) groups.push({ heading, entries: [] });
      groups.at(-1)!.entries.push(entry);
    }
    return groups.map((group) =>
      element("section", { class: "row" }, [
        element("div", { class: "side" }, [element("h2", {}, [group.heading])]),
        element("div", { class: "entries" }, group.entries),
      ]),
    );
  };

  const moreButton = (shown: Shown): Element => {
    const more = element("button", { type: "button", class: "more" }, [t(shown.data, "showMore")]);
    more.addEventListener("click", () => {
      const first = most;
      most += resultCount;
      void show(shown).then(() => results.querySelectorAll<HTMLElement>(".title a")[first]?.focus());
    });
    return element("p", { class: "onward" }, [more]);
  };

  return {
    show,
    clear,
    most: () => most,
    showRest: () => {
      if (!whole) return;
      most = whole.found.length;
      void show(whole, true);
    },
    /** Begins a new answer that shows so many at once. */
    begin: (count = 0) => {
      seen = count;
      isChanging = true;
    },
  };
}
