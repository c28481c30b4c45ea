import { describe, expect, test } from "vitest";
import {
  doiHref,
  parseAcl,
  parseArxiv,
  parseDoi,
  parseHal,
  parseHandle,
  parseIsbn,
  parseIssn,
  parseOpenreview,
  parseOrcid,
  parsePmcid,
  parsePmid,
  parseSsrn,
  parseUrn,
  parseZenodo,
} from "../../src/record/identifiers/identifier-syntax.ts";
import {
  findIdentifiers,
  type IdentifierFields,
  identifierLinks,
  sameTarget,
} from "../../src/record/identifiers/identifiers.ts";
import { extractAddresses } from "../../src/record/identifiers/web-addresses.ts";

describe("parseDoi", () => {
  test.each([
    ["10.1000/182", "10.1000/182"],
    ["doi:10.1000/182", "10.1000/182"],
    ["DOI 10.1000/182.", "10.1000/182"],
    ["http://dx.doi.org/10.5555/ABC.123", "10.5555/ABC.123"],
    ["https://doi.org/10.1007/978-3-032-00942-5\\_12", "10.1007/978-3-032-00942-5_12"],
    ["{10.5555/br{\\_}ace}", "10.5555/br_ace"],
    ["https://doi.org/10.5555%2Fxyz-9", "10.5555/xyz-9"],
    ["\\url{https://doi.org/10.1000/a_b}", "10.1000/a_b"],
    ["10.1002/x{$<$}1::AID{$>$}y", "10.1002/x<1::AID>y"],
    ["10.1002/a&lt;b&gt;c", "10.1002/a<b>c"],
    ["10.1016/0550-3213(92)90466-O", "10.1016/0550-3213(92)90466-O"],
    ["(10.1000/182)", undefined],
    ["10.1/short", undefined],
    ["see publisher", undefined],
  ])("reads %s", (text, doi) => {
    const { value, problems } = parseDoi(text);
    expect(value).toBe(doi);
    expect(problems.map(({ code }) => code)).toEqual(doi ? [] : ["record/doi"]);
  });

  test("uses the first of two and says so", () => {
    expect(parseDoi("10.1000/a, 10.1000/b")).toMatchObject({
      value: "10.1000/a",
      problems: [{ code: "record/several-addresses" }],
    });
  });

  test("is silent about an empty field", () => {
    expect(parseDoi(" ")).toEqual({ value: undefined, problems: [] });
  });
});

describe("doiHref", () => {
  // RFC 3986, 2.1 and 3.3.
  test.each([
    [
      "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O",
      "https://doi.org/10.1002/(SICI)1097-4571(199806)49:8%3C693::AID-ASI4%3E3.0.CO;2-O",
    ],
    ['10.1000/a#b?c%d"e', "https://doi.org/10.1000/a%23b%3Fc%25d%22e"],
    ["10.1000/é[x]", "https://doi.org/10.1000/%C3%A9%5Bx%5D"],
    ["10.1000/\ud800", "https://doi.org/10.1000/%EF%BF%BD"],
  ])("encodes %s", (doi, href) => {
    expect(doiHref(doi)).toBe(href);
  });
});

describe("parseArxiv", () => {
  test.each([
    ["2001.01234v2", { id: "2001.01234v2" }],
    ["0704.0001", { id: "0704.0001" }],
    ["hep-th/9901001", { id: "hep-th/9901001" }],
    ["math.GT/0309136", { id: "math.GT/0309136" }],
    ["arXiv:1803.11173", { id: "1803.11173" }],
    ["arXiv preprint arXiv:1902.07651", { id: "1902.07651" }],
    ["1902.07651 [cs.CV]", { id: "1902.07651", class: "cs.CV" }],
    ["https://arxiv.org/abs/1902.07652v1", { id: "1902.07652v1" }],
    ["http://arxiv.org/pdf/1902.07652v1.pdf", { id: "1902.07652v1" }],
    ["10.48550/arXiv.2201.00001", { id: "2201.00001" }],
    ["1234/5678", undefined],
    ["2013.12345", undefined],
    ["soon", undefined],
  ])("reads %s", (text, id) => {
    const { value, problems } = parseArxiv(text);
    expect(value).toEqual(id);
    expect(problems.map(({ code }) => code)).toEqual(id ? [] : ["record/arxiv"]);
  });
});

