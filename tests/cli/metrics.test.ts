import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { offprint } from "../offprint.ts";
import { answers, runWithServices } from "../services/run-with-services.ts";
import { siteIn } from "../site-in.ts";

const site = () =>
  siteIn({
    "content/site.yaml": "title: Trees\n",
    "pines.md": "---\ntitle: Pines\nauthors: [Ada Kern]\ndate: 2020\ndoi: 10.5555/PINES\n---\n",
    "yews.md": '---\ntitle: Yews\nauthors: [Ada Kern]\ndate: 2021\narxiv: "2101.00001"\n---\n',
    "oaks.md": "---\ntitle: Oaks\nauthors: [Ada Kern]\ndate: 2022\ndoi: 10.5555/oaks\n---\n",
    "none.md": "---\ntitle: None\nauthors: [Ada Kern]\ndate: 2023\n---\n",
  });
const given = {
  ...answers,
  "/works?filter=doi": {
    body: {
      results: [
        { id: "https://openalex.org/W1", doi: "https://doi.org/10.5555/pines", cited_by_count: 1204 },
        { id: "https://openalex.org/W2", doi: "https://doi.org/10.48550/arxiv.2101.00001", cited_by_count: 3 },
        { id: "javascript:alert(1)", doi: "https://doi.org/10.5555/oaks", cited_by_count: 9 },
      ],
    },
  },
  "/index/v2/citation-count/doi:10.5555/oaks": { body: [{ count: "7" }] },
};
const page = (folder: string, name: string) => readFileSync(path.join(folder, "_site", name), "utf8");

describe("offprint metrics", () => {
  test("notes how often papers are cited, by whom and when; pages show it with a link, and lists are sorted by it", async () => {
    const folder = site();
    await offprint("build", folder);
    expect(page(folder, "publications/pines/index.html")).not.toContain("Citations");
    expect(page(folder, "publications/index.html")).not.toContain("Most cited");

    const { code, output } = await runWithServices(folder, ["metrics"], "", given);
    expect([code, output]).toEqual([0, "3 of 4 papers are counted; their pages show it (content/metrics.json).\n"]);
    const { works } = JSON.parse(readFileSync(path.join(folder, "content/metrics.json"), "utf8"));
    const day = expect.stringMatching(/^\d{4}-\d\d-\d\d$/);
    expect(works).toEqual({
      oaks: {
        citations: 7,
        source: "OpenCitations",
        address: "https://opencitations.net/index/v2/citations/doi:10.5555/oaks",
        day,
      },
      pines: { citations: 1204, source: "OpenAlex", address: "https://openalex.org/W1", day },
      yews: { citations: 3, source: "OpenAlex", address: "https://openalex.org/W2", day },
    });
    expect((await offprint("build", folder)).errors).toBe("");
    expect(page(folder, "publications/pines/index.html")).toMatch(
      /<dt[^>]*>Citations<\/dt>\s*<dd><a href="https:\/\/openalex\.org\/W1">1,204<\/a> \(OpenAlex, \w+ \d+, \d{4}\)/,
    );
    expect(page(folder, "publications/none/index.html")).not.toContain("Citations");
    expect(page(folder, "publications/index.html")).toContain('<option value="citations">Most cited</option>');
    const { slugs, byCitations } = JSON.parse(page(folder, "assets/search.en.json"));
    expect(
      slugs.toSorted(
        (one: string, other: string) => byCitations[slugs.indexOf(one)] - byCitations[slugs.indexOf(other)],
      ),
    ).toEqual(["pines", "oaks", "yews", "none"]);
  });

  test("leaves what is noted where a service does not answer", async () => {
    const folder = site();
    writeFileSync(path.join(folder, "content/metrics.json"), '{"works":{}}\n');
    const { code, errors } = await runWithServices(folder, ["metrics"], "", { ...answers, "/works": { status: 403 } });
    expect([code, errors]).toEqual([
      1,
      "offprint metrics: OpenAlex refuses the request (403). A key can be given in OPENALEX_API_KEY. Nothing was written.\n",
    ]);
    expect(readFileSync(path.join(folder, "content/metrics.json"), "utf8")).toBe('{"works":{}}\n');
    const none = site();
    await runWithServices(none, ["metrics"], "", { ...answers, "/works": { status: 403 } });
    expect(existsSync(path.join(none, "content/metrics.json"))).toBe(false);
  });

  test.each([
    "[]",
    "{",
    '{"works":{"pines":{"citations":-1,"source":"A","address":"https://a.example/","day":"2026-01-01"}}}',
    '{"works":{"pines":{"citations":1,"source":"A","address":"javascript:alert(1)","day":"2026-01-01"}}}',
    '{"works":{"pines":{"citations":1,"source":"<b>","address":"https://a.example/","day":"soon"}}}',
  ])("never keeps a site from being built: %s", async (text) => {
    const folder = siteIn({
      "content/site.yaml": "title: Trees\n",
      "pines.md": "---\ntitle: Pines\nauthors: [Ada Kern]\ndate: 2020\n---\n",
      "content/metrics.json": text,
    });
    const { code, errors } = await offprint("build", folder);
    expect([code, errors]).toEqual([0, expect.stringContaining("warning  input/metrics")]);
    expect(page(folder, "publications/pines/index.html")).not.toContain("Citations");
  });
});
