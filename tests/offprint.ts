import { execFile } from "node:child_process";

/** What a command printed, and the code it ended with. */
export interface Ran {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

/** Runs `offprint` with these words, in this project, as an author's terminal does; a build keeps nothing unless it says where. */
export function offprint(...words: string[]): Promise<Ran> {
  const isCacheNamed = words[0] !== "build" || words.some((word) => word.includes("cache") || word === "--help");
  const all = isCacheNamed ? words : ["build", "--no-cache", ...words.slice(1)];
  const env = { ...process.env, GITHUB_ACTIONS: "", NO_COLOR: "1" };
  return new Promise((resolve) => {
    execFile(process.execPath, ["src/cli/offprint.mjs", ...all], { env, maxBuffer: 1 << 28 }, (error, output, errors) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, output, errors }),
    );
  });
}
