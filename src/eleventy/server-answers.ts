import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { formats } from "../record/content-files.ts";
import { escapeHtml } from "../text/escape.ts";

const contentTypes: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  ...Object.fromEntries(Object.values(formats).map(({ ending, mediaType }) => [ending, `${mediaType}; charset=utf-8`])),
  xml: "application/xml; charset=utf-8",
  svg: "image/svg+xml",
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  gif: "image/gif",
  webp: "image/webp",
  avif: "image/avif",
  ico: "image/x-icon",
  woff2: "font/woff2",
  mp4: "video/mp4",
  webm: "video/webm",
  pdf: "application/pdf",
};

/** The media type of what stands at an address or in a file; plain text where its ending says nothing. */
export function contentTypeOf(address: string): string {
  const ending = /\.(\w+)$/.exec(address.endsWith("/") ? ".html" : address)?.[1]?.toLowerCase() ?? "";
  return Object.hasOwn(contentTypes, ending) ? contentTypes[ending]! : "text/plain; charset=utf-8";
}

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

/** The answer to a request that is not followed. */
export interface Refusal {
  readonly status: number;
  readonly reason: string;
}

/**
 * Why the development server does not follow a request: it asks for something other than to read, or it was sent by a page
 * of another site, which a browser says in `Origin` and `Sec-Fetch-Site`, or led here by a name that is not this
 * machine's, which it says in `Host` (DNS rebinding). Otherwise any page on the web could read what is not published yet.
 */
export function refusalOf(request: IncomingMessage, host: string, port: number): Refusal | undefined {
  const { method, url = "", headers } = request;
  if (method !== "GET" && method !== "HEAD") return { status: 405, reason: "This server is only read from." };
  if (url.length > 8000) return { status: 414, reason: "The address is too long." };
  const isAbsolute = !url.startsWith("/");
  if (!URL.canParse(isAbsolute ? url : `http://site${url}`)) return { status: 400, reason: "This is no address." };
  const isOwn = (authority: string) => isOwnHost(authority, host, port);
  // Of two names the one that counts would be another for each program.
  if (request.rawHeaders.filter((name, at) => at % 2 === 0 && /^host$/i.test(name)).length > 1)
    return { status: 400, reason: "This request names several hosts." };
  if (!isOwn(headers.host ?? "") || (isAbsolute && !isOwn(new URL(url).host))) {
    return {
      status: 403,
      reason: "This server does not answer to that name. Start it with --host to give it another.",
    };
  }
  const { origin } = headers;
  const isForeign = origin !== undefined && !(URL.canParse(origin) && isOwn(new URL(origin).host));
  const isLoadedElsewhere = headers["sec-fetch-site"] === "cross-site" && headers["sec-fetch-mode"] !== "navigate";
  if (isForeign || isLoadedElsewhere) return { status: 403, reason: "This server does not answer to other sites." };
  return undefined;
}

/** Whether a host is this server's: this machine, or the one that --host names; by number any, where it listens to all. */
function isOwnHost(authority: string, host: string, port: number): boolean {
  if (!/^[\w.[\]:-]+$/.test(authority) || !URL.canParse(`http://${authority}`)) return false;
  const { hostname, port: written } = new URL(`http://${authority}`);
  if (Number(written || 80) !== port) return false;
  const name = hostname.replace(/^\[|\]$/g, "").toLowerCase();
  if (name === "localhost" || name === "::1" || /^127\.\d+\.\d+\.\d+$/.test(name)) return true;
  return name === host.toLowerCase() || ((host === "0.0.0.0" || host === "::") && isIP(name) !== 0);
}
