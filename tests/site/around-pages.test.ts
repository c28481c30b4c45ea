import { describe, expect, test } from "vitest";
import { builtPages } from "../built-pages.ts";

const paper = "---\ntitle: Pines\ndate: 2021\nauthors: [Ada Kern, Ben Orr]\n---\n";
const logo = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><path d="M0 0h20v10z"/></svg>';

/** The links of the first navigation: what each is called, where it leads, and whether it is the page's own. */
const navigation = (html: string) =>
  [...html.slice(html.indexOf("<nav"), html.indexOf("</nav>")).matchAll(/<a href="([^"]*)"([^>]*)>([^<]*)<\/a>/g)].map(
    ([, href, current, label]) => `${label} ${href}${current}`,
  );

describe("the navigation", () => {
  test("is what site.yaml lists, in its order and in the page's language", () => {
    const { at, diagnostics } = builtPages({
      "pines.md": `${paper.replace("---\n", "---\ncollections: [trees]\n")}`,
      "content/collections/trees.md": "---\ntitle: Trees\n---\n",
      "content/collections/trees.de.md": "---\ntitle: Bäume\n---\n",
      "content/site.yaml":
        "languages: [en, de]\nnavigation: [collections/trees.md, publications, Blog: https://example.org/blog, Pines: /publications/pines/#cite, /years/]\n",
    });
    expect(diagnostics).toEqual([]);
    expect(navigation(at("/years/"))).toEqual([
      "Trees /collections/trees/",
      "Publications /publications/",
      "Blog https://example.org/blog",
      "Pines /publications/pines/#cite",
      'Years /years/ aria-current="page"',
    ]);
    expect(navigation(at("/de/publications/"))[0]).toBe("Bäume /de/collections/trees/");
  });

  test("may be another one in another language", () => {
    const { at } = builtPages({
      "pines.md": paper,
      "content/site.yaml": "languages: [en, de]\nnavigation: [publications]\n",
      "content/site.de.yaml": "navigation: [Jahre: /years/]\n",
    });
    expect(navigation(at("/publications/pines/"))).toEqual(['Publications /publications/ aria-current="true"']);
    expect(navigation(at("/de/"))).toEqual(["Jahre /de/years/"]);
  });

  test.each([
    ["/yeers/", "relate/dead-link", "did you mean /years/?"],
    [
      "https://example.org/",
      "relate/navigation",
      "write what visitors are to read before it, as in - CV: https://example.org/",
    ],
    ["Run: javascript:alert(1)", "text/address-scheme", ""],
  ])("leaves out %s and says so", (item, code, hint) => {
    const { at, diagnostics } = builtPages({ "pines.md": paper, "content/site.yaml": `navigation:\n  - ${item}\n` });
    expect(diagnostics).toEqual([expect.objectContaining({ code, file: "content/site.yaml", line: 2 })]);
    expect(diagnostics[0]!.hint).toContain(hint);
    expect(navigation(at("/"))).toEqual([]);
  });
});

describe("what stands around a page", () => {
  const files = {
    "pines.md": paper,
    "content/logo.svg": logo,
    "content/site.yaml":
      'title: Kern\nlanguages: [en, de]\nlogo: logo.svg\nprofiles: {ORCID: https://orcid.org/0000-0002-1825-0097}\nfooter: "© *Ada* <u onclick=x>Kern</u>, [all](/publications/)"\n',
    "content/site.de.yaml": "footer: Gemacht in Delft\n",
  };

  test("is the logo, published and with its size", () => {
    const { at, addresses } = builtPages(files);
    expect(addresses).toContain("/logo.svg");
    expect(at("/de/publications/")).toContain('<img src="/logo.svg" width="20" height="10" alt="">');
  });

  test("is the text at the foot, in the page's language, of which nothing runs", () => {
    const { at, diagnostics } = builtPages(files);
    expect(at("/")).toContain('© <em>Ada</em> Kern, <a href="/publications/">all</a>');
    expect(at("/de/")).toContain("Gemacht in Delft");
    expect(at("/de/")).not.toContain("©");
    expect(diagnostics.map(({ code }) => code)).toEqual(["text/html"]);
  });

  test("has the profiles apart from the navigation, once on each page", () => {
    const { at } = builtPages(files);
    for (const page of ["/", "/publications/", "/publications/pines/"]) {
      const html = at(page);
      expect(html.match(/orcid\.org/g)).toHaveLength(1);
      expect(navigation(html).join()).not.toContain("orcid");
    }
  });
});
