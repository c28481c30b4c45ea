import type { Publication } from "../src/record/publication.ts";

/** A publication with nothing but a key, a title of the same words, and what a test says of it. */
export function publication(key: string, fields: Partial<Publication>): Publication {
  return {
    key,
    aliases: [],
    type: "article-journal",
    title: [{ kind: "text", value: key }],
    author: [],
    authorsTruncated: false,
    editor: [],
    editorsTruncated: false,
    translator: [],
    titleAddon: [],
    containerNames: [],
    containerAuthor: [],
    holder: [],
    jurisdiction: [],
    note: [],
    abstract: [],
    keywords: [],
    collections: [],
    versions: [],
    teaserCaption: [],
    selected: false,
    visibility: "public",
    links: [],
    extra: [],
    source: { format: "bibtex", file: "content/publications/test.bib", line: 1, column: 1 },
    ...fields,
  };
}
