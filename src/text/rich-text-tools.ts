// In: the pieces a reader of LaTeX or Markdown finds. Out: a rich-text tree. Knows neither language.

import { bounds, moreThan } from "../diagnostic/bounds.ts";
import type { Place } from "../diagnostic/diagnostic.ts";
import { closeDirections } from "./characters.ts";
import type { RichMark, RichNode, RichText, SiteTarget } from "./rich-text.ts";
import type { TextProblem } from "./text-problem.ts";

/** A tree goes no deeper than this: inner markup gives way to its content, so that every reader of a tree may recurse. */
const depthLimit = bounds.markupDepth.most;

/** Markup that was opened and waits for its end. */
export interface Frame {
  /** What it was opened by, as the reader names it. */
  readonly label: string;
  readonly nodes: RichNode[];
  /** What the content becomes; absent where the content simply belongs to the frame around. */
  readonly finish?: (children: RichText) => RichText;
  readonly depth: number;
}

/** The readers' stack of frames; the lowest one holds the tree and is never closed. */
export class RichTextBuilder<Context> {
  readonly #frames: (Frame & Context)[];
  #gaveWay = false;

  constructor(context: Context) {
    this.#frames = [{ label: "", nodes: [], depth: 0, ...context }];
  }

  get top(): Frame & Context {
    return this.#frames.at(-1)!;
  }

  get root(): Frame & Context {
    return this.#frames[0]!;
  }

  /** Whether markup opened now would lie too deep to be kept; who asks is about to open some. */
  get isFull(): boolean {
    return !this.hasRoom(1);
  }

  /** Whether so many levels of markup may be opened now, one in the other. */
  hasRoom(levels: number): boolean {
    const isThere = this.top.depth + levels <= depthLimit;
    this.#gaveWay ||= !isThere;
    return isThere;
  }

