import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { type CompileOptions, compileStyle } from "../../src/csl/compile-style.ts";
import type { Item } from "../../src/csl/item.ts";
import { parseStyle } from "../../src/csl/parse-style.ts";
import { UnsupportedStyle } from "../../src/csl/style-tree.ts";

const locales = createRequire(import.meta.url)("@citation-js/plugin-csl/lib/locales.json") as Record<string, string>;
const english = parseStyle(locales["en-US"]!);

interface Style {
  readonly attributes?: string;
  readonly bibliography?: string;
  readonly rest?: string;
}

const styleOf = (layout: string, { attributes = "", bibliography = "", rest = "" }: Style = {}) =>
  parseStyle(
    `<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" ${attributes}>${rest}` +
      `<bibliography ${bibliography}><layout>${layout}</layout></bibliography></style>`,
  );

const html = (
  layout: string,
  item: Omit<Item, "type"> & { type?: string },
  style: Style = {},
  options: CompileOptions = {},
) => compileStyle(styleOf(layout, style), [english], "en-US", options).format({ type: "book", ...item }).html;

const kern = { family: "Kern", given: "Ada Maria" };
const orr = { family: "Orr", given: "Ben" };
const berg = { family: "Berg", given: "Cleo", "non-dropping-particle": "van den" };

// Expected values are what CSL 1.0.2 says ("Citation Style Language", specification), by its headings.
describe("names", () => {
  const names = (attributes: string, inner = "") => `<names variable="author"><name ${attributes}/>${inner}</names>`;

  test.each([
    ["", [kern, orr], "Ada Maria Kern, Ben Orr"],
    ['and="text"', [kern, orr], "Ada Maria Kern and Ben Orr"],
    ['and="text"', [kern, orr, berg], "Ada Maria Kern, Ben Orr, and Cleo van den Berg"],
    [
      'and="symbol" delimiter-precedes-last="never"',
      [kern, orr, berg],
      "Ada Maria Kern, Ben Orr &amp; Cleo van den Berg",
    ],
    ['and="text" delimiter-precedes-last="always"', [kern, orr], "Ada Maria Kern, and Ben Orr"],
    [
      'name-as-sort-order="first" and="text" delimiter-precedes-last="after-inverted-name"',
      [kern, orr],
      "Kern, Ada Maria, and Ben Orr",
    ],
    ['name-as-sort-order="all" initialize-with=". "', [kern, orr], "Kern, A. M., Orr, B."],
    ['name-as-sort-order="all" initialize-with=""', [{ family: "Kern", given: "Jean-Luc" }], "Kern, J-L"],
    ['initialize-with="."', [{ family: "Kern", given: "Jean-Luc K" }], "J.-L.K. Kern"],
    ['initialize="false" initialize-with=". "', [{ family: "Kern", given: "Ada M" }], "Ada M. Kern"],
    ['form="short"', [berg], "van den Berg"],
    ['name-as-sort-order="all"', [berg], "Berg, Cleo van den"],
    ['name-as-sort-order="all"', [{ ...kern, suffix: "Jr." }], "Kern, Ada Maria, Jr."],
    ["", [{ ...kern, suffix: "III" }], "Ada Maria Kern III"],
    ["", [{ family: "La Fontaine", given: "Jean", "dropping-particle": "de" }], "Jean de La Fontaine"],
    [
      'name-as-sort-order="all"',
      [{ family: "La Fontaine", given: "Jean", "dropping-particle": "de" }],
      "La Fontaine, Jean de",
    ],
    ["", [{ family: "Aubignac", given: "François", "non-dropping-particle": "d’" }], "François d’Aubignac"],
    ["", [{ literal: "The Pine Group" }], "The Pine Group"],
    ['initialize-with="."', [{ family: "王", given: "小明" }], "王小明"],
    ['et-al-min="3" et-al-use-first="1"', [kern, orr, berg], "Ada Maria Kern et al."],
    ['et-al-min="3" et-al-use-first="2"', [kern, orr, berg], "Ada Maria Kern, Ben Orr, et al."],
    [
      'et-al-min="3" et-al-use-first="2" delimiter-precedes-et-al="never"',
      [kern, orr, berg],
      "Ada Maria Kern, Ben Orr et al.",
    ],
    [
      'et-al-min="3" et-al-use-first="1" et-al-use-last="true"',
      [kern, orr, berg],
      "Ada Maria Kern, … Cleo van den Berg",
    ],
    ['form="count" et-al-min="3" et-al-use-first="1"', [kern, orr, berg], "1"],
  ])("<name %s>", (attributes, author, expected) => {
    expect(html(names(attributes), { author })).toBe(expected);
  });

  test("keep a particle with the family name where the style never demotes it", () => {
    const style = { attributes: 'demote-non-dropping-particle="never"' };
    expect(html(names('name-as-sort-order="all"'), { author: [berg] }, style)).toBe("van den Berg, Cleo");
  });

  test("have the dropping particle in the case and formatting of the given name", () => {
    const parts = '<name-part name="given" text-case="uppercase"/><name-part name="family" font-style="italic"/>';
    const author = [{ family: "Humboldt", given: "Alexander", "dropping-particle": "von" }];
    expect(html(names("", "").replace("<name />", `<name>${parts}</name>`), { author })).toBe(
      "ALEXANDER VON <i>Humboldt</i>",
    );
  });

  test("are stood in for by the first of a choice that says something", () => {
    const layout =
      '<names variable="author"><substitute><choose><if type="report"><text variable="publisher"/><text variable="title"/>' +
      '</if></choose></substitute></names><text variable="title" prefix=". "/>';
    expect(html(layout, { type: "report", publisher: "P", title: "T" })).toBe("P. T");
    expect(html(layout, { type: "report", title: "T" })).toBe("T");
  });

  test("end with no delimiter where the style's word for others is empty", () => {
    const others = '<locale><terms><term name="and others"> </term></terms></locale>';
    const layout = names('et-al-min="2" et-al-use-first="1"', '<et-al term="and others"/>');
    expect(html(`${layout}<text value="T" prefix=". "/>`, { author: [kern, orr] }, { rest: others })).toBe(
      "Ada Maria Kern. T",
    );
  });

  test("have their parts formatted", () => {
    const parts = '<name-part name="family" text-case="uppercase"/><name-part name="given" font-style="italic"/>';
    expect(html(`<names variable="author"><name>${parts}</name></names>`, { author: [berg] })).toBe(
      "<i>Cleo</i> VAN DEN BERG",
    );
  });

  test("have a label in the number of those named, and one for who edited and translated", () => {
    const label =
      '<names variable="editor translator" delimiter="; "><name/><label form="short" prefix=" (" suffix=")"/></names>';
    expect(html(label, { editor: [kern], translator: [orr, berg] })).toBe(
      "Ada Maria Kern (ed.); Ben Orr, Cleo van den Berg (trans.)",
    );
    expect(html(label, { editor: [kern, orr], translator: [kern, orr] })).toBe(
      "Ada Maria Kern, Ben Orr (eds. &amp; trans.)",
    );
  });

  test("are stood in for by others, which are then not said again", () => {
    const layout =
      '<names variable="author"><name/><substitute><names variable="editor"/><text variable="title"/></substitute></names><text variable="title" prefix=". "/>';
    expect(html(layout, { editor: [kern], title: "T" })).toBe("Ada Maria Kern. T");
    expect(html(layout, { title: "T" })).toBe("T");
  });
});

