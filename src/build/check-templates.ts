// In: the templates of a site. Out: what is wrong with them, with its place, before any page is made of them.
import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import nunjucks from "nunjucks";
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { nearestName } from "../diagnostic/nearest-name.ts";
import { engineFolder, filesBelow } from "./cache/engine.ts";

/** What nunjucks 3.2 has and its types do not say. */
interface TemplateNode {
  readonly lineno: number;
  readonly colno: number;
  readonly name?: TemplateNode;
  readonly template?: TemplateNode;
  readonly right?: TemplateNode;
  readonly value?: unknown;
  readonly ignoreMissing?: boolean;
  findAll(type: unknown): readonly TemplateNode[];
}
interface Inside {
  readonly parser: { parse(text: string, extensions: readonly object[], options: object): TemplateNode };
  readonly nodes: Readonly<Record<"Filter" | "Is" | "Include" | "Extends" | "Import" | "FromImport", unknown>>;
}
interface EnvironmentInside {
  readonly extensionsList: readonly object[];
  readonly opts: object;
  readonly filters: Readonly<Record<string, unknown>>;
  readonly tests: Readonly<Record<string, unknown>>;
}
const { parser, nodes } = nunjucks as unknown as Inside;

/**
 * Reads every template in a site's own `_includes`: one that can't be read, a filter or test that does not exist, and an
 * included file that is missing are faults. Nunjucks says these only while it makes a page, some of them without a place,
 * and those in an included file after the page.
 */
export function checkTemplates(site: string, templates: nunjucks.Environment): readonly Diagnostic[] {
  const folder = path.join(site, "_includes");
  // What editors leave there (".#x.njk" leads nowhere), a pipe and a file that has just gone are no templates.
  const names = filesBelow(folder)
    .filter(
      (file) => /(?:^|[\\/])[^.\\/][^\\/]*\.njk$/.test(file) && statSync(file, { throwIfNoEntry: false })?.isFile(),
    )
    .map((file) => path.relative(folder, file));
  const isThere = (name: string) =>
    [folder, path.join(engineFolder, "_includes")].some((one) => existsSync(path.join(one, name)));
  return names.flatMap((name) => {
    const text = readFileSync(path.join(folder, name), "utf8");
    const file = `_includes/${name.replaceAll(path.sep, "/")}`;
    return faultsOf(text, templates as unknown as EnvironmentInside, isThere).map(
      ([lineIndex, columnIndex, message, hint]): Diagnostic =>
        diagnostic({
          code: "build/template",
          message,
          hint,
          file,
          line: lineIndex + 1,
          column: columnIndex + 1,
        }),
    );
  });
}

type Fault = readonly [lineIndex: number, columnIndex: number, message: string, hint: string];

function faultsOf(
  text: string,
  { extensionsList, opts, filters, tests }: EnvironmentInside,
  isThere: (name: string) => boolean,
): readonly Fault[] {
  let root: TemplateNode;
  try {
    root = parser.parse(text, extensionsList, opts);
  } catch (error) {
    const { message, lineno, colno } = error as { message: string; lineno?: number; colno?: number };
    const [line, column] =
      lineno === undefined ? placeOfUnclosed(text) : [Math.max(0, lineno - 1), Math.max(0, (colno ?? 1) - 1)];
    const reason = message.replace(/^\(.*?\)\s*(\[.*?\])?\s*/s, "").split("\n")[0]!;
    return [
      [
        line,
        column,
        `The template can't be read: ${reason}.`,
        "close what is opened here, and look for a misspelt tag.",
      ],
    ];
  }
  const unknown = (what: string, node: TemplateNode, known: Readonly<Record<string, unknown>>): readonly Fault[] => {
    const name = String(node.value ?? node.name?.value);
    if (Object.hasOwn(known, name)) return [];
    const nearest = nearestName(name, Object.keys(known));
    const hint = nearest ? `did you mean "${nearest}"?` : `leave the ${what} out, or add it in .eleventy.ts.`;
    return [[node.lineno, node.colno, `There is no ${what} "${name}".`, hint]];
  };
  const loading = [nodes.Include, nodes.Extends, nodes.Import, nodes.FromImport].flatMap((type) => root.findAll(type));
  return [
    ...root.findAll(nodes.Filter).flatMap(({ name }) => (name ? unknown("filter", name, filters) : [])),
    ...root.findAll(nodes.Is).flatMap(({ right }) => (right ? unknown("test", right, tests) : [])),
    ...loading.flatMap(({ template, ignoreMissing }): readonly Fault[] => {
      const name = template?.value;
      if (typeof name !== "string" || ignoreMissing || isThere(name)) return [];
      const message = `There is no template "${name}", neither in this site's _includes nor in Offprint's.`;
      return [[template!.lineno, template!.colno, message, "correct the name, or add the file to _includes."]];
    }),
  ];
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
