import { createRequire } from "node:module";
import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";
import { compileStyle } from "../csl/compile-style.ts";
import { createLocale } from "../csl/csl-locale.ts";
import { parseStyle } from "../csl/parse-style.ts";
import { childOf, childrenOf, type StyleNode, UnsupportedStyle } from "../csl/style-tree.ts";
import { bounds } from "../diagnostic/bounds.ts";
import { digestOf } from "../memory/digest.ts";
import { lazy, memoize } from "../memory/memoize.ts";
import type { CitationStyle } from "../record/site-settings.ts";
import { escapeHtml, namesUser } from "../text/escape.ts";
import { ownLocales } from "./citation-locales.ts";
import type { CslItem } from "./csl-json.ts";
import { type SentenceStyle, sentenceStyleOf, withTitlesAsGiven } from "./sentence-case.ts";

type Node = DefaultTreeAdapterTypes.ChildNode;

/** A formatted reference. */
export interface FormattedCitation {
  /** Safe to put in a page: `i`, `b`, `em`, `strong`, `sub`, `sup`, `span` with a class, `a` to http(s), and text. */
  readonly html: string;
  readonly text: string;
}

const marks: ReadonlySet<string> = new Set(["i", "em", "b", "strong", "sub", "sup"]);

/** The styles that citeproc writes into spans, and our class for each. Others leave no trace. */
const classesByStyle: Readonly<Record<string, string>> = {
  "font-variant:small-caps;": "small-caps",
  "font-variant:normal;": "normal-caps",
  "font-style:normal;": "upright",
  "font-weight:normal;": "light",
  "text-decoration:underline;": "underline",
};

/** Markup deeper than this is given up for its text. */
const depthLimit = 100;

/**
 * What citeproc made, rebuilt from an allow-list: an element that is not on it leaves only its content, an attribute
 * nothing; `editText` sees every stretch of text.
 */
export function toSafeCitation(html: string, editText: (text: string) => string): FormattedCitation {
  const parts: string[] = [];
  const texts: string[] = [];
  const visit = (node: Node, depth: number): void => {
    if (node.nodeName === "#text" && "value" in node) {
      const text = editText(node.value);
      parts.push(escapeHtml(text));
      texts.push(text);
    } else if ("childNodes" in node) {
      const tag = depth > depthLimit ? undefined : openingTag(node, editText);
      if (tag !== undefined) parts.push(tag);
      for (const child of node.childNodes) visit(child, depth + 1);
      if (tag !== undefined) parts.push(`</${node.tagName}>`);
      if (node.tagName === "div") for (const list of [parts, texts]) list.push(" ");
    }
  };
  for (const node of parseFragment(html).childNodes) visit(node, 0);
  const tidy = (list: readonly string[]) =>
    list
      .join("")
      .replace(/[ \t\r\n]+/g, " ")
      .trim();
  return { html: tidy(parts), text: tidy(texts) };
}

function attribute(node: DefaultTreeAdapterTypes.Element, name: string): string {
  return node.attrs.find((candidate) => candidate.name === name)?.value ?? "";
}

function openingTag(node: DefaultTreeAdapterTypes.Element, editText: (text: string) => string): string | undefined {
  if (marks.has(node.tagName)) return `<${node.tagName}>`;
  if (node.tagName === "span") {
    const name = classesByStyle[attribute(node, "style").replace(/\s/g, "")];
    return name && `<span class="${name}">`;
  }
  const href = node.tagName === "a" ? safeAddress(editText(attribute(node, "href"))) : undefined;
  return href && `<a href="${escapeHtml(href)}">`;
}

/** An address of the web, percent-encoded; a DOI may hold any sign, so all that means something in an address is. */
function safeAddress(href: string): string | undefined {
  const doi = /^https:\/\/doi\.org\/(.*)$/s.exec(href)?.[1];
  const address = doi === undefined ? href : `https://doi.org/${encodeURIComponent(doi).replaceAll("%2F", "/")}`;
  return /^https?:\/\//i.test(address) && !namesUser(address) && URL.canParse(address)
    ? new URL(address).href
    : undefined;
}

/** A style in a locale, which formats one item at a time, always as if it were the only one. */
export interface StyleEngine {
  /** The item's entry in the bibliography. */
  readonly format: (item: CslItem) => FormattedCitation;
  /** A term in the engine's language: "et-al". */
  readonly term: Term;
  /** Whether the style says "circa" of itself. */
  readonly knowsCirca: boolean;
  /** What the style asks of titles, where it wants sentence case. */
  readonly sentenceStyle: SentenceStyle | undefined;
}

