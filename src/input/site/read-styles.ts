// The citation styles of a site: what is built in, and its `.csl` files (CSL 1.0.2).
import { SaxesParser } from "saxes";
import { bounds, moreThan } from "../../diagnostic/bounds.ts";
import type { CitationStyle } from "../../record/site-settings.ts";
import { escapeHtml } from "../../text/escape.ts";
import type { SourceFile } from "../files/source-file.ts";

/** What is built in, by the names authors write, with the names that the CSL project has for the same. */
const builtInStyles: readonly Omit<ReadStyle, "parent">[] = [
  { name: "apa", title: "APA", ids: ["apa"] },
  { name: "vancouver", title: "Vancouver", ids: ["vancouver", "nlm-citation-sequence"] },
  { name: "harvard1", title: "Harvard", ids: ["harvard1", "harvard-cite-them-right"] },
];

/** A style by its name: one that can be had, one that stands for another that is not there, or one that can't be used. */
export type KnownStyle = CitationStyle & {
  readonly missingParent?: string;
  /** Why it can't be used: the end of a sentence about it. */
  readonly fault?: string;
};

/**
 * The styles of a site, those of its `.csl` files first. A dependent style (CSL 1.0.2, "Dependent Styles") is its parent
 * under another title, with a language of its own where it says so.
 */
export function readStyles(files: readonly SourceFile[]): readonly KnownStyle[] {
  const own = files.map(readStyle);
  const independent: readonly ReadStyle[] = [...own.filter(({ parent }) => parent === undefined), ...builtInStyles];
  return [
    ...own.map(({ ids: _, parent, ...style }): KnownStyle => {
      if (parent === undefined || style.fault !== undefined) return style;
      const found = independent.find(({ name, ids }) => name === parent || ids.includes(parent));
      const { xml: _own, ...named } = style;
      if (found === undefined) return { ...named, missingParent: parent };
      return {
        ...named,
        ...(found.fault === undefined ? {} : { fault: found.fault }),
        ...(found.xml === undefined ? { builtIn: found.name } : { xml: found.xml }),
        ...(style.language === undefined && found.language !== undefined ? { language: found.language } : {}),
      };
    }),
    ...builtInStyles.map(({ ids: _, ...style }) => style),
  ];
}

interface ReadStyle extends CitationStyle {
  readonly ids: readonly string[];
  readonly parent?: string | undefined;
  readonly fault?: string;
}

/** What a macro, a branch of a choice, or all that is in neither, is made of. */
interface Steps {
  elements: number;
  deepest: number;
  /** The macros that it uses, each as often as it does, and how deep. */
  readonly uses: { readonly name: string; readonly depth: number }[];
  /** The branches of its choices, of each of which a reference takes one. */
  readonly choices: Steps[][];
}

const noSteps = (): Steps => ({ elements: 0, deepest: 0, uses: [], choices: [] });

/**
 * Reads a style's file. Its XML is written anew without comments and the like, so that an element that a program looks for
 * in it has its end.
 */
function readStyle({ path, text }: SourceFile): ReadStyle {
  const name = path
    .split("/")
    .at(-1)!
    .replace(/\.csl$/i, "")
    .toLowerCase();
  const parts: string[] = [];
  const open: string[] = [];
  const texts: Partial<Record<string, string>> = {};
  let [language, parent, fault]: (string | undefined)[] = [];
  const root = noSteps();
  const macros = new Map<string, Steps>();
  /** Those that are open, the innermost last. */
  const within = [root];
  let base = 0;
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on("error", () => {
    fault ??= "is no well-formed XML";
  });
  parser.on("opentag", ({ name: element, attributes }) => {
    open.push(element);
    if (open.length > bounds.styleDepth.most) {
      fault ??= `has ${moreThan("styleDepth")}`;
      throw new Error(fault);
    }
    if (fault !== undefined) return;
    const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeHtml(value)}"`);
    parts.push(`<${element}${written.join("")}>`);
    if (element === "style") language ??= /^[\w-]+$/.exec(attributes["default-locale"] ?? "")?.[0];
    if (element === "link" && attributes.rel === "independent-parent") parent ??= nameOfId(attributes.href);
    if (element === "choose") within.at(-1)!.choices.push([]);
    if (element === "macro") {
      base = open.length;
      within.push(noSteps());
      macros.set(attributes.name ?? "", within.at(-1)!);
    } else if (open.at(-2) === "choose") {
      const branch = noSteps();
      within.at(-1)!.choices.at(-1)!.push(branch);
      within.push(branch);
    }
    const steps = within.at(-1)!;
    const depth = open.length - base;
    steps.elements += 1;
    steps.deepest = Math.max(steps.deepest, depth);
    if (element !== "macro" && attributes.macro !== undefined) steps.uses.push({ name: attributes.macro, depth });
  });
  const addText = (value: string) => {
    if (fault !== undefined || open.length === 0) return;
    parts.push(escapeHtml(value));
    const element = open.at(-1)!;
    if (/^(?:title|title-short|id)$/.test(element) && value.trim() !== "") texts[element] ??= value.trim();
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.on("closetag", ({ name: element }) => {
    open.pop();
    parts.push(`</${element}>`);
    if (element === "macro" || open.at(-1) === "choose") within.pop();
    if (element === "macro") base = 0;
  });
  try {
    parser.write(text.replace(/^\uFEFF/, "")).close();
  } catch {
    fault ??= "is no well-formed XML";
  }
  if (fault === undefined) fault = excessOf(root, macros);
  return {
    name,
    title: texts.title ?? texts["title-short"] ?? name,
    ...(language === undefined ? {} : { language }),
    xml: parts.join(""),
    ids: [nameOfId(texts.id)],
    parent,
    ...(fault === undefined ? {} : { fault }),
  };
}

/** What a style asks too much of, as the end of a sentence; a macro that uses itself asks for steps without end. */
function excessOf(root: Steps, macros: ReadonlyMap<string, Steps>): string | undefined {
  const known = new Map<Steps, { readonly elements: number; readonly deepest: number }>();
  const count = (steps: Steps, level: number): { readonly elements: number; readonly deepest: number } => {
    const found = known.get(steps);
    if (found) return found;
    let { elements, deepest } = steps;
    // Where it is used in itself, and where calls would go too deep.
    if (level > bounds.styleDepth.most) return { elements, deepest: Number.POSITIVE_INFINITY };
    for (const { name, depth } of steps.uses) {
      const used = macros.get(name);
      if (!used) continue;
      const inside = count(used, level + 1);
      elements += inside.elements;
      deepest = Math.max(deepest, depth + inside.deepest);
      if (deepest > bounds.styleDepth.most) break;
    }
    for (const branches of steps.choices) {
      const inside = branches.map((branch) => count(branch, level));
      elements += Math.max(0, ...inside.map((one) => one.elements));
      deepest = Math.max(deepest, ...inside.map((one) => one.deepest));
    }
    const counted = { elements, deepest };
    known.set(steps, counted);
    return counted;
  };
  const { elements, deepest } = count(root, 0);
  if (deepest > bounds.styleDepth.most) return `has ${moreThan("styleDepth")}`;
  return elements > bounds.styleSteps.most ? `has ${moreThan("styleSteps")}` : undefined;
}

/** "apa" for "http://www.zotero.org/styles/apa". */
function nameOfId(id = ""): string {
  const address = id.trim();
  let end = address.length;
  while (end > 0 && address[end - 1] === "/") end -= 1;
  return address
    .slice(address.lastIndexOf("/", end - 1) + 1, end)
    .replace(/\.csl$/i, "")
    .toLowerCase();
}
