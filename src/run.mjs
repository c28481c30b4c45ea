// What a process or a thread is started with, since neither can be started with TypeScript: its first argument is the
// entry point, the others are that one's own.
import { importCompiled } from "./compiled.mjs";

const [entryPoint] = process.argv.splice(2, 1);
await importCompiled(entryPoint);
