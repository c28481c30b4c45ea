import { type DefaultTreeAdapterTypes, parse } from "parse5";

type PageNode = DefaultTreeAdapterTypes.Node;
type PageElement = DefaultTreeAdapterTypes.Element;

interface PagePlace {
  readonly line: number;
  readonly column: number;
}

/** What a page holds that can be right or wrong. */
export interface PageFacts {
  readonly ids: ReadonlySet<string>;
  readonly repeatedIds: readonly { readonly id: string; readonly place: PagePlace }[];
  /** Addresses the page leads to, or loads without being asked. */
  readonly addresses: readonly { readonly address: string; readonly loads: boolean; readonly place: PagePlace }[];
}

/** Attributes that hold an address, by element; `*` of any. */
const leading: Readonly<Record<string, string>> = { a: "href", area: "href" };
const loading: Readonly<Record<string, readonly string[]>> = {
  link: ["href"],
  script: ["src"],
  img: ["src"],
  source: ["src"],
  video: ["src", "poster"],
  audio: ["src"],
  iframe: ["src"],
  embed: ["src"],
  object: ["data"],
  input: ["src"],
  use: ["href"],
};
/** `link` relations that load nothing. */
const idleRelations = /\b(canonical|alternate|author|license|me)\b/;

/** Reads a page as a browser does. */
export function readPage(html: string): PageFacts {
  const ids = new Set<string>();
  const repeatedIds: { id: string; place: PagePlace }[] = [];
  const addresses: { address: string; loads: boolean; place: PagePlace }[] = [];
  const pending: PageNode[] = [parse(html, { sourceCodeLocationInfo: true })];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if ("childNodes" in node) for (const child of [...node.childNodes].reverse()) pending.push(child);
    if (!("attrs" in node)) continue;
    const place = placeOf(node);
    const attribute = (name: string) => node.attrs.find((one) => one.name === name)?.value;
    const id = attribute("id");
    if (id !== undefined && ids.has(id)) repeatedIds.push({ id, place });
    if (id !== undefined) ids.add(id);
    const leads = attribute(leading[node.tagName] ?? "");
    if (leads !== undefined) addresses.push({ address: leads.trim(), loads: false, place });
    const isIdle = node.tagName === "link" && idleRelations.test(attribute("rel") ?? "");
    for (const name of loading[node.tagName] ?? []) {
      const address = attribute(name);
      if (address !== undefined) addresses.push({ address: address.trim(), loads: !isIdle, place });
    }
  }
  return { ids, repeatedIds, addresses };
}

function placeOf({ sourceCodeLocation }: PageElement): PagePlace {
  return { line: sourceCodeLocation?.startLine ?? 1, column: sourceCodeLocation?.startCol ?? 1 };
}
