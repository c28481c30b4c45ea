import { standardMarks } from "../../src/record/names/author-marks.ts";
import type { Name } from "../../src/record/names/name.ts";
import type { Publication, ReadPublication } from "../../src/record/publication.ts";
import type { Appearance, Collection, Person, Site, Venue } from "../../src/record/site-settings.ts";
import { buildCatalogue } from "../../src/relate/build-catalogue.ts";
import type { Catalogue, CataloguedPublication } from "../../src/relate/catalogue.ts";
import type { RichText } from "../../src/text/rich-text.ts";
import { publication as barePublication } from "../publication.ts";

const place = { file: "content/publications/sample.bib", line: 1, column: 1 };

/** The site's owner in the samples. */
export const owner: Person = { id: "owner", name: "Basil Mustafa", variants: [], owner: true };

/** How the samples look. */
export const sampleAppearance: Appearance = {
  ...{
    accentHue: 30,
    theme: "auto",
    fonts: "system",
    density: "comfortable",
    list: "entry",
    numbering: "none",
    details: "short",
    pictures: "nowhere",
    abstracts: "front",
  },
};

/** A venue with a short name. */
export const cvpr: Venue = {
  id: "cvpr",
  short: "CVPR",
  name: "IEEE/CVF Conference on Computer Vision and Pattern Recognition",
  patterns: [],
};

/** A collection with the given slug and title. */
export const collection = (slug: string, title: string): Collection => ({
  slug,
  title,
  writtenTitle: title,
  heading: text(title),
  text: [],
  translations: new Map(),
  place,
});

/** A name of a given and a family part; a star at its end marks an equal contribution. */
export function name(text: string): Name {
  const equalContribution = text.endsWith("*");
  const parts = text.replace("*", "").split(" ");
  return {
    family: parts.at(-1) ?? "",
    given: parts.slice(0, -1).join(" "),
    marks: equalContribution ? ["*"] : [],
    equalContribution,
    corresponding: false,
  };
}

export const text = (value: string): RichText => [{ kind: "text", value }];

/** A publication with the given parts and nothing else; the author "Basil Mustafa" is the owner. */
export function publication(
  slug: string,
  parts: Partial<Publication>,
  related: Partial<CataloguedPublication> = {},
): CataloguedPublication {
  const author = parts.author ?? [];
  return {
    digest: slug,
    publication: barePublication(slug, {
      type: "paper-conference",
      title: text(`The title of ${slug}`),
      source: { ...place, format: "bibtex", bibtex: [`@inproceedings{${slug},\n  year = {2021},\n}`] },
      ...parts,
    }),
    slug,
    authorPersons: author.map(({ family }) => (family === "Mustafa" ? owner : undefined)),
    people: [],
    venue: undefined,
    cataloguedVenue: undefined,
    collections: [],
    versions: [],
    ...related,
  };
}

/** A year and nothing finer. */
export const year = (value: number) => ({ start: [value] as const, circa: false, uncertain: false });

/** The catalogue that the product makes of these publications and collections, in the site's order. */
export function catalogueOf(
  publications: readonly CataloguedPublication[],
  collections: readonly Collection[] = [],
  site: Partial<Site> = {},
): Catalogue {
  const ownSite: Site = {
    title: "Basil Mustafa",
    heading: text(site.title ?? "Basil Mustafa"),
    description: "What the site is about.",
    language: "en",
    profiles: [],
    bibtex: "original",
    bibtexFields: { show: [], hide: [] },
    references: { sentenceCase: "bibtex" },
    authorMarks: standardMarks,
    bibtexFiles: "papers",
    citationStyles: [{ name: "apa", title: "APA" }],
    appearance: sampleAppearance,
    headTags: [],
    socialPictures: "topics",
    languages: [site.language ?? "en"],
    translations: new Map(),
    place,
    ...site,
  };
  const read = publications.map(
    ({ publication, venue, collections: topics, digest, leftOut = [] }): ReadPublication => ({
      publication: {
        ...publication,
        ...(venue && publication.containerTitle === undefined ? { containerTitle: venue.name } : {}),
        collections: [...publication.collections, ...topics.map(({ slug }) => slug)],
      },
      places: new Map(),
      isParent: false,
      leftOut,
      digest,
    }),
  );
  const venues = publications.flatMap(({ venue }) => venue ?? []);
  return buildCatalogue(read, {
    site: ownSite,
    introductions: new Map(),
    pages: [],
    news: [],
    curricula: new Map(),
    forms: [],
    year: 2026,
    activities: [],
    collections,
    people: [owner],
    members: new Map(),
    placeOfPerson: () => place,
    placeOfVenue: () => place,
    readName: (text) => name(text),
    venues: [...new Set(venues)],
    pictures: new Map(),
    citations: new Map(),
    withDrafts: false,
    fileAt: (path) => ({ path, why: "it is no file of the sample" }),
  }).value;
}
