import { expect, test } from "vitest";
import { loadSite } from "../../src/pipeline.ts";
import { siteIn } from "../site-in.ts";

const load = (yaml: string) => {
  const { value, diagnostics } = loadSite(
    siteIn({ "content/site.yaml": yaml, "a.md": "---\ntitle: A\nauthors: [Ada Kern]\ndate: 2020\n---\n" }),
  );
  return {
    services: value.services,
    told: diagnostics.map(({ code, line, message }) => `${line} ${code} ${message}`),
    value,
  };
};

test("services and sources are read, and stand in nothing that pages are made of", () => {
  const { services, told, value } = load(
    [
      "services:",
      "  contact: ada@example.org",
      "  crossref: https://mirror.example/crossref",
      "sources:",
      "  - orcid: https://orcid.org/0000-0002-1825-0097",
      "  - dblp: https://dblp.org/pid/12/3456.html",
      "  - inspire: a A.Kern.1",
      "  - zotero: https://www.zotero.org/groups/123/trees/collections/ABCD2345/library",
      "    file: zotero.bib",
      "  - bib: https://example.org/papers.bib",
    ].join("\n"),
  );
  expect(told).toEqual([]);
  expect(services.contact).toBe("ada@example.org");
  expect(services.bases).toEqual({ crossref: "https://mirror.example/crossref" });
  expect(services.sources.map(({ kind, id, file }) => [kind, id, file])).toEqual([
    ["orcid", "0000-0002-1825-0097", undefined],
    ["dblp", "12/3456", undefined],
    ["inspire", "a A.Kern.1", undefined],
    ["zotero", "groups/123/collections/ABCD2345", "zotero.bib"],
    ["bib", "https://example.org/papers.bib", undefined],
  ]);
  expect(JSON.stringify(value.catalogue)).not.toContain("ada@example.org");
});

test.each([
  [
    "services: {contact: ada}",
    '1 input/wrong-type The field "contact" takes an e-mail address, as in ada@example.org, but',
  ],
  ["services: {crossrev: https://x.example}", '1 input/unknown-field The field "crossrev" is not known'],
  ["services: {hal: http://10.0.0.1}", '1 input/wrong-type The field "hal" takes an address with https://'],
  ["services: {hal: https://a:b@x.example}", '1 input/wrong-type The field "hal" takes an address with https://'],
  ["sources:\n  - orcid: 0000-0002-1825-0098", '2 input/wrong-type "0000-0002-1825-0098" is not an ORCID iD'],
  ["sources:\n  - zotero: mine", '2 input/wrong-type "mine" is not a library of Zotero\'s'],
  ["sources:\n  - bib: http://example.org/a.bib", '2 input/wrong-type "http://example.org/a.bib" is not the address'],
  [
    "sources:\n  - bib: https://x.example/a.bib\n    orcid: 0000-0002-1825-0097",
    "2 input/wrong-type A place that papers are taken from is named by one of",
  ],
  ["sources:\n  - file: a.bib", "2 input/wrong-type A place that papers are taken from is named by one of"],
  [
    "sources:\n  - bib: https://x.example/a.bib\n    file: ../a.bib",
    '3 input/wrong-type The field "file" takes the name of a .bib file',
  ],
  ["sources:\n  - inspire: a A.Kern.1\n    file: a.bib", "3 input/wrong-type What inspire names is no list of BibTeX"],
  ["sources: [everywhere]", '1 input/wrong-type The field "sources" takes a list of places'],
])("%s is told by its line", (yaml, message) => {
  const { told } = load(yaml);
  expect(told).toEqual([expect.stringContaining(message)]);
});
