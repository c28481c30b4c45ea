import { describe, expect, test } from "vitest";
import type { DiagnosticCode } from "../../src/diagnostic/codes.ts";
import { publicationToBibtex } from "../../src/export/bibtex.ts";
import { createCitationFormatter } from "../../src/export/citation.ts";
import { publicationToCsl } from "../../src/export/csl-json.ts";
import { sourceFile } from "../../src/input/files/source-file.ts";
import { loadSite, readPublications } from "../../src/pipeline.ts";
import { serializationRequester } from "../../src/site/views/publication-view.ts";
import { about } from "../about.ts";
import { siteIn } from "../site-in.ts";

/** What these tests are about. */
const codes: readonly DiagnosticCode[] = ["input/unknown-field", "input/wrong-type"];

const apa = createCitationFormatter({ style: { name: "apa" }, locale: "en-US" })!;
const vancouver = createCitationFormatter({ style: { name: "vancouver" }, locale: "en-US" })!;
const harvard = createCitationFormatter({ style: { name: "harvard1" }, locale: "en-US" })!;

const entry = (title: string, fields = "") =>
  `@article{tall, author = {Kern, Ada}, title = {${title}}, journal = {Journal of Tests}, year = {2021}${fields && `, ${fields}`}}`;
const read = (title: string, fields?: string) =>
  readPublications([sourceFile("a.bib", entry(title, fields))]).value[0]!.publication;
const inApa = (title: string, fields?: string) => apa.format(read(title, fields)).text;
const inVancouver = (title: string, fields?: string) => vancouver.format(read(title, fields)).text;

