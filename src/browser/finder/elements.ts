import type { SearchData } from "./search-data.ts";

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
export function say(
  { messages, language }: SearchData,
  key: string,
  values: Readonly<Record<string, string | number>> = {},
): string {
  const message = messages[key] ?? "";
  const form = typeof values.count === "number" ? new Intl.PluralRules(language).select(values.count) : "other";
  const text = typeof message === "string" ? message : (message[form] ?? message.other ?? "");
  const number = new Intl.NumberFormat(language, { numberingSystem: "latn" });
  return text.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = values[name];
    return typeof value === "number" ? number.format(value) : (value ?? place);
  });
}
