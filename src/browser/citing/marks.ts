// The publications that a visitor has marked, to cite them together: the last parts of their addresses, kept in this browser from
// page to page and visit to visit.

import { doesKeep, keep, read } from "./kept.ts";
import { make } from "./make.ts";
import { words } from "./site-facts.ts";

// Sites that share an origin have marks of their own: the scripts of each lie below it.
const key = `marked ${new URL("..", import.meta.url).pathname}`;

/** Tells all that shows marks that they have changed; the page's scripts share nothing else. */
const changed = "marks";

export function readMarks(): readonly string[] {
  try {
    const marks: unknown = JSON.parse(read(key) ?? "[]");
    return Array.isArray(marks) ? marks.filter((one) => /^[\w.-]+$/.test(one)) : [];
  } catch {
    return [];
  }
}

function writeMarks(marks: readonly string[]): void {
  keep(key, JSON.stringify(marks));
  document.dispatchEvent(new Event(changed));
}

/** The box that marks a publication. */
export function markBox(slug: string, attributes: Readonly<Record<string, string>> = {}): HTMLInputElement {
  const box = make("input", { ...attributes, type: "checkbox", "data-marks": slug }) as HTMLInputElement;
  box.checked = readMarks().includes(slug);
  return box;
}

/** What stands under "Cite": the box that marks the publication, and the way to all that are marked; nothing where no mark is kept. */
export function markTools(slug: string): readonly (Node | string)[] {
  if (!doesKeep()) return [];
  const label = make("label", {}, markBox(slug), ` ${words().mark}`);
  const link = make("a", { class: "marks" });
  showCount(link as HTMLAnchorElement, readMarks());
  return [label, " ", link, " "];
}

/** Makes boxes mark, and shows what is marked; `onMarked` is called when something is. */
export function startMarks(onMarked: () => void): void {
  const show = () => {
    showMarks();
    if (readMarks().length > 0) onMarked();
  };
  document.addEventListener("change", ({ target }) => {
    const slug = target instanceof HTMLInputElement ? target.dataset.marks : undefined;
    if (slug === undefined) return;
    const others = readMarks().filter((one) => one !== slug);
    writeMarks((target as HTMLInputElement).checked ? [...others, slug] : others);
  });
  document.querySelector(".unmark")?.addEventListener("click", () => {
    writeMarks([]);
    // The button is gone.
    document.querySelector("main")?.focus({ preventScroll: true });
  });
  document.addEventListener(changed, show);
  // In another window, or on the page from which the visitor comes back.
  addEventListener("storage", show);
  addEventListener("pageshow", show);
  show();
}

/** Says wherever it is shown what is marked, and how many. */
function showMarks(): void {
  const marks = readMarks();
  for (const box of document.querySelectorAll<HTMLInputElement>("[data-marks]"))
    box.checked = marks.includes(box.dataset.marks!);
  for (const link of document.querySelectorAll<HTMLAnchorElement>(".marks")) showCount(link, marks);
  document.querySelector(".marked")?.toggleAttribute("hidden", marks.length === 0);
}

/** A link to what is marked says how many they are. */
function showCount(link: HTMLAnchorElement, marks: readonly string[]): void {
  link.href = `${document.body.dataset.search}?${new URLSearchParams(marks.map((slug) => ["paper", slug]))}`;
  link.textContent = words().marked.replace("{count}", String(marks.length));
  link.hidden = marks.length === 0;
}