describe("dates", () => {
  const date = (inner: string, attributes = "") => `<date variable="issued" ${attributes}>${inner}</date>`;
  const whole = date("", 'form="text"');
  const issued = (...parts: number[][]) => ({ issued: { "date-parts": parts } });

  test.each([
    [whole, issued([2021, 3, 5]), "March 5, 2021"],
    [whole, issued([2021, 3]), "March 2021"],
    [whole, issued([2021]), "2021"],
    [date("", 'form="text" date-parts="year-month"'), issued([2021, 3, 5]), "March 2021"],
    [date("", 'form="numeric"'), issued([2021, 3, 5]), "03/05/2021"],
    [whole, issued([2021, 3, 5], [2021, 3, 7]), "March 5–7, 2021"],
    [whole, issued([2021, 3, 5], [2021, 4, 7]), "March 5–April 7, 2021"],
    [whole, issued([2021, 3, 5], [2022, 4, 7]), "March 5, 2021–April 7, 2022"],
    [date('<date-part name="year"/>'), issued([2021], [2022]), "2021–2022"],
    [date('<date-part name="year"/>'), issued([-44]), "44 BC"],
    [date('<date-part name="year"/>'), issued([79]), "79 AD"],
    [date('<date-part name="year" form="short"/>'), issued([2021]), "21"],
    [date('<date-part name="day" form="ordinal"/>'), issued([2021, 3, 22]), "22nd"],
    [date('<date-part name="month" form="short" strip-periods="true"/>'), issued([2021, 2]), "Feb"],
    [whole, { issued: { "date-parts": [[2021]], season: 2 } }, "Summer 2021"],
    [whole, { issued: { literal: "in press" } }, "in press"],
    [date('<date-part name="year" prefix="(" suffix=")"/>'), issued([1984], [1990]), "(1984–1990)"],
    [date('<date-part name="year" prefix="(" suffix=")"/>'), { issued: { literal: "in press" } }, "(in press)"],
  ])("%s of %j", (layout, item, expected) => {
    expect(html(layout, item)).toBe(expected);
  });

  test("are known to be uncertain", () => {
    const layout =
      '<choose><if is-uncertain-date="issued"><text term="circa" form="short"/></if></choose><text variable="title" prefix=" "/>';
    expect(html(layout, { issued: { "date-parts": [[1500]], circa: true }, title: "T" })).toBe("C. T");
    expect(html(layout, { ...issued([1500]), title: "T" })).toBe("T");
  });
});

