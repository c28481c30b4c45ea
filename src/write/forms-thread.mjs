// What the thread is started with, since it can't be started with TypeScript.
import { importCompiled } from "../compiled.mjs";

await importCompiled("write/forms-thread.ts");
