import { describe, expect, test } from "vitest";
import { findEntryType, isContainerType, refineType } from "../../src/record/entry-types.ts";
import { findEntryField, isSiteOnlyField, linkFieldLabel } from "../../src/record/fields.ts";
import {
  babelNameOf,
  genreOfKey,
  keyOfGenre,
  keyOfStatus,
  languageTagOf,
  statusOfKey,
} from "../../src/text/localization-keys.ts";

describe("findEntryType", () => {
  // What each type is for: btxdoc 3.1, biblatex manual 2.1; the CSL types: CSL 1.0.2 appendix III.
  test.each([
    ["article", "article-journal"],
    ["book", "book"],
    ["inbook", "chapter"],
    ["incollection", "chapter"],
    ["inproceedings", "paper-conference"],
    ["conference", "paper-conference"],
    ["proceedings", "book"],
    ["booklet", "pamphlet"],
    ["misc", "document"],
    ["online", "webpage"],
    ["electronic", "webpage"],
    ["www", "webpage"],
    ["unpublished", "manuscript"],
    ["patent", "patent"],
    ["dataset", "dataset"],
    ["software", "software"],
    ["standard", "standard"],
    ["thesis", "thesis"],
    ["report", "report"],
    ["periodical", "periodical"],
    ["inreference", "entry-encyclopedia"],
    ["legislation", "legislation"],
    ["jurisdiction", "legal_case"],
    ["legal", "treaty"],
    ["letter", "personal_communication"],
    ["movie", "motion_picture"],
    ["video", "motion_picture"],
    ["music", "song"],
    ["performance", "performance"],
    ["artwork", "graphic"],
    ["review", "review"],
  ])("takes @%s for CSL's %s", (name, type) => {
    expect(findEntryType(name)).toMatchObject({ type, known: true });
  });

  test.each([
    ["phdthesis", "thesis", "PhD thesis"],
    ["mastersthesis", "thesis", "Master's thesis"],
    ["techreport", "report", "Technical report"],
  ])("knows what @%s implies", (name, type, genre) => {
    expect(findEntryType(name)).toEqual({ type, genre, known: true });
  });

  test("does not mind case", () => {
    expect(findEntryType("InProceedings").type).toBe("paper-conference");
  });

  test.each(["ballad", "", "constructor", "__proto__"])("takes the unknown type %j for a document", (name) => {
    expect(findEntryType(name)).toEqual({ type: "document", known: false });
  });
});

describe("isContainerType", () => {
  test("knows entries that stand for no work", () => {
    expect(["xdata", "SET", "article"].map(isContainerType)).toEqual([true, true, false]);
  });
});

describe("refineType", () => {
  test("takes what is in no journal but in a preprint archive for a preprint", () => {
    expect(refineType("document", { archive: "arXiv" })).toBe("article");
    expect(refineType("webpage", { archive: "arXiv" })).toBe("article");
    expect(refineType("article-journal", { archive: "bioRxiv" })).toBe("article");
    expect(refineType("article-journal", { containerTitle: "arXiv preprint arXiv:1902.07651" })).toBe("article");
    expect(refineType("article-journal", { containerTitle: "CoRR" })).toBe("article");
  });

  test("leaves a paper that is published where it is", () => {
    expect(refineType("article-journal", { archive: "arXiv", containerTitle: "Nature" })).toBe("article-journal");
    expect(refineType("paper-conference", { archive: "arXiv" })).toBe("paper-conference");
    expect(refineType("document", { archive: "jstor" })).toBe("document");
  });

  test("follows an entry subtype that names a kind of work, and no other", () => {
    expect(refineType("article-journal", { subtype: "newspaper", containerTitle: "The Sample" })).toBe(
      "article-newspaper",
    );
    expect(refineType("document", { subtype: "software" })).toBe("software");
    expect(refineType("graphic", { subtype: "lithograph" })).toBe("graphic");
  });

  // biblatex manual 2.1.1, @article and @misc
  test("takes what has journal, volume and pages for an article of the journal", () => {
    const printed = { archive: "arXiv", volume: "102", page: "076004" };
    expect(refineType("article-journal", printed)).toBe("article-journal");
    expect(refineType("article-journal", { ...printed, page: undefined })).toBe("article");
    expect(refineType("document", { ...printed, containerTitle: "Lakes", journal: "Lakes" })).toBe("article-journal");
    expect(refineType("document", { ...printed, containerTitle: "Lakes" })).toBe("document");
    expect(refineType("document", { containerTitle: "CoRR", journal: "CoRR", volume: "abs/1", page: "1" })).toBe(
      "article",
    );
  });

  test("takes an unpublished talk for a speech", () => {
    expect(refineType("manuscript", { eventTitle: "A conference" })).toBe("speech");
    expect(refineType("manuscript", {})).toBe("manuscript");
  });
});