describe("numbers", () => {
  test.each([
    ["ordinal", "2", "2nd"],
    ["ordinal", "11", "11th"],
    ["ordinal", "113", "113th"],
    ["ordinal", "D2", "D2"],
    ["long-ordinal", "3", "third"],
    ["roman", "14", "xiv"],
    ["numeric", "2-4", "2–4"],
    ["numeric", "2,3", "2, 3"],
    ["numeric", "2 , 3&4", "2, 3 &amp; 4"],
    ["numeric", "13,676", "13,676"],
    ["ordinal", "2&3", "2nd &amp; 3rd"],
    ["numeric", "TR/IRIDIA/2017-005", "TR/IRIDIA/2017-005"],
    ["numeric", "TR22-139", "TR22-139"],
    ["ordinal", "second", "second"],
  ])("in the form %s: %s", (form, volume, expected) => {
    expect(html(`<number variable="volume" form="${form}"/>`, { volume })).toBe(expected);
  });

  // The specification's own table, "Page Ranges" (appendix V).
  test.each([
    ["chicago", "100-104", "100–104"],
    ["chicago", "321-328", "321–28"],
    ["chicago", "42-45", "42–45"],
    ["chicago", "1496-1504", "1496–1504"],
    ["expanded", "321-8", "321–328"],
    ["minimal", "321-328", "321–8"],
    ["minimal", "42-45", "42–5"],
    ["minimal-two", "321-328", "321–28"],
    ["minimal-two", "42-45", "42–45"],
  ])("of pages, %s: %s", (format, page, expected) => {
    expect(html('<text variable="page"/>', { page }, { attributes: `page-range-format="${format}"` })).toBe(expected);
  });

  // "The term is only rendered if the selected variable is non-empty"; it is plural for several numbers ("Label").
  test.each([
    ["volume", "2", "vol. 2"],
    ["volume", "2-4", "vols. 2–4"],
    ["volume", "2 & 4", "vols. 2 &amp; 4"],
    ["volume", "2 and 4", "vols. 2 and 4"],
    ["volume", "extra", "vol. extra"],
    ["volume", "", ""],
    ["issue", "9/10", "no. 9/10"],
    ["number", "TR/IRIDIA/2017-005", "no. TR/IRIDIA/2017-005"],
    ["number", "AIDA–04–11", "no. AIDA–04–11"],
    ["page", "16:1-16:28", "pp. 16:1-16:28"],
    ["page", "i-ix", "pp. i–ix"],
    ["page", "Michaelson-Morely", "p. Michaelson-Morely"],
    ["number-of-pages", "1", "p. 1"],
    ["number-of-pages", "xii, 300", "pp. xii, 300"],
  ])("have a label in their number: %s %s", (variable, value, expected) => {
    const layout = `<group delimiter=" "><label variable="${variable}" form="short"/><text variable="${variable}"/></group>`;
    expect(html(layout, { [variable]: value })).toBe(expected);
  });
});

