import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { loadSite } from "../../src/pipeline.ts";
import { activityKinds } from "../../src/record/activities.ts";
import { workFolderOf } from "../../src/record/content-files.ts";
import { jsonSchemas, schemaFiles } from "../documentation/json-schemas.ts";
import { siteIn } from "../site-in.ts";

const project = path.join(import.meta.dirname, "../..");
const ajv = new Ajv({
  allErrors: true,
  strict: true,
  strictTypes: false,
  strictRequired: false,
  keywords: ["markdownDescription"],
});
const validators = new Map([...jsonSchemas].map(([name, schema]) => [name, ajv.compile(schema)]));

/** What an editor that knows YAML 1.2 finds wrong with a text: the places of the faults. */
function faults(schema: string, text: string): readonly string[] {
  const validate = validators.get(schema)!;
  validate(parse(text));
  return [
    ...new Set(
      (validate.errors ?? []).map(({ instancePath, params }) => `${instancePath}/${params.additionalProperty ?? ""}`),
    ),
  ];
}

/** The file of a site that a schema is of, and how a text stands in it. */
const places: Readonly<Record<string, readonly [file: string, asFile: (yaml: string) => string]>> = {
  site: ["content/site.yaml", (yaml) => yaml],
  "site-translation": ["content/site.de.yaml", (yaml) => yaml],
  people: ["content/people.yaml", (yaml) => yaml],
  venues: ["content/venues.yaml", (yaml) => yaml],
  ...Object.fromEntries(activityKinds.map((kind) => [kind, [`content/${kind}.yaml`, (yaml: string) => yaml] as const])),
  messages: ["content/messages/de.yaml", (yaml) => yaml],
  form: ["content/forms/a.yaml", (yaml) => yaml],
  cv: ["content/cv.yaml", (yaml) => yaml],
  paper: ["content/publications/a.md", (yaml) => `---\n${yaml}\n---\n`],
  collection: ["content/collections/a.md", (yaml) => `---\n${yaml}\n---\n`],
  front: ["content/index.md", (yaml) => `---\n${yaml}\n---\n`],
  page: ["content/pages/a.md", (yaml) => `---\n${yaml}\n---\n`],
  news: ["content/news/2026-03-01.md", (yaml) => `---\n${yaml}\n---\n`],
};

/** Codes of the faults that a schema can find. */
const ofForm = new Set(["input/wrong-type", "input/unknown-field", "messages/incomplete"]);

/** Whether `check` finds a fault of form in a file. */
function isToldOf(schema: string, yaml: string): boolean {
  const [file, asFile] = places[schema]!;
  const site = { "b.bib": "@misc{b, title = {B}, year = 2000}", "content/site.yaml": "languages: [en, de]\n" };
  const { diagnostics } = loadSite(siteIn({ ...site, [file]: asFile(yaml) }));
  return diagnostics.some((one) => one.file === file && ofForm.has(one.code));
}

/** The schema of a file of content; undefined where it has none. */
function schemaOf(file: string): string | undefined {
  const yaml =
    /(?:^|\/)content\/(?:(site)|(site)\.[\w-]+|(people)|(venues)|(messages)\/[\w-]+|(forms)\/[\w-]+|(cv)(?:\.[\w-]+)?)\.ya?ml$/.exec(
      file,
    );
  if (yaml) return yaml[2] ? "site-translation" : yaml[6] ? "form" : yaml.slice(1).find((name) => name !== undefined);
  const kinds = { collections: "collection", pages: "page", news: "news" };
  const activity = activityKinds.find((kind) =>
    new RegExp(`(?:^|/)content/${kind}(?:/[^/]+\\.md|\\.ya?ml)$`).test(file),
  );
  if (activity) return activity;
  if (/\.md$/.test(file) && workFolderOf(/content\/.*/.exec(file)?.[0] ?? "")) return "paper";
  const [, kind] = /(?:^|\/)content\/(collections|pages|news)\/[^/]+\.md$/.exec(file) ?? [];
  return kind && kinds[kind as keyof typeof kinds];
}

