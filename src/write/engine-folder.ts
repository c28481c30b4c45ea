import { fileURLToPath } from "node:url";

/** The folder of the engine: its templates, assets and code serve any site. */
export const engineFolder = fileURLToPath(new URL("../..", import.meta.url));
