// The script of every page: copies and opens in place, remembers the citation style, and fetches the search when it is used.
// Nothing needs it to be read.
import { readableSlug } from "../memory/fold.ts";
import { startCiting } from "./citing/cite-box.ts";
import { startCopying } from "./citing/copyable.ts";
import { startMarks } from "./citing/marks.ts";
import { startFilterSheet } from "./filter-sheet.ts";
import { startIndexTools } from "./index-tools.ts";
import { startOpening } from "./open.ts";
import { startTheme } from "./theme.ts";

const root = document.documentElement;
root.classList.add("scripted");
const cites = document.querySelector<HTMLElement>("#cite .cites");
if (cites) startCiting(cites, document, location.href);
startCopying();
startOpening();
startIndexTools();
startTheme();

// What the style leaves for later of a long list is laid out while nothing else is to be done, the last first: what stands above
// them keeps its place.
const entries = [...document.querySelectorAll<HTMLElement>(".late .list .entries > *")];
const whenIdle = window.requestIdleCallback ?? setTimeout;
const layOutMore = () => {
  for (const entry of entries.splice(-2)) entry.style.contentVisibility = "visible";
  if (entries.length > 0) whenIdle(layOutMore);
};
whenIdle(layOutMore);

// What is filtered stays so in another language.
addEventListener("click", ({ target }) => {
  const link = target instanceof Element ? target.closest<HTMLAnchorElement>(".languages a") : null;
  if (link) link.search = location.search;
});

// A box to search in is emptied by its button, and by Escape.
const empty = (input: HTMLInputElement) => {
  input.value = "";
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.focus();
};
addEventListener("click", ({ target }) => {
  const button = target instanceof Element ? target.closest(".clear") : null;
  if (button) empty(button.previousElementSibling as HTMLInputElement);
});
addEventListener("keydown", (event) => {
  const { key, target, defaultPrevented } = event;
  if (key !== "Escape" || defaultPrevented || !(target instanceof HTMLInputElement)) return;
  if (target.type !== "search" || target.value === "") return;
  event.preventDefault();
  empty(target);
});

addEventListener("beforeprint", () => {
  const today = new Intl.DateTimeFormat(root.lang, { dateStyle: "long", numberingSystem: "latn" }).format(new Date());
  document.querySelector<HTMLElement>(".masthead")?.setAttribute("data-printed", today);
});

// Who can't be led on stays.
followPlace().catch(() => {});

const form = document.querySelector<HTMLElement>(".finder");
const loadFinder = () => import(form!.dataset.script!) as Promise<typeof import("./finder/finder.ts")>;
startMarks(() => {
  if (form)
    loadFinder().then(
      ({ startMarking }) => startMarking(form),
      () => {},
    );
});
if (form) {
  let isStarted = false;
  const start = async () => {
    if (isStarted) return;
    isStarted = true;
    try {
      // Together with the script: on a slow network each request costs as much as the script does.
      const index = fetch(form.dataset.index!, { cache: "no-cache" });
      index.catch(() => {});
      const { startFinder } = await loadFinder();
      await startFinder(form, index);
    } catch {
      document.querySelector(".found")!.textContent = form.dataset.failed!;
    }
  };
  form.addEventListener("focusin", start);
  form.addEventListener("pointerenter", start);
  // Who is in it already did not wait for this script.
  if (location.search !== "" || form.contains(document.activeElement)) void start();
  // The search, which was used here, keeps the browser from finding the place again.
  else if (history.state?.y) scrollTo(0, history.state.y);
  startFilterSheet(form);
  if (location.hash === "#q") document.getElementById("q")?.focus();
}

// A menu closes by Escape, when the visitor goes elsewhere, and when a year was chosen to jump to.
const bar = document.querySelector<HTMLElement>(".bar");
if (bar) {
  // In the sheet of a phone they stand below each other, and what closed would move the rest under the finger.
  const openMenu = "details[open]:not(.sheet *)";
  const closeMenus = (except?: Node | null) => {
    for (const menu of bar.querySelectorAll<HTMLDetailsElement>(openMenu)) {
      if (!except || !menu.contains(except)) menu.open = false;
    }
  };
  addEventListener("pointerdown", ({ target }) => closeMenus(target as Node));
  bar.addEventListener("focusin", ({ target }) => closeMenus(target as Node));
  bar.addEventListener("click", ({ target }) => {
    if (target instanceof Element && target.closest(".jump a")) closeMenus();
  });
  bar.addEventListener(
    "keydown",
    (event) => {
      const { key, target } = event;
      const menu = key === "Escape" && target instanceof Element ? target.closest<HTMLDetailsElement>(openMenu) : null;
      if (!menu) return;
      event.preventDefault();
      menu.open = false;
      menu.querySelector("summary")?.focus();
    },
    { capture: true },
  );
}

/**
 * A server never sees what stands behind the # of an address. Who comes to a page that has moved keeps it, and who asks the list
 * of all papers for one that is on another of its pages (`/publications/#key`) is led to the paper.
 */
async function followPlace(): Promise<void> {
  const { hash, pathname, origin } = location;
  if (hash.length < 2) return;
  const moved = document.querySelector<HTMLAnchorElement>("a.moved");
  if (moved) {
    if (moved.hash === "" && moved.origin === origin) location.replace(moved.href + hash);
    return;
  }
  const name = decodeURIComponent(hash.slice(1));
  if (pathname !== document.body.dataset.search || document.getElementById(name)) return;
  const slug = readableSlug(name);
  const address = `${pathname}${slug}/`;
  if (slug !== "" && (await fetch(address, { method: "HEAD" })).ok) location.replace(address);
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
