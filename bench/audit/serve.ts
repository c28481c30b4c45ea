import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { memoize } from "../../src/memory/memoize.ts";
import type { ServedSite } from "../../tests/browser/site-server.ts";

/** Content types, and whether what is of it shrinks. */
const types: Readonly<Record<string, readonly [type: string, isText: boolean]>> = {
  ".html": ["text/html; charset=utf-8", true],
  ".css": ["text/css; charset=utf-8", true],
  ".js": ["text/javascript; charset=utf-8", true],
  ".json": ["application/json; charset=utf-8", true],
  ".svg": ["image/svg+xml", true],
  ".xml": ["application/xml; charset=utf-8", true],
  ".txt": ["text/plain; charset=utf-8", true],
  ".bib": ["application/x-bibtex; charset=utf-8", true],
  ".ris": ["application/x-research-info-systems; charset=utf-8", true],
  ".png": ["image/png", false],
  ".jpg": ["image/jpeg", false],
  ".jpeg": ["image/jpeg", false],
  ".webp": ["image/webp", false],
  ".avif": ["image/avif", false],
  ".pdf": ["application/pdf", false],
  ".woff2": ["font/woff2", false],
};

/**
 * Serves a built folder at the root of a free port of this machine as a good host does: texts packed by gzip, which is
 * all that GitHub Pages offers, once a file; one whose name holds a hash kept for a year; what is not there answered by `404.html`.
 */
export async function serveCompressed(folder: string): Promise<ServedSite> {
  const files = new Set(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, "/")),
  );
  const packed = memoize((file) => gzipSync(readFileSync(path.join(folder, file))));
  for (const file of files) if (file.startsWith("assets/")) packed(file);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const wanted = decode(pathname.slice(1));
    if (files.has(`${wanted}/index.html`)) {
      response.writeHead(301, { Location: `${pathname}/` }).end();
      return;
    }
    const file = wanted === "" || wanted.endsWith("/") ? `${wanted}index.html` : wanted;
    const isFound = files.has(file);
    const served = isFound ? file : "404.html";
    const [type, isText] = types[path.extname(served)] ?? ["application/octet-stream", false];
    const isPacked = isText && /\bgzip\b/.test(request.headers["accept-encoding"] ?? "");
    response.writeHead(isFound ? 200 : 404, {
      "Content-Type": type,
      "Cache-Control": /\.[0-9a-f]{8}\.\w+$/.test(served) ? "public, max-age=31536000, immutable" : "max-age=600",
      Vary: "Accept-Encoding",
      ...(isPacked ? { "Content-Encoding": "gzip" } : {}),
    });
    response.end(isPacked ? packed(served) : readFileSync(path.join(folder, served)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