export type Term = (name: string, form?: "long" | "short") => string;
type TextEditor = (text: string) => string;

/**
 * The engine of a style and locale, undefined for a style that is not there or that can't be read. Our own compiles the
 * style; what that does not take is citeproc's, which takes fifteen to thirty times as long (bench/CITATIONS.md). `editorOf`
 * makes, with the terms of the language, what sees every stretch of text.
 */
export function createStyleEngine(
  style: Omit<CitationStyle, "title">,
  locale: string,
  editorOf: (term: Term) => TextEditor,
  makers: readonly EngineMaker[] = [compiledEngine, citeprocEngine],
): StyleEngine | undefined {
  const xml = style.xml ?? builtInStyles()[style.builtIn ?? style.name];
  if (xml === undefined || !/<bibliography[\s>]/.test(xml)) return undefined;
  let made: Engine | undefined;
  for (const make of makers) made ??= make(xml, locale, editorOf);
  return made && { ...made, knowsCirca: xml.includes("is-uncertain-date"), sentenceStyle: sentenceStyleOf(xml) };
}

type Engine = Pick<StyleEngine, "format" | "term">;

/** Makes an engine of a style's XML; undefined for one that it does not take. */
export type EngineMaker = (xml: string, locale: string, editorOf: (term: Term) => TextEditor) => Engine | undefined;

export const compiledEngine: EngineMaker = (xml, locale, editorOf) => {
  try {
    let edit: TextEditor = (text) => text;
    const compiled = compileStyle(parseStyle(withTitlesAsGiven(xml)), localeFiles(locale), locale, {
      address: (variable, value) =>
        variable === "DOI" || variable === "URL" ? addressOf(variable, edit(value)) : undefined,
      edit: (text) => edit(text),
      longest: bounds.referenceCharacters.most,
    });
    const term: Term = (name, form) => compiled.term(name, form) ?? "";
    edit = editorOf(term);
    return { format: compiled.format, term };
  } catch (error) {
    // citeproc may take it, and says why where it does not.
    if (error instanceof UnsupportedStyle) return undefined;
    throw error;
  }
};

export const addressOf = (variable: "DOI" | "URL", value: string): string | undefined =>
  safeAddress(variable === "DOI" && !/^https?:/i.test(value) ? `https://doi.org/${value}` : value);

const require = createRequire(import.meta.url);

/** The styles and locales that citation-js brings, without what it does with them. */
export const builtInStyles = lazy(
  () => require("@citation-js/plugin-csl/lib/styles.json") as Readonly<Record<string, string>>,
);
const localeXmls = lazy(
  (): Readonly<Record<string, string>> => ({
    ...require("@citation-js/plugin-csl/lib/locales.json"),
    ...Object.fromEntries(ownLocales()),
  }),
);
const parsedLocale = memoize((name) => parseStyle(localeXmls()[name]!));

/** The files of a locale, each in place of those before it: "en-US", the first of its language, its own. */
export function localeFiles(locale: string): readonly StyleNode[] {
  const language = locale.split("-")[0];
  const names = Object.keys(localeXmls());
  const first = names.find((name) => name.split("-")[0] === language);
  return [...new Set(["en-US", first, locale])]
    .filter((name) => name !== undefined && names.includes(name))
    .map((name) => parsedLocale(name!));
}

/** The terms of a locale of `citationLocale`, whatever the style. */
export const termsOf = memoize((locale): Term => {
  const { term } = createLocale(localeFiles(locale), [], locale);
  return (name, form) => term(name, form) ?? "";
});

// The boundary to citation-js: engines by style and locale. Nothing else in Offprint names citation-js or citeproc.

/** The part of a citeproc engine that is used here. */
export interface CslEngine {
  updateItems(ids: readonly string[], unsorted?: boolean): unknown;
  makeBibliography(): readonly [parameters: unknown, entries: readonly string[]] | false;
  getTerm(name: string, form?: "long" | "short"): string | undefined;
  readonly opt: { readonly development_extensions: Record<string, boolean> };
}

