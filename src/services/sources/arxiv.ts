// What arXiv says of a paper: its OAI-PMH record, which alone has family and given names apart, and the feed of its API.
import { parseLatex } from "../../text/latex/latex.ts";
import { richTextToPlain } from "../../text/plain-text.ts";
import type { RichText } from "../../text/rich-text.ts";
import { type Doubt, type FoundWork, note } from "../reading/found-work.ts";
import { mendNames, type RawName } from "../reading/mend-names.ts";
import { all, first, textIn, type XmlElement } from "../reading/xml-tree.ts";

/** The work of a GetRecord answer in the format `arXiv`; undefined where arXiv has no such paper. */
export function arxivRecord(root: XmlElement): FoundWork | undefined {
  const record = first(root, "GetRecord", "record", "metadata", "arXiv");
  const id = textIn(first(record, "id"));
  if (record === undefined || id === undefined) return undefined;
  const names = all(record, "authors", "author").map((one): RawName => {
    const [family, given] = [textIn(first(one, "keyname")), textIn(first(one, "forenames"))].map(plain);
    const rest = {
      suffix: textIn(first(one, "suffix")),
      affiliations: all(one, "affiliation").flatMap((place) => textIn(place) ?? []),
    };
    return given === undefined
      ? { ...(isGroup(family) ? { literal: family } : { family }), ...rest }
      : { family, given, ...rest };
  });
  return workOf({
    id,
    title: rawText(first(record, "title")),
    abstract: rawText(first(record, "abstract")),
    names,
    date: textIn(first(record, "created")),
    doi: textIn(first(record, "doi")),
    comment: textIn(first(record, "comments")),
    journal: textIn(first(record, "journal-ref")),
  });
}

/** The works of a feed of the API; an entry titled "Error" is none. */
export function arxivFeed(root: XmlElement): readonly FoundWork[] {
  return all(root, "entry").flatMap((entry) => {
    const id = /\/abs\/(.+)/.exec(textIn(first(entry, "id")) ?? "")?.[1];
    if (id === undefined) return [];
    return [
      workOf({
        id,
        title: rawText(first(entry, "title")),
        abstract: rawText(first(entry, "summary")),
        names: all(entry, "author").map((one): RawName => {
          const name = plain(textIn(first(one, "name")));
          return isGroup(name) ? { literal: name } : splitName(name ?? "");
        }),
        date: textIn(first(entry, "published"))?.slice(0, 10),
        doi: textIn(first(entry, "doi")),
        comment: textIn(first(entry, "comment")),
        journal: textIn(first(entry, "journal_ref")),
      }),
    ];
  });
}

interface Parts {
  readonly id: string;
  readonly title: string;
  readonly abstract: string;
  readonly names: readonly RawName[];
  readonly date: string | undefined;
  readonly doi: string | undefined;
  readonly comment: string | undefined;
  readonly journal: string | undefined;
}

function workOf({ id, title, abstract, names, date, doi, comment, journal }: Parts): FoundWork {
  const doubts: Doubt[] = [];
  const author = mendNames(names);
  doubts.push(...author.doubts);
  if (comment !== undefined) doubts.push(note(`its authors say: ${comment}`));
  if (journal !== undefined && doi === undefined) doubts.push(note(`it appeared in: ${journal}`));
  return {
    entryType: "preprint",
    title: parseLatex(title.replace(/\s+/g, " ").trim()).value,
    author: author.names,
    editor: [],
    ...(date === undefined ? {} : { date }),
    fields: {},
    abstract: latexBlocks(abstract),
    keywords: [],
    identifiers: { arxiv: id },
    ...(doi === undefined ? {} : { published: { doi: doi.split(/\s/)[0]! } }),
    doubts,
    source: "arXiv",
  };
}

/** An abstract in LaTeX, whose lines were broken to fit; an empty line, or one that begins with blanks, begins a paragraph. */
function latexBlocks(text: string): RichText {
  const paragraphs = text
    .trim()
    .split(/\n\s*\n|\n(?=[ \t]{2,}\S)/)
    .map((one) => one.replace(/\s+/g, " ").trim())
    .filter(Boolean);
  return paragraphs.map((one) => ({ kind: "paragraph", children: parseLatex(one).value }));
}

const plain = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : richTextToPlain(parseLatex(text).value);

const isGroup = (name: string | undefined): boolean => /\b(?:collaboration|consortium|team|group)\b/i.test(name ?? "");

const particle = /^(?:van|von|de|der|den|da|di|del|du|la|le|ten|ter|dos)$/;

/** A name as it is spoken: the family name begins at its particle, or is the last word. */
function splitName(name: string): RawName {
  const words = name.split(/\s+/);
  const last = words.length - (/^(?:Jr|Sr)\.?$/.test(words.at(-1)!) && words.length > 2 ? 2 : 1);
  let begin = last;
  while (begin > 1 && particle.test(words[begin - 1]!)) begin -= 1;
  return begin < 1
    ? { family: name }
    : { family: words.slice(begin).join(" "), given: words.slice(0, begin).join(" ") };
}

/** The text of an element with its line ends. */
function rawText(element: XmlElement | undefined): string {
  if (element === undefined) return "";
  return element.children.map((child) => (typeof child === "string" ? child : rawText(child))).join("");
}
