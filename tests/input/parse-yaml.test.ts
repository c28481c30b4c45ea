import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sourceFile } from "../../src/input/files/source-file.ts";
import { parseMarkdown } from "../../src/input/front-matter/markdown-entry.ts";
import { parseYaml } from "../../src/input/yaml/parse-yaml.ts";

function read(marked: string) {
  const at = marked.indexOf("«");
  const text = marked.replace("«", "");
  const before = marked.slice(0, Math.max(at, 0)).split(/\r\n|\r|\n/);
  const { value, diagnostics } = parseYaml(sourceFile("a.yaml", text), 0, text.length);
  return { value: value?.value, diagnostics, place: `${before.length}:${before.at(-1)!.length + 1}` };
}

/** `«` stands where the author erred. */
function toldOnce(marked: string) {
  const { value, diagnostics, place } = read(marked);
  expect(diagnostics.map(({ line, column }) => `${line}:${column}`)).toEqual([place]);
  const { message, hint = "", excerpt, line } = diagnostics[0]!;
  expect(message).toMatch(/^[A-Z].*[.]$/);
  expect(excerpt).toBe(marked.replace("«", "").split(/\r\n|\r|\n/)[line - 1]);
  return { value, message, hint };
}

describe("parseYaml tells an error at the place where the author erred, once, with a hint that fits", () => {
  test.each([
    ["title: A\nvenue« Journal of Mud\ndate: 2020\n", /colon after "venue"/, /venue: Journal of Mud/],
    ["title: A\nprofiles«\n  ORCID: https://a.example\n", /colon after "profiles"/, /profiles:/],
    ["links:\n  code« https://a.example\n  data: https://b.example\n", /colon after "code"/, /code: https/],
    ["title «= A\ndate: 2020\n", /colon after "title", but "="/, /title: A/],
    ["title: A\nvenue«:Journal\ndate: 2020\n", /no blank after the colon/, /venue: Journal/],
    ["title«:A\nvenue:B\n", /no blank after the colon/, /title: A/],
    ["links:\n  code«:https://a.example\n", /no blank after the colon/, /code: https/],
    ["title: A\nvenue«：B\n", /full-width/, /venue: B/],
    ["links:\n  code: x\n   «data: y\n", /one blank more than "code"/, /2 blanks/],
    ["links:\n  code: x\n «data: y\n", /one blank less than "code"/, /2 blanks/],
    ["- id: a\n  name: Ada\n «variants: [x]\n", /one blank less/, /2 blanks/],
    ["- id: a\n   «name: Ada\n", /one blank more than "id"/, /2 blanks/],
    ["authors:\n   - Ada\n  «- Ben\n", /one blank less/, /3 blanks/],
    ["authors:\n  - Ada\n   «- Ben\n", /going on from the line above/, /as many blanks/],
    ["abstract: |\n  One.\n «Two.\ndate: 2020\n", /less than the text above/, /2 blanks/],
    ["links:\n«\tcode: x\n", /\btab\b/, /blanks/],
    ["title:«\u00a0A\ndate: 2020\n", /no-break/, /plain blank/],
    ["links:\n«\u00a0\u00a0code: x\n", /no-break/, /plain blank/],
    ["keywords: «[mud, worms\ndate: 2020\n", /"\[".* not closed/, /"\]"/],
    ["links: «{code: x\ndate: 2020\n", /"{".* not closed/, /"}"/],
    ["keywords: mud, worms«]\n", /opened nowhere/, /\[mud, worms\]/],
    ["keywords: [mud, C «# 2]\ndate: 2020\n", /"#" begins a comment/, /"C # 2"/],
    ['title: «"A b\ndate: 2020\nvenue: "B"\n', /quote.* not closed/, /second one/],
    ["title: «'Twas mud\ndate: 2020\n", /quote.* not closed/, /apostrophe/],
    ['title: "The «"best" worm"\n', /quotes stand within quotes/, /'The "best" worm'/],
    ["title: 'The worm«'s mud'\n", /quotes stand within quotes/, /"The worm's mud"/],
    ['title: "Best«" worm\n', /more follows/, /'"Best" worm'/],
    ["title: Burrows«: an account\n", /colon and a blank/, /title: "Burrows: an account"/],
    ["title: Burrows«: the \\chi of mud\n", /colon and a blank/, /title: 'Burrows: the \\chi of mud'/],
    ["title: «“Burrows: an account”\n", /curly quotes/, /title: "Burrows: an account"/],
    ["title: «*Arenicola* in mud\n", /begins with "\*"/, /"\*Arenicola\* in mud"/],
    ["title: «&mud and more\n", /begins with "&"/, /"&mud and more"/],
    ["title: «!important mud\n", /begins with "!"/, /"!important mud"/],
    ["title: «@home in mud\n", /begins with "@"/, /"@home in mud"/],
    ["title: «%5 of mud\n", /begins with "%"/, /"%5 of mud"/],
    ["title: «`code` of mud\n", /begins with "`"/, /"`code` of mud"/],
    ["title: «[Re] Mud\n", /begins with "\["/, /"\[Re\] Mud"/],
    ["title: «{DNA}: mud\n", /begins with "{"/, /"{DNA}: mud"/],
    ["title: «>90% of mud\n", /begins with ">"/, /">90% of mud"/],
    ["title: «|x| of mud\n", /begins with "\|"/, /"\|x\| of mud"/],
    ["authors:\n  - Ada\n  «-Ben\n", /blank after the hyphen/, /"- Ben"/],
    ["authors:\n  «-Ada\n  -Ben\ndate: 2020\n", /blank after the hyphen/, /"- Ada"/],
    ["«-name: Ada\n-id: ada\n", /blank after the hyphen/, /"- name: Ada"/],
    ["authors:\n  «Ada Kern\n  Ben Orr\n", /read as one name/, /hyphen/],
    ["title: A\nvenue: B\n«title: C\n", /"title" stands twice/, /one of the two/],
    ["title: A\n«...\ndate: 2020\n", /ends the fields/, /leave the line out/],
    ["title: A\r\nvenue« B\r\ndate: 2020\r\n", /colon after "venue"/, /venue: B/],
    ["title: A\rvenue« B\rdate: 2020\r", /colon after "venue"/, /venue: B/],
  ])("%j", (marked, message, hint) => {
    const told = toldOnce(marked);
    expect(told.value).toBeUndefined();
    expect(told.message).toMatch(message);
    expect(told.hint).toMatch(hint);
  });
});

