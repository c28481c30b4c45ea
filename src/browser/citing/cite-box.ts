import { make, withTools } from "./copyable.ts";

type Values = Readonly<Record<string, unknown>>;

/** What a publication's page holds for scripts. */
interface PageData {
  readonly ris: string;
  readonly csl: Values;
  readonly cited?: object;
}

/** The boxes of a page each have a choice of their own. */
let boxes = 0;

/**
 * Makes what stands under "Cite" work, on a publication's own page and in a list: the choice of a style, which is remembered, the
 * references in styles that the site did not write, and the formats that are written out of the page's own data, each when it is
 * opened.
 * @param page the publication's page, and where it is
 */
export function startCiting(box: HTMLElement, page: Document, address: string): void {
  const text = page.querySelector("script.data")?.textContent;
  const data: PageData | undefined = text ? JSON.parse(text) : undefined;
  startStyles(box, page, data);
  if (!data) return;
  for (const format of box.querySelectorAll<HTMLDetailsElement>(".written"))
    format.addEventListener("toggle", () => fill(format, data, page, address), { once: true });
}

/** Writes a publication's record in a format into its box. */
function fill(format: HTMLElement, data: PageData, page: Document, address: string): void {
  const { format: name, ending } = format.dataset;
  const { copy, download } = document.body.dataset;
  const label = format.textContent!.trim();
  const fileName = decodeURIComponent(`${new URL(address).pathname.split("/").at(-2)}.${ending}`);
  const file = make("button", { type: "button", class: "download", "data-name": fileName });
  file.textContent = download!.replace(".bib", `.${ending}`);
  withTools(format, recordOf(name === "ris" ? data.ris : data.csl, page), `${copy} ${label}`, file);
}

/** The visitor's citation style is kept from page to page, in this browser alone. */
const storageKey = "citationStyle";

function startStyles(box: HTMLElement, page: Document, data: PageData | undefined): void {
  const choices = box.querySelector<HTMLElement>(".styles");
  if (!choices) return;
  const inputs = [...choices.querySelectorAll("input")];
  boxes++;
  for (const input of inputs) input.name += boxes;
  const show = async (style: string): Promise<void> => {
    const input = inputs.find(({ value }) => value === style);
    if (!input) return;
    input.checked = true;
    const references = () => [...box.querySelectorAll<HTMLElement>(".citation")];
    const isThere = references().some((one) => one.dataset.style === style);
    if (!isThere && data) choices.after(await made(input, choices, page, data));
    if (!input.checked) return;
    for (const one of references()) one.hidden = one.dataset.style !== style;
  };
  const kept = read();
  if (kept) void show(kept);
  choices.addEventListener("change", ({ target }) => {
    const { value } = target as HTMLInputElement;
    void show(value);
    keep(value);
  });
}

/** The reference in a style that the site did not write, in a box as the others have; where it can't be had, that is said. */
async function made(
  { value: style, dataset: { href = "" } }: HTMLInputElement,
  { dataset: { script = "", words = "", failed = "" } }: HTMLElement,
  page: Document,
  { csl, cited }: PageData,
): Promise<HTMLElement> {
  const reference = make("p", { class: "reference", dir: "auto" });
  const { copy = "" } = document.body.dataset;
  const box = make("div", { class: "citation copyable", "data-style": style }, reference);
  try {
    const { writeReference } = (await import(script)) as typeof import("./write-reference.ts");
    reference.append(await writeReference(withAuthors(csl, page), cited, href, words));
    const button = make("button", { type: "button", class: "copy", "aria-label": `${copy} ${style}` }, copy);
    const licence = make("a", { href: "https://creativecommons.org/licenses/by-sa/3.0/" }, "CSL, CC BY-SA 3.0");
    const status = make("span", { role: "status" });
    box.append(make("p", { class: "tools" }, button, " ", licence, " ", status));
  } catch {
    // It is tried again when the style is chosen again.
    box.removeAttribute("data-style");
    reference.replaceWith(make("p", { role: "status" }, failed));
    setTimeout(() => box.remove(), 4000);
  }
  return box;
}

// A browser may forbid a page to keep anything; then nothing is kept.
function read(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

function keep(style: string): void {
  try {
    localStorage.setItem(storageKey, style);
  } catch {}
}

/** A record as the site's own files have it: what it lacks of authors and abstract stands in the page's tags. */
function recordOf(record: string | Values, page: Document): string {
  const [abstract = ""] = contentsOf(page, 'meta[name="citation_abstract"], meta[name="eprints.abstract"]');
  if (typeof record === "string")
    return record
      .replace(/^AU {2}- $/m, () =>
        authorsOf(page)
          .map((one) => `AU  - ${one}`)
          .join("\n"),
      )
      .replace(/^AB {2}- $/m, () => `AB  - ${abstract}`);
  const whole = { ...withAuthors(record, page), ...(record.abstract === true ? { abstract } : {}) };
  return JSON.stringify([whole], null, 1);
}

const contentsOf = (page: Document, tags: string): readonly string[] =>
  [...page.querySelectorAll<HTMLMetaElement>(tags)].map(({ content }) => content);

const authorsOf = (page: Document): readonly string[] => contentsOf(page, 'meta[name="citation_author"]');

function withAuthors(item: Values, page: Document): Values {
  if (item.author !== true) return item;
  const author = authorsOf(page).map((one) => {
    const [family, given] = one.split(", ");
    return { family, given };
  });
  return { ...item, author };
}
