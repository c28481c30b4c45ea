import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";

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
