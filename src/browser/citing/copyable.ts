import { make } from "./make.ts";
import { words } from "./site-facts.ts";

/** What may be copied: a record as code, a reference, or several of them. */
const sources = "pre, .reference-list, .reference";

/** The second stop of the keyboard on a publication's own page copies what most of its readers come for. */
function addQuickCopy(): void {
  const name = document.querySelector("#cite .format .copy")?.getAttribute("aria-label");
  if (!name) return;
  const button = make("button", { type: "button", class: "skip", "data-copies": "#cite .format" }, name);
  document.querySelector(".skip")?.after(button);
}

/** Makes the page's copy buttons work: each copies what stands in its `.copyable`, and says so where the finger is. */
export function startCopying(): void {
  addQuickCopy();
  document.addEventListener("click", async ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>(".copy, [data-copies]") : null;
    const box = button?.dataset.copies ? document.querySelector(button.dataset.copies) : button?.closest(".copyable");
    const source = box?.querySelector<HTMLElement>(sources);
    const status = box?.querySelector("[role=status]");
    if (!button || !source || !status) return;
    const { copied, notCopied } = words();
    button.dataset.label ??= button.textContent!;
    const said = (await copyElement(source)) ? copied : notCopied;
    button.textContent = said;
    status.textContent = said;
    setTimeout(() => {
      button.textContent = button.dataset.label!;
      status.textContent = "";
    }, 2500);
  });
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>(".download") : null;
    const source = button?.closest(".copyable")?.querySelector<HTMLElement>(sources);
    if (!button || !source) return;
    const isCode = source.localName === "pre";
    const text = isCode ? `${source.textContent}\n` : `<!DOCTYPE html>\n<meta charset="utf-8">\n${source.innerHTML}\n`;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: isCode ? "text/plain" : "text/html" }));
    link.download = button.dataset.name!;
    link.click();
    URL.revokeObjectURL(link.href);
  });
}

/** Copies code as text, and references also with their italics; where the browser refuses, the text is left selected. */
async function copyElement(source: HTMLElement): Promise<boolean> {
  try {
    if (source.localName === "pre") await navigator.clipboard.writeText(source.textContent ?? "");
    else {
      const references = source.className === "reference" ? [source] : [...source.children];
      const text = references.map((one) => one.textContent?.trim()).join("\n");
      const types = { "text/plain": text, "text/html": source.innerHTML.trim() };
      const blobs = Object.entries(types).map(([type, value]) => [type, new Blob([value], { type })]);
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    }
    return true;
  } catch {
    getSelection()?.selectAllChildren(source);
    return document.execCommand("copy");
  }
}

/** A text as a publication's own page shows its records. */
export const codeOf = (text: string): HTMLElement =>
  make("pre", { dir: "ltr", translate: "no", tabindex: "0" }, make("code", {}, text.trimEnd()));

/** The controls below what is copied: the button that does it, others, and what is said of it. */
export function toolsOf(label: string, ...others: readonly HTMLElement[]): HTMLElement {
  const tools = make("p", { class: "tools" }, ...others.flatMap((one, index) => (index === 0 ? [one] : [" ", one])));
  addCopying(tools, label);
  return tools;
}

/** Puts the button that copies before the other controls, but behind the name of a style, and what is said of it behind them. */
export function addCopying(tools: Element, label: string): void {
  const { copy } = words();
  const button = make("button", { type: "button", class: "copy", "aria-label": `${copy} ${label}` }, copy);
  const style = tools.querySelector(".style");
  if (style) style.after(" ", button);
  else tools.prepend(button, " ");
  tools.append(" ", make("span", { role: "status" }));
}

/** The licence of the styles that the site sends. */
export const licenceLink = (): HTMLElement =>
  make("a", { href: "https://creativecommons.org/licenses/by-sa/3.0/" }, "CSL, CC BY-SA 3.0");
