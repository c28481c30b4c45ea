import type { Name } from "../../src/record/names/name.ts";
import type { Publication } from "../../src/record/publication.ts";
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