describe("text", () => {
  test.each([
    [
      "title",
      "a field guide to the DNA of iPhones: an introduction",
      "A Field Guide to the DNA of iPhones: An Introduction",
    ],
    ["title", "the 24th workshop on two-thirds", "The 24th Workshop on Two-Thirds"],
    ["sentence", "A FIELD GUIDE", "A field guide"],
    ["capitalize-first", "growth of pines", "Growth of pines"],
    ["capitalize-first", "iPhones", "iPhones"],
    ["capitalize-all", "growth of pines", "Growth Of Pines"],
    ["uppercase", 'in <span class="nocase">mRNA</span> of straße', "IN mRNA OF STRASSE"],
    ["lowercase", "DNA", "dna"],
  ])("in the case %s: %s", (textCase, title, expected) => {
    expect(html(`<text variable="title" text-case="${textCase}"/>`, { title })).toBe(expected);
  });

  test.each([
    ["novela e sociedade", "Novela e Sociedade"],
    ["what lies beneath the sea", "What Lies beneath the Sea"],
    ["vitamin d and b", "Vitamin d and B"],
    ["conn. and london: the cities", "Conn. and London: The Cities"],
    ["the life of jean d’alembert", "The Life of Jean d’alembert"],
  ])("in title case leaves prepositions and single letters small: %s", (title, expected) => {
    expect(html('<text variable="title" text-case="title"/>', { title })).toBe(expected);
  });

  test("in title case is English only", () => {
    const layout = '<text variable="title" text-case="title"/>';
    expect(html(layout, { title: "la vie", language: "fr" })).toBe("la vie");
    expect(html(layout, { title: "a life" }, { attributes: 'default-locale="fr-FR"' })).toBe("a life");
  });

  test("turns the author's markup within formatting of its kind, and quotation marks within quotation marks", () => {
    expect(html('<text variable="title" font-style="italic"/>', { title: "Of <i>Pinus</i> trees" })).toBe(
      '<i>Of <span class="upright">Pinus</span> trees</i>',
    );
    expect(html('<text variable="title" font-variant="small-caps"/>', { title: "An <sc>xml</sc> tree" })).toBe(
      '<span class="small-caps">An <span class="normal-caps">xml</span> tree</span>',
    );
    expect(html('<text variable="title" quotes="true"/>', { title: 'On "two" and ‘three’ trees' })).toBe(
      "“On ‘two’ and ‘three’ trees”",
    );
    expect(html('<text variable="title" quotes="true"/>', { title: "On “‘tall’ trees”, the pine’s" })).toBe(
      "“On ‘“tall” trees’, the pine’s”",
    );
    expect(html('<text variable="title"/>', { title: `It's "so"` })).toBe("It’s “so”");
  });

  test("keeps the quotation marks that an author typed, but within others", () => {
    const german = '<locale><terms><term name="open-quote">„</term><term name="close-quote">“</term></terms></locale>';
    const title = "On “the ‘tall’ pine”";
    expect(html('<text variable="title"/>', { title }, { rest: german })).toBe(title);
    expect(html('<text variable="title" quotes="true"/>', { title }, { rest: german })).toBe("„On ‘the „tall“ pine’“");
    expect(html('<text variable="title"/>', { title: 'On "tall" pines' }, { rest: german })).toBe("On „tall“ pines");
  });

  test("keeps the author's own full stop within quotation marks", () => {
    const outside = '<locale><style-options punctuation-in-quote="false"/></locale>';
    const layout = '<text variable="title" quotes="true" suffix=", "/><text value="in"/>';
    expect(html(layout, { title: "Pines in the U.S." }, { rest: outside })).toBe("“Pines in the U.S.”, in");
    expect(html(layout, { title: "Pines ..." }, { rest: outside })).toBe("“Pines ...”, in");
  });

  test("breaks no line within French quotation marks", () => {
    expect(html('<text variable="title"/>', { title: "Le « pin »" })).toBe("Le «\u202fpin\u202f»");
  });

  test("puts full stops and commas into quotation marks where the language does", () => {
    const layout = '<text variable="title" quotes="true" suffix=","/><text variable="publisher" prefix=" "/>';
    expect(html(layout, { title: "T", publisher: "P" })).toBe("“T,” P");
    expect(html(layout, { title: "T?", publisher: "P" })).toBe("“T?,” P");
    const german = `<locale><style-options punctuation-in-quote="false"/></locale>`;
    expect(html(layout, { title: "T", publisher: "P" }, { rest: german })).toBe("“T”, P");
  });

  test.each([
    ["Why?", ". ", "Why? Next"],
    ["Why.", ". ", "Why. Next"],
    ["Why!", ", ", "Why!, Next"],
    ["Why:", ". ", "Why: Next"],
  ])("%s followed by %j keeps one mark where two would say the same", (title, suffix, expected) => {
    expect(html(`<text variable="title" suffix="${suffix}"/><text value="Next"/>`, { title })).toBe(expected);
  });

  test("takes a short form where there is one, and pages' first", () => {
    expect(html('<text variable="title" form="short"/>', { title: "Long", "title-short": "S" })).toBe("S");
    expect(html('<text variable="title" form="short"/>', { title: "Long" })).toBe("Long");
    expect(html('<text variable="page-first"/>', { page: "12-34" })).toBe("12");
    expect(html('<text variable="page-first"/>', { page: "L12\\-7" })).toBe("L12-7");
    expect(html('<text variable="page"/>', { page: "L12\\-7" })).toBe("L12-7");
  });

  test("loses full stops where the style asks, but not those in words", () => {
    expect(html('<text variable="container-title" strip-periods="true"/>', { "container-title": "Phys. Rev. D" })).toBe(
      "Phys Rev D",
    );
    expect(html('<text variable="container-title" strip-periods="true"/>', { "container-title": "example.org" })).toBe(
      "example.org",
    );
  });

  test("is escaped, whatever the author typed", () => {
    expect(html('<text variable="title"/>', { title: '<script>alert("x")</script> & <b onclick="x">bold</b>' })).toBe(
      "&lt;script&gt;alert(“x”)&lt;/script&gt; &amp; <b>bold</b>",
    );
  });

  test("leads where it says, a DOI with the address before it", () => {
    const address = (variable: string, value: string) => (variable === "DOI" ? `https://doi.org/${value}` : undefined);
    const layout =
      '<text variable="title"/><text variable="DOI" prefix=". https://doi.org/"/><text variable="URL" prefix=" "/>';
    expect(html(layout, { title: "T", DOI: "10.5555/1", URL: "javascript:1" }, {}, { address })).toBe(
      'T. <a href="https://doi.org/10.5555/1">https://doi.org/10.5555/1</a> javascript:1',
    );
  });
});

