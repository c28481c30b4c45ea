// Each bound from both sides: what is at it is taken as it is, what is beyond is told and makes no error of the program's.
import { closeSync, ftruncateSync, mkdirSync, openSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { type BoundName, bounds } from "../../src/diagnostic/bounds.ts";
import { citeprocEngine, compiledEngine, createStyleEngine } from "../../src/export/style-engines.ts";
import { loadSite } from "../../src/pipeline.ts";
import { type SiteFiles, siteIn } from "../site-in.ts";

type Files = (count: number) => SiteFiles;

const paper = (fields: string, before = "") => ({
  "a.bib": `${before}@misc{a, title = {A}, year = 2000, ${fields}}\n`,
});
const markdown = (front: string, body = "") => ({ "a.md": `---\ntitle: A\ndate: 2000\n${front}---\n${body}` });
const style = (macros: string, layout: string) => ({
  "content/site.yaml": "citationStyles: [own]\n",
  "content/styles/own.csl": `<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"><info><title>Own</title><id>own</id></info>${macros}<citation><layout><text variable="title"/></layout></citation><bibliography><layout>${layout}</layout></bibliography></style>`,
});
const times = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, at) => make(at)).join("");
/** Letters for a number, since a command's name has no digits. */
const letters = (index: number) => [...String(index)].map((digit) => "abcdefghij"[Number(digit)]).join("");

/** For each bound a site that has so many of what is counted, and the message that says so. */
const fixtures: Readonly<
  Record<
    Exclude<BoundName, "bibliographyBytes" | "fileBytes" | "publishedBytes" | "referenceCharacters">,
    { files: Files; told: string }
  >
