// What the names of content's files say: which are read, which are published as they are, and which are nobody's.

/** How a file of content is read. */
export type ContentKind = "markdown" | "bibtex" | "yaml" | "style";

const kinds: readonly (readonly [ContentKind, RegExp])[] = [
  ["markdown", /\.(?:md|markdown)$/i],
  ["bibtex", /\.(?:bib|bibtex)$/i],
  ["yaml", /\.ya?ml$/i],
  ["style", /\.csl$/i],
];

/** As what a file is read, by its name; undefined where it is not read. */
export function contentKind(path: string): ContentKind | undefined {
  return kinds.find(([, ending]) => ending.test(path))?.[0];
}

/** A file's name without its folder and ending: "index.de" of `content/index.de.md`. */
export function stemOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/\.[^.]*$/, "");
}

/** What a file of content may be to be published as it is: nothing that a browser runs, nor shows as a page of the site. */
const publishedEnding =
  /\.(?:pdf|ps|eps|djvu|epub|docx?|od[tspg]|pptx?|xlsx?|key|rtf|tex|txt|csv|tsv|json|jsonl|ipynb|py|r|jl|m|zip|gz|tgz|bz2|xz|tar|7z|png|jpe?g|svg|webp|avif|gif|tiff?|mp4|webm|mov|mp3|m4a|ogg|wav|ics|h5|hdf5|nc|npy|npz|mat|rds|parquet)$/i;

/** Whether a file may be published as it is, by its name. */
export function isPublishable(path: string): boolean {
  return publishedEnding.test(path);
}

/** Whether a name is one that editors and systems give to files of their own: locks, swap files, copies, hidden files. */
export function isForeignName(name: string): boolean {
  return /^\.|^~\$|^#.*#$|~$|^(?:thumbs\.db|desktop\.ini|icon\r)$|\.(?:swp|swo|tmp|temp|part|crdownload)$/i.test(name);
}

/** Whether a Markdown file speaks of its folder to others who read it, as GitHub and Hugo have it, and is no content. */
export function isAboutFolder(path: string): boolean {
  return contentKind(path) === "markdown" && /^(?:_index|readme)(?:\.[a-z]{2,3}(?:-\w+)*)?$/i.test(stemOf(path));
}