describe("groups and choices", () => {
  test.each([
    [
      '<group delimiter=", "><text variable="title"/><text variable="publisher"/></group>',
      { title: "T", publisher: "P" },
      "T, P",
    ],
    ['<group><text term="in"/><text variable="container-title"/></group>', {}, ""],
    ['<group><text term="in"/></group>', {}, "In"],
    ['<group><group><text term="in"/></group><text variable="publisher"/></group>', {}, "In"],
    ['<group prefix="(" suffix=")"><text variable="title"/></group>', {}, ""],
    [
      '<choose><if type="book song" match="any"><text value="a"/></if><else-if variable="DOI"><text value="b"/></else-if><else><text value="c"/></else></choose>',
      { type: "map", DOI: "1" },
      "b",
    ],
    [
      '<choose><if variable="DOI URL" match="none"><text value="a"/></if><else><text value="b"/></else></choose>',
      { URL: "u" },
      "b",
    ],
    [
      '<choose><if variable="DOI URL" match="all"><text value="a"/></if><else><text value="b"/></else></choose>',
      { URL: "u" },
      "b",
    ],
    [
      '<choose><if is-numeric="edition"><text value="a"/></if><else><text value="b"/></else></choose>',
      { edition: "2nd" },
      "a",
    ],
    [
      '<choose><if is-numeric="edition"><text value="a"/></if><else><text value="b"/></else></choose>',
      { edition: "second" },
      "b",
    ],
    [
      '<choose><if is-numeric="volume"><text value="a"/></if><else><text value="b"/></else></choose>',
      { volume: "HADRON2025" },
      "a",
    ],
    ['<choose><if position="first"><text value="a"/></if><else><text value="b"/></else></choose>', {}, "b"],
  ])("%s", (layout, item, expected) => {
    expect(html(layout, item)).toBe(expected);
  });

  test("leave the number out, unless it is asked for", () => {
    const layout = '<text variable="citation-number" suffix="."/><text variable="title"/>';
    const style = { bibliography: 'second-field-align="flush"' };
    expect(html(layout, { title: "T" }, style)).toBe("T");
    expect(html(layout, { title: "T" }, style, { showsNumber: true })).toBe("1. T");
    expect(html('<text variable="citation-number" vertical-align="sup" suffix=" "/><text value="T"/>', {})).toBe("T");
  });

  test("keep what stands in the margin, as the year does in an author-date list", () => {
    const layout =
      '<names variable="author"/><date variable="issued" display="left-margin"><date-part name="year"/></date>' +
      '<text variable="title" display="right-inline"/>';
    expect(html(layout, { author: [orr], issued: { "date-parts": [[2021]] }, title: "T" })).toBe("Ben Orr 2021 T");
  });

  test("begin with no mark that would part them from what is not there", () => {
    const layout = '<names variable="author" suffix="."/><text variable="title" prefix=". "/>';
    expect(html(layout, { title: "T" })).toBe("T");
    expect(html('<text variable="title" prefix=" (" suffix=")"/>', { title: "T" })).toBe("(T)");
  });

  test("begin with a capital, but not behind a bracket", () => {
    const undated = (prefix: string) =>
      html(`<text term="no date" form="short" prefix="${prefix}"/>`, { title: "T" }, { rest: noDate });
    const noDate = '<locale><terms><term name="no date" form="short">n.d.</term></terms></locale>';
    expect(undated(", ")).toBe("N.d.");
    expect(undated("(")).toBe("(n.d.");
  });
});

