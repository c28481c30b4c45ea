import { parse } from "parse5";
import { describe, expect, test } from "vitest";
import type { Publication } from "../../src/record/publication.ts";
import type { Person } from "../../src/record/site-settings.ts";
import { publicationTypes } from "../../src/record/types.ts";
import type { CataloguedPublication } from "../../src/relate/catalogue.ts";
import {
  collectionPageData,
  profilePageData,
  structuredData,
  webSiteData,
} from "../../src/site/metadata/structured-data.ts";
import { all } from "../end-to-end/html.ts";
import { plain, sampleName } from "../export/sample-publication.ts";
import { publication } from "../publication.ts";

const canonical = "https://example.org/publications/a/";
const trail = [
  { name: "Site", address: "https://example.org/" },
  { name: "A", address: canonical },
];
const date = (...start: [number] | [number, number] | [number, number, number]) => ({
  issued: { start, circa: false, uncertain: false },
});

/** The nodes of a block of JSON-LD. */
const nodes = (json: string): Record<string, unknown>[] => {
  const { "@context": context, "@graph": graph } = JSON.parse(json);
  expect(context).toBe("https://schema.org");
  return graph;
};

function described(
  fields: Partial<Publication>,
  related: Partial<CataloguedPublication> = {},
  page: Partial<Parameters<typeof structuredData>[1]> = {},
) {
  const entry: CataloguedPublication = {
    publication: publication("a", { title: plain("On A & <B>"), ...fields }),
    digest: "",
    slug: "a",
    authorPersons: [],
    people: [],
    venue: undefined,
    cataloguedVenue: undefined,
    collections: [],
    versions: [],
    ...related,
  };
  return nodes(structuredData(entry, { canonical, trail, ...page }))[0]!;
}

