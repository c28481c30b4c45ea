// A text in the editor of the one who sits at the terminal.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { isTerminal } from "./arguments.ts";

/** The text as it is when the editor is closed, or why it could not be edited. The editor is VISUAL's or EDITOR's, as git has it. */
export function editText(name: string, text: string): { readonly text: string } | { readonly why: string } {
  const editor = process.env.VISUAL || process.env.EDITOR || (process.platform === "win32" ? "notepad" : "vi");
  const folder = mkdtempSync(path.join(os.tmpdir(), "offprint-edit-"));
  const file = path.join(folder, name);
  try {
    writeFileSync(file, text);
    // An editor may be named with words of its own ("code --wait"), which the shell parts.
    const stdio = [isTerminal() ? "inherit" : "ignore", "inherit", "inherit"] as const;
    const { status, error } = spawnSync(`${editor} "${file}"`, { shell: true, stdio: [...stdio] });
    if (status === 0) return { text: readFileSync(file, "utf8") };
    const how = error?.message ?? (status === null ? "it was ended from outside" : `it ended with ${status}`);
    return { why: `The editor "${editor}" did not go (${how}); VISUAL names another.` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
