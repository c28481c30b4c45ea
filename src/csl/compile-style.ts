// In: a CSL style and a locale. Out: a function that writes one reference, as it stands in a bibliography of one. The style is
// walked once and becomes functions; what they put out is `Output`.

import { createLocale, type Locale } from "./csl-locale.ts";
import { type DatePartForm, type Day, datePartsOf, datePartText, daysOf, firstDifference } from "./date-parts.ts";
import { type Attributes, formatted, isTrue, marked, marksOf } from "./formatting.ts";
import { type DateValue, hasValue, type Item, namesOf, numberVariables } from "./item.ts";
import { pushRichText } from "./item-text.ts";
import { compileNameLabel, compileNameList } from "./name-list.ts";
import { formatPages, isMultiple, isNumeric, spaceNumbers, tidyNumbers, toRoman } from "./numbers.ts";
import { type FormattedReference, Output, type OutputOptions, TooLong } from "./output.ts";
import { childOf, childrenOf, type StyleNode, UnsupportedStyle } from "./style-tree.ts";
import { capitalizeFirst, textCaseOf } from "./text-case.ts";

/** What a style is compiled with; all of it may be left out. */
export interface CompileOptions {
  /** Where the value of `DOI`, `URL`, `PMID` or `PMCID` leads; without it there are no links. */
  readonly address?: (variable: string, value: string) => string | undefined;
  /** Sees every stretch of text between two marks. */
  readonly edit?: (text: string) => string;
  /** How many characters a reference may have, which is broken off there; without it any number. */
  readonly longest?: number;
  /** Whether the number of a numbered style is shown; there is but one, 1. */
  readonly showsNumber?: boolean;
}

/** A style in one language. */
export interface CompiledStyle {
  /** The reference of an item; empty where the style has nothing to say of it. */
  readonly format: (item: Item) => FormattedReference;
  readonly term: Locale["term"];
}

/** One reference as it is made. */
interface Run {
  readonly item: Item;
  readonly output: Output;
  /** Variables that stood in for others, which are empty from then on. */
  readonly spent: Set<string>;
  /** The variables that are shown while one is looked for that stands in. */
  tried: string[] | undefined;
  // Of the group that is being made: where it begins, what parts its members, and of what kind they are.
  start: number;
  delimiter: string;
  hasVariables: boolean;
  hasValues: boolean;
  hasTerms: boolean;
}

type Part = (run: Run) => void;

/**
 * More elements than any style has for one reference, which takes one branch of a choice; macros that call each other in pairs
 * would make millions.
 */
const mostParts = 100_000;

/**
 * Compiles a style for a language ("de-AT"), with the files of its CSL locale, each in place of those before it. Throws an
 * `UnsupportedStyle` where it asks for what a single reference can't be given, is no style of CSL 1.0.2, or its macros go in
 * a circle or never end.
 */
export function compileStyle(
  style: StyleNode,
  localeFiles: readonly StyleNode[],
  language: string,
  options: CompileOptions = {},
): CompiledStyle {
  const locale = createLocale(localeFiles, childrenOf(style, "locale"), language);
  const layout = new StyleCompiler(style, locale, options.showsNumber ?? false).compile();
  const finishing: OutputOptions = {
    quotes: {
      open: locale.term("open-quote") ?? "“",
      close: locale.term("close-quote") ?? "”",
      innerOpen: locale.term("open-inner-quote") ?? "‘",
      innerClose: locale.term("close-inner-quote") ?? "’",
      holdPunctuation: locale.option("punctuation-in-quote") === "true",
    },
    address: options.address ?? (() => undefined),
    edit: options.edit ?? ((text) => text),
  };
  return {
    term: locale.term,
    format: (item) => {
      const run: Run = {
        item,
        output: new Output(options.longest ?? Number.POSITIVE_INFINITY),
        spent: new Set(),
        tried: undefined,
        start: 0,
        delimiter: "",
        hasVariables: false,
        hasValues: false,
        hasTerms: false,
      };
      try {
        layout(run);
      } catch (error) {
        if (!(error instanceof TooLong)) throw error;
        return run.output.finish(finishing, true);
      }
      return run.output.finish(finishing);
    },
  };
}

/** Letters of scripts that have italics. */
const alphabetic = /[a-z\u0080-\u017f\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}]/iu;

const isWithoutItalics = (text: string): boolean =>
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(text) && !alphabetic.test(text);

