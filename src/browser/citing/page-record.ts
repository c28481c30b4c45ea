// A publication's record as its own page holds it, in the formats and styles in which it is cited.

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

/** The record in RIS: what the data lack of authors and abstract stands in the page's tags. */
export function risOf({ ris }: PageData, page: Document): string {
  return ris
    .replace(/^AU {2}- $/m, () =>
      authorsOf(page)
        .map((one) => `AU  - ${one}`)
        .join("\n"),
    )
    .replace(/^AB {2}- $/m, () => `AB  - ${abstractOf(page)}`);
}

/** The item of CSL-JSON, likewise. */
export const itemOf = (data: PageData, page: Document): Values => ({
  ...withAuthors(data.csl, page),
  ...(data.csl.abstract === true ? { abstract: abstractOf(page) } : {}),
});

/** The reference in a style that the site sends (`style`), in the words of the page's language, by the script that writes it. */
export async function referenceOf(
  { csl, cited }: PageData,
  page: Document,
  style: string,
  { script = "", words = "" }: DOMStringMap,
): Promise<DocumentFragment> {
  const { writeReference } = (await import(script)) as typeof import("./write-reference.ts");
  return writeReference(withAuthors(csl, page), cited, style, words);
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
