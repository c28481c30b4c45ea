import { addCopying, codeOf, licenceLink, toolsOf } from "./copyable.ts";
import { keep, read, styleKey } from "./kept.ts";
import { make } from "./make.ts";
import { markTools } from "./marks.ts";
import { dataOf, itemOf, type PageData, referenceOf, risOf, slugOf } from "./page-record.ts";
import { offeredStyles, words } from "./site-facts.ts";

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
  for (const one of box.querySelectorAll<HTMLElement>(".copyable:has(.reference, pre)")) {
    const label = one.dataset.style ?? one.querySelector("summary")!.textContent!;
    addCopying(one.querySelector(".tools")!, label);
  }
  startStyles(box, page, data);
  box.querySelector(".format .tools [role=status]")?.before(...markTools(slugOf(address)));
  if (!data) return;
  const written = [
    writtenFormat("RIS", `${slugOf(address)}.ris`, () => risOf(data, page)),
    writtenFormat("CSL-JSON", `${slugOf(address)}.json`, () => JSON.stringify([itemOf(data, page)], null, 1)),
  ];
  [...box.querySelectorAll(".format")].at(-1)?.after(...written);
}

/** A box for a publication's record in a format, which is written when it is opened. */
function writtenFormat(label: string, fileName: string, text: () => string): HTMLElement {
  const format = make("details", { class: "format written copyable" }, make("summary", {}, label));
  const fill = () => {
    const attributes = { type: "button", class: "download", "data-name": fileName };
    const ending = fileName.slice(fileName.lastIndexOf("."));
    format.append(codeOf(text()), toolsOf(label, make("button", attributes, words().download.replace(".bib", ending))));
  };
  format.addEventListener("toggle", fill, { once: true });
  return format;
}

function startStyles(box: HTMLElement, page: Document, data: PageData | undefined): void {
  const own = [...box.querySelectorAll<HTMLElement>(".citation")];
  const offered = data ? offeredStyles() : new Map<string, string>();
  if (own.length + offered.size < 2) return;
  boxes++;
  const inputs = [...own.map(({ dataset }) => dataset.style!), ...offered.keys()].map(
    (value) => make("input", { type: "radio", name: `citation-style${boxes}`, value }) as HTMLInputElement,
  );
  inputs[0]!.checked = true;
  const choices = make("fieldset", { class: "styles" }, make("legend", { class: "unseen" }, words().citationStyle));
  for (const input of inputs) choices.append(make("label", {}, input, ` ${input.value}`));
  box.prepend(choices);
  const show = async (style: string): Promise<void> => {
    const input = inputs.find(({ value }) => value === style);
    if (!input) return;
    input.checked = true;
    const references = () => [...box.querySelectorAll<HTMLElement>(".citation")];
    const isThere = references().some((one) => one.dataset.style === style);
    if (!isThere && data) choices.after(await made(style, offered.get(style)!, page, data));
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
async function made(style: string, address: string, page: Document, data: PageData): Promise<HTMLElement> {
  const box = make("div", { class: "citation copyable", "data-style": style });
  try {
    const reference = await referenceOf(data, page, address);
    box.append(make("p", { class: "reference", dir: "auto" }, reference), toolsOf(style, licenceLink()));
  } catch {
    // It is tried again when the style is chosen again.
    box.removeAttribute("data-style");
    box.append(make("p", { role: "status" }, words().styleFailed));
    setTimeout(() => box.remove(), 4000);
  }
  return box;
}
