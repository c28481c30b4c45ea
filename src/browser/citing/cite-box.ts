import { codeOf, licenceLink, make, toolsOf } from "./copyable.ts";
import { keep, read, styleKey } from "./kept.ts";
import { markTools } from "./marks.ts";
import { dataOf, itemOf, type PageData, referenceOf, risOf, slugOf } from "./page-record.ts";

/** The boxes of a page each have a choice of their own. */
let boxes = 0;

/**
 * Makes what stands under "Cite" work, on a publication's own page and in a list: the choice of a style, which is remembered, the
 * references in styles that the site did not write, the formats that are written out of the page's own data, each when it is
 * opened, and the mark by which it is cited together with others.
 * @param page the publication's page, and where it is
 */
export function startCiting(box: HTMLElement, page: Document, address: string): void {
  const data = dataOf(page);
  startStyles(box, page, data);
  box.querySelector(".format .tools [role=status]")?.before(...markTools(slugOf(address)));
  if (!data) return;
  for (const format of box.querySelectorAll<HTMLDetailsElement>(".written"))
    format.addEventListener("toggle", () => fill(format, data, page, address), { once: true });
}

/** Writes a publication's record in a format into its box. */
function fill(format: HTMLElement, data: PageData, page: Document, address: string): void {
  const { format: name, ending } = format.dataset;
  const label = format.textContent!.trim();
  const text = name === "ris" ? risOf(data, page) : JSON.stringify([itemOf(data, page)], null, 1);
  const { download } = document.body.dataset;
  const attributes = { type: "button", class: "download", "data-name": `${slugOf(address)}.${ending}` };
  const file = make("button", attributes, download!.replace(".bib", `.${ending}`));
  format.append(codeOf(text), toolsOf(label, file));
}

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
  const kept = read(styleKey);
  if (kept) void show(kept);
  choices.addEventListener("change", ({ target }) => {
    const { value } = target as HTMLInputElement;
    void show(value);
    keep(styleKey, value);
  });
}

/** The reference in a style that the site did not write, in a box as the others have; where it can't be had, that is said. */
async function made(
  { value: style, dataset: { href = "" } }: HTMLInputElement,
  { dataset }: HTMLElement,
  page: Document,
  data: PageData,
): Promise<HTMLElement> {
  const box = make("div", { class: "citation copyable", "data-style": style });
  try {
    const reference = await referenceOf(data, page, href, dataset);
    box.append(make("p", { class: "reference", dir: "auto" }, reference), toolsOf(style, licenceLink()));
  } catch {
    // It is tried again when the style is chosen again.
    box.removeAttribute("data-style");
    box.append(make("p", { role: "status" }, dataset.failed!));
    setTimeout(() => box.remove(), 4000);
  }
  return box;
}
