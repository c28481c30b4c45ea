import type { Name } from "../../src/record/names/name.ts";
import type { Publication } from "../../src/record/publication.ts";
import { fieldOf, type PartKind, type PartValues, parts } from "../../src/record/publication-fields.ts";
import type { RichText } from "../../src/text/rich-text.ts";
import { publication } from "../publication.ts";

/** A name with its parts; no marks unless given. */
export function sampleName(parts: Partial<Name>): Name {
  return { equalContribution: false, corresponding: false, ...parts };
}

export function plain(value: string): RichText {
  return [{ kind: "text", value }];
}

/** A journal article of 2021 that has what every entry must have, changed by what is given. */
export function samplePublication(changes: Partial<Publication> = {}): Publication {
  return publication("sample2021", {
    title: plain("A title"),
    author: [sampleName({ family: "Author", given: "Ann" })],
    issued: { start: [2021], circa: false, uncertain: false },
    containerTitle: "Journal of Samples",
    source: { format: "markdown", file: "content/publications/sample2021.md", line: 1, column: 1 },
    ...changes,
  });
}

/** The sample without the container of an article, for other types. */
export function sampleWork(changes: Partial<Publication>): Publication {
  const { containerTitle, ...rest } = samplePublication();
  return { ...rest, ...changes };
}

/** A value for a part of each kind, of words that no other part has. */
const samples: { readonly [Kind in PartKind]: (part: keyof Publication) => PartValues[Kind] } = {
  key: (part) => part,
  type: () => "article-journal",
  text: (part) => `Words for ${part}`,
  words: (part) => [`first-${part}`, `second-${part}`],
  rich: (part) => plain(`Text of ${part}`),
  blocks: (part) => [{ kind: "paragraph", children: plain(`Paragraph of ${part}`) }],
  names: (part) => [sampleName({ family: `Family of ${part}`, given: "Ada", corresponding: true })],
  date: (part) => ({ start: [yearFor(part)], circa: false, uncertain: false }),
  flag: () => true,
  truncation: () => true,
  mark: () => true,
  number: (part) => part.length,
  visibility: () => "hidden",
  distinctions: (part) => [{ name: `Name of ${part}`, text: plain(`Text of ${part}`) }],
  eprint: () => ({ archive: "arXiv", id: "2101.00001", class: "cs.CL" }),
  links: () => [{ label: "Code", href: "https://example.org/code", kind: "code" }],
  extra: () => [{ name: "mrnumber", value: "123" }],
  source: () => ({ format: "markdown", file: "content/publications/full.md", line: 1, column: 1 }),
};

const yearFor = (part: keyof Publication): number => 1000 + parts.indexOf(part);

/** What is to be found of a full publication's part wherever it is written; "" of one that has no words. */
export function wordsOf(part: keyof Publication): string {
  switch (fieldOf(part).kind) {
    case "text":
      return `Words for ${part}`;
    case "words":
      return `first-${part}`;
    case "rich":
      return `Text of ${part}`;
    case "blocks":
      return `Paragraph of ${part}`;
    case "names":
      return `Family of ${part}`;
    case "date":
      return String(yearFor(part));
    default:
      return "";
  }
}

/** A publication with every part filled. */
export function fullPublication(): Publication {
  return Object.fromEntries(parts.map((part) => [part, samples[fieldOf(part).kind](part)])) as unknown as Publication;
}
