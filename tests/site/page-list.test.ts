import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { type DefaultTreeAdapterMap, parse } from "parse5";
import { describe, expect, test } from "vitest";
import { createTemplates } from "../../src/build/templates.ts";
import { createSerializer } from "../../src/export/serializations.ts";
import { en } from "../../src/messages/en.ts";
import { loadSite } from "../../src/pipeline.ts";
import type { Publication } from "../../src/record/publication.ts";
import type { Catalogue } from "../../src/relate/catalogue.ts";
import { themeScript } from "../../src/site/metadata/content-security.ts";
import { type GeneratedPage, inOnePiece } from "../../src/site/pages/page.ts";
import { listPages } from "../../src/site/pages/page-list.ts";
import type { PageListOptions } from "../../src/site/pages/page-tools.ts";
import { catalogueOf, collection, cvpr, name, publication, text, year } from "./sample-catalogue.ts";

const templates = new URL("../../_includes/", import.meta.url).pathname;
const environment = createTemplates(new URL("../../", import.meta.url).pathname);
const assets = {
  stylesheet: "/assets/site.css",
  script: "/assets/site.js",
  finder: "/assets/finder.js",
  references: "",
  styles: [],
  words: () => "",
  icon: "/assets/site.svg",
  fonts: () => [],
};

const noise = collection("label-noise", "Label noise");
const sample = catalogueOf(
  [
    publication(
      "noise",
      {
        title: text("Label noise <script>alert(1)</script> & more"),
        author: [name("Mark Collier*"), name("Basil Mustafa*")],
        issued: year(2021),
        distinction: "Oral",
        abstract: [{ kind: "paragraph", children: text("Large scale datasets often contain noisy labels.") }],
        links: [{ label: "arXiv", href: "https://arxiv.org/abs/2105.10305", kind: "arxiv" }],
        selected: true,
      },
      { venue: cvpr, collections: [noise] },
    ),
    publication("plain", {}),
    publication("many", {
      author: Array.from({ length: 400 }, (_, index) => name(`Author N${index}`)),
      issued: year(2012),
    }),
    publication("twin-a", { title: text("One title"), issued: year(2020) }),
    publication("twin-b", { title: text("One title"), issued: year(2019) }),
  ],
  [noise],
  { url: "https://example.org/papers/" },
);

function pagesOf(catalogue: Catalogue = sample, options: Partial<PageListOptions> = {}): readonly GeneratedPage[] {
  const messages = new Map(catalogue.site.languages.map((language) => [language, en]));
  const serialize = createSerializer(new Map());
  return listPages(catalogue, { pathPrefix: "/", assets, messages, serialize, ...options });
}

function render(page: GeneratedPage): string {
  if ("picture" in page) return page.picture.title;
  if ("parts" in page) return String(inOnePiece(page.parts()));
  if ("bytes" in page) return String(page.bytes());
  return "text" in page ? page.text() : environment.render(page.layout, page.context());
}

function at(address: string, pages = pagesOf()): string {
  const page = pages.find((candidate) => candidate.address === address);
  expect(page, address).toBeDefined();
  return render(page!);
}

type Element = DefaultTreeAdapterMap["element"];

/** Every element of a page, in its order. */
function elements(html: string): readonly Element[] {
  const collect = (node: DefaultTreeAdapterMap["node"]): Element[] =>
    "childNodes" in node
      ? [...("tagName" in node ? [node as Element] : []), ...node.childNodes.flatMap((child) => collect(child))]
      : [];
  return collect(parse(html));
}

const attribute = (element: Element, wanted: string): string | undefined =>
  element.attrs.find((candidate) => candidate.name === wanted)?.value;

/** The words a reader sees, without markup. */
const visible = (html: string): string => html.replaceAll(/<[^>]*>/g, "").replaceAll(/\s+/g, " ");

const htmlPages = (pages: readonly GeneratedPage[]): readonly string[] =>
  pages.filter((page) => "layout" in page).map(render);

