import { describe, expect, test } from "vitest";
import type { DiagnosticCode } from "../src/diagnostic/codes.ts";
import { loadSite } from "../src/pipeline.ts";
import { allPapers } from "../src/relate/catalogue.ts";
import { richTextToPlain } from "../src/text/plain-text.ts";
import { about } from "./about.ts";
import { type SiteFiles, siteIn } from "./site-in.ts";

/** What these tests are about. */
const codes: readonly DiagnosticCode[] = [
  "input/contradiction",
  "input/teaser",
  "input/unbalanced-brace",
  "input/undefined-string",
  "input/unknown-field",
  "input/wrong-type",
  "input/yaml",
  "record/date",
  "relate/same-work",
  "relate/unknown-collection",
  "relate/unknown-version",
  "validate/missing-file",
  "validate/no-author",
  "validate/no-year",
  "validate/teaser",
];

function load(files: SiteFiles) {
  const { value, diagnostics: all } = loadSite(siteIn(files));
  const diagnostics = about(all, codes);
  return {
    ...value.catalogue,
    keys: value.catalogue.publications.map(({ publication }) => publication.key),
    paper: (key: string) => allPapers(value.catalogue).find(({ publication }) => publication.key === key)!,
    messages: diagnostics.map(
      ({ code, file, line, key }) => `${file.split("/").at(-1)}:${line} ${code}${key ? ` ${key}` : ""}`,
    ),
  };
}

