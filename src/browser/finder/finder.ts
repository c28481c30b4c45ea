// The search above a list: fetched when a visitor first uses it. All it shows stands in the address.

import { startSeveral } from "../citing/several.ts";
import { words } from "../citing/site-facts.ts";
import { entrySource } from "./entries.ts";
import { element, renderFacetMenu, t } from "./facet-menu.ts";
import { startMarking } from "./marking.ts";
import { createResults } from "./results.ts";
import { fetchParts, joinParts, type SearchData } from "./search-data.ts";
import {
  emptyState,
  fileNameOf,
  isEmpty,
  rangeOf,
  readState,
  type Selection,
  type State,
  select,
  toggle,
  wantedBy,
  withYears,
  writeState,
} from "./select.ts";
import { createTextSearch, type TextSearch } from "./text-search.ts";
import { wordsOf } from "./words.ts";

export { startMarking };

interface Parts {
  readonly form: HTMLElement;
  readonly input: HTMLInputElement;
  readonly order: HTMLSelectElement;
  readonly facets: readonly HTMLDetailsElement[];
  readonly status: HTMLElement;
  readonly active: HTMLElement;
  /** What gives what was found, to be cited. */
  readonly several: HTMLDetailsElement;
  /** What closes the filters on a phone, and says how many papers they leave. */
  readonly closer: HTMLElement;
  readonly list: HTMLElement;
  readonly results: HTMLElement;
}

/** Sets up the search in its form: answers from the first part of the index, and anew with each other that comes. */
export async function startFinder(form: HTMLElement, index: Promise<Response>): Promise<void> {
  const parts = findParts(form);
  startMarking(form);
  const sayThatItSearches = () => {
    const isAsked = parts.input.value.trim() !== "" || location.search !== "";
    parts.status.textContent = isAsked ? form.dataset.searching! : "";
  };
  sayThatItSearches();
  form.addEventListener("input", sayThatItSearches);
  let data: SearchData | undefined;
  let text: TextSearch | undefined;
  let finder: ReturnType<typeof createFinder> | undefined;
  for await (const part of fetchParts<SearchData>(form.dataset.index!, (first) => first.parts ?? 1, index)) {
    if (data && text && finder) {
      const from = data.slugs.length;
      data = joinParts(data, part);
      text.add(data, from);
      finder.take(data);
    } else {
      form.removeEventListener("input", sayThatItSearches);
      data = part;
      text = createTextSearch(data);
      finder = createFinder(parts, data, text);
      finder.begin();
    }
  }
  finder!.finish();
  let from = 0;
  try {
    for await (const abstracts of fetchParts<readonly string[]>(form.dataset.abstracts!, () => data!.parts ?? 1)) {
      await text!.addAbstracts(abstracts, from);
      from += abstracts.length;
      finder!.takeAbstracts();
    }
  } catch {
    // Titles, names and the rest are found all the same where the abstracts can't be fetched.
  }
}

function findParts(form: HTMLElement): Parts {
  const one = <Found extends HTMLElement>(selector: string) => document.querySelector<Found>(selector)!;
  return {
    form,
    input: one("#q"),
    order: one(".order select"),
    facets: [...form.querySelectorAll<HTMLDetailsElement>(".facet")],
    status: one(".found"),
    active: one(".active"),
    several: one(".asked > .several"),
    closer: one(".sheet-closer"),
    list: one(".list"),
    results: one(".results"),
  };
}

