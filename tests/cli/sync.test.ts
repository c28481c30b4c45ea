import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { offprint } from "../offprint.ts";
import { crossrefPines } from "../services/answers.ts";
import { answers, runWithServices } from "../services/run-with-services.ts";
import { type SiteFiles, siteIn } from "../site-in.ts";

const orcid = "0000-0002-1825-0097";
const people = `- name: Ada Kern\n  orcid: ${orcid}\n  owner: true\n`;
const self = (type: string, value: string) => ({
  "external-id-type": type,
  "external-id-value": value,
  "external-id-relationship": "self",
});
const summary = (title: string, ids: readonly object[], putCode = 1) => ({
  "work-summary": [
    {
      "put-code": putCode,
      "display-index": "1",
      title: { title: { value: title } },
      "external-ids": { "external-id": ids },
    },
  ],
});
const crossref = (message: object) => ({
  body: { ...crossrefPines, message: { ...crossrefPines.message, ...message } },
});
const list = (...items: readonly object[]) => ({ body: { status: "ok", message: { items } } });

const feed = (...papers: readonly (readonly [id: string, doi?: string])[]) => `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom">${papers
  .map(
    ([id, doi]) =>
      `<entry><id>http://arxiv.org/abs/${id}v1</id><title>T</title><summary>S</summary><published>2020-12-31T00:00:00Z</published><author><name>Ada Kern</name></author>${doi === undefined ? "" : `<arxiv:doi>${doi}</arxiv:doi>`}</entry>`,
  )
  .join("")}</feed>`;

/** The services where nothing has come. */
const quiet = {
  ...answers,
  "/api/query": { body: feed() },
  "/v1/works?filter=doi": list(),
  "/works?filter=doi": { body: { results: [] } },
};

/** The services on the day of the sync. */
const today = {
  ...answers,
  [`/v3.0/${orcid}/works`]: {
    body: {
      group: [
        summary("Growth of Pinus nigra", [self("doi", "10.5555/pines")]),
        // The same work by another source, under another identifier of its own.
        summary("Growth of Pinus nigra: again", [self("doi", "https://doi.org/10.5555/PINES")]),
        summary("Yews grow slowly, in each of the woods", [self("doi", "10.5555/yews")]),
        summary(
          "In a book that is not its own",
          [{ ...self("doi", "10.5555/book"), "external-id-relationship": "part-of" }],
          7,
        ),
        summary("Firs", [self("doi", "10.5555/firs")]),
      ],
    },
  },
  [`/v3.0/${orcid}/work/7`]: { body: { title: { title: { value: "In a book that is not its own" } } } },
  "/v1/works/10.5555%2Fyews": crossref({ DOI: "10.5555/yews", title: ["Yews grow slowly, in each of the woods"] }),
  "/v1/works/10.5555%2Flarches": crossref({ DOI: "10.5555/larches", title: ["Larches"], volume: "3" }),
  "/api/query": { body: feed(["2101.00009", "10.5555/larches"], ["2101.00010"]) },
  "/v1/works?filter=doi": list(
    { DOI: "10.5555/firs", "updated-by": [{ type: "retraction", DOI: "10.5555/firs.r", label: "Retraction" }] },
    { DOI: "10.5555/pines" },
  ),
  "/works?filter=doi": { body: { results: [{ doi: "https://doi.org/10.5555/firs", is_retracted: true }] } },
};

const site = (more: SiteFiles = {}) =>
  siteIn({
    "content/site.yaml": "title: Trees\n",
    "content/people.yaml": people,
    // Under another title at ORCID, and without an identifier here.
    "yews.md": "---\ntitle: Yews grow slowly in all woods\nauthors: [Ada Kern]\ndate: 2021\n---\n",
    "larches.md":
      '---\n# Mine.\ntitle: Larches\nauthors: [Ada Kern, B. Orr]\ntype: preprint\ndate: 2020-12\narxiv: "2101.00009"\n---\nMy abstract.\n',
    "firs.md":
      "---\ntitle: Firs\nauthors: [Ada Kern]\nvenue: Journal of Tests\ndate: 2019\ndoi: 10.5555/firs\nnote: See *there*.\n---\n",
    ...more,
  });
const read = (folder: string, name: string) => readFileSync(path.join(folder, "content/publications", name), "utf8");
const sync = (folder: string, words: readonly string[] = [], typed = "", given: typeof answers = today) =>
  runWithServices(folder, ["sync", ...words], typed, given);

describe("offprint sync", () => {
  test("proposes a new work, one under another title, a preprint that appeared and a retraction; and nothing of it twice", async () => {
    const folder = site();
    const { code, output, errors } = await sync(folder, [], "yes\nyes\nyes\nyes\n");
    expect(errors.split("\n").filter((line) => line && !/^(?:Wrote|Changed) /.test(line))).toEqual([
      'offprint sync: ORCID: "In a book that is not its own" has neither an identifier of its own nor BibTeX; add it by hand.',
    ]);
    expect(code).toBe(0);
    expect([...output.matchAll(/^(A [^:]*): (.*)\n {2}known from (.*)$/gm)].map(([, ...parts]) => parts)).toEqual([
      ["A paper that is not here", "Growth of Pinus nigra", `ORCID (${orcid})`],
      ["A paper that may be here under another title", "Yews grow slowly, in each of the woods", `ORCID (${orcid})`],
      ["A preprint has appeared", "Larches (larches) has appeared", "arXiv"],
      ["A notice about a paper", "Firs (firs): retracted", "Crossref"],
    ]);
    expect(output).toContain("4 changes: 4 written.");
    expect(read(folder, "yews.md")).toBe(
      '---\ntitle: Yews grow slowly in all woods\nauthors: [Ada Kern]\ndate: 2021\ndoi: "10.5555/yews"\n---\n',
    );
    expect(read(folder, "larches.md")).toBe(
      '---\n# Mine.\ntitle: Larches\nauthors: [Ada Kern, B. Orr]\ntype: "article"\ndate: "2021-03"\narxiv: "2101.00009"\nvenue: "Journal of Tests"\nvolume: "3"\nnumber: "3"\npages: "132–142"\ndoi: "10.5555/larches"\n---\nMy abstract.\n',
    );
    expect(read(folder, "firs.md")).toContain(
      'note: "See *there*. Retracted ([10.5555/firs.r](https://doi.org/10.5555/firs.r))"\n',
    );
    expect(readdirSync(path.join(folder, "content/publications")).sort()).toEqual([
      "firs.md",
      "kern2021growth.md",
      "larches.md",
      "yews.md",
    ]);
    expect((await offprint("build", folder)).errors).toBe("");

    const again = await sync(folder, ["--refresh"]);
    expect([again.code, again.output]).toEqual([0, "Nothing has come: all is here.\n"]);
  });

  test("never proposes what is noted, and makes what is certain alone with --yes", async () => {
    const folder = site();
    const first = await sync(folder, ["--yes", "--report", "report.md"]);
    expect(first.code).toBe(0);
    // Whether it is the same paper is for its author to say.
    expect(first.output).toContain("4 changes: 3 written, 1 left for you to decide.");
    expect(read(folder, "yews.md")).not.toContain("doi");
    const report = readFileSync(path.join(folder, "report.md"), "utf8");
    expect(report).toMatch(
      /^4 changes: 3 written, 1 left for you to decide\.\n\n```text\nchanged: A paper that is not here: Growth/,
    );
    expect(report).toContain("left to you: A paper that may be here under another title");
    const second = await sync(folder, [], "ignore\n");
    expect(second.output).toContain("1 change: 1 never to be asked again.");
    expect(readFileSync(path.join(folder, "content/sync-ignore.txt"), "utf8")).toMatch(
      /^# .*\ndoi:10\.5555\/yews {2}Yews grow slowly, in each of the woods\n$/,
    );
    expect((await sync(folder)).output).toBe("Nothing has come: all is here.\n");
    expect((await offprint("check", folder)).output).not.toContain("sync-ignore");
  });

  test("adds a paper that only seems to be the same as another one", async () => {
    const folder = site();
    await sync(folder, [], "no\nanother\nno\nno\n");
    expect(read(folder, "kern2021yews.md")).toContain("doi: 10.5555/yews");
    expect(existsSync(path.join(folder, "content/publications/kern2021growth.md"))).toBe(false);
  });

  test("leaves an entry of BibTeX as it is, and says the rest beside it", async () => {
    const bib = `@article{firs, title={Firs}, author={Kern, Ada}, journal={Tests}, year=2019, doi={10.5555/firs}}
@misc{larches, title={Larches}, author={Kern, Ada}, year=2020, eprint={2101.00009}, eprinttype={arxiv}}\n`;
    const folder = siteIn({ "content/site.yaml": "title: Trees\n", "a.bib": bib });
    expect((await sync(folder, ["--yes"])).output).toContain("2 changes: 2 written.");
    expect(read(folder, "a.bib")).toBe(bib);
    expect(read(folder, "firs.md")).toBe(
      '---\ndoi: "10.5555/firs"\nnote: "Retracted ([10.5555/firs.r](https://doi.org/10.5555/firs.r))"\n---\n',
    );
    expect(read(folder, "kern2021larches.md")).toContain('arxiv: "2101.00009"');
    const { output } = await offprint("check", folder, "--format", "json");
    expect(JSON.parse(output)).toEqual([]);
    expect((await sync(folder, ["--refresh"])).output).toBe("Nothing has come: all is here.\n");
  });

  test("changes nothing that it only shows", async () => {
    const folder = site();
    const before = ["yews.md", "larches.md", "firs.md"].map((name) => read(folder, name));
    const { output } = await sync(folder, ["--json"]);
    expect(JSON.parse(output).proposals).toMatchObject([
      { kind: "new", name: "doi:10.5555/pines", file: "content/publications/kern2021growth.md", result: "shown" },
      { kind: "same", name: "doi:10.5555/yews", result: "shown" },
      { kind: "appeared", name: "doi:10.5555/larches", result: "shown" },
      { kind: "notice", name: "doi:10.5555/firs.r", result: "shown" },
    ]);
    await sync(folder, ["--dry-run"]);
    expect(["yews.md", "larches.md", "firs.md"].map((name) => read(folder, name))).toEqual(before);
    expect(readdirSync(path.join(folder, "content")).sort()).toEqual(["people.yaml", "publications", "site.yaml"]);
  });

  test("takes what answers where another service does not, says which, and ends with 1", async () => {
    const folder = site();
    const { code, errors, output } = await sync(folder, ["--yes"], "", {
      ...today,
      [`/v3.0/${orcid}/works`]: { status: 409, body: { "response-code": 409 } },
      "/works?filter=doi": { status: 403, body: {} },
    });
    expect(code).toBe(1);
    expect(errors).toContain(`offprint sync: ORCID has no record of ${orcid} that can be seen (409).`);
    expect(errors).toMatch(
      /OpenAlex refuses the request \(403\)\..* So what it knows of retractions is not looked at\./,
    );
    expect(output).toContain("2 changes: 2 written.");
  });
});

