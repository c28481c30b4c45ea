// In: a found work. Out: the text of the file in which it stands among the papers of a site.
import { stringify } from "yaml";
import { foldAccents } from "../memory/fold.ts";
import { parseNames } from "../record/names/names.ts";
import { richTextToMarkdown, richTextToMarkdownLine } from "../text/markdown/rich-text-markdown.ts";
import { richTextToPlain } from "../text/plain-text.ts";
import type { FoundName, FoundWork } from "./reading/found-work.ts";

/** Words with which a key says nothing of a title. */
const emptyWords: ReadonlySet<string> = new Set(
  "a an the on of in for to and or from with by at as is are der die das ein eine und von zur zum im le la les un une des du de et el los las y o il lo i gli e".split(
    " ",
  ),
);

/** "kern2021growth": the family name, the year, and the title's first word that says something; letters a to z and digits. */
export function keyOf({ author, editor, date, title }: FoundWork, isTaken: (key: string) => boolean): string {
  const [first] = [...author, ...editor];
  const letters = (text: string) =>
    foldAccents(text)
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "");
  const name = letters(first?.family ?? first?.literal?.split(/\s+/).find((word) => !/^the$/i.test(word)) ?? "");
  const words = richTextToPlain(title)
    .split(/[^\p{L}\p{N}'’]+/u)
    .map(letters);
  const word = words.find((one) => one.length > 1 && !emptyWords.has(one)) ?? "";
  const key = `${name}${date?.slice(0, 4) ?? ""}${word}`.slice(0, 60) || "paper";
  if (!isTaken(key)) return key;
  for (let more = 2; ; more++) if (!isTaken(`${key}-${more}`)) return `${key}-${more}`;
}

const identifierOrder = ["doi", "arxiv", "pmid", "pmcid", "isbn"] as const;

export interface EntryTextOptions {
  readonly collections?: readonly string[];
  /** The keys of other versions of it. */
  readonly versions?: readonly string[];
}

/** The fields of a work as front matter has them; those that it lacks are undefined. */
export function frontMatterOf(work: FoundWork, { collections = [], versions = [] }: EntryTextOptions = {}) {
  const { identifiers, fields } = work;
  const { langid, pubstate, ...plain } = fields;
  const list = <Item>(items: readonly Item[]) => (items.length === 0 ? undefined : items);
  const status = pubstate === "inpress" ? "in press" : pubstate;
  return {
    title: richTextToMarkdownLine(work.title),
    authors: list(work.author.map(nameText)),
    editors: list(work.editor.map(nameText)),
    type: work.entryType,
    venue: work.containerTitle,
    date: work.date,
    status,
    ...plain,
    ...Object.fromEntries(identifierOrder.map((name) => [name, identifiers[name]])),
    pdf: work.pdf,
    distinction: work.distinction,
    language: langid,
    keywords: list(work.keywords),
    collections: list(collections),
    versions: list(versions),
  };
}

/** The work as a Markdown file: front matter, and the abstract below it. */
export function entryText(work: FoundWork, options: EntryTextOptions = {}): string {
  const front = stringify(frontMatterOf(work, options), { lineWidth: 0, flowCollectionPadding: false });
  const abstract = richTextToMarkdown(work.abstract);
  return `---\n${front}---\n${abstract === "" ? "" : `\n${abstract}\n`}`;
}

/** Names as items of `authors`. */
export const nameItems = (names: readonly FoundName[]): readonly unknown[] => names.map(nameText);

/** A name as it is spoken where it is read so, else sorted, or in its parts. */
function nameText(name: FoundName): unknown {
  const text = spelled(name);
  return name.orcid === undefined ? text : { ...(typeof text === "string" ? { name: text } : text), orcid: name.orcid };
}

function spelled({ literal, family = "", given, suffix }: FoundName): string | Readonly<Record<string, string>> {
  if (literal !== undefined) return isReadAs(literal, { literal }) ? literal : { literal };
  const spoken = [given, family, suffix].filter(Boolean).join(" ");
  if (isReadAs(spoken, { family, given, suffix })) return spoken;
  const sorted = [family, suffix, given].filter(Boolean).join(", ");
  if (isReadAs(sorted, { family, given, suffix })) return sorted;
  return { family, ...(given === undefined ? {} : { given }), ...(suffix === undefined ? {} : { suffix }) };
}

/** Whether a text is read as one name with these parts. */
function isReadAs(
  text: string,
  { literal, family, given, suffix }: Partial<Record<"literal" | "family" | "given" | "suffix", string | undefined>>,
): boolean {
  const { names, problems } = parseNames(text);
  const [name] = names;
  if (names.length !== 1 || name === undefined || problems.length > 0 || name.marks?.length) return false;
  if (literal !== undefined) return name.literal === literal;
  const whole = [name.nonDroppingParticle ?? name.droppingParticle, name.family].filter(Boolean).join(" ");
  return name.literal === undefined && whole === family && name.given === given && name.suffix === suffix;
}
