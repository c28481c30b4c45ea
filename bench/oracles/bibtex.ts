// What BibTeX says of a library, with plain.bst.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

/** Fields that may hold what a style misses in another. */
const others: Readonly<Record<string, readonly string[]>> = {
  author: ["editor", "organization", "translator"],
  booktitle: ["journal", "maintitle"],
  institution: ["publisher", "organization", "school", "howpublished"],
  journal: ["booktitle", "maintitle"],
  note: ["howpublished"],
  publisher: ["institution", "organization", "school", "howpublished"],
  school: ["institution", "publisher", "organization"],
  title: ["booktitle", "maintitle"],
};

/** Which other fields of the entry may hold what a style says is empty. */
function elsewhere(warning: string, text: string): string {
  const [, name = "", key = ""] = /^empty (\w+).* in (\S+)$/.exec(warning) ?? [];
  const start = key === "" ? -1 : text.search(new RegExp(`^@\\w+\\{${key.replace(/[^\w]/g, "\\$&")},`, "m"));
  if (start < 0) return "";
  const entry = text.slice(start, text.indexOf("\n}", start));
  const there = (others[name] ?? []).filter((one) => new RegExp(`^\\s*${one}\\s*=`, "im").test(entry));
  return there.length === 0 ? "" : `, with ${there.join(", ")}`;
}

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
      const kind =
        (warning ?? error)!.replace(/ (?:in|for) \S+$| in \S+ *$|"[^"]*"/g, "").trim() + elsewhere(warning ?? "", text);
      complaints.set(kind, (complaints.get(kind) ?? 0) + 1);
    }
    return complaints;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
