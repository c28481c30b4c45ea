// What BibTeX says of a library, with plain.bst.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

/** The complaints without the keys of their entries, and how often each is made. */
export function complaintsOfBibtex(text: string): ReadonlyMap<string, number> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "offprint-bibtex-"));
  try {
    writeFileSync(path.join(folder, "library.bib"), text);
    writeFileSync(path.join(folder, "all.aux"), "\\citation{*}\n\\bibstyle{plain}\n\\bibdata{library}\n");
    const roomy = { max_strings: "500000", hash_extra: "500000", ent_str_size: "2000", glob_str_size: "20000" };
    spawnSync("bibtex", ["-min-crossrefs=9999", "all"], { cwd: folder, env: { ...process.env, ...roomy } });
    const log = path.join(folder, "all.blg");
    const complaints = new Map<string, number>();
    const lines = existsSync(log) ? readFileSync(log, "latin1") : "";
    for (const [, warning, error] of lines.matchAll(/^Warning--(.*)|^(.*)---line \d+ of file/gm)) {
      const kind = (warning ?? error)!.replace(/ (?:in|for) \S+$| in \S+ *$|"[^"]*"/g, "").trim();
      complaints.set(kind, (complaints.get(kind) ?? 0) + 1);
    }
    return complaints;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
