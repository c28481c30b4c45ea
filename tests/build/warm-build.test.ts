// A build that takes over what an earlier one made gives the bytes of one that takes over nothing.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildSite } from "../../src/build/build-site.ts";
import { digestContent, digestTemplates, filesBelow } from "../../src/build/cache/engine.ts";
import { readRecord } from "../../src/build/site-cache.ts";
import type { Diagnostic } from "../../src/diagnostic/diagnostic.ts";
import { digestOf } from "../../src/memory/digest.ts";

/** A change of a site's folder: the new text of a file, or its end where there is none. */
type Edit = readonly [file: string, text: string | undefined];

const bib = (name: string, entries: readonly number[]) =>
  [`content/publications/${name}.bib`, entries.map((one) => entryOf(one % 12, one)).join("\n")] as const;

/** One of a dozen papers, in one of many states. */
function entryOf(paper: number, state: number): string {
  const authors = ["Ada Ånder", "Bo {van der} Berg", "Cem Çelik", "Dag Dahl", "Ada Ånder and Bo {van der} Berg"];
  const pick = <Item>(items: readonly Item[], step: number) => items[Math.floor(state / step) % items.length]!;
  return `
@${pick(["article", "inproceedings", "book"], 12)}{paper${paper},
  title = {${pick(["On Graphs", "On Trees", "On {LaTeX} and $x^2$"], 5)}${pick(["", " again"], 7)}},
  author = {${pick(authors, 3)} and ${pick(authors, 17)}},
  ${pick(["journal", "booktitle"], 11)} = {${pick(["Journal of Tests", "Proceedings of Trials", "Vision 2021"], 13)}},
  ${pick(["", "crossref = {volume},", "abstract = {Some words.}, eprint = {2101.00001}, archiveprefix = {arXiv},", "abstract = {Other words.},"], 19)}
  ${pick(["", "keywords = {topic, trees}, summary = {In a line.}, abbr = {VT},", "keywords = {graphs},"], 23)}
  ${pick(["", "selected = {true},", "ids = {old},", "versions = {paper3, file0},", "timestamp = {2024-01-02},", "doi = {10.1000/x.1},"], 29)}
  year = {${pick(["2019", "2020", "2021", ""], 2)}}
}`;
}

const paperFile = (name: number, state: number): Edit => [
  `content/publications/file${name}.md`,
  `---\ntitle: File ${name}.${state % 3}\nauthor: [Ada Ånder, Eva ${state % 2 ? "Ek" : "Eken"}]\ndate: 20${10 + (state % 9)}\n${state % 2 ? "pdf: paper.pdf\n" : "teaser: picture.svg\nteaser-alt: A picture\n"}---\n\nText ${state % 4}.\n`,
];

const naturals = (max: number) => fc.nat({ max });
const edit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 4, arbitrary: fc.array(naturals(9999), { maxLength: 9 }).map((entries) => bib("a", entries)) },
  { weight: 2, arbitrary: fc.array(naturals(9999), { maxLength: 4 }).map((entries) => bib("b", entries)) },
  { weight: 2, arbitrary: fc.tuple(naturals(2), naturals(99)).map(([name, state]) => paperFile(name, state)) },
  fc.nat({ max: 2 }).map((name): Edit => [`content/publications/file${name}.md`, undefined]),
  fc
    .constantFrom(
      undefined,
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 9"/>',
    )
    .map((text): Edit => ["content/publications/picture.svg", text]),
  fc.constantFrom("one", "two", undefined).map((text): Edit => ["content/publications/paper.pdf", text]),
  fc
    .constantFrom(
      "title: Papers of Ada",
      "title: Papers",
      "title: Papers\nurl: https://example.org/",
      "title: Papers\nlanguages: [en, de]",
      "title: Papers\ncitationStyles: []",
      "title: Papers\nsections: type\nappearance: {pictures: everywhere, numbering: down, details: full, list: reference}",
    )
    .map((text): Edit => ["content/site.yaml", text]),
  {
    weight: 2,
    arbitrary: fc
      .subarray([
        "- {id: ada, name: Ada Ånder, owner: true}",
        "- {id: bo, name: Bo van der Berg, homepage: https://example.org/bo}",
        "- {id: bo, name: Bo van der Berg, orcid: 0000-0002-1825-0097}",
        "- {id: cem, name: Cem Celik, variants: [Cem Çelik]}",
        "- {id: eva, name: Eva Eken, variants: [Eva Ek]}",
      ])
      .map((people): Edit => ["content/people.yaml", eachOnce(people)]),
  },
  {
    weight: 2,
    arbitrary: fc
      .subarray([
        "- {short: VIS, name: Vision, patterns: [Vision 2021]}",
        "- {short: JoT, name: Journal of Tests, url: https://example.org/}",
        "- {short: Tests, name: Journal of Tests}",
        "- {short: PoT, name: Proceedings of Trials}",
      ])
      .map((venues): Edit => ["content/venues.yaml", eachOnce(venues)]),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom(
        undefined,
        "---\ntitle: Topic\n---\nWords.\n",
        "---\ntitle: A Topic\norder: 2\n---\nMore.\n",
        "---\ntitle: Topic\nmatch: {authors: [Bo van der Berg]}\n---\nWords.\n",
      )
      .map((text): Edit => ["content/collections/topic.md", text]),
  },
  fc.constantFrom("Hello.", "---\ntitle: Me\n---\nHello again.").map((text): Edit => ["content/index.md", text]),
  fc
    .constantFrom(undefined, "<footer>Mine</footer>", "<footer>{{ site.title }}</footer>")
    .map((text): Edit => ["_includes/partials/footer.njk", text]),
);