class StyleCompiler {
  readonly #style: StyleNode;
  readonly #locale: Locale;
  readonly #showsNumber: boolean;
  readonly #inherited: Attributes;
  readonly #macros: ReadonlyMap<string, StyleNode>;
  readonly #compiled = new Map<string, { readonly part: Part; readonly count: number }>();
  readonly #open = new Set<string>();
  #count = 0;

  constructor(style: StyleNode, locale: Locale, showsNumber: boolean) {
    this.#style = style;
    this.#locale = locale;
    this.#showsNumber = showsNumber;
    this.#inherited = { ...style.attributes, ...childOf(style, "bibliography")?.attributes };
    this.#macros = new Map(childrenOf(style, "macro").map((macro) => [macro.attributes.name ?? "", macro]));
  }

  compile(): Part {
    const bibliography = childOf(this.#style, "bibliography");
    const layout = bibliography && childOf(bibliography, "layout");
    if (layout === undefined) throw new UnsupportedStyle("it has no bibliography");
    const parts = this.#sequence(layout.children);
    if (this.#inherited["second-field-align"] !== undefined)
      parts.splice(1, 0, ({ output }) => output.push("affix", " "));
    const { prefix, suffix } = layout.attributes;
    const within = marked(layout.attributes);
    return (run) =>
      within(run.output, () => {
        if (prefix) run.output.push("affix", prefix);
        for (const part of parts) part(run);
        if (suffix) run.output.push("affix", suffix);
      });
  }

  #sequence(nodes: readonly StyleNode[], names?: StyleNode): Part[] {
    return nodes.map((node) => this.#part(node, names));
  }

  /** A rendering element; `names` is the `<names>` in whose `<substitute>` it stands. */
  #part(node: StyleNode, names: StyleNode | undefined): Part {
    if (++this.#count > mostParts) throw new UnsupportedStyle("its macros never end");
    switch (node.name) {
      case "text":
        return this.#text(node);
      case "number":
        return this.#number(node);
      case "label":
        return this.#label(node);
      case "date":
        return this.#date(node);
      case "names":
        return this.#names(node, names);
      case "group":
        return this.#decorated(node, grouped(this.#sequence(node.children, names), node.attributes.delimiter ?? ""));
      case "choose":
        return this.#choose(node, names);
      default:
        throw new UnsupportedStyle(`it has no place for "${node.name}"`);
    }
  }

  /** What all rendering elements have: the delimiter of their group, affixes, formatting, quotes, case, display. */
  #decorated(node: StyleNode, body: Part): Part {
    const { prefix, suffix, display, variable } = node.attributes;
    const marks = marksOf(node.attributes);
    const isQuoted = isTrue(node.attributes.quotes);
    const change = textCaseOf(node.attributes);
    const isTitleCase = node.attributes["text-case"] === "title";
    const isStripped = isTrue(node.attributes["strip-periods"]);
    return (run) => {
      const { output } = run;
      const before = output.length;
      if (run.delimiter !== "" && before > run.start) output.push("affix", run.delimiter);
      if (display !== undefined) output.push("affix", " ");
      if (prefix) output.push("affix", prefix);
      const opened = output.length;
      for (const mark of marks) output.push("open", mark);
      if (isQuoted) output.push("openQuote", "");
      const from = output.length;
      body(run);
      if (output.length === from) {
        output.length = before;
        return;
      }
      // Scripts without italics, as Chinese, stay upright.
      if (variable !== undefined && marks.length > 0 && isWithoutItalics(output.textFrom(from)))
        output.withoutItalics(opened, from);
      if (isStripped) output.withoutFullStops(from);
      if (change && !(isTitleCase && !this.#isEnglish(run.item))) output.changeCase(from, change);
      if (isQuoted) output.push("closeQuote", "");
      for (const _ of marks) output.push("close", "");
      if (suffix) output.push("affix", suffix);
      if (display !== undefined) output.push("affix", " ");
    };
  }

  /** Whether a work has an English title: it says so, or says nothing in an English style ("Title Case Conversion"). */
  #isEnglish({ language }: Item): boolean {
    const said =
      typeof language === "string" && language !== "" ? language : (this.#style.attributes["default-locale"] ?? "en");
    return /^en(?:[-_]|$)/i.test(said);
  }

  #text(node: StyleNode): Part {
    const { macro, variable, term, value, form, plural } = node.attributes;
    if (macro !== undefined) return this.#decorated(node, this.#macro(macro));
    if (variable !== undefined) return this.#decorated(node, this.#variable(variable, form));
    const text = term === undefined ? value : (this.#locale.term(term, form, isTrue(plural)) ?? "");
    if (text === undefined) throw new UnsupportedStyle("it has a text that shows nothing");
    return this.#decorated(node, (run) => {
      run.hasTerms = true;
      // A reference begins with a capital, as a sentence does, unless its first word is the author's.
      const isFirst = term !== undefined && !run.output.isBegun();
      if (text !== "") pushRichText(run.output, isFirst ? capitalizeFirst(text) : text);
    });
  }

  /** A macro, which is empty where a group would be. */
  #macro(name: string): Part {
    const known = this.#compiled.get(name);
    if (known) {
      this.#count += known.count;
      return known.part;
    }
    const macro = this.#macros.get(name);
    if (macro === undefined) throw new UnsupportedStyle(`it has no macro "${name}"`);
    if (this.#open.has(name)) throw new UnsupportedStyle(`its macro "${name}" shows itself`);
    this.#open.add(name);
    const before = this.#count;
    const part = grouped(this.#sequence(macro.children), "");
    this.#open.delete(name);
    this.#compiled.set(name, { part, count: this.#count - before });
    return part;
  }

  #variable(variable: string, form: string | undefined): Part {
    if (variable === "citation-number")
      return (run) => {
        run.hasVariables = true;
        if (!this.#showsNumber) return;
        run.hasValues = true;
        run.output.push("text", "1");
      };
    // What tells works of one year and author apart.
    if (variable === "year-suffix") return () => {};
    const short = form === "short" ? shortOf(variable) : [];
    return (run) => {
      run.hasVariables = true;
      const shown = [...short, variable].find((one) => textOf(run, one) !== undefined);
      if (shown === undefined) return;
      const value = textOf(run, shown)!;
      use(run, variable);
      const { output } = run;
      if (linked.has(variable)) {
        output.push("openLink", `${variable} ${value}`);
        output.push("text", value);
        output.push("closeLink", "");
      } else if (numberVariables.has(variable)) pushRichText(output, this.#numberText(variable, value));
      else pushRichText(output, value);
    };
  }

  #dash(): string {
    return this.#locale.term("page-range-delimiter") || "–";
  }

  #numberText(variable: string, value: string): string {
    if (variable === "page" || variable === "locator")
      return formatPages(value, this.#inherited["page-range-format"], this.#dash());
    return tidyNumbers(value, "–");
  }

  #number(node: StyleNode): Part {
    const { variable = "", form } = node.attributes;
    return this.#decorated(node, (run) => {
      run.hasVariables = true;
      const value = textOf(run, variable);
      if (value === undefined) return;
      use(run, variable);
      run.output.push("text", this.#numberIn(variable, value, form));
    });
  }

