import { describe, expect, test } from "vitest";
import { richTextToPlain } from "../../src/text/plain-text.ts";
import { curlQuotes } from "../../src/text/quotation-marks.ts";
import type { RichText } from "../../src/text/rich-text.ts";

const text = (value: string): RichText => [{ kind: "text", value }];
const set = (value: string, language = "en") => richTextToPlain(curlQuotes(text(value), language));

describe("curlQuotes", () => {
  test.each([
    ['"A wood" is not a "field"', "“A wood” is not a “field”"],
    ["a forester's view of trees' water", "a forester’s view of trees’ water"],
    ["the '90s and 'tis", "the ’90s and ’tis"],
    ["'Why?' and \"what 'how' is\"", "‘Why?’ and “what ‘how’ is”"],
    ['("in brackets")—"after a dash"', "(“in brackets”)—“after a dash”"],
    ["a screen of 15\" and 5' high", "a screen of 15\" and 5' high"],
    ['as of "2018"', "as of “2018”"],
    ["“set” already", "“set” already"],
    ["L'eau", "L’eau"],
    ['"\'Twas" said', "“’Twas” said"],
  ])("sets %s", (written, shown) => expect(set(written)).toBe(shown));

  test.each([
    ["de", "„Wald“ und ‚Holz‘, Ottos Baum"],
    ["de-AT", "„Wald“ und ‚Holz‘, Ottos Baum"],
    ["fr", "«\u202fWald\u202f» und “Holz”, Ottos Baum"],
    ["es", "«Wald» und “Holz”, Ottos Baum"],
    ["ja", "“Wald” und ‘Holz’, Ottos Baum"],
  ])("in the marks of %s", (language, shown) => expect(set("\"Wald\" und 'Holz', Ottos Baum", language)).toBe(shown));

  test("goes on over markup, not over paragraphs, and leaves code and formulas alone", () => {
    const tree: RichText = [
      {
        kind: "paragraph",
        children: [
          ...text('A "'),
          { kind: "emphasis", children: text("word") },
          ...text('" and '),
          { kind: "code", children: text("\"x\" 'y'") },
          ...text("'s end "),
          { kind: "math", tex: "f'", display: false },
          ...text(' "'),
        ],
      },
      { kind: "paragraph", children: text('"Next"') },
    ];
    const [first, second] = curlQuotes(tree, "en");
    expect(richTextToPlain([first!])).toMatch(/^A “word” and "x" 'y'’s end /);
    expect(richTextToPlain([second!])).toBe("“Next”");
  });
});
