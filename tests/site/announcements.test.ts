import { expect, test } from "vitest";
import { builtPages } from "../built-pages.ts";

const entry = (key: string, fields: string) =>
  `@article{${key}, title={Title ${key}}, author={Kern, Ada}, ${fields}}\n`;

/** The items of the site's feed: their titles, with when they were announced and what they say. */
function itemsOf(files: Readonly<Record<string, string>>) {
  const site = builtPages({ "content/site.yaml": "url: https://example.org/\n", ...files });
  expect(site.diagnostics).toEqual([]);
  const { items } = JSON.parse(site.at("/feed.json")) as { items: readonly Record<string, string>[] };
  return items.map(({ title, date_published: day, content_html: html }) => ({ title, day, html }));
}

test("a feed announces what came to the site last first, in press too, by the author's word or the record's", () => {
  const items = itemsOf({
    "a.bib":
      entry("old", "journal={J}, year=2026, month=3") +
      entry("bibdesk", "journal={J}, year=1999, date-added={2026-05-01 10:00:00 +0100}") +
      entry("press", "journal={J}, pubstate={inpress}, creationdate={2026-06-01T08:00:00}") +
      entry("own", "journal={J}, year=2001, date-added={2020-01-01}"),
    "own.md": "---\nadded: 2026-07-01\n---\n",
  });
  expect(items.map(({ title, day }) => [title, day])).toEqual([
    ["Title own", "2026-07-01T00:00:00Z"],
    ["Title press", "2026-06-01T00:00:00Z"],
    ["Title bibdesk", "2026-05-01T00:00:00Z"],
    ["Title old", "2026-03-01T00:00:00Z"],
  ]);
});

test("an item without an abstract has its reference", () => {
  const [item] = itemsOf({ "a.bib": entry("a", "journal={Journal of Tests}, year=2021") });
  expect(item!.html).toBe("<p>Kern, A. (2021). Title a. <i>Journal of Tests</i>.</p>");
  const [other] = itemsOf({ "a.bib": entry("a", "journal={J}, year=2021, abstract={We show.}") });
  expect(other!.html).toBe("<p>We show.</p>");
});
