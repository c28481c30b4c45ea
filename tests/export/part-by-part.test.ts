import { describe, expect, test } from "vitest";
import { publicationToBibtex } from "../../src/export/bibtex.ts";
import { cslToPublicationFields, publicationToCsl } from "../../src/export/csl-json.ts";
import { publicationToRis } from "../../src/export/ris.ts";
import { sourceFile } from "../../src/input/files/source-file.ts";
import { readPublications } from "../../src/pipeline.ts";
import type { Publication } from "../../src/record/publication.ts";
import type { TextPart } from "../../src/record/publication-fields.ts";
import { plain, sampleName, sampleWork } from "./sample-publication.ts";

/**
 * A part of the record with a value, and what becomes of it. A part without a row does not compile, but for a new text: that
 * is looked for with all others in every-part.test.ts.
 */
interface Part<Value> {
  readonly value: NonNullable<Value>;
  /** What else a work with it has. */
  readonly beside?: Partial<Publication>;
  /** A line of RIS that holds it; the reason where RIS has no tag for it. */
  readonly ris: string | { readonly none: string };
  /** Why the normalized BibTeX does not hold it. */
  readonly noBibtex?: string;
  /** Why CSL-JSON does not hold it. */
  readonly noCsl?: string;
}

const kern = [sampleName({ family: "Kern", given: "Ada" })];
const day = { start: [2019, 7, 3] as const, circa: false, uncertain: false };
const ofTheSite = { noBibtex: "of the site", noCsl: "of the site", ris: { none: "of the site" } };
const none = (why: string) => ({ ris: { none: why } });