describe("loadSite", () => {
  test("makes one paper of a Markdown file and an entry of one key; what the Markdown says wins", () => {
    const site = load({
      "refs.bib":
        "@article{a, title={The {T}itle}, author={Kern, Ada}, journal={Journal of Tests}, year=2020, month=may, volume=3, keywords={x}}",
      "a.md": "---\ndate: 2021\ncode: https://example.org/code\ntags: [y]\n---\nThe *abstract*.\n",
    });
    const { publication } = site.paper("a");
    expect(site.keys).toEqual(["a"]);
    expect(publication).toMatchObject({
      type: "article-journal",
      containerTitle: "Journal of Tests",
      volume: "3",
      issued: { start: [2021] },
      links: [{ label: "Code", href: "https://example.org/code" }],
      source: { file: "content/publications/refs.bib", line: 1, format: "bibtex" },
    });
    expect(richTextToPlain(publication.abstract)).toBe("The abstract.");
    expect([...publication.keywords].sort()).toEqual(["x", "y"]);
    expect(site.messages).toEqual(["a.md:2 input/contradiction a"]);
  });

  test("warns of every identifying field in which the two differ, and of none that says the same in other letters", () => {
    const site = load({
      "refs.bib":
        '@article{a, title={The {T}itle of {\\"U}}, author={Kern, Ada}, journal={J}, year=2020, doi={10.5555/x}}',
      "a.md": "---\ntitle: the title of Ü\nauthors: [Ben Orr]\ndoi: 10.5555/y\n---\n",
    });
    expect(site.messages).toEqual(["a.md:3 input/contradiction a", "a.md:4 input/contradiction a"]);
  });

  test("lets a fault in one file or entry cost no other", () => {
    const site = load({
      "good.md": "---\ntitle: Good\ndate: 2020\n---\n",
      "tab.md": "---\ntitle: T\n\tdate: 2020\n---\n",
      "refs.bib": "@misc{a, title={A}, year=2020}\n@misc{b, title={B\n@misc{c, title={C}, year=2020}",
    });
    expect(site.keys.toSorted()).toEqual(["a", "b", "c", "good"]);
    expect(site.messages).toEqual(["refs.bib:2 input/unbalanced-brace b", "tab.md:3 input/yaml"]);
  });

  test("does not publish the volume others inherit from, unless the owner edited it or the author says so", () => {
    const bib = (more: string) =>
      `@inproceedings{talk, title={Talk}, author={Kern, Ada}, crossref={vol}}\n@proceedings{vol, title={Volume}, editor={Orr, Ben}, year=2020${more}}`;
    expect(load({ "a.bib": bib("") })).toMatchObject({ keys: ["talk"], messages: [] });
    expect(load({ "a.bib": bib(", selected={true}") }).keys.toSorted()).toEqual(["talk", "vol"]);
    const owner = { "content/people.yaml": "- name: Ben Orr\n  owner: true\n" };
    expect(load({ "a.bib": bib(""), ...owner }).keys.toSorted()).toEqual(["talk", "vol"]);
    expect(load({ "a.bib": bib("") }).paper("talk").publication).toMatchObject({
      containerTitle: "Volume",
      issued: { start: [2020] },
    });
  });

  test("knows venues and people by their declared spellings", () => {
    const site = load({
      "content/venues.yaml": "- short: TST\n  name: International Conference on Tests\n",
      "content/people.yaml":
        "- id: ada\n  name: Ada Kern\n  variants: [A. Kern]\n  orcid: https://orcid.org/0000-0002-1825-0097\n  owner: yes\n",
      "a.bib":
        "@inproceedings{a, title={A}, author={Kern, A. and Orr, Ben}, booktitle={Proceedings of the International Conference on Tests (TST)}, year=2020}",
      "b.md": "---\ntitle: B\nauthors: [Ada Kern*]\nvenue: TST2021\ndate: 2021\n---\n",
    });
    expect(site.paper("a").venue?.id).toBe("TST");
    expect(site.paper("b").venue?.id).toBe("TST");
    expect(site.paper("a").authorPersons.map((person) => person?.id)).toEqual(["ada", undefined]);
    expect(site.paper("b").authorPersons[0]).toMatchObject({ id: "ada", orcid: "0000-0002-1825-0097", owner: true });
    expect(site.paper("b").publication.author[0]).toMatchObject({ equalContribution: true, family: "Kern" });
  });

  test("fills collections by name, by keyword and by match", () => {
    const site = load({
      "content/collections/named.md": "---\ntitle: Named ones\norder: 2\n---\n",
      "content/collections/deep-things.md": "---\ntitle: Deep things\norder: 1\n---\n",
      "content/collections/old.md": "---\ntitle: Old\nmatch:\n  years: 1990..1999\n  types: [article-journal]\n---\n",
      "a.md": "---\ntitle: A\ndate: 2020\ncollections: named\ntags: [deep things]\n---\n",
      "b.bib":
        "@article{b, author={Kern, Ada}, title={B}, journal={J}, year=1995}\n@misc{c, title={C}, year=1995, collections={named, nowhere}}",
    });
    const of = (key: string) => site.paper(key).collections.map(({ slug }) => slug);
    expect([of("a"), of("b"), of("c")]).toEqual([["deep-things", "named"], ["old"], ["named"]]);
    expect(site.messages).toEqual(["b.bib:2 relate/unknown-collection c"]);
  });

  test("joins all versions of a work, whichever of them names which, in BibTeX and in Markdown", () => {
    const site = load({
      "a.bib":
        "@article{journal, author={Kern, Ada}, title={A}, journal={J}, year=2022, related={Talk}}\n@inproceedings{talk, author={Kern, Ada}, title={A}, booktitle={P}, year=2021, ids={old}}\n@misc{alone, title={B}, year=2020}",
      "preprint.md": "---\ntitle: A\ndate: 2020\nversions: [old]\n---\n",
      "draft.md": "---\ntitle: A\ndate: 2019\nversions: preprint\n---\n",
    });
    const of = (key: string) => site.paper(key).versions.map(({ publication }) => publication.key);
    const all = ["journal", "talk", "preprint", "draft"];
    expect(all.map(of)).toEqual(all.map((one) => all.filter((other) => other !== one)));
    expect(of("alone")).toEqual([]);
    expect(site.messages).toEqual([]);
  });

  test.each([
    ["relatedtype={reprintfrom}", true],
    ["relatedtype={TranslationOf}", true],
    ["relatedtype={versionof}", true],
    ["relatedtype={multivolume}", false],
    ["relatedtype={reviewof}", false],
    ["relatedstring={Excerpt in}", false],
    ["relatedtype={origpubin}, relatedstring={First in}", true],
  ])("takes a related entry with %s for a version: %s", (relation, isVersion) => {
    const site = load({
      "a.bib": `@book{a, author={Kern, Ada}, title={A}, year=2020, related={b}, ${relation}}\n@book{b, author={Kern, Ada}, title={B}, year=2000}`,
    });
    expect(site.paper("b").versions).toHaveLength(isVersion ? 1 : 0);
    expect(site.paper("a").publication.extra).toContainEqual({ name: "related", value: "b" });
    expect(site.messages).toEqual([]);
  });

  test("proposes the key that may be meant by a version that is no paper, a volume among them", () => {
    const diagnostics = about(
      loadSite(
        siteIn({
          "a.bib":
            "@inproceedings{a, author={Kern, Ada}, title={A}, year=2020, related={kern2O19, vol}, crossref={vol}}\n@misc{kern2019, title={A}, year=2019}\n@proceedings{vol, title={Volume}, year=2020}",
        }),
      ).diagnostics,
      codes,
    );
    expect(diagnostics.map(({ code, hint }) => [code, hint])).toEqual([
      ["relate/unknown-version", 'did you mean "kern2019"?'],
      ["relate/unknown-version", expect.stringContaining("the key of a BibTeX entry")],
    ]);
  });

  test("reads a teaser with its words from Markdown and BibTeX, and keeps it from the visitor's BibTeX", () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>';
    const site = load({
      "a.md":
        "---\ntitle: A\ndate: 2020\nteaser: figures/a.svg\nteaser-alt: A tree.\nteaser-caption: The *tree*\n---\n",
      "content/publications/figures/a.svg": svg,
      "b.bib":
        "@misc{b, title={B}, year=2020, teaser={/all.svg}, teaser-alt={A {T}ree}, teaser-caption={The \\emph{tree}}}",
      "content/all.svg": svg,
    });
    const of = (key: string) => {
      const { teaser, teaserAlt, teaserCaption } = site.paper(key).publication;
      return [teaser, teaserAlt, teaserCaption];
    };
    const caption = [
      { kind: "text", value: "The " },
      { kind: "emphasis", children: [{ kind: "text", value: "tree" }] },
    ];
    expect(of("a")).toEqual(["content/publications/figures/a.svg", "A tree.", caption]);
    expect(of("b")).toEqual(["content/all.svg", "A Tree", caption]);
    expect(site.paper("b").publication.source.bibtex).toEqual(["@misc{b, title={B}, year=2020,}"]);
    expect(site.paper("b").teaserSize).toEqual({ width: 30, height: 20 });
    expect(site.messages).toEqual([]);
  });

  test.each([
    ["teaser: a.svg", "a.md:4 validate/teaser a"],
    ["teaser: nowhere.png\nteaser-alt: A tree.", "a.md:4 validate/missing-file a"],
    ["teaser: a.pdf\nteaser-alt: A tree.", "a.md:4 input/teaser a"],
    ["teaser: ../../../a.png\nteaser-alt: A tree.", "a.md:4 input/teaser a"],
    ["teaser: data:image/png;base64,x.png\nteaser-alt: A tree.", "a.md:4 input/teaser a"],
    ["teaser-caption: The tree", "a.md:4 validate/teaser a"],
  ])("warns once of %j", (lines, message) => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>';
    const site = load({ "a.md": `---\ntitle: A\ndate: 2020\n${lines}\n---\n`, "a.svg": svg, "a.pdf": "%PDF-1.7" });
    expect(site.messages).toEqual([message]);
  });

  test("knows who wants a picture for those who link to a page", () => {
    const files = {
      "a.md": "---\ntitle: A\ndate: 2020\nsocial-picture: yes\n---\n",
      "b.bib": "@misc{b, title={B}, year=2020, social-picture={no}}\n@misc{c, title={C}, year=2020}",
    };
    const site = load({ ...files, "content/site.yaml": "socialPictures: papers\n" });
    expect(["a", "b", "c"].map((key) => site.paper(key).publication.socialPicture)).toEqual([true, false, undefined]);
    expect([site.site.socialPictures, load(files).site.socialPictures]).toEqual(["papers", "topics"]);
    expect(site.messages).toEqual([]);
    expect(load({ "content/site.yaml": "socialPictures: all\n" }).messages).toEqual(["site.yaml:1 input/wrong-type"]);
  });

  test.each([
    ["timestamp={2021-03-05 10:11:12 +0100}", [2021, 3, 5]],
    ["timestamp={2021.03.05}", [2021, 3, 5]],
    ["date-modified={2021-03-05 10:11:12 +0100}", [2021, 3, 5]],
    ["modificationdate={2023-07-04T10:11:12}", [2023, 7, 4]],
    ["timestamp={2021.03.05}, modificationdate={2023-07-04}", [2023, 7, 4]],
    ["timestamp={2025-01-01}, modified={2024-05}", [2024, 5]],
    ["timestamp={Mon, 03 Jan 2022 22:18:43 +0100}", undefined],
    ["timestamp={2021-13-05}", undefined],
    ["date-added={2021-03-05}", undefined],
  ])("reads from %s that the entry changed on %j, and complains of nothing", (field, day) => {
    const site = load({ "a.bib": `@misc{a, title={A}, year=2020, ${field}}` });
    expect(site.paper("a").publication.modified?.start).toEqual(day);
    expect(site.paper("a").publication.extra).toEqual([]);
    expect(site.messages).toEqual([]);
  });

  test("reads when a paper changed from its front matter, before what its entry says, and reports what is no day", () => {
    const refs = "@misc{a, title={A}, year=2020, timestamp={2025-01-01}}";
    const of = (value: string) => load({ "refs.bib": refs, "a.md": `---\nmodified: ${value}\n---\n` });
    const days = ["2024-05-07", "2024-05-07 10:11", "2024"].map(
      (value) => of(value).paper("a").publication.modified?.start,
    );
    expect(days).toEqual([[2024, 5, 7], [2024, 5, 7], [2024]]);
    expect(of("2024-02-30").messages).toEqual(["a.md:2 record/date a"]);
    expect(of("2024-02-30").paper("a").publication.modified).toBeUndefined();
  });

  test("keeps links in the author's order, an identifier's at its field, and none twice", () => {
    const site = load({
      "a.md":
        '---\ntitle: A\ndate: 2020\nlinks:\n  Talk: https://example.org/talk\n  paper: https://arxiv.org/pdf/2001.00001v2\narxiv: "2001.00001"\ndoi: 10.5555/x\nurl: http://dx.doi.org/10.5555/X\n---\n',
      "b.bib":
        "@misc{b, title={B}, year=2020, url={https://example.org/b}, eprint={2001.00001}, archiveprefix={arXiv}, slides={https://example.org/s}, links={Reading group: https://example.org/r; code: https://example.org/c}}",
    });
    expect(site.paper("a").publication.links.map(({ label, href }) => `${label} ${href}`)).toEqual([
      "Talk https://example.org/talk",
      "paper https://arxiv.org/pdf/2001.00001v2",
      "DOI https://doi.org/10.5555/x",
    ]);
    expect(site.paper("b").publication.links.map(({ label, kind }) => `${label} ${kind}`)).toEqual([
      "example.org url",
      "arXiv arxiv",
      "Slides slides",
      "Reading group other",
      "code code",
    ]);
  });

  test("gives the visitor the entry byte for byte, less site-only fields, with its macros and parents", () => {
    const site = load({
      "a.bib":
        '@string{pub = "Test Press"}\r\n@STRING(unused = {U})\r\n% why\r\n@InProceedings{talk,\r\n  title = "{T}alk",  selected = {true},\r\n  file = {:a/b.pdf:PDF},\r\n  MRNumber={kept},\r\n  crossref = {vol},\r\n  collections = {x}\r\n}\r\n@proceedings{vol, title={Volume}, publisher = pub, owner={me}, year=2020}\r\n',
    });
    expect(site.paper("talk").publication.source.bibtex).toEqual([
      '@string{pub = "Test Press"}',
      '@InProceedings{talk,\r\n  title = "{T}alk",\r\n  MRNumber={kept},\r\n  crossref = {vol},\r\n}',
      "@proceedings{vol, title={Volume}, publisher = pub, year=2020}",
    ]);
  });
});
