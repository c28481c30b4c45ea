// The process `dev` starts for serving: the arguments are the port and the folder to write.
import { serveWithEleventy } from "../eleventy/build.ts";
import { report } from "./output.ts";

const [port, output] = process.argv.slice(2);
await serveWithEleventy(output!, Number(port), { lenient: true, report });
console.log(`Serving at http://localhost:${port}/`);
