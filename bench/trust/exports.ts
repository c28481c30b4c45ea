// Hostile values, given away as BibTeX and read back by others: each as it was given, and what stands behind it whole.
import { bibtexBlocks } from "../../src/export/bibtex.ts";
import { sourceFile } from "../../src/input/files/source-file.ts";
import { readPublications } from "../../src/pipeline.ts";
import { withoutNoText } from "../../src/text/characters.ts";
import { richTextToPlain } from "../../src/text/plain-text.ts";
import { hasProgram } from "../../tests/has-program.ts";
import { readWithBiber } from "../oracles/biber.ts";
import { complaintsOfBibtex } from "../oracles/bibtex.ts";
import { availableReaders, type Item } from "../readers.ts";
import { hostileValues, quoted } from "./hostile-values.ts";
import { type Figure, ofShare, type Share } from "./table.ts";

/** What else ends an entry, a value or a line for some reader. */
const others = [
  "10.1000/x\\",
  "10.1000/{x",
  "10.1000/x}",
  '10.1000/"x',
  "a\\",
  "a{b",
  "a}b",
  'a"b',
  "a%b",
  "a#b",
  "a@b{c,",
  "@misc{x, title={y}}",
  "a,b",
  "a = {b}",
  "\\}",
  "\\{",
  "\\\\",
  "$x",
  "a & b",
  "a_b^c~d",
  "https://example.org/%7B\\",
  "Kern, A\\",
  "{{",
  "}}",
  "\\end{filecontents}",
  "a\nb",
];

const fields = ["title", "note", "publisher", "doi", "url", "keywords", "authors", "volume", "series", "pages"];
const sentinel = (at: number) => `@misc{sentinel${at}, title = {Sentinel ${at}}, year = {2000}}\n`;

/** What is left of a text where capitals, commands, braces, spaces and dashes may differ. */
const letters = (text: unknown) =>
  String(text ?? "")
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]|\p{Lm}/gu, "");

/** A library in which our entry of each value is followed by one that is sound. */
interface Library {
  readonly field: string;
  readonly form: "original" | "normalized";
  readonly text: string;
  /** By the key of an entry its title; undefined where it is more than words, which each shows in its own way. */
  readonly titles: ReadonlyMap<string, string | undefined>;
}

function libraryOf(field: string, form: Library["form"], values: readonly string[]): Library {
  const titles = new Map<string, string | undefined>();
  const blocks = values.flatMap((value, at) => {
    const file =
      form === "normalized"
        ? sourceFile(
            `content/publications/h${at}.md`,
            `---\ndate: 2000\n${field === "title" ? "" : "title: Sound\n"}${field}: ${field === "keywords" || field === "authors" ? `[${quoted(value)}]` : quoted(value)}\n---\n`,
          )
        : sourceFile(
            "a.bib",
            `@misc{h${at}, year = 2000, ${field === "title" ? "" : "title = {Sound}, "}${field.replace("authors", "author")} = {${value}}}\n`,
          );
    const read = readPublications([file]).value;
    for (const { publication } of read) {
      const isWords = publication.title.every(({ kind }) => kind === "text");
      titles.set(publication.key, isWords ? richTextToPlain(publication.title) : undefined);
    }
    return [...read.flatMap(({ publication }) => bibtexBlocks(publication, form)), sentinel(at)];
  });
  return { field, form, text: blocks.join("\n"), titles };
}

/** What another made of a library: by key, the title. */
function judge(
  library: Library,
  items: readonly Item[],
  values: readonly string[],
  isExact: boolean,
): readonly string[] {
  const titles = new Map(items.map((item) => [String(item.id), String(item.title ?? "")]));
  const lost = values.flatMap((_, at) =>
    letters(titles.get(`sentinel${at}`)) === `sentinel${at}`
      ? []
      : [`what stands behind ${JSON.stringify(values[at])} is lost`],
  );
  const other = [...library.titles].flatMap(([key, title]) => {
    const theirs = titles.get(key);
    if (theirs === undefined) return [`${key} is lost: ${JSON.stringify(title)}`];
    return !isExact || title === undefined || letters(theirs) === letters(title)
      ? []
      : [`${JSON.stringify(title)} is read as ${JSON.stringify(theirs)}`];
  });
  return [...lost, ...other];
}

/** Reads what we give away of each value in each field with every program that is there. */
export async function exportsReadBack(share: Share): Promise<readonly Figure[]> {
  // Who is not there complains of nothing.
  for (const program of ["biber", "bibtex"])
    if (!hasProgram(program)) throw new Error(`The program ${program} is missing.`);
  // As files are read; a line end is a blank.
  const read = (value: string) => withoutNoText(value).replace(/\n/g, " ");
  const values = ofShare([...others, ...hostileValues].map(read), share);
  const libraries = fields.flatMap((field) => [
    libraryOf(field, "normalized", values),
    libraryOf(field, "original", values),
  ]);
  // pandoc stops at a line's end of TeX's before a brace, whoever wrote it.
  const readers = (await availableReaders()).filter(({ name, countOnly }) => !countOnly && name !== "pandoc");
  const figures = readers.map(({ name, read }): Figure => {
    const failures = libraries.flatMap((library) => {
      // An author's own text is given as it is, and means to each reader what it means there.
      const isExact = library.field === "title" && library.form === "normalized";
      try {
        return judge(library, read(library.text), values, isExact).map(
          (one) => `${library.field}, ${library.form}: ${one}`,
        );
      } catch (error) {
        return [`${library.field}, ${library.form}: ${String(error).slice(0, 200)}`];
      }
    });
    return { what: `read by ${name}`, tried: libraries.length * values.length, failures };
  });
  const biber = libraries.flatMap((library) => {
    const stretches = [...library.text.matchAll(/^@/gm)].map(({ index }, at, all) => ({
      start: index,
      end: all[at + 1]?.index ?? library.text.length,
    }));
    try {
      const { entries, refused } = readWithBiber({ text: library.text, stretches });
      const items = [...entries].map(([id, entry]) => ({ id, title: entry.fields.title ?? "" }));
      const refusals = refused > 0 ? [`${refused} entries are refused`] : [];
      return [...refusals, ...judge(library, items, values, false)].map(
        (one) => `${library.field}, ${library.form}: ${one}`,
      );
    } catch (error) {
      return [`${library.field}, ${library.form}: ${String(error).slice(0, 200)}`];
    }
  });
  const bibtex = libraries.flatMap((library) =>
    [...complaintsOfBibtex(library.text)]
      .filter(([complaint]) => !/^empty |^to sort|There's no number/.test(complaint))
      .map(([complaint, count]) => `${library.field}, ${library.form}: ${complaint} (${count})`),
  );
  const tried = libraries.length * values.length;
  return [
    ...figures,
    { what: "read by biber", tried, failures: biber },
    { what: "read by BibTeX, without a complaint", tried, failures: bibtex },
  ];
}