/** Lines of a list; of two with one name or id the first, since a person or venue is told once. */
function eachOnce(lines: readonly string[]): string {
  const names = lines.map((line) => /name: ([^,}]+)/.exec(line)![1]);
  return `${lines.filter((_, index) => names.indexOf(names[index]) === index).join("\n")}\n`;
}

/** The site that all edits begin with: all that they change is there. */
const start: readonly Edit[] = [
  bib("a", [1, 22, 333, 4466]),
  paperFile(0, 1),
  ["content/publications/paper.pdf", "one"],
  ["content/publications/picture.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'],
  ["content/site.yaml", "title: Papers"],
  ["content/people.yaml", "- {id: ada, name: Ada Ånder, owner: true}\n"],
  ["content/venues.yaml", "- {short: JoT, name: Journal of Tests}\n"],
  ["content/collections/topic.md", "---\ntitle: Topic\nmatch: {authors: [Ada Ånder]}\n---\nWords.\n"],
  ["content/index.md", "Hello."],
  ["content/publications/volume.bib", "@proceedings{volume, title = {A Volume}, publisher = {A House}, year = {2020}}"],
];

/** What an edit says must be read, or it tests nothing. */
const unread = /^input\/(?:yaml|front-matter|wrong-type|unknown-field|not-read|syntax)|^relate\/(?:owner|claimed-name)/;

describe("a build after another", () => {
  let messages: readonly Diagnostic[] = [];
  let root: string;
  let site: string;

  beforeAll(() => {
    root = mkdtempSync(path.join(os.tmpdir(), "offprint-warm-"));
    site = path.join(root, "site");
  });
  afterAll(() => {
    rmSync(root, { recursive: true, force: true });
  });

  function change([file, text]: Edit): void {
    const target = path.join(site, file);
    mkdirSync(path.dirname(target), { recursive: true });
    if (text === undefined) rmSync(target, { force: true });
    else writeFileSync(target, text);
  }

  /** Builds the site as the command does, into `output`. */
  async function build(output: string, cacheFolder: string | undefined): Promise<ReadonlyMap<string, string>> {
    const folder = path.join(root, output);
    await buildSite({
      site,
      output: folder,
      pathPrefix: "/",
      url: undefined,
      lenient: true,
      timings: false,
      jobs: 1,
      cacheFolder,
      buildOtherwise: undefined,
      engine: "engine",
      makers: digestTemplates(site),
      content: digestOf(digestContent(site)),
      last: cacheFolder === undefined ? undefined : readRecord(cacheFolder, folder),
      report: (diagnostics) => {
        messages = diagnostics;
      },
    });
    return new Map(filesBelow(folder).map((file) => [path.relative(folder, file), readFileSync(file, "latin1")]));
  }

  test("gives the same bytes as the first of all, whatever was edited between", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), async (edits) => {
        for (const folder of ["site", "warm", "cache"])
          rmSync(path.join(root, folder), { recursive: true, force: true });
        mkdirSync(path.join(site, "content/publications"), { recursive: true });
        for (const one of start) change(one);
        await build("warm", path.join(root, "cache"));
        expect(messages).toEqual([]);
        for (const one of edits) {
          change(one);
          const warm = await build("warm", path.join(root, "cache"));
          expect(messages.filter(({ code }) => unread.test(code))).toEqual([]);
          rmSync(path.join(root, "cold"), { recursive: true, force: true });
          expect(warm).toEqual(await build("cold", undefined));
        }
      }),
      { numRuns: 100 },
    );
  }, 600_000);
});
