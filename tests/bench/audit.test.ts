import { describe, expect, test } from "vitest";
import { atomRules, jsonFeedFaults, sitemapRules } from "../../bench/audit/feeds.ts";
import { readPageHead } from "../../bench/audit/page-head.ts";
import { cellsByKind, kindOf, longestPages } from "../../bench/audit/site-pages.ts";
import { structuredDataFaults } from "../../bench/audit/structured-data.ts";
import { countingCell, markdownTable, notRun, shortfalls } from "../../bench/audit/table.ts";
import { loadXmlReader } from "../../bench/audit/xml-reader.ts";

/** A text with one part replaced, which must be in it. */
function changed(text: string, part: string, by: string): string {
  expect(text).toContain(part);
  return text.replace(part, by);
}

describe("markdownTable", () => {
  test("shows what is below its value in bold and what was not asked as a dash", () => {
    const cells = [
      countingCell("front", "axe", []),
      countingCell("list", "axe", ["one", "two"]),
      { row: "front", column: "a|b", text: "98", faults: [] },
    ];
    expect(markdownTable(cells)).toBe(
      "|  | axe | a\\|b |\n| --- | ---: | ---: |\n| front | 0 | 98 |\n| list | **2** | – |",
    );
  });
});

describe("shortfalls", () => {
  test("tells the first five faults of each cell below its value, and how many there are besides", () => {
    const faults = ["1", "2", "3", "4", "5", "6", "7"];
    const [only, ...others] = shortfalls([countingCell("front", "axe", []), countingCell("list", "axe", faults)]);
    expect(others).toEqual([]);
    expect(only).toMatch(/^- list, axe:\n {2}- `1`\n[\s\S]*`5`\n {2}- `and 2 more`$/);
  });

  test("tells what could not be run, with the reason", () => {
    expect(shortfalls(notRun(["front"], ["Nu checker"], "needs Java"))).toEqual([
      "- front, Nu checker:\n  - `needs Java`",
    ]);
  });
});

describe("kindOf", () => {
  test.each([
    ["/", "front"],
    ["/publications/", "list"],
    ["/publications/2/", "list"],
    ["/publications/riquelme2021vmoe/", "paper"],
    ["/collections/", "topics"],
    ["/collections/sparse-experts/2/", "topic"],
    ["/people/basil-mustafa/", "person"],
    ["/years/2021/", "year"],
    ["/404.html", "not found"],
    ["/de/", "front (de)"],
    ["/de/publications/riquelme2021vmoe/", "paper (de)"],
    ["/cv/", "other"],
  ])("takes %s for %s", (address, kind) => expect(kindOf(address, new Set(["de"]))).toBe(kind));
});

describe("the pages of a kind", () => {
  const page = (address: string, html: string) => ({ file: `${address}index.html`, address, kind: "paper", html });
  const pages = [page("/a/", "xx"), page("/b/", "xxx"), page("/c/", "x")];

  test("are represented by the longest", () => expect(longestPages(pages).get("paper")!.address).toBe("/b/"));

  test("are counted together, each fault with its page", () => {
    expect(cellsByKind("axe", pages, ({ html }) => (html === "x" ? [] : ["fault"]))).toEqual([
      { row: "paper", column: "axe", text: "2", faults: ["/a/: fault", "/b/: fault"] },
    ]);
  });
});