describe("the parsers of other identifiers", () => {
  test.each([
    [parsePmid, "PMID: 12345678", "12345678"],
    [parsePmid, "https://pubmed.ncbi.nlm.nih.gov/123/", "123"],
    [parsePmcid, "1234567", "PMC1234567"],
    [parsePmcid, "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC123/", "PMC123"],
    [parseHal, "https://inria.hal.science/hal-01234567v2/document", "hal-01234567v2"],
    [parseHal, "tel-00123456", "tel-00123456"],
    [parseOpenreview, "https://openreview.net/pdf?id=YicbFdNTTy", "YicbFdNTTy"],
    [parseAcl, "https://www.aclweb.org/anthology/P18-1001", "P18-1001"],
    [parseAcl, "https://aclanthology.org/2020.acl-main.1.pdf", "2020.acl-main.1"],
    [parseZenodo, "https://zenodo.org/records/123", "123"],
    [parseZenodo, "10.5281/zenodo.123", "123"],
    [parseSsrn, "https://papers.ssrn.com/sol3/papers.cfm?abstract_id=123456", "123456"],
    [parseHandle, "https://hdl.handle.net/2027/miun.abc", "2027/miun.abc"],
    [parseUrn, "urn:nbn:de:101:1-2021", "urn:nbn:de:101:1-2021"],
    [parsePmid, "none", undefined],
    [parseHal, "https://example.org/hal-01234567", undefined],
    [parseAcl, "P18", undefined],
    [parseUrn, "nbn:de", undefined],
  ])("%o reads %s", (parse, text, value) => {
    expect(parse(text).value).toBe(value);
    expect(parse(text).problems.map(({ code }) => code)).toEqual(value ? [] : ["record/identifier"]);
  });

  // The examples of the ISBN and ISSN manuals.
  test.each([
    ["978-3-16-148410-0", "978-3-16-148410-0", []],
    ["0-306-40615-2", "0-306-40615-2", []],
    ["080442957x", "080442957X", []],
    ["ISBN-13: 978 3 16 148410 0", "978 3 16 148410 0", []],
    ["978-3-16-148410-0 (print), 0306406152", "978-3-16-148410-0", ["0306406152"]],
  ])("parseIsbn reads %s", (text, value, others) => {
    expect(parseIsbn(text)).toEqual({ value, others, problems: [] });
  });

  test("parseIsbn keeps a number with a wrong check digit and says so", () => {
    expect(parseIsbn("9783161484101")).toMatchObject({
      value: "9783161484101",
      problems: [{ code: "record/isbn" }],
    });
    expect(parseIsbn("none")).toMatchObject({ value: undefined, problems: [{ code: "record/isbn" }] });
  });

  test("parseIssn puts the hyphen in and checks the digit", () => {
    expect(parseIssn("03785955")).toEqual({ value: "0378-5955", others: [], problems: [] });
    expect(parseIssn("0378-5956").problems).toMatchObject([{ code: "record/identifier" }]);
  });

  // The examples of ORCID's "Structure of the ORCID Identifier".
  test.each([
    ["0000-0002-1825-0097", "0000-0002-1825-0097"],
    ["https://orcid.org/0000-0002-1694-233X", "0000-0002-1694-233X"],
    ["0000000218250097", "0000-0002-1825-0097"],
    ["0000-0002-1825-0098", undefined],
    ["someone", undefined],
  ])("parseOrcid reads %s", (text, value) => {
    expect(parseOrcid(text).value).toBe(value);
    expect(parseOrcid(text).problems.map(({ code }) => code)).toEqual(value ? [] : ["record/orcid"]);
  });
});

