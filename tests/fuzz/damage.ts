import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** Numbers from 0 to below 1, the same for one seed on every machine (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** What is put into a text to damage it: all that means something to some reader on the way. */
const pieces = [
  ..."{}()\"'`\\$%&#_^~@,;:=<>*-[]|!?/ \n\r\t".split(""),
  ...[
    "\\'",
    "\\textbf{",
    "\\emph{",
    "\\url{",
    "\\href{",
    "$$",
    "\\(",
    "\\begin{",
    "\\frac",
    "\\v",
    "\\undefined",
    " and ",
    "and others",
    "{{",
    "}}",
  ],
  ...[
    "\n@misc{",
    "@string{",
    "@comment{",
    "@preamble{",
    "crossref={b}",
    "xdata={a}",
    "year={",
    "---",
    "\n---\n",
    "- ",
    ": ",
    "&amp;",
    "<b>",
    "<script>",
  ],
  ...[
    "\u0000",
    "\u00a0",
    "\ufeff",
    "\u202e",
    "\ud800",
    "é",
    "漢",
    "😀",
    "ı",
    "1999/",
    "-0001",
    "..",
    "10.1000/",
    "arXiv:",
    "javascript:",
  ],
];

/** Sound inputs of our own, which the damage begins with. */
const samples: readonly { readonly format: "bib" | "md"; readonly text: string }[] = [
  {
    format: "bib",
    text: '@string{j = "Journal"}\n@article{a, author={K{\\"o}rn, {\\\'A}da and de la Cruz, Jr., Juan and {The Team} and others}, title={On {DNA} and $x_1^2$ in \\emph{E. coli}}, journal=j # { of Tests}, date={2019-02/2019-03~}, pages={1--9}, doi={10.5555/a}, keywords={a; b}, abstract={One.\n\nTwo 5\\%.}}\n@inproceedings{b, title={B}, crossref={c}, eprint={2001.00001v2}, eprinttype={arXiv}, url={https://example.org/a_b%20c}}\n@proceedings{c, title={Proc}, year=2020, month=10 # "~" # jan, editor={Orr, Ben}}\n',
  },
  {
    format: "md",
    text: '---\ntitle: "On *x* and $y_1$ & <sub>2</sub>"\nauthors: [Ada Kern*, "van Dyk, Jan", {family: Cruz, given: Juan}]\ndate: 2021-03\nlinks:\n  code: https://example.org\narxiv: 2001.00010\ntags: [a, b]\n---\nBody with **bold**, $O(n)$ and [a](https://example.org).\n\n- one\n- two\n',
  },
];

/** Real libraries beside the project, where they are. */
const libraries = (() => {
  const folder = path.join(import.meta.dirname, "../../../shared/corpora");
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".bib")) : [];
  return names.map((name) => readFileSync(path.join(folder, name), "utf8"));
})();

/** An input: a sample, or 2,000 characters from the middle of a real library, with one to eight places damaged. */
export function damagedInput(random: () => number): { readonly format: "bib" | "md"; readonly text: string } {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
  const library = libraries.length > 0 && random() < 0.5 ? pick(libraries) : undefined;
  const start = library ? Math.floor(random() * library.length) : 0;
  const sample = library ? { format: "bib" as const, text: library.slice(start, start + 2000) } : pick(samples);
  let { text } = sample;
  for (let count = 1 + Math.floor(random() * 8); count > 0; count--) {
    const at = Math.floor(random() * text.length);
    const length = random() < 0.5 ? 0 : Math.floor(random() * 12);
    text = text.slice(0, at) + (random() < 0.8 ? pick(pieces) : "") + text.slice(at + length);
  }
  return { format: sample.format, text };
}
