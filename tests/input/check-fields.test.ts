import { describe, expect, test } from "vitest";
import { sourceFile } from "../../src/input/files/source-file.ts";
import { matchFields, paperFields } from "../../src/input/front-matter/field-tables.ts";
import { checkFields } from "../../src/input/yaml/check-fields.ts";
import { parseYaml } from "../../src/input/yaml/parse-yaml.ts";

function check(text: string, table: typeof paperFields | typeof matchFields = paperFields) {
  const yaml = parseYaml(sourceFile("a.yaml", text), 0, text.length).value!;
  const { value, diagnostics } = checkFields(yaml, [], table);
  const messages = diagnostics.map(({ code, line, column }) => `${line}:${column} ${code}`);
  return { value: value as Readonly<Record<string, unknown>>, messages, diagnostics };
}

describe("checkFields", () => {
  test("leaves every scalar as typed: dates, numbers with a last zero, yes and no", () => {
    expect(check("title: no\ndate: 2021-03-05\narxiv: 2106.05970\nyear: 012\nselected: yes").value).toEqual({
      title: "no",
      date: "2021-03-05",
      arxiv: "2106.05970",
      year: "012",
      selected: true,
    });
  });

  test("takes links as labels with addresses, or as a list in the forms of other generators", () => {
    const expected = [
      { label: "Talk", href: "https://example.org/t" },
      { label: "code", href: "https://example.org/c" },
    ];
    expect(check("links:\n  Talk: https://example.org/t\n  code: https://example.org/c").value.links).toEqual(expected);
    expect(
      check("links:\n  - {label: Talk, href: https://example.org/t}\n  - {name: code, url: https://example.org/c}")
        .value.links,
    ).toEqual(expected);
    expect(check("links:\n  - Talk: https://example.org/t\n  - code: https://example.org/c").value.links).toEqual(
      expected,
    );
  });

  test("lets one bad item cost itself alone, and points at it", () => {
    const { value, messages } = check("links:\n  - code: https://example.org/c\n  - bad\n  - [worse]");
    expect(value.links).toEqual([{ label: "code", href: "https://example.org/c" }]);
    expect(messages).toEqual(["3:5 input/wrong-type", "4:5 input/wrong-type"]);
  });

  test("says what a field takes and what it was given, at the value", () => {
    const { value, diagnostics, messages } = check("title: T\norder: first\nauthors: {a: {b: c}}");
    expect(value).toEqual({ title: "T" });
    expect(messages).toEqual(["2:8 input/wrong-type", "3:10 input/wrong-type"]);
    expect(diagnostics[0]!.message).toBe('The field "order" takes a number, but "first" is given, so it is left out.');
  });

  test("counts a field without a value as absent", () => {
    expect(check("title: T\ndoi:\nkeywords: ''")).toMatchObject({ value: { title: "T" }, messages: [] });
  });

  test("reads a range of years", () => {
    expect(check("years: 2019..2022", matchFields).value).toEqual({ years: [2019, 2022] });
    expect(check("years: 2019", matchFields).value).toEqual({ years: [2019, 2019] });
    expect(check("years: lately", matchFields).messages).toEqual(["1:8 input/wrong-type"]);
  });
});