const good: readonly (readonly [schema: string, yaml: string])[] = [
  ["site", "title: 1984\nurl: https://example.org/papers/\nlanguage: pt-BR\nlanguages: [pt-BR, en]"],
  [
    "site",
    "appearance: {accentHue: 200, theme: dark}\nbibtexFields: {show: award}\nreferences:\nverification: {facebook: 123}",
  ],
  [
    "site",
    "sections:\n  - {title: Books, match: {types: book, years: 1999}}\n  - {title: New, match: {years: 2019..2022, collections: [x]}}",
  ],
  [
    "site",
    "sections: type\nprofiles: {ORCID: https://orcid.org/0000-0002-1825-0097}\nnavigation: [publications, {CV: /cv/}]",
  ],
  ["site", "authorMarks: {student: no, deceased: ✝, artist: {sign: ♯, text: music}}"],
  ["site-translation", "authorMarks: {artist: Musik}"],
  [
    "paper",
    "title: A\ndate: 2021\nfunding: erc\nprojects: [forest]\npress: {The Leaf: https://example.org/}\nmedia: https://example.org/",
  ],
  ["projects", "- {title: Forest, from: 2020, to: 2023-04, people: [ada], funding: erc}"],
  ["grants", "- {id: erc, title: 2000 Trees, funder: ERC, number: 101012345, amount: 5}"],
  ["courses", "- {title: Trees, terms: [Autumn 2023], links: {Syllabus: https://example.org/}}"],
  ["courses", "- {title: Trees, terms: 2023, people: Ada Kern}"],
  ["theses", "- {title: Roots, student: Ben Orr, degree: PhD thesis, date: 2024, supervisors: [{name: Ada Kern}]}"],
  ["awards", "- {title: Prize, awarder: Academy, date: 2022-05-01}"],
  ["site-translation", "title: Titel\nsections: {Books: Bücher}\nfooter: Fuß"],
  [
    "people",
    "- name: Ada Kern\n  owner: true\n  variants: A. Kern\n- {given: Ben, family: Orr, owner: no, website: https://example.org/}\n- {full-name: Cleo Vance, family_name: Vance}",
  ],
  ["venues", "- {short: CT, name: Conference on Tests, patterns: [Tests]}\n- short: 3DV"],
  ["form", "title: A\nlastYears: 5\nsections:\n  - {title: B, match: {types: book, roles: [first]}, limit: 10}"],
  [
    "cv",
    "label: Professor\nlocation: {city: Delft, postalCode: 2611}\nwork: [{name: University of Tests, position: Professor, startDate: 2021}]\npublications: {match: {types: book}, limit: 3}\nsections: {Talks: [Roots. 2022, {name: Oaks, date: 2021}], Note: Words}",
  ],
  ["cv", "cv: {name: Ada Kern, sections: {skills: [{label: R, details: good}]}}\ndesign: {theme: classic}"],
  ["messages", "copy: Kopieren\npublicationCount: {one: Eine Arbeit, other: '{count} Arbeiten'}"],
  [
    "paper",
    "title: 1984\ndate: 2021\nselected: true\norder: -1.5\nhidden: no\narxiv: 2106.05970\nauthors: [Ada Kern, {name: Ben Orr, equal: true}]",
  ],
  [
    "paper",
    "title: A\nyear: 2021\nauthor: Ada Kern\njournaltitle: T\nvolume: 3\npdf: https://example.org/a.pdf\nurl_talk_notes: https://example.org/",
  ],
  [
    "paper",
    "title: A\ndate: 2021-03-05\nlinks:\n  - {label: Talk, href: https://example.org/}\n  - code: https://example.org/\ndistinction: [Oral, Best Paper: For it]",
  ],
  ["collection", "title: Trees\norder: 2\nmatch: {keywords: trees, years: 2019-2021}"],
  ["front", "name: Ada Kern\nemail: ada@example.org\ninterests: [Trees]"],
  ["page", "title: CV\nnav: true\norder: 3\naliases: /cv.html\ndraft: true"],
  ["news", "date: 2026-03-01\ntitle: An award"],
];

