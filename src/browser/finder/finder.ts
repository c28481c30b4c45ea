// The search above a list: fetched when a visitor first uses it. All it shows stands in the address.

import { element, say } from "./elements.ts";
import { type EntrySource, entriesOf, entrySource } from "./entries.ts";
import { renderFacetMenu } from "./facet-menu.ts";
import type { SearchData } from "./search-data.ts";
import { type Selection, select } from "./select.ts";
import { emptyState, isEmpty, readState, type State, toggle, writeState } from "./state.ts";
import { createTextSearch, type TextSearch, wordsOf } from "./text-search.ts";

/** How many results are shown at once. */
const resultCount = 50;

interface Parts {
  readonly form: HTMLElement;
  readonly input: HTMLInputElement;
  readonly order: HTMLSelectElement;
  readonly facets: readonly HTMLDetailsElement[];
  readonly status: HTMLElement;
  readonly active: HTMLElement;
  readonly list: HTMLElement;
  readonly results: HTMLElement;
}

/** Sets up the search in its form: reads the index, then answers every change. */
export async function startFinder(form: HTMLElement): Promise<void> {
  const parts = findParts(form);
  const data = await fetchJson<SearchData>(form.dataset.index!);
  const text = createTextSearch(data);
  const finder = createFinder(parts, data, text);
  finder.begin();
  // Titles, names and the rest are found all the same where the abstracts can't be fetched.
  const abstracts = await fetchJson<readonly string[]>(form.dataset.abstracts!).catch(() => undefined);
  if (abstracts === undefined) return;
  await text.addAbstracts(abstracts);
  finder.takeAbstracts();
}

async function fetchJson<Value>(address: string): Promise<Value> {
  // What the browser has kept may be of an older site.
  const response = await fetch(address, { cache: "no-cache" });
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  return response.json();
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
    list: one(".list"),
    results: one(".results"),
  };
}

