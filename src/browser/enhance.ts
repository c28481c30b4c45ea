// The script of every page: copies and opens in place, remembers the citation style, and fetches the search when it is used.
// Nothing needs it to be read.
import { startCopying, startOpening, startStyles } from "./open.ts";

const root = document.documentElement;
root.classList.add("scripted");
startCopying();
startOpening();
startStyles();

addEventListener("beforeprint", () => {
  const today = new Intl.DateTimeFormat(root.lang, { dateStyle: "long" }).format(new Date());
  document.querySelector<HTMLElement>(".masthead")?.setAttribute("data-printed", today);
});

const form = document.querySelector<HTMLElement>(".finder");
if (form) {
  let isStarted = false;
  const start = async () => {
    if (isStarted) return;
    isStarted = true;
    try {
      // Together with the script: on a slow network each request costs as much as the script does.
      const index = fetch(form.dataset.index!, { cache: "no-cache" });
      index.catch(() => {});
      const { startFinder } = (await import(form.dataset.script!)) as typeof import("./finder/finder.ts");
      await startFinder(form, index);
    } catch {
      form.querySelector(".found")!.textContent = form.dataset.failed!;
    }
  };
  form.addEventListener("focusin", start);
  form.addEventListener("pointerenter", start);
  if (location.search !== "") void start();
  if (location.hash === "#q") document.getElementById("q")?.focus();
  // A menu closes by Escape, and when the visitor goes elsewhere.
  const closeMenus = (except?: Node | null) => {
    for (const menu of form.querySelectorAll<HTMLDetailsElement>(".facet[open]")) {
      if (!except || !menu.contains(except)) menu.open = false;
    }
  };
  addEventListener("pointerdown", ({ target }) => closeMenus(target as Node));
  form.addEventListener("focusin", ({ target }) => closeMenus(target as Node));
  form.addEventListener("keydown", ({ key, target }) => {
    const menu =
      key === "Escape" && target instanceof Element ? target.closest<HTMLDetailsElement>(".facet[open]") : null;
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
  });
}

addEventListener("keydown", (event) => {
  const { key, target, ctrlKey, metaKey, altKey } = event;
  const isWriting = target instanceof Element && target.closest("input, textarea, select, [contenteditable]");
  if (key !== "/" || ctrlKey || metaKey || altKey || isWriting) return;
  event.preventDefault();
  const input = document.getElementById("q");
  if (input) input.focus();
  else if (document.body.dataset.search) location.href = `${document.body.dataset.search}#q`;
});
