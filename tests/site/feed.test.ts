import { decodeXML } from "entities";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { atomFeed, type Feed, type FeedItem, jsonFeed } from "../../src/site/metadata/site-wide.ts";

const base = "https://example.org/publications/";

function item(name: string, parts: Partial<FeedItem> = {}): FeedItem {
  return {
    address: `${base}${name}/`,
    title: name,
    contentHtml: "",
    authors: ["Ann Author"],
    published: "2021",
    tags: [],
    ...parts,
  };
}

function feed(items: readonly FeedItem[], parts: Partial<Feed> = {}): Feed {
  return {
    title: "Publications",
    language: "en",
    author: "The Laboratory",
    address: "https://example.org/",
    atomAddress: "https://example.org/feed.xml",
    jsonAddress: "https://example.org/feed.json",
    items,
    ...parts,
  };
}

const sample = feed(
  [
    item("trees", {
      title: "Trees & a<b",
      titleHtml: "<em>Trees</em> &amp; a&lt;b",
      contentHtml: '<p>We show <a href="https://example.com/?a=1&amp;b=2">it</a>.</p>',
      authors: ["Ann Author", "Ben Writer"],
      published: "2021-03",
      tags: ["Graphs & trees"],
    }),
    item("arbres", { language: "fr", published: "2019-12-31" }),
  ],
  { subtitle: "All of it" },
);

/** What stands in the elements of this name, read as XML reads it. */
const textsIn = (xml: string, name: string) =>
  [...xml.matchAll(new RegExp(`<${name}(?: [^>]*)?>([^<]*)</${name}>`, "g"))].map(([, text]) => decodeXML(text!));

