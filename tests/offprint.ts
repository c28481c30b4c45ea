import { execFile } from "node:child_process";
import path from "node:path";
import { format } from "node:util";

/** What a command printed, and the code it ended with. */
export interface Ran {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

/** A build keeps nothing unless it says where. */
function wordsOf(words: readonly string[]): readonly string[] {
  const isCacheNamed = words[0] !== "build" || words.some((word) => word.includes("cache") || word === "--help");
  return isCacheNamed ? words : ["build", "--no-cache", ...words.slice(1)];
}

const surroundings = { GITHUB_ACTIONS: "", NO_COLOR: "1" };

/** The last command that was asked for: one at a time has the working folder and the streams. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Runs `offprint` with these words, in this project, by the compiled code that an author's terminal runs, without a process of its
 * own, which takes longer to start than most commands do.
 */
export function offprint(...words: string[]): Promise<Ran> {
  const ran = last.then(() => answered(wordsOf(words)));
  last = ran.catch(() => {});
  return ran;
}

async function answered(words: readonly string[]): Promise<Ran> {
  const { importCompiled } = await import(path.join(import.meta.dirname, "../src/compiled.mjs"));
  const { answer }: typeof import("../src/cli/commands.ts") = await importCompiled("cli/commands.ts");
  const said = { output: "", errors: "" };
  const taker =
    (name: keyof typeof said) =>
    (...all: readonly unknown[]) => {
      said[name] += `${format(...all)}\n`;
    };
  const writer = (name: keyof typeof said): typeof process.stdout.write =>
    ((chunk: string | Uint8Array) => {
      said[name] += typeof chunk === "string" ? chunk : Buffer.from(chunk).toString();
      return true;
    }) as typeof process.stdout.write;
  const { log, error, warn } = console;
  const [writeOut, writeErr] = [process.stdout.write, process.stderr.write];
  const folder = process.cwd();
  const { GITHUB_ACTIONS, NO_COLOR } = process.env;
  Object.assign(console, { log: taker("output"), error: taker("errors"), warn: taker("errors") });
  Object.assign(process.env, surroundings);
  process.stdout.write = writer("output");
  process.stderr.write = writer("errors");
  try {
    return { code: await answer(words), ...said };
  } finally {
    Object.assign(console, { log, error, warn });
    process.stdout.write = writeOut;
    process.stderr.write = writeErr;
    for (const [name, value] of Object.entries({ GITHUB_ACTIONS, NO_COLOR }))
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    process.chdir(folder);
  }
}

/** Runs `offprint` in a process of its own, as an author's terminal does. */
export function offprintApart(...words: string[]): Promise<Ran> {
  const env = { ...process.env, ...surroundings };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ["src/cli/offprint.mjs", ...wordsOf(words)],
      { env, maxBuffer: 1 << 28 },
      (error, output, errors) => resolve({ code: error ? Number(error.code ?? 1) : 0, output, errors }),
    );
  });
}
