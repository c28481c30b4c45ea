// citeproc by itself, as citation-js brings it, and the CSL project's locales for both engines.

import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { Item } from "../../src/csl/item.ts";
import { parseStyle } from "../../src/csl/parse-style.ts";
import type { StyleNode } from "../../src/csl/style-tree.ts";

interface Citeproc {
  readonly Engine: new (
    system: { retrieveLocale(name: string): string | undefined; retrieveItem(id: string): unknown },
    style: string,
    language: string,
  ) => CiteprocEngine;
}
interface CiteprocEngine {
  setOutputFormat(format: "html"): void;
  updateItems(ids: readonly string[]): void;
  makeBibliography(): readonly [parameters: unknown, entries: readonly string[]] | false;
  readonly opt: { readonly development_extensions: Record<string, boolean> };
}

const require = createRequire(import.meta.url);
const citeproc: Citeproc = createRequire(require.resolve("@citation-js/plugin-csl"))("citeproc");

/** The CSL project's locale files. */
export interface Locales {
  readonly xml: (language: string) => string | undefined;
  /** What `compileStyle` takes for a language. */
  readonly trees: (language: string) => readonly StyleNode[];
}

/** The language that a style asks for itself, else American English. */
export const languageOf = (style: string): string =>
  /<style\b[^>]*\sdefault-locale="([^"]+)"/.exec(style)?.[1]?.split("-x-")[0] ?? "en-US";

export function readLocales(folder: string): Locales {
  const text = (name: string) => readFileSync(path.join(folder, name), "utf8");
  const files = new Map(
    readdirSync(folder).flatMap((file) => {
      const name = /^locales-(.*)\.xml$/.exec(file)?.[1];
      return name === undefined ? [] : [[name, text(file)] as const];
    }),
  );
  const dialects: Record<string, string> = JSON.parse(text("locales.json"))["primary-dialects"];
  const parsed = new Map([...files].map(([name, xml]) => [name, parseStyle(xml)]));
  const primary = (language: string) => dialects[language.split("-")[0]!] ?? "en-US";
  return {
    xml: (language) => files.get(language) ?? files.get(primary(language)),
    trees: (language) => [...new Set(["en-US", primary(language), language])].flatMap((name) => parsed.get(name) ?? []),
  };
}

/** Makes references with citeproc, each in a bibliography of one. */
export function citeprocFormatter(style: string, locales: Locales, extensions: Record<string, boolean> = {}) {
  let asked: Item | undefined;
  const engine = new citeproc.Engine(
    { retrieveLocale: locales.xml, retrieveItem: () => structuredClone(asked) },
    style,
    languageOf(style),
  );
  engine.setOutputFormat("html");
  Object.assign(engine.opt.development_extensions, extensions);
  return (item: Item): string => {
    asked = { ...item, id: "item" };
    engine.updateItems([]);
    engine.updateItems(["item"]);
    return (engine.makeBibliography() || [undefined, []])[1].join("");
  };
}