describe("a style's own words", () => {
  test("take the place of the language's, those of the nearest language last", () => {
    const own =
      '<locale xml:lang="en"><terms><term name="in">within</term></terms></locale><locale xml:lang="en-GB"><terms><term name="in">never</term></terms></locale>';
    expect(html('<text variable="title"/><text term="in" prefix=" "/>', { title: "T" }, { rest: own })).toBe(
      "T within",
    );
  });

  test("with ordinals of its own have no others", () => {
    const own = '<locale><terms><term name="ordinal">.</term></terms></locale>';
    expect(html('<number variable="edition" form="ordinal"/>', { edition: "2" }, { rest: own })).toBe("2.");
  });

  test("give an ordinal the gender of its noun", () => {
    const own =
      '<locale><terms><term name="edition" gender="feminine">edition</term><term name="ordinal">th</term>' +
      '<term name="ordinal-01" gender-form="feminine" match="whole-number">re</term></terms></locale>';
    const layout = '<number variable="edition" form="ordinal"/>';
    expect([html(layout, { edition: "1" }, { rest: own }), html(layout, { edition: "21" }, { rest: own })]).toEqual([
      "1re",
      "21th",
    ]);
  });
});

describe("a style that is not taken", () => {
  const doubling = Array.from(
    { length: 24 },
    (_, index) => `<macro name="m${index}"><text macro="m${index + 1}"/><text macro="m${index + 1}"/></macro>`,
  );
  test.each([
    ["has no such macro", '<text macro="gone"/>', ""],
    [
      "goes in a circle",
      '<text macro="a"/>',
      '<macro name="a"><text macro="b"/></macro><macro name="b"><text macro="a"/></macro>',
    ],
    ["never ends", '<text macro="m0"/>', `${doubling.join("")}<macro name="m24"><text value="x"/></macro>`],
    ["has an unknown element", "<picture/>", ""],
    ["asks for what is not known", '<choose><if moon="full"><text value="a"/></if></choose>', ""],
    ["shows nothing", "<text/>", ""],
  ])("%s", (_, layout, rest) => {
    expect(() => html(layout, {}, { rest })).toThrow(UnsupportedStyle);
  });

  test("is not one whose choices have many branches, of which a reference takes one", () => {
    const choosing = Array.from({ length: 24 }, (_, index) => {
      const call = `<text macro="m${index + 1}"/>`;
      return `<macro name="m${index}"><choose><if type="book">${call}</if><else>${call}</else></choose></macro>`;
    });
    const rest = `${choosing.join("")}<macro name="m24"><text variable="title"/></macro>`;
    expect(html('<text macro="m0"/>', { title: "T" }, { rest })).toBe("T");
  });

  test("has no attribute that means what JavaScript's objects have by themselves", () => {
    const layout =
      '<text variable="title" text-case="constructor" font-style="toString"/><text term="in" form="valueOf" prefix=" "/>' +
      '<names variable="author" prefix=" "><name form="constructor"><name-part name="family" text-case="__proto__"/></name></names>';
    expect(html(layout, { title: "T", author: [orr] })).toBe("T in Ben Orr");
  });

  test("is not well-formed, or no style", () => {
    expect(() => parseStyle("<style><bibliography></style>")).toThrow(UnsupportedStyle);
    expect(() => compileStyle(parseStyle("<style/>"), [english], "en-US")).toThrow(UnsupportedStyle);
  });
});
