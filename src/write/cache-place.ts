import path from "node:path";
import { engineFolder } from "./engine-folder.ts";

/** Where a build keeps what the next one may take over, unless it is told another folder: beside the engine's libraries. */
export const defaultCacheFolder = path.join(engineFolder, "node_modules/.cache/offprint");
