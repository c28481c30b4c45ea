// The development server. It makes a page when it is asked for, so that an edit costs one page and not the whole site.
// It is ours, not Eleventy's, since that one listens to the whole network and ends at an address it can't read.
import { createReadStream, existsSync, realpathSync, statSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import path from "node:path";
import { setImmediate } from "node:timers/promises";
import { ContentFault, type Diagnostic } from "../diagnostic/diagnostic.ts";
import type { Page } from "../site/pages/page.ts";
import { changesAddress, contentTypeOf, liveParts, refusalOf } from "./server-answers.ts";

type MakePage = (page: Page) => Promise<string | Uint8Array>;

export interface PageServerOptions {
  /** The address it listens on, by itself this machine's own. */
  readonly host: string;
  readonly port: number;
  /** Where Eleventy writes what a site's own configuration makes. */
  readonly folder: string;
  /** Takes what goes wrong while a page is made. */
  readonly report: (diagnostics: readonly Diagnostic[]) => void;
  /** Takes a line on what a change has come to. */
  readonly say: (line: string) => void;
}

export interface PageServer {
  /** Shows these pages, of so many papers, from now on. */
  readonly show: (pages: readonly Page[], publicationCount: number, make: MakePage, pathPrefix: string) => void;
  /** Shows messages above the pages there were, until there are new ones. */
  readonly fail: (diagnostics: readonly Diagnostic[]) => void;
  /** Tells the open pages that something has changed. */
  readonly refresh: () => void;
  readonly listen: () => Promise<void>;
}

/** Who asks says so within these milliseconds or is let go, so that sockets on which nothing comes do not add up. */
const patience = 10_000;

/** How many pages are remembered as they last were right. */
const mostRemembered = 500;

export function createPageServer({ host, port, folder, report, say }: PageServerOptions): PageServer {
  let byAddress: ReadonlyMap<string, Page> = new Map();
  let make: MakePage = async () => "";
  let prefix = "/";
  let faults: readonly Diagnostic[] = [];
  /** Changes with all that is shown; a page that was made of another state loads itself anew. */
  let state = Date.now();
  const remembered = new Map<string, string>();
  const listeners = new Set<ServerResponse>();
  const told = new Set<string>();
  /** Until there is something to show, and changes to it are seen, whoever asks waits. */
  let begin: () => void = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });

  const refresh = () => {
    begin();
    state++;
    for (const listener of listeners) listener.write(`data: ${state}\n\n`);
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const refusal = refusalOf(request, host, port);
    if (refusal)
      return void response
        .writeHead(refusal.status, { Allow: "GET, HEAD", Connection: "close" })
        .end(`${refusal.reason}\n`);
    const { pathname } = new URL(request.url!.startsWith("/") ? `http://site${request.url}` : request.url!);
    if (pathname === changesAddress) return listenTo(response);
    await begun;
    const address = addressOf(pathname, prefix);
    if (address === undefined) return redirectTo(response, prefix);
    const page = byAddress.get(address);
    if (page !== undefined) return sendPage(response, page, 200);
    if (byAddress.has(`${address}/`)) return redirectTo(response, `${pathname.replace(/^\/{2,}/, "/")}/`);
    const last = remembered.get(address);
    if (last !== undefined && faults.length > 0) return sendHtml(response, 200, last, faults);
    const file = fileAt(folder, address);
    if (file !== undefined) return sendFile(response, file);
    const notFound = byAddress.get("/404.html");
    if (notFound) return sendPage(response, notFound, 404);
    return sendHtml(response, faults.length > 0 ? 500 : 404, "", faults);
  };

  const listenTo = (response: ServerResponse) => {
    response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
    response.write(`retry: 300\ndata: ${state}\n\n`);
    listeners.add(response);
    response.on("close", () => listeners.delete(response));
  };

  const sendPage = async (response: ServerResponse, page: Page, status: number) => {
    const type = contentTypeOf(page.address);
    let body: string | Uint8Array;
    try {
      body = await make(page);
    } catch (error) {
      if (!(error instanceof ContentFault)) throw error;
      // What is told already may be why this page can't be made either.
      const found = faults.length > 0 ? faults : error.diagnostics;
      const name = JSON.stringify(found);
      if (faults.length === 0 && !told.has(name)) report(found);
      told.add(name);
      const last = remembered.get(page.address);
      return sendHtml(response, last === undefined ? 500 : status, last ?? "", found);
    }
    if (typeof body !== "string" || !type.startsWith("text/html")) {
      return void response.writeHead(status, headersOf(type)).end(body);
    }
    if (faults.length === 0) {
      remembered.delete(page.address);
      remembered.set(page.address, body);
      if (remembered.size > mostRemembered) remembered.delete(remembered.keys().next().value!);
    }
    return sendHtml(response, status, body, faults);
  };

  const sendHtml = (response: ServerResponse, status: number, html: string, messages: readonly Diagnostic[]) => {
    const added = liveParts(state, messages);
    const end = html.lastIndexOf("</body>");
    const body = end < 0 ? `${html}${added}` : html.slice(0, end) + added + html.slice(end);
    response.writeHead(status, headersOf("text/html; charset=utf-8")).end(body);
  };

  const sendFile = (response: ServerResponse, file: string) => {
    const stream = createReadStream(file);
    stream.once("error", () => response.destroy());
    stream.once("open", () => response.writeHead(200, headersOf(contentTypeOf(file))));
    stream.pipe(response);
  };

  const limits = { headersTimeout: patience, requestTimeout: patience, connectionsCheckingInterval: patience / 5 };
  const server = createServer(limits, (request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error(
        `${request.url?.slice(0, 200)}: ${error instanceof Error ? error.message.split("\n", 1)[0] : error}`,
      );
      if (response.headersSent) response.destroy();
      else sendHtml(response, 500, "<!doctype html><title>500</title><p>This page could not be made.</p>", faults);
    });
  });
  server.on("clientError", (_, socket) => {
    if (socket.writable) socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
    else socket.destroy();
  });

  const tellChanges = createChangeTeller(say);
  return {
    show: (pages, publicationCount, makePage, pathPrefix) => {
      void tellChanges(pages, publicationCount);
      byAddress = new Map(pages.map((page) => [page.address, page]));
      make = makePage;
      prefix = pathPrefix;
      faults = [];
      told.clear();
    },
    fail: (diagnostics) => {
      faults = diagnostics;
      refresh();
    },
    refresh,
    listen: () =>
      new Promise((resolve, reject) => {
        server.once("error", reject);
        server.listen({ host, port }, () => {
          server.off("error", reject);
          server.on("error", (error) => console.error(error.message));
          resolve();
        });
      }),
  };
}

