import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { createAssets } from "../../src/build/assets.ts";
import { engineFolder } from "../../src/build/cache/engine.ts";
import { checkTemplates } from "../../src/build/check-templates.ts";
import { createTemplates } from "../../src/build/templates.ts";
import { sitePages } from "../../src/build/write-pages.ts";
import type { Diagnostic } from "../../src/diagnostic/diagnostic.ts";
import { createSerializer } from "../../src/export/serializations.ts";
import { loadSite } from "../../src/pipeline.ts";
import { contextNames, shapes } from "../../src/site/views/template-names.ts";
import { siteIn } from "../site-in.ts";
import { templatesDocumentation, templatesFile } from "./template-documentation.ts";

function faultsOf(text: string, name = "partials/footer.njk"): readonly string[] {
  const site = siteIn({ [`_includes/${name}`]: text });
  return checkTemplates(site, createTemplates(site)).map(({ line, column, message }) => `${line}:${column} ${message}`);
}

describe("checkTemplates", () => {
  test.each([
    ["<p>\n{% if site %}\nx", /^2:\d+ .*endif/],
    ["x\n{{ site | nosuch }}", /^2:11 .*filter "nosuch"/],
    ['x\n\n{% include "partials/nope.njk" %}', /^3:12 .*template "partials\/nope.njk"/],
    ['x\n  {{ "abc }}', /^2:3 /],
    ["{% iff x %}", /^1:\d+ .*iff/],
    ["{% if a is strng %}{% endif %}", /^1:12 .*test "strng"/],
    ['{% extends "layouts/nope.njk" %}', /^1:12 .*layouts\/nope.njk/],
    ['{{ t("cyte") }}', /^1:6 .*word of the interface "cyte"/],
    ['{% from "partials/footer.njk" import button %}', /^1:38 .*macro in partials\/footer.njk called "button"/],
    ["<p>\n<<<<<<< yours\nx\n=======\ny\n>>>>>>> Offprint 1.0.0\n", /^2:1 .*merge/],
  ])("finds the place of the fault in %j", (text, expected) => {
    expect(faultsOf(text)).toEqual([expect.stringMatching(expected)]);
  });

  test("finds nothing in a template that uses what there is", () => {
    expect(
      faultsOf('{% extends "layouts/base.njk" %}{% block main %}{{ heading | upper }}{% endblock %}', "a.njk"),
    ).toEqual([]);
    expect(faultsOf('{% include "partials/own.njk" ignore missing %}')).toEqual([]);
  });

  test("warns of no name that the engine's own templates use", () => {
    expect(checkTemplates(engineFolder, createTemplates(engineFolder))).toEqual([]);
  });

  test.each([
    ["<p>\n{{ sites.title }}", "2:4 sites"],
    ["{{ site.tilte }}", "1:9 tilte"],
    ["{% for one in site.profiles %}{{ one.url }}{% endfor %}", "1:38 url"],
    ["{% set one = site.profiles[0] %}{{ one.url }}", "1:40 url"],
    ["{% if page.isFront and page.isBack %}x{% endif %}", "1:29 isBack"],
    ["{% if page.title == page.titel %}x{% endif %}", "1:26 titel"],
    ['{{ t("pageOf", { page: pages, pages: 1 }) }}', "1:24 pages"],
    ["{{ entry.venue.year | upper }}", "1:16 year"],
    ["{% macro a(x) %}{{ x.y }}{{ z }}{% endmacro %}{{ a(site.nothing) }}", "1:29 z, 1:57 nothing"],
    ["{% for one in items %}{% else %}{{ nothing }}{% endfor %}", "1:36 nothing"],
    ["{{ 'a' if nothing else site.nope }}", "1:11 nothing, 1:29 nope"],
    ["{% set x %}{{ nothing }}{% endset %}{{ x.y }}", "1:15 nothing"],
    ["{% call a() %}{{ nothing }}{% endcall %}{% macro a() %}{{ caller() }}{% endmacro %}", "1:18 nothing"],
    ['{% extends "layouts/group.njk" %}{% block abuot %}{% endblock %}{% block main %}{% endblock %}', "1:43 abuot"],
    ["{% if analytics is defined %}x{% endif %}{{ site.profiles.length }}{{ range(3) }}{{ loop.index }}", ""],
    ["{% set own = 1 %}{{ own }}{{ own.x }}{{ list.groups | length }}{{ (site).title }}", ""],
    ["{% for page in navigation %}{{ page.label }}{% endfor %}{{ page.title }}", ""],
    ["{% for k, v in site %}{{ k }}{{ v.x }}{% endfor %}", ""],
  ])("warns of what %j names and nothing gives", (text, expected) => {
    const site = siteIn({ "_includes/partials/footer.njk": text });
    const found = checkTemplates(site, createTemplates(site));
    for (const { code, severity } of found) expect([code, severity]).toEqual(["build/unknown-name", "warning"]);
    const named = found.map(({ line, column, message }) => `${line}:${column} ${/"([^"]+)"/.exec(message)![1]}`);
    expect(named.join(", ")).toBe(expected);
  });

  test("knows what one of the site's templates sets for another, and what its configuration adds", () => {
    const site = siteIn({
      "_includes/layouts/front.njk": '{% set mine = 1 %}{% include "partials/mine.njk" %}{{ visits }}',
      "_includes/partials/mine.njk": "{{ mine }}{{ yours }}",
      "_includes/partials/footer.njk": "{{ visits }}{% shortcode %}",
    });
    const told = (added?: readonly string[]) =>
      checkTemplates(site, createTemplates(site), added).map(({ file, message }) => `${file} ${message}`);
    expect(told()).toEqual([
      expect.stringMatching(/^_includes\/partials\/footer.njk .*can't be read/),
      expect.stringMatching(/^_includes\/layouts\/front.njk .*"visits"/),
      expect.stringMatching(/^_includes\/partials\/mine.njk .*"yours"/),
    ]);
    expect(told(["visits"])).toEqual([]);
  });
});

/** The names of what a template is given, parts too, with "[]" where a list's items have them. */
function namesIn(value: unknown, name = ""): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => namesIn(item, `${name}[]`));
  if (typeof value !== "object" || value === null) return [name];
  const kind: object = Object.getPrototypeOf(value);
  const derived = kind === Object.prototype ? [] : Object.keys(Object.getOwnPropertyDescriptors(kind));
  return [...Object.keys(value), ...derived.filter((part) => part !== "constructor")].flatMap((part) =>
    namesIn((value as Readonly<Record<string, unknown>>)[part], name ? `${name}.${part}` : part),
  );
}

