// In: a Markdown file and what some of its fields are to say. Out: the file, in which all else stays as it is.
import { isMap, isScalar, type Pair, parseDocument } from "yaml";
import { paperFieldAliases } from "../input/front-matter/field-tables.ts";
import type { Publication } from "../record/publication.ts";

/** A file as it would be. */
export interface Change {
  readonly file: string;
  /** What stands there; undefined where there is no such file. */
  readonly before: string | undefined;
  readonly after: string;
}

/** The Markdown file that says more of a paper: its own or, beside an entry of BibTeX, that of its key; undefined for a key that names none. */
export function fileFor({ key, source }: Pick<Publication, "key" | "source">): string | undefined {
  if (source.format === "markdown") return source.file;
  return /^\w[\w.-]*$/.test(key) ? `content/publications/${key}.md` : undefined;
}

/** The change by which a paper says the fields; undefined where its file can't take them. */
export function changeOf(
  publication: Pick<Publication, "key" | "source">,
  fields: Readonly<Record<string, string>>,
  readText: (file: string) => string | undefined,
): Change | undefined {
  const file = fileFor(publication);
  if (file === undefined) return undefined;
  const before = readText(file);
  const after = withFields(before ?? "---\n---\n", fields);
  return after === undefined ? undefined : { file, before, after };
}

/**
 * The text of a file with fields set: one that is there says the new value in place of the old one, under the name that its author
 * gave it, the others stand behind all. Undefined where the file has no front matter, or holds a list or fields where a text would come.
 */
export function withFields(text: string, fields: Readonly<Record<string, string>>): string | undefined {
  const [whole, start = "", matter = "", end = ""] = frontMatter.exec(text) ?? [];
  const contents = whole === undefined ? undefined : fieldsOf(matter);
  if (whole === undefined || contents === undefined) return undefined;
  const edits: { readonly from: number; readonly to: number; readonly value: string }[] = [];
  const more: string[] = [];
  for (const [name, field] of Object.entries(fields)) {
    const value = JSON.stringify(field);
    const pair = contents.find(({ key }) => isScalar(key) && isCalled(String(key.value), name));
    if (pair === undefined) more.push(`${name}: ${value}\n`);
    else if (isScalar(pair.value) && pair.value.range) {
      const [from, to] = pair.value.range;
      // A text over several lines ends with the end of its last one.
      const isBlock = matter.slice(from, to).endsWith("\n");
      const isEmpty = from === to && !/\s/.test(matter[from - 1] ?? "");
      edits.push({ from, to, value: `${isEmpty ? " " : ""}${value}${isBlock ? "\n" : ""}` });
    } else return undefined;
  }
  let edited = "";
  let done = 0;
  for (const { from, to, value } of edits.toSorted((one, other) => one.from - other.from)) {
    edited += matter.slice(done, from) + value;
    done = to;
  }
  return start + edited + matter.slice(done) + more.join("") + end + text.slice(whole.length);
}

const frontMatter = /^(\uFEFF?---[^\S\n]*\n)((?:[^\n]*\n)*?)(---[^\S\n]*)(?=\n|$)/;

/** The pairs of front matter; undefined where it can't be read as such. */
function fieldsOf(matter: string): readonly Pair[] | undefined {
  const { contents, errors } = parseDocument(matter);
  if (errors.length > 0) return undefined;
  if (contents === null || (isScalar(contents) && contents.value === null)) return [];
  return isMap(contents) ? contents.items : undefined;
}

/** The text of a field of front matter; undefined where there is none. */
export function fieldIn(text: string, name: string): string | undefined {
  const pairs = fieldsOf(frontMatter.exec(text)?.[2] ?? "");
  const pair = pairs?.find(({ key }) => isScalar(key) && isCalled(String(key.value), name));
  return isScalar(pair?.value) && typeof pair.value.value === "string" ? pair.value.value : undefined;
}

/** BibLaTeX's names of what front matter calls the venue. */
const venueNames: ReadonlySet<string> = new Set(["journal", "journaltitle", "booktitle"]);

const isCalled = (written: string, name: string): boolean =>
  written === name ||
  (paperFieldAliases.get(written) as string | undefined) === name ||
  (name === "venue" && venueNames.has(written));
