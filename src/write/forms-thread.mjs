// Node 20 does not hand the loader of TypeScript on to a thread.
import { register } from "tsx/esm/api";

register();
await import("./forms-thread.ts");
