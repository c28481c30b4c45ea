import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseBibtex } from "../../src/input/bibtex/parse-bibtex.ts";
import { sourceFile } from "../../src/input/files/source-file.ts";
import { placeInField } from "../../src/input/parsed-entry.ts";

function parse(...texts: string[]) {
  const { value, diagnostics } = parseBibtex(texts.map((text, index) => sourceFile(`${index}.bib`, text)));
  return {
    ...value,
    diagnostics,
    keys: value.entries.map(({ key }) => key),
    field: (key: string, name: string) =>
      value.entries.find((entry) => entry.key === key)?.fields.find((field) => field.name === name)?.value,
    messages: diagnostics.map(({ code, line, column, key }) => `${line}:${column} ${code}${key ? ` ${key}` : ""}`),
  };
}

describe("parseBibtex", () => {
  test("reads braces, quotes, numbers, parentheses and field names in any case (btxdoc 4)", () => {
    const { field, messages } = parse('@Book(a, Title = {T {x}}, "" , YEAR=1999, note = "say {"}hi{"}")');
    expect([field("a", "title"), field("a", "year"), field("a", "note")]).toEqual(["T {x}", "1999", 'say {"}hi{"}']);
    expect(messages).toEqual(["1:27 input/syntax a"]);
  });

  test("joins macros, literals and months", () => {
    const { field, messages } = parse(
      '@string{acm = "ACM"}\n@string(proc = {Proc. of } # acm)\n@misc{k, booktitle = proc # { 27}, month = 10 # "~" # jan}',
    );
    expect(field("k", "booktitle")).toBe("Proc. of ACM 27");
    expect(field("k", "month")).toBe("10~January");
    expect(messages).toEqual([]);
  });

  test("looks a macro up in its own file first, then in the others, and keeps the definitions an entry needs", () => {
    const { field, entries } = parse(
      "@string{j = {Mine}}\n@misc{a, journal = j, note = n}",
      "@string{j = {Theirs}}\n@string{base = {N}}\n@string{n = base # {ote}}",
    );
    expect([field("a", "journal"), field("a", "note")]).toEqual(["Mine", "Note"]);
    expect(entries[0]?.fields.flatMap(({ macroDefinitions = [] }) => macroDefinitions)).toEqual([
      "@string{j = {Mine}}",
      "@string{base = {N}}",
      "@string{n = base # {ote}}",
    ]);
  });

  test("says where an undefined macro stands, and goes on with nothing", () => {
    const { field, diagnostics } = parse("@misc{a,\n  journal = nowhere,\n  title = {T}}");
    expect([field("a", "journal"), field("a", "title")]).toEqual(["", "T"]);
    expect(diagnostics[0]).toMatchObject({
      code: "input/undefined-string",
      line: 2,
      column: 13,
      key: "a",
      severity: "warning",
    });
  });

  test("keeps the entries around one whose brace is never closed, and its own other fields", () => {
    const { keys, field, messages } = parse(
      "@misc{a, title={A}}\n@misc{b, author={B}, title={Open {brace}, year={2002}}\n\n@misc{c, title={C}}\n@misc{d, title={D}}",
    );
    expect(keys).toEqual(["a", "b", "c", "d"]);
    expect([field("b", "title"), field("b", "year"), field("c", "title")]).toEqual(["Open {brace", "2002", "C"]);
    expect(messages).toEqual(["2:22 input/unbalanced-brace b"]);
  });

  test.each([
    ["an unclosed quote", '@misc{b, title="Open,\n  year={2002}\n}\n@misc{c, title={C}}', "1:10"],
    ["an entry without its last brace", "@misc{b, title={T},\n year={2002}\n@misc{c, title={C}}", "1:1"],
    ["a brace too many", "@misc{b, title={T}},\n year={2002}}\n@misc{c, title={C}}", "1:19"],
    ["a brace never closed up to the end of the file", "@misc{c, title={C}}\n@misc{b, year={2002}, title={T", "2:23"],
  ])("survives %s with one message", (_, text, place) => {
    const { keys, field, messages } = parse(text);
    expect(keys.toSorted()).toEqual(["b", "c"]);
    expect([field("b", "year"), field("c", "title")]).toEqual(["2002", "C"]);
    expect(messages).toEqual([`${place} input/unbalanced-brace b`]);
  });

  test("reads on where a comma is missing, after a value or after the key", () => {
    const { field, messages } = parse("@misc{a, author={Dos, B} title={T}}\n@misc{b\n title={U}}");
    expect([field("a", "title"), field("b", "title")]).toEqual(["T", "U"]);
    expect(messages).toEqual(["1:25 input/missing-comma a", "2:8 input/missing-comma b"]);
  });

  test("lets doubled and trailing commas pass", () => {
    expect(parse("@misc{a, title={T},, year=2001, ,}").messages).toEqual([]);
  });

  test("takes text between entries, %-lines and @comment for comments, but not @commentary", () => {
    const { keys, messages } = parse(
      "Mail me@example.org\n% @misc{x, title={X}}\n@comment{@misc{y, title={Y}}}\n@commentary{real, title={R}, % why\n year=2001}",
    );
    expect(keys).toEqual(["real"]);
    expect(messages).toEqual([]);
  });

  test("keeps the first of two fields of a name and says so, unless the first is empty", () => {
    const { field, messages } = parse("@misc{a, note={One}, note={Two}, url={}, url={u}}");
    expect([field("a", "note"), field("a", "url")]).toEqual(["One", "u"]);
    expect(messages).toEqual(["1:22 input/duplicate-field a"]);
  });

  test("reports an entry without a key, and shows it all the same", () => {
    const { entries, messages } = parse("\n@misc{title={T}}");
    expect(entries[0]).toMatchObject({ key: "entry-2" });
    expect(messages).toEqual(["2:1 input/missing-key"]);
  });

  test("comes to an end of an @preamble that holds no value", () => {
    expect(parse("@preamble{= = @}\n@misc{a, title={T}}").keys).toEqual(["a"]);
  });

  test("knows the place of every character of a value, also behind CRLF and in joined values", () => {
    const { entries } = parse('@string{m = "macro"}\r\n@misc{a,\r\n  title = {One} # m # "two"}');
    const title = entries[0]!.fields[0]!;
    const at = (text: string) => placeInField(title, title.value.indexOf(text));
    expect(at("One")).toMatchObject({ line: 3, column: 12 });
    expect(at("acro")).toMatchObject({ line: 3, column: 19 });
    expect(at("wo")).toMatchObject({ line: 3, column: 25 });
  });

  test("never throws, and never loses a whole entry that stands on lines of its own behind garbage", () => {
    const pieces = ["@misc{", "@", "{", "}", '"', ",", "=", "a", "\n", " # ", "%", "\\", "@string(", "é"];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 60 }), (garbage) => {
        const { entries } = parse(`${garbage.join("")}\n@book{whole,\n  title = {Whole}\n}\n`);
        // A %-line or a comment's brace may hide what follows; an entry of the name is there otherwise.
        const text = garbage.join("");
        return /@comment/.test(text) || entries.some(({ key }) => key === "whole");
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    "@a{b,x={",
    '@a{b,x="',
    "@a{b,{",
    "@",
    "@a{",
    "@a{b,x={}}, y=",
    "@a{b,\n  x = {\n",
    "\n@a{k,xy={{",
    "@comment{",
  ])(
    "comes to an end with a megabyte of %j",
    (piece) => {
      // Were the cost to grow with the square, this would take minutes and run into the limit.
      expect(parse(piece.repeat(1_000_000 / piece.length)).entries.every(({ end, start }) => end > start)).toBe(true);
    },
    20_000,
  );
});
