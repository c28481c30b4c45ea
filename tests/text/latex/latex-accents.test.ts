import { describe, expect, test } from "vitest";
import { latexToPlain } from "../../../src/text/latex/latex.ts";

const tex = String.raw;

// LaTeX2e, ltoutenc.dtx: the letters that T1 and TS1 compose; Unicode's names say which character each is.
const spellings: readonly (readonly [string, string])[] = [
  [tex`{\'\i}`, "í"],
  [tex`\'{i}`, "í"],
  [tex`\'i`, "í"],
  [tex`\'\i`, "í"],
  [tex`{\'{\i}}`, "í"],
  [tex`\'{\i}`, "í"],
  [tex`\'\imath`, "í"],
  [tex`\v{c}`, "č"],
  [tex`{\v c}`, "č"],
  [tex`\v c`, "č"],
  [tex`{\v{c}}`, "č"],
  [tex`\c{c}`, "ç"],
  [tex`\=o`, "ō"],
  [tex`{\AA}`, "Å"],
  [tex`\AA{}`, "Å"],
  [tex`\oe uvre`, "œuvre"],
  [tex`\o{}`, "ø"],
  [tex`{\o}`, "ø"],
  [tex`\"\i`, "ï"],
  [tex`{\^\j}`, "ĵ"],
  [tex`\d{a}`, "ạ"],
  [tex`\d{\^a}`, "ậ"],
  [tex`\'{\"u}`, "ǘ"],
  [tex`\k{a}`, "ą"],
  [tex`\r{u}`, "ů"],
  [tex`\H{o}`, "ő"],
  [tex`\u{g}`, "ğ"],
  [tex`\.{I}`, "İ"],
  [tex`\.z`, "ż"],
  [tex`\b{d}`, "ḏ"],
  [tex`\t{oo}`, "o͡o"],
  [tex`\G{a}`, "ȁ"],
  [tex`\h{a}`, "ả"],
  [tex`\textcommabelow{s}`, "ș"],
  [tex`\f{a}`, "ȃ"],
  [tex`\'e`, "é"],
  [tex`\' e`, "é"],
  ["\\`a", "à"],
  [tex`\^o`, "ô"],
  [tex`\~n`, "ñ"],
  [tex`\"o`, "ö"],
  [tex`\c{g}`, "ģ"],
  [tex`\a'e`, "é"],
  [tex`\capitalacute{E}`, "É"],
  [tex`\ss`, "ß"],
  [tex`\L`, "Ł"],
  [tex`\l`, "ł"],
  [tex`\DH`, "Ð"],
  [tex`\dh`, "ð"],
  [tex`\DJ`, "Đ"],
  [tex`\dj`, "đ"],
  [tex`\NG`, "Ŋ"],
  [tex`\ng`, "ŋ"],
  [tex`\TH`, "Þ"],
  [tex`\th`, "þ"],
  [tex`\i`, "ı"],
  [tex`\j`, "ȷ"],
  [tex`\AE`, "Æ"],
  [tex`\"{}`, "¨"],
  [tex`\'{}`, "´"],
  [tex`\~{}`, "~"],
  [tex`\^{}`, "^"],
];

// textcomp's, T2A's and textgreek's documentation.
const symbols: readonly (readonly [string, string])[] = [
  [tex`\textcopyright`, "©"],
  [tex`\textregistered`, "®"],
  [tex`\texttrademark`, "™"],
  [tex`\textdegree`, "°"],
  [tex`\texteuro`, "€"],
  [tex`\pounds`, "£"],
  [tex`\S`, "§"],
  [tex`\P`, "¶"],
  [tex`\dag`, "†"],
  [tex`\ddag`, "‡"],
  [tex`\textperiodcentered`, "·"],
  [tex`\textquoteleft`, "‘"],
  [tex`\textquoteright`, "’"],
  [tex`\textendash`, "–"],
  [tex`\textemdash`, "—"],
  [tex`\guillemotleft`, "«"],
  [tex`\guilsinglleft`, "‹"],
  [tex`\quotedblbase`, "„"],
  [tex`\cyra\cyrya\CYRZH`, "аяЖ"],
  [tex`\textalpha\textOmega`, "αΩ"],
  [tex`\ldots`, "…"],
  [tex`\dots`, "…"],
  [tex`\alpha`, "α"],
  [tex`\times`, "×"],
  [tex`\pm`, "±"],
  [tex`\leq`, "≤"],
  [tex`\infty`, "∞"],
  [tex`\rightarrow`, "→"],
  [tex`\LaTeX`, "LaTeX"],
  [tex`\BibTeX`, "BibTeX"],
  [tex`\XeTeX`, "XeTeX"],
  [tex`\textonehalf`, "½"],
  [tex`\texthbar`, "ħ"],
];

describe("parseLatex on accents", () => {
  // As Mendeley writes them; an accent stands on no ∈ and no italics.
  test.each([
    [tex`Mart\'\in`, "Martín"],
    [tex`Beno\^\it`, "Benoît"],
    [tex`Mar\'\ia`, "María"],
  ])("reads the i of %s, which runs into the next letter, and says so", (text, expected) => {
    const { value, problems } = latexToPlain(text);
    expect([value, problems.map(({ code }) => code)]).toEqual([expected, ["text/unknown-macro"]]);
  });

  test.each(spellings)("composes %s to %s", (text, expected) => {
    expect(latexToPlain(text)).toEqual({ value: expected.normalize("NFC"), problems: [] });
  });

  test.each(symbols)("knows %s as %s", (text, expected) => {
    expect(latexToPlain(text)).toEqual({ value: expected, problems: [] });
  });

  test("puts accents of either spelling into one form", () => {
    expect(latexToPlain("He\u0301naut").value).toBe(latexToPlain(tex`H\'{e}naut`).value);
  });
});