const bad: readonly (readonly [schema: string, yaml: string, place: string])[] = [
  ["site", "titel: A", "/titel"],
  ["site", "url: example.org", "/url/"],
  ["site", "appearance: {accentHue: 400}", "/appearance/accentHue/"],
  ["site", "appearance: {themes: dark}", "/appearance/themes"],
  ["site", "bibtex: mine", "/bibtex/"],
  ["site", "languages: [english language]", "/languages/0/"],
  ["site", "sections: [{title: A, match: {type: book}}]", "/sections/0/match/type"],
  ["site", "redirects: [/a/]", "/redirects/"],
  ["site-translation", "url: https://example.org/", "/url"],
  ["people", "- {name: Ada Kern, ocrid: x}", "/0/ocrid"],
  ["people", "- {name: Ada Kern, owner: perhaps}", "/0/owner/"],
  ["people", "- orcid: 0000-0002-1825-0097", "/0/"],
  ["people", "name: Ada Kern", "/"],
  ["venues", "- patterns: [Tests]", "/0/"],
  ["form", "sections: [{match: {roles: [boss]}}]", "/sections/0/match/roles/0/"],
  ["form", "lastYears: some", "/lastYears/"],
  ["people", "- {name: Ada Kern, from: soon}", "/0/from/"],
  ["cv", "emial: ada@example.org", "/emial"],
  ["cv", "email: ada", "/email/"],
  ["cv", "sections: {Work: [{compny: Tests}]}", "/sections/Work/0/compny"],
  ["cv", "publications: {match: {type: book}}", "/publications/match/type"],
  ["site", "authorMarks: {artist: {sing: ♯}}", "/authorMarks/artist/sing"],
  ["projects", "- {title: A, form: 2020}", "/0/form"],
  ["grants", "- funder: ERC", "/0/"],
  ["courses", "- {title: A, links: x}", "/0/links/"],
  ["theses", "- {title: A, date: [2020]}", "/0/date/"],
  ["awards", "- {title: A, number: 3}", "/0/number"],
  ["messages", "cpoy: Kopieren", "/cpoy"],
  ["messages", "publicationCount: {one: Eine Arbeit}", "/publicationCount/"],
  ["paper", "title: A\ndate: 2021\nauhtors: Ada Kern", "/auhtors"],
  ["paper", "title: A\ndate: 2021\norder: first", "/order/"],
  ["paper", "title: A\ndate: 2021\nselected: maybe", "/selected/"],
  ["paper", "title: [A]\ndate: 2021", "/title/"],
  ["paper", "title: A\ndate: 2021\nlinks: [{a: https://example.org/, b: https://example.org/}]", "/links/0/"],
  ["collection", "match: {yeras: 2019}", "/match/yeras"],
  ["front", "email: ada", "/email/"],
  ["page", "nav: [a]", "/nav/"],
  ["news", "text: A", "/text"],
];

describe("the JSON Schemas of content", () => {
  test("are written as the tables say: npm run docs", () => {
    for (const [file, text] of schemaFiles()) expect(readFileSync(file, "utf8"), file).toBe(text);
    const names = [...jsonSchemas.keys()].map((name) => `${name}.json`);
    expect(readdirSync(path.join(project, "schemas")).sort()).toEqual(names.sort());
    expect(Object.keys(places).sort()).toEqual([...jsonSchemas.keys()].sort());
  });

  test.each(good)("find nothing where check finds nothing (%s: %s)", (schema, yaml) => {
    expect(isToldOf(schema, yaml)).toBe(false);
    expect(faults(schema, yaml)).toEqual([]);
  });

  test.each(["content", "docs/content", "tests/fixtures/own-site/content"])(
    "find nothing in the sites of this project: %s",
    (folder) => {
      const found = readdirSync(path.join(project, folder), { recursive: true, encoding: "utf8" }).flatMap((name) => {
        const file = `${folder}/${name.replaceAll(path.sep, "/")}`;
        const schema = schemaOf(file);
        if (schema === undefined) return [];
        const text = readFileSync(path.join(project, file), "utf8");
        const yaml = file.endsWith(".md") ? /^---\n([\s\S]*?)^---$/m.exec(text)?.[1] : text;
        return [{ file, faults: yaml === undefined ? [] : faults(schema, yaml) }];
      });
      expect(found.length).toBeGreaterThan(2);
      expect(found.filter((one) => one.faults.length > 0)).toEqual([]);
    },
  );

  test.each(bad)("find what check finds (%s: %s)", (schema, yaml, place) => {
    expect(isToldOf(schema, yaml)).toBe(true);
    expect(faults(schema, yaml)).toContain(place);
  });
});
