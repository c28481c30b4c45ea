// In: a Nunjucks template. Out: one function that shows it with all it extends and includes, several times as fast as
// Nunjucks' own, whose variables are looked up by name and whose includes are found anew each time.
import nunjucks from "nunjucks";
import { allParts, type EnvironmentInside, isNode, readTemplate, type TemplateNode } from "./read-template.ts";

/** A part of a template, with the fields that those known here have. */
interface Node extends TemplateNode {
  readonly children: readonly Node[];
  readonly name: Node;
  readonly args: Node;
  readonly target: Node;
  readonly targets: readonly Node[];
  readonly val: Node;
  readonly left: Node;
  readonly right: Node;
  readonly key: Node;
  readonly cond: Node;
  readonly body: Node;
  readonly else_: Node | null;
  readonly expr: Node;
  readonly ops: readonly { readonly type: string; readonly expr: Node }[];
  readonly arr: Node;
  readonly template: Node;
  readonly ignoreMissing?: boolean;
}

interface LoadingEnvironment extends EnvironmentInside {
  readonly loaders: readonly { getSource(name: string): { readonly src: string } | null }[];
  readonly asyncFilters: readonly string[];
  getFilter(name: string): (...values: unknown[]) => unknown;
}

const { lib } = nunjucks as unknown as { readonly lib: { escape(text: string): string } };

/** What only Nunjucks itself can do. */
class Unsupported extends Error {}

const unsupported = (what: string): never => {
  throw new Unsupported(what);
};

/**
 * Where variables stand at one place of a template, as Nunjucks' frames hold them: a template, a block or a loop, each in
 * the one around it. What is undefined in one is looked for in the next, and at last in the context.
 */
interface Frame {
  readonly kind: "template" | "block" | "loop";
  /** The variables by their names in the function that is made. */
  readonly variables: Map<string, string>;
  /** The names of a loop, which its own template sees past all that are set. */
  readonly items: ReadonlyMap<string, string>;
  readonly outer: Frame | undefined;
}

/** How binary operators are written; as in Nunjucks they stand without brackets, so JavaScript's precedence holds. */
const operators: Readonly<Record<string, string>> = {
  And: " && ",
  Or: " || ",
  Add: " + ",
  Concat: ' + "" + ',
  Sub: " - ",
  Mul: " * ",
  Div: " / ",
  Mod: " % ",
};
const comparisons: ReadonlySet<string> = new Set(["==", "===", "!=", "!==", "<", ">", "<=", ">="]);

/**
 * A template of an environment as a function of its context, which gives what `environment.render` gives; undefined where it
 * or what it includes has a construct that is not known here (macros, captures, `super()`, filters that wait, tags of
 * plugins …) or can't be read.
 */
export function compileTemplate(
  environment: nunjucks.Environment,
  name: string,
): ((context: object) => string) | undefined {
  try {
    return new TemplateCompiler(environment as unknown as LoadingEnvironment).compile(name);
  } catch (error) {
    if (error instanceof Unsupported) return undefined;
    throw error;
  }
}

class TemplateCompiler {
  readonly #environment: LoadingEnvironment;
  /** The names that are asked of the context, with theirs in the function. */
  readonly #context = new Map<string, string>();
  /** The templates in which the present one is included, to find circles. */
  readonly #open: string[] = [];
  #count = 0;

  constructor(environment: LoadingEnvironment) {
    this.#environment = environment;
  }

  compile(name: string): (context: object) => string {
    const body = this.#template(name, undefined);
    const names = [...this.#context].map(([name, id]) => {
      const key = JSON.stringify(name);
      return `const ${id} = Object.hasOwn(context, ${key}) ? context[${key}] : globals[${key}];\n`;
    });
    const code = `return (context) => {\nconst self = selfOf(context);\nlet out = "";\n${names.join("")}${body}return out;\n};`;
    const { globals } = this.#environment;
    const parts = { globals, shown, raw, called, calledMember, listed, selfOf: this.#selfOf, filter: this.#filter };
    return new Function(...Object.keys(parts), code)(...Object.values(parts));
  }

