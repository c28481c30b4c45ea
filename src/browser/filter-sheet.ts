/**
 * On a phone the filters wait behind a button, which opens them as a sheet over the foot of the screen. It closes by its own
 * button, by Escape and by a tap beside it, and the focus goes back to where it came from.
 */
export function startFilterSheet(form: HTMLElement): void {
  const opener = form.querySelector<HTMLElement>(".sheet-opener");
  const sheet = form.querySelector<HTMLElement>(".filters");
  if (!opener || !sheet) return;
  const isOpen = () => form.classList.contains("sheet");
  const set = (open: boolean) => {
    form.classList.toggle("sheet", open);
    opener.setAttribute("aria-expanded", String(open));
    if (open) sheet.querySelector("summary")?.focus();
    else opener.focus();
  };
  opener.addEventListener("click", () => set(!isOpen()));
  sheet.querySelector(".sheet-closer")?.addEventListener("click", () => set(false));
  form.addEventListener("keydown", ({ key, defaultPrevented }) => {
    if (key === "Escape" && isOpen() && !defaultPrevented) set(false);
  });
  addEventListener("pointerdown", ({ target }) => {
    if (isOpen() && !(target instanceof Node && form.contains(target))) set(false);
  });
}