describe("structuredDataFaults", () => {
  const address = "https://papers.example/publications/key/";
  const work = {
    "@type": "ScholarlyArticle",
    "@id": address,
    url: address,
    mainEntityOfPage: address,
    headline: "A Title",
    name: "A Title",
    author: [
      // The ORCID of ORCID's own documentation.
      {
        "@type": "Person",
        name: "Ada van Sample",
        familyName: "van Sample",
        givenName: "Ada",
        sameAs: "https://orcid.org/0000-0002-1825-0097",
      },
      { "@type": "Organization", name: "The Sample Group" },
    ],
    datePublished: "2021-05",
    pageStart: "7",
    isPartOf: { "@type": "PublicationVolume", volumeNumber: "3", isPartOf: { "@type": "Periodical", name: "Samples" } },
    identifier: { "@type": "PropertyValue", propertyID: "DOI", value: "10.1000/1" },
  };
  const way = {
    "@type": "BreadcrumbList",
    itemListElement: [
      { "@type": "ListItem", position: 1, name: "Front", item: "https://papers.example/" },
      { "@type": "ListItem", position: 2, name: "A Title" },
    ],
  };
  const block = JSON.stringify({ "@context": "https://schema.org", "@graph": [work, way] });
  const tags = {
    title: "A Title",
    author: "van Sample, Ada",
    journal_title: "Samples",
    volume: "3",
    firstpage: "7",
    doi: "10.1000/1",
    publication_date: "2021",
  };
  const head = [
    `<link rel="canonical" href="${address}">`,
    ...Object.entries(tags).map(([name, content]) => `<meta name="citation_${name}" content="${content}">`),
    '<meta name="citation_author" content="The Sample Group">',
  ].join("");
  const faults = (text: string, tagText = head, kind = "paper") =>
    structuredDataFaults(readPageHead(`${tagText}<script type="application/ld+json">${text}</script>`), kind);

  test("finds none in a block that is right", () => expect(faults(block)).toEqual([]));

  test.each([
    ["another context", '"https://schema.org"', '"https://example.org"', /context/],
    ["JSON that is broken", '"@graph":', '"@graph"', /not a JSON object/],
    ["a thing without type", '"@type":"Organization",', "", /no @type/],
    ["a work that lacks a property", '"headline":"A Title",', "", /lacks headline/],
    ["another address", `"url":"${address}"`, '"url":"https://papers.example/"', /^url is/],
    ["another title", '"name":"A Title"', '"name":"A title"', /^name is/],
    ["an author of another name", '"familyName":"van Sample"', '"familyName":"Sample"', /author 1/],
    ["an ORCID of a wrong check digit", "0000-0002-1825-0097", "0000-0002-1825-0098", /no ORCID/],
    ["a date of another year", "2021-05", "2022-05", /datePublished/],
    ["a date with no such form", "2021-05", "May 2021", /datePublished/],
    ["another page", '"pageStart":"7"', '"pageStart":"8"', /pageStart/],
    ["another venue", '"name":"Samples"', '"name":"Other"', /venue/],
    ["another volume", '"volumeNumber":"3"', '"volumeNumber":"4"', /volume/],
    ["another DOI", '"value":"10.1000/1"', '"value":"10.1000/2"', /DOI/],
    ["a way that is miscounted", '"position":2', '"position":3', /list item 2/],
    ["no way", '"@type":"BreadcrumbList"', '"@type":"ItemList"', /no BreadcrumbList/],
    ["no work", '"@type":"ScholarlyArticle"', '"@type":"Thing"', /^0 works/],
  ])("finds %s", (_, part, by, expected) => {
    const found = faults(changed(block, part, by));
    expect(found.length).toBeGreaterThan(0);
    expect(found.join("\n")).toMatch(new RegExp(expected.source, "m"));
  });

  test("finds an author too few", () => {
    const more = `${head}<meta name="citation_author" content="Third, Author">`;
    expect(faults(block, more)).toEqual(["2 authors where the tags name 3"]);
  });

  test("asks a list to be a collection", () => {
    expect(structuredDataFaults(readPageHead(""), "list")).toEqual(["there is no CollectionPage"]);
  });
});

