import type { Facet, SearchData } from "./search-data.ts";
import { wordsOf } from "./words.ts";
import { makeYearBars } from "./year-bars.ts";

/** An element with attributes and children; texts stay text. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  children: readonly (Node | string)[] = [],
): HTMLElement {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** Says one of the index's messages, as the site does at build time. */
export function t(
  { messages, language, direction }: SearchData,
  key: string,
  values: Readonly<Record<string, string | number>> = {},
): string {
  const message = messages[key] ?? "";
  const form = typeof values.count === "number" ? new Intl.PluralRules(language).select(values.count) : "other";
  const text = typeof message === "string" ? message : (message[form] ?? message.other ?? "");
  const number = new Intl.NumberFormat(language, { numberingSystem: "latn" });
  const [begin, end] = direction === "rtl" ? ["\u2068", "\u2069"] : ["", ""];
  return text.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = values[name];
    return typeof value === "number" ? number.format(value) : value === undefined ? place : begin + value + end;
  });
}

/** How many values a menu shows, and from how many on it has a box to find one. */
const choiceCount = 60;
const narrowFrom = 12;

/** What a menu shows of its facet. */
export interface FacetMenu {
  readonly facet: Facet;
  /** How many publications each value would leave. */
  readonly counts: readonly number[];
  /** The ids of the values that are chosen. */
  readonly chosen: ReadonlySet<string>;
  /** The name of the box in which a value is looked for. */
  readonly narrowName: string;
  readonly onToggle: (id: string) => void;
  /** Of years: what the fields of a range are called, and what is done with what is written there, or chosen by bars. */
  readonly range?: {
    readonly names: readonly [from: string, to: string];
    readonly values: readonly [from: string, to: string];
    readonly isWanted: (id: string) => boolean;
    readonly onChange: (from: string, to: string) => void;
  };
}

/** Shows a facet in its `details`: how many values are chosen, and while it is open those that leave anything. */
export function renderFacetMenu(details: HTMLDetailsElement, menu: FacetMenu): void {
  const { facet, counts, chosen, narrowName, onToggle } = menu;
  const summary = details.querySelector("summary")!;
  summary.textContent = chosen.size > 0 ? `${facet.label} (${chosen.size})` : facet.label;
  if (!details.open) return;
  const box = details.querySelector<HTMLElement>(".choices")!;
  if (menu.range) renderRange(box, menu, menu.range);
  const focused = box.querySelector<HTMLInputElement>("[type=checkbox]:focus")?.value;
  const available = facet.values.flatMap(([id, label], value) =>
    counts[value]! > 0 || chosen.has(id) ? [{ id, label, count: counts[value]! }] : [],
  );
  let narrow = box.querySelector<HTMLInputElement>(".narrow");
  if (!menu.range && !narrow && available.length > narrowFrom) {
    const attributes = { "aria-label": narrowName, placeholder: narrowName, autocomplete: "off" };
    narrow = element("input", { type: "search", class: "narrow", ...attributes }) as HTMLInputElement;
    narrow.addEventListener("input", () => renderFacetMenu(details, menu));
    box.prepend(narrow);
  }
  const wanted = wordsOf(narrow?.value ?? "");
  const isChosen = ({ id }: { readonly id: string }) => chosen.has(id);
  const fitting = available.filter((one) => !isChosen(one) && fits(one.label, wanted));
  // Years keep their order.
  const shown = (menu.range ? available : [...available.filter(isChosen), ...fitting]).slice(0, choiceCount);
  const choices = element(
    "ul",
    {},
    shown.map(({ id, label, count }) => {
      const checkbox = element("input", { type: "checkbox", value: id }) as HTMLInputElement;
      checkbox.checked = chosen.has(id);
      checkbox.addEventListener("change", () => onToggle(id));
      const amount = element("span", { class: "amount" }, [String(count)]);
      return element("li", {}, [element("label", {}, [checkbox, " ", element("bdi", {}, [label]), " ", amount])]);
    }),
  );
  box.querySelector("ul")?.remove();
  box.insertBefore(choices, box.querySelector(".whole-index"));
  if (focused === undefined) return;
  const same = [...choices.querySelectorAll<HTMLInputElement>("input")].find(({ value }) => value === focused);
  (same ?? summary).focus();
}

/** Two fields for the years from which to which, made once and then kept in step, and the years as bars. */
function renderRange(
  box: HTMLElement,
  { facet, counts }: FacetMenu,
  { names, values, isWanted, onChange }: NonNullable<FacetMenu["range"]>,
): void {
  const years = facet.values.flatMap(([id], index) =>
    /^\d+$/.test(id) ? [{ year: Number(id), count: counts[index]! }] : [],
  );
  const ends = [Math.min, Math.max].map((end) => String(end(...years.map(({ year }) => year))));
  let range = box.querySelector<HTMLElement>(".range");
  if (!range) {
    const labels = names.map((name, index) => {
      const [min = "", max = ""] = ends;
      const attributes = { type: "number", min, max, placeholder: ends[index]!, autocomplete: "off" };
      return element("label", {}, [`${name} `, element("input", attributes)]);
    });
    range = element("div", { class: "range" }, labels);
    box.prepend(range);
  }
  const fields = [...range.querySelectorAll("input")];
  for (const [index, field] of fields.entries()) {
    if (field !== document.activeElement) field.value = values[index]!;
    field.onchange = () => {
      const [from = "", to = ""] = fields.map(({ value }) => value.replace(/\D/g, ""));
      onChange(from, to);
    };
  }
  const bars = makeYearBars({ label: facet.label, years, isChosen: (year) => isWanted(String(year)), onChange });
  range.querySelector("svg")?.remove();
  if (bars) range.append(bars);
}

/** Whether every word is the beginning of one of the label's. */
function fits(label: string, wanted: readonly string[]): boolean {
  const words = wordsOf(label);
  return wanted.every((one) => words.some((word) => word.startsWith(one)));
}
