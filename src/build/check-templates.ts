// In: the templates of a site. Out: what is wrong with them, with its place, before any page is made of them.
import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import type nunjucks from "nunjucks";
import type { DiagnosticCode } from "../diagnostic/codes.ts";
import { ContentFault, type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { nearestName } from "../diagnostic/nearest-name.ts";
import { messageKeys } from "../site/views/template-names.ts";
import { engineFolder, filesBelow } from "./cache/engine.ts";
import { namesGiven, unknownNames } from "./check-template-names.ts";
import { conflictMark, listOverrides, replaceableFiles } from "./override-origins.ts";
import {
  allParts,
  type EnvironmentInside,
  partIn,
  partsOf,
  readTemplate,
  type TemplateFault,
  type TemplateNode,
} from "./read-template.ts";

/** Looks for a template by its name, the site's own before the engine's; an empty tree for one that can't be read. */
type Look = (name: string) => TemplateNode | undefined;

/**
 * Reads every template in a site's own `_includes`. What can't be read, a filter, test, macro or word of the interface that does
 * not exist, and an included file that is missing are errors: nunjucks says these only while it makes a page, some of them
 * without a place, and those in an included file after the page. A name or block that the engine does not have is a warning,
 * since nothing is shown there.
 * @param added the names that the site's Eleventy configuration adds. Where there is one it may add filters and tags too, so
 * that only what stands in place of the engine's is looked at, and only for names.
 */
export function checkTemplates(
  site: string,
  templates: nunjucks.Environment,
  added?: readonly string[],
): readonly Diagnostic[] {
  const folders = [path.join(site, "_includes"), path.join(engineFolder, "_includes")] as const;
  const inside = templates as unknown as EnvironmentInside;
  const replaceable = new Set(replaceableFiles());
  // What editors leave there (".#x.njk" leads nowhere), a pipe and a file that has just gone are no templates.
  const names = filesBelow(folders[0])
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile())
    .map((file) => path.relative(folders[0], file).replaceAll(path.sep, "/"))
    .filter((name) => /(?:^|\/)[^./][^/]*\.njk$/.test(name) || replaceable.has(name));
  const diagnostics: Diagnostic[] = [];
  const tell = (code: DiagnosticCode, name: string, [lineIndex, columnIndex, message, hint]: TemplateFault) => {
    const file = `_includes/${name}`;
    diagnostics.push(diagnostic({ code, message, hint, file, line: lineIndex + 1, column: columnIndex + 1 }));
  };

  const read = new Map<string, TemplateNode | TemplateFault | undefined>();
  const find = (name: string) => {
    if (!read.has(name)) {
      const file = folders.map((folder) => path.join(folder, name)).find(existsSync);
      read.set(name, file === undefined ? undefined : readTemplate(readFileSync(file, "utf8"), inside));
    }
    return read.get(name);
  };
  const look: Look = (name) => {
    const found = find(name);
    return found === undefined || "typename" in found ? found : unread;
  };

  for (const name of names) {
    const conflict = conflictIn(readFileSync(path.join(folders[0], name), "utf8"), name);
    if (conflict) tell("build/template", name, conflict);
    if (conflict || !name.endsWith(".njk") || added !== undefined) continue;
    const root = find(name)!;
    for (const fault of "typename" in root ? faultsOf(root, inside, look) : [root]) tell("build/template", name, fault);
  }
  const checked = names.filter((name) => name.endsWith(".njk") && (added === undefined || replaceable.has(name)));
  const given = new Set([...Object.keys(inside.globals), ...(added ?? [])]);
  for (const name of checked) for (const one of namesGiven(look(name)!)) given.add(one);
  for (const name of checked) {
    const root = look(name)!;
    for (const { node, name: unknown, known } of unknownNames(root, given)) {
      const nearest = nearestName(unknown, known);
      const hint = nearest ? `did you mean "${nearest}"?` : elsewhere(name);
      tell("build/unknown-name", name, [
        node.lineno,
        node.colno,
        `Offprint gives nothing that is called "${unknown}", so nothing is shown here.`,
        hint,
      ]);
    }
    for (const fault of blocksNowhere(root, look)) tell("build/unknown-name", name, fault);
  }
  return [...diagnostics, ...faultOfOrigins(site)];
}

const unread: TemplateNode = { typename: "Root", lineno: 0, colno: 0, fields: [], children: [] };

/** What says which names there are. */
const elsewhere = (name: string): string =>
  `Offprint's docs/templates.md says what there is, and "npx offprint overrides diff ${name}" what has changed.`;

