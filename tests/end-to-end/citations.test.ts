import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { offprint } from "../offprint.ts";
import { siteIn } from "../site-in.ts";
import { all, readHtml, text } from "./html.ts";

const style = `<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>House &amp; Garden</title><id>house</id><updated>2026-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout suffix="!">
    <names variable="author"><name and="text"/></names>
    <text variable="title" font-style="italic" prefix=": "/>
    <date variable="issued" prefix=", "><date-part name="month"/><date-part name="year" prefix=" "/></date>
  </layout></bibliography>
</style>`;

/** The references on a paper's page: style and text. */
async function references(site: string, key: string): Promise<readonly (readonly [string, string])[]> {
  expect(await offprint("build", site)).toMatchObject({ code: 0 });
  const page = readHtml(readFileSync(path.join(site, `_site/publications/${key}/index.html`), "utf8"));
  return all(page, "div", "citation").map((one) => [
    one.attrs.find(({ name }) => name === "data-style")!.value,
    text(all(one, "p", "reference")[0]!),
  ]);
}

describe("the references on a paper's page", () => {
  test("are in the styles of site.yaml, a .csl file of the site's own among them, in the site's language", async () => {
    const site = siteIn({
      "content/site.yaml": "language: de\ncitationStyles: [house, apa, Harvard]\n",
      "content/styles/house.csl": style,
      "a.bib":
        "@article{a, author={Kern, Ada and van Orr, Ben}, title={On {DNA} in $x^2$}, journal={Testblatt}, date={2021-03}, langid={english}}",
    });
    expect(await references(site, "a")).toEqual([
      ["House & Garden", "Ada Kern und Ben van Orr: On DNA in x², März 2021!"],
      ["APA", "Kern, A., & van Orr, B. (2021). On DNA in x². Testblatt."],
      ["Harvard", expect.stringMatching(/^Kern, A\. und van Orr, B\. \(2021\) „On DNA in x²“, Testblatt/)],
    ]);
  });

  test("are in APA where the author says nothing, and absent where the author wants none", async () => {
    const paper = "---\ntitle: A LiT paper\nauthors: [Ada Kern]\ndate: 2021\n---\n";
    expect(await references(siteIn({ "a.md": paper }), "a")).toEqual([["APA", "Kern, A. (2021). A LiT paper."]]);
    expect(await references(siteIn({ "a.md": paper, "content/site.yaml": "citationStyles: []\n" }), "a")).toEqual([]);
  });
});
