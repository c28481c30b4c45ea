import { fetchPage } from "./finder/fetch-page.ts";

/** Makes the page's copy buttons work: each copies what stands in its `.copyable`, and says so where the finger is. */
export function startCopying(): void {
  document.addEventListener("click", async ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>(".copy") : null;
    const box = button?.closest(".copyable");
    const source = box?.querySelector<HTMLElement>("pre, .reference");
    const status = box?.querySelector("[role=status]");
    if (!button || !source || !status) return;
    const { copy: label = "", copied = "", failed = "" } = document.body.dataset;
    const said = (await copyElement(source)) ? copied : failed;
    button.textContent = said;
    status.textContent = said;
    setTimeout(() => {
      button.textContent = label;
      status.textContent = "";
    }, 2500);
  });
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>(".download") : null;
    const text = button?.closest(".copyable")?.querySelector("pre")?.textContent;
    if (!button || text === null || text === undefined) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([`${text}\n`], { type: "text/plain" }));
    link.download = button.dataset.name!;
    link.click();
    URL.revokeObjectURL(link.href);
  });
}

/** Copies code as text, and a reference also with its italics; where the browser refuses, the text is left selected. */
async function copyElement(source: HTMLElement): Promise<boolean> {
  const text = source.textContent ?? "";
  try {
    if (source.localName === "pre") await navigator.clipboard.writeText(text);
    else {
      const types = { "text/plain": text.trim(), "text/html": source.innerHTML.trim() };
      const blobs = Object.entries(types).map(([type, value]) => [type, new Blob([value], { type })]);
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    }
    return true;
  } catch {
    getSelection()?.selectAllChildren(source);
    return document.execCommand("copy");
  }
}

/**
 * Makes the links to an entry's abstract and BibTeX open them in place. They stay links: without the script, and where the
 * file can't be fetched, they lead there.
 */
export function startOpening(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>(".opener")) prepare(link);
  // Entries that come later, among the results of a search, are prepared as they come.
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      for (const node of addedNodes) {
        if (!(node instanceof Element)) continue;
        for (const link of node.querySelectorAll<HTMLAnchorElement>(".opener")) prepare(link);
      }
    }
  }).observe(document.querySelector("main")!, { childList: true, subtree: true });

  document.addEventListener("click", (event) => {
    const link = openerOf(event);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void toggle(link);
  });
  document.addEventListener("keydown", (event) => {
    const link = event.key === " " ? openerOf(event) : null;
    if (!link) return;
    event.preventDefault();
    void toggle(link);
  });
}

function openerOf({ target }: Event): HTMLAnchorElement | null {
  return target instanceof Element ? target.closest<HTMLAnchorElement>(".opener") : null;
}

function prepare(link: HTMLAnchorElement): void {
  link.setAttribute("role", "button");
  link.setAttribute("aria-expanded", "false");
  link.removeAttribute("download");
}

async function toggle(link: HTMLAnchorElement): Promise<void> {
  const entry = link.closest(".entry");
  const part = link.dataset.opens!;
  // On the front page an abstract shows how it begins, and the link shows the rest.
  const begun = part === "abstract" ? entry?.querySelector<HTMLElement>(".brief .abstract:not(.opened)") : undefined;
  if (begun) {
    link.setAttribute("aria-expanded", String(begun.classList.toggle("whole-text")));
    return;
  }
  const open = entry?.querySelector<HTMLElement>(`.opened[data-part=${part}]`);
  if (open) open.hidden = !open.hidden;
  else {
    const made = await fetchPart(link, part).catch(() => undefined);
    if (!entry || !made) {
      location.href = link.href;
      return;
    }
    made.classList.add("opened");
    made.dataset.part = part;
    entry.append(made);
  }
  link.setAttribute("aria-expanded", String(!open?.hidden));
}

async function fetchPart(link: HTMLAnchorElement, part: string): Promise<HTMLElement | undefined> {
  // Where a paper has no file of its own, the link to its BibTeX leads to its page.
  const isFile = part !== "abstract" && new URL(link.href).hash === "";
  const page = isFile ? undefined : await fetchPage(link.href);
  if (part === "abstract") return page?.querySelector<HTMLElement>(".abstract") ?? undefined;
  const bibtex = page ? page.querySelector("#cite pre")?.textContent : await fetchText(link.href);
  if (!bibtex) return undefined;
  const { copy = "", download = "" } = document.body.dataset;
  const file = isFile ? make("a", { download: "", href: link.href }, download) : undefined;
  return withTools(make("div", { class: "copyable" }), bibtex, `${copy} ${link.getAttribute("aria-label")}`, file);
}

/** Puts a text into a box, with the same controls as on a publication's own page. */
export function withTools(
  box: HTMLElement,
  text: string,
  copyName: string,
  file: HTMLElement | undefined,
): HTMLElement {
  const code = make("pre", { dir: "ltr", translate: "no", tabindex: "0" }, make("code", {}, text.trimEnd()));
  const button = make("button", { type: "button", class: "copy", "aria-label": copyName }, document.body.dataset.copy!);
  const status = make("span", { role: "status" });
  box.append(code, make("p", { class: "tools" }, button, " ", ...(file ? [file, " "] : []), status));
  return box;
}

async function fetchText(address: string): Promise<string | undefined> {
  const response = await fetch(address);
  return response.ok ? response.text() : undefined;
}

/** An element with attributes and content. */
export function make(
  name: string,
  attributes: Readonly<Record<string, string>>,
  ...content: (Node | string)[]
): HTMLElement {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...content);
  return made;
}

/** The visitor's citation style is kept from page to page, in this browser alone. */
const storageKey = "citationStyle";

/** Makes the choice of a citation style show that style's reference. */
export function startStyles(): void {
  const choices = document.querySelector<HTMLElement>(".styles");
  if (!choices) return;
  const show = (style: string) => {
    const references = [...document.querySelectorAll<HTMLElement>(".citation")];
    if (!references.some((one) => one.dataset.style === style)) return;
    for (const one of references) one.hidden = one.dataset.style !== style;
    for (const input of choices.querySelectorAll("input")) input.checked = input.value === style;
  };
  const kept = read();
  if (kept) show(kept);
  choices.addEventListener("change", ({ target }) => {
    const { value } = target as HTMLInputElement;
    show(value);
    keep(value);
  });
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