describe("extractAddresses", () => {
  test("gives no address that names a user, and does not repeat the password", () => {
    const { value, problems } = extractAddresses("https://ada:secret@example.org/a.pdf", { whole: true });
    expect(value).toEqual([]);
    expect(problems).toMatchObject([{ code: "text/address-scheme" }]);
    expect(problems[0]!.message).toContain("example.org");
    expect(problems[0]!.message).not.toContain("secret");
  });

  test.each([
    [
      "http://example.org/10.1023/A%3A10?x=1&y=2#frag_ment~me",
      "http://example.org/10.1023/A%3A10?x=1&y=2#frag_ment~me",
    ],
    ["http://example.org/a\\_b\\%20c\\#d\\~{}e\\&f", "http://example.org/a_b%20c#d~e&f"],
    ["\\url{http://example.org/{\\~{}}fay/x_y}", "http://example.org/~fay/x_y"],
    ["http://example.org/{\\textasciitilde}u", "http://example.org/~u"],
    ["http://example.org/$\\sim$u", "http://example.org/~u"],
    ["See \\href{https://example.org/p?x=1&y=2#top}{the \\emph{full} list}", "https://example.org/p?x=1&y=2#top"],
    ["<https://example.org/>", "https://example.org/"],
    ["Accessed: http://example.org/a_(b).", "http://example.org/a_(b)"],
    ["(http://example.org/a)", "http://example.org/a"],
    ["www.example.org/x", "https://www.example.org/x"],
    ["doi:10.1000/182", "https://doi.org/10.1000/182"],
    ["mailto:a@example.org", "mailto:a@example.org"],
    ["http://example.org/a&amp;b", "http://example.org/a&b"],
    ["http://web.archive.org/web/2020/http://example.org/", "http://web.archive.org/web/2020/http://example.org/"],
  ])("finds the address in %s", (text, address) => {
    expect(extractAddresses(text)).toEqual({ value: [address], problems: [] });
  });

  test.each([
    "https://example.org/a, https://example.org/b?x=1#h",
    "https://example.org/a https://example.org/b?x=1#h",
    "https://example.org/a,https://example.org/b?x=1#h",
    "\\url{https://example.org/a} and \\url{https://example.org/b?x=1#h}",
  ])("tells of the two addresses in %s", (text) => {
    expect(extractAddresses(text)).toMatchObject({
      value: ["https://example.org/a", "https://example.org/b?x=1#h"],
      problems: [{ code: "record/several-addresses" }],
    });
  });

  test.each([
    "javascript:alert(1)",
    " JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "\\url{javascript:alert(1)}",
    "data:text/html;base64,PHNjcmlwdD4=",
    "ftp://example.org/a",
    "file:///etc/passwd",
  ])("gives nothing for %s", (text) => {
    expect(extractAddresses(text)).toMatchObject({ value: [], problems: [{ code: "text/address-scheme" }] });
  });

  test("expects an address only where nothing else belongs", () => {
    expect(extractAddresses("US Patent 1")).toEqual({ value: [], problems: [] });
    expect(extractAddresses("example.org/x", { whole: true }).problems).toMatchObject([
      { code: "text/address-scheme" },
    ]);
    expect(extractAddresses("https://example.org/My Paper.pdf", { whole: true }).value).toEqual([
      "https://example.org/My%20Paper.pdf",
    ]);
  });

  test.each([`http://x.org/${")".repeat(3e5)}`, "\\url{".repeat(5e4), "www.".repeat(1e5), " ".repeat(3e5)])(
    "survives a huge field %#",
    (text) => {
      const start = performance.now();
      extractAddresses(text, { whole: true });
      findIdentifiers({ doi: text, url: text, eprint: text, note: text, journal: text, isbn: text });
      expect(performance.now() - start).toBeLessThan(5000);
    },
  );
});

