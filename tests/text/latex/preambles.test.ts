import { describe, expect, test } from "vitest";
import { sourceFile } from "../../../src/input/files/source-file.ts";
import { readPublications } from "../../../src/pipeline.ts";

/** What a visitor copies of the entry "one". */
function copied(...texts: readonly string[]): string {
  const files = texts.map((text, index) => sourceFile(`${index}.bib`, text));
  const one = readPublications(files).value.find(({ publication }) => publication.key === "one")!;
  return one.publication.source.bibtex!.join("\n");
}

const entry = (title: string) => `@misc{one, title = {${title}}, year = 2001}`;

describe("the commands that a @preamble defines", () => {
  // Definitions as LaTeX2e (12.1), TeX (chapter 20) and amsmath (amsldoc 5.1) have them.
  test.each([
    ["\\newcommand{\\LakeNet}{LakeNet}", "Waves on \\LakeNet{} and beyond"],
    ["\\newcommand\\LakeNet{LakeNet}", "\\LakeNet"],
    ["\\newcommand*{\\lake}[1]{Lake #1}", "On \\lake{Como}"],
    ["\\newcommand{\\lake}[2][Lake]{#1 #2}", "On \\lake{Como}"],
    ["\\providecommand{\\noopsort}[1]{}", "{\\noopsort{1973}}Lakes"],
    ["\\renewcommand{\\emph}[1]{\\textbf{#1}}", "\\emph{Lakes}"],
    ["\\DeclareRobustCommand{\\VAN}[3]{#2}", "On {\\VAN{Berg}{van den}{}} Berg"],
    ["\\DeclareMathOperator{\\lcm}{lcm}", "The $\\lcm$ of lakes"],
    ["\\def\\cprime{$'$}", "Vol\\cprime ga"],
  ])("go with the entry that uses them: %s", (definition, title) => {
    const text = copied(`@preamble{"${definition}"}\n${entry(title)}`);
    expect(text).toContain(`@preamble{{${definition}}}`);
    expect(text).toContain(title);
    // What is copied is a whole of its own.
    expect(copied(text)).toBe(text);
  });

  test("stay where they are not used", () => {
    const preamble = `@preamble{"\\newcommand{\\LakeNet}{LakeNet} \\newcommand{\\Lake}{Lake}"}`;
    expect(copied(`${preamble}\n${entry("On \\Lake")}`)).not.toContain("LakeNet");
    expect(copied(`${preamble}\n${entry("On lakes")}`)).not.toContain("@preamble");
  });

  test("bring along those they are made of, before them", () => {
    const text = copied(
      `@preamble{"\\newcommand{\\both}{\\Lake{} and \\Pond}\\newcommand{\\Lake}{Lake}\\newcommand{\\Pond}{Pond}"}\n${entry("\\both")}`,
    );
    expect(text.match(/\\newcommand\{\\\w+\}/g)).toEqual([
      "\\newcommand{\\Lake}",
      "\\newcommand{\\Pond}",
      "\\newcommand{\\both}",
    ]);
  });

  test("may be made of each other without an end", () => {
    const text = copied(`@preamble{"\\def\\a{\\b}\\def\\b{\\a}"}\n${entry("\\a")}`);
    expect(text.match(/@preamble/g)).toHaveLength(2);
  });

  test("stand in another file, in braces, or are joined from macros", () => {
    expect(copied("@preamble{{\\newcommand{\\Lake}{Lake}}}", entry("On \\Lake"))).toContain(
      "@preamble{{\\newcommand{\\Lake}{Lake}}}",
    );
    expect(copied(`@string{l = "{Lake}"}\n@preamble{"\\newcommand{\\Lake}" # l}\n${entry("\\Lake")}`)).toContain(
      "@preamble{{\\newcommand{\\Lake}{Lake}}}",
    );
  });

  test("are needed by a macro, or by an entry that this one inherits from", () => {
    const preamble = `@preamble{"\\newcommand{\\Lake}{Lake}"}\n@string{j = "Journal of the \\Lake"}\n`;
    expect(copied(`${preamble}@article{one, title = {T}, journal = j, year = 2001}`)).toContain("@preamble");
    expect(
      copied(`${preamble}@incollection{one, title = {T}, crossref = {all}}\n@book{all, title = {On the \\Lake}}`),
    ).toContain("@preamble");
  });

  test("do not go with a field that visitors do not get", () => {
    const text = copied(
      `@preamble{"\\newcommand{\\Lake}{Lake}"}\n@misc{one, title = {T}, annote = {\\Lake}, year = 2001}`,
    );
    expect(text).not.toContain("@preamble");
  });
});