> = {
  fieldCharacters: { files: (count) => paper(`note = {${"x".repeat(count)}}`), told: "text/bound" },
  stringCharacters: {
    files: (count) => paper("note = s", `@string{s = {${"x".repeat(count)}}}\n`),
    told: "text/bound",
  },
  stringParts: {
    files: (count) =>
      paper(`note = s${count}`, `@string{s0 = {x}}\n${times(count, (at) => `@string{s${at + 1} = s${at} # {x}}\n`)}`),
    told: "text/bound",
  },
  stringsTogether: {
    // A thousand entries, each with a macro of nearly a thousandth of it; the last one has what is left.
    files: (count) => {
      const most = bounds.stringsTogether.most / 1000;
      return {
        "a.bib": `@string{s = {${"x".repeat(most)}}}\n@string{t = {${"x".repeat(count - bounds.stringsTogether.most + 1)}}}\n@string{u = {${"x".repeat(most - 1)}}}\n${times(
          999,
          (at) => `@misc{a${at}, title = {A${at}}, year = 2000, x-own = s}\n`,
        )}@misc{last, title = {Last}, year = 2000, x-own = u # t}\n`,
      };
    },
    told: "text/bound",
  },
  commandDepth: {
    files: (count) =>
      paper(
        `note = {\\ca}`,
        `@preamble{"${times(count, (at) => `\\newcommand{\\c${letters(at)}}{${at === count - 1 ? "x" : `\\c${letters(at + 1)}`}}`)}"}\n`,
      ),
    told: "text/bound",
  },
  commandUses: {
    files: (count) => paper(`note = {${"\\own ".repeat(count)}}`, `@preamble{"\\newcommand{\\own}{x}"}\n`),
    told: "text/bound",
  },
  commandCharacters: {
    files: (count) =>
      paper(
        "note = {\\own}",
        `@preamble{"\\newcommand{\\own}{${"x".repeat(count - 106)}\\other}\\newcommand{\\other}{${"x".repeat(100)}}"}\n`,
      ),
    told: "text/bound",
  },
  parents: {
    files: (count) => ({
      "a.bib": times(
        count + 1,
        (at) => `@misc{a${at}, title = {A${at}}, year = 2000${at === count ? "" : `, xdata = {a${at + 1}}`}}\n`,
      ),
    }),
    told: "text/bound",
  },
  markupDepth: {
    files: (count) =>
      paper(
        `note = {${"\\emph{\\textbf{".repeat(count / 2)}${count % 2 ? "\\emph{x}" : "x"}${"}}".repeat(count / 2)}}`,
      ),
    told: "text/bound",
  },
  authors: {
    files: (count) => paper(`author = {${times(count, (at) => `${at === 0 ? "" : " and "}Kern, ${letters(at)}`)}}`),
    told: "text/bound",
  },
  yamlDepth: {
    files: (count) => markdown(`nested: ${"[".repeat(count - 1)}x${"]".repeat(count - 1)}\n`),
    told: "input/yaml",
  },
  // The map itself, its names and their values are items too.
  yamlItems: { files: (count) => markdown(`keywords: [${times(count - 7, (at) => `k${at},`)}]\n`), told: "input/yaml" },
  yamlAliases: { files: (count) => markdown(`first: &a x\nothers: [${"*a,".repeat(count)}]\n`), told: "input/yaml" },
  formulaCharacters: { files: (count) => paper(`note = {On $${"x".repeat(count)}$}`), told: "text/math" },
  formulaDepth: {
    files: (count) => paper(`note = {On $${"{".repeat(count)}x${"}".repeat(count)}$}`),
    told: "text/math",
  },
  formulaExpansions: { files: (count) => paper(`note = {On $${"\\mbox{x}".repeat(count)}$}`), told: "text/math" },
  styleSteps: {
    // The style, its information and its citation are elements too.
    files: (count) => style("", `${'<text variable="title"/>'.repeat(count - 9)}`),
    told: "input/unknown-style",
  },
  styleDepth: {
    files: (count) =>
      style("", `${"<group>".repeat(count - 4)}<text variable="title"/>${"</group>".repeat(count - 4)}`),
    told: "input/unknown-style",
  },
  drawingDepth: {
    files: (count) => ({
      ...markdown("teaser: a.svg\nteaser-alt: A tree.\n"),
      "a.svg": `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">${"<g>".repeat(count - 1)}${"</g>".repeat(count - 1)}</svg>`,
    }),
    told: "validate/missing-file",
  },
};

/** The bounds that a site passes, by the messages that say so. */
function passed(site: string): readonly string[] {
  return loadSite(site)
    .diagnostics.filter(({ message }) => /more than [\d,]+/.test(message))
    .map(({ code }) => code);
}

describe("bounds", () => {
  test.each(Object.entries(fixtures))("%s: taken at it, told beyond it", (name, { files, told }) => {
    const { most } = bounds[name as BoundName];
    const codes = (count: number) => loadSite(siteIn(files(count))).diagnostics.map(({ code }) => code);
    expect(codes(most)).not.toContain(told);
    expect(codes(most + 1)).toContain(told);
    // One message, however much there is beyond.
    if (told === "text/bound") expect(passed(siteIn(files(most + 1)))).toEqual([told]);
  });

  test("of a style's steps: of a choice, of which a reference takes one branch, the longest counts", () => {
    const layout = (texts: string) =>
      `<choose><if type="book">${texts}</if><else-if type="report">${texts}</else-if><else>${texts}</else></choose>`;
    const many = '<text variable="title"/>'.repeat(bounds.styleSteps.most - 20);
    const codes = (written: string) => loadSite(siteIn(style("", written))).diagnostics.map(({ code }) => code);
    expect(codes(layout(many))).not.toContain("input/unknown-style");
    expect(codes(`${layout(many)}${layout(many)}`)).toContain("input/unknown-style");
  });

  test.each([
    ["bibliographyBytes", "content/publications/a.bib", "input/unreadable"],
    ["fileBytes", "content/publications/a.md", "input/unreadable"],
    ["publishedBytes", "content/publications/a.pdf", "validate/missing-file"],
  ] as const)("%s: a file is read at it, and told beyond it", (name, file, told) => {
    const site = siteIn({
      "content/publications/b.md": "---\ntitle: B\ndate: 2000\npdf: a.pdf\n---\n",
      "content/publications/c.pdf": "",
    });
    const full = path.join(site, file);
    mkdirSync(path.dirname(full), { recursive: true });
    const codes = () => loadSite(site).diagnostics.filter((one) => one.code === told && /more than/.test(one.message));
    const { most } = bounds[name];
    if (name === "publishedBytes") {
      const opened = openSync(full, "w");
      ftruncateSync(opened, most);
      closeSync(opened);
    } else {
      const bytes = Buffer.alloc(most, " ");
      bytes.write(name === "fileBytes" ? "---\ntitle: A\ndate: 2000\n---\n" : "@misc{a, title = {A}, year = 2000}\n");
      writeFileSync(full, bytes);
    }
    expect(codes()).toEqual([]);
    const opened = openSync(full, "r+");
    ftruncateSync(opened, most + 1);
    closeSync(opened);
    expect(codes()).toHaveLength(1);
  });

  test.each([
    ["ours", compiledEngine],
    ["citeproc", citeprocEngine],
  ] as const)("referenceCharacters: a reference is whole at it and ends beyond it, made by %s", (name, engine) => {
    const { most } = bounds.referenceCharacters;
    const title = "x".repeat(500);
    const referenceOf = (times: number) => {
      const { "content/styles/own.csl": xml } = style("", '<text variable="title"/>'.repeat(times));
      const made = createStyleEngine({ name: "own", xml }, "en-US", () => (text) => text, [engine])!;
      return made.format({ id: "a", type: "article", title }).text;
    };
    expect(referenceOf(20)).toBe(title.repeat(20));
    if (name === "ours") expect(referenceOf(most / title.length)).toBe(title.repeat(most / title.length));
    // What can't be broken off is not begun.
    const beyond = referenceOf(most / title.length + 1);
    expect(beyond).toBe(name === "ours" ? `${title.repeat(most / title.length)}…` : "…");
  });

  test.each([
    [bounds.referenceCharacters.most / 500, []],
    [bounds.referenceCharacters.most / 500 + 1, ["content/publications/a.md:2 text/bound"]],
  ])("a reference that would be too long is told: a title of 500 characters %d times", (count, told) => {
    const files = style("", '<text variable="title"/>'.repeat(count));
    const { diagnostics } = loadSite(
      siteIn({ ...files, "a.md": `---\ntitle: ${"x".repeat(500)}\ndate: 2000\nauthors: [Ada Kern]\n---\n` }),
    );
    expect(diagnostics.map(({ code, file, line }) => `${file}:${line} ${code}`)).toEqual(told);
  });

  test.each(["[", "{a: ", "- ", "? "])("YAML of 20,000 times %j is refused and ends no program", (piece) => {
    const { diagnostics } = loadSite(siteIn({ "content/people.yaml": piece.repeat(20_000) }));
    expect(diagnostics.map(({ code }) => code)).toContain("input/yaml");
  });
});
