// A publication's record as its own page holds it, in the formats and styles in which it is cited.

import { referenceScript, referenceWords } from "./site-facts.ts";

type Values = Readonly<Record<string, unknown>>;

/** What a publication's page holds for scripts. */
export interface PageData {
  readonly ris: string;
  readonly csl: Values;
  readonly cited?: object;
}

/** The data of a page; a page whose records are files has none. */
export function dataOf(page: Document): PageData | undefined {
  const text = page.querySelector("script.data")?.textContent;
  return text ? JSON.parse(text) : undefined;
}

/** The last part of the address of a publication's page. */
export const slugOf = (address: string): string =>
  decodeURIComponent(new URL(address, location.href).pathname.split("/").at(-2)!);

/** The record in RIS: a line of the data that has "=" behind its tag names the variable of the item whose values stand there. */
export function risOf({ ris, csl }: PageData, page: Document): string {
  const valuesOf = (name: string): readonly string[] => {
    if (name === "author") return authorsOf(page);
    if (name === "abstract") return [abstractOf(page)];
    return name === "keyword" ? String(csl[name]).split(", ") : [String(csl[name])];
  };
  return ris.replace(/^(\w\w)=(.+)$/gm, (_, tag: string, name: string) =>
    valuesOf(name)
      .map((one) => `${tag}  - ${one}`)
      .join("\n"),
  );
}

/** The item of CSL-JSON, with the abstract in the words of the page's tags. */
export function itemOf({ csl }: PageData, page: Document): Values {
  const abstract = abstractOf(page);
  return { ...withAuthors(csl, page), ...(abstract ? { abstract } : {}) };
}

/** An item out of the site's files, as its page has it: without what Offprint alone reads, and its abstract without markup. */
export function asOnPage({ custom: _, ...item }: Values): Values {
  if (typeof item.abstract !== "string") return item;
  const plain = item.abstract.replace(/<\/?(?:i|b|sc|sub|sup|span)\b[^<>]*>/g, "").replaceAll("<\u200b", "<");
  return { ...item, abstract: plain.replace(/\s+/g, " ").trim() };
}

/** The reference in a style that the site sends, in the words of the page's language, by the script that writes it. */
export async function referenceOf({ csl, cited }: PageData, page: Document, style: string): Promise<DocumentFragment> {
  const { writeReference } = (await import(referenceScript())) as typeof import("./write-reference.ts");
  return writeReference(withAuthors(csl, page), cited, style, referenceWords());
}

const contentsOf = (page: Document, tags: string): readonly string[] =>
  [...page.querySelectorAll<HTMLMetaElement>(tags)].map(({ content }) => content);

const authorsOf = (page: Document): readonly string[] => contentsOf(page, 'meta[name="citation_author"]');

const abstractOf = (page: Document): string =>
  contentsOf(page, 'meta[name="citation_abstract"], meta[name="eprints.abstract"]')[0] ?? "";

function withAuthors(item: Values, page: Document): Values {
  if (item.author !== true) return item;
  const author = authorsOf(page).map((one) => {
    const [family, given] = one.split(", ");
    return { family, given };
  });
  return { ...item, author };
}
