// What a page may load and run, as its Content Security Policy (level 3) says it.
import { createHash } from "node:crypto";
import type { OutsideScript } from "../../record/analytics.ts";

/**
 * Takes the scheme that the visitor has chosen before anything is painted, so it stands in the page itself; `browser/theme.ts`
 * keeps the choice. It fetches and starts the site's own script, whose address stands beside it, when all of the page has been
 * painted once: what can be read comes before what can be done with it.
 */
export const themeScript =
  'try{const t=localStorage.getItem("theme"),r=document.documentElement;if(t==="auto")delete r.dataset.theme;else if(t==="light"||t==="dark")r.dataset.theme=t}catch{}' +
  'const s=document.currentScript.dataset.script;s&&addEventListener("DOMContentLoaded",()=>requestAnimationFrame(()=>requestAnimationFrame(()=>import(s))))';

/** The policy of every page: what is not named here is not loaded. A script of another site may ask whom it must, and no more. */
export function contentSecurityPolicy(outside?: OutsideScript): string {
  const connects = outside?.connects ?? [];
  const rules = {
    "default-src": ["'none'"],
    "script-src": ["'self'", sourceOf(themeScript), ...(outside === undefined ? [] : [new URL(outside.src).origin])],
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
