import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { offprint } from "../offprint.ts";
import { crossrefPines, oai } from "../services/answers.ts";
import { answers, runWithServices } from "../services/run-with-services.ts";
import { type SiteFiles, siteIn } from "../site-in.ts";

const add = (site: string, words: readonly string[], typed = "", given = answers) =>
  runWithServices(site, ["add", ...words], typed, given);
const files = (site: string) => readdirSync(path.join(site, "content/publications")).sort();
const site = (more: SiteFiles = {}) => siteIn({ "content/site.yaml": "title: Trees\n", ...more });

describe("offprint add", () => {
  test("adds a DOI, arXiv, PubMed and ACL papers, a book and a file, which are built without a message", async () => {
    const folder = site();
    writeFileSync(
      path.join(folder, "saved.ris"),
      "TY  - JOUR\nAU  - Orr, Ben\nTI  - Yews\nT2  - Trees\nPY  - 2018\nDO  - 10.5555/yews\nER  - \n",
    );
    const papers = ["10.5281/zenodo.7", "2101.00001", "PMID 123", "978-0-13-110362-7", "2020.acl-main.60", "saved.ris"];
    const { code, output, errors, asked } = await add(folder, [...papers, "--yes"]);
    expect({ code, failed: errors.split("\n").filter((line) => line && !line.startsWith("Wrote ")) }).toEqual({
      code: 0,
      failed: [],
    });
    expect(files(folder)).toEqual(
      [
        "kern1988book.md",
        "kern2019firs.md",
        "kern2020tree.md",
        "kern2021growth.md",
        "kern-orr-2020-larches.bib",
        "orr2018yews.md",
      ].sort(),
    );
    expect(output).toContain("6 in all: 6 written.");
    // The paper of the preprint is one, with both identifiers.
    expect(readFileSync(path.join(folder, "content/publications/kern2021growth.md"), "utf8")).toMatch(
      /doi: 10\.5555\/pines\narxiv: "2101\.00001"/,
    );
    expect(
      asked.every(({ headers }) =>
        /^Offprint\/\S+ \(\S+; mailto:ada@example\.org\)$/.test(headers["user-agent"] ?? ""),
      ),
    ).toBe(true);
    const built = await offprint("build", folder, "--no-cache");
    expect({ code: built.code, errors: built.errors }).toEqual({ code: 0, errors: "" });
  });

  test("shows the reference, the file, where each part is from and what to look at, and asks", async () => {
    const folder = site();
    const { code, output } = await add(folder, ["2101.00001"], "n\n");
    expect(code).toBe(1);
    expect(files(folder)).toEqual([]);
    expect(output).toMatch(/Kern, A\., & Orr, B\. \(2021\)\. Growth of Pinus nigra\./);
    expect(output).toContain("  │ venue: Journal of Tests");
    expect(output).toMatch(/from Crossref: .*title.*venue/);
    expect(output).toMatch(/from arXiv: .*abstract/);
    expect(output).toContain("· the title had markup, which is now as shown");
  });

  test("writes under another key, or as BibTeX, where that is answered", async () => {
    const folder = site();
    expect((await add(folder, ["10.5555/pines"], "pines21\ny\n")).code).toBe(0);
    expect(files(folder)).toEqual(["pines21.md"]);
    const other = site();
    expect((await add(other, ["10.5555/pines"], "bib\n\n")).code).toBe(0);
    expect(readFileSync(path.join(other, "content/publications/kern2021growth.bib"), "utf8")).toMatch(
      /^@article\{kern2021growth,/,
    );
  });

  test("lets a draft be edited, and shows it again as it then is", async () => {
    const folder = site();
    // The first time the editor leaves nothing that is a paper, the second time another title and a year.
    writeFileSync(
      path.join(folder, "editor.mjs"),
      `import { existsSync, readFileSync, writeFileSync } from "node:fs";
const [draft, seen] = [process.argv.at(-1), ${JSON.stringify(path.join(folder, "seen"))}];
const text = readFileSync(draft, "utf8");
writeFileSync(draft, existsSync(seen) ? text.replace(/^title: .*$/m, "title: Pines\\nnote: mine") : "");
writeFileSync(seen, "");
`,
    );
    vi.stubEnv("VISUAL", `"${process.execPath}" "${path.join(folder, "editor.mjs")}"`);
    onTestFinished(() => void vi.unstubAllEnvs());
    const { code, output, errors } = await add(folder, ["10.5555/pines"], "edit\ne\npines\nyes\n");
    expect([code, errors]).toEqual([
      0,
      expect.stringMatching(/^What you wrote names no paper, so it was left as it was\.\nWrote .*\/pines\.md\.\n$/),
    ]);
    expect(output).toMatch(/\(2021\)\. Pines\. [\s\S]* │ note: mine\n[\s\S]*content\/publications\/pines\.md\n/);
    expect(readFileSync(path.join(folder, "content/publications/pines.md"), "utf8")).toContain(
      "title: Pines\nnote: mine\n",
    );
    vi.stubEnv("VISUAL", "exit 3 #");
    const failed = await add(site(), ["10.5555/pines"], "edit\nno\n");
    expect([failed.code, failed.errors]).toEqual([
      1,
      'The editor "exit 3 #" did not go (it ended with 3); VISUAL names another.\n',
    ]);
  });

  test("proposes whom and what the site does not name, and adds them where that is answered", async () => {
    const message = {
      ...crossrefPines.message,
      ISSN: ["1234-5679", "2049-3630"],
      "short-container-title": ["J. Tests"],
      author: [
        ...crossrefPines.message.author,
        { given: "Dora", family: "Berg", ORCID: "http://orcid.org/0000-0001-5109-3700" },
      ],
    };
    const given = { ...answers, "/v1/works/10.5555%2Fpines": { body: { message } } };
    const lists = {
      "content/people.yaml": "# Us\n  - name: Ada Kern\n    owner: true # me",
      "content/venues.yaml": "# none yet\n",
    };
    const folder = site(lists);
    const shown = await add(folder, ["10.5555/pines", "--dry-run"], "", given);
    expect(shown.output).toContain(`
  · people.yaml has no ORCID iD of Ada Kern, which may be 0000-0002-1825-0097
  not in people.yaml:
  │ - name: Dora Berg
  │   orcid: 0000-0001-5109-3700
  not in venues.yaml:
  │ - short: J. Tests
  │   name: Journal of Tests
  │   issn:
  │     - 1234-5679
  │     - 2049-3630
`);
    expect((await add(folder, ["10.5555/pines"], "also\n", given)).code).toBe(0);
    const read = (name: string) => readFileSync(path.join(folder, "content", name), "utf8");
    expect(read("people.yaml")).toBe(
      `${lists["content/people.yaml"]}\n  - name: Dora Berg\n    orcid: 0000-0001-5109-3700\n`,
    );
    expect(read("venues.yaml")).toBe(
      "# none yet\n- short: J. Tests\n  name: Journal of Tests\n  issn:\n    - 1234-5679\n    - 2049-3630\n",
    );
    expect((await offprint("check", folder)).output).toBe("Nothing to complain of.\n");
    // A paper is at its venue by the ISSN, whatever it calls it.
    writeFileSync(
      path.join(folder, "content/publications/firs.md"),
      '---\ntitle: Firs\nauthors: [D. Berg]\nvenue: Tests (Berlin Series)\nissn: "20493630"\ndate: 2022\n---\n',
    );
    await offprint("build", folder, "--no-cache", "--output", path.join(folder, "_site"));
    expect(readFileSync(path.join(folder, "_site/venues/j.-tests/index.html"), "utf8")).toContain(">Firs<");

    const again = site({ "content/people.yaml": "[{name: Ada Kern, orcid: 0000-0002-1825-0097}]\n" });
    const told = await add(again, ["10.5555/pines", "--yes", "--also"], "", given);
    expect([told.code, told.errors]).toEqual([
      0,
      expect.stringContaining(
        "content/people.yaml is no list that can be added to; write what is proposed for it yourself.",
      ),
    ]);
    expect(readFileSync(path.join(again, "content/venues.yaml"), "utf8")).toContain("name: Journal of Tests");
  });

  test("lets a title be chosen, and takes none by itself", async () => {
    const folder = site();
    const chosen = await add(folder, ["growth of pines"], "1\ny\n");
    expect(chosen.output).toContain("1. Growth of Pinus nigra · Kern, Orr · Journal of Tests · 2021");
    expect(files(folder)).toEqual(["kern2021growth.md"]);
    const silent = await add(site(), ["growth of pines", "--yes"]);
    expect([silent.code, silent.errors]).toEqual([
      1,
      'offprint add: "growth of pines" may be several papers: name one by its DOI.\n',
    ]);
  });

  test.each<[string, string]>([
    ["10.5555/gone", "10.5555/gone: no such DOI (doi.org)."],
    ["10.5555/slow", "Crossref asks to wait 24 hours; run the command again then."],
    [
      "10.5555/login",
      expect.stringMatching(/^127\.0\.0\.1:\d+ gave a web page instead of data: is a login needed for this network\?$/),
    ],
    ["10.5555/cut", "Crossref gave data that is cut off or damaged."],
    ["10.5555/issue", "10.5555/issue is a journal issue, not a paper."],
    ["2109.99999", "2109.99999: arXiv has no such paper."],
  ])("%s: one plain line, exit code 1 and no file", async (what, message) => {
    const folder = site();
    const { code, errors } = await add(folder, [what, "--yes"]);
    expect([code, errors.replace(/^offprint add: /, "").trimEnd(), files(folder)]).toEqual([1, message, []]);
  });

  test("writes the good ones of several, and says of how many", async () => {
    const folder = site();
    const { code, output, errors } = await add(folder, ["10.5555/gone", "10.5555/pines", "--yes"]);
    expect([code, files(folder)]).toEqual([1, ["kern2021growth.md"]]);
    expect(errors).toContain("10.5555/gone: no such DOI");
    expect(output).toContain("2 in all: 1 written, 1 failed.");
  });

  test("leaves a paper that is there, says what differs, and adds what it lacks where that is asked for", async () => {
    const mine =
      "---\ntitle: Growth of pines # mine\nauthors: [Ada Kern]\nvenue: Tests\ndate: 2021\ndoi: 10.5555/PINES\n---\nMy abstract.\n";
    const folder = site({ "pines.md": mine });
    const told = await add(folder, ["10.5555/pines", "--yes"]);
    expect(told.code).toBe(0);
    expect(told.output).toContain(
      '10.5555/pines is there already: pines in content/publications/pines.md:1.\n  venue: "Tests" here, "Journal of Tests" there',
    );
    expect(readFileSync(path.join(folder, "content/publications/pines.md"), "utf8")).toBe(mine);
    await add(folder, ["2101.00001", "--update", "--yes"]);
    expect(readFileSync(path.join(folder, "content/publications/pines.md"), "utf8")).toBe(
      mine.replace("PINES\n", 'PINES\narxiv: "2101.00001"\nvolume: "12"\nnumber: "3"\npages: "132–142"\n'),
    );
    const bib = site({
      "a.bib": "@article{pines, title={Growth}, author={Kern, Ada}, journal={Tests}, year=2021, doi={10.5555/pines}}",
    });
    await add(bib, ["10.5555/pines", "--update", "--yes"]);
    expect(readFileSync(path.join(bib, "content/publications/pines.md"), "utf8")).toBe(
      '---\nvolume: "12"\nnumber: "3"\npages: "132–142"\n---\n',
    );
    expect((await offprint("build", bib, "--no-cache")).errors).not.toContain("error");
  });

  test("takes every paper that a list names, into the topics of its headings", async () => {
    const folder = site({ "content/collections/pines.md": "---\ntitle: Pines\n---\n" });
    writeFileSync(
      path.join(folder, "cv.md"),
      "# Papers\n## Pines\n- Growth. https://doi.org/10.5555/pines\n## Others\n- Winter. arXiv:2102.00002\n- Nothing, 2019.\n",
    );
    const { code, output } = await add(folder, ["--from", "cv.md", "--yes"]);
    expect(code).toBe(0);
    expect(output).toContain("2 papers are named in cv.md.");
    expect(readFileSync(path.join(folder, "content/publications/kern2021growth.md"), "utf8")).toContain(
      "collections:\n  - pines\n",
    );
    expect(files(folder)).toEqual(["kern2020growth.md", "kern2021growth.md"]);
  });

  test("proposes the headings of a list as topics, but no years and no words for papers", async () => {
    const folder = site();
    writeFileSync(
      path.join(folder, "cv.md"),
      "# Selected papers\n- Winter. arXiv:2102.00002\n## Growth & roots\n- Growth. https://doi.org/10.5555/pines\n## 2020\n- Data. 10.5281/zenodo.7\n",
    );
    const { code, output } = await add(folder, ["--from", "cv.md"], "yes\nalso\nyes\n");
    expect(code).toBe(0);
    expect(output.match(/no topic yet: .*/g)).toEqual([
      'no topic yet: "Growth & roots" (content/collections/growth-roots.md)',
    ]);
    const read = (name: string) => readFileSync(path.join(folder, "content", name), "utf8");
    expect(read("publications/kern2021growth.md")).toContain("collections:\n  - growth-roots\n");
    expect(read("collections/growth-roots.md")).toBe("---\ntitle: Growth & roots\n---\n");
    expect(readdirSync(path.join(folder, "content/collections"))).toEqual(["growth-roots.md"]);
    expect((await offprint("check", folder)).output).toBe("Nothing to complain of.\n");
  });

  test("is for programs too, and dry", async () => {
    const folder = site();
    const { code, output } = await add(folder, ["10.5555/pines", "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(output)).toMatchObject([
      {
        what: "10.5555/pines",
        result: "shown",
        key: "kern2021growth",
        file: "content/publications/kern2021growth.md",
        origins: { title: "Crossref" },
      },
    ]);
    expect((await add(folder, ["10.5555/pines", "--dry-run"])).output).toContain("│ title: Growth of *Pinus nigra*");
    expect(files(folder)).toEqual([]);
  });

  test("keeps its hands off a file that is in its way, and off what is no site", async () => {
    const folder = site();
    writeFileSync(path.join(folder, "entry.bib"), "@article{x, title={X}, author={Kern, Ada}, year=2020}");
    expect((await add(folder, ["entry.bib", "--yes"])).code).toBe(0);
    const again = await add(folder, ["-", "--yes"], "@article{x, title={Other}, author={Kern, Ada}, year=2021}");
    expect([again.code, again.errors]).toEqual([
      1,
      "offprint add: content/publications/x.bib exists already, and was left as it is.\n",
    ]);
    const nowhere = await add(path.dirname(folder), ["10.5555/pines"]);
    expect(nowhere.code).toBe(2);
    expect(existsSync(path.join(folder, "../x.bib"))).toBe(false);
  });

  test("shows and writes nothing that steers a terminal or leaves the folder", async () => {
    const hostile = {
      ...crossrefPines.message,
      title: ["\u001b[31mA \u202e ../../x"],
      author: [{ family: "../../etc", given: "A" }],
      "container-title": ["::error::x"],
    };
    const folder = site();
    const { output } = await add(folder, ["10.5555/pines", "--yes"], "", {
      ...answers,
      "/v1/works/10.5555%2Fpines": { body: { message: hostile } },
    });
    expect(output).not.toContain("\u001b");
    expect(files(folder)).toEqual([expect.stringMatching(/^etc2021\w+\.md$/)]);
    expect(readdirSync(folder).sort()).toEqual(["content"]);
  });

  test("writes the preprint beside the published paper where that is asked for, or where it is another text", async () => {
    const folder = site();
    expect((await add(folder, ["2101.00001", "--both", "--yes"])).output).toContain("2 in all: 2 written.");
    const [published, preprint] = ["kern2021growth.md", "kern2020growth.md"].map((name) =>
      readFileSync(path.join(folder, "content/publications", name), "utf8"),
    );
    expect(published).toMatch(/doi: 10\.5555\/pines\n(?![\s\S]*arxiv)/);
    expect(preprint).toMatch(/type: preprint\n[\s\S]*arxiv: "2101\.00001"\n[\s\S]*versions:\n {2}- kern2021growth\n/);
    const { output } = await offprint("inspect", path.join(folder, "content/publications/kern2020growth.md"), "--json");
    expect(JSON.parse(output).publications[0].versions).toEqual(["kern2021growth"]);
    expect((await offprint("check", folder)).output).toBe("Nothing to complain of.\n");

    const other = site();
    const given = {
      ...answers,
      "/oai2?verb=GetRecord&metadataPrefix=arXiv&identifier=oai%3AarXiv.org%3A2101.00001": {
        body: oai("2101.00001", "10.5555/pines", "On trees"),
      },
    };
    await add(other, ["2101.00001", "--yes"], "", given);
    expect(files(other)).toEqual(["kern2020trees.md", "kern2021growth.md"]);
  });

  test("keeps what the services answer, and plays it back without asking anyone", async () => {
    const folder = site();
    const recording = path.join(folder, "recording");
    const words = ["10.5555/pines", "2101.00001", "10.5555/gone", "PMID 123"];
    const first = await add(folder, [...words, "--record", recording, "--json"]);
    expect(first.code).toBe(1);
    const run = JSON.parse(readFileSync(path.join(recording, "run.json"), "utf8"));
    expect(run).toEqual({ words, outcomes: JSON.parse(first.output) });
    for (const name of readdirSync(path.join(recording, "answers")))
      expect(readFileSync(path.join(recording, "answers", name), "utf8")).not.toContain("ada@example.org");

    const again = await add(site(), [...words, "--playback", recording, "--json"], "", {});
    expect(again.asked).toEqual([]);
    expect(JSON.parse(again.output)).toEqual(run.outcomes);
    const other = await add(site(), ["10.5555/other", "--playback", recording], "", {});
    expect([other.code, other.errors]).toEqual([1, "offprint add: doi.org: the recording holds no answer to this.\n"]);
  });

  // Whoever has a network may put a run against the services themselves there: offprint add WHAT… --record DIR
  const recordings = path.resolve("tests/fixtures/recorded");
  test.each(readdirSync(recordings))("gives of the recorded run %s what it gave", async (name) => {
    const { words, outcomes } = JSON.parse(readFileSync(path.join(recordings, name, "run.json"), "utf8"));
    const { output, asked } = await add(
      site(),
      [...words, "--playback", path.join(recordings, name), "--json"],
      "",
      {},
    );
    expect([JSON.parse(output), asked]).toEqual([outcomes, []]);
  });
});
