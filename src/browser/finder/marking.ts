import { doesKeep } from "../citing/kept.ts";
import { markBox, readMarks } from "../citing/marks.ts";
import { slugOf } from "../citing/page-record.ts";
import { startSeveral } from "../citing/several.ts";
import { words } from "../citing/site-facts.ts";
import { element } from "./facet-menu.ts";

let isStarted = false;

/** Gives each entry of the list and of results a box that marks it, and makes what is marked be cited together. */
export function startMarking(form: HTMLElement): void {
  if (isStarted || !doesKeep()) return;
  isStarted = true;
  addBoxes(document);
  // Entries that come later, among the results of a search, have theirs as they come.
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes)
      for (const node of addedNodes) if (node.parentElement) addBoxes(node.parentElement);
  }).observe(document.querySelector("main")!, { childList: true, subtree: true });
  startSeveral(document.querySelector<HTMLDetailsElement>(".marked .several")!, () => ({
    addresses: readMarks().map((slug) => `${form.dataset.base}${slug}/`),
    fileName: "marked",
  }));
}

function addBoxes(part: ParentNode): void {
  for (const entry of part.querySelectorAll(".entry:not(:has(> .mark))")) {
    const title = entry.querySelector<HTMLAnchorElement>(".title a");
    if (!title) continue;
    const name = `${words().mark}: ${title.textContent}`;
    entry.prepend(element("label", { class: "mark" }, [markBox(slugOf(title.href), { "aria-label": name })]));
  }
}
