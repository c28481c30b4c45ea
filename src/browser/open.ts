import { startCiting } from "./citing/cite-box.ts";
import { fetchPage } from "./citing/fetch-page.ts";

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
  const part = link.hash.slice(1);
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

/** The part of a publication's page that an entry opens: a copy, which works as it does there. */
async function fetchPart(link: HTMLAnchorElement, part: string): Promise<HTMLElement | undefined> {
  const page = await fetchPage(link.href);
  const found = page.querySelector<HTMLElement>(part === "abstract" ? ".abstract" : ".cites");
  if (!found) return undefined;
  const own = found.cloneNode(true) as HTMLElement;
  // Its data are read from the page, and no page takes a script from another.
  own.querySelector("script")?.remove();
  const copy = document.importNode(own, true);
  if (part === "cite") startCiting(copy, page, link.href);
  return copy;
}
