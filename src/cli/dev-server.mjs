// What the process is started with, since it can't be started with TypeScript.
import { importCompiled } from "../compiled.mjs";

await importCompiled("cli/dev-server.ts");