describe("parseYaml reads a backslash in double quotes as it is written where it is LaTeX's", () => {
  test.each([
    ["The $\\theta$-method", "The $«\\theta$-method"],
    [
      "$\\alpha$, $\\beta$, $\\nu$, $\\rho$ and $\\frac{1}{2}$",
      "$«\\alpha$, $\\beta$, $\\nu$, $\\rho$ and $\\frac{1}{2}$",
    ],
    ["The \\epsilon and \\nabla of mud", "The «\\epsilon and \\nabla of mud"],
    ["The \\chi of mud", "The «\\chi of mud"],
    ["\\Phi, \\Lambda and \\xi", "«\\Phi, \\Lambda and \\xi"],
    ["\\u{o} and \\c{c}", "«\\u{o} and \\c{c}"],
    ['M\\"uller', 'M«\\"uller'],
  ])("%s", (expected, marked) => {
    const { value, message, hint } = toldOnce(`title: "${marked}"\n`);
    expect(value).toEqual({ title: expected });
    expect(message).toContain("double quotes");
    expect(hint).toMatch(/single quotes.*twice/);
    expect(parseYaml(sourceFile("a.yaml", `title: '${expected}'`), 0, 100).value?.value).toEqual({ title: expected });
  });

  test.each([
    ["One line\\nTwo lines", "One line\nTwo lines"],
    ["Caf\\u00e9, \\x41 and \\N", "Café, A and  "],
    ['The \\"best\\" worm, 3\\_km', 'The "best" worm, 3\u00a0km'],
    ["The $\\\\theta$-method", "The $\\theta$-method"],
  ])("and leaves %s to YAML", (written, expected) => {
    expect(read(`title: "${written}"\n`)).toMatchObject({ value: { title: expected }, diagnostics: [] });
  });
});

describe("parseYaml tells of a # that cuts a text", () => {
  test.each([
    ["title: C# and «# of worms\n", { title: "C# and" }, /"C# and # of worms"/],
    ["keywords:\n  - C «# 2\n", { keywords: ["C"] }, /"C # 2"/],
    ["title: «#MeToo in mud\n", { title: "#MeToo in mud" }, /"#MeToo in mud"/],
  ])("%j", (marked, value, hint) => {
    const told = toldOnce(marked);
    expect(told.value).toEqual(value);
    expect(told.message).toContain("#");
    expect(told.hint).toMatch(hint);
  });

  test("and not of a comment", () => {
    const text = "# Mud\ntitle: A  # the title\ndate: 2020 # to be checked\nvenue: C#\nnote: 'a # b' # quoted\n";
    expect(read(text)).toMatchObject({ value: { title: "A", date: "2020", note: "a # b" }, diagnostics: [] });
  });
});

