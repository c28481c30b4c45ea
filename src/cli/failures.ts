// How a command ends that can't go on: in one line for whoever typed it.
import { readFileSync } from "node:fs";
import { SourceMap, type SourceMapping } from "node:module";
import { ContentFault } from "../diagnostic/diagnostic.ts";
import { forLog, reportDiagnostics } from "../diagnostic/print-diagnostics.ts";
import { isSystemError, type SystemError, systemReason } from "../diagnostic/system-reason.ts";
import { UsageError } from "./terminal/arguments.ts";

/** What each exit code of a command says; `docs/diagnostics.md` has this table. */
export const exitCodes: Readonly<Record<string, string>> = {
  0: "What was asked for is done; there may be warnings. `dev` was stopped, by Ctrl+C or another program.",
  1: "The content has errors, or the system refused something, such as to write to a full disk. Nothing was published.",
  2: "The command line can't be followed.",
  70: "The program has a fault of its own.",
  129: "A build was stopped by SIGHUP, because its terminal was closed. Nothing was published, as with the next two.",
  130: "A build was stopped by SIGINT, with Ctrl+C.",
  143: "A build was stopped by SIGTERM, by another program.",
};

/** The exit code of a fault of the program itself (BSD's `sysexits.h`, EX_SOFTWARE). */
const faultOfProgram = 70;

/** Says why a command failed; its exit code. `OFFPRINT_DEBUG=1` adds where in the code it was. */
export function explainFailure(error: unknown, command: string): number {
  if (process.env.OFFPRINT_DEBUG && error instanceof Error) console.error(error.stack);
  if (error instanceof UsageError) {
    console.error(forLog(`offprint ${command}: ${error.message} See offprint ${command} --help.`));
    return 2;
  }
  if (error instanceof ContentFault) {
    reportDiagnostics(error.diagnostics);
    return 1;
  }
  if (isSystemError(error)) {
    console.error(forLog(`offprint ${command}: ${describeSystemError(error)}`));
    return 1;
  }
  const what = error instanceof Error ? `${error.name}: ${error.message.split("\n", 1)[0]}` : String(error);
  const place = placeOf(error);
  console.error(
    forLog(
      `offprint ${command}: This is a fault of Offprint, not of yours: ${what} (${place}OFFPRINT_DEBUG=1 says more.)`,
    ),
  );
  return faultOfProgram;
}

/** The line of the source where an error was thrown, "relate/recognize.ts:12; "; empty where that is not known. */
function placeOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  const [, source, sourceLine] = /\/src\/([\w/.-]+\.ts):(\d+):\d+/.exec(stack) ?? [];
  if (source !== undefined) return `src/${source}:${sourceLine}; `;
  const [, file = "", line, column] = /\b(file:\/\/\S+\.js):(\d+):(\d+)/.exec(stack) ?? [];
  try {
    const map = new SourceMap(JSON.parse(readFileSync(new URL(`${file}.map`), "utf8")));
    const { originalSource, originalLine } = map.findEntry(Number(line) - 1, Number(column) - 1) as SourceMapping;
    return `${originalSource.replace(/^.*\/(?=src\/)/, "")}:${originalLine + 1}; `;
  } catch {
    // Thrown by a library, or by code that was not compiled.
    return "";
  }
}

/** What each request of a program asks of the disk, in words; what is not listed is said as "used". */
const requests: Readonly<Record<string, string>> = {
  open: "opened",
  read: "read",
  scandir: "read",
  readdir: "read",
  stat: "read",
  lstat: "read",
  realpath: "read",
  readlink: "read",
  watch: "watched",
  write: "written",
  mkdir: "made",
  mkdtemp: "made",
  symlink: "made",
  rename: "moved",
  copyfile: "copied",
  unlink: "removed",
  rm: "removed",
  rmdir: "removed",
};

/** "content/papers.bib could not be opened: you have no permission to do that (EACCES)." */
function describeSystemError(error: SystemError): string {
  const where = error.dest === undefined ? (error.path ?? "The output") : `${error.path} to ${error.dest}`;
  return `${where} could not be ${requests[error.syscall] ?? "used"}: ${systemReason(error)} (${error.code}).`;
}

/**
 * Goes on where the one who reads the output has had enough of it (`offprint check | head -1`); what else happens to a
 * stream or outside of a command's own course is told as any failure.
 */
export function endWell(command: string): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") return;
      process.exit(stream === process.stderr ? 1 : explainFailure(error, command));
    });
  }
  for (const event of ["uncaughtException", "unhandledRejection"] as const) {
    process.on(event, (error: unknown) => process.exit(explainFailure(error, command)));
  }
}
