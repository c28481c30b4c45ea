// The process `dev` starts for serving: the arguments are host, port, the folder to write, and the cache's, which may be empty.

import { networkInterfaces } from "node:os";
import { digestEngine } from "../build/cache/engine.ts";
import { openSiteCache } from "../build/site-cache.ts";
import { ContentFault } from "../diagnostic/diagnostic.ts";
import { reportDiagnostics } from "../diagnostic/print-diagnostics.ts";
import { serveWithEleventy } from "../eleventy/serve.ts";
import { endWell, explainFailure } from "./failures.ts";
import { describeUnkept } from "./output-place.ts";

/** The exit code where the configuration is wrong, so that starting again helps only when it has changed (`sysexits.h`, EX_CONFIG). */
const faultOfConfiguration = 78;

endWell("dev");
const [host, port, folder, cacheFolder] = process.argv.slice(2) as [string, string, string, string];
try {
  const cache = openSiteCache(cacheFolder || undefined, ".", digestEngine());
  const server = { host, port: Number(port), folder, report: reportDiagnostics, say: console.log };
  await serveWithEleventy(server, { lenient: true, report: reportDiagnostics, ...cache, threads: 0 });
  cache.save();
  const unkept = describeUnkept(cacheFolder);
  if (unkept !== undefined) console.error(unkept);
  for (const name of hostNames(host)) console.log(`Serving at http://${name}:${port}/`);
  process.send?.("serving");
} catch (error) {
  const code = explainFailure(error, "dev");
  process.exit(error instanceof ContentFault ? faultOfConfiguration : code);
}

/** The names by which the server is reached: one that listens to all of a machine's networks, also by those of each. */
function hostNames(host: string): readonly string[] {
  if (host !== "0.0.0.0" && host !== "::") return [host === "127.0.0.1" ? "localhost" : host];
  const ofNetworks = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
  return ["localhost", ...ofNetworks.flatMap((one) => (one.family === "IPv4" && !one.internal ? one.address : []))];
}
