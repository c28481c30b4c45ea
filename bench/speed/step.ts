import { readdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { type Command, measure, type Run } from "./measure.ts";
import type { Work } from "./works.ts";

/** What a run of one work came to. */
export interface Outcome {
  readonly work: Work;
  readonly run: Run;
  /** The end of what the command said on standard error. */
  readonly said?: string;
  /** What was written; absent where nothing was. */
  readonly written?: Written;
}

export interface Written {
  readonly files: number;
  readonly bytes: number;
}

/** One thing to do in each round. */
export interface Step {
  /** The rows it fills, the first of which names it. */
  readonly works: readonly [Work, ...Work[]];
  /** The work that must have been done in the same round before it. */
  readonly needs?: Work;
  /** Whether one round is enough. */
  readonly isOnce?: boolean;
  /** Does it, within so many seconds; throws where it fails. */
  readonly perform: (seconds: number) => Promise<readonly Outcome[]>;
}

/** A step that is one command, which writes into `output`. */
export function commandStep(
  work: Work,
  command: Command,
  output: string | undefined,
  more: {
    readonly needs?: Work;
    readonly isOnce?: boolean;
    /** What is done before, and not measured. */
    readonly prepare?: () => void;
    /** Throws where the command did not do what it should. */
    readonly verify?: () => void;
    /** Whether the output is left for the next step. */
    readonly keeps?: boolean;
  } = {},
): Step {
  const { prepare, verify, keeps, ...rest } = more;
  return {
    works: [work],
    ...rest,
    perform: async (seconds) => {
      prepare?.();
      const { run, said } = await measure(command, seconds);
      verify?.();
      const written = output === undefined ? undefined : countFiles(output);
      if (output !== undefined && !keeps) rmSync(output, { recursive: true, force: true });
      return [{ work, run, said, ...(written && { written }) }];
    },
  };
}

/** The files below a folder, or the one file, and their bytes. */
export function countFiles(output: string): Written {
  if (!statSync(output).isDirectory()) return { files: 1, bytes: statSync(output).size };
  const files = readdirSync(output, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const bytes = files.reduce((sum, { parentPath, name }) => sum + statSync(path.join(parentPath, name)).size, 0);
  return { files: files.length, bytes };
}
