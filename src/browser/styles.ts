/** The visitor's citation style is kept from page to page, in this browser alone. */
const storageKey = "citationStyle";

/** Makes the choice of a citation style show that style's reference. */
export function startStyles(): void {
  const choices = document.querySelector<HTMLElement>(".styles");
  if (!choices) return;
  const show = (style: string) => {
    const references = [...document.querySelectorAll<HTMLElement>(".citation")];
    if (!references.some((one) => one.dataset.style === style)) return;
    for (const one of references) one.hidden = one.dataset.style !== style;
    for (const input of choices.querySelectorAll("input")) input.checked = input.value === style;
  };
  const kept = read();
  if (kept) show(kept);
  choices.addEventListener("change", ({ target }) => {
    const { value } = target as HTMLInputElement;
    show(value);
    keep(value);
  });
}

// A browser may forbid a page to keep anything; then nothing is kept.
function read(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

function keep(style: string): void {
  try {
    localStorage.setItem(storageKey, style);
  } catch {}
}