const parts: { readonly [Name in Exclude<keyof Publication, TextPart>]-?: Part<Publication[Name]> } & {
  readonly [Name in TextPart]?: Part<Publication[Name]>;
} = {
  key: { value: "kern2019", ris: "ID  - kern2019" },
  aliases: { value: ["old2019"], ...none("one identifier") },
  type: { value: "patent", ris: "TY  - PAT" },
  entryType: { value: "manual", beside: { type: "book" }, ...none("types of its own"), noCsl: "CSL's own types" },
  genre: { value: "Essay", ris: "M3  - Essay" },
  title: { value: plain("Lakes"), ris: "TI  - Lakes" },
  titleAddon: { value: plain("Revised"), ris: "TI  - A title. Revised" },
  titleShort: { value: "Lk.", ...none("no tag that Zotero reads") },
  author: { value: kern, ris: "AU  - Kern, Ada" },
  authorsTruncated: { value: true, ...none("no et al.") },
  collaboration: { value: "ALPIN", ris: "AU  - ALPIN Collaboration" },
  editor: { value: kern, ris: "ED  - Kern, Ada" },
  editorsTruncated: { value: true, beside: { editor: kern }, ...none("no et al.") },
  translator: { value: kern, ris: "A4  - Kern, Ada" },
  translatorsTruncated: { value: true, beside: { translator: kern }, ...none("no et al.") },
  containerAuthor: { value: kern, beside: { type: "chapter", containerTitle: "B" }, ...none("no tag") },
  containerAuthorsTruncated: {
    value: true,
    beside: { type: "chapter", containerTitle: "B", containerAuthor: kern },
    ...none("no et al."),
  },
  holder: { value: kern, beside: { type: "patent" }, ris: "PB  - Ada Kern" },
  holdersTruncated: { value: true, beside: { type: "patent", holder: kern }, ...none("no et al.") },
  issued: { value: day, ris: "DA  - 2019/07/03/" },
  accessed: { value: day, ris: "Y2  - 2019/07/03/" },
  eventDate: { value: day, ...none("no tag") },
  originalDate: { value: day, ...none("no tag") },
  status: { value: "in press", ris: "N1  - in press" },
  containerTitle: { value: "J. Lakes", ris: "JO  - J. Lakes" },
  containerNames: { value: ["Rhine"], beside: { containerTitle: "On the Rhine" }, ...ofTheSite },
  containerTitleAddon: { value: "Part B", beside: { containerTitle: "J. Lakes" }, ris: "JO  - J. Lakes. Part B" },
  collectionTitle: { value: "Tests", beside: { type: "book" }, ris: "T3  - Tests" },
  eventTitle: { value: "Lakes 2019", beside: { type: "paper-conference" }, ris: "C3  - Lakes 2019" },
  eventPlace: { value: "Bern", beside: { type: "paper-conference" }, ris: "C1  - Bern" },
  publisher: { value: "Press", beside: { type: "book" }, ris: "PB  - Press" },
  publisherPlace: { value: "Bern", beside: { type: "book" }, ris: "CY  - Bern" },
  jurisdiction: { value: ["CH"], beside: { type: "patent" }, ris: "CY  - Switzerland" },
  volume: { value: "7", ris: "VL  - 7" },
  part: { value: "B", beside: { type: "book", volume: "7" }, ...none("no tag that Zotero reads") },
  issue: { value: "3", beside: { volume: "7" }, ris: "IS  - 3" },
  number: { value: "TR-7", beside: { type: "report", genre: "Report" }, ris: "SN  - TR-7" },
  articleNumber: { value: "e12", beside: { type: "paper-conference", containerTitle: "P" }, ris: "C7  - e12" },
  edition: { value: "2", beside: { type: "book" }, ris: "ET  - 2" },
  version: { value: "1.0", beside: { type: "software" }, ris: "ET  - 1.0" },
  chapter: { value: "4", beside: { type: "chapter", containerTitle: "B" }, ...none("no tag that Zotero reads") },
  page: { value: "1–5", ris: "EP  - 5" },
  numberOfPages: { value: "120", beside: { type: "book" }, ...none("SP, which says where it begins") },
  doi: { value: "10.5555/a", ris: "DO  - 10.5555/a" },
  eprint: { value: { archive: "arXiv", id: "2001.00001", class: "cs.CL" }, ris: "AN  - arXiv:2001.00001" },
  pmid: { value: "12345678", ris: "AN  - 12345678" },
  pmcid: { value: "PMC1234567", ...none("no tag") },
  isbn: { value: "978-3-16-148410-0", beside: { type: "book" }, ris: "SN  - 978-3-16-148410-0" },
  issn: { value: "0378-5955", ris: "SN  - 0378-5955" },
  url: { value: "https://example.org/a", ris: "UR  - https://example.org/a" },
  language: { value: "de", ris: "LA  - de" },
  note: { value: plain("Seen"), ris: "N1  - Seen" },
  abstract: { value: [{ kind: "paragraph", children: plain("On lakes.") }], ris: "AB  - On lakes." },
  keywords: { value: ["lakes", "rivers"], ris: "KW  - rivers" },
  collections: { value: ["trees"], ...ofTheSite },
  funding: { value: ["erc"], ...ofTheSite },
  projects: { value: ["forest"], ...ofTheSite },
  versions: { value: ["other2018"], noCsl: "of the site", ...none("of the site") },
  text: { value: [{ kind: "paragraph", children: plain("More of lakes.") }], ...ofTheSite },
  summary: { value: plain("Lakes grow"), ...ofTheSite },
  distinction: { value: "Best Paper", ...ofTheSite },
  distinctions: { value: [{ name: "Best Paper", text: plain("For lakes") }], ...ofTheSite },
  venueShort: { value: "CT", ...ofTheSite },
  publishOn: { value: day, ...ofTheSite },
  teaser: { value: "content/a.png", ...ofTheSite },
  teaserAlt: { value: "A lake", ...ofTheSite },
  teaserCaption: { value: plain("The lake"), ...ofTheSite },
  socialPicture: { value: true, ...ofTheSite },
  selected: { value: true, ...ofTheSite },
  visibility: { value: "hidden", ...ofTheSite },
  order: { value: 3, ...ofTheSite },
  added: { value: day, ...ofTheSite },
  modified: { value: day, ...ofTheSite },
  links: { value: [{ label: "Code", href: "https://example.org/c", kind: "code" }], ...ofTheSite },
  extra: { value: [{ name: "mrnumber", value: "12" }], ...none("no tag") },
  source: { value: { format: "markdown", file: "a.md", line: 1, column: 1 }, ...ofTheSite },
};

const names = Object.keys(parts) as readonly (keyof Publication)[];
const workWith = (name: keyof Publication) => {
  const { value, beside } = parts[name]!;
  const { type = beside?.type ?? "article-journal" } = name === "type" ? { type: value as Publication["type"] } : {};
  const container = type === "article-journal" ? { containerTitle: "Journal of Samples" } : {};
  return sampleWork({ type, ...container, ...beside, [name]: value });
};

describe("what becomes of a part of a publication", () => {
  test.each(names.filter((name) => !parts[name]!.noBibtex))("is written in BibTeX and read again: %s", (name) => {
    const work = workWith(name);
    const [read] = readPublications([sourceFile("a.bib", publicationToBibtex(work))]).value;
    expect(read?.publication[name]).toEqual(work[name]);
  });

  test.each(names.filter((name) => !parts[name]!.noCsl))("is written in CSL-JSON and read again: %s", (name) => {
    const work = workWith(name);
    expect(cslToPublicationFields(publicationToCsl(work))).toMatchObject({ [name]: work[name] });
  });

  test.each(names.filter((name) => typeof parts[name]!.ris === "string"))("is written in RIS: %s", (name) => {
    const lines = publicationToRis(workWith(name)).split("\r\n");
    expect(lines).toContain(parts[name]!.ris);
  });
});
