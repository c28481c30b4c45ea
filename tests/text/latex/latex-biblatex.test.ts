import { describe, expect, test } from "vitest";
import { parseNames } from "../../../src/record/names/names.ts";
import { latexToPlain } from "../../../src/text/latex/latex.ts";

const tex = String.raw;
const plain = (text: string) => latexToPlain(text).value;
const messages = (text: string) => latexToPlain(text).problems.map(({ message }) => message);

// biblatex manual 4.7: \isdot, \nopunct, \adddot … are punctuation, which is not doubled; 4.6.5: ordinals.
describe("BibLaTeX's punctuation", () => {
  test.each([
    [tex`Roads of the year 1844 c.\isdot`, "Roads of the year 1844 c."],
    [tex`698 p\adddot`, "698 p."],
    [tex`698 p.\adddot`, "698 p."],
    [tex`Smith\addcomma\addspace Jr\adddot`, "Smith, Jr."],
    [tex`Roads \addcolon\addspace Bridges`, "Roads: Bridges"],
    [tex`c\adddotspace 1844`, "c. 1844"],
    [tex`Vol\adddot\addnbspace 3`, "Vol.\u00a03"],
    [tex`12\bibrangedash 15\bibrangessep 18`, "12–15, 18"],
    [tex`vol.\isdot{} 3\nopunct`, "vol. 3"],
    [tex`the \mkbibordinal{1}, \mkbibordinal{12} and \mkbibordedition{23} lake`, "the 1st, 12th and 23rd lake"],
    [tex`\parentext{new} \mkbibacro{DNA}`, "(new) DNA"],
  ])("in %s is set, and no word", (text, shown) => {
    expect(plain(text)).toBe(shown);
    expect(messages(text)).toEqual([]);
  });

  // biblatex manual 4.9.2
  test.each([
    [tex`\bibstring{inpress}`, "in press"],
    [tex`\bibstring{mathesis}, \bibstring{countryde}`, "Master's thesis, Germany"],
    [tex`\biblstring{langlatin} \bibstring{andothers}`, "Latin et al."],
  ])("in %s names words that are spelled out", (text, shown) => {
    expect(plain(text)).toBe(shown);
  });

  test("names no key that nobody knows", () => {
    expect(plain(tex`Lakes \bibstring{nokey}, rivers`)).toBe("Lakes, rivers");
    expect(messages(tex`\bibstring{nokey}`).join()).toContain('"nokey"');
  });
});

// btxdoc 4: words of a name are parted by blanks, behind a command too.
describe("BibLaTeX's punctuation in names", () => {
  test.each([
    [tex`Smith, J\adddot`, { family: "Smith", given: "J." }],
    [tex`Smith, J.\adddot\addspace K\adddot{}`, { family: "Smith", given: "J. K." }],
    [tex`Smith\isdot, J\isdot`, { family: "Smith", given: "J" }],
    [tex`J\adddot K\adddotspace Orr`, { family: "Orr", given: "J. K." }],
    [tex`Mary\addspace Poe`, { family: "Poe", given: "Mary" }],
    [tex`Ida\addnbspace{}van\addhighpenspace Berg`, { family: "Berg", given: "Ida", nonDroppingParticle: "van" }],
    [tex`Orr, Jr\adddot, Ben`, { family: "Orr", given: "Ben", suffix: "Jr." }],
    [tex`family=Smith\isdot, given=J\adddot\addspace K\adddot`, { family: "Smith", given: "J. K." }],
    [tex`{ACME\addcomma\space Inc\adddot}`, { literal: "ACME, Inc." }],
    [tex`{ACME\addcomma\addspace Stone\addslash Clay}`, { literal: "ACME, Stone/Clay" }],
  ])("%s", (text, name) => {
    const { names, problems } = parseNames(text);
    expect(names).toEqual([{ ...name, equalContribution: false, corresponding: false }]);
    expect(problems).toEqual([]);
  });
});

// LaTeX: an empty group after a control word ends its name and is no argument.
describe("an unknown command", () => {
  test.each([
    [tex`News of \FOO{} for all`, "News of FOO for all"],
    [tex`News of \FOO {} for all`, "News of FOO for all"],
    [tex`The \FOO{}net`, "The FOOnet"],
    [tex`{\FOO{}} at last`, "FOO at last"],
    [tex`\FOO, at last`, "FOO, at last"],
  ])("in %s is shown by its name, and that is said", (text, shown) => {
    expect(plain(text)).toBe(shown);
    expect(messages(text)).toEqual([tex`The LaTeX command "\FOO" is not known, so its name is shown in its place.`]);
  });

  test("with an argument is left out, and that is said", () => {
    expect(plain(tex`News of \FOO[a]{Ben} for all`)).toBe("News of Ben for all");
    expect(messages(tex`\FOO{Ben}`)).toEqual([
      tex`The LaTeX command "\FOO" is not known, so its text is shown without it.`,
    ]);
  });

  test("is shown in names too", () => {
    const { names } = parseNames(tex`{The \FOO{} Team} and Orr, \FOO{}`);
    expect(names).toMatchObject([{ literal: "The FOO Team" }, { family: "Orr", given: "FOO" }]);
  });
});