function conflictIn(text: string, name: string): TemplateFault | undefined {
  const conflict = conflictMark.exec(text);
  if (!conflict) return undefined;
  const message = "A merge has left here what the site and Offprint have both changed.";
  const hint = `keep what you want of it, then type "npx offprint overrides accept ${name}".`;
  return [text.slice(0, conflict.index).split("\n").length - 1, 0, message, hint];
}

/** What would stop a page while it is made. */
function faultsOf(root: TemplateNode, { filters, tests }: EnvironmentInside, look: Look): readonly TemplateFault[] {
  const faults: TemplateFault[] = [];
  const know = (what: string, { value, name, lineno, colno }: TemplateNode, known: object, otherwise: string) => {
    const asked = String(value ?? (name as TemplateNode | undefined)?.value);
    if (Object.hasOwn(known, asked)) return;
    const nearest = nearestName(asked, Object.keys(known));
    const hint = nearest ? `did you mean "${nearest}"?` : otherwise;
    faults.push([lineno, colno, `There is no ${what} "${asked}".`, hint]);
  };
  for (const node of allParts(root)) {
    const { typename } = node;
    if (typename === "Filter")
      know("filter", partIn(node, "name"), filters, "leave it out, or add it in .eleventy.ts.");
    if (typename === "Is") know("test", partIn(node, "right"), tests, "leave it out, or add it in .eleventy.ts.");
    if (typename === "FunCall" && partIn(node, "name").value === "t") {
      const [word] = partsOf(partIn(node, "args"));
      if (word?.typename === "Literal")
        know(
          "word of the interface",
          word,
          messageKeys,
          "Offprint's docs/templates.md lists them; write other words as they are.",
        );
    }
    const template = loadedBy(node);
    if (template === undefined || node.ignoreMissing) continue;
    const name = String(template.value);
    const loaded = look(name);
    if (loaded === undefined) {
      const message = `There is no template "${name}", neither in this site's _includes nor in Offprint's.`;
      faults.push([template.lineno, template.colno, message, "correct the name, or add the file to _includes."]);
    } else if (typename === "FromImport" && loaded !== unread) {
      const macros: Record<string, true> = {};
      for (const one of allParts(loaded)) {
        if (one.typename === "Macro") macros[String(partIn(one, "name").value)] = true;
        if (one.typename === "Set")
          for (const { value } of one.targets as readonly TemplateNode[]) macros[String(value)] = true;
      }
      for (const macro of partsOf(partIn(node, "names"))) {
        const asked = macro.typename === "Pair" ? partIn(macro, "key") : macro;
        know(`macro in ${name} called`, asked, macros, "correct the name, or add the macro.");
      }
    }
  }
  return faults;
}

/** The name of the template that a tag loads, where it is written there. */
function loadedBy(node: TemplateNode): TemplateNode | undefined {
  if (!/^(?:Include|Extends|Import|FromImport)$/.test(node.typename)) return undefined;
  const template = partIn(node, "template");
  return typeof template.value === "string" && template.typename === "Literal" ? template : undefined;
}

/** The blocks of a template that nothing it extends has, so that they are shown nowhere. */
function blocksNowhere(root: TemplateNode, look: Look): readonly TemplateFault[] {
  const parent = parentOf(root);
  if (parent === undefined) return [];
  const known = new Set<string>();
  for (let name: string | undefined = parent, seen = new Set<string>(); name !== undefined && !seen.has(name); ) {
    seen.add(name);
    const above: TemplateNode | undefined = look(name);
    // Of what can't be read nobody knows which blocks it has.
    if (above === undefined || above === unread) return [];
    for (const node of allParts(above)) if (node.typename === "Block") known.add(blockName(node));
    name = parentOf(above);
  }
  return partsOf(root).flatMap((node): readonly TemplateFault[] => {
    if (node.typename !== "Block" || known.has(blockName(node))) return [];
    const nearest = nearestName(blockName(node), known);
    const hint = nearest ? `did you mean "${nearest}"?` : `it has the blocks ${[...known].join(", ")}.`;
    const { lineno, colno } = partIn(node, "name");
    return [[lineno, colno, `${parent} has no block "${blockName(node)}", so this is shown nowhere.`, hint]];
  });
}

const blockName = (node: TemplateNode): string => String(partIn(node, "name").value);

/** The template that this one extends; undefined where it extends none, or one that only shows while a page is made. */
function parentOf(root: TemplateNode): string | undefined {
  const extending = partsOf(root).find(({ typename }) => typename === "Extends");
  const template = extending && loadedBy(extending);
  return template && String(template.value);
}

function faultOfOrigins(site: string): readonly Diagnostic[] {
  try {
    listOverrides(site);
    return [];
  } catch (error) {
    if (error instanceof ContentFault) return error.diagnostics;
    throw error;
  }
}
