/**
 * Where a visitor is in a page: how far down, and which entry is then at the top of the window, how far below its edge. Entries
 * that were not seen yet are as tall as the style supposes, so that the first alone does not tell.
 */
export interface Place {
  readonly y: number;
  readonly entry?: string;
  readonly top?: number;
}

export function currentPlace(): Place {
  for (const entry of document.querySelectorAll(".entry[id]")) {
    const { top, bottom } = entry.getBoundingClientRect();
    if (bottom > 0) return { y: scrollY, entry: entry.id, top };
  }
  return { y: scrollY };
}

export function returnTo({ y, entry, top }: Place): void {
  scrollTo(0, y);
  const found = entry === undefined ? null : document.getElementById(entry);
  if (found) scrollBy(0, found.getBoundingClientRect().top - top!);
}