  /** What functions and filters of Nunjucks have as `this`. */
  readonly #selfOf = (ctx: Readonly<Record<string, unknown>>) => {
    const env = this.#environment;
    return { env, ctx, lookup: (name: string) => ctx[name], getVariables: () => ctx };
  };

  readonly #filter = (name: string) => this.#environment.getFilter(name);

  #id(): string {
    return `v${this.#count++}`;
  }

  /** A template in its frame; those that it extends stand in the same one. */
  #template(name: string, outer: Frame | undefined): string {
    if (this.#open.includes(name)) unsupported("a template that includes itself");
    this.#open.push(name);
    const frame = this.#frame("template", outer);
    const blocks = new Map<string, Node>();
    let code = "";
    let next: string | undefined = name;
    const chain: string[] = [];
    while (next !== undefined) {
      if (chain.includes(next)) unsupported("a template that extends itself");
      chain.push(next);
      const root = this.#parse(next);
      for (const block of allOf(root, "Block")) {
        const title = String(block.name.value);
        if (!blocks.has(title)) blocks.set(title, block);
      }
      const parent: Node | undefined = root.children.find(({ typename }) => typename === "Extends");
      next = parent && textOf(parent.template);
      // What a template that extends another shows outside of blocks is lost; what it sets is not.
      const kept =
        parent === undefined
          ? root.children
          : root.children.filter(({ typename }) => !["Extends", "Output", "Block"].includes(typename));
      if (parent !== undefined && kept.some(({ typename }) => typename !== "Set")) unsupported("code beside extends");
      code += this.#statements(kept, frame, blocks);
    }
    this.#open.pop();
    return `{\n${declare(frame)}${code}}\n`;
  }

  #parse(name: string): Node {
    if (/^\.\.?\//.test(name)) unsupported("a relative name");
    const source = this.#environment.loaders.map((loader) => loader.getSource(name)).find((found) => found !== null);
    if (!source) return unsupported("a missing template");
    const root = readTemplate(source.src, this.#environment);
    return isNode(root) ? (root as Node) : unsupported("a template that can't be read");
  }

  #frame(kind: Frame["kind"], outer: Frame | undefined, items: Frame["items"] = new Map()): Frame {
    return { kind, outer, items, variables: new Map() };
  }

  #statements(list: readonly Node[], frame: Frame, blocks: ReadonlyMap<string, Node>): string {
    return list.map((node) => this.#statement(node, frame, blocks)).join("");
  }

  #statement(node: Node, frame: Frame, blocks: ReadonlyMap<string, Node>): string {
    switch (node.typename) {
      case "NodeList":
        return this.#statements(node.children, frame, blocks);
      case "Output":
        return node.children.map((child) => `out += ${this.#output(child, frame)};\n`).join("");
      case "If": {
        const otherwise = node.else_ ? ` else {\n${this.#statement(node.else_, frame, blocks)}}` : "";
        return `if (${this.#expression(node.cond, frame)}) {\n${this.#statement(node.body, frame, blocks)}}${otherwise}\n`;
      }
      case "For":
        return this.#loop(node, frame, blocks);
      case "Set":
        return this.#set(node, frame);
      case "Include":
        if (node.ignoreMissing) unsupported("ignore missing");
        return this.#template(textOf(node.template), frame);
      case "Block": {
        const own = blocks.get(String(node.name.value)) ?? node;
        const inner = this.#frame("block", frame);
        const code = this.#statement(own.body, inner, blocks);
        return `{\n${declare(inner)}${code}}\n`;
      }
      default:
        return unsupported(node.typename);
    }
  }

  #output(node: Node, frame: Frame): string {
    if (node.typename === "TemplateData") return JSON.stringify(node.value);
    if (node.typename === "Filter" && node.name.value === "safe" && node.args.children.length === 1)
      return `raw(${this.#expression(node.args.children[0]!, frame)})`;
    return `shown(${this.#expression(node, frame)})`;
  }

  #loop(node: Node, frame: Frame, blocks: ReadonlyMap<string, Node>): string {
    if (node.name.typename !== "Symbol") unsupported("a loop of pairs");
    const [item, list, index, turn] = [this.#id(), this.#id(), this.#id(), this.#id()];
    const name = String(node.name.value);
    const inner = this.#frame("loop", frame, new Map([[name, item]]));
    inner.variables.set(name, item).set("loop", turn);
    const values = this.#expression(node.arr, inner);
    // A turn of the loop sees what the last one has set.
    for (const set of allOf(node.body, "Set"))
      for (const { value } of set.targets)
        if (!inner.variables.has(String(value))) inner.variables.set(String(value), this.#id());
    const body = this.#statement(node.body, inner, blocks);
    const otherwise = node.else_ ? `if (!${list}?.length) {\n${this.#statement(node.else_, inner, blocks)}}\n` : "";
    const isTurnAsked = `${body}${otherwise}`.includes(turn);
    return [
      `{\nlet ${item}${isTurnAsked ? `, ${turn}` : ""};\n`,
      declare(inner, [item, turn]),
      `const ${list} = listed(${values});\n`,
      `if (${list}) for (let ${index} = 0; ${index} < ${list}.length; ${index}++) {\n${item} = ${list}[${index}];\n`,
      isTurnAsked ? `${turn} = ${turnOf(index, `${list}.length`)};\n` : "",
      `${body}}\n${otherwise}}\n`,
    ].join("");
  }

  #set(node: Node, frame: Frame): string {
    if (node.value === null || node.value === undefined) unsupported("a captured text");
    const names = node.targets.map(({ value }) => String(value));
    const value = this.#expression(node.value as Node, frame);
    for (const name of names) {
      // A loop sets what stands around it, where it is set there already, and its own where not.
      for (let one: Frame | undefined = frame.outer; one && frame.kind === "loop"; one = one.outer)
        if (one.variables.has(name)) unsupported("a variable that is set in a loop and outside");
      if (frame.items.has(name) || (frame.kind === "loop" && name === "loop")) unsupported("a loop's own name set");
    }
    return names
      .map((name) => {
        const id = frame.variables.get(name) ?? this.#id();
        frame.variables.set(name, id);
        // A template's variables are the context's of what it includes, even where they are undefined.
        return `${id} = ${value};\n${frame.kind === "template" ? `${id}_set = true;\n` : ""}`;
      })
      .join("");
  }

  #symbol(name: string, frame: Frame): string {
    const found: string[] = [];
    const covers: string[] = [];
    let isOwn = true;
    for (let one: Frame | undefined = frame; one; one = one.outer) {
      const item = isOwn && found.length === 0 ? one.items.get(name) : undefined;
      if (item !== undefined) return item;
      const id = one.variables.get(name);
      if (id !== undefined) {
        found.push(id);
        if (one.kind === "template") covers.push(`${id}_set`);
      }
      if (one.kind !== "loop") isOwn = false;
    }
    if (name in Object.prototype) unsupported(`the name ${name}`);
    const asked = this.#context.get(name) ?? this.#id();
    this.#context.set(name, asked);
    const last = covers.length === 0 ? asked : `(${covers.join(" || ")} ? undefined : ${asked})`;
    return found.length === 0 ? last : `(${found.map((id) => `${id} !== undefined ? ${id} : `).join("")}${last})`;
  }

  #expressions(list: readonly Node[], frame: Frame): string {
    return list.map((node) => this.#expression(node, frame)).join(", ");
  }

  #expression(node: Node, frame: Frame): string {
    const of = (one: Node) => this.#expression(one, frame);
    const operator = operators[node.typename];
    if (operator !== undefined) return `${of(node.left)}${operator}${of(node.right)}`;
    switch (node.typename) {
      case "Literal":
        if (node.value instanceof RegExp) return unsupported("a regular expression");
        return typeof node.value === "string" ? JSON.stringify(node.value) : String(node.value);
      case "Symbol":
        return this.#symbol(String(node.value), frame);
      case "LookupVal":
        return `(${of(node.target)})?.[${of(node.val)}]`;
      case "Group":
        return `(${this.#expressions(node.children, frame)})`;
      case "Array":
        return `[${this.#expressions(node.children, frame)}]`;
      case "Dict":
        return `{ ${node.children.map(({ key, value }) => `${JSON.stringify(keyOf(key))}: ${of(value as Node)}`).join(", ")} }`;
      case "Compare":
        return node.ops.reduce(
          (code, { type, expr }) =>
            comparisons.has(type) ? `${code} ${type} ${of(expr)}` : unsupported(`the operator ${type}`),
          of(node.expr),
        );
      case "Not":
        return `!${of(node.target)}`;
      case "Neg":
        return `-${of(node.target)}`;
      case "Pos":
        return `+${of(node.target)}`;
      case "InlineIf":
        return `(${of(node.cond)} ? ${of(node.body)} : ${node.else_ ? of(node.else_) : '""'})`;
      case "FunCall":
        return this.#call(node, frame);
      case "Filter": {
        const name = String(node.name.value);
        if (this.#environment.asyncFilters.includes(name)) unsupported("a filter that waits");
        return `filter(${JSON.stringify(name)}).call(self, ${this.#arguments(node.args, frame)})`;
      }
      default:
        return unsupported(node.typename);
    }
  }

  #call({ name, args }: Node, frame: Frame): string {
    const values = this.#arguments(args, frame);
    if (name.typename === "Symbol") {
      if (name.value === "super" || name.value === "caller") unsupported(String(name.value));
      return `called(${this.#expression(name, frame)}).call(self, ${values})`;
    }
    if (name.typename !== "LookupVal") return unsupported("a call of what is made on the spot");
    return `calledMember(${this.#expression(name.target, frame)}, ${this.#expression(name.val, frame)}, [${values}])`;
  }

  #arguments({ children }: Node, frame: Frame): string {
    if (children.some(({ typename }) => typename === "KeywordArgs")) unsupported("named arguments");
    return this.#expressions(children, frame);
  }
}

