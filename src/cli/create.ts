// The command `create-offprint`, which `npm create offprint` runs: `offprint init` in a package of its own that is there at once.
import path from "node:path";
import { endWell, explainFailure } from "./failures.ts";
import { init } from "./init.ts";

const help = `npm create offprint@latest -- [DIR] [--yes] [--name NAME] [--url ADDRESS] [--language LANGUAGE]
                              [--deploy github|gitlab|netlify|none]

Makes a new site in the folder DIR, and asks for what is not said.`;

const words = process.argv.slice(2);
endWell("create");
if (words.includes("--help") || words.includes("-h")) console.log(help);
else {
  const packageFolder = path.dirname(import.meta.dirname);
  process.exitCode = await init(words, packageFolder, undefined).catch((error) => explainFailure(error, "create"));
}