/** Making one is slow (up to a second for APA); it is to be kept. */
export const citeprocEngine: EngineMaker = (xml, locale, editorOf) => {
  const { engine, styles } = loadCiteproc();
  // The register is citation-js' own and global: a name made of the content never means two things.
  const name = `offprint-${digestOf(xml)}`;
  if (!styles.has(name)) styles.add(name, withTitlesAsGiven(forSingleReferences(xml)));
  const prepare = (items: readonly CslItem[]): CslEngine => {
    const prepared = engine(items, name, locale, "html");
    Object.assign(prepared.opt.development_extensions, { wrap_url_and_doi: true, field_hack: false });
    return prepared;
  };
  try {
    const prepared = prepare([]);
    const mayBeLong = lengthsOf(xml);
    const term: Term = (name, form) => prepared.getTerm(name, form) ?? "";
    const edit = editorOf(term);
    return {
      format: (item) => {
        // It can't be broken off, and takes seconds for a million characters.
        if (mayBeLong(item) > bounds.referenceCharacters.most) return { html: "…", text: "…" };
        const ready = prepare([item]);
        ready.updateItems([item.id]);
        return toSafeCitation((ready.makeBibliography() || [undefined, []])[1].join(""), edit);
      },
      term,
    };
  } catch {
    return undefined;
  }
};

/** How many characters a reference of an item may have at most: how often the style shows names and texts, and how long these are. */
function lengthsOf(xml: string): (item: CslItem) => number {
  const { names, texts } = shownBy(xml);
  return (item) => {
    const [namesAt, textsAt] = [{ longest: 0 }, { longest: 0 }];
    for (const value of Object.values(item)) {
      const isOfNames = Array.isArray(value);
      const length = isOfNames ? JSON.stringify(value).length : String(value).length;
      const at = isOfNames ? namesAt : textsAt;
      at.longest = Math.max(at.longest, length);
    }
    return names * namesAt.longest + texts * textsAt.longest;
  };
}

/** How many texts and lists of names a reference of a style shows at most. */
export function timesShown(xml: string): number {
  const { names, texts } = shownBy(xml);
  return names + texts;
}

/** How often a style shows names and texts at most, of several branches that with most; macros count wherever they are used. */
function shownBy(xml: string): { readonly names: number; readonly texts: number } {
  const style = parseStyle(xml);
  const macros = new Map(childrenOf(style, "macro").map((macro) => [macro.attributes.name, macro]));
  const known = new Map<StyleNode, { names: number; texts: number }>();
  const count = (node: StyleNode): { names: number; texts: number } => {
    const found = known.get(node);
    if (found) return found;
    const macro = node.name === "macro" ? undefined : macros.get(node.attributes.macro);
    const inside = macro ? [...node.children, macro] : node.children;
    // A macro that shows itself shows nothing more.
    known.set(node, { names: 0, texts: 0 });
    const all = inside.map(count);
    const total = (kind: "names" | "texts") =>
      node.name === "choose"
        ? Math.max(0, ...all.map((one) => one[kind]))
        : all.reduce((sum, one) => sum + one[kind], 0);
    const counted = {
      names: total("names") + (node.name === "names" ? 1 : 0),
      texts: total("texts") + (/^(?:text|number|date|label)$/.test(node.name) ? 1 : 0),
    };
    known.set(node, counted);
    return counted;
  };
  const bibliography = childOf(style, "bibliography");
  return bibliography ? count(bibliography) : { names: 0, texts: 0 };
}

/**
 * The style without what a single reference has no use for: its number, its in-text citations, which citeproc formats too,
 * to see whether two look alike, and the order of the bibliography. The last two cost more than half of the time.
 */
export function forSingleReferences(xml: string): string {
  return (
    xml
      .replace(/<sort>[\s\S]*?<\/sort>/g, "")
      .replace(/(<citation\b[^>]*>)[\s\S]*?<\/citation>/, '$1<layout><text variable="title"/></layout></citation>')
      .replace(/<(?:text|number)\b[^>]*\svariable="citation-(?:number|label)"[^>]*\/>/g, "")
      // Of what stands beside a number that is not there, citeproc would leave the layout's suffix out.
      .replace(/\s(?:disambiguate-[a-z-]+|second-field-align)="[^"]*"/g, "")
  );
}

/** citation-js' CSL plugin, loaded when the first reference is made: it takes a tenth of a second. */
function loadCiteproc() {
  require("@citation-js/plugin-csl");
  const config = (require("@citation-js/core") as typeof import("@citation-js/core")).plugins.config.get("@csl");
  for (const [name, xml] of ownLocales()) if (!config.locales.has(name)) config.locales.add(name, xml);
  return config;
}