const allOf = (node: Node, typename: string): readonly Node[] =>
  allParts(node).filter((one): one is Node => one.typename === typename);

/** The variables of a frame, undefined before they are set. */
function declare({ kind, variables }: Frame, declared: readonly string[] = []): string {
  const ids = [...variables.values()].filter((id) => !declared.includes(id));
  const all = kind === "template" ? ids.flatMap((id) => [id, `${id}_set = false`]) : ids;
  return all.length === 0 ? "" : `let ${all.join(", ")};\n`;
}

function textOf({ typename, value }: Node): string {
  return typename === "Literal" && typeof value === "string" ? value : unsupported("a name that is not known before");
}

function keyOf({ typename, value }: Node): string {
  return typename === "Symbol" || typename === "Literal"
    ? String(value)
    : unsupported("a key that is not known before");
}

const turnOf = (index: string, length: string): string =>
  `{ index: ${index} + 1, index0: ${index}, revindex: ${length} - ${index}, revindex0: ${length} - ${index} - 1, first: ${index} === 0, last: ${index} === ${length} - 1, length: ${length} }`;

// What the functions use, each as Nunjucks' runtime has it (`src/runtime.js`).

const { SafeString } = nunjucks.runtime;

function shown(value: unknown): string {
  if (typeof value === "string") return lib.escape(value);
  if (value === undefined || value === null) return "";
  return value instanceof SafeString ? String(value) : lib.escape(String(value));
}

function raw(value: unknown): string {
  return value === undefined || value === null ? "" : String(value);
}

function called(value: unknown): (...values: unknown[]) => unknown {
  if (typeof value !== "function") throw new TypeError("what is called is no function");
  return value as (...values: unknown[]) => unknown;
}

function calledMember(target: Readonly<Record<string, unknown>> | null | undefined, key: string, values: unknown[]) {
  return called(target?.[key]).apply(target, values);
}

function listed(values: unknown): unknown {
  const isObject = typeof values === "object" && values !== null && !Array.isArray(values);
  return isObject && Symbol.iterator in values ? Array.from(values as Iterable<unknown>) : values;
}
