// The command `offprint`.
import { importCompiled } from "../compiled.mjs";

await importCompiled("cli/main.ts");
