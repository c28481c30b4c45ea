import { answer } from "./commands.ts";
import { endWell } from "./failures.ts";

// Not process.exit: what was written to a pipe must get there.
process.exitCode = await answer(process.argv.slice(2), endWell);
