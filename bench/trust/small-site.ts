// A site of three papers whose builds are broken off, and how a folder is compared with what it should be.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Files by their path, with their text. */
export type Files = Readonly<Record<string, string>>;

const papers: Files = {
  "content/site.yaml": "title: Ada Kern\n",
  "content/publications/pines.bib":
    "@article{kern2019, author={Kern, Ada and Orr, Ben}, title={On pines}, journal={Journal of Tests}, year={2019}}\n@article{orr2020, author={Orr, Ben}, title={On firs}, journal={Journal of Tests}, year={2020}}\n",
  "content/publications/larch.md":
    "---\ntitle: Larches\nauthors: [Ada Kern]\ndate: 2021-03\n---\nWe show that larches grow.\n",
};
const { "content/publications/larch.md": larch, ...withoutLarch } = papers;

/** What an output holds before a build and what it should hold after it. */
export interface Scenario {
  readonly name: string;
  /** Undefined where nothing was built before. */
  readonly before: Files | undefined;
  readonly after: Files;
  /** Whether the build finds what the last one kept. */
  readonly isWarm: boolean;
  /** Whether the output can't be renamed, so that files are changed in it one by one. */
  readonly isFixed?: boolean;
}

export const scenarios: readonly Scenario[] = [
  { name: "first build", before: undefined, after: papers, isWarm: false },
  {
    name: "everything anew, without cache",
    before: papers,
    after: { ...papers, "content/site.yaml": "title: Ada Kern's papers\n" },
    isWarm: false,
  },
  {
    name: "one edit",
    before: papers,
    after: { ...papers, "content/publications/larch.md": larch!.replace("grow.", "grow slowly.") },
    isWarm: true,
  },
  {
    name: "everything edited",
    before: papers,
    after: { ...papers, "content/site.yaml": "title: Papers of Ada Kern\n" },
    isWarm: true,
  },
  { name: "paper removed", before: papers, after: withoutLarch, isWarm: true },
  { name: "output that can't be renamed", before: papers, after: withoutLarch, isWarm: true, isFixed: true },
];

/** What is not of the site in its output, and has to stay. */
export const foreign: Files = { CNAME: "papers.example.org\n", ".git/HEAD": "ref: refs/heads/main\n" };

export function writeContent(site: string, files: Files): void {
  rmSync(path.join(site, "content"), { recursive: true, force: true });
  writeFiles(site, files);
}

export function writeFiles(folder: string, files: Files): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
}

export const addForeign = (output: string): void => writeFiles(output, foreign);

/** The files of an output, without the lists that a build keeps there; undefined where there is no folder. */
export function filesOf(folder: string): Files | undefined {
  if (!existsSync(folder)) return undefined;
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const names = entries.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name))).sort();
  const own = names.filter((name) => !name.startsWith(".offprint-"));
  return Object.fromEntries(own.map((name) => [name, readFileSync(path.join(folder, name), "latin1")]));
}

/** Whether an output holds this site, and what is not of it as it was. */
export function holds(found: Files | undefined, site: Files | undefined): boolean {
  if (!found || !site) return found === site || (site === undefined && Object.keys(found ?? {}).length === 0);
  const expected = { ...site, ...foreign };
  const names = new Set([...Object.keys(found), ...Object.keys(expected)]);
  return [...names].every((name) => found[name] === expected[name]);
}
