// How the shared cases are looked at, which lies beside them: ../shared/cases/mistakes/look.mjs.
import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

/** The shared cases lie beside the project where it is built, and nowhere else. */
export const sharedCases = path.join(import.meta.dirname, "../../../shared/cases");
export const areCasesThere = existsSync(sharedCases);
/** What the name of a group of tests says where they are absent. */
export const absence = areCasesThere ? "" : " (../shared/cases is absent, so skipped)";

/** A message as it was printed. */
export interface Told {
  readonly file: string;
  readonly line: number | null;
  readonly severity: string;
  readonly code: string;
  readonly text: string;
}

/** A message as it is wanted. */
export type WantedMessage = Readonly<Record<string, unknown>>;

/** A built site. */
export interface BuiltSite {
  readonly folder: string;
  readonly files: readonly string[];
  /** The files that a pattern names. */
  readonly inside: (pattern: string) => readonly string[];
  /** The first file in which an expression is found. */
  readonly finds: (expression: string, pattern?: string) => string | undefined;
}

interface Look {
  readonly readDiagnostics: (text: string, site: string) => readonly Told[];
  readonly fits: (wanted: WantedMessage, told: Told) => boolean;
  readonly builtSite: (folder: string) => BuiltSite;
}

/** The functions by which the runners of the cases look. */
export const loadLook = (): Promise<Look> => import(pathToFileURL(path.join(sharedCases, "mistakes/look.mjs")).href);
