import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { all, readHtml, text } from "./end-to-end/html.ts";
import { offprint, type Ran } from "./offprint.ts";

// A site of one's own in two languages, made of nothing but content: front page, portrait, logo, pages, news, files, colours.
const site = path.join(import.meta.dirname, "fixtures/own-site");

describe("a site of one's own", () => {
  const output = mkdtempSync(path.join(os.tmpdir(), "offprint-own-site-"));
  const read = (name: string) => readFileSync(path.join(output, "site", name), "utf8");
  const page = (name: string) => readHtml(read(name));
  const main = (name: string) => text(all(page(name), "main")[0]!);
  let built: Ran;

  beforeAll(async () => {
    built = await offprint("build", site, "--output", path.join(output, "site"));
  });
  afterAll(() => rmSync(output, { recursive: true, force: true }));

  test("is built without a message, and holds no dead link", async () => {
    expect(built).toMatchObject({ code: 0, errors: "" });
    expect(await offprint("check", "--built", path.join(output, "site"))).toMatchObject({ code: 0 });
  });

  test("says on its front page whose it is, in both languages", () => {
    expect(main("index.html")).toMatch(
      /Ada Kern[\s\S]*Professor of Forestry[\s\S]*University of Tests[\s\S]*Growth, Pines/,
    );
    expect(main("de/index.html")).toMatch(/Professorin für Forstwissenschaft[\s\S]*Ich erforsche/);
    const data = JSON.parse(
      text(
        all(page("index.html"), "script").find(({ attrs }) =>
          attrs.some(({ value }) => value === "application/ld+json"),
        )!,
      ),
    );
    expect(JSON.stringify(data)).toContain('"ProfilePage"');
  });

  test("has its own style behind ours", () => {
    const address = /href="(\/assets\/site\.\w+\.css)"/.exec(read("index.html"))![1]!;
    expect(read(address)).toMatch(/--measure: ?37rem[\s\S]*:root \{\n {2}--measure: 40rem;\n\}\n$/);
  });

  test("is dark, as its author wants it, until a visitor chooses", () => {
    expect(read("cv/index.html")).toContain('data-theme="dark"');
  });

  test("has its pages in the navigation, its news on the front page, and its own foot", () => {
    const navigation = (name: string) => all(all(page(name), "nav")[0]!, "a").map(text);
    expect(navigation("index.html")).toEqual(["Publications", "Topics", "About", "CV", "Teaching"]);
    expect(navigation("de/index.html")).toEqual(["Publikationen", "Themen", "Über mich", "CV", "Teaching"]);
    expect(main("index.html")).toContain("I am looking for two doctoral students.");
    expect(main("de/index.html")).toContain("Ein Preis für den Feldführer");
    expect(text(all(page("de/cv/index.html"), "footer")[0]!)).toContain("Impressum");
  });

  test("shows three versions of one work as one, and neither a draft nor what is hidden", () => {
    const titles = all(page("publications/index.html"), "h3", "title").map(text);
    expect(titles).toEqual(["A field guide to rings", "Growth of Pinus nigra in n dimensions", "Decay of Stumps"]);
    expect(read("publications/hidden/index.html")).toContain("noindex");
    expect(() => read("publications/draft/index.html")).toThrow();
  });

  test("keeps old addresses, its domain and its files", () => {
    expect(read("CNAME")).toBe("ada.example.org\n");
    expect(read("papers.html")).toContain("url=/publications/");
    expect(read("about.html")).toContain("url=/about/");
    expect(read("publication/growth/index.html")).toContain("url=/publications/growth2022/");
    expect(read("cv.pdf")).toBe("%PDF-1.7\n");
    expect(main("publications/field-guide/index.html")).toMatch(/Errata[\s\S]*thirteen/);
  });
});
