import { describe, expect, test } from "vitest";
import { builtPages } from "../built-pages.ts";
import { all, attribute, readHtml, text } from "../end-to-end/html.ts";

describe("what a person's page says of the papers", () => {
  const names = Array.from({ length: 40 }, (_, at) => `Author ${String.fromCharCode(65 + (at % 26))}${at}`);
  const build = () =>
    builtPages({
      "a.bib": `@article{a, title={A}, author={Kern, Ada and ${names.join(" and ")}}, journal={Trees}, year=2019, keywords={x}}
@article{b, title={B}, author={Kern, Ada and Orr, Ben}, journal={Trees}, year=2021}
@article{c, title={C}, author={Kern, Ada and Orr, Ben}, journal={Woods}, year=2021}`,
      "content/people.yaml": "- {name: Ada Kern, owner: true}\n",
      "content/collections/x.md": "---\ntitle: X\nmatch: {keywords: [x]}\n---\n",
    });
  const rowsOf = () =>
    new Map(
      all(readHtml(build().at("/people/ada-kern/")), "dl", "about")
        .flatMap((list) => all(list, "div"))
        .map((row) => [text(all(row, "dt")[0]!), all(row, "dd")[0]!]),
    );

  test("names all co-authors, those behind the first twelve in place, and says how many", () => {
    const row = rowsOf().get("Co-authors")!;
    expect(text(row).startsWith("Ben Orr 2, ")).toBe(true);
    expect(text(all(row, "summary")[0]!)).toBe("and 29 others");
    expect(all(row, "span", "author")).toHaveLength(41);
  });

  test("has venues, topics and years with their counts", () => {
    const rows = rowsOf();
    expect(text(rows.get("Venues")!)).toBe("Trees 2, Woods");
    expect(all(rows.get("Topics")!, "a").map((link) => attribute(link, "href"))).toEqual(["/collections/x/"]);
    const [bars] = all(rows.get("Years")!, "svg");
    expect(attribute(bars!, "aria-label")).toBe("2019: 1, 2021: 2");
    expect(all(bars!, "rect").map((bar) => attribute(bar, "height"))).toEqual(["12", "24"]);
    expect(text(rows.get("Years")!)).toContain("2019–2021");
  });

  test("is where a name in a list leads, and years are bars", () => {
    const site = build();
    const [entry] = all(readHtml(site.at("/publications/")), "article", "entry");
    expect(
      all(entry!, "div", "authors")
        .flatMap((name) => all(name, "a"))
        .map((a) => attribute(a, "href")),
    ).toContain("/people/ada-kern/");
    const years = all(readHtml(site.at("/years/")), "li").filter((item) => all(item, "rect").length > 0);
    expect(years.map((item) => [text(all(item, "a")[0]!), attribute(all(item, "rect")[0]!, "width")])).toEqual([
      ["2021", "160"],
      ["2019", "80"],
    ]);
  });
});
