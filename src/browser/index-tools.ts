import { foldLetters } from "../memory/fold.ts";

const wordsOf = (text: string) =>
  foldLetters(text.normalize("NFKC").toLowerCase())
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/**
 * Makes the box above an index, or a list of projects and the like, show what has its words. The choice beside it orders an index by
 * name or by count, and says of such a list whether what goes on is wanted or what is past.
 */
export function startIndexTools(): void {
  const find = document.querySelector<HTMLInputElement>(".index-find input");
  if (!find) return;
  const choice = document.querySelector<HTMLSelectElement>(".index-order select");
  const status = document.querySelector<HTMLElement>(".index-tools [role=status]");
  const index = document.querySelector<HTMLElement>(".index");
  const items = [...(index?.children ?? document.querySelectorAll(".list .entry"))] as HTMLElement[];
  const known = items.map((item) => ({
    item,
    words: wordsOf((index ? item.querySelector("a")! : item).textContent!),
    count: Number(item.querySelector(".amount")?.textContent),
  }));
  const show = () => {
    const wanted = wordsOf(find.value);
    for (const { item, words } of known)
      item.hidden = !(
        wanted.every((start) => words.some((word) => word.startsWith(start))) &&
        (index || isWanted(item))
      );
    for (const group of document.querySelectorAll<HTMLElement>(".list > .row"))
      group.hidden = !group.querySelector(".entry:not([hidden])");
    if (status) status.textContent = items.every(({ hidden }) => hidden) ? status.dataset.none! : "";
  };
  /** Whether something goes on, or is past, as it is wanted; of what has no time neither is known. */
  const isWanted = ({ dataset: { until } }: HTMLElement): boolean => {
    if (!choice?.value) return true;
    if (until === undefined) return false;
    const today = new Date().toISOString().slice(0, until.length);
    return (choice.value === "current") === (until === "open" || until >= today);
  };
  find.addEventListener("input", show);
  choice?.addEventListener("change", () => {
    if (!index) return show();
    const sorted = choice.value === "count" ? [...known].sort((one, other) => other.count - one.count) : known;
    index.append(...sorted.map(({ item }) => item));
    document.querySelector<HTMLElement>(".letters")?.toggleAttribute("hidden", choice.value === "count");
  });
}
