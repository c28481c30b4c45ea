// In: the text of a template. Out: its tree, as nunjucks reads it, or why there is none.
import nunjucks from "nunjucks";

/** A part of a template. nunjucks 3.2 has these, its types do not say so; which fields a part has is told by its `typename`. */
export interface TemplateNode {
  readonly typename: string;
  /** Where it stands, counted from 0. */
  readonly lineno: number;
  readonly colno: number;
  readonly fields: readonly string[];
  readonly children?: readonly TemplateNode[];
  readonly value?: unknown;
  readonly [field: string]: unknown;
}

/** What is wrong at a place, counted from 0. */
export type TemplateFault = readonly [lineIndex: number, columnIndex: number, message: string, hint: string];

/** What nunjucks 3.2 has and its types do not say. */
interface Inside {
  readonly parser: { parse(text: string, extensions: readonly object[], options: object): TemplateNode };
}
export interface EnvironmentInside {
  readonly extensionsList: readonly object[];
  readonly opts: object;
  readonly filters: Readonly<Record<string, unknown>>;
  readonly tests: Readonly<Record<string, unknown>>;
  readonly globals: Readonly<Record<string, unknown>>;
}

/** The trees of the templates that an environment was asked for, by their texts: most are part of many pages. */
const treesOf = new WeakMap<EnvironmentInside, Map<string, TemplateNode>>();

/** A template's tree, which nobody may change, or why there is none; a tag that it lacks may be added yet. */
export function readTemplate(text: string, environment: EnvironmentInside): TemplateNode | TemplateFault {
  const trees = treesOf.get(environment) ?? new Map<string, TemplateNode>();
  treesOf.set(environment, trees);
  const read = trees.get(text) ?? parseTemplate(text, environment);
  if (isNode(read)) trees.set(text, read);
  return read;
}

function parseTemplate(text: string, { extensionsList, opts }: EnvironmentInside): TemplateNode | TemplateFault {
  try {
    return (nunjucks as unknown as Inside).parser.parse(text, extensionsList, opts);
  } catch (error) {
    const { message, lineno, colno } = error as { message: string; lineno?: number; colno?: number };
    const [line, column] =
      lineno === undefined ? placeOfUnclosed(text) : [Math.max(0, lineno - 1), Math.max(0, (colno ?? 1) - 1)];
    const reason = message.replace(/^\(.*?\)\s*(\[.*?\])?\s*/s, "").split("\n")[0]!;
    const hint = "close what is opened here, and look for a misspelt tag.";
    return [line, column, `The template can't be read: ${reason}.`, hint];
  }
}

/** The parts that a part holds. */
export const partsOf = (node: TemplateNode): readonly TemplateNode[] =>
  node.children ?? node.fields.flatMap((field) => node[field]).filter(isNode);

/** The part in a field that is always one. */
export const partIn = (node: TemplateNode, field: string): TemplateNode => node[field] as TemplateNode;

export const isNode = (value: unknown): value is TemplateNode =>
  typeof value === "object" && value !== null && "typename" in value;

/** A part and all that it holds, in their order. */
export function allParts(node: TemplateNode): readonly TemplateNode[] {
  const found: TemplateNode[] = [];
  const add = (one: TemplateNode) => {
    found.push(one);
    for (const part of partsOf(one)) add(part);
  };
  add(node);
  return found;
}

/** Where the tag or output stands that the end of the text leaves open. */
function placeOfUnclosed(text: string): readonly [lineIndex: number, columnIndex: number] {
  const open: { name: string; at: number }[] = [];
  for (const tag of text.matchAll(/\{%-?\s*(\w+)|\{\{/g)) {
    const name = tag[1] ?? "";
    if (name.startsWith("end")) {
      while (open.length > 0 && open.pop()!.name !== name.slice(3));
    } else if (/^(if|ifAsync|for|asyncEach|asyncAll|block|macro|call|filter|raw|verbatim|switch)$/.test(name)) {
      open.push({ name, at: tag.index });
    }
  }
  const lastOutput = text.lastIndexOf("{{");
  const isOutputOpen =
    lastOutput >= 0 && !/^\{\{[^"'{}]*(?:"[^"\n]*"[^"'{}]*|'[^'\n]*'[^"'{}]*)*\}\}/.test(text.slice(lastOutput));
  const at = isOutputOpen ? lastOutput : (open.at(-1)?.at ?? Math.max(0, text.trimEnd().length - 1));
  const before = text.slice(0, at).split("\n");
  return [before.length - 1, before.at(-1)!.length];
}