describe("structuredData", () => {
  test("describes a journal article by issue, volume and journal", () => {
    expect(
      described({
        containerTitle: "J",
        volume: "3",
        issue: "2",
        issn: "1234-5679",
        page: "1–9",
        doi: "10.5555/x",
        abstract: plain("We look."),
        keywords: ["a", "b"],
        language: "en",
        links: [
          { label: "DOI", href: "https://doi.org/10.5555/x", kind: "doi" },
          { label: "code", href: "https://example.org/code", kind: "code" },
        ],
        ...date(2021, 3),
      }),
    ).toEqual({
      "@type": "ScholarlyArticle",
      "@id": canonical,
      url: canonical,
      mainEntityOfPage: canonical,
      headline: "On A & <B>",
      name: "On A & <B>",
      datePublished: "2021-03",
      isPartOf: {
        "@type": "PublicationIssue",
        issueNumber: "2",
        isPartOf: {
          "@type": "PublicationVolume",
          volumeNumber: "3",
          isPartOf: { "@type": "Periodical", name: "J", issn: "1234-5679" },
        },
      },
      pageStart: "1",
      pageEnd: "9",
      identifier: { "@type": "PropertyValue", propertyID: "DOI", value: "10.5555/x" },
      sameAs: ["https://doi.org/10.5555/x"],
      keywords: ["a", "b"],
      inLanguage: "en",
    });
  });

  test("says a date as precisely as it is known", () => {
    expect(described(date(2021)).datePublished).toBe("2021");
    expect(described(date(2021, 3, 5)).datePublished).toBe("2021-03-05");
    expect(described({})).not.toHaveProperty("datePublished");
  });

  test("names authors in order, with what people.yaml knows of them, and groups as organizations", () => {
    const ada: Person = {
      id: "ada",
      name: "Ada Kern",
      variants: [],
      owner: true,
      // The sample iD of ORCID's own documentation, whose check digit is right.
      orcid: "0000-0002-1825-0097",
      homepage: "https://example.org/ada",
    };
    const author = [
      sampleName({ given: "A.", family: "Kern", affiliations: ["University of Test"] }),
      sampleName({ given: "Jan", family: "Berg", nonDroppingParticle: "van der", suffix: "Jr." }),
      sampleName({ literal: "The ALPIN Collaboration" }),
    ];
    expect(described({ author }, { authorPersons: [ada, undefined, undefined] }).author).toEqual([
      {
        "@type": "Person",
        name: "Ada Kern",
        givenName: "A.",
        familyName: "Kern",
        affiliation: [{ "@type": "Organization", name: "University of Test" }],
        url: "https://example.org/ada",
        sameAs: "https://orcid.org/0000-0002-1825-0097",
      },
      {
        "@type": "Person",
        name: "Jan van der Berg Jr.",
        givenName: "Jan",
        familyName: "van der Berg",
        honorificSuffix: "Jr.",
      },
      { "@type": "Organization", name: "The ALPIN Collaboration" },
    ]);
  });

  test.each([
    ["book", "Book"],
    ["chapter", "Chapter"],
    ["thesis", "Thesis"],
    ["report", "Report"],
    ["software", "SoftwareSourceCode"],
    ["dataset", "Dataset"],
    ["paper-conference", "ScholarlyArticle"],
    ["article", "ScholarlyArticle"],
    ["standard", "CreativeWork"],
  ] as const)("calls a %s a %s", (type, name) => {
    expect(described({ type })["@type"]).toBe(name);
  });

  test.each(publicationTypes)("gives a %s a type, a title and its page", (type) => {
    expect(described({ type })).toMatchObject({
      "@type": expect.stringMatching(/^[A-Z]\w+$/),
      headline: "On A & <B>",
      url: canonical,
    });
  });

  test("puts a paper and a chapter into their book, and that into its series", () => {
    const book = { containerTitle: "Proceedings", isbn: "9783161484100", collectionTitle: "Notes", volume: "7" };
    for (const type of ["paper-conference", "chapter"] as const) {
      expect(described({ type, ...book }).isPartOf).toEqual({
        "@type": "Book",
        name: "Proceedings",
        isbn: "9783161484100",
        isPartOf: {
          "@type": "PublicationVolume",
          volumeNumber: "7",
          isPartOf: { "@type": "BookSeries", name: "Notes" },
        },
      });
    }
  });

  test("calls a known venue by its whole name", () => {
    const venue = { id: "c", short: "C", name: "Conference", patterns: [] };
    expect(described({ type: "paper-conference", containerTitle: "C 2021" }, { venue }).isPartOf).toEqual({
      "@type": "Book",
      name: "Conference",
    });
  });

  test("gives a book ISBN, edition, length, publisher and editors, where a body can't be one", () => {
    const editor = [sampleName({ given: "Eva", family: "Lund" }), sampleName({ literal: "The Board" })];
    expect(
      described({
        type: "book",
        isbn: "9783161484100",
        edition: "2",
        numberOfPages: "321",
        publisher: "Press",
        editor,
      }),
    ).toMatchObject({
      isbn: "9783161484100",
      bookEdition: "2",
      numberOfPages: 321,
      publisher: { "@type": "Organization", name: "Press" },
      editor: [{ "@type": "Person", name: "Eva Lund" }],
      contributor: [{ "@type": "Organization", name: "The Board" }],
    });
  });

  test("gives a thesis its degree, a report its number, software its version", () => {
    expect(described({ type: "thesis", genre: "PhD thesis" }).inSupportOf).toBe("PhD thesis");
    expect(described({ type: "report", number: "TR-7" }).reportNumber).toBe("TR-7");
    expect(described({ type: "software", version: "2.0" }).version).toBe("2.0");
  });

  test("names every identifier", () => {
    const eprint = { archive: "arXiv", id: "2201.00002" };
    expect(described({ doi: "10.5555/x", eprint, pmid: "1" }).identifier).toEqual([
      { "@type": "PropertyValue", propertyID: "DOI", value: "10.5555/x" },
      { "@type": "PropertyValue", propertyID: "arXiv", value: "2201.00002" },
      { "@type": "PropertyValue", propertyID: "PMID", value: "1" },
    ]);
  });

  test("says that a work is free where its PDF lies on the site", () => {
    const absolute = (href: string) => `${canonical}${href.split("/").at(-1)}`;
    const links = [{ label: "PDF", href: "content/publications/a.pdf", kind: "pdf" as const }];
    expect(described({ links }, {}, { absolute })).toMatchObject({
      isAccessibleForFree: true,
      encoding: { "@type": "MediaObject", contentUrl: `${canonical}a.pdf`, encodingFormat: "application/pdf" },
    });
    const elsewhere = [{ label: "PDF", href: "https://example.org/a.pdf", kind: "pdf" as const }];
    expect(described({ links: elsewhere }, {}, { absolute })).not.toHaveProperty("encoding");
    expect(described({ links: elsewhere }, {}, { absolute })).not.toHaveProperty("isAccessibleForFree");
  });

  test("gives the license where it is an address, and the page's picture", () => {
    const license = "https://creativecommons.org/licenses/by/4.0/";
    expect(described({ extra: [{ name: "license", value: license }] }).license).toBe(license);
    expect(described({ extra: [{ name: "license", value: "free" }] })).not.toHaveProperty("license");
    expect(described({}, {}, { image: "https://example.org/a.png" }).image).toBe("https://example.org/a.png");
  });

  test("names the other versions as examples of the one work, by their pages", () => {
    const versions = ["https://example.org/publications/b/", "https://example.org/publications/c/"];
    expect(described({}, {}, { versions }).exampleOfWork).toEqual({
      "@type": "CreativeWork",
      workExample: versions.map((address) => ({ "@type": "CreativeWork", "@id": address })),
    });
    expect(described({}, {}, { versions: [] })).not.toHaveProperty("exampleOfWork");
  });

  test("writes several ranges of pages whole", () => {
    expect(described({ page: "5, 7–9" })).toMatchObject({ pagination: "5, 7–9" });
    expect(described({ page: "5, 7–9" })).not.toHaveProperty("pageStart");
  });

  const bare: CataloguedPublication = {
    publication: publication("a", {}),
    digest: "",
    slug: "a",
    authorPersons: [],
    people: [],
    venue: undefined,
    cataloguedVenue: undefined,
    collections: [],
    versions: [],
  };

  test("leads to the page by breadcrumbs, where the site's own address is known", () => {
    expect(nodes(structuredData(bare, { canonical, trail }))[1]).toEqual({
      "@type": "BreadcrumbList",
      itemListElement: [
        { "@type": "ListItem", position: 1, name: "Site", item: "https://example.org/" },
        { "@type": "ListItem", position: 2, name: "A" },
      ],
    });
    const unknown = trail.map(({ name }) => ({ name, address: undefined }));
    expect(nodes(structuredData(bare, { canonical: undefined, trail: unknown }))).toHaveLength(1);
  });

  test("can't be ended by what an author wrote", () => {
    const hostile = "</script><script>alert(1)</script><!--";
    const entry = { ...bare, publication: publication("a", { title: plain(hostile) }) };
    const json = structuredData(entry, { canonical, trail });
    expect(nodes(json)[0]!.name).toBe(hostile);
    const page = parse(`<!DOCTYPE html><title>t</title><script type="application/ld+json">${json}</script>`);
    expect(all(page, "script")).toHaveLength(1);
  });
});

