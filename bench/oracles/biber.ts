// What biber reads in a library: its tool mode, inheritance resolved, as BibLaTeXML.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { SaxesParser } from "saxes";
import { blankOut, type Library, type Stretch } from "./library.ts";

export interface BiberName {
  readonly family: string;
  readonly given: string;
  readonly prefix: string;
  readonly suffix: string;
}

export interface BiberEntry {
  readonly names: Readonly<Record<string, readonly BiberName[]>>;
  /** "Others" stood at the end of these lists. */
  readonly truncated: readonly string[];
  /** By their prefix ("", "url", "event", "orig"); an empty end is an open one. */
  readonly dates: Readonly<Record<string, { readonly start: string; readonly end?: string }>>;
  /** Lists are joined. */
  readonly fields: Readonly<Record<string, string>>;
}

export interface BiberReading {
  readonly entries: ReadonlyMap<string, BiberEntry>;
  /** What its data model says of entries, without their keys; how often. */
  readonly complaints: ReadonlyMap<string, number>;
  readonly refused: number;
}

/** biber stops at the first entry it can't read, so that is blanked out and the rest given again. */
export function readWithBiber({ text, stretches }: Pick<Library, "text" | "stretches">): BiberReading {
  const folder = mkdtempSync(path.join(os.tmpdir(), "offprint-biber-"));
  const refused = new Set<Stretch>();
  try {
    for (;;) {
      const given = blankOut(text, refused);
      writeFileSync(path.join(folder, "in.bib"), given);
      const options = "--tool --validate-datamodel --output-format=biblatexml --output-resolve --no-bltxml-schema";
      const { stdout } = spawnSync("biber", [...options.split(" "), "--output-file=out.xml", "in.bib"], {
        cwd: folder,
        encoding: "utf8",
        maxBuffer: 1 << 28,
      });
      const fault = /\bline (\d+), syntax error/.exec(stdout);
      if (!fault) break;
      const offset =
        given
          .split("\n")
          .slice(0, Number(fault[1]) - 1)
          .join("\n").length + 1;
      const broken = stretches.findLast((stretch) => stretch.start <= offset && !refused.has(stretch));
      if (!broken) break;
      refused.add(broken);
    }
    const output = path.join(folder, "out.xml");
    const log = path.join(folder, "in.bib.blg");
    return {
      entries: existsSync(output) ? readBiblatexml(readFileSync(output, "utf8")) : new Map(),
      complaints: existsSync(log) ? readComplaints(readFileSync(log, "utf8")) : new Map(),
      refused: refused.size,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readComplaints(log: string): ReadonlyMap<string, number> {
  const complaints = new Map<string, number>();
  for (const [, said] of log.matchAll(/> (?:WARN|ERROR) - (?:Datamodel: )?(.*)/g)) {
    const kind = said!
      .replace(/\b(?:entry|Entry) '[^']*' \([^)]*\):?/g, "Entry")
      .replace(/^legacy year field '[^']*' in entry '[^']*'/, "legacy year field in entry")
      .replace(/(?<=Invalid format )'[^']*'/, "…")
      .replace(/'[^']*' \(in\.bib\)|\(?in\.bib\)?|\/tmp\/\S+|line \d+/g, "")
      .replace(/(?<=value |key )'[^']*'/g, "…");
    complaints.set(kind, (complaints.get(kind) ?? 0) + 1);
  }
  return complaints;
}

interface Node {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Node[];
  text: string;
}

function readTree(xml: string): Node {
  const root: Node = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  const parser = new SaxesParser();
  parser.on("opentag", ({ name, attributes }) => {
    const node: Node = {
      name: name.replace(/^bltx:/, ""),
      attributes: attributes as Record<string, string>,
      children: [],
      text: "",
    };
    open.at(-1)!.children.push(node);
    open.push(node);
  });
  parser.on("closetag", () => open.pop());
  parser.on("text", (text) => {
    open.at(-1)!.text += text;
  });
  parser.write(xml).close();
  return root;
}

const wordsOf = ({ children, text }: Node): string =>
  children.length > 0 ? children.map(wordsOf).filter(Boolean).join(" ") : text.trim();

function readBiblatexml(xml: string): ReadonlyMap<string, BiberEntry> {
  const entries = new Map<string, BiberEntry>();
  for (const { attributes, children } of readTree(xml).children[0]?.children ?? []) {
    if (attributes.id === undefined) continue;
    const names: Record<string, readonly BiberName[]> = {};
    const truncated: string[] = [];
    const dates: Record<string, { start: string; end?: string }> = {};
    const fields: Record<string, string> = {};
    for (const child of children) {
      const part = (name: string) => child.children.find((one) => one.name === name)?.text.trim();
      if (child.name === "names") {
        const role = child.attributes.type ?? "";
        names[role] = child.children.filter(({ name }) => name === "name").map(readName);
        if (child.attributes.morenames === "1") truncated.push(role);
      } else if (child.name === "date") {
        const end = part("end");
        dates[child.attributes.type ?? ""] =
          child.children.length === 0
            ? { start: child.text.trim() }
            : { start: part("start") ?? "", ...(end === undefined ? {} : { end }) };
      } else if (child.name === "pages") {
        fields.pages = (child.children[0]?.children ?? [])
          .map((range) => (range.children.length > 0 ? range.children.map(wordsOf).join("–") : wordsOf(range)))
          .join(", ");
      } else fields[child.name] = wordsOf(child);
    }
    entries.set(attributes.id, { names, truncated, dates, fields });
  }
  return entries;
}

function readName({ children }: Node): BiberName {
  const part = (type: string) => wordsOf(children.find(({ attributes }) => attributes.type === type) ?? noNode);
  return { family: part("family"), given: part("given"), prefix: part("prefix"), suffix: part("suffix") };
}

const noNode: Node = { name: "", attributes: {}, children: [], text: "" };
