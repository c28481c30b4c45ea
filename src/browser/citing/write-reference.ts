// Writes references in styles that the site sends; fetched when a visitor chooses one.

import { type CitedDifferences, createReferenceWriter, type WriteReference } from "../../csl/cited-item.ts";
import type { Item } from "../../csl/item.ts";
import { referenceNodes } from "./reference-nodes.ts";

const writers = new Map<string, Promise<WriteReference>>();

/** The reference of a work in a style, as nodes; the style and the words of the page's language are named by their addresses. */
export async function writeReference(
  item: object,
  differences: CitedDifferences | undefined,
  style: string,
  words: string,
): Promise<DocumentFragment> {
  let writer = writers.get(style);
  if (writer === undefined) {
    writer = Promise.all([style, words].map(fetchJson)).then(([sent, locale]) => createReferenceWriter(sent, locale));
    writers.set(style, writer);
    // What could not be fetched may be there the next time.
    writer.catch(() => writers.delete(style));
  }
  return referenceNodes((await writer)(item as Item, differences).html);
}

async function fetchJson(address: string) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  return response.json();
}
