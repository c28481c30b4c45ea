import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadSite } from "../src/pipeline.ts";
import { all, attribute, readHtml, text } from "./end-to-end/html.ts";
import { offprint, type Ran } from "./offprint.ts";

// A lab of 14 people in two languages, with 60 works of 12 kinds; npm run audit -- tests/fixtures/lab asks the auditors of it.
const site = path.join(import.meta.dirname, "fixtures/lab");

describe("the site of a lab", () => {
  const output = mkdtempSync(path.join(os.tmpdir(), "offprint-lab-"));
  const page = (address: string) => readHtml(readFileSync(path.join(output, "site", address, "index.html"), "utf8"));
  const main = (address: string) => text(all(page(address), "main")[0]!).replace(/\s+/g, " ");
  let built: Ran;
  beforeAll(async () => {
    built = await offprint("build", site, "--output", path.join(output, "site"));
  });
  afterAll(() => rmSync(output, { recursive: true, force: true }));

  test("is built without a message, and holds no dead link", async () => {
    expect(built).toMatchObject({ code: 0, errors: "" });
    expect(await offprint("check", "--built", path.join(output, "site"))).toMatchObject({ code: 0, errors: "" });
  });

  test("has all its people and works", () => {
    const { catalogue } = loadSite(site).value;
    const members = catalogue.people.filter(({ member }) => member !== undefined);
    expect(members).toHaveLength(14);
    expect(members.filter(({ member }) => member!.hasLeft)).toHaveLength(4);
    expect(members.filter(({ publications }) => publications.length === 0).map(({ name }) => name)).toEqual([
      "Omar Said",
      "Jonas Hale",
      "Petra Noll",
    ]);
    expect(members.filter(({ name }) => name === "Wei Lin").map(({ slug }) => slug)).toEqual(["wei-soil", "wei-bark"]);
    expect(catalogue.publications).toHaveLength(60);
    expect(catalogue.kinds).toHaveLength(12);
    expect(catalogue.activities.map(({ kind }) => kind).join(" ")).toMatch(
      /^projects projects grants grants courses courses courses theses theses theses awards awards$/,
    );
  });

  test("shows its people by group with their pictures, alumni and co-authors apart, in both languages", () => {
    const headings = (address: string) => all(page(address), "h2").map((one) => text(one));
    const groups = ["Heads", "Postdocs", "Doctoral students", "Students", "Staff"];
    expect(headings("people")).toEqual([...groups, "Alumni", "Co-authors"]);
    expect(headings("de/people")).toEqual([...groups, "Ehemalige", "Zusammen mit"]);
    expect(all(page("people"), "img")).toHaveLength(7);
  });

  test("has a page for each, with text, papers, theses, courses and projects", () => {
    expect(main("people/ada")).toMatch(
      /University of Pines, 2006–2012.*Teaching.*Co-authors.*Courses Dendrology.*Supervised theses/,
    );
    expect(main("people/dee")).toMatch(/Theses Growth of oaks on slopes/);
    expect(main("people/jonas")).toMatch(/Field technician.*Courses A week in the forest/);
  });

  test("keeps two of one name apart in the lists and on their pages", () => {
    const titles = (address: string) => all(page(address), "h3").map((one) => text(one));
    const [soil, bark] = [titles("people/wei-soil"), titles("people/wei-bark")];
    expect(soil).toContain("Soil cores of three forests");
    expect(bark).toContain("Bark, magnified");
    expect(soil.filter((title) => bark.includes(title))).toEqual([]);
    const links = all(page("publications"), "a").filter((one) => text(one) === "Wei Lin");
    expect(new Set(links.map((one) => attribute(one, "href")))).toEqual(
      new Set(["/people/wei-soil/", "/people/wei-bark/"]),
    );
  });

  test("explains every sign that stands behind a name", () => {
    const signed = ["publications", "grants/dry-roots", "people/ben", "people/lea", "projects/below"];
    for (const address of signed) {
      const signs = all(page(address), "bdi").flatMap((one) => all(one, "sup").map((sup) => text(sup)));
      const legends = [...all(page(address), "p", "legend"), ...all(page(address), "p", "summary")];
      const explained = legends.flatMap((one) => all(one, "sup").map((sup) => text(sup)));
      for (const sign of signs.flatMap((one) => one.split(","))) expect(explained, address).toContain(sign);
    }
    expect(main("grants/dry-roots")).toContain("* equal contribution § student");
  });
});