  /** A number in a form; one with letters beside it stays as it is. */
  #numberIn(variable: string, value: string, form: string | undefined): string {
    const tidied = this.#numberText(variable, value);
    if (!isNumeric(value)) return tidied;
    const spaced = spaceNumbers(tidied);
    if (form === undefined || form === "numeric") return spaced;
    return spaced.replace(/(?<![\p{L}\d])\d+(?![\p{L}\d])/gu, (digits) => {
      const number = Number(digits);
      if (form === "ordinal") return this.#locale.ordinal(number, variable);
      if (form === "long-ordinal") return this.#locale.longOrdinal(number, variable);
      return form === "roman" && number > 0 && number < 4000 ? toRoman(number) : digits;
    });
  }

  #label(node: StyleNode): Part {
    const { variable = "", form, plural } = node.attributes;
    return this.#decorated(node, (run) => {
      const value = textOf(run, variable);
      if (value === undefined) return;
      const isPlural = plural === "always" || (plural !== "never" && isMultiple(variable, value));
      const term = this.#locale.term(variable, form, isPlural);
      if (!term) return;
      run.hasTerms = true;
      run.output.push("text", term);
    });
  }

  /** The branch that holds; in a `<substitute>`, of which the first child that shows something stands in, only so much of it. */
  #choose(node: StyleNode, names: StyleNode | undefined, isSubstitute = false): Part {
    const before = this.#count;
    let most = before;
    const branches = node.children.map((branch) => {
      this.#count = before;
      const parts = branch.children.map((child) =>
        isSubstitute && child.name === "choose" ? this.#choose(child, names, true) : this.#part(child, names),
      );
      most = Math.max(most, this.#count);
      return { test: branch.name === "else" ? () => true : this.#condition(branch.attributes), parts };
    });
    this.#count = most;
    return (run) => {
      const before = run.output.length;
      for (const part of branches.find(({ test }) => test(run))?.parts ?? []) {
        part(run);
        if (isSubstitute && run.output.length > before) return;
      }
    };
  }

  #condition(attributes: Attributes): (run: Run) => boolean {
    const tests = Object.entries(attributes).flatMap(([name, list]): readonly ((run: Run) => boolean)[] => {
      const values = (list ?? "").split(/\s+/).filter(Boolean);
      switch (name) {
        case "match":
          return [];
        case "type": {
          const types = new Set(values);
          return [({ item }) => types.has(item.type)];
        }
        case "variable":
          return values.map(
            (variable) =>
              ({ item }) =>
                hasValue(item, variable),
          );
        case "is-numeric":
          return values.map((variable) => (run) => {
            const value = textOf(run, variable);
            return value !== undefined && isNumeric(value.replaceAll("\\-", "-"));
          });
        case "is-uncertain-date":
          return values.map(
            (variable) =>
              ({ item }) =>
                Boolean((item[variable] as DateValue | undefined)?.circa),
          );
        // Where a work is cited, what is cited of it, and what else looks like it, is nothing to a list.
        case "locator":
        case "position":
        case "disambiguate":
          return [() => false];
        default:
          throw new UnsupportedStyle(`it asks for "${name}"`);
      }
    });
    switch (attributes.match) {
      case "any":
        return (run) => tests.some((test) => test(run));
      case "none":
        return (run) => !tests.some((test) => test(run));
      default:
        return (run) => tests.every((test) => test(run));
    }
  }

  #date(node: StyleNode): Part {
    const { variable = "" } = node.attributes;
    const { parts, delimiter } = datePartsOf(node, this.#locale);
    const forms = parts.map((part) => ({ ...part, format: formatted(part.attributes) }));
    /** Next to the dash of a range no affix stands. */
    const show = (output: Output, shown: readonly ShownPart[], side: "before" | "behind" | "apart" = "apart") => {
      for (const [index, { text, attributes, format }] of shown.entries()) {
        if (index > 0 && delimiter !== "") output.push("affix", delimiter);
        if (attributes.prefix && !(side === "behind" && index === 0)) output.push("affix", attributes.prefix);
        format(output, text);
        if (attributes.suffix && !(side === "before" && index === shown.length - 1))
          output.push("affix", attributes.suffix);
      }
    };
    const shownOf = (day: Day) =>
      forms.flatMap((part): readonly ShownPart[] => {
        const text = datePartText(part, day, this.#locale);
        return text ? [{ ...part, text }] : [];
      });
    return this.#decorated(node, (run) => {
      run.hasVariables = true;
      if (run.spent.has(variable)) return;
      const date = run.item[variable] as DateValue | undefined;
      if (typeof date !== "object" || date === null) return;
      const [from, to] = daysOf(date);
      if (from === undefined) {
        const words = date.literal ?? date.raw ?? "";
        // They stand for the year, and so once where a style shows its parts apart.
        const year = parts.find(({ name }) => name === "year");
        if (words === "" || year === undefined) return;
        use(run, variable);
        const { prefix, suffix } = year.attributes;
        if (prefix) run.output.push("affix", prefix);
        pushRichText(run.output, words);
        if (suffix) run.output.push("affix", suffix);
        return;
      }
      const begin = shownOf(from);
      if (begin.length === 0) return;
      use(run, variable);
      const difference = to && firstDifference(parts, from, to);
      if (to === undefined || difference === undefined) {
        show(run.output, begin);
        return;
      }
      const dash = parts.find(({ name }) => name === difference)!.attributes["range-delimiter"] ?? "–";
      const end = shownOf(to);
      if (difference === "year") {
        // Years of one era before Christ name it once.
        const isBefore = from[0]! < 0 && to[0]! < 0;
        show(
          run.output,
          isBefore ? begin.map((part) => (part.name === "year" ? { ...part, text: String(-from[0]!) } : part)) : begin,
          "before",
        );
        run.output.push("text", dash);
        show(run.output, end, "behind");
        return;
      }
      // What both ends have in common stands once, before or behind both.
      const differs = ({ name }: ShownPart) => (difference === "month" ? name !== "year" : name === "day");
      const [first, last] = [begin.findIndex(differs), begin.findLastIndex(differs)];
      show(run.output, begin.slice(0, last + 1), "before");
      run.output.push("text", dash);
      show(run.output, [...(first < 0 ? [] : end.filter(differs)), ...begin.slice(last + 1)], "behind");
    });
  }

  #names(node: StyleNode, outer: StyleNode | undefined): Part {
    const variables = (node.attributes.variable ?? "").split(/\s+/).filter(Boolean);
    // Within <substitute>, <names> without children has those of the one around it.
    const own =
      node.children.length > 0 || outer === undefined
        ? node
        : { ...outer, attributes: { ...outer.attributes, ...node.attributes } };
    const list = compileNameList(own, this.#inherited, this.#locale);
    const label = compileNameLabel(own, this.#locale);
    const isLabelFirst =
      own.children.findIndex(({ name }) => name === "label") < own.children.findIndex(({ name }) => name === "name");
    const delimiter = own.attributes.delimiter ?? this.#inherited["names-delimiter"] ?? "";
    const substitute = childOf(node, "substitute");
    const others = substitute
      ? substitute.children.map((child) =>
          child.name === "choose" ? this.#choose(child, node, true) : this.#part(child, node),
        )
      : [];
    const body = this.#decorated({ ...own, attributes: { ...own.attributes, ...node.attributes } }, (run) => {
      run.hasVariables = true;
      const { output } = run;
      const shown = namedBy(run, variables, (term) =>
        Boolean(this.#locale.term(term, childOf(own, "label")?.attributes.form)),
      );
      if (list.isCount) {
        const count = shown.reduce((sum, { names }) => sum + list.countOf(names), 0);
        if (count === 0) return;
        for (const { variable } of shown) use(run, variable);
        output.push("text", String(count));
        return;
      }
      for (const [index, { variable, term, names }] of shown.entries()) {
        if (index > 0 && delimiter !== "") output.push("affix", delimiter);
        if (label && isLabelFirst) label(output, term, names.length);
        list.show(output, names);
        if (label && !isLabelFirst) label(output, term, names.length);
        use(run, variable);
      }
    });
    if (others.length === 0) return body;
    return (run) => {
      const before = run.output.length;
      body(run);
      if (run.output.length > before) return;
      const { tried } = run;
      for (const other of others) {
        run.tried = [];
        run.hasTerms = false;
        other(run);
        // A term stands in even where it is empty.
        if (run.output.length > before || run.hasTerms) {
          for (const variable of run.tried) run.spent.add(variable);
          break;
        }
      }
      run.tried = tried;
    };
  }
}