  /** That some markup gave way, where it did; `offset` is that of the text. */
  depthProblem(offset = 0): readonly TextProblem[] {
    if (!this.#gaveWay) return [];
    const message = `This text has ${moreThan("markupDepth")}, so what is inside is shown without its own.`;
    return [{ code: "text/bound", offset, message, hint: "part it into texts that are nested less deep." }];
  }

  open(label: string, context: Context, finish?: (children: RichText) => RichText): void {
    const { nodes, depth } = this.top;
    if (finish && !this.isFull) this.#frames.push({ ...context, label, nodes: [], depth: depth + 1, finish });
    else this.#frames.push({ ...context, label, nodes, depth });
  }

  close(): void {
    if (this.#frames.length === 1) return;
    const frame = this.#frames.pop()!;
    if (frame.finish) for (const node of frame.finish(frame.nodes)) this.add(node);
  }

  /** The innermost frame for which `matches` holds, looked for only as long as `mayPass` lets the search go outward. */
  find(
    matches: (frame: Frame & Context) => boolean,
    mayPass: (frame: Frame & Context) => boolean,
  ): (Frame & Context) | undefined {
    for (let index = this.#frames.length - 1; index > 0; index--) {
      const frame = this.#frames[index]!;
      if (matches(frame)) return frame;
      if (!mayPass(frame)) return undefined;
    }
    return undefined;
  }

  /** Closes every frame above `frame`, and it too. */
  closeThrough(frame: Frame): void {
    while (this.top !== frame && this.#frames.length > 1) this.close();
    this.close();
  }

  add(node: RichNode): void {
    const { nodes } = this.top;
    const last = nodes.at(-1);
    if (node.kind === "text" && last?.kind === "text") {
      nodes[nodes.length - 1] = { kind: "text", value: last.value + node.value };
    } else nodes.push(node);
  }

  text(value: string): void {
    if (value) this.add({ kind: "text", value });
  }

  /** Takes the blanks away that the text ends with so far. */
  trimSpace(): void {
    const { nodes } = this.top;
    const last = nodes.at(-1);
    if (last?.kind === "text") nodes[nodes.length - 1] = { kind: "text", value: last.value.trimEnd() };
  }

  /** Closes all and gives what was built. */
  end(): RichNode[] {
    while (this.#frames.length > 1) this.close();
    return this.root.nodes;
  }
}

/** What wraps children in a mark; nothing where there are none. */
export function wrapIn(kind: RichMark): (children: RichText) => RichText {
  return (children) => (children.length > 0 ? [{ kind, children }] : []);
}

/**
 * The same inline tree in its normal form: neighboring texts are one, in NFC, white space is one space and none at the
 * ends, marks without content are gone. No-break and other typographic spaces stay.
 */
export function tidyRichText(nodes: RichText): RichText {
  const state = { afterSpace: true };
  const tidy = (list: RichText): RichNode[] => {
    const result: RichNode[] = [];
    for (const node of list) {
      if (node.kind === "math" || node.kind === "image" || node.kind === "footnoteReference") {
        result.push(node);
        state.afterSpace = false;
      } else if (node.kind === "lineBreak") {
        result.push(node);
        state.afterSpace = true;
      } else if (node.kind === "text") {
        let value = node.value.replace(/[ \t\r\n\f\v\u2028\u2029]+/g, " ");
        if (state.afterSpace && value.startsWith(" ")) value = value.slice(1);
        if (!value) continue;
        state.afterSpace = value.endsWith(" ");
        const last = result.at(-1);
        if (last?.kind === "text") result[result.length - 1] = { kind: "text", value: last.value + value };
        else result.push({ kind: "text", value });
      } else {
        const children = tidy(node.children);
        if (children.length > 0) result.push({ ...node, children });
      }
    }
    return result.map((node) =>
      node.kind === "text" ? { kind: "text", value: closeDirections(node.value.normalize("NFC")) } : node,
    );
  };
  return trimEnd(tidy(nodes));
}

function trimEnd(nodes: readonly RichNode[]): RichNode[] {
  const kept = [...nodes];
  while (kept.length > 0) {
    const last = kept.pop()!;
    if (last.kind === "math" || last.kind === "image" || last.kind === "footnoteReference") return [...kept, last];
    if (last.kind === "lineBreak") continue;
    if (last.kind === "text") {
      const value = last.value.replace(/ $/, "");
      if (value) return [...kept, { kind: "text", value }];
    } else {
      const children = trimEnd(last.children);
      if (children.length > 0) return [...kept, { ...last, children }];
    }
  }
  return kept;
}

/** An address within the site that stands in a text. */
export interface SiteAddress {
  readonly href: string;
  readonly place: Place;
  readonly isPicture: boolean;
  /** Where it leads, once that is known. */
  readonly target?: SiteTarget | undefined;
}

/** Whether anything in a text leads to a place within the site, which is rare. */
function leadsWithin(tree: RichText): boolean {
  return tree.some(
    (node) => "children" in node && (("place" in node && node.place !== undefined) || leadsWithin(node.children)),
  );
}

/** The addresses of a text that lead to places within the site, in reading order. */
export function siteAddressesIn(tree: RichText): readonly SiteAddress[] {
  if (!leadsWithin(tree)) return [];
  return tree.flatMap((node): readonly SiteAddress[] => {
    if (!("children" in node)) return [];
    const inside = siteAddressesIn(node.children);
    const isPicture = node.kind === "image";
    if (!isPicture && node.kind !== "link") return inside;
    const { href, place, target } = node;
    return place ? [{ href, place, isPicture, target }, ...inside] : inside;
  });
}

/** A text for other places than the site: what leads or shows something within the site is its words. */
export function withoutSiteAddresses(tree: RichText): RichText {
  if (!leadsWithin(tree)) return tree;
  const builder = new RichTextBuilder({});
  for (const node of tree) {
    const isWithin = (node.kind === "link" || node.kind === "image") && node.place !== undefined;
    const inside = "children" in node ? withoutSiteAddresses(node.children) : [];
    if (isWithin) for (const one of inside) builder.add(one);
    else builder.add("children" in node ? { ...node, children: inside } : node);
  }
  return builder.root.nodes;
}

/** A text whose addresses within the site say where they lead; the same text where it has none. */
export function withTargets(tree: RichText, find: (address: SiteAddress) => SiteTarget | undefined): RichText {
  if (!leadsWithin(tree)) return tree;
  return tree.map((node): RichNode => {
    if (!("children" in node)) return node;
    const inside = { ...node, children: withTargets(node.children, find) };
    if ((inside.kind !== "link" && inside.kind !== "image") || inside.place === undefined) return inside;
    const target = find({ href: inside.href, place: inside.place, isPicture: inside.kind === "image" });
    return target === undefined ? inside : { ...inside, target };
  });
}
