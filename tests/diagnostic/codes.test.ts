import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { checkTemplates } from "../../src/build/check-templates.ts";
import { createTemplates, templateFault } from "../../src/build/templates.ts";
import { checkSite } from "../../src/check/check-site.ts";
import { type DiagnosticCode, diagnosticCodes } from "../../src/diagnostic/codes.ts";
import { diagnostic } from "../../src/diagnostic/diagnostic.ts";
import { diagnosticLines } from "../../src/diagnostic/print-diagnostics.ts";
import { readFiles } from "../../src/input/files/read-files.ts";
import { loadSite } from "../../src/pipeline.ts";
import editorTasks from "../../starter/site/.vscode/tasks.json" with { type: "json" };
import { type SiteFiles, siteIn } from "../site-in.ts";
import { diagnosticsDocumentation, documentationFile } from "./documentation.ts";

/** For each code a site that raises it, and where; `«` stands before the place. A name without a folder is a paper's. */
const fixtures: Readonly<Partial<Record<DiagnosticCode, SiteFiles>>> = {
  "input/not-utf8": { "a.bib": Buffer.from("@misc{a, title={Caf«é}, year=2000}", "latin1") },
  "input/not-read": { "content/person.yaml": "«- name: Ada Kern\n" },
  "input/same-name": {
    "e\u0301.md": "---\ntitle: A\ndate: 2000\n---\n",
    "\u00e9.md": "«---\ntitle: A\ndate: 2000\n---\n",
  },
  "input/metrics": { "content/metrics.json": "«[]" },
  "input/head": { "content/head.html": '<meta name="a" content="b">\n«<script>alert(1)</script>\n' },
  "input/page-address": { "content/pages/venues.md": "«Where I publish.\n" },
  "input/no-text": { "a.md": "---\ntitle: A«\u0007b\ndate: 2000\n---\n" },
  "input/picture": {
    "a.md": "---\ntitle: A\ndate: 2000\nteaser: «a.png\nteaser-alt: A tree.\n---\n",
    "a.png": "no picture",
  },
  "input/paper-folder": {
    "content/publications/pines/index.md": "---\ntitle: A\ndate: 2000\n---\n",
    "content/publications/pines/cite.bib": "«@misc{b, title = {B}, year = 2000}\n@misc{c, title = {C}, year = 2001}\n",
  },
  "input/front-matter": { "a.md": "«title: A\n" },
  "input/yaml": { "a.md": "---\ntitle: A\n«\tdate: 2000\n---\n" },
  "input/yaml-escape": { "a.md": '---\ntitle: "On «\\theta"\ndate: 2000\n---\n' },
  "input/yaml-comment": { "a.md": "---\ntitle: C «# in mud\ndate: 2000\n---\n" },
  "input/unknown-field": { "a.md": "---\ntitle: A\ndate: 2000\n«titel: B\n---\n" },
  "input/wrong-type": { "a.md": "---\ntitle: A\ndate: 2000\norder: «first\n---\n" },
  "input/unsafe-name": { "a.md": "---\ntitle: A\nlinks: { «__proto__: x }\n---\n" },
  "input/unbalanced-brace": { "a.bib": "@misc{a,\n  year = 2000,\n  «title = {Open {brace},\n}\n" },
  "input/missing-comma": { "a.bib": "@misc{a, title = {A}« year = 2000}" },
  "input/syntax": { "a.bib": "@misc{a, title = {A}, year = 2000, «nonsense}" },
  "input/stray-entry": { "a.bib": "«article{a,\n  title = {A}, year = 2000}" },
  "input/missing-key": { "a.bib": "\n«@misc{title = {A}, year = 2000}" },
  "input/undefined-string": { "a.bib": "@article{a, title = {A}, year = 2000,\n  journal = «jml}" },
  "input/duplicate-field": { "a.bib": "@misc{a, title = {A}, year = 2000, «year = 2001}" },
  "input/section": { "content/site.yaml": "sections:\n  - «title: Peer-reviewed\n" },
  "input/author-mark": { "content/site.yaml": "authorMarks:\n  «artist: ♪\n" },
  "input/news-date": { "content/news/award.md": "---\ndate: «soon\n---\nAn award.\n" },
  "input/unknown-style": { "content/site.yaml": "citationStyles: [apa, «chicago]\n" },
  "text/unknown-macro": { "a.bib": "@misc{a, year = 2000, title = {The «\\foo{thing}}}" },
  "text/unbalanced-math": { "a.bib": "@misc{a, year = 2000, title = {Cost is US«$ 5}}" },
  "text/unbalanced-brace": { "a.md": "---\ntitle: A\ndate: 2000\nauthors:\n  - Ada «{Kern\n---\n" },
  "text/bound": {
    "a.bib": `@string{a = {x}}\n@misc{a, title = {A}, year = 2000, «note = a${" # a".repeat(1_000_000)}}\n`,
  },
  "text/math": { "a.bib": "@misc{a, year = 2000, title = {«On $\\nosuch{1}$ things}}" },
  "record/date": { "a.bib": "@misc{a, title = {A}, date = {«Spring 2021x}}" },
  "record/author-role": { "a.bib": "@misc{a, title={A}, year=2000, author={Orr, Ben}, author+an:role={1=«baking}}" },
  "record/name": { "a.bib": "@misc{a, title = {A}, year = 2000, author = {«A, B, C, D, E and F G}}" },
  "record/doi": { "a.bib": "@misc{a, title = {A}, year = 2000, doi = {«11.1000/x}}" },
  "record/arxiv": { "a.md": "---\ntitle: A\ndate: 2000\narxiv: «not-an-id\n---\n" },
  "record/isbn": { "a.bib": "@book{a, title = {A}, year = 2000, isbn = {«978-3-16-148410-1}}" },
  "record/orcid": { "content/people.yaml": "- name: A B\n  orcid: «0000-0002-1825-0098\n" },
  "record/identifier": { "a.bib": "@article{a, title = {A}, year = 2000, issn = {«0378-5950}}" },
  "text/address-scheme": { "a.bib": "@misc{a, title = {A}, year = 2000, url = {«javascript:alert(1)}}" },
  "text/remote-picture": { "a.md": "---\ntitle: A\ndate: 2000\n---\n![x](«https://example.org/x.png)\n" },
  "text/footnote": { "a.md": "---\ntitle: A\ndate: 2000\n---\nText.\n\n«[^1]: A note.\n" },
  "text/html": { "content/index.md": "One\n«<u>two</u>\n" },
  "input/teaser": { "a.bib": "@misc{a, title={A}, year=2000, teaser={«https://example.org/a.png}}" },
  "input/visibility": { "a.md": "---\ntitle: A\ndate: 2000\ndraft: «ture\n---\n" },
  "record/several-addresses": {
    "a.bib": "@misc{a, title = {A}, year = 2000, url = {«https://example.org/a, https://example.org/b}}",
  },
  "input/unknown-type": { "a.bib": "«@novella{a, title = {A}, year = 2000}" },
  "input/missing-parent": { "a.bib": "@misc{a, title = {A}, year = 2000, crossref = {«nobody}}" },
  "input/parent-cycle": {
    "a.bib": "@book{a, title = {A}, year = 2000, crossref = {b}}\n@book{b, title = {B}, crossref = {«a}}",
  },
  "input/contradiction": { "a.bib": "@misc{a, title = {A}, year = 2000}", "a.md": "---\ntitle: «Another\n---\n" },
  "validate/no-title": { "a.md": "«---\ndate: 2000\n---\n" },
  "validate/no-author": { "a.bib": "«@article{a, title = {A}, journal = {J}, year = 2000}" },
  "validate/no-year": { "a.md": "«---\ntitle: A\n---\n" },
  "validate/missing-file": { "a.md": "---\ntitle: A\ndate: 2000\npdf: «a.pdf\n---\n" },
  "validate/changed-file": {
    "a.md": "---\ntitle: A\ndate: 2000\nslides: «a.svg\n---\n",
    "a.svg": '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
  },
  "validate/teaser": { "a.md": "---\ntitle: A\ndate: 2000\nteaser-alt: «A tree.\n---\n" },
  "relate/duplicate-key": { "a.bib": "@misc{a, title = {A}, year = 2000}\n«@misc{a, title = {B}, year = 2000}" },
  "relate/same-address": {
    "a.md": "---\ntitle: A\ndate: 2000\npdf: x/a.pdf\nslides: «y/a.pdf\n---\n",
    "content/publications/x/a.pdf": "%PDF-1.7",
    "content/publications/y/a.pdf": "%PDF-1.7",
  },
  "relate/similar-keys": { "a.bib": "@misc{a, title = {A}, year = 2000}\n«@misc{A, title = {B}, year = 2000}" },
  "relate/same-work": {
    "a.bib": "@misc{a, title={A}, year=2000, doi={10.5555/a}}\n@misc{b, title={B}, year=2000, doi={«10.5555/A}}",
  },
  "relate/missing-file": { "content/index.md": "See ![x](«a.png).\n" },
  "relate/unknown-collection": { "a.md": "---\ntitle: A\ndate: 2000\ncollections: [«nowhere]\n---\n" },
  "relate/unknown-version": { "a.md": "---\ntitle: A\ndate: 2000\nversions: «b\n---\n" },
  "relate/probable-version": {
    "a.bib":
      "@article{a, title={On the Growth of Pines}, author={Kern, Ada}, year=2021, journal={J}}\n@unpublished{b, title={«On the Growth of Pines}, author={Kern, Ada}, year=2020, note={Draft}}",
  },
  "relate/own-version": { "a.bib": "@misc{a, title = {A}, year = 2000, related = {«a}}" },
  "relate/dead-link": { "content/index.md": "See [my trees](«collections/trees/).\n" },
  "relate/unknown-citation": { "content/pages/about.md": "See [«@gone2020].\n" },
  "relate/no-list": { "content/pages/about.md": '[Mine](«/ "list")\n' },
  "relate/embed": { "content/site.yaml": "url: https://example.org/\nembed: [/publications/, «/collections/oaks/]\n" },
  "relate/navigation": { "content/site.yaml": "navigation:\n  - «https://example.org/\n" },
  "relate/empty-section": {
    "content/site.yaml": "sections:\n  - «match: {types: [book]}\n",
    "a.bib": "@article{a, title={A}, author={Kern, Ada}, journal={J}, year=2020}",
  },
  "input/portrait": { "content/index.md": "---\nportrait-alt: «A tree.\n---\n" },
  "relate/redirect": { "content/site.yaml": "redirects:\n  «/a/: /nowhere/\n" },
  "relate/empty-collection": { "content/collections/empty.md": "«---\ntitle: Empty\n---\n" },
  "messages/incomplete": { "content/messages/en.yaml": "copy: Copy\n«nothing: at all\n" },
  "input/duplicate-name": { "content/people.yaml": "- name: A B\n- «name: A B\n" },
  "relate/claimed-name": {
    "content/people.yaml": "- {name: A B, variants: [A.]}\n- name: C D\n  variants: [«A.]\n",
    "a.bib": "@misc{a, title = {A}, year = 2000, author = {B, A}}",
  },
  "relate/ambiguous-person": {
    "content/people.yaml": "- {id: a, name: A B}\n- {id: b, name: A B}\n",
    "a.bib": "@misc{a, title = {A}, year = 2000, author = {«B, A}}",
  },
  "relate/unknown-person": {
    "content/people.yaml": "- {id: ada, name: A B}\n",
    "a.md": "---\ntitle: A\ndate: 2000\nauthors: [«adda]\n---\n",
  },
  "relate/unknown-activity": { "a.md": "---\ntitle: A\ndate: 2000\nprojects: «forest\n---\n" },
  "relate/unknown-mark": { "a.bib": "@misc{a, title={A}, year=2000, author={«Orr$^\\ddag$, Ben}}" },
  "relate/owner": {
    "content/people.yaml": "- owner: true\n  name: «Ada Kernn\n",
    "a.bib": "@misc{a, title = {A}, year = 2000, author = {Kern, Ada}}",
  },
  "relate/similar-names": {
    "content/people.yaml": "- name: Ada B. Kern\n",
    "a.bib": "@misc{a, title = {A}, year = 2000, author = {«Kern, A.}}",
  },
};