/** How many pages are looked at before who waits for one is served. */
const pagesAtOnce = 50;

/** Makes what says how many pages differ from those of the time before, of which there are none at first. */
export function createChangeTeller(say: (line: string) => void) {
  let last: ReadonlyMap<string, string> | undefined;
  let turn = 0;
  return async (pages: readonly Page[], publicationCount: number): Promise<void> => {
    const mine = ++turn;
    const digests = new Map<string, string>();
    for (const [index, page] of pages.entries()) {
      if (index % pagesAtOnce === 0) await setImmediate();
      // Another change has come: the next turn tells of both.
      if (mine !== turn) return;
      digests.set(page.address, page.digest());
    }
    if (last !== undefined) {
      const gone = [...last.keys()].filter((address) => !digests.has(address)).length;
      const changed = [...digests].filter(([address, digest]) => last!.get(address) !== digest).length;
      say(`${count(publicationCount, "paper")}, ${count(changed + gone, "page")} changed`);
    }
    last = digests;
  };
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? "" : "s"}`;

const headersOf = (type: string) => ({
  "Content-Type": type,
  "Cache-Control": "no-store",
  "X-Content-Type-Options": "nosniff",
  "Cross-Origin-Resource-Policy": "same-origin",
});

function redirectTo(response: ServerResponse, location: string): void {
  response.writeHead(302, { Location: location }).end();
}

/** The address of a page that a path asks for, below the prefix under which the site stands; undefined outside of it. */
function addressOf(pathname: string, prefix: string): string | undefined {
  let decoded = pathname;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    // What is no text is no page's.
  }
  return decoded.startsWith(prefix) ? decoded.slice(prefix.length - 1) : undefined;
}

/** The file that Eleventy wrote for an address; nothing outside of its folder. */
function fileAt(folder: string, address: string): string | undefined {
  if (/[\0\\]/.test(address)) return undefined;
  for (const name of [address, `${address}/index.html`]) {
    const file = path.join(folder, name);
    if (!existsSync(file) || !statSync(file).isFile()) continue;
    const inside = path.relative(realpathSync(folder), realpathSync(file));
    if (inside !== "" && !inside.startsWith("..") && !path.isAbsolute(inside)) return file;
  }
  return undefined;
}
