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

/** Puts a text into a box, with the same controls as on a publication's own page. */
export function withTools(box: HTMLElement, text: string, copyName: string, file: HTMLElement): HTMLElement {
  const code = make("pre", { dir: "ltr", translate: "no", tabindex: "0" }, make("code", {}, text.trimEnd()));
  const button = make("button", { type: "button", class: "copy", "aria-label": copyName }, document.body.dataset.copy!);
  const status = make("span", { role: "status" });
  box.append(code, make("p", { class: "tools" }, button, " ", ...(file ? [file, " "] : []), status));
  return box;
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
