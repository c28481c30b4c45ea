// In: messages with their mends. Out: the mended files, as a diff and on the disk.
import { chmodSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createTwoFilesPatch } from "diff";
import { applyFixes } from "../diagnostic/apply-fixes.ts";
import type { Diagnostic, Fix } from "../diagnostic/diagnostic.ts";

/** A file before and after its mends, without the byte-order mark that it may begin with. */
export interface MendedFile {
  readonly file: string;
  readonly before: string;
  readonly after: string;
  readonly mark: string;
}

/** The files of the working folder that mends change. One that is not UTF-8 stays as it is: its bytes would not come back. */
export function mendContent(diagnostics: readonly Diagnostic[]): readonly MendedFile[] {
  const fixes = new Map<string, Fix[]>();
  for (const { file, fix } of diagnostics) if (fix) fixes.set(file, [...(fixes.get(file) ?? []), fix]);
  return [...fixes].flatMap(([file, found]) => {
    const text = readUtf8(file);
    if (text === undefined) return [];
    const mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
    const before = text.slice(mark.length);
    const after = applyFixes(before, found);
    return after === before ? [] : [{ file, before, after, mark }];
  });
}

/** The change of a file as a unified diff. */
export function diffOf({ file, before, after }: MendedFile): string {
  const diff = createTwoFilesPatch(`a/${file}`, `b/${file}`, before, after, undefined, undefined, {
    context: 3,
    headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: true },
  });
  // Text of an author's must not steer a terminal.
  return diff.replace(/[^\P{Cc}\n\t]/gu, "");
}

/** Puts a mended file in the place of the old one, at once and with its rights; a link stays one. */
export function writeMended({ file, after, mark }: MendedFile): void {
  const target = realpathSync(file);
  const draft = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}`);
  const { mode } = statSync(target);
  try {
    writeFileSync(draft, mark + after, { flag: "wx" });
    chmodSync(draft, mode);
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

function readUtf8(file: string): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(readFileSync(file));
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