describe("atomFeed", () => {
  test("counts an item as changed when it did, if it had appeared by then, and the feed with its last item", () => {
    const xml = atomFeed(
      feed([
        item("changed", { published: "2019", modified: "2024-05-07" }),
        item("announced", { published: "2023-03", modified: "2022-11-01" }),
        item("odd", { published: "2018", modified: "some day" }),
      ]),
    );
    expect(textsIn(xml, "published")).toEqual(["2019-01-01T00:00:00Z", "2023-03-01T00:00:00Z", "2018-01-01T00:00:00Z"]);
    expect(textsIn(xml, "updated")).toEqual([
      "2024-05-07T00:00:00Z",
      "2024-05-07T00:00:00Z",
      "2023-03-01T00:00:00Z",
      "2018-01-01T00:00:00Z",
    ]);
  });

  test("writes what RFC 4287 asks of a feed and its entries", () => {
    expect(atomFeed(sample)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<id>https://example.org/</id>
<title>Publications</title>
<subtitle>All of it</subtitle>
<updated>2021-03-01T00:00:00Z</updated>
<author><name>The Laboratory</name></author>
<link rel="alternate" type="text/html" href="https://example.org/"/>
<link rel="self" type="application/atom+xml" href="https://example.org/feed.xml"/>
<link rel="alternate" type="application/feed+json" href="https://example.org/feed.json"/>
<entry>
<id>https://example.org/publications/trees/</id>
<title type="html">&lt;em&gt;Trees&lt;/em&gt; &amp;amp; a&amp;lt;b</title>
<published>2021-03-01T00:00:00Z</published>
<updated>2021-03-01T00:00:00Z</updated>
<author><name>Ann Author</name></author>
<author><name>Ben Writer</name></author>
<link rel="alternate" type="text/html" href="https://example.org/publications/trees/"/>
<category term="Graphs &amp; trees"/>
<content type="html">&lt;p&gt;We show &lt;a href=&quot;https://example.com/?a=1&amp;amp;b=2&quot;&gt;it&lt;/a&gt;.&lt;/p&gt;</content>
</entry>
<entry xml:lang="fr">
<id>https://example.org/publications/arbres/</id>
<title>arbres</title>
<published>2019-12-31T00:00:00Z</published>
<updated>2019-12-31T00:00:00Z</updated>
<author><name>Ann Author</name></author>
<link rel="alternate" type="text/html" href="https://example.org/publications/arbres/"/>
</entry>
</feed>
`);
  });

  test("is as new as its newest item, wherever that stands, and of a fixed instant without one", () => {
    const updated = (...published: string[]) =>
      textsIn(atomFeed(feed(published.map((date) => item(date, { published: date })))), "updated")[0];
    expect(updated("1950", "1951-02", "1949")).toBe("1951-02-01T00:00:00Z");
    expect(updated()).toBe("1970-01-01T00:00:00Z");
  });

  test.each(["", "in press", "-0044", "0000", "12021", "2021-13", "2021-02-30", "2021-3", "2021-03-05T00:00:00Z"])(
    "has no day of publication for %j, but a fixed instant of change",
    (published) => {
      const xml = atomFeed(feed([item("undated", { published })]));
      expect(textsIn(xml, "published")).toEqual([]);
      expect(textsIn(xml, "updated")).toEqual(["1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z"]);
    },
  );

  test("always names an author of the feed, and never an empty one of an entry", () => {
    expect(textsIn(atomFeed(feed([item("a", { authors: ["", " "] })])), "name")).toEqual(["The Laboratory"]);
    expect(textsIn(atomFeed(feed([], { author: " " })), "name")).toEqual(["Publications"]);
    expect(textsIn(atomFeed(feed([], { author: "", title: "" })), "name")).toEqual(["https://example.org/"]);
  });

  test("leaves out the characters that XML has no way to write, and keeps all others", () => {
    const title = "a\u0000\u0008\u000b\u001f\ufffe\uffff\ud800b\udc00 \t\u007f\u0085\ufffd😀";
    expect(textsIn(atomFeed(feed([item("a", { title })])), "title")[1]).toBe("ab \t\u007f\u0085\ufffd😀");
  });

  test("keeps any text what it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const xml = atomFeed(feed([item("a", { title: text, tags: [`tag ${text}`], contentHtml: text })]));
        const kept = [...text].filter((sign) => /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd]$|^..$/s.test(sign)).join("");
        expect(textsIn(xml, "title")[1]).toBe(kept);
        expect(decodeXML(/<category term="([^"<]*)"\/>/.exec(xml)![1]!)).toBe(`tag ${kept}`);
      }),
    );
  });
});

describe("jsonFeed", () => {
  test("says when an item changed, where that is known", () => {
    const { items } = JSON.parse(jsonFeed(feed([item("a", { modified: "2024-05" }), item("b")])));
    expect(items[0].date_modified).toBe("2024-05-01T00:00:00Z");
    expect(items[1]).not.toHaveProperty("date_modified");
  });

  test("writes what JSON Feed 1.1 asks of a feed and its items", () => {
    expect(JSON.parse(jsonFeed(sample))).toEqual({
      version: "https://jsonfeed.org/version/1.1",
      title: "Publications",
      home_page_url: "https://example.org/",
      feed_url: "https://example.org/feed.json",
      description: "All of it",
      language: "en",
      authors: [{ name: "The Laboratory" }],
      items: [
        {
          id: "https://example.org/publications/trees/",
          url: "https://example.org/publications/trees/",
          title: "Trees & a<b",
          content_html: '<p>We show <a href="https://example.com/?a=1&amp;b=2">it</a>.</p>',
          date_published: "2021-03-01T00:00:00Z",
          authors: [{ name: "Ann Author" }, { name: "Ben Writer" }],
          tags: ["Graphs & trees"],
        },
        {
          id: "https://example.org/publications/arbres/",
          url: "https://example.org/publications/arbres/",
          title: "arbres",
          content_html: "",
          date_published: "2019-12-31T00:00:00Z",
          language: "fr",
          authors: [{ name: "Ann Author" }],
          tags: [],
        },
      ],
    });
  });

  test("has no day of publication for an item without one", () => {
    const { items } = JSON.parse(jsonFeed(feed([item("undated", { published: "" })])));
    expect(items[0]).not.toHaveProperty("date_published");
  });

  test.each([
    ['<a href="paper.pdf">x</a>', `<a href="${base}a/paper.pdf">x</a>`],
    ['<a class="x" href="/files/a b.pdf">x</a>', '<a class="x" href="https://example.org/files/a%20b.pdf">x</a>'],
    ['<a href="#part">x</a>', `<a href="${base}a/#part">x</a>`],
    ['<img alt="" src="../b.png?x=1&amp;y=2">', `<img alt="" src="${base}b.png?x=1&amp;y=2">`],
    ['<a href="//example.com/">x</a>', '<a href="https://example.com/">x</a>'],
    ['<a href="mailto:a@example.org">x</a>', '<a href="mailto:a@example.org">x</a>'],
    ['<a href="HTTPS://Example.org">x</a>', '<a href="HTTPS://Example.org">x</a>'],
    ['<p>&lt;a href="b"&gt; src="b"</p>', '<p>&lt;a href="b"&gt; src="b"</p>'],
    ['<a data-href="b">x</a>', '<a data-href="b">x</a>'],
  ])("makes the links of %s absolute", (contentHtml, expected) => {
    const { items } = JSON.parse(jsonFeed(feed([item("a", { contentHtml })])));
    expect(items[0].content_html).toBe(expected);
    expect(textsIn(atomFeed(feed([item("a", { contentHtml })])), "content")).toEqual([expected]);
  });

  test("reads a megabyte of anything in time that grows with it alone", () => {
    for (const contentHtml of ["<a ".repeat(400_000), `<a ${" href=".repeat(200_000)}`, "<".repeat(1_000_000)]) {
      const { items } = JSON.parse(jsonFeed(feed([item("a", { contentHtml })])));
      expect(items[0].content_html).toBe(contentHtml);
    }
  });
});
