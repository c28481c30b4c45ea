// The only script of a site: copies a BibTeX entry or reference, and puts the day on a printed page. Nothing else needs it.

const root = document.documentElement;
root.classList.add("scripted");

addEventListener("beforeprint", () => {
  const today = new Intl.DateTimeFormat(root.lang, { dateStyle: "long" }).format(new Date());
  document.querySelector<HTMLElement>(".masthead")?.setAttribute("data-printed", today);
});

document.addEventListener("click", async ({ target }) => {
  const button = target instanceof Element ? target.closest<HTMLElement>(".copy") : null;
  const box = button?.closest(".copyable");
  const source = box?.querySelector<HTMLElement>("pre, .reference");
  const status = box?.querySelector("[role=status]");
  if (!button || !source || !status) return;
  const { label = "", copied = "", failed = "" } = button.dataset;
  const said = (await copy(source)) ? copied : failed;
  button.textContent = said;
  status.textContent = said;
  setTimeout(() => {
    button.textContent = label;
    status.textContent = "";
  }, 2500);
});

/** Copies the text of an element; where the browser refuses the clipboard, the text is left selected. */
async function copy(source: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(source.textContent ?? "");
    return true;
  } catch {
    getSelection()?.selectAllChildren(source);
    return document.execCommand("copy");
  }
}
