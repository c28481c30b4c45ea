import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { escapeHtml } from "../render/escape-html.ts";

/** Where an open page hears of changes, as server-sent events (html.spec.whatwg.org, "Server-sent events"). */
export const changesAddress = "/.offprint/changes";

/** What a served page has besides: the script that loads it anew when another state is shown, and messages above all else. */
export function liveParts(state: number, messages: readonly Diagnostic[]): string {
  // Browsers differ in how long they try to reach a server that is being started again, so the page does it by itself.
  const script = `<script>(function listen(){const source=new EventSource(${JSON.stringify(changesAddress)});source.onmessage=({data})=>{if(data!=="${state}")location.reload()};source.onerror=()=>{source.close();setTimeout(listen,500)}})()</script>`;
  if (messages.length === 0) return script;
  const items = messages.map(
    ({ file, line, column, severity, message, hint }) =>
      `<li style="margin:0 0 .75em"><code>${escapeHtml(`${file}:${line}:${column}`)}</code> <strong>${severity}</strong><br>${escapeHtml(message)}${hint === undefined ? "" : `<br>hint: ${escapeHtml(hint)}`}</li>`,
  );
  const style =
    "position:fixed;inset:auto 0 0 0;max-height:60vh;overflow:auto;z-index:2147483647;margin:0;padding:1em 1.5em;background:#fff4f2;color:#3b0d08;border-top:4px solid #b3261e;font:16px/1.5 system-ui,sans-serif";
  return `<aside id="offprint-messages" role="alert" lang="en" dir="ltr" style="${style}"><p style="margin:0 0 .75em"><strong>The site could not be made anew.</strong> Below stands what there was before.</p><ul style="margin:0;padding-left:1.25em">${items.join("")}</ul></aside>${script}`;
}