/** Raised by what `loadSite` can't reach, or no text makes; each has a test of its own, below or in its room's folder. */
const others: readonly DiagnosticCode[] = [
  "input/unreadable",
  "input/link",
  "input/special-file",
  "build/template",
  "build/override-origins",
  "build/unknown-name",
  "eleventy/configuration",
  "check/gone-address",
  "check/dead-link",
  "check/duplicate-id",
  "check/outside-address",
  // tests/cli/check-links.test.ts
  "services/dead-link",
  "services/closed-paper",
];

/** What the editor finds in lines: file, line, column, severity, message and code of each. */
function inEditor(lines: string): readonly (readonly (string | undefined)[])[] {
  const { regexp, file, line, column, severity, message, code } = editorTasks.tasks[0]!.problemMatcher.pattern;
  const found = lines.split("\n").slice(0, -1);
  return found.map((one) => {
    const groups = new RegExp(regexp).exec(one) ?? [];
    return [file, line, column, severity, message, code].map((group) => groups[group]);
  });
}

describe("diagnosticCodes", () => {
  test("has a fixture for every code", () => {
    expect([...Object.keys(fixtures), ...others].toSorted()).toEqual(Object.keys(diagnosticCodes).toSorted());
  });

  test.each(Object.entries(fixtures))(
    "%s is raised once, at the place of the fault, in whole sentences",
    (code, files) => {
      let place = "";
      const plain = Object.fromEntries(
        Object.entries(files).map(([name, given]) => {
          const bytes = Buffer.from(given);
          const mark = typeof given === "string" ? Buffer.from("«") : Buffer.from("«", "latin1");
          const at = bytes.indexOf(mark);
          if (at < 0) return [name, bytes];
          const before = bytes.subarray(0, at).toString("latin1").split("\n");
          const file = name.includes("/") ? name : `content/publications/${name}`;
          place = `${file}:${before.length}:${before.at(-1)!.length + 1}`;
          return [name, Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + mark.length)])];
        }),
      );
      const { diagnostics } = loadSite(siteIn(plain));
      const raised = diagnostics.filter((diagnostic) => diagnostic.code === code);
      expect(raised.map(({ file, line, column }) => `${file}:${line}:${column}`)).toEqual([place]);
      expect(raised[0]!.message).toMatch(/^\S.*[.!?]$/);
      expect(raised[0]!.hint).toMatch(/\S/);
      // Editors have all of it in their list.
      const [{ severity, message, hint }] = raised as [(typeof raised)[0]];
      const said = `${message} Hint: ${hint}`.replace(/\s+/g, " ");
      expect(inEditor(diagnosticLines(raised))).toEqual([[...place.split(":"), severity, said, code]]);
    },
  );

  test.each(Object.keys(diagnosticCodes) as DiagnosticCode[])("%s is found in the lines for editors", (code) => {
    const told = { code, file: "content/a:1:2 [b].md", line: 30, column: 4, message: 'A "x: 1:2:3" [y/z]\nends.' };
    expect(inEditor(diagnosticLines([diagnostic(told)]))).toEqual([
      [told.file, "30", "4", diagnosticCodes[code].severity, 'A "x: 1:2:3" [y/z] ends.', code],
    ]);
  });

  test("are raised by the room they name, or by one that builds on it", () => {
    const order = ["text", "record", "input", "validate", "relate", "build", "eleventy"];
    const source = path.join(import.meta.dirname, "../../src");
    const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
    const wrong = files.flatMap((file) => {
      const room = file.split(path.sep, 1)[0]!;
      const named = readFileSync(path.join(source, file), "utf8").matchAll(/"([a-z]+)\/[a-z-]+"/g);
      return [...named].flatMap(([code, of]) => {
        const isBelow = order.includes(room) && order.indexOf(of!) > order.indexOf(room);
        return isBelow && code.slice(1, -1) in diagnosticCodes ? [`${file} raises ${code}`] : [];
      });
    });
    expect(wrong).toEqual([]);
  });

  test("are documented as the table says: npm run docs", () => {
    expect(readFileSync(documentationFile, "utf8")).toBe(diagnosticsDocumentation());
  });

  test("input/unreadable is raised by a file that is not there", () => {
    const { diagnostics } = readFiles(siteIn({}), ["content/nowhere.bib"]);
    expect(diagnostics).toMatchObject([{ code: "input/unreadable", file: "content/nowhere.bib", line: 1, column: 1 }]);
  });

  test("build/template is raised by a template of the site's own that can't be read", () => {
    const site = siteIn({ "_includes/partials/footer.njk": "<p>\n{{ heading | shwo }}" });
    expect(checkTemplates(site, createTemplates(site))).toMatchObject([
      { code: "build/template", file: "_includes/partials/footer.njk", line: 2, hint: expect.stringMatching(/\S/) },
    ]);
  });

  test("build/template names the template and the fault where what it calls meets nothing", () => {
    const site = siteIn({ "_includes/partials/footer.njk": "<p>\n{{ call() }}" });
    const call = () => (undefined as unknown as { readonly other: string }).other;
    let thrown: unknown;
    try {
      createTemplates(site).render("partials/footer.njk", { call });
    } catch (error) {
      thrown = error;
    }
    expect(templateFault(thrown, site)?.diagnostics).toMatchObject([
      {
        code: "build/template",
        file: "_includes/partials/footer.njk",
        message: expect.stringContaining("Cannot read properties of undefined"),
      },
    ]);
  });

  test("build/unknown-name is raised by a template of the site's own that uses what Offprint does not give", () => {
    const site = siteIn({ "_includes/partials/footer.njk": "<p>\n{{ site.ownre }}" });
    expect(checkTemplates(site, createTemplates(site))).toMatchObject([
      { code: "build/unknown-name", file: "_includes/partials/footer.njk", line: 2, column: 9 },
    ]);
  });

  test("build/override-origins is raised by what is noted of overrides and can't be read", () => {
    const site = siteIn({ "_includes/partials/footer.njk": "x", "_includes/overrides.json": "<<<<<<< HEAD\n" });
    expect(checkTemplates(site, createTemplates(site))).toMatchObject([
      { code: "build/override-origins", file: "_includes/overrides.json", hint: expect.stringMatching(/accept/) },
    ]);
  });

  test("check/… is raised by pages with a dead link, a dead fragment, a repeated id or a foreign script", () => {
    const folder = siteIn({});
    writeFileSync(
      path.join(folder, "index.html"),
      '<!doctype html>\n<p id="a"><a href="/x/">x</a>\n<p id="a"><a href="#b">b</a>\n<script src="https://cdn.example/x.js"></script>',
    );
    expect(checkSite(folder, "/").map(({ code, line }) => `${code} ${line}`)).toEqual([
      "check/duplicate-id 3",
      "check/dead-link 2",
      "check/dead-link 3",
      "check/outside-address 4",
    ]);
  });
});
