// In: how many papers. Out: the same papers as every tool wants them.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** What lies beside the project: the generator of papers and the peers' sites. A plain clone lacks it. */
export const benchFolder = path.join(import.meta.dirname, "../../../shared/bench");

/** A paper as the generator's JSON has it. */
export interface Paper {
  readonly bibkey: string;
  readonly pubtype: string;
  readonly title: string;
  readonly authors: readonly string[];
  readonly venue: string;
  readonly date: string;
  readonly topics: readonly string[];
  readonly doi?: string;
  readonly arxiv?: string;
  readonly links: readonly { readonly name: string; readonly url: string }[];
  readonly note?: string;
  readonly abstract: string;
}

/** The same papers in the folders of the product and its peers. */
export interface Papers {
  readonly count: number;
  /** The folder in which everything of these papers is. */
  readonly folder: string;
  /** All papers as BibTeX, as the generator wrote them. */
  readonly bibtex: string;
  /** The product's site with references, whose one file `publications/refs.bib` is yet to be put there. */
  readonly bibtexSite: string;
  /** The product's site of a Markdown file a paper, without references. */
  readonly markdownSite: string;
  readonly hugoSite: string;
  /** Hugo's site with people, venues, years, types, feeds, exports, search and citation tags, as the product has them. */
  readonly hugoEqualSite: string;
  /** The peers' Markdown files. */
  readonly markdown: string;
  /** The generator's JSON. */
  readonly json: string;
  /** The key of the paper that is edited. */
  readonly subject: string;
}

/** Writes so many papers into a folder. */
export function writePapers(folder: string, count: number): Papers {
  const bibtexSite = path.join(folder, "bibtex");
  const markdownSite = path.join(folder, "markdown");
  const hugoSite = path.join(folder, "hugo");
  const json = path.join(folder, "papers.json");
  const bibtex = path.join(folder, "refs.bib");
  const markdown = path.join(hugoSite, "content/papers");
  copyWritable(path.join(benchFolder, "hugo"), hugoSite);
  writeSite(bibtexSite, "[apa]");
  writeSite(markdownSite, "[]");
  const generator = path.join(benchFolder, "make-bib.mjs");
  const words = ["--entries", `${count}`, "--seed", "1", "--out", bibtex, "--markdown", markdown, "--json", json];
  execFileSync(process.execPath, [generator, ...words]);
  const papers: readonly Paper[] = JSON.parse(readFileSync(json, "utf8"));
  for (const paper of papers)
    writeFileSync(path.join(markdownSite, "content/publications", `${paper.bibkey}.md`), markdownOf(paper));
  const hugoEqualSite = path.join(folder, "hugo-equal");
  copyWritable(path.join(benchFolder, "hugo-equal"), hugoEqualSite);
  execFileSync(process.execPath, [
    path.join(hugoEqualSite, "make.mjs"),
    json,
    path.join(hugoEqualSite, "content/publications"),
  ]);
  const subject = papers[Math.floor(count / 2)]!.bibkey;
  return { count, folder, bibtex, bibtexSite, markdownSite, hugoSite, hugoEqualSite, markdown, json, subject };
}

/** Copies a folder that may not be written, so that the copy may. */
export function copyWritable(source: string, copy: string): void {
  cpSync(source, copy, { recursive: true });
  execFileSync("chmod", ["-R", "u+w", copy]);
}

function writeSite(site: string, citationStyles: string): void {
  mkdirSync(path.join(site, "content/publications"), { recursive: true });
  const facts = `title: Publications\nurl: https://papers.example/\ncitationStyles: ${citationStyles}\n`;
  writeFileSync(path.join(site, "content/site.yaml"), facts);
}

/** The paper as a Markdown file of the product. */
export function markdownOf(paper: Paper): string {
  const { pubtype: type, title, authors, venue, date, topics: keywords, doi, arxiv, note } = paper;
  const links = Object.fromEntries(paper.links.map(({ name, url }) => [name, url]));
  const fields = { type, title, authors, venue, date, keywords, doi, arxiv, links, note };
  // A JSON value is a YAML value.
  const lines = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${JSON.stringify(value)}`],
  );
  return `---\n${lines.join("\n")}\n---\n${paper.abstract}\n`;
}

/** A BibTeX file in which a word was put before the values of some fields of one entry, named in the file's order. */
export function editEntry(text: string, key: string, fields: readonly string[], word: string): string {
  let edited = text;
  let place = text.indexOf(`{${key},\n`);
  for (const field of fields) {
    const before = `  ${field.padEnd(12)} = {`;
    place = edited.indexOf(before, place) + before.length;
    edited = `${edited.slice(0, place)}${word} ${edited.slice(place)}`;
  }
  return edited;
}

/** A BibTeX file with one entry more. */
export function addEntry(text: string, key: string): string {
  return `${text}@article{${key},
  author       = {Added, Ada and Second, Sam},
  title        = {One Paper More},
  journal      = {Journal of Made-Up Systems},
  year         = {2024},
  month        = may,
  keywords     = {machine learning, robotics},
  abstract     = {A paper that was added.},
}
`;
}