describe("collectionPageData", () => {
  const items = Array.from({ length: 150 }, (_, index) => ({
    name: `Paper ${index + 1}`,
    address: `https://example.org/${index + 1}/`,
  }));
  const page = { canonical, name: "Topic", description: "About it", trail, language: "en" };

  test("gives the addresses of the first twenty items and how many there are", () => {
    const [list, crumbs] = nodes(collectionPageData({ ...page, items }));
    expect(list).toMatchObject({
      "@type": "CollectionPage",
      "@id": canonical,
      url: canonical,
      name: "Topic",
      description: "About it",
      inLanguage: "en",
      mainEntity: { "@type": "ItemList", numberOfItems: 150 },
    });
    const listed = (list!.mainEntity as { itemListElement: unknown[] }).itemListElement;
    expect(listed).toHaveLength(20);
    expect(listed[19]).toEqual({
      "@type": "ListItem",
      position: 20,
      url: "https://example.org/20/",
    });
    expect(crumbs).toMatchObject({ "@type": "BreadcrumbList" });
  });

  test("leaves out addresses and a description that nobody knows", () => {
    const unknown = { ...page, canonical: undefined, description: "", trail: [] };
    expect(nodes(collectionPageData({ ...unknown, items: [{ name: "A", address: undefined }] }))).toEqual([
      {
        "@type": "CollectionPage",
        name: "Topic",
        inLanguage: "en",
        mainEntity: {
          "@type": "ItemList",
          numberOfItems: 1,
          itemListElement: [{ "@type": "ListItem", position: 1, name: "A" }],
        },
      },
    ]);
  });
});