function createFinder(parts: Parts, first: SearchData, text: TextSearch) {
  const { form, input, order, facets, status, active, several, closer, list } = parts;
  const names = first.facets.map(({ name }) => name);
  const results = createResults(parts.results, entrySource(form.dataset.base!, list));
  let data = first;
  let scope = scopeOf(data, form.dataset.scope ?? "");
  let isComplete = (first.parts ?? 1) === 1;
  let state: State = emptyState;
  let selection: Selection = { found: [], counts: [] };

  const evaluate = (one: State): Selection =>
    select(data, one, scope, wordsOf(one.query).length > 0 ? text.find(one.query) : undefined);

  /** Keeps with this step of the history how much of the results is shown, and where the visitor is in it. */
  function remember(): void {
    history.replaceState({ most: results.most(), y: scrollY }, "");
  }

  /** Shows what the address says as it was left. */
  const goBackTo = async (left: unknown): Promise<void> => {
    const { most, y } = { ...(left as { readonly most?: number; readonly y?: number } | null) };
    state = readState(location.search, names);
    results.begin(most);
    await render();
    if (y !== undefined) scrollTo(0, y);
  };

  const go = (next: State, isTyping = false) => {
    const address = `${location.pathname}${writeState(next)}`;
    // Typing makes one step of the history, not one for each letter.
    if (isTyping && state.query !== "" && next.query !== "") history.replaceState(null, "", address);
    else if (address !== location.pathname + location.search) {
      remember();
      history.pushState(null, "", address);
    }
    state = next;
    render();
  };

  /** Begins with what the address says, and with what was typed and chosen while the index was on its way. */
  const begin = () => {
    const typed = input.value.trim();
    const chosenOrder = order.selectedIndex > 0 ? order.value : "";
    state = readState(location.search, names);
    if (input.value.trim() === "") input.value = state.query;
    void goBackTo(history.state);
    const next = { ...state, query: typed || state.query, order: chosenOrder || state.order };
    if (writeState(next) !== writeState(state)) go(next);
  };

  /** Goes on with an index that holds more; what is shown stays where it is. */
  const take = (more: SearchData) => {
    data = more;
    scope = scopeOf(data, form.dataset.scope ?? "");
    render(true);
  };

  /** All of the index is there. Who has not begun to read the results gets them in their order. */
  const finish = () => {
    if (isComplete) return;
    isComplete = true;
    const { results: shown } = parts;
    render(shown.contains(document.activeElement) || shown.getBoundingClientRect().top < 0);
  };

  /** Answers a text anew; all else that is shown does not depend on abstracts. */
  const takeAbstracts = () => {
    if (state.query !== "") render(true);
  };

  const render = (isGoingOn = false): Promise<void> | undefined => {
    selection = evaluate(state);
    const { found } = selection;
    renderOrder(order, state);
    for (const facet of facets) renderFacet(facet);
    renderActive();
    const isWhole = isEmpty(state);
    const total = () => data.slugs.filter((_, position) => scope(position)).length;
    if (isWhole) status.textContent = "";
    else if (isComplete) status.textContent = t(data, "resultCount", { count: found.length, total: total() });
    else status.textContent = t(data, "foundSoFar", { count: found.length });
    several.hidden = isWhole || found.length === 0;
    closer.textContent = t(data, "showResults", { count: found.length });
    list.hidden = !isWhole;
    for (const one of document.querySelectorAll<HTMLElement>(".pagination, .whole")) one.hidden = !isWhole;
    if (isWhole) results.clear();
    else if (found.length === 0) results.clear(isComplete ? nothingFound() : []);
    else {
      const isByDate = ["date", "oldest"].includes(state.order || (state.query === "" ? "date" : "relevance"));
      return results.show({ data, found, isByDate, isGoingOn, words: wordsOf(state.query) });
    }
    return undefined;
  };

  /** What is asked for, each with the state without it. */
  const conditions = (): readonly {
    readonly name: string;
    readonly facet: string | undefined;
    readonly without: State;
  }[] => [
    ...(state.query === ""
      ? []
      : [{ name: t(data, "quoted", { text: state.query }), facet: undefined, without: { ...state, query: "" } }]),
    ...(state.papers.size === 0
      ? []
      : [{ name: markedText(), facet: undefined, without: { ...state, papers: emptyState.papers } }]),
    ...[...state.chosen].flatMap(([facet, ids]) =>
      [...ids].map((id) => ({ name: labelOf(facet, id), facet, without: toggle(state, facet, id) })),
    ),
  ];

  const markedText = () => words().marked.replace("{count}", String(state.papers.size));

  const labelOf = (name: string, id: string): string => {
    if (name === "year" && rangeOf(id) !== undefined) {
      const [from, to] = id.split("..");
      return from === to ? from! : `${from}–${to}`;
    }
    const facet = data.facets.find((one) => one.name === name)!;
    return facet.values.find(([one]) => one === id)?.[1] ?? id;
  };

  const link = (content: readonly (Node | string)[], next: State, name?: string) => {
    const anchor = element(
      "a",
      { href: location.pathname + writeState(next), ...(name ? { "aria-label": name } : {}) },
      content,
    );
    anchor.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (next.query !== state.query) input.value = next.query;
      go(next);
      (active.querySelector("a") ?? input).focus();
    });
    return anchor;
  };

  const renderActive = () => {
    const asked = conditions();
    // Of one facet any may hold, of several all must.
    const items = asked.flatMap(({ name, facet, without }, index) => {
      const item = element("li", {}, [
        link([name, element("span", { class: "control" }, [" ×"])], without, t(data, "remove", { name })),
      ]);
      if (index === 0) return [item];
      const type = facet !== undefined && facet === asked[index - 1]!.facet ? "disjunction" : "conjunction";
      return [element("li", { class: "joined-by" }, [wordBetween(data.language, type)]), item];
    });
    if (asked.length > 1) {
      items.push(
        element("li", { class: "control" }, [link([t(data, "removeAll")], { ...emptyState, order: state.order })]),
      );
    }
    active.replaceChildren(...items);
    active.hidden = items.length === 0;
  };

  const nothingFound = (): Element[] => {
    const other = text.suggest(state.query);
    const suggested = other === undefined ? [] : [{ ...state, query: other }];
    const ways = [
      ...suggested
        .filter((next) => evaluate(next).found.length > 0)
        .map((next) => link([t(data, "didYouMean", { query: next.query })], next)),
      ...conditions().flatMap(({ name, without }) => {
        const count = evaluate(without).found.length;
        return count > 0 ? [link([t(data, "loosen", { name, count })], without)] : [];
      }),
    ];
    if (ways.length === 0) ways.push(link([t(data, "removeAll")], emptyState));
    return [
      element("p", { class: "onward" }, [t(data, "nothingFound")]),
      element(
        "ul",
        { class: "ways onward" },
        ways.map((way) => element("li", {}, [way])),
      ),
    ];
  };

  const renderFacet = (details: HTMLDetailsElement) => {
    const index = names.indexOf(details.dataset.facet!);
    const facet = data.facets[index]!;
    renderFacetMenu(details, {
      facet,
      counts: selection.counts[index]!,
      chosen: state.chosen.get(facet.name) ?? new Set(),
      narrowName: t(data, "narrow", { name: facet.label }),
      onToggle: (id) => go(toggle(state, facet.name, id)),
      ...(facet.name === "year" ? { range: yearRange() } : {}),
    });
  };

  const yearRange = () => {
    const [chosen = ".."] = [...(state.chosen.get("year") ?? [])].filter((id) => rangeOf(id) !== undefined);
    const [from = "", to = ""] = chosen.split("..");
    return {
      names: [t(data, "yearFrom"), t(data, "yearTo")] as const,
      values: [from, to] as const,
      isWanted: wantedBy("year", state.chosen.get("year") ?? new Set()),
      onChange: (first: string, last: string) => go(withYears(state, first, last)),
    };
  };

  startSeveral(several, () => ({
    addresses: selection.found.map((position) => `${form.dataset.base}${data.slugs[position]}/`),
    fileName: fileNameOf(state, form.dataset.scope ?? ""),
    places: selection.found,
    total: data.slugs.length,
  }));
  input.addEventListener("input", () => go({ ...state, query: input.value.trim() }, true));
  order.addEventListener("change", () => go({ ...state, order: order.value }));
  for (const details of facets) details.addEventListener("toggle", () => renderFacet(details));
  addEventListener("popstate", ({ state: left }) => {
    input.value = readState(location.search, names).query;
    void goBackTo(left);
  });
  // The browser would scroll before the results are there.
  history.scrollRestoration = "manual";
  addEventListener("pagehide", remember);
  // Paper has no button to show more.
  addEventListener("beforeprint", () => results.showRest());
  return { begin, take, finish, takeAbstracts };
}

/** "or" or "and" as a language says it between two things. */
function wordBetween(language: string, type: "disjunction" | "conjunction"): string {
  const parts = new Intl.ListFormat(language, { type }).formatToParts(["1", "2"]);
  return parts.find((part) => part.type === "literal")!.value.trim();
}

/** Best match is an order only where there is a text. */
function renderOrder(order: HTMLSelectElement, state: State): void {
  const relevance = [...order.options].find(({ value }) => value === "relevance");
  if (relevance) relevance.hidden = relevance.disabled = state.query === "";
  const wanted = state.order || (state.query === "" ? "date" : "relevance");
  order.value = [...order.options].some(({ value, disabled }) => value === wanted && !disabled) ? wanted : "date";
}

/** The publications a page is about: "person=ada" means those that have this value. */
function scopeOf(data: SearchData, scope: string): (position: number) => boolean {
  const [name = "", id = ""] = scope.split("=");
  const facet = data.facets.find((one) => one.name === name);
  const value = facet?.values.findIndex(([one]) => one === id) ?? -1;
  return facet && value >= 0 ? (position) => facet.of[position]!.includes(value) : () => true;
}