interface ShownPart extends DatePartForm {
  readonly text: string;
  readonly format: (output: Output, text: string) => void;
}

/** A group is shown where one of its variables has a value, or it asks for none and says something itself ("Group"). */
function grouped(parts: readonly Part[], delimiter: string): Part {
  return (run) => {
    const { start, delimiter: outerDelimiter, hasVariables, hasValues, hasTerms } = run;
    const { length } = run.output;
    run.start = length;
    run.delimiter = delimiter;
    run.hasVariables = run.hasValues = run.hasTerms = false;
    for (const part of parts) part(run);
    const isShown = run.hasValues || (run.hasTerms && !run.hasVariables);
    if (!isShown) run.output.length = length;
    run.start = start;
    run.delimiter = outerDelimiter;
    run.hasTerms = hasTerms;
    // To the group around it, one that is shown is a variable with a value.
    run.hasVariables ||= hasVariables;
    run.hasValues = hasValues || isShown;
  };
}

/** The names under several variables; who edited and translated a work alike is named once ("editortranslator"). */
function namedBy(run: Run, variables: readonly string[], hasTerm: (name: string) => boolean) {
  const all = variables.flatMap((variable) => {
    const names = run.spent.has(variable) ? [] : namesOf(run.item, variable);
    return names.length === 0 ? [] : [{ variable, term: variable, names }];
  });
  const [one, other] = all;
  const roles = [one?.variable, other?.variable].sort().join(" ");
  if (all.length !== 2 || roles !== "editor translator") return all;
  if (!hasTerm("editortranslator") || JSON.stringify(one!.names) !== JSON.stringify(other!.names)) return all;
  return [{ ...one!, term: "editortranslator" }];
}

const linked: ReadonlySet<string> = new Set(["DOI", "URL", "PMID", "PMCID"]);

/** The variables that hold the short form of another, as CSL-JSON has them. */
const shortOf = (variable: string): readonly string[] =>
  variable === "container-title" ? ["container-title-short", "journalAbbreviation"] : [`${variable}-short`];

/** A value as text, undefined where it is empty or has stood in for another. */
function textOf({ item, spent }: Run, variable: string): string | undefined {
  if (spent.has(variable)) return undefined;
  const value = item[variable];
  if (variable === "page-first" && value === undefined && item.page !== undefined)
    return /^\s*((?:\\-|[^\s\-–,&])+)/.exec(String(item.page))?.[1];
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}

function use(run: Run, variable: string): void {
  run.hasValues = true;
  run.tried?.push(variable);
}