describe("profilePageData", () => {
  test("describes a person by ORCID iD, homepage and other spellings", () => {
    const person = {
      name: "Ada Kern",
      orcid: "0000-0002-1825-0097",
      homepage: "https://example.org/ada",
      variants: ["A. Kern"],
    };
    expect(nodes(profilePageData({ canonical, person, language: "en", trail: [] }))).toEqual([
      {
        "@type": "ProfilePage",
        "@id": canonical,
        url: canonical,
        name: "Ada Kern",
        inLanguage: "en",
        mainEntity: {
          "@type": "Person",
          name: "Ada Kern",
          alternateName: ["A. Kern"],
          url: "https://example.org/ada",
          sameAs: ["https://orcid.org/0000-0002-1825-0097", "https://example.org/ada"],
        },
      },
    ]);
  });

  test("says no more of a person than a name, where no more is known", () => {
    const [page] = nodes(profilePageData({ canonical, person: { name: "B. Orr" }, language: "en", trail: [] }));
    expect(page!.mainEntity).toEqual({ "@type": "Person", name: "B. Orr" });
  });
});

describe("webSiteData", () => {
  test("describes the site", () => {
    expect(
      nodes(
        webSiteData({
          canonical: "https://example.org/",
          name: "S",
          description: "D",
          language: "en",
          owner: undefined,
          profiles: [],
          items: [],
        }),
      ),
    ).toEqual([
      {
        "@type": "WebSite",
        "@id": "https://example.org/",
        url: "https://example.org/",
        name: "S",
        description: "D",
        inLanguage: "en",
      },
    ]);
  });

  // schema.org/ProfilePage, as Google's "Profile page" documents it: the person is its main entity.
  test("names whose site it is, with the profiles of the site", () => {
    const [page] = nodes(
      webSiteData({
        canonical: "https://example.org/",
        name: "S",
        description: "",
        language: "en",
        owner: {
          id: "kern",
          name: "Ada Kern",
          variants: ["A. Kern"],
          orcid: "0000-0002-1825-0097",
          homepage: "https://example.org/ada",
          owner: true,
        },
        profiles: ["https://example.com/ada", "mailto:ada@example.org"],
        items: [{ name: "Pines", address: "https://example.org/publications/pines/" }],
      }),
    );
    expect(page).toMatchObject({
      "@type": "ProfilePage",
      mainEntity: {
        "@type": "Person",
        name: "Ada Kern",
        alternateName: ["A. Kern"],
        sameAs: ["https://orcid.org/0000-0002-1825-0097", "https://example.org/ada", "https://example.com/ada"],
      },
    });
  });

  // schema.org's Person, in the words of Google's "Profile page" where it has some.
  test("says of the person what the page says", () => {
    const [page] = nodes(
      webSiteData({
        canonical: "https://example.org/",
        name: "S",
        description: "",
        language: "en",
        owner: undefined,
        person: {
          name: "Ada Kern",
          role: "Professor",
          location: "Delft",
          affiliations: ["University of Tests"],
          interests: ["trees"],
          email: "ada@example.org",
          portrait: "https://example.org/ada.jpg",
        },
        profiles: [],
        items: [],
      }),
    );
    expect(page).toEqual({
      "@type": "ProfilePage",
      url: "https://example.org/",
      name: "S",
      inLanguage: "en",
      mainEntity: {
        "@type": "Person",
        "@id": "https://example.org/#owner",
        name: "Ada Kern",
        jobTitle: "Professor",
        affiliation: [{ "@type": "Organization", name: "University of Tests" }],
        workLocation: { "@type": "Place", name: "Delft" },
        email: "ada@example.org",
        image: "https://example.org/ada.jpg",
        knowsAbout: ["trees"],
      },
    });
  });

  test("is of a list where it is nobody's", () => {
    const items = [{ name: "Pines", address: "https://example.org/publications/pines/" }];
    const [page] = nodes(
      webSiteData({
        canonical: "https://example.org/",
        name: "S",
        description: "",
        language: "en",
        owner: undefined,
        profiles: [],
        items,
      }),
    );
    expect(page).toMatchObject({
      "@type": "CollectionPage",
      url: "https://example.org/",
      mainEntity: {
        "@type": "ItemList",
        numberOfItems: 1,
        itemListElement: [{ position: 1, url: items[0]!.address }],
      },
    });
  });
});