test.each([
  "title : A\ndate: 2020\n",
  "title: A\rdate: 2020\r",
  "title:\tA\ndate: 2020\n",
  "---\ntitle: A\ndate: 2020\n...\n",
  "title: &t A\ndate: 2020\nnote: *t\n",
  "title:\n  A\ndate: 2020\n",
])("parseYaml has nothing to say of %j", (text) => {
  expect(read(text)).toMatchObject({ value: { title: "A", date: "2020" }, diagnostics: [] });
});

test.each([
  ["---\ntitle: A\n\nText.\n", 1, /has no end/, /---/],
  ["---\ntitle: A\n--\nText.\n", 3, /"--"/, /---/],
  ["---\ntitle: A\n——\nText.\n", 3, /"——"/, /---/],
  ["---\ntitle: A\n...\nText.\n", 3, /"\.\.\."/, /---/],
  ["\n\n---\ntitle: A\n---\n", 3, /stand above/, /begin/],
  ["+++\ntitle = 'A'\n+++\n", 1, /"\+\+\+"/, /three hyphens/],
])("front matter without a beginning or end is told at its line: %j", (text, line, message, hint) => {
  const { value, diagnostics } = parseMarkdown(sourceFile("a.md", text), true);
  expect(value).toBeUndefined();
  expect(diagnostics).toMatchObject([
    { line, message: expect.stringMatching(message), hint: expect.stringMatching(hint) },
  ]);
});

describe("fields on lines of their own are read as the parser reads them", () => {
  const whole = (text: string) => {
    const { value: yaml, diagnostics } = parseYaml(sourceFile("a.yaml", text), 0, text.length);
    const paths = [
      [],
      ["absent"],
      ...["title", "authors", "doi", "a-b"].flatMap((name) => [[name], [name, 0], [name, 1]]),
    ];
    const places = yaml && paths.flatMap((path) => [yaml.placeOf(path), yaml.placeOfName(path)]);
    return {
      says: JSON.stringify(yaml?.value),
      diagnostics: diagnostics.map(({ code, message }) => [code, message]),
      places,
    };
  };

  test("a text, one in quotes and a list, each with its place", () => {
    const text = 'title: Growth of *pines*\nauthors: [Ada Kern*, Ben Orr]\ndoi: "10.5555/a: b"\n';
    const { value: yaml, diagnostics } = parseYaml(sourceFile("a.yaml", text), 0, text.length);
    expect(diagnostics).toEqual([]);
    expect(yaml!.value).toEqual({ title: "Growth of *pines*", authors: ["Ada Kern*", "Ben Orr"], doi: "10.5555/a: b" });
    expect(yaml!.placeOf(["authors", 1])).toMatchObject({ line: 2, column: 22 });
    expect(yaml!.placeOf(["doi"])).toMatchObject({ line: 3, column: 6 });
    expect(yaml!.placeOfName(["authors"])).toMatchObject({ line: 2, column: 1 });
  });

  // A comment at the end leaves the text to the parser and says nothing else.
  test("whatever the lines hold", () => {
    const piece = fc.constantFrom(
      ..."a|B|7|é|ü|木|\u3164|\u0301|\ufe0f|\u200f| |  |, |,|: |:|:/|;|.|'|\"|\\|-|- |*|&|?|!|#| #|[|]|{|}|(|)|$|_|=|\t|\u00a0|\r|\n|\n  ".split(
        "|",
      ),
    );
    const words = fc.oneof(
      fc.array(piece, { maxLength: 6 }),
      fc.array(fc.constantFrom("a", "B", " ", "-", "é", "/", ":", "*", "'"), { maxLength: 8 }),
    );
    const value = fc.oneof(
      words.map((all) => all.join("")),
      words.map((all) => `"${all.join("")}"`),
      fc.array(words, { maxLength: 3 }).map((items) => `[${items.map((all) => all.join("")).join(", ")}]`),
    );
    const name = fc.constantFrom("title", "authors", "doi", "a-b", "__proto__", "constructor", "-a", "2020");
    const line = fc.tuple(name, fc.constantFrom(": ", ": ", ":", ":  "), value).map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 3 }), (lines) => {
        const text = `${lines.join("\n")}\n`;
        expect(whole(text)).toEqual(whole(`${text}# end\n`));
      }),
      { numRuns: 4000 },
    );
  });
});
