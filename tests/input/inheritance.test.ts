import { describe, expect, test } from "vitest";
import { sourceFile } from "../../src/input/files/source-file.ts";
import { readPublications } from "../../src/pipeline.ts";
import { richTextToPlain } from "../../src/text/plain-text.ts";

/** The entries of a text by their keys: titles as plain text, and of names the families. */
function read(text: string) {
  const works = readPublications([sourceFile("refs.bib", text)]).value.map(({ publication }) => publication);
  const families = (names: readonly { family?: string }[]) => names.map(({ family }) => family).join(" ");
  return Object.fromEntries(
    works.map((work) => [
      work.key,
      {
        title: richTextToPlain(work.title),
        addon: richTextToPlain(work.titleAddon),
        container: work.containerTitle,
        volume: work.volume,
        author: families(work.author),
        bookauthor: families(work.containerAuthor),
        extra: work.extra.map(({ name }) => name),
      },
    ]),
  );
}

const lakes = "@book{lakes, author={Kern, Ada}, title={Lakes}, subtitle={A Guide}, titleaddon={Revised}, year={2001}}";

// biblatex manual, appendix B: what no rule renames is inherited under its own name (`inherit_all`).
describe("a missing title", () => {
  test.each(["book", "collection", "proceedings", "manual"])(
    "of a @%s is that of the whole it is a volume of",
    (type) => {
      const { vol } = read(`@${type}{vol, crossref={whole}, volume={1}}\n@${type}{whole, title={Rivers}, year={2002}}`);
      expect(vol).toMatchObject({ title: "Rivers", volume: "1", container: undefined });
    },
  );

  test("comes with its subtitle and what stands behind it", () => {
    const { vol } = read(`@book{vol, crossref={lakes}, volume={2}}\n${lakes}`);
    expect(vol).toMatchObject({ title: "Lakes: A Guide", addon: "Revised", container: undefined, extra: [] });
  });

  test("of an article is that of the article it refers to", () => {
    const { again } = read(
      "@article{again, crossref={first}, pages={2}}\n@article{first, title={Serial}, journal={Test Notes}}",
    );
    expect(again).toMatchObject({ title: "Serial", container: "Test Notes", extra: [] });
  });

  test("of a chapter is not that of the book, which stays its container", () => {
    const { part } = read(`@inbook{part, crossref={lakes}, pages={1}}\n${lakes}`);
    expect(part).toMatchObject({ title: "", container: "Lakes: A Guide" });
  });

  test("is not inherited by halves", () => {
    const { own } = read(`@book{own, title={Own}, crossref={lakes}}\n${lakes}`);
    expect(own).toMatchObject({ title: "Own", addon: "", container: undefined });
  });

  // biblatex manual, appendix B: mvbook → book, title → maintitle; 2.2.2 `maintitle`: the work of several volumes.
  test.each([
    ["a parent", "@book{vol, crossref={seas}, volume={2}}\n@mvbook{seas, title={Seas}, subtitle={All}}"],
    ["its own maintitle", "@book{vol, maintitle={Seas}, mainsubtitle={All}, volume={2}}"],
    ["its own booktitle", "@proceedings{vol, booktitle={Seas}, booksubtitle={All}, volume={2}}"],
  ])("of a volume is the title of the whole from %s", (_, text) => {
    expect(read(text).vol).toMatchObject({ title: "Seas: All", volume: "2", container: undefined, extra: [] });
  });
});

// btxdoc 3.2, booktitle: "For book entries, use the title field instead."
describe("the booktitle of a whole", () => {
  test("names no container of it, and goes to its parts", () => {
    const { vol, part } = read(
      "@inproceedings{part, title={P}, crossref={vol}}\n@proceedings{vol, title={Talks}, booktitle={Talks}, year={1999}}",
    );
    expect(vol).toMatchObject({ title: "Talks", container: undefined, extra: [] });
    expect(part).toMatchObject({ title: "P", container: "Talks" });
  });

  test("is kept where it differs from the title", () => {
    const { vol } = read("@book{vol, title={Essays on Lakes}, booktitle={Lakes '01}}");
    expect(vol).toMatchObject({ title: "Essays on Lakes", container: undefined, extra: ["booktitle"] });
  });

  test("leaves the work of several volumes that the book is in", () => {
    const { vol } = read("@book{vol, title={Ebb}, booktitle={Ebb}, maintitle={Seas}, volume={2}}");
    expect(vol).toMatchObject({ title: "Ebb", container: "Seas", volume: "2" });
  });
});

// biblatex manual, appendix B: mvbook, book → inbook, bookinbook, suppbook: author → author, author → bookauthor.
describe("the author of a book", () => {
  test.each(["inbook", "bookinbook", "suppbook"])("is the bookauthor of an @%s", (type) => {
    const { part } = read(`@${type}{part, author={Orr, Ben}, title={Reeds}, crossref={lakes}}\n${lakes}`);
    expect(part).toMatchObject({ author: "Orr", bookauthor: "Kern" });
  });

  test("gives way to the bookauthor that a part names", () => {
    const { part } = read(
      `@inbook{part, author={Orr, Ben}, bookauthor={Fen, Ida}, title={Reeds}, crossref={lakes}}\n${lakes}`,
    );
    expect(part).toMatchObject({ bookauthor: "Fen" });
  });

  test("is no bookauthor of a volume or of a paper", () => {
    const { vol, talk } = read(
      `@book{vol, title={V}, crossref={lakes}}\n@inproceedings{talk, author={Orr, Ben}, title={T}, crossref={lakes}}\n${lakes}`,
    );
    expect([vol?.bookauthor, talk?.bookauthor]).toEqual(["", ""]);
  });
});

// btxdoc 4: "any field missing" in an entry is taken from the one it refers to.
describe("a date", () => {
  const dateOf = (text: string) => readPublications([sourceFile("refs.bib", text)]).value[0]?.publication.issued?.start;
  const child = "@inproceedings{talk, author={Kern, Ada}, title={Lakes}, crossref={whole}";

  test.each(["year={2019}, month=jul", "month=jul, year={2019}"])("of a whole (%s) comes whole", (date) => {
    expect(dateOf(`${child}}\n@proceedings{whole, title={Rivers}, ${date}}`)).toEqual([2019, 7]);
  });

  test("of a whole takes the place of a field that is empty", () => {
    expect(dateOf(`${child}, year={}}\n@proceedings{whole, title={Rivers}, year={2019}, month=jul}`)).toEqual([
      2019, 7,
    ]);
  });

  test.each(["year={2018}", "date={2018}"])("of an entry itself (%s) takes no month from the whole", (date) => {
    expect(dateOf(`${child}, ${date}}\n@proceedings{whole, title={Rivers}, year={2019}, month=jul}`)).toEqual([2018]);
  });
});

test("what the site decides of a volume says nothing of its parts", () => {
  const whole =
    "@proceedings{whole, title={Tests}, year={2002}, selected={true}, draft={true}, order={3}, award={Best Book}, venueshort={CT}}";
  const [part] = readPublications([
    sourceFile("refs.bib", `@inproceedings{part, title={A}, crossref={whole}}\n${whole}`),
  ]).value;
  const { selected, visibility, order, distinctions, containerTitle, venueShort } = part!.publication;
  expect({ selected, visibility, order, distinctions }).toEqual({
    selected: false,
    visibility: "public",
    order: undefined,
    distinctions: [],
  });
  // What is said of the venue holds for all that is in it.
  expect([containerTitle, venueShort]).toEqual(["Tests", "CT"]);
});