describe("jsonFeedFaults", () => {
  // The simple example of jsonfeed.org's version 1.1.
  const feed = JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title: "My Example Feed",
    home_page_url: "https://example.org/",
    feed_url: "https://example.org/feed.json",
    items: [
      { id: "2", content_text: "This is a second item.", url: "https://example.org/second-item" },
      { id: "1", content_html: "<p>Hello, world!</p>", url: "https://example.org/initial-post" },
    ],
  });

  test("finds none in the specification's example", () => expect(jsonFeedFaults(feed)).toEqual([]));

  test.each([
    ["text that is not JSON", "{", ""],
    ["another version", "version/1.1", "version/1"],
    ["no title", '"title":"My Example Feed",', ""],
    ["no items", '"items"', '"entries"'],
    ["an id that is a number", '"id":"2"', '"id":2'],
    ["an item without content", '"content_text"', '"text"'],
    ["an address that is not absolute", '"url":"https://example.org/second-item"', '"url":"/second-item"'],
    ["a date without zone", '"id":"1"', '"id":"1","date_published":"2010-02-07T14:04:00"'],
    ["the one author of version 1", '"items"', '"author":{"name":"Author"},"items"'],
    ["authors that are no list", '"items"', '"authors":{"name":"Author"},"items"'],
    ["an author of whom nothing is said", '"items"', '"authors":[{}],"items"'],
    ["an id that stands twice", '"id":"2"', '"id":"1"'],
  ])("finds %s", (_, part, by) => {
    expect(jsonFeedFaults(changed(feed, part, by)).length).toBeGreaterThan(0);
  });

  test("lets a date with its zone and authors be", () => {
    const more =
      '"date_published":"2010-02-07T14:04:00-05:00","authors":[{"name":"Author","url":"https://example.org/"}],';
    expect(jsonFeedFaults(changed(feed, '"id":"1",', `"id":"1",${more}`))).toEqual([]);
  });
});

const readXml = await loadXmlReader();