function createFinder(parts: Parts, data: SearchData, text: TextSearch) {
  const { form, input, order, facets, status, active, list, results } = parts;
  const names = data.facets.map(({ name }) => name);
  const scope = scopeOf(data, form.dataset.scope ?? "");
  const source: EntrySource = entrySource(data, form.dataset.base!, list);
  const total = data.slugs.filter((_, position) => scope(position)).length;
  let state: State = emptyState;
  let selection: Selection = { found: [], counts: [] };
  let shown = resultCount;
  let turn = 0;

  const evaluate = (one: State): Selection =>
    select(data, one, scope, wordsOf(one.query).length > 0 ? text.find(one.query) : undefined);

  /** Shows what the address says. */
  const show = () => {
    state = readState(location.search, names);
    if (document.activeElement !== input || input.value.trim() === "") input.value = state.query;
    shown = resultCount;
    render();
  };

  const go = (next: State, isTyping = false) => {
    const address = `${location.pathname}${writeState(next)}`;
    // Typing makes one step of the history, not one for each letter.
    if (isTyping && state.query !== "" && next.query !== "") history.replaceState(null, "", address);
    else if (address !== location.pathname + location.search) history.pushState(null, "", address);
    state = next;
    shown = resultCount;
    render();
  };

  /** Begins with what the address says, and with what was typed and chosen while the index was on its way. */
  const begin = () => {
    const typed = input.value.trim();
    const chosenOrder = order.selectedIndex > 0 ? order.value : "";
    show();
    const next = { ...state, query: typed || state.query, order: chosenOrder || state.order };
    if (writeState(next) !== writeState(state)) go(next);
  };

  /** Answers a text anew; all else that is shown does not depend on abstracts. */
  const takeAbstracts = () => {
    if (state.query !== "") render();
  };

  const render = () => {
    selection = evaluate(state);
    const { found } = selection;
    renderOrder(order, state);
    for (const facet of facets) renderFacet(facet);
    renderActive();
    const isWhole = isEmpty(state);
    status.textContent = isWhole ? "" : say(data, "resultCount", { count: found.length, total });
    list.hidden = !isWhole;
    for (const one of document.querySelectorAll<HTMLElement>(".pagination, .whole")) one.hidden = !isWhole;
    void showResults(isWhole);
  };

  const showResults = (isWhole: boolean) =>
    renderResults(isWhole).catch(() => {
      status.textContent = form.dataset.failed!;
    });

  const renderResults = async (isWhole: boolean) => {
    const mine = ++turn;
    if (isWhole) {
      results.replaceChildren();
      results.hidden = true;
      return;
    }
    const { found } = selection;
    if (found.length === 0) {
      results.replaceChildren(...nothingFound());
      results.hidden = false;
      return;
    }
    const isByDate = (state.order || (state.query === "" ? "date" : "relevance")) === "date";
    const entries = await entriesOf(source, found.slice(0, shown));
    if (mine !== turn) return;
    const years = data.facets.find(({ name }) => name === "year")!;
    const groups: { heading: string; entries: Element[] }[] = [];
    for (const { position, entry } of entries) {
      const year = years.of[position]![0];
      const heading = isByDate && year !== undefined ? years.values[year]![1] : say(data, "results");
      if (groups.at(-1)?.heading !== heading) groups.push({ heading, entries: [] });
      groups.at(-1)!.entries.push(entry);
    }
    results.replaceChildren(
      ...groups.map((group) =>
        element("section", { class: "row" }, [
          element("div", { class: "side" }, [element("h2", {}, [group.heading])]),
          element("div", { class: "entries" }, group.entries),
        ]),
      ),
    );
    if (found.length > shown) {
      const more = element("button", { type: "button", class: "more" }, [say(data, "showMore")]);
      more.addEventListener("click", () => {
        const first = shown;
        shown += resultCount;
        void showResults(false).then(() => results.querySelectorAll<HTMLElement>(".title a")[first]?.focus());
      });
      results.append(element("p", { class: "onward" }, [more]));
    }
    results.hidden = false;
  };

  /** What is asked for, each with the state without it. */
  const conditions = (): readonly { readonly name: string; readonly without: State }[] => [
    ...(state.query === "" ? [] : [{ name: `“${state.query}”`, without: { ...state, query: "" } }]),
    ...[...state.chosen].flatMap(([facet, ids]) =>
      [...ids].map((id) => ({ name: labelOf(facet, id), without: toggle(state, facet, id) })),
    ),
  ];

  const labelOf = (name: string, id: string): string => {
    const facet = data.facets.find((one) => one.name === name)!;
    return facet.values.find(([one]) => one === id)?.[1] ?? id;
  };

  const link = (text: string, next: State, name?: string) => {
    const anchor = element(
      "a",
      { href: location.pathname + writeState(next), ...(name ? { "aria-label": name } : {}) },
      [text],
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
    const items = conditions().map(({ name, without }) => link(`${name} ×`, without, say(data, "remove", { name })));
    if (items.length > 1) items.push(link(say(data, "removeAll"), { ...emptyState, order: state.order }));
    active.replaceChildren(...items.map((item) => element("li", {}, [item])));
    active.hidden = items.length === 0;
  };

  const nothingFound = (): Element[] => {
    const ways = conditions().flatMap(({ name, without }) => {
      const count = evaluate(without).found.length;
      return count > 0 ? [link(say(data, "loosen", { name, count }), without)] : [];
    });
    if (ways.length === 0) ways.push(link(say(data, "removeAll"), emptyState));
    return [
      element("p", { class: "onward" }, [say(data, "nothingFound")]),
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
      narrowName: say(data, "narrow", { name: facet.label }),
      onToggle: (id) => go(toggle(state, facet.name, id)),
    });
  };

  input.addEventListener("input", () => go({ ...state, query: input.value.trim() }, true));
  order.addEventListener("change", () => go({ ...state, order: order.value }));
  for (const details of facets) details.addEventListener("toggle", () => renderFacet(details));
  addEventListener("popstate", () => {
    input.value = readState(location.search, names).query;
    show();
  });
  return { begin, takeAbstracts };
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
