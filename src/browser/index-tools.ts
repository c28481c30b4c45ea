import { foldLetters } from "../memory/fold.ts";

/** Makes the box above an index show the names that have its words, and its choice order them by name or by count. */
export function startIndexTools(): void {
  const index = document.querySelector<HTMLElement>(".index");
  const find = document.querySelector<HTMLInputElement>(".index-find input");
  const order = document.querySelector<HTMLSelectElement>(".index-order select");
  if (!index || !find || !order) return;
  const items = [...index.children] as HTMLElement[];
  const words = (text: string) =>
    foldLetters(text.normalize("NFKC").toLowerCase())
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean);
  const known = items.map((item) => ({
    item,
    words: words(item.querySelector("a")!.textContent!),
    count: Number(item.querySelector(".amount")!.textContent),
  }));
  find.addEventListener("input", () => {
    const wanted = words(find.value);
    for (const one of known) {
      one.item.hidden = !wanted.every((start) => one.words.some((word) => word.startsWith(start)));
    }
  });
  order.addEventListener("change", () => {
    const sorted = order.value === "count" ? [...known].sort((one, other) => other.count - one.count) : known;
    index.append(...sorted.map(({ item }) => item));
    document.querySelector<HTMLElement>(".letters")?.toggleAttribute("hidden", order.value === "count");
  });
}
