import { describe, expect, test } from "vitest";
import { latexToPlain } from "../../../src/text/latex/latex.ts";
import { readMacroDefinitions } from "../../../src/text/latex/latex-macros.ts";

const tex = String.raw;
const macros = readMacroDefinitions(tex`\newcommand{\tl}{Treelib\xspace}`);

describe("TeX skips white space behind a control word, and none behind an argument (TeXbook, chapter 8)", () => {
  test.each([
    [tex`Trees\thanks{Supported.} of Bern`, "Trees of Bern"],
    [tex`Trees \thanks{Supported.} of Bern`, "Trees of Bern"],
    [tex`\label{a} Trees`, "Trees"],
    [tex`Trees\label{a} of\index{b} Bern`, "Trees of Bern"],
    [tex`Trees \index{a}, again`, "Trees, again"],
    [tex`Trees \label{a}.`, "Trees."],
    [tex`Trees\footnote{Pines.} of Bern`, "Trees (Pines.) of Bern"],
    [tex`Trees\cite{a} of Bern`, "Trees of Bern"],
    [tex`Trees \citep[p.~3]{a}, again`, "Trees, again"],
    [tex`Trees in~\cite{a}`, "Trees in"],
    [tex`Trees from~\cite{a}, again`, "Trees from, again"],
    [tex`{Trees of \index{a}} Bern`, "Trees of Bern"],
    [tex`\relax Trees`, "Trees"],
  ])("%s", (text, expected) => {
    expect(latexToPlain(text).value).toBe(expected);
  });

  test("a reference to what is not there is told", () => {
    expect(latexToPlain(tex`As \cite{kern} shows`).problems).toMatchObject([{ code: "text/unknown-macro", offset: 3 }]);
  });
});

describe("xspace puts a space, but not before what its manual excepts", () => {
  test.each([
    [tex`{\sc Treelib}\xspace for foresters`, "Treelib for foresters"],
    [tex`\tl for foresters`, "Treelib for foresters"],
    [tex`\tl{} for foresters`, "Treelib for foresters"],
    [tex`\tl\ for foresters`, "Treelib for foresters"],
    [tex`{\tl} for foresters`, "Treelib for foresters"],
    [tex`(\tl) \tl`, "(Treelib) Treelib"],
    ...[..."'/?;:!,.)"].map((sign): [string, string] => [tex`\tl${sign}x`, `Treelib${sign}x`]),
    [tex`\tl-based`, "Treelib-based"],
    [tex`\tl~2`, "Treelib\u00a02"],
    [tex`\tl (new) \tl`, "Treelib (new) Treelib"],
    [tex`\tl $n$`, "Treelib n"],
  ] satisfies [string, string][])("%s", (text, expected) => {
    expect(latexToPlain(text, { macros }).value).toBe(expected);
  });
});

describe("the journals' macros of AASTeX are their titles", () => {
  test.each([
    [tex`\apj`, "The Astrophysical Journal"],
    [tex`{\apjl}`, "The Astrophysical Journal Letters"],
    [tex`\apjs`, "The Astrophysical Journal Supplement Series"],
    [tex`\aj`, "The Astronomical Journal"],
    [tex`{\mnras}`, "Monthly Notices of the Royal Astronomical Society"],
    [tex`\aap`, "Astronomy and Astrophysics"],
    [tex`\araa`, "Annual Review of Astronomy and Astrophysics"],
    [tex`\nat`, "Nature"],
    [tex`\prd`, "Physical Review D"],
    [tex`\pasp`, "Publications of the Astronomical Society of the Pacific"],
    [tex`\jcap`, "Journal of Cosmology and Astroparticle Physics"],
    [tex`\physrep`, "Physics Reports"],
  ])("%s", (text, expected) => {
    expect(latexToPlain(text)).toEqual({ value: expected, problems: [] });
  });

  test("unless the author says otherwise", () => {
    const own = readMacroDefinitions(tex`\newcommand{\apj}{ApJ}`);
    expect(latexToPlain(tex`\apj`, { macros: own }).value).toBe("ApJ");
  });
});
