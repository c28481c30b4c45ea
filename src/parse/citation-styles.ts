import { decodeXML } from "entities";
import type { CitationStyle } from "../model/site.ts";
import type { SourceFile } from "../read/source-file.ts";

/** What is built in, by the names authors write, with the names that the CSL project has for the same. */
const builtInStyles: readonly (CitationStyle & { readonly ids: readonly string[] })[] = [
  { name: "apa", title: "APA", ids: ["apa"] },
  { name: "vancouver", title: "Vancouver", ids: ["vancouver", "nlm-citation-sequence"] },
  { name: "harvard1", title: "Harvard", ids: ["harvard1", "harvard-cite-them-right"] },
];

/** A style by its name: one that can be had, or one that stands for another that is not there. */
export type KnownStyle = CitationStyle & { readonly missingParent?: string };

/**
 * The styles of a site, those of its `.csl` files first. A dependent style (CSL 1.0.2, "Dependent Styles") is its parent
 * under another title, with a language of its own where it says so.
 */
export function readStyles(files: readonly SourceFile[]): readonly KnownStyle[] {
  const own = files.map((file) => ({
    ...styleOf(file),
    ids: [nameOfId(/<id>([^<]+)<\/id>/.exec(file.text)?.[1])],
    text: file.text,
  }));
  const independent = [...own.filter(({ text }) => parentOf(text) === undefined), ...builtInStyles];
  return [
    ...own.map(({ ids: _, text, ...style }): KnownStyle => {
      const parent = parentOf(text);
      if (parent === undefined) return style;
      const found = independent.find(({ name, ids }) => name === parent || ids.includes(parent));
      const { xml: _own, ...named } = style;
      if (found === undefined) return { ...named, missingParent: parent };
      return {
        ...named,
        ...(found.xml === undefined ? { builtIn: found.name } : { xml: found.xml }),
        ...(style.language === undefined && found.language !== undefined ? { language: found.language } : {}),
      };
    }),
    ...builtInStyles.map(({ ids: _, ...style }) => style),
  ];
}

function styleOf({ path, text }: SourceFile): CitationStyle {
  const name = path
    .split("/")
    .at(-1)!
    .replace(/\.csl$/i, "")
    .toLowerCase();
  const title = /<title(?:-short)?>([^<]+)<\/title(?:-short)?>/.exec(text)?.[1]?.trim();
  const language = /<style\b[^>]*\sdefault-locale=["']([\w-]+)["']/.exec(text)?.[1];
  return {
    name,
    title: title ? decodeXML(title) : name,
    ...(language === undefined ? {} : { language }),
    xml: text,
  };
}

/** The name of the style that a dependent style leads to; undefined for an independent one. */
function parentOf(text: string): string | undefined {
  const link = /<link\b[^>]*\srel=["']independent-parent["'][^>]*>/.exec(text)?.[0];
  const address = link && /\shref=["']([^"']+)["']/.exec(link)?.[1];
  return address === undefined ? undefined : nameOfId(address);
}

/** "apa" for "http://www.zotero.org/styles/apa". */
function nameOfId(id = ""): string {
  return decodeXML(id)
    .trim()
    .replace(/\/+$/, "")
    .split("/")
    .at(-1)!
    .replace(/\.csl$/i, "")
    .toLowerCase();
}
