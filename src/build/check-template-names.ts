// In: a template as nunjucks reads it. Out: what it names and is not given, so that nothing would be shown there, with its place.
import { contextNames, shapes } from "../site/views/template-names.ts";
import { isNode, partIn, partsOf, type TemplateNode } from "./read-template.ts";

/** A name that leads nowhere: the place counted from 0, the name as it is written, and the names that would be there. */
export interface UnknownName {
  readonly node: TemplateNode;
  readonly name: string;
  readonly known: readonly string[];
}

/** What nunjucks gives each template by itself. */
const globals = ["range", "cycler", "joiner", "loop", "caller", "super", "true", "false", "none", "null", "undefined"];

/** The names that a template itself gives to what it holds and includes: it sets them, imports them, or goes through a list. */
export function namesGiven(node: TemplateNode): readonly string[] {
  const own = declaredBy(node).flatMap(symbolsIn);
  return [...own, ...partsOf(node).flatMap(namesGiven)];
}

function declaredBy(node: TemplateNode): readonly TemplateNode[] {
  const field = {
    Set: "targets",
    For: "name",
    AsyncEach: "name",
    AsyncAll: "name",
    Import: "target",
    FromImport: "names",
  };
  if (node.typename === "Macro" || node.typename === "Caller") return [partIn(node, "name"), partIn(node, "args")];
  return [node[field[node.typename as keyof typeof field]]].flat().filter(isNode);
}

const symbolsIn = (node: TemplateNode): readonly string[] =>
  node.typename === "Symbol" ? [String(node.value)] : partsOf(node).flatMap(symbolsIn);

/**
 * What a template names and is not given, in its order. A name that is set has the shape of what it is set to; what a filter or
 * a function makes has any.
 * @param given names that are there besides those of the engine: what the site's templates set, and what its configuration adds
 */
export function unknownNames(root: TemplateNode, given: ReadonlySet<string>): readonly UnknownName[] {
  const found: UnknownName[] = [];
  /** The shapes of the names that are set here; undefined where a value may have any. */
  const set = new Map<string, string | undefined>();

  /** Looks at an expression; the shape of its value, undefined where it may have any or has no parts. */
  const look = (node: TemplateNode): string | undefined => {
    const { typename } = node;
    if (typename === "Symbol") {
      const name = String(node.value);
      if (set.has(name)) return set.get(name);
      if (Object.hasOwn(contextNames, name)) return given.has(name) ? undefined : shapeOf(contextNames, name);
      if (!given.has(name) && !globals.includes(name)) found.push({ node, name, known: Object.keys(contextNames) });
      return undefined;
    }
    if (typename === "LookupVal") return lookUp(node);
    if (typename === "Group") return node.children!.map(look).at(-1);
    if (typename === "Set") {
      const shape = [node.value, node.body].map((one) => (isNode(one) ? look(one) : undefined))[0];
      for (const target of node.targets as readonly TemplateNode[]) set.set(String(target.value), shape);
    } else if (typename === "For" || typename.startsWith("Async")) {
      const items = look(partIn(node, "arr"));
      const name = partIn(node, "name");
      const shape = name.typename === "Symbol" ? items?.replace(/\[\]$/, "") : undefined;
      lookInto(partIn(node, "body"), symbolsIn(name), shape);
      if (isNode(node.else_)) look(node.else_);
    } else if (typename === "Macro" || typename === "Caller") {
      lookInto(partIn(node, "body"), symbolsIn(partIn(node, "args")), undefined);
    } else if (typename === "Filter" || typename === "FilterAsync") look(partIn(node, "args"));
    else if (typename === "Is") {
      // Who asks whether a name is there knows that it may not be.
      if (partIn(node, "left").typename !== "Symbol") look(partIn(node, "left"));
    } else if (typename === "Pair") look(partIn(node, "value"));
    else if (typename === "Block") look(partIn(node, "body"));
    else if (typename === "Import" || typename === "FromImport") look(partIn(node, "template"));
    else for (const one of partsOf(node)) look(one);
    return undefined;
  };

  /** Looks at a part in which alone these names are set. */
  const lookInto = (body: TemplateNode, names: readonly string[], shape: string | undefined) => {
    const before = names.map((name) => [name, set.has(name), set.get(name)] as const);
    for (const name of names) set.set(name, shape);
    look(body);
    for (const [name, wasSet, former] of before) {
      if (wasSet) set.set(name, former);
      else set.delete(name);
    }
  };

  const lookUp = (node: TemplateNode): string | undefined => {
    const shape = look(partIn(node, "target"));
    const key = partIn(node, "val");
    if (key.typename !== "Literal") {
      look(key);
      return undefined;
    }
    if (shape === undefined) return undefined;
    const name = String(key.value);
    if (shape.endsWith("[]")) {
      if (/^\d+$/.test(name)) return shape.slice(0, -2);
      if (!(name in Array.prototype)) found.push({ node: key, name, known: ["length"] });
      return undefined;
    }
    const rows = shapes[shape]!;
    if (!Object.hasOwn(rows, name)) found.push({ node: key, name, known: Object.keys(rows) });
    return shapeOf(rows, name);
  };

  look(root);
  return found;
}

function shapeOf(rows: typeof contextNames, name: string): string | undefined {
  const row = rows[name];
  return Array.isArray(row) ? row[0] : undefined;
}
