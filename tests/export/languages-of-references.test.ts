import { describe, expect, test } from "vitest";
import { createCitationFormatter } from "../../src/export/citation.ts";
import { citationLocale } from "../../src/export/citation-locales.ts";
import { sourceFile } from "../../src/input/files/source-file.ts";
import { readStyles } from "../../src/input/site/read-styles.ts";
import { loadSite } from "../../src/pipeline.ts";
import { siteIn } from "../site-in.ts";
import { sampleName, samplePublication, sampleWork } from "./sample-publication.ts";

const format = (style: string, locale: string, ...[changes]: Parameters<typeof samplePublication>) =>
  createCitationFormatter({ style: { name: style }, locale })!.format(samplePublication(changes)).text;
const thesis = sampleWork({ type: "thesis", genre: "PhD thesis", publisher: "U" });
const apa = (locale: string) => createCitationFormatter({ style: { name: "apa" }, locale })!;

describe("the language of references", () => {
  test.each([
    ["en-GB", "en-GB"],
    ["en-AU", "en-GB"],
    ["en-CA", "en-US"],
    ["de-AT", "de-AT"],
    ["de-CH", "de-DE"],
    ["pt", "pt-BR"],
    ["pt-PT", "pt-PT"],
    ["pt-AO", "pt-BR"],
    ["zh-Hans-CN", "zh-CN"],
    ["ja", "ja-JP"],
    ["ar-EG", "ar"],
  ])("of a site in %s is %s", (language, locale) => {
    expect(citationLocale(language)).toBe(locale);
  });

  // "Cite Them Right" and Hart's Rules: single quotation marks, punctuation outside, the day before the month.
  test("is British where the site is", () => {
    expect(format("harvard1", "en-GB")).toContain("‘A title’, Journal");
    const accessed = { start: [2020, 5, 1] as const, circa: false, uncertain: false };
    expect(format("harvard1", "en-GB", { type: "webpage", url: "https://example.org/", accessed })).toContain(
      "(Accessed: 1 May 2020)",
    );
  });

  test("says January as Austrians do", () => {
    const accessed = { start: [2020, 1, 2] as const, circa: false, uncertain: false };
    expect(format("harvard1", "de-AT", { type: "webpage", url: "https://example.org/", accessed })).toContain(
      "2. Jänner 2020",
    );
  });

  test.each([
    ["de-DE", "[Dissertation]", "im druck"],
    ["fr-FR", "[Thèse de doctorat]", "sous presse"],
    ["es-ES", "[Tesis doctoral]", "en prensa"],
    ["pt-BR", "[Tese de doutorado]", "no prelo"],
    ["ja-JP", "[博士論文]", "印刷中"],
    ["zh-CN", "[博士学位论文]", "印刷中"],
    ["ar", "[أطروحة دكتوراه]", "قيد الطبع"],
  ])("is that of its genre and status too: %s", (locale, genre, status) => {
    expect(apa(locale).format(thesis).text).toContain(genre);
    const { issued: _, ...inPress } = samplePublication({ status: "in press" });
    expect(apa(locale).format(inPress).text.toLowerCase()).toContain(status);
  });

  test("leaves an author's own words for a genre alone", () => {
    expect(apa("en-US").format({ ...thesis, genre: "Ph.D. Thesis" }).text).toContain("Ph.D. Thesis");
    expect(apa("de-DE").format({ ...thesis, genre: "Habilitationsvortrag" }).text).toContain("Habilitationsvortrag");
  });

  test.each(["en-GB", "de-AT", "pt-BR", "pt-PT", "ja-JP", "zh-CN", "ar"])("has all a chapter needs: %s", (locale) => {
    const editor = [sampleName({ family: "Orr", given: "Ben" })];
    const chapter = { type: "chapter", editor, publisher: "P", page: "3–9", edition: "2" } as const;
    for (const style of ["apa", "vancouver", "harvard1"])
      expect(format(style, locale, chapter)).toMatch(/Orr.*3–9|3–9.*Orr/);
  });
});

const dependent = (parent: string, locale = "") => `<?xml version="1.0"?>
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"${locale && ` default-locale="${locale}"`}><info>
<title>Journal of Bark</title><id>http://www.zotero.org/styles/bark</id>
<link href="http://www.zotero.org/styles/${parent}" rel="independent-parent"/></info></style>`;
const stylesOf = (files: Record<string, string>) =>
  readStyles(Object.entries(files).map(([name, text]) => sourceFile(`content/styles/${name}.csl`, text)));

describe("dependent styles", () => {
  // CSL 1.0.2, "Dependent Styles": the metadata are their own, all else is the parent's.
  test.each(["apa", "nlm-citation-sequence", "harvard-cite-them-right"])("lead to %s, which is built in", (parent) => {
    const [style] = stylesOf({ bark: dependent(parent) });
    expect(style).toMatchObject({ name: "bark", title: "Journal of Bark" });
    expect(createCitationFormatter({ style: style!, locale: "en-US" })?.format(samplePublication()).text).toMatch(
      /^Author,? A/,
    );
  });

  test("lead to a style of the site, and may ask for a language of their own", () => {
    const own = `<style default-locale="en-US"><info><id>http://www.zotero.org/styles/oak</id></info><bibliography></bibliography></style>`;
    const [bark] = stylesOf({ bark: dependent("oak", "en-GB"), parent: own });
    expect(bark).toEqual({ name: "bark", title: "Journal of Bark", language: "en-GB", xml: own });
    expect(stylesOf({ bark: dependent("oak"), parent: own })[0]?.language).toBe("en-US");
  });

  test("whose parent is not there name it", () => {
    const site = siteIn({
      "content/site.yaml": "title: T\ncitationStyles: [bark]\n",
      "content/styles/bark.csl": dependent("oak"),
    });
    expect(loadSite(site).diagnostics).toMatchObject([
      { code: "input/unknown-style", file: "content/site.yaml", line: 2, hint: expect.stringContaining("oak.csl") },
    ]);
  });

  test("speak the language they ask for", () => {
    const [style] = stylesOf({ bark: dependent("harvard-cite-them-right", "en-GB") });
    expect(createCitationFormatter({ style: style!, locale: "de-DE" })!.format(samplePublication()).text).toContain(
      "‘A title’,",
    );
  });
});