describe("the table of what templates are given", () => {
  test("is what docs/templates.md says; npm run docs writes it", () => {
    expect(readFileSync(templatesFile, "utf8")).toBe(templatesDocumentation());
  });

  test("names each part of what the pages of a site show, and nothing that none shows", () => {
    const site = siteIn({
      "a.md":
        '---\ntitle: A\nauthors: [{name: Ada Kern, affiliation: University of Tests}, Ben Orr]\nvenue: CT\ndate: 2021\nkeywords: [x]\ncollections: [trees]\nnote: A *note*\narxiv: "2101.00001"\nteaser: a.svg\nteaser-alt: A\nversions: [b]\naliases: [z]\n---\nText.\n\n## More\n\nText.\n',
      "b.md":
        '---\ntitle: B\nauthors: [Ada Kern, Ben Orr, Cem Yilmaz]\nvenue: CT\ndate: 2020\nkeywords: [x]\ncollections: [trees]\naliases: ["#y"]\n---\n',
      // More names than are shown at once, and three letters.
      "c.md": `---\ntitle: C\nauthors: [Ada Kern*, Cem Yilmaz, ${Array.from({ length: 31 }, (_, at) => `Eva Ek${at}`).join(", ")}]\ndate: 2019\nteaser: a.svg\nteaser-alt: A\nprojects: p\ncollections: [trees]\n---\n`,
      "a.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>',
      "content/collections/trees.md": "---\ntitle: Trees\n---\nText.\n",
      "content/people.yaml":
        "- name: Ada Kern\n  variants: [A. Kern]\n  owner: true\n  homepage: https://example.org/\n  orcid: 0000-0002-1825-0097\n  role: R\n  from: 2020\n  portrait: a.svg\n  affiliation: U\n  email: ada@example.org\n  profiles: {X: https://example.org/x}\n",
      "content/people/ada-kern.md": "Text.\n",
      "content/venues.yaml": "- short: CT\n  name: Conference on Tests\n  url: https://example.org/ct\n",
      "content/site.yaml":
        "title: Ada\nurl: https://example.org/\nlanguages: [en, nl]\nprofiles: {ORCID: https://orcid.org/0000-0002-1825-0097}\nappearance: {pictures: everywhere}\n",
      "content/index.md":
        "---\nportrait: a.svg\nportrait-alt: Ada\nemail: ada@example.org\nrole: R\naffiliation: U\nlocation: L\ninterests: [Trees, x]\n---\nText.\n",
      "content/cv.yaml":
        "label: L\nlocation: P\nemail: ada@example.org\nsummary: S\nsections:\n  T:\n    - {position: P, url: https://example.org/, company: U, date: 2021, level: good, summary: S, highlights: [H]}\n  W: {match: {years: 2019..2021}, numbering: up}\n  F: {form: f}\n",
      "content/forms/f.yaml": "sections: [{activities: grants}]\n",
      "content/a.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>',
      "content/grants.yaml":
        "- {title: G, funder: F, from: 2020, people: [Ada Kern], summary: S, links: {X: https://example.org/x}}\n",
      "content/projects/p.md": "---\ntitle: P\nfunding: g\n---\nText.\n",
      "content/theses.yaml": "- {title: T, student: Ada Kern, supervisors: [Ben Orr], paper: a, date: 2020}\n",
      "content/pages/about.md": 'Of [@a].\n\n[All](/publications/ "list 2")\n',
      ...Object.fromEntries(
        [1, 2, 3, 4, 5, 6].map((day) => [`content/news/2026-03-0${day}.md`, "---\ntitle: N\n---\nText.\n"]),
      ),
      // So many that not all years are on one page.
      "more.bib": Array.from(
        { length: 210 },
        (_, at) => `@misc{m${at}, title={M${at}}, author={Ben Orr and Cy Ash}, keywords={x}, year=${1900 + at}}\n`,
      ).join(""),
    });
    const { value } = loadSite(site);
    const told = { code: "", severity: "", message: "", hint: "", file: "", line: 1, column: 1, excerpt: "", key: "" };
    const pages = sitePages(site, value, {
      pathPrefix: "/",
      serialize: createSerializer(new Map()),
      makeAssets: createAssets(site),
      diagnostics: [told as unknown as Diagnostic],
    });
    const named = new Set<string>();
    for (const page of pages) {
      if (!("layout" in page) || /\/m\d+\//.test(page.address)) continue;
      for (const name of namesIn(page.context())) named.add(name);
    }
    const shown = new Set<string>();
    for (const name of named) {
      // The shape of the value so far, and its rows.
      let [at, rows] = ["", contextNames];
      for (const part of name.split(".")) {
        const bare = part.replace(/(?:\[\])+$/, "");
        expect(Object.keys(rows), `${name} has its row in src/site/views/template-names.ts`).toContain(bare);
        shown.add(`${at}.${bare}`);
        const row = rows[bare]!;
        if (typeof row === "string") break;
        at = row[0].replace("[]", "");
        rows = shapes[at]!;
      }
    }
    // What layouts and the environment give, not the page.
    const others = [
      "development",
      "entriesHtml",
      "linesHtml",
      "entry",
      "names",
      "counted",
      "onOwnPage",
      "legend",
      "legendInMargin",
      "newsLevel",
    ];
    const all = [
      ...Object.keys(contextNames)
        .filter((name) => !others.includes(name))
        .map((name) => `.${name}`),
      ...Object.entries(shapes).flatMap(([shape, rows]) => Object.keys(rows).map((name) => `${shape}.${name}`)),
    ];
    expect(all.filter((name) => !shown.has(name))).toEqual([]);
  });
});