describe("sentence case in APA", () => {
  // APA 7, 6.17 and 9.19: the first word of title and subtitle, and names. btxdoc 4: braces keep capitals.
  test.each([
    ["Growth of Tall Trees in the {Alps} and the {UK}", "Growth of tall trees in the Alps and the UK"],
    ["Learning To Rank: A Survey Of Methods", "Learning to rank: A survey of methods"],
    ["Growth of {T}all Trees", "Growth of Tall trees"],
    ["{Growth of Tall Trees}", "Growth of Tall Trees"],
    [String.raw`On \emph{Pinus Nigra} in Dry Forests`, "On Pinus Nigra in dry forests"],
    [String.raw`Tall {\"U}bungen and {\"O}kologie`, "Tall übungen and ökologie"],
    ["Tall ÉTudes in Élan and Émigré Forests", "Tall ÉTudes in élan and émigré forests"],
    [
      "Sorting DNA with McKay's ImageNet, 3D Printers and Covid-19",
      "Sorting DNA with McKay’s ImageNet, 3D printers and Covid-19",
    ],
    ["GPU-Based Long-Term Growth", "GPU-based long-term growth"],
    ["The Role of Vitamin C in the Trees I Know", "The role of vitamin C in the trees I know"],
    ["A Model for Small Mountain Forests with Pine trees", "A model for small mountain forests with pine trees"],
    ["How Do Trees Grow? Lessons from Pines", "How do trees grow? Lessons from pines"],
    ["Tall Trees — Small Trees", "Tall trees — Small trees"],
    ["Tall Trees $N$ Times Higher", "Tall trees N times higher"],
    ["Pines vs. Firs in German Forests of April", "Pines vs. firs in German forests of April"],
    ["“Growth” of ‘Tall Trees’ and Tall (Small) Trees", "“Growth” of ‘tall trees’ and tall (small) trees"],
  ])("%s", (title, expected) => {
    expect(inApa(title)).toBe(`Kern, A. (2021). ${expected}. Journal of Tests.`);
  });

  // APA 7, 6.14: names of places, peoples, languages, months and days have capitals.
  test.each([
    ["Kenyan, Belgian and Swiss Farmers on Mondays in March", "Kenyan, Belgian and Swiss farmers on Mondays in march"],
    ["South African Trees of New York and of New Towns", "South African trees of New York and of new towns"],
    ["Air in São Paulo, Zürich and Buenos Aires on a Friday", "Air in São Paulo, Zürich and Buenos Aires on a Friday"],
    [
      "Forests of Latin America and of the Sub-Saharan Africa",
      "Forests of Latin America and of the Sub-Saharan Africa",
    ],
    ["Nigeria’s Trees, Germans and Tall Israelis", "Nigeria’s trees, Germans and tall Israelis"],
    ["Cyrillic Letters in Melanesian and Australasian Texts", "Cyrillic letters in Melanesian and Australasian texts"],
    ["Trees of Côte d'Ivoire, Chad and Guinea-Bissau", "Trees of Côte d’Ivoire, Chad and Guinea-Bissau"],
    ["Farmers in Turkey and Turkey Farmers", "Farmers in Turkey and turkey farmers"],
  ])("keeps the names in %s", (title, expected) => {
    expect(inApa(title)).toContain(`(2021). ${expected}.`);
  });

  test.each([
    ["Tall Mobile Reading, Nice and Oral", "Tall mobile reading, nice and oral"],
    ["The Center of Guinea Pigs may Wake", "The center of guinea pigs may wake"],
    ["A Simplified Long March in May", "A simplified long march in may"],
    ["New Results from South Slopes", "New results from south slopes"],
  ])("lowers the ordinary words in %s, though places are called so", (title, expected) => {
    expect(inApa(title)).toContain(`(2021). ${expected}.`);
  });

  test.each([
    ["a title that is in sentence case already", "The growth of trees in Bavaria and of Kern's pines"],
    ["a title in capitals", "GROWTH OF TREES IN THE ALPS"],
    ["a word alone", "Trees"],
    ["a title in another language, though it does not say so", "Das Wachstum der Bäume in den Alpen"],
  ])("leaves %s as it is", (_, title) => {
    expect(inApa(title)).toContain(title.replace("'", "’"));
  });

  test.each(["german", "ngerman", "de", "french", "la"])("leaves a title in %s as it is", (langid) => {
    expect(inApa("Baumwachstum und Klima in Bayern", `langid = {${langid}}`)).toContain("Klima in Bayern");
  });

  test.each(["english", "british", "en-GB", "american"])("lowers a title in %s", (langid) => {
    expect(inApa("Growth of Tall Trees", `langid = {${langid}}`)).toContain("Growth of tall trees");
  });

  test("keeps the words that the abstract has capitalized in the middle of a sentence", () => {
    const title = "Tall Pines of the Black Forest under Bayesian Models";
    const abstract = "Pines grow. Models of trees in the Black Forest, the Bayesian ones: Tall trees.";
    expect(inApa(title, `abstract = {${abstract}}`)).toContain("Tall pines of the Black Forest under Bayesian models");
    expect(inApa(title, "abstract = {Black Forest. Bayesian Models Help}")).toContain("Tall pines of the black forest");
  });

  test("lowers a subtitle of its own, but for its first word", () => {
    expect(inApa("Growth of Tall Trees", "subtitle = {New Results}")).toContain("Growth of tall trees: New results");
  });
});

