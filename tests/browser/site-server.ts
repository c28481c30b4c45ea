import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { gzipSync } from "node:zlib";

const contentTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".json": "application/json; charset=utf-8",
  ".xml": "application/xml; charset=utf-8",
  ".bib": "application/x-bibtex; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".pdf": "application/pdf",
};

/** A site being served; `origin` has no slash at its end. */
export interface ServedSite {
  readonly origin: string;
  readonly close: () => Promise<void>;
}

/**
 * Serves a built folder under a prefix ("/" or "/papers/") on a free port of this machine, as GitHub Pages does: a folder
 * without its slash leads to the one with it, texts are compressed, other sites may read them, and what is not there is answered by `404.html`.
 */
export async function serveSite(folder: string, prefix: string): Promise<ServedSite> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const isInside = pathname.startsWith(prefix);
    const file = path.join(folder, isInside ? decodeURIComponent(pathname.slice(prefix.length)) : "404.html");
    const isFolder = existsSync(file) && statSync(file).isDirectory();
    if (isInside && isFolder && !pathname.endsWith("/")) {
      response.writeHead(301, { Location: `${pathname}/` }).end();
      return;
    }
    const page = isFolder ? path.join(file, "index.html") : file;
    const isFound = isInside && existsSync(page);
    const served = isFound ? page : path.join(folder, "404.html");
    const type = contentTypes[path.extname(served)] ?? "application/octet-stream";
    const isCompressed = /^text|json|xml/.test(type) && /\bgzip\b/.test(request.headers["accept-encoding"] ?? "");
    const body = readFileSync(served);
    response
      .writeHead(isFound ? 200 : 404, {
        "Content-Type": type,
        "Access-Control-Allow-Origin": "*",
        ...(isCompressed ? { "Content-Encoding": "gzip" } : {}),
      })
      .end(isCompressed ? gzipSync(body) : body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}
