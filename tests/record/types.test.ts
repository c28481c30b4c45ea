import { describe, expect, test } from "vitest";
import { formats } from "../../src/record/content-files.ts";
import { publicationTypes, types } from "../../src/record/types.ts";

// CSL 1.0.2, appendix III ("Types").
const cslTypes =
  `article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset
  document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation manuscript map
  motion_picture musical_score pamphlet paper-conference patent performance periodical personal_communication post post-weblog
  regulation report review review-book software song speech standard thesis treaty webpage`.split(/\s+/);

// Zotero's schema, `csl.types`: what each type of CSL may be in Zotero. It says nothing of the others.
const zoteroTypes: Readonly<Record<string, string>> = {
  article: "preprint",
  "article-journal": "journalArticle",
  "article-magazine": "magazineArticle",
  "article-newspaper": "newspaperArticle",
  bill: "bill",
  book: "book",
  broadcast: "podcast tvBroadcast radioBroadcast",
  chapter: "bookSection",
  dataset: "dataset",
  document: "document attachment note",
  "entry-dictionary": "dictionaryEntry",
  "entry-encyclopedia": "encyclopediaArticle",
  graphic: "artwork",
  hearing: "hearing",
  interview: "interview",
  legal_case: "case",
  legislation: "statute",
  manuscript: "manuscript",
  map: "map",
  motion_picture: "film videoRecording",
  "paper-conference": "conferencePaper",
  patent: "patent",
  personal_communication: "letter email instantMessage",
  post: "forumPost",
  "post-weblog": "blogPost",
  report: "report",
  software: "computerProgram",
  song: "audioRecording",
  speech: "presentation",
  standard: "standard",
  thesis: "thesis",
  webpage: "webpage",
};

// "RIS Format Specifications" (2011), "Reference types".
const risTypes =
  `ABST ADVS AGGR ANCIENT ART BILL BLOG BOOK CASE CHAP CHART CLSWK COMP CONF CPAPER CTLG DATA DBASE DICT EBOOK ECHAP
  EDBOOK EJOUR ELEC ENCYC EQUA FIGURE GEN GOVDOC GRANT HEAR ICOMM INPR JFULL JOUR LEGAL MANSCPT MAP MGZN MPCT MULTI MUSIC NEWS
  PAMP PAT PCOMM RPRT SER SLIDE SOUND STAND STAT THES UNBILL UNPB VIDEO`.split(/\s+/);

describe("the table of types", () => {
  test("has the types of CSL and no others", () => {
    expect([...publicationTypes].sort()).toEqual([...cslTypes].sort());
  });

  test.each(Object.entries(zoteroTypes))("calls %s in Zotero one of: %s", (type, allowed) => {
    expect(allowed.split(" ")).toContain(types[type as keyof typeof types].zotero);
  });

  test("names types of RIS only, and of Zotero those that it has", () => {
    const inZotero = Object.values(zoteroTypes).flatMap((names) => names.split(" "));
    for (const type of publicationTypes) {
      expect(risTypes).toContain(types[type].ris);
      expect(inZotero).toContain(types[type].zotero);
    }
  });
});

test("no two formats have files of one ending, which would be one file", () => {
  const endings = Object.values(formats).map(({ ending }) => ending);
  expect(new Set(endings).size).toBe(endings.length);
});
