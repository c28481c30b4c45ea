// The process `dev` starts for serving: the arguments are the port, the folder to write, and the cache's, which may be empty.

import { reportDiagnostics } from "../diagnostic/report-diagnostics.ts";
import { serveWithEleventy } from "../eleventy/build.ts";
import { openSiteCache } from "../write/cache-folder.ts";
import { digestEngine } from "../write/input-digests.ts";

const [port, output, cacheFolder] = process.argv.slice(2);
const cache = openSiteCache(cacheFolder || undefined, ".", digestEngine());
await serveWithEleventy(output!, Number(port), { lenient: true, report: reportDiagnostics, ...cache, threads: 0 });
cache.save();
console.log(`Serving at http://localhost:${port}/`);