describe.skipIf(readXml === undefined)("the schema of Atom feeds", () => {
  const check = readXml!;
  // After the longer example of RFC 4287, section 1.1.
  const feed = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
  <title type="text">A title</title>
  <subtitle type="html">A &lt;em&gt;lot&lt;/em&gt; of effort</subtitle>
  <updated>2005-07-31T12:29:29Z</updated>
  <id>tag:example.org,2003:3</id>
  <link rel="alternate" type="text/html" hreflang="en" href="http://example.org/"/>
  <link rel="self" type="application/atom+xml" href="http://example.org/feed.atom"/>
  <rights>Copyright</rights>
  <generator uri="http://www.example.com/" version="1.0">Example Toolkit</generator>
  <entry>
    <title>Atom draft-07 snapshot</title>
    <link rel="alternate" type="text/html" href="http://example.org/2005/04/02/atom"/>
    <link rel="enclosure" type="audio/mpeg" length="1337" href="http://example.org/audio.mp3"/>
    <id>tag:example.org,2003:3.2397</id>
    <updated>2005-07-31T12:29:29Z</updated>
    <published>2003-12-13T08:29:29-04:00</published>
    <author><name>John Doe</name><uri>http://example.org/</uri><email>author@example.com</email></author>
    <contributor><name>Example Contributor</name></contributor>
    <category term="draft" scheme="http://example.org/terms"/>
    <content type="xhtml" xml:lang="en" xml:base="http://example.org/">
      <div xmlns="http://www.w3.org/1999/xhtml"><p><i>[Update: The Atom draft is finished.]</i></p></div>
    </content>
    <other xmlns="https://example.org/extension" kind="free">may be <b>there</b></other>
  </entry>
</feed>
`;
  const entry = /<entry>[\s\S]*<\/entry>/.exec(feed)![0];

  test("lets the RFC's example be", () => expect(check(feed, "atom.rng", atomRules)).toEqual([]));

  test("lets a feed without entries and content of other kinds be", () => {
    expect(check(changed(feed, entry, ""), "atom.rng", atomRules)).toEqual([]);
    const escaped = changed(entry, 'type="xhtml" xml:lang', 'type="html" xml:lang').replace(
      /<div[\s\S]*<\/div>/,
      "a &lt;b",
    );
    expect(check(changed(feed, entry, escaped), "atom.rng", atomRules)).toEqual([]);
  });

  test.each([
    ["a feed that is not well-formed", "</feed>", ""],
    ["a feed without id", "<id>tag:example.org,2003:3</id>", ""],
    ["a feed without title", '<title type="text">A title</title>', ""],
    ["a feed without its time", "<updated>2005-07-31T12:29:29Z</updated>", ""],
    ["a feed with two titles", "<rights>", "<title>Another</title><rights>"],
    ["a feed that does not name itself", 'rel="self"', 'rel="related"'],
    ["an entry without author", /<author>.*<\/author>/.exec(feed)![0], ""],
    ["an entry without id", "<id>tag:example.org,2003:3.2397</id>", ""],
    ["an author without name", "<name>John Doe</name>", ""],
    ["an id that is no address", "<id>tag:example.org,2003:3</id>", "<id>3</id>"],
    ["a date without time", "2005-07-31T12:29:29Z", "2005-07-31"],
    ["a time without zone", "2005-07-31T12:29:29Z", "2005-07-31T12:29:29"],
    ["a day that is in no calendar", "2005-07-31T12:29:29Z", "2005-02-30T12:29:29Z"],
    ["a link without address", ' href="http://example.org/2005/04/02/atom"', ""],
    ["an element that Atom has not", "<rights>Copyright</rights>", "<copyright>Copyright</copyright>"],
    ["markup in a title that is text", "A title", "A <b>title</b>"],
    ["two entries of one id", entry, entry + entry],
  ])("refuses %s", (_, part, by) => {
    expect(check(changed(feed, part, by), "atom.rng", atomRules).length).toBeGreaterThan(0);
  });

  test("refuses an entry with neither content nor a page", () => {
    const bare = entry.replace(/<content[\s\S]*<\/content>/, "").replace(/<link rel="alternate".*/, "");
    expect(check(changed(feed, entry, bare), "atom.rng", atomRules)).toEqual([
      "an entry has neither content nor a link to its page (4.1.2)",
    ]);
  });
});

describe.skipIf(readXml === undefined)("the schema of sitemaps", () => {
  const check = readXml!;
  // The example of sitemaps.org's protocol, and a second address.
  const sitemap = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
  <url>
    <loc>http://www.example.com/</loc>
    <lastmod>2005-01-01</lastmod>
    <changefreq>monthly</changefreq>
    <priority>0.8</priority>
  </url>
  <url><loc>http://www.example.com/catalog?item=12&amp;desc=vacation</loc></url>
</urlset>
`;

  test("lets the protocol's example be", () => expect(check(sitemap, "sitemap.rng", sitemapRules)).toEqual([]));

  test.each([
    ["a year", "2005"],
    ["a month", "2005-01"],
    ["a time", "2005-01-01T09:00:00+02:00"],
  ])("lets %s as date be", (_, date) => {
    expect(check(changed(sitemap, "2005-01-01", date), "sitemap.rng", sitemapRules)).toEqual([]);
  });

  test("lets translations be named as Google reads them", () => {
    const link =
      '</loc><link xmlns="http://www.w3.org/1999/xhtml" rel="alternate" hreflang="de" href="http://www.example.com/de/"/>';
    expect(check(changed(sitemap, "</loc>", link), "sitemap.rng", sitemapRules)).toEqual([]);
  });

  test.each([
    ["another namespace", "schemas/sitemap/0.9", "schemas/sitemap/1.0"],
    ["an address that is not absolute", "<loc>http://www.example.com/</loc>", "<loc>/</loc>"],
    ["an address that is too long", "item=12", `item=${"1".repeat(2048)}`],
    ["an entry without address", "<loc>http://www.example.com/</loc>", ""],
    ["an address that stands twice", "catalog?item=12&amp;desc=vacation", ""],
    ["a date in words", "2005-01-01", "January 2005"],
    ["a date that is in no calendar", "2005-01-01", "2005-13-01"],
    ["a frequency it does not know", "monthly", "often"],
    ["a priority above 1", "0.8", "1.5"],
    ["an element it does not know", "<priority>0.8</priority>", "<weight>0.8</weight>"],
  ])("refuses %s", (_, part, by) => {
    expect(check(changed(sitemap, part, by), "sitemap.rng", sitemapRules).length).toBeGreaterThan(0);
  });
});