describe("sentence case", () => {
  test("in Vancouver goes on behind a colon", () => {
    // Citing Medicine, 2nd edition, chapter 1: "Capitalize only the first word of a title, proper nouns …".
    expect(inVancouver("Growth of Tall Trees: A New Model")).toContain("Growth of tall trees: a new model.");
  });

  test("is not for styles that do not ask for it", () => {
    expect(harvard.format(read("Growth of Tall Trees")).text).toContain("“Growth of Tall Trees,”");
  });

  test("is in the reference alone", () => {
    const publication = read("Growth of Tall Trees");
    expect(publicationToCsl(publication).title).toBe("Growth of Tall Trees");
    expect(publicationToBibtex(publication)).toContain("Growth of Tall Trees");
    expect(publication.title).toEqual([{ kind: "text", value: "Growth of Tall Trees" }]);
  });

  test("is not for titles of Markdown, in an entry's place neither", () => {
    const markdown = sourceFile("tall.md", "---\ntitle: Growth of Tall Trees\nauthors: Ada Kern\ndate: 2021\n---\n");
    const both = readPublications([sourceFile("a.bib", entry("Growth Of Tall Trees")), markdown]);
    for (const { value } of [readPublications([markdown]), both])
      expect(apa.format(value[0]!.publication).text).toContain("(2021). Growth of Tall Trees.");
    const links = sourceFile("tall.md", "---\ncode: https://example.org/code\n---\n");
    const [linked] = readPublications([sourceFile("a.bib", entry("Growth of Tall Trees")), links]).value;
    expect(apa.format(linked!.publication).text).toContain("Growth of tall trees");
  });

  const style = (title: string) => `<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>Bark</title>
<id>http://www.zotero.org/styles/bark</id><updated>2020-01-01T00:00:00+00:00</updated></info>
<macro name="title"><text variable="title"/></macro>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><layout>${title}</layout></bibliography></style>`;
  const inStyle = (title: string, publication = read("Growth of Tall Trees in {Bavaria}: A Model")) =>
    createCitationFormatter({ style: { name: "bark", xml: style(title) }, locale: "en-US" })!.format(publication).text;

  test.each(['<text variable="title" text-case="sentence"/>', '<text macro="title" text-case="sentence"/>'])(
    "is made where a style says %s",
    (title) => {
      expect(inStyle(title)).toBe("Growth of tall trees in Bavaria: a model");
      expect(inStyle(title, read("Wachstum hoher Bäume in Bayern", "langid = {german}"))).toBe(
        "Wachstum hoher Bäume in Bayern",
      );
    },
  );

  test("still begins with a capital", () => {
    // CSL 1.0.2, "Sentence Case Conversion".
    expect(inStyle('<text variable="title" text-case="sentence"/>', read("growth of trees"))).toBe("Growth of trees");
  });

  // APA 7, 10.3, example 38.
  test("is made of the title of a book, whose braces protect names, and not of the name of a conference", () => {
    const cite = (type: string) => {
      const text = `@${type}{a, author = {Kern, Ada}, title = {Growth}, booktitle = {Growth of Trees in {Rosenheim}: A Guide}, year = 2020}`;
      const { publication } = readPublications([sourceFile("refs.bib", text)]).value[0]!;
      return createCitationFormatter({ style: { name: "apa" }, locale: "en-US" })!.format(publication).text;
    };
    expect(cite("incollection")).toContain("In Growth of trees in Rosenheim: A guide.");
    expect(cite("inproceedings")).toContain("Growth of Trees in Rosenheim: A Guide.");
  });

  test("is not made where a style says nothing of it", () => {
    expect(inStyle('<text variable="title"/>')).toBe("Growth of Tall Trees in Bavaria: A Model");
  });

  const siteWith = (yaml: string, bib = entry("Growth of Tall Trees")) => {
    const { value, diagnostics: all } = loadSite(siteIn({ "content/site.yaml": `title: T\n${yaml}`, "a.bib": bib }));
    const diagnostics = about(all, codes);
    const request = serializationRequester(value.catalogue.site, "en")(value.catalogue.publications[0]!);
    const [first] = request.styles;
    const text = createCitationFormatter({ ...request, style: first! })!.format(request.publication).text;
    return { digest: request.digest, text, diagnostics };
  };

  test("is never made where the site says so, and what is kept between builds is not taken for it", () => {
    const lowered = siteWith("");
    expect(lowered.text).toContain("Growth of tall trees");
    expect(siteWith("references: {sentenceCase: bibtex}\n").digest).toBe(lowered.digest);
    const never = siteWith("references: {sentenceCase: never}\n");
    expect(never.text).toContain("Growth of Tall Trees");
    expect(never.digest).not.toBe(lowered.digest);
    const named = siteWith("", entry("Growth of Tall Trees", "abstract = {we grow Tall ones}"));
    expect(named.text).toContain("Growth of Tall trees");
    expect(named.digest).not.toBe(lowered.digest);
  });

  test("of a work without a language is made on a site in another language only where its words are English", () => {
    expect(siteWith("language: de\n").text).toContain("Growth of tall trees");
    expect(siteWith("language: de\n", entry("Baumwachstum in Bayern")).text).toContain("Baumwachstum in Bayern");
  });

  test.each([
    ["references: {sentencecase: never}\n", "sentenceCase"],
    ["references: {sentenceCase: nevr}\n", "never"],
    ["reference: {sentenceCase: never}\n", "references"],
  ])("is set in words that are checked: %s", (yaml, hint) => {
    expect(siteWith(yaml).diagnostics).toMatchObject([{ line: 2, hint: expect.stringContaining(hint) }]);
  });
});
