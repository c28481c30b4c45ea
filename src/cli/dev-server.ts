// The process `dev` starts for serving: the arguments are the port and the folder to write.

import { reportDiagnostics } from "../diagnostic/report-diagnostics.ts";
import { serveWithEleventy } from "../eleventy/build.ts";

const [port, output] = process.argv.slice(2);
await serveWithEleventy(output!, Number(port), { lenient: true, report: reportDiagnostics });
console.log(`Serving at http://localhost:${port}/`);
