// Puts a list of the site into a page of another one:
// <script async src="https://example.org/embed/list.js" data-list="people/ada"></script>
// The list has a tree of its own, so that neither page's style reaches the other; where it does not come, a link before the
// script leads to it all the same.

import { make } from "./citing/make.ts";

/** What `list.json` of an embedded list holds, as far as it is shown. */
interface EmbeddedList {
  readonly title: string;
  readonly url: string;
  readonly language: string;
  readonly direction: string;
  readonly all: string;
  readonly items: readonly { readonly html: string; readonly year?: number; readonly type: string }[];
}

const style = `
:host { all: initial !important; display: block !important; margin-block: 1em !important; }
section { color-scheme: light; padding: .25em 1em; font: 16px/1.5 system-ui, sans-serif; color: #23201c; background: #fff; }
section.dark { color-scheme: dark; color: #ece7df; background: #191714; }
ul { list-style: none; margin: 0; padding: 0; }
li { margin-block: .9em; overflow-wrap: anywhere; }
p { margin: 0; }
a { color: #1a4f8b; text-underline-offset: .15em; }
.dark a { color: #9cc4f5; }
a:focus-visible { outline: 2px solid; outline-offset: 2px; }
.title { font-weight: 600; }
.title a:not(:hover, :focus-visible) { text-decoration: none; }
.whole-word { white-space: nowrap; }
.line { display: flex; flex-wrap: wrap; gap: 0 1em; }
.line a { display: inline-block; min-block-size: 24px; }
`;

/** Whether the page around it is in dark colours for this visitor. */
const isDark = () =>
  matchMedia("(prefers-color-scheme: dark)").matches &&
  getComputedStyle(document.documentElement).colorScheme.includes("dark");

async function show(script: HTMLScriptElement): Promise<void> {
  const { list = "publications", limit, year, type } = script.dataset;
  const address = new URL(`${list.replace(/^\/+|\/+$/g, "")}/list.json`, script.src);
  const answer = await fetch(address, { credentials: "omit" });
  if (!answer.ok) return;
  const { title, url, language, direction, all, items }: EmbeddedList = await answer.json();
  const asked = items.filter(
    (item) => (year === undefined || `${item.year}` === year) && (type === undefined || item.type === type),
  );
  const shown = asked.slice(0, Number(limit) || undefined);
  const host = make("div", {});
  const tree = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  tree.adoptedStyleSheets = [sheet];
  const entries = make("ul", { role: "list" });
  // The site has made this HTML of its own, and escaped all that its author wrote.
  entries.innerHTML = shown.map(({ html }) => `<li>${html}</li>`).join("");
  const about = { lang: language, dir: direction, class: isDark() ? "dark" : "", "aria-label": title };
  const section = make("section", about, entries);
  if (shown.length < items.length) section.append(make("p", {}, make("a", { href: url }, all)));
  tree.append(section);
  script.after(host);
}

const script = document.currentScript;
// What fails leaves the link that stands before it.
if (script instanceof HTMLScriptElement) show(script).catch(() => {});