describe("genreOfKey and keyOfGenre", () => {
  test("turn BibLaTeX's keys into words and back", () => {
    expect(genreOfKey("mathesis")).toBe("Master's thesis");
    expect(genreOfKey("Habilitation")).toBe("Habilitation");
    expect(keyOfGenre("Ph.D. thesis")).toBe("phdthesis");
    expect(keyOfGenre("Essay")).toBeUndefined();
  });
});

describe("findEntryField", () => {
  test.each([
    ["journal", "article-journal", "containerTitle"],
    ["Booktitle", "paper-conference", "containerTitle"],
    ["address", "book", "publisherPlace"],
    ["school", "thesis", "publisher"],
    ["institution", "report", "publisher"],
    ["number", "article-journal", "issue"],
    ["number", "report", "number"],
    ["number", "book", "number"],
    ["type", "thesis", "genre"],
    ["archiveprefix", "article", "eprint"],
    ["year", "book", "issued"],
    ["urldate", "webpage", "accessed"],
    ["addendum", "book", "note"],
  ] as const)("reads %s of a %s as %s", (name, type, field) => {
    expect(findEntryField(name, type)?.field).toBe(field);
  });

  test("knows fields that have no place in the record, and not those nobody knows", () => {
    expect(findEntryField("commentator", "chapter")).toMatchObject({ kind: "names" });
    expect(findEntryField("commentator", "chapter")?.field).toBeUndefined();
    expect(findEntryField("mycustom", "book")).toBeUndefined();
    expect(findEntryField("constructor", "book")).toBeUndefined();
  });
});

describe("isSiteOnlyField", () => {
  test("keeps from visitors what is no bibliography", () => {
    const names = [
      "file",
      "Owner",
      "timestamp",
      "date-added",
      "bdsk-url-1",
      "selected",
      "collections",
      "groups",
      "slides",
    ];
    expect(names.filter((name) => !isSiteOnlyField(name))).toEqual([]);
  });

  test("gives them all that is", () => {
    const names = ["abstract", "keywords", "url", "doi", "eprint", "note", "annote", "mycustom", "pubstate"];
    expect(names.filter(isSiteOnlyField)).toEqual([]);
  });
});

describe("linkFieldLabel", () => {
  test("names the links of one field each", () => {
    expect(linkFieldLabel("PDF")).toEqual({ label: "PDF", kind: "pdf" });
    expect(linkFieldLabel("url_code")).toEqual({ label: "code", kind: "code" });
    expect(linkFieldLabel("url_talk_notes")).toEqual({ label: "talk notes", kind: "other" });
  });

  test.each(["url", "doi", "links", "url_", "title", "constructor"])("takes %s for no link field", (name) => {
    expect(linkFieldLabel(name)).toBeUndefined();
  });
});

describe("statusOfKey and keyOfStatus", () => {
  test("turn BibLaTeX's keys into words and back", () => {
    expect(statusOfKey("inpress")).toBe("in press");
    expect(statusOfKey("under review")).toBe("under review");
    expect(keyOfStatus("In press")).toBe("inpress");
    expect(keyOfStatus("under review")).toBeUndefined();
  });
});

describe("languageTagOf and babelNameOf", () => {
  test("turn babel's names into BCP 47 and back", () => {
    expect(["ngerman", "langfrench", "brazilian", "elvish"].map(languageTagOf)).toEqual([
      "de",
      "fr",
      "pt-BR",
      undefined,
    ]);
    expect(["de", "en-GB", "en-IE", "tlh"].map(babelNameOf)).toEqual(["german", "british", "english", undefined]);
  });
});