describe("listPages", () => {
  test("makes the same pages of a catalogue that was sent to another thread, whose data go in no circle", () => {
    const demo = loadSite(path.join(import.meta.dirname, "../..")).value.catalogue;
    expect(() => JSON.stringify(demo)).not.toThrow();
    const textsOf = (catalogue: Catalogue) =>
      pagesOf(catalogue).map((page) => [page.address, page.digest(), render(page)]);
    expect(textsOf(structuredClone(demo))).toEqual(textsOf(demo));
  });

  test("lists every page once", () => {
    const addresses = pagesOf().map(({ address }) => address);
    expect(new Set(addresses).size).toBe(addresses.length);
    expect(addresses).toEqual(
      expect.arrayContaining([
        "/",
        "/publications/",
        ...["noise", "plain", "many", "twin-a", "twin-b"].map((slug) => `/publications/${slug}/`),
        "/collections/",
        "/collections/label-noise/",
        "/collections/label-noise/publications.bib",
        "/collections/label-noise/feed.xml",
        "/years/",
        ...["2021", "2020", "2019", "2012", "undated"].map((slug) => `/years/${slug}/`),
        "/types/",
        "/types/paper-conference/",
        "/venues/",
        "/venues/cvpr/",
        "/people/",
        "/people/owner/",
        ...["noise", "plain", "many", "twin-a", "twin-b"].map((slug) => `/publications/${slug}.bib`),
        "/publications.bib",
        "/publications.ris",
        "/publications.json",
        "/feed.xml",
        "/feed.json",
        "/llms.txt",
        "/.nojekyll",
        "/robots.txt",
        "/sitemap.xml",
        "/404.html",
      ]),
    );
    // Who wrote one paper alone is in the search, and has no page that would repeat it.
    expect(addresses).not.toContain("/people/mark-collier/");
  });

  test("makes those of a person's pages anew that show another paper, or count one otherwise", () => {
    const digestsWith = (changed: Partial<Publication>) => {
      const pages = pagesOf(
        catalogueOf(
          Array.from({ length: 201 }, (_, at) => {
            const parts = {
              title: text(`Paper ${at}`),
              author: [name("Ada Kern"), name("Bo Berg")],
              issued: year(2000 - at),
            };
            return at < 200
              ? publication(`paper-${at}`, parts)
              : publication(`paper-${at}`, { ...parts, ...changed }, { digest: JSON.stringify(changed) });
          }),
        ),
      );
      return ["/people/ada-kern/", "/people/ada-kern/2/"].map((address) =>
        pages.find((page) => page.address === address)!.digest(),
      );
    };
    const [first, second] = digestsWith({});
    const retitled = digestsWith({ title: text("Another title") });
    expect(retitled[0]).toBe(first);
    expect(retitled[1]).not.toBe(second);
    const rewritten = digestsWith({ author: [name("Ada Kern"), name("Cem Dahl")] });
    expect(rewritten[0]).not.toBe(first);
    expect(digestsWith({ issued: year(1700) })[0]).not.toBe(first);
  });

  test("offers no collections where there are none", () => {
    const pages = pagesOf(catalogueOf([publication("bare", {})]));
    expect(pages.map(({ address }) => address)).not.toContain("/collections/");
    for (const html of htmlPages(pages)) expect(html).not.toContain("collections/");
  });

  test("says so where there is nothing at all", () => {
    expect(visible(at("/publications/", pagesOf(catalogueOf([]))))).toContain("There are no publications yet.");
  });

  test("shows the selected papers in front, and the newest where none is selected", () => {
    expect(at("/")).toContain("Selected publications");
    expect(at("/")).not.toContain("/publications/plain/");
    const front = at("/", pagesOf(catalogueOf([publication("plain", {})])));
    expect(front).toContain("Recent publications");
    expect(front).toContain("/publications/plain/");
  });

  test("gives an entry its authors with stars, venue, distinction and links", () => {
    const front = visible(at("/"));
    expect(front).toContain("Mark Collier*, Basil Mustafa*");
    expect(front).toContain("CVPR 2021 (Oral) PDF arXiv");
    expect(front).toContain("* equal contribution");
    expect(at("/")).toContain("<b>Basil Mustafa</b>");
  });

  test("shows the abstract where the author wants it, and always on the paper's page", () => {
    const isOpen = (address: string, where: "front" | "everywhere" | "nowhere") => {
      const { site } = sample;
      const pages = pagesOf({ ...sample, site: { ...site, appearance: { ...site.appearance, abstracts: where } } });
      return elements(at(address, pages)).some((element) => attribute(element, "class") === "abstract");
    };
    const everywhere = ["front", "everywhere", "nowhere"] as const;
    expect(everywhere.map((where) => isOpen("/", where))).toEqual([true, true, false]);
    expect(everywhere.map((where) => isOpen("/publications/", where))).toEqual([false, true, false]);
    expect(everywhere.map((where) => isOpen("/publications/noise/", where))).toEqual([true, true, true]);
  });

  test("leads from each version of a work to the others", () => {
    const version = (slug: string, versions: readonly string[]) =>
      publication(slug, { issued: year(2020), versions }, { venue: cvpr });
    const pages = pagesOf(catalogueOf([version("old", ["new"]), version("new", [])]));
    const rowOf = (slug: string) =>
      /<dt class="side">Versions<\/dt>\s*<dd>([\s\S]*?)<\/dd>/.exec(at(`/publications/${slug}/`, pages))?.[1];
    expect(visible(rowOf("old")!)).toBe("CVPR 2020: The title of new");
    expect(rowOf("old")).toContain('href="/publications/new/"');
    expect(rowOf("new")).toContain('href="/publications/old/"');
    expect(at("/publications/plain/")).not.toContain(">Versions<");
  });

  test("shows a legend only where a star is shown", () => {
    expect(at("/publications/noise/")).toContain("equal contribution");
    expect(at("/publications/plain/")).not.toContain("equal contribution");
  });

  test("escapes a title once, and lets nothing in it become markup", () => {
    for (const html of htmlPages(pagesOf())) {
      // The one of the head is ours.
      expect(html.split("<script>")).toHaveLength(2);
      expect(html).toContain(`<script>${themeScript}</script>`);
      expect(html).not.toContain("&amp;amp;");
      expect(html).not.toContain("&amp;lt;");
    }
    expect(at("/publications/noise/")).toContain("Label noise &lt;script&gt;alert(1)&lt;/script&gt; &amp; more</h1>");
  });

  test("dates a page in the sitemap by what it shows, and only where all of that is dated", () => {
    const modified = (...start: [number, number, number]) => ({ modified: { start, circa: false, uncertain: false } });
    const entries = [
      publication("a", { issued: year(2021), ...modified(2022, 3, 5) }),
      publication("b", { issued: year(2021), ...modified(2024, 5, 7) }),
      publication("c", { issued: year(2020) }),
    ];
    const dates = (some: typeof entries) => {
      const pages = pagesOf(catalogueOf(some, [noise], { url: "https://example.org/" }));
      const found = at("/sitemap.xml", pages).matchAll(
        /<loc>https:\/\/example\.org([^<]*)<\/loc>(?:<lastmod>([^<]*))?/g,
      );
      return Object.fromEntries([...found].map(([, address, date]) => [address, date]));
    };
    expect(dates(entries)).toMatchObject({
      "/publications/a/": "2022-03-05",
      "/publications/b/": "2024-05-07",
      "/publications/c/": undefined,
      "/years/2021/": "2024-05-07",
      "/years/2020/": undefined,
      "/publications/": undefined,
    });
    // The front page and a topic hold texts besides, of which no day is known.
    expect(dates(entries.slice(0, 2))).toMatchObject({
      "/publications/": "2024-05-07",
      "/": undefined,
      "/collections/label-noise/": undefined,
    });
  });

  describe("the picture beside a link to a page", () => {
    const property = (html: string, wanted: string) =>
      elements(html).flatMap((element) =>
        attribute(element, "property") === wanted ? [attribute(element, "content")] : [],
      );
    const facts = { issued: year(2021), author: [name("Mark Collier"), name("Basil Mustafa")] };
    const of = (own: Partial<Parameters<typeof publication>[1]>, socialPictures: "topics" | "papers") => {
      const entry = publication("one", { ...facts, ...own }, { venue: cvpr });
      const pages = pagesOf(catalogueOf([entry], [noise], { url: "https://example.org/papers/", socialPictures }));
      const html = at("/publications/one/", pages);
      const [address] = property(html, "og:image");
      const page = pages.find((one) => `https://example.org/papers${one.address}` === address);
      const picture = page && "picture" in page ? page.picture : undefined;
      return {
        says: picture && [picture.title, picture.subtitle, picture.footer],
        alt: property(html, "og:image:alt"),
        count: pages.filter((one) => "picture" in one).length,
      };
    };
    const site = ["Basil Mustafa", "What the site is about.", ""];
    const paper = ["The title of one", "Mark Collier, Basil Mustafa", "CVPR 2021"];

    test("is the site's for a paper, and says what the site's picture says", () => {
      expect(of({}, "topics")).toEqual({ says: site, alt: ["Basil Mustafa · What the site is about."], count: 2 });
    });

    test("is the paper's own where the paper or the site asks for it", () => {
      const own = { says: paper, alt: ["The title of one · Mark Collier, Basil Mustafa · CVPR 2021"], count: 3 };
      expect(of({ socialPicture: true }, "topics")).toEqual(own);
      expect(of({}, "papers")).toEqual(own);
      expect(of({ socialPicture: false }, "papers").says).toEqual(site);
    });

    test("names few of many authors", () => {
      const author = Array.from({ length: 400 }, (_, index) => name(`Author N${index}`));
      expect(of({ author }, "papers").says?.[1]).toBe("Author N0, Author N1, Author N2, …, Author N399");
    });

    test("of a topic says its title and that of the site, once", () => {
      expect(property(at("/collections/label-noise/"), "og:image:alt")).toEqual(["Label noise · Basil Mustafa"]);
    });
  });

  // Zotero's "Embedded Metadata" takes `description` and `og:description` for the abstract of what has none.
  test("gives every page a title and a description of its own, but papers without an abstract none", () => {
    const pages = htmlPages(pagesOf());
    const papers = pages.filter(
      (html) => html.includes('"z.itemType"') && !/"(citation_|eprints.)abstract"/.test(html),
    );
    expect(papers.length).toBeGreaterThan(0);
    for (const html of papers) expect(html).not.toMatch(/<meta[^>]* (?:name|property)="(?:og:)?description"/);
    const titles = pages.map((html) => /<title>(.+)<\/title>/.exec(html)?.[1]);
    const others = pages.filter((html) => !papers.includes(html));
    const descriptions = others.map(
      (html) => /<meta name="description" property="og:description" content="([^"]+)">/.exec(html)?.[1],
    );
    expect(new Set(titles).size).toBe(pages.length);
    expect(new Set(descriptions).size).toBe(others.length);
    expect(titles).not.toContain(undefined);
    expect(descriptions).not.toContain(undefined);
    expect(titles.slice(0, 2)).toEqual(["Basil Mustafa", "Publications · Basil Mustafa"]);
  });

  test("names the canonical address of every page but the one for lost visitors", () => {
    expect(at("/publications/plain/")).toContain(
      '<link rel="canonical" href="https://example.org/papers/publications/plain/">',
    );
    expect(at("/404.html")).not.toContain("canonical");
    expect(at("/404.html")).toContain('<meta name="robots" content="noindex">');
    expect(at("/")).not.toContain("noindex");
  });

  test("has one h1 a page and skips no level of heading", () => {
    for (const html of htmlPages(pagesOf())) {
      const levels = elements(html).flatMap(({ tagName }) => (/^h[1-6]$/.test(tagName) ? [Number(tagName[1])] : []));
      expect(levels.filter((level) => level === 1)).toEqual([1]);
      for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
    }
  });

  test("begins every head with one security policy, and obeys it", () => {
    for (const html of htmlPages(pagesOf())) {
      const all = elements(html);
      const head = all.find(({ tagName }) => tagName === "head")!;
      const first = all[all.indexOf(head) + 1]!;
      expect(attribute(first, "http-equiv")).toBe("Content-Security-Policy");
      // A script in the page runs by the hash of its text (CSP 3, 6.7.3.2).
      const inline = [/<script>(.*?)<\/script>/, /<script data-script="\/assets\/site.js">(.*?)<\/script>/];
      const hashes = inline.map((one) => createHash("sha256").update(one.exec(html)![1]!).digest("base64"));
      expect(attribute(first, "content")).toBe(
        `default-src 'none'; script-src 'self' ${hashes.map((hash) => `'sha256-${hash}'`).join(" ")}; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'; trusted-types 'none'`,
      );
      expect(html.indexOf("<meta charset")).toBeLessThan(1024);
      expect(
        all.flatMap(({ attrs }) => attrs).filter((found) => found.name === "style" || found.name.startsWith("on")),
      ).toEqual([]);
      expect(all.filter(({ tagName }) => tagName === "style")).toEqual([]);
      // Data is no script: it is not run.
      const isData = (one: Element) => /^application\/(?:ld\+)?json$/.test(attribute(one, "type") ?? "");
      const scripts = all.filter((one) => one.tagName === "script" && !isData(one));
      expect(scripts.map((script) => attribute(script, "src"))).toEqual([undefined, undefined]);
    }
  });

  test("leaves the policy out for the development server", () => {
    const front = pagesOf()[0]!;
    if (!("layout" in front)) throw new Error("the front page is a template");
    expect(environment.render(front.layout, { ...front.context(), development: true })).not.toContain(
      "Content-Security-Policy",
    );
  });

  test("puts the path prefix before every address of the site, and every one leads to a page", () => {
    const pages = pagesOf(sample, { pathPrefix: "/papers/" });
    const known = new Set(
      [...pages.map(({ address }) => address), ...Object.values(assets)].map((address) => `/papers${address}`),
    );
    const hrefs = htmlPages(pages)
      .flatMap(elements)
      .flatMap((element) => [attribute(element, "href"), attribute(element, "src")])
      .filter((href) => href !== undefined && !/^(https:|#)/.test(href));
    expect(hrefs.length).toBeGreaterThan(50);
    for (const href of hrefs) expect(known).toContain(href!.replace(/#.*/, ""));
  });

  test("names every link and control of an entry by its paper", () => {
    const names = elements(at("/publications/")).flatMap((element) =>
      ["a", "summary", "button"].includes(element.tagName) ? (attribute(element, "aria-label") ?? []) : [],
    );
    expect(names).toContain("arXiv: Label noise <script>alert(1)</script> & more");
    expect(names).toContain("Cite: The title of plain");
    expect(new Set(names).size).toBe(names.length - 1 /* the twins share their title: BibTeX twice */);
  });

  test("marks the page, or the part of the site, that the visitor is in", () => {
    expect(at("/publications/")).toContain('<a href="/publications/" aria-current="page">');
    expect(at("/publications/noise/")).toContain('<a href="/publications/" aria-current="true">');
    expect(at("/")).toContain('<a href="/" aria-current="page">');
  });

  test("folds a long list of authors and hides none of them from a reader without style", () => {
    const html = at("/publications/");
    expect(html).toContain("and 396 others");
    for (const index of [0, 200, 399]) expect(html).toContain(`Author N${index}`);
  });

  test("gives the author's own BibTeX, and each block of the whole list once", () => {
    const macro = '@string{cvpr = "CVPR"}';
    const entry = (slug: string) => `@article{${slug},\n  journal = cvpr,\n}`;
    const source = (slug: string) =>
      ({ file: "x.bib", line: 1, column: 1, format: "bibtex", bibtex: [macro, entry(slug)] }) as const;
    const pages = pagesOf(catalogueOf(["a", "b"].map((slug) => publication(slug, { source: source(slug) }))));
    expect(at("/publications/a.bib", pages)).toBe(`${macro}\n\n${entry("a")}\n`);
    expect(at("/publications.bib", pages)).toBe(`${macro}\n\n${entry("a")}\n\n${entry("b")}\n`);
  });

  test("shows messages only where it was given some", () => {
    const diagnostics = [
      {
        code: "record/date",
        severity: "warning",
        message: 'The date "x" is none.',
        hint: "Write 2021.",
        file: "a.bib",
        line: 14,
        column: 3,
      },
    ] as const;
    const front = visible(at("/", pagesOf(sample, { diagnostics })));
    expect(front).toContain("1 message about the content");
    expect(front).toContain("Warning a.bib:14:3 record/date The date &quot;x&quot; is none. Write 2021.");
    expect(at("/")).not.toContain('class="diagnostics"');
  });

  test("sets the direction of a site in a language written from right to left", () => {
    const hebrew = catalogueOf([], [], { language: "he" });
    expect(at("/", pagesOf(hebrew))).toContain('<html lang="he" dir="rtl">');
  });
});

describe("the templates", () => {
  const files = readdirSync(templates, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".njk"));
  const sources = files.map((file) => [file, readFileSync(`${templates}${file}`, "utf8")] as const);

  test("are found", () => {
    expect(files.length).toBeGreaterThan(10);
  });

  test.each(sources)("%s trusts only what ends in Html", (_, source) => {
    for (const [, trusted] of source.matchAll(/\{\{-?\s*([^}]*?)\s*\|\s*safe\s*-?\}\}/g)) {
      expect(trusted).toMatch(/(^|\.)[a-z]\w*Html$/);
    }
    expect(source.match(/\bsafe\b/g)?.length ?? 0).toBe([...source.matchAll(/\|\s*safe\s*-?\}\}/g)].length);
  });

  test.each(sources)("%s builds no address and holds no rule", (_, source) => {
    expect(source).not.toMatch(/(href|src)="(?!\{\{ [\w.]+ \}\}"|#content"|#cite")/);
    expect(source).not.toMatch(/\{%-?\s*(macro|call|filter|raw|import|asyncEach)/);
  });
});