describe("findIdentifiers", () => {
  const cases: [IdentifierFields, object][] = [
    [{ eprint: "hep-th/9901001", archiveprefix: "arXiv" }, { eprint: { archive: "arXiv", id: "hep-th/9901001" } }],
    [
      { eprint: "2001.01234v2", eprinttype: "arxiv", eprintclass: "cs.CL" },
      { eprint: { archive: "arXiv", id: "2001.01234v2", class: "cs.CL" } },
    ],
    [
      { eprint: "9901001", archiveprefix: "arXiv", primaryclass: "hep-th" },
      { eprint: { archive: "arXiv", id: "hep-th/9901001", class: "hep-th" } },
    ],
    [{ journal: "arXiv preprint arXiv:1902.07651" }, { eprint: { archive: "arXiv", id: "1902.07651" } }],
    [{ journal: "CoRR", volume: "abs/1902.07651" }, { eprint: { archive: "arXiv", id: "1902.07651" } }],
    [{ url: "https://arxiv.org/abs/1902.07652v1" }, { eprint: { archive: "arXiv", id: "1902.07652v1" } }],
    [{ doi: "10.48550/arXiv.2201.00001" }, { eprint: { archive: "arXiv", id: "2201.00001" } }],
    [
      { eprint: "1234/5678", eprinttype: "hdl" },
      { eprint: { archive: "hdl", id: "1234/5678" }, handle: "1234/5678" },
    ],
    [{ eprint: "2307", eprinttype: "jstor" }, { eprint: { archive: "jstor", id: "2307" } }],
    [{ url: "https://doi.org/10.5555%2Fxyz-9" }, { doi: "10.5555/xyz-9" }],
    [{ note: "PMID: 123; doi: 10.1000/5." }, { doi: "10.1000/5", pmid: "123" }],
    [{ howpublished: "\\url{https://openreview.net/forum?id=YicbFdNTTy}" }, { openreview: "YicbFdNTTy" }],
    [{ doi: "10.1000/1", url: "https://doi.org/10.1000/2" }, { doi: "10.1000/1" }],
    [{ doi: "10.5281/zenodo.123" }, { zenodo: "123" }],
  ];
  test.each(cases)("finds in %j", (fields, identifiers) => {
    const { value, problems } = findIdentifiers(fields);
    expect(value).toMatchObject(identifiers);
    expect(problems).toEqual([]);
  });

  test("takes no identifier from a note about another work", () => {
    expect(findIdentifiers({ note: "Erratum: doi:10.1000/1" }).value).toEqual({});
  });

  test("says in which field a fault is", () => {
    expect(findIdentifiers({ doi: "soon", eprint: "bad", archiveprefix: "arXiv" }).problems).toMatchObject([
      { code: "record/doi", field: "doi" },
      { code: "record/arxiv", field: "eprint" },
    ]);
  });
});

describe("identifierLinks", () => {
  test("labels and encodes each, in a fixed order", () => {
    const links = identifierLinks({
      urn: "urn:nbn:de:101:1-2021",
      handle: "2027/a b",
      acl: "P18-1001",
      openreview: "YicbFdNTTy",
      hal: "hal-01234567",
      pmcid: "PMC12",
      pmid: "34",
      arxiv: { id: "hep-th/9901001" },
      doi: "10.1000/a<b",
    });
    expect(links.map(({ label, href }) => `${label} ${href}`)).toEqual([
      "DOI https://doi.org/10.1000/a%3Cb",
      "arXiv https://arxiv.org/abs/hep-th/9901001",
      "PubMed https://pubmed.ncbi.nlm.nih.gov/34/",
      "PMC https://pmc.ncbi.nlm.nih.gov/articles/PMC12/",
      "HAL https://hal.science/hal-01234567",
      "OpenReview https://openreview.net/forum?id=YicbFdNTTy",
      "ACL Anthology https://aclanthology.org/P18-1001/",
      "Handle https://hdl.handle.net/2027/a%20b",
      "URN https://nbn-resolving.org/urn:nbn:de:101:1-2021",
    ]);
  });

  test.each([
    [{ doi: "10.48550/arXiv.2201.00001" }, "arXiv https://arxiv.org/abs/2201.00001"],
    [{ doi: "10.5281/zenodo.123" }, "Zenodo https://doi.org/10.5281/zenodo.123"],
    [{ doi: "10.2139/ssrn.123456" }, "SSRN https://doi.org/10.2139/ssrn.123456"],
  ])("gives one link for %j", (fields, link) => {
    const links = identifierLinks(findIdentifiers(fields).value);
    expect(links.map(({ label, href }) => `${label} ${href}`)).toEqual([link]);
  });
});

describe("sameTarget", () => {
  test.each([
    ["https://doi.org/10.1000/A%3Cb", "http://dx.doi.org/10.1000/a<B", true],
    ["https://arxiv.org/abs/2001.00001", "http://arxiv.org/pdf/2001.00001v2.pdf", true],
    ["https://doi.org/10.48550/arXiv.2001.00001", "https://arxiv.org/abs/2001.00001", true],
    ["https://example.org/a/", "http://www.example.org/a", true],
    ["https://example.org/%7Ea", "https://example.org/~a", true],
    ["https://zenodo.org/record/5", "https://doi.org/10.5281/zenodo.5", true],
    ["https://example.org/a", "https://example.org/A", false],
    ["https://example.org/a?x=1", "https://example.org/a?x=2", false],
    ["https://doi.org/10.1000/1", "https://doi.org/10.1000/2", false],
  ])("compares %s and %s", (one, other, same) => {
    expect(sameTarget(one, other)).toBe(same);
    expect(sameTarget(other, one)).toBe(same);
  });
});
