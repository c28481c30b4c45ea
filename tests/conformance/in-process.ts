import { vi } from "vitest";
import { build } from "../../src/cli/build.ts";
import { check } from "../../src/cli/check.ts";

/** Runs a command in this process, as the command line would, and gives what it prints. */
async function printed(command: () => Promise<number>): Promise<string> {
  const folder = process.cwd();
  const pieces: string[] = [];
  const take = (piece: unknown) => {
    pieces.push(String(piece));
    return true;
  };
  const spies = [
    vi.spyOn(process.stdout, "write").mockImplementation(take),
    vi.spyOn(process.stderr, "write").mockImplementation(take),
    vi.spyOn(console, "log").mockImplementation((line) => void take(`${line}\n`)),
    vi.spyOn(console, "error").mockImplementation((line) => void take(`${line}\n`)),
  ];
  try {
    await command();
    return pieces.join("");
  } finally {
    for (const spy of spies) spy.mockRestore();
    process.chdir(folder);
  }
}

/** What `check` says of a site. */
export const checkOf = (site: string): Promise<string> => printed(() => check([site]));

/** Builds a site into a folder, errors or not; what the build says. */
export const buildOf = (site: string, output: string): Promise<string> =>
  printed(() => build([site, "--lenient", "--no-cache", "--jobs", "1", "--output", output]));
