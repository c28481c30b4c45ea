import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { runHtmlValidate } from "../../bench/audit/markup.ts";
import { readPages } from "../../bench/audit/site-pages.ts";
import { checkStructuredData } from "../../bench/audit/structured-data.ts";
import { shortfalls } from "../../bench/audit/table.ts";
import { takeLock } from "../../src/build/output/lock.ts";
import { changedSample, fixtures, folderWith } from "../import/imported.ts";
import { offprint } from "../offprint.ts";
import { answers, runWithServices } from "../services/run-with-services.ts";
import { emptyFolder, siteIn } from "../site-in.ts";

const sample = (system: string) => path.join(fixtures, system);

/** All files of a folder with their texts. */
const filesOf = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (readdirSync(folder, { recursive: true }) as string[])
      .filter((name) => statSync(path.join(folder, name)).isFile())
      .map((name) => [name, readFileSync(path.join(folder, name), "latin1")]),
  );

describe("offprint import", () => {
  test("makes a site that is built, with former addresses that lead on", async () => {
    const site = path.join(emptyFolder(), "site");
    const { code, output } = await offprint("import", "al-folio", sample("al-folio"), site);
    expect(code).toBe(0);
    expect(output).toMatch(/^ {2}6 papers: 6 taken over \(0 as they are, 6 changed\)$/m);
    expect(output).toMatch(/^ {2}6 former addresses lead to the new ones$/m);
    expect(output).toMatch(/^ {2}2 × the field codecoming: .* \(_bibliography\/papers\.bib:65, …\)$/m);
    expect(output).toMatch(/^and \d+ more kinds; --all shows each$|^ {2}and \d+ more kinds; --all shows each$/m);
    expect(output.trimEnd().split("\n").length).toBeLessThanOrEqual(24);
    expect(readdirSync(path.dirname(site))).toEqual(["site"]);
    expect(await offprint("build", site)).toMatchObject({ code: 0 });
    const page = (file: string) => readFileSync(path.join(site, "_site", file), "utf8");
    expect(page("publications/kern2023pines/index.html")).toContain("pines.pdf");
    expect(page("projects/1_growth/index.html")).toContain("/collections/growth/");
    expect(page("teaching/index.html")).toContain("Rings of");
    expect(await offprint("check", "--built", path.join(site, "_site"))).toMatchObject({ code: 0, errors: "" });
  });

  // A browser's part of the audit (axe, Lighthouse) is that of npm run audit, which makes the same two sites.
  test.each(["al-folio", "hugo-blox"])(
    "makes a site of %s in which the audit finds no fault of markup or JSON-LD",
    async (system) => {
      const site = path.join(emptyFolder(), "site");
      await offprint("import", system, sample(system), site);
      expect((await offprint("build", site)).code).toBe(0);
      const pages = readPages(path.join(site, "_site"));
      const cells = [...(await runHtmlValidate(pages)), ...checkStructuredData(pages)];
      expect(cells.length).toBeGreaterThan(20);
      expect(shortfalls(cells)).toEqual([]);
    },
  );

  test("takes back what a killed one had moved into a site, but for what was edited since", async () => {
    const siteOfOne = () => siteIn({ "pines.md": "---\ntitle: Mine\nauthors: [Ada Kern]\ndate: 2021\n---\n" });
    const shim = path.join(import.meta.dirname, "../../bench/trust/faulty-calls.mjs");
    /** An import, of which the calls in its own folder are counted. */
    const start = (site: string, faults: Readonly<Record<string, string>>) => {
      const below = path.join(path.dirname(site), `.offprint-import-${path.basename(site)}`);
      const words = ["--import", shim, "src/cli/offprint.mjs", "import", "al-folio", sample("al-folio"), site];
      return spawnSync(process.execPath, words, { env: { ...process.env, FAULT_BELOW: below, ...faults } }).signal;
    };
    const other = siteOfOne();
    const log = path.join(emptyFolder(), "calls");
    expect(start(other, { FAULT_LOG: log })).toBe(null);
    const calls = readFileSync(log, "utf8").split("\n");
    const first = calls.findIndex((call) => call.startsWith("link ") && call.includes(` ${other}/content/`));
    expect(first).toBeGreaterThan(0);

    const site = siteOfOne();
    const before = Object.keys(filesOf(site));
    expect(start(site, { FAULT_AT: String(first + 3), FAULT_KIND: "kill" })).toBe("SIGKILL");
    const moved = Object.keys(filesOf(site)).filter((name) => !before.includes(name));
    expect(moved).toHaveLength(2);
    const mine = path.join(site, moved[0]!);
    // An editor that writes into the file itself, some time later.
    writeFileSync(mine, "My own words.");
    utimesSync(mine, new Date(), new Date(Date.now() + 1_000));
    const { code, output } = await offprint("import", "al-folio", sample("al-folio"), site);
    expect(output).toContain("a file is there already and stays as it is");
    expect(code).toBe(0);
    expect(readFileSync(mine, "utf8")).toBe("My own words.");
    expect(Object.keys(filesOf(site))).toEqual(expect.arrayContaining(moved));
    expect(
      readdirSync(path.dirname(site)).filter((name) => name.startsWith(`.offprint-import-${path.basename(site)}`)),
    ).toEqual([]);
  });

  test("waits for no other import into the same site, and says so", async () => {
    const site = siteIn({});
    const lock = path.join(path.dirname(site), `.offprint-import-${path.basename(site)}.lock`);
    const taken = await takeLock(lock, 0, () => {});
    if (!("release" in taken)) throw new Error("the lock is held already");
    const { code, errors } = await offprint("import", "al-folio", sample("al-folio"), site);
    taken.release();
    expect(code).toBe(1);
    expect(errors).toBe(`offprint import: Another import into "${site}" is at work, so nothing was written.\n`);
  });

  test("ends with 1 where a paper was lost, and takes the others over", async () => {
    const site = path.join(emptyFolder(), "site");
    const { code, output } = await offprint("import", "hugo-blox", sample("hugo-blox"), site, "--all");
    expect(code).toBe(1);
    expect(output).toMatch(/^ {2}8 papers: 7 taken over$/m);
    expect(output).toMatch(/^Lost\n {2}a paper whose file can't be read \(content\/publication\/roots\/index\.md\)$/m);
    expect(output).toMatch(/YAML can't be read: .* \(content\/publication\/roots\/index\.md:[234]\)/);
    expect(existsSync(path.join(site, "content/publications/pines/featured.png"))).toBe(true);
    expect(await offprint("build", site)).toMatchObject({ code: 0 });
  });

  test("never writes over what a site has, and says so", async () => {
    const paper = "---\ntitle: Mine\nauthors: [Ada Kern]\ndate: 2021\n---\n";
    const site = siteIn({
      "pines.md": paper,
      "content/site.yaml": "title: Mine\n",
      "content/pages/teaching.md": "Mine.\n",
    });
    const before = filesOf(site);
    const { code, output } = await offprint("import", "hugo-blox", sample("hugo-blox"), site, "--all");
    expect(code).toBe(1);
    expect(output).toContain(
      "a paper's key is there already, so the paper of the site stays as it is (content/publication/pines/index.md)",
    );
    expect(output).toMatch(/a file is there already .*content\/site\.yaml.*/);
    expect(output).toMatch(/a file is there already .*content\/pages\/teaching\.md.*/);
    const after = filesOf(site);
    expect(after).toMatchObject(before);
    expect(Object.keys(after).length).toBeGreaterThan(Object.keys(before).length);
    expect(Object.keys(after).filter((name) => name.includes("publications/pines/"))).toEqual([]);
    expect(await offprint("check", site)).toMatchObject({ code: 0 });
    const again = await offprint("import", "hugo-blox", sample("hugo-blox"), site);
    expect([again.code, filesOf(site)]).toEqual([1, after]);
  });

  test("leaves the entries of a .bib out that are there already", async () => {
    const site = siteIn({
      "mine.bib": "@misc{kern2020moss,\n  title = {Mine},\n  author = {Kern, Ada},\n  year = {2020}\n}\n",
    });
    expect(await offprint("import", "al-folio", sample("al-folio"), site)).toMatchObject({ code: 0 });
    expect(readFileSync(path.join(site, "content/publications/papers.bib"), "utf8")).not.toContain("kern2020moss");
    expect(await offprint("check", site)).toMatchObject({ code: 0 });
  });

  test("writes nothing with --dry-run", async () => {
    const site = path.join(emptyFolder(), "site");
    const { code, output } = await offprint(
      "import",
      "zotero",
      path.join(fixtures, "zotero/library.bib"),
      site,
      "--dry-run",
    );
    expect([code, existsSync(site), readdirSync(path.dirname(site))]).toEqual([0, false, []]);
    expect(output).toMatch(/^1 file would be written into .*content\.$/m);
  });

  test("takes over nothing where the system refuses a file", async () => {
    const site = siteIn({ "mine.md": "---\ntitle: Mine\ndate: 2021\n---\n" });
    // A file where a folder would be.
    writeFileSync(path.join(site, "content/collections"), "mine");
    const before = filesOf(site);
    const { code, errors } = await offprint("import", "al-folio", sample("al-folio"), site);
    expect([code, errors.trimEnd().split("\n").length]).toEqual([1, 1]);
    expect(filesOf(site)).toEqual(before);
  });

  test("reads and writes nothing outside, whatever names and links say", async () => {
    const outside = folderWith({ "content/secret.pdf": "%PDF secret", "content/secret.png": "secret" });
    const folder = changedSample("al-folio", {
      "_bibliography/hostile.bib": [
        "@misc{a1, title={A}, author={Kern, Ada}, year={2020}, pdf={../../../../../../etc/passwd}, preview={../../../_config.yml}}",
        `@misc{../../b2, title={B}, author={Kern, Ada}, year={2020}, pdf={${path.join(outside, "content/secret.pdf")}}}`,
        "@misc{c3, title={C}, author={Kern, Ada}, year={2020}, pdf={link.pdf}, preview={linked/secret.png}}",
      ].join("\n"),
      "_pages/evil.md": `---\ntitle: Evil\npermalink: /../../evil/\n---\n![x](../../../../etc/passwd) [y](javascript:alert(1)) <script>alert(1)</script>\n\n{% include ../../../etc/passwd %}\n`,
    });
    mkdirSync(path.join(folder, "assets/pdf"), { recursive: true });
    symlinkSync(path.join(outside, "content/secret.pdf"), path.join(folder, "assets/pdf/link.pdf"));
    symlinkSync(path.join(outside, "content"), path.join(folder, "assets/img/publication_preview/linked"));
    const site = path.join(emptyFolder(), "site");
    const { code, output, errors } = await offprint("import", "al-folio", folder, site, "--all");
    expect([code, errors]).toEqual([0, ""]);
    const written = filesOf(site);
    expect(Object.values(written).filter((text) => /secret(?!\.)|root:|alert/.test(text))).toEqual([]);
    expect(readdirSync(path.dirname(site))).toEqual(["site"]);
    expect(output).toContain(
      "2 × a link was not followed: it leads out of the folder (assets/img/publication_preview/linked, assets/pdf/link.pdf)",
    );
    expect(output).toMatch(/the file of a field pdf was not found, so the field is left out .*hostile\.bib:1/);
    expect(output).toContain("<script>: taken out of a text (_pages/evil.md:5)");
    expect(await offprint("build", site)).toMatchObject({ code: 0 });
  });

  test.each([
    [[], /No system is named; there are al-folio, hugo-blox/],
    [["wordpress", "."], /"wordpress" is none of the systems/],
    [["al-folio"], /What is to be imported is not named/],
    [["al-folio", "nowhere"], /There is no folder "nowhere"/],
    [["al-folio", "package.json"], /"package\.json" is a file; al-folio is imported from a folder/],
  ])("answers %j with one line", async (words, message) => {
    const { code, errors } = await offprint("import", ...words);
    expect([code, errors.trimEnd().split("\n").length]).toEqual([2, 1]);
    expect(errors).toMatch(message);
  });

  test("says what it looked for where there is nothing", async () => {
    const site = path.join(emptyFolder(), "site");
    const { code, errors } = await offprint("import", "al-folio", emptyFolder(), site);
    expect([code, existsSync(site)]).toEqual([1, false]);
    expect(errors).toMatch(
      /holds no papers of al-folio, which has \.bib files in _bibliography\/\. Nothing was written\./,
    );
  });

  test("looks up the authors whom the old site does not say in full, where that is asked for", async () => {
    const old = siteIn({
      "_config.yml": "title: Trees\nurl: https://example.org\n",
      "_publications/2021-03-01-pines.md":
        "---\ntitle: Growth of Pinus nigra\ncollection: publications\ndate: 2021-03-01\nvenue: Journal of Tests\npaperurl: https://doi.org/10.5555/pines\ncitation: 'Kern, Ada, et al. \"Growth of Pinus nigra.\" <i>Journal of Tests</i> (2021).'\n---\n",
      "_publications/2020-01-01-title.md":
        "---\ntitle: Growth of *Pinus nigra*\ncollection: publications\ndate: 2020-01-01\nvenue: X\n---\n",
      "_publications/2019-01-01-gone.md":
        "---\ntitle: Nobody knows it\ncollection: publications\ndate: 2019-01-01\nvenue: X\npaperurl: https://doi.org/10.5555/gone\n---\n",
    });
    const plain = await offprint("import", "academicpages", old, path.join(emptyFolder(), "site"));
    expect(plain.output).toContain("authors are incomplete in 3 papers");
    expect(plain.output).toContain("run again with --fetch");

    const site = path.join(emptyFolder(), "site");
    const { code, output } = await runWithServices(old, ["import", "academicpages", ".", site, "--fetch"]);
    expect(code).toBe(0);
    expect(output).toContain("lists of authors looked up: 2");
    expect(output).toMatch(/authors are incomplete in 1 paper: gone$/m);
    expect(output).toContain("the authors could not be looked up: 10.5555/gone: no such DOI (doi.org)");
    for (const name of ["pines", "title"])
      expect(readFileSync(path.join(site, `content/publications/${name}.md`), "utf8")).toMatch(
        /authors:\n {2}- name: Ada Kern\n {4}orcid: 0000-0002-1825-0097\n {2}- B\. Orr\n/,
      );
    expect(existsSync(path.join(old, "node_modules"))).toBe(false);
  });

  test("takes the works of a record at ORCID, and looks their authors up", async () => {
    const orcid = "0000-0002-1825-0097";
    const summary = (title: string, doi: string) => ({
      "work-summary": [
        {
          "put-code": 1,
          "display-index": "1",
          type: "journal-article",
          title: { title: { value: title } },
          "publication-date": { year: { value: "2021" } },
          "external-ids": {
            "external-id": [
              { "external-id-type": "doi", "external-id-value": doi, "external-id-relationship": "self" },
            ],
          },
        },
      ],
    });
    const record = {
      "orcid-identifier": { path: orcid },
      person: { name: { "given-names": { value: "Ada" }, "family-name": { value: "Kern" } } },
      "activities-summary": { works: { group: [summary("Growth of Pinus nigra", "10.5555/pines")] } },
    };
    const site = path.join(emptyFolder(), "site");
    const given = { ...answers, [`/v3.0/${orcid}/record`]: { body: record } };
    const { code, output, errors } = await runWithServices(emptyFolder(), ["import", "orcid", orcid, site], "", given);
    expect([code, errors]).toEqual([0, ""]);
    expect(output).toContain("orcid, 0000-0002-1825-0097\n  1 paper: 1 taken over");
    const [paper] = readdirSync(path.join(site, "content/publications"));
    expect(readFileSync(path.join(site, "content/publications", paper!), "utf8")).toMatch(
      /doi: 10\.5555\/pines[\s\S]*- B\. Orr/,
    );
    expect(readFileSync(path.join(site, "content/people.yaml"), "utf8")).toContain(orcid);
    const unknown = await runWithServices(emptyFolder(), ["import", "orcid", orcid, "site"]);
    expect([unknown.code, unknown.errors]).toEqual([
      1,
      `offprint import: ORCID has no record of ${orcid} that can be seen (404). Nothing was written.\n`,
    ]);
  });
});
