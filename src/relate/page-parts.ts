// In: the text of a page of the author's. Out: what it shows, part by part: texts, the lists that it asks for, and the papers that it cites.
import { type Diagnostic, diagnostic, type Result } from "../diagnostic/diagnostic.ts";
import { nearestName } from "../diagnostic/nearest-name.ts";
import { citationPattern, type PageTexts } from "../record/site-settings.ts";
import type { LinkNode, RichNode, RichText } from "../text/rich-text.ts";
import type { CataloguedPublication, PagePart, PageParts } from "./catalogue.ts";

/** What a page may ask for. */
export interface Library {
  readonly byKey: ReadonlyMap<string, CataloguedPublication>;
  /** The papers of the list at an address; undefined where there is no list. */
  readonly listAt: (address: string) => readonly CataloguedPublication[] | undefined;
}

/** Where in a page the reference of a number stands. */
export const referenceAnchor = (number: number): string => `reference-${number}`;

/** The parts of the text of the page at an address, whose links lead where they do. */
export function readPageParts(
  text: RichText,
  { citedAt, place: placeOfFile }: Pick<PageTexts, "citedAt" | "place">,
  address: string,
  library: Library,
): Result<PageParts> {
  const diagnostics: Diagnostic[] = [];
  const references: CataloguedPublication[] = [];
  const unknown = new Set<string>();
  const cite = (key: string): RichNode | undefined => {
    const entry = library.byKey.get(key);
    const place = citedAt.get(key) ?? placeOfFile;
    if (entry === undefined) {
      if (!unknown.has(key)) {
        unknown.add(key);
        const near = nearestName(key, library.byKey.keys());
        diagnostics.push(
          diagnostic({
            code: "relate/unknown-citation",
            message: `The text cites "${key}", which is the key of no paper, so its words are shown as they are written.`,
            hint: near ? `did you mean [@${near}]?` : "write the key of a BibTeX entry, or the name of a paper's file.",
            ...place,
          }),
        );
      }
      return undefined;
    }
    if (!references.includes(entry)) references.push(entry);
    const number = references.indexOf(entry) + 1;
    const suffix = `#${referenceAnchor(number)}`;
    return {
      kind: "link",
      href: suffix,
      place,
      target: { address, isPage: true, suffix },
      children: [{ kind: "text", value: String(number) }],
    };
  };
  const parts: PagePart[] = [];
  let open: RichNode[] = [];
  const close = () => {
    if (open.length > 0) parts.push({ text: citePapers(open, cite) });
    open = [];
  };
  for (const node of text) {
    const link = askingLink(node);
    const list = link?.target && library.listAt(link.target.address);
    if (link === undefined || list === undefined) {
      if (link?.target !== undefined && link.place !== undefined)
        diagnostics.push(
          diagnostic({
            code: "relate/no-list",
            message: `The link to "${link.href}" asks for a list, and there is none at that address, so it stays a link.`,
            hint: "write the address of a list of papers, as in /publications/, /collections/trees/ or /years/2021/.",
            ...link.place,
          }),
        );
      open.push(node);
      continue;
    }
    close();
    parts.push({ heading: link.children, list: link.list === "all" ? list : list.slice(0, link.list) });
  }
  close();
  return { value: { parts, references }, diagnostics };
}

/** The link of a paragraph that is nothing but a link which asks for a list. */
function askingLink(node: RichNode): LinkNode | undefined {
  if (node.kind !== "paragraph" || node.children.length !== 1) return undefined;
  const [only] = node.children;
  return only?.kind === "link" && only.list !== undefined ? only : undefined;
}

/** A text in which each citation, "[@kern2020; @orr2021]", is "[1, 2]"; one of an unknown key stays as it is. */
function citePapers(tree: RichText, cite: (key: string) => RichNode | undefined): RichText {
  return tree.flatMap((node): readonly RichNode[] => {
    if (node.kind === "code" || node.kind === "codeBlock" || node.kind === "link") return [node];
    if (node.kind !== "text")
      return "children" in node ? [{ ...node, children: citePapers(node.children, cite) }] : [node];
    if (!node.value.includes("[@")) return [node];
    const made: RichNode[] = [];
    let at = 0;
    for (const { 0: written, index } of node.value.matchAll(citationPattern)) {
      const links = [...written.matchAll(/@([^\s[\];,]+)/g)].map(([, key = ""]) => cite(key));
      if (links.some((link) => link === undefined)) continue;
      made.push({ kind: "text", value: `${node.value.slice(at, index)}[` });
      for (const [position, link] of links.entries())
        made.push(...(position === 0 ? [] : [{ kind: "text", value: ", " } as const]), link!);
      made.push({ kind: "text", value: "]" });
      at = index + written.length;
    }
    return at === 0 ? [node] : [...made, { kind: "text", value: node.value.slice(at) }];
  });
}
