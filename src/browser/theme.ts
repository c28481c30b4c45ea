import { make } from "./citing/make.ts";
import { ownTheme, words } from "./citing/site-facts.ts";

const storageKey = "theme";

/** Makes the switch of the colours. The choice is kept, and is taken on again by a script in the page's head. */
export function startTheme(): void {
  const place = document.querySelector(".theme");
  if (!place) return;
  const { dataset } = document.documentElement;
  const { theme, auto, light, dark } = words();
  const options = Object.entries({ auto, light, dark }).map(([value, label]) => make("option", { value }, label));
  const select = make("select", { autocomplete: "off" }, ...options) as HTMLSelectElement;
  place.replaceChildren(make("label", {}, make("span", { class: "unseen" }, theme), " ", select));
  const take = () => {
    const stored = keptTheme();
    const isKnown = [...select.options].some(({ value }) => value === stored);
    select.value = isKnown ? stored! : ownTheme();
    if (select.value === "auto") delete dataset.theme;
    else dataset.theme = select.value;
    colorBar(select.value === "auto");
  };
  select.addEventListener("change", () => {
    try {
      localStorage.setItem(storageKey, select.value);
    } catch {
      // Where nothing may be kept the choice holds for this page.
      if (select.value === "auto") delete dataset.theme;
      else dataset.theme = select.value;
      return;
    }
    take();
  });
  take();
  // Another window of the site, or this page again by the way back.
  addEventListener("storage", take);
  addEventListener("pageshow", take);
}

function keptTheme(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

/** The bar of the browser around a page has the page's colour; what the page says of it holds for the system's scheme alone. */
function colorBar(isOfSystem: boolean): void {
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    meta.dataset.own ??= meta.content;
    meta.content = isOfSystem
      ? meta.dataset.own
      : getComputedStyle(document.documentElement).backgroundColor || meta.content;
  }
}