describe("sources of a site", () => {
  const zotero = (...entries: readonly string[]) => ({ body: entries.map((biblatex) => ({ key: "X", biblatex })) });
  const yew = "@article{yew2020, title={Yews}, author={Orr, Ben}, journaltitle={Tests}, date={2020}}";
  const oak = "@article{oak2020, title={Oaks}, author={Orr, Ben}, journaltitle={Tests}, date={2020}}";
  const sources = (lines: readonly string[]) =>
    `title: Trees\nsources:\n${lines.map((line) => `  ${line}\n`).join("")}`;

  test("are proposed one by one, or kept as a copy that says whose it is", async () => {
    const folder = siteIn({
      "content/site.yaml": sources([
        "- zotero: groups/12/collections/ABCD2345",
        "  file: zotero.bib",
        "- dblp: 12/3456",
        "- inspire: a A.Kern.1",
      ]),
    });
    const given = {
      ...quiet,
      "/groups/12/collections/ABCD2345/items/top": zotero(yew, ""),
      "/pid/12/3456.bib": {
        headers: { "content-type": "application/x-bibtex" },
        body: "@article{DBLP:x, title={Growth}, author={Kern, Ada}, doi={10.5555/pines}, year=2021}\n@misc{DBLP:y, title={Winter}, author={Kern, Ada}, eprint={2102.00002}, eprinttype={arXiv}, year=2021}",
      },
      "/api/literature": {
        body: {
          hits: {
            hits: [
              {
                id: "9",
                metadata: { control_number: 9, titles: [{ title: "Growth" }], dois: [{ value: "10.5555/pines" }] },
              },
            ],
          },
        },
      },
    };
    const { code, output, errors } = await sync(folder, ["--yes"], "", given);
    expect([code, errors.split("\n").filter((line) => line && !/^Wrote/.test(line))]).toEqual([0, []]);
    expect(output).toContain("3 changes: 3 written.");
    expect(read(folder, "zotero.bib")).toBe(
      `% A copy of Zotero (groups/12/collections/ABCD2345), kept by "offprint sync": what is changed here is lost.\n\n${yew}\n`,
    );
    expect(readdirSync(path.join(folder, "content/publications")).sort()).toEqual([
      "kern2020growth.md",
      "kern2021growth.md",
      "zotero.bib",
    ]);
    expect((await sync(folder, ["--refresh"], "", given)).output).toBe("Nothing has come: all is here.\n");

    const more = {
      ...given,
      "/groups/12/collections/ABCD2345/items/top": zotero(yew.replace("Yews", "Old yews"), oak),
    };
    const changed = await sync(folder, ["--yes", "--refresh"], "", more);
    expect(changed.output).toContain("content/publications/zotero.bib: 1 more, 1 changed, 0 gone");
    expect(read(folder, "zotero.bib")).toContain("Old yews");
    // Papers that would be gone are not taken away unasked.
    const less = await sync(folder, ["--yes", "--refresh"], "", {
      ...given,
      "/groups/12/collections/ABCD2345/items/top": zotero(oak),
    });
    expect(less.output).toContain("✱ 1 of the papers that are there now would be gone");
    expect(read(folder, "zotero.bib")).toContain("Old yews");
  });

  test("that are files elsewhere keep their entries; no build asks for them", async () => {
    const folder = siteIn({ "content/site.yaml": "title: Trees\n", "zotero.bib": yew });
    const given = {
      ...quiet,
      "/papers.bib": { headers: { "content-type": "application/octet-stream" }, body: `${yew}\n${oak}\n` },
    };
    const empty = await sync(folder, ["--yes"], "", given);
    writeFileSync(path.join(folder, "content/site.yaml"), sources([`- bib: ${empty.base}/papers.bib`]));
    // The server of the first run is still there, and is asked by none but sync.
    expect((await offprint("check", folder)).code).toBe(0);
    const asked = empty.asked.length;
    const { output } = await sync(folder, ["--yes"], "", given);
    expect(output).toContain("1 change: 1 written.");
    expect(empty.asked.slice(asked).map(({ path: one }) => one)).toEqual(["/papers.bib"]);
    expect(read(folder, "oak2020.bib")).toBe(`${oak}\n`);

    writeFileSync(
      path.join(folder, "content/site.yaml"),
      sources([`- bib: ${empty.base}/papers.bib`, "  file: zotero.bib"]),
    );
    const refused = await sync(folder, ["--yes"], "", given);
    expect([refused.code, refused.errors]).toEqual([
      1,
      "offprint sync: content/publications/zotero.bib is no copy that sync has made, so it stays as it is; name another file.\n",
    ]);
  });
});
