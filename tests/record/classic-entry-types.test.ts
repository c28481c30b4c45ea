import { describe, expect, test } from "vitest";
import { type ClassifiedWork, classicTypeOf, findEntryType } from "../../src/record/entry-types.ts";
import { publicationTypes } from "../../src/record/types.ts";

const typeOf = (work: Partial<ClassifiedWork>) => classicTypeOf({ type: "document", containerAuthor: [], ...work });

describe("classicTypeOf", () => {
  test.each(publicationTypes)("finds an entry type of BibTeX's for %s, which is known on the way in", (type) => {
    expect(findEntryType(typeOf({ type })).known).toBe(true);
  });

  // btxdoc 3.1; biblatex manual 2.1.1, 2.1.2
  test.each([
    ["article-journal", {}, "article"],
    ["article-newspaper", { entryType: "newspaper" }, "article"],
    ["article-newspaper", { entryType: "misc", containerTitle: "The Daily" }, "article"],
    ["article", { entryType: "article" }, "misc"],
    ["article", { entryType: "article", containerTitle: "arXiv preprint arXiv:2101.00001" }, "article"],
    ["article", { entryType: "unpublished" }, "unpublished"],
    ["book", {}, "book"],
    ["book", { entryType: "mvbook" }, "book"],
    ["book", { entryType: "collection" }, "book"],
    ["book", { entryType: "mvreference" }, "book"],
    ["book", { entryType: "manual" }, "manual"],
    ["book", { entryType: "proceedings" }, "proceedings"],
    ["chapter", { containerTitle: "Lakes" }, "incollection"],
    ["chapter", { containerTitle: "Lakes", entryType: "suppcollection" }, "incollection"],
    ["chapter", { containerTitle: "Lakes", entryType: "inbook" }, "inbook"],
    ["chapter", { containerTitle: "Lakes", containerAuthor: [{ family: "Kern" }] as never }, "inbook"],
    ["chapter", {}, "inbook"],
    ["entry-encyclopedia", { containerTitle: "Words", entryType: "inreference" }, "incollection"],
    ["paper-conference", { entryType: "conference" }, "inproceedings"],
    ["speech", { entryType: "inproceedings", containerTitle: "Meeting" }, "inproceedings"],
    ["speech", { entryType: "talk" }, "unpublished"],
    ["speech", { entryType: "audio", publisher: "American Rhetoric" }, "misc"],
    ["report", { entryType: "report" }, "techreport"],
    ["report", {}, "techreport"],
    ["pamphlet", {}, "booklet"],
    ["software", { entryType: "software" }, "misc"],
    ["document", { entryType: "manual" }, "manual"],
  ] as const)("calls %s with %j @%s", (type, work, expected) => {
    expect(typeOf({ type, ...work })).toBe(expected);
  });

  test.each([
    [{}, "phdthesis"],
    [{ genre: "Master’s Thesis" }, "mastersthesis"],
    [{ genre: "Bachelor's thesis", entryType: "bachelorsthesis" }, "mastersthesis"],
    [{ genre: "Diplomarbeit", entryType: "thesis" }, "mastersthesis"],
    [{ genre: "Tesis de Máster", entryType: "thesis" }, "mastersthesis"],
    [{ genre: "Mémoire de maîtrise", entryType: "thesis" }, "mastersthesis"],
    [{ genre: "Mestrado em Limnologia", entryType: "mastersthesis" }, "mastersthesis"],
    [{ genre: "Trabalho de conclusão", entryType: "mastersthesis" }, "mastersthesis"],
    [{ genre: "Doctoral dissertation", entryType: "thesis" }, "phdthesis"],
    [{ genre: "Tese de doutorado", entryType: "phdthesis" }, "phdthesis"],
    [{ genre: "Habilitation thesis", entryType: "habilthesis" }, "phdthesis"],
  ] as const)("calls a thesis with %j @%s", (work, expected) => {
    expect(typeOf({ type: "thesis", ...work })).toBe(expected);
  });
});
