// What a page may load and run, as its Content Security Policy (level 3) says it.
import { createHash } from "node:crypto";
import type { OutsideScript } from "../../record/analytics.ts";

/**
 * Takes the scheme that the visitor has chosen before anything is painted, so it stands in the page itself; `browser/theme.ts`
 * keeps the choice. It says "late" of a visit that asks for no place in the page and is no way back to one, for the style of long lists.
 */
export const themeScript =
  'const r=document.documentElement;try{const t=localStorage.getItem("theme");if(t==="auto")delete r.dataset.theme;else if(t==="light"||t==="dark")r.dataset.theme=t}catch{}' +
  'performance.getEntriesByType("navigation")[0]?.type==="navigate"&&!location.hash&&r.classList.add("late")';

/**
 * Fetches and starts the site's own script, whose address stands beside it, when the visitor sees the page (Paint Timing), or a
 * second after it is whole where a browser keeps that to itself: what can be read comes before what can be done with it. It stands
 * at the end, where it waits for the style as a script does (HTML, 4.12.1): a browser that fills in forms looks at the fields when
 * the page is read to its end, and would lay out all of it without a style.
 */
export const startScript =
  "const s=document.currentScript.dataset.script,f=()=>import(s);" +
  'new PerformanceObserver(f).observe({type:"paint",buffered:true});addEventListener("load",()=>setTimeout(f,1e3))';

/** The policy of every page: what is not named here is not loaded. A script of another site may ask whom it must, and no more. */
export function contentSecurityPolicy(outside?: OutsideScript): string {
  const connects = outside?.connects ?? [];
  const rules = {
    "default-src": ["'none'"],
    "script-src": [
      "'self'",
      ...[themeScript, startScript].map(sourceOf),
      ...(outside === undefined ? [] : [new URL(outside.src).origin]),
    ],
    "style-src": ["'self'"],
    "img-src": ["'self'", ...connects],
    "font-src": ["'self'"],
    "connect-src": ["'self'", ...connects],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "require-trusted-types-for": ["'script'"],
    "trusted-types": ["'none'"],
  };
  return Object.entries(rules)
    .map(([name, sources]) => [name, ...sources].join(" "))
    .join("; ");
}

/** What allows a script or style that stands in the page. */
function sourceOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
