import type { Diagnostic, Result } from "../diagnostic/diagnostic.ts";
import type { ContentFile } from "../model/content-file.ts";
import { contentKind, isAboutFolder, stemOf } from "./content-kinds.ts";

/** Where what is read lies, by kind. */
const placesRead: readonly (readonly [kind: string, place: RegExp])[] = [
  ["yaml", /^content\/(?:site(?:\.[^./]+)?|people|venues)\.[^./]+$/],
  ["markdown", /^content\/index(?:\.[^./]+)?\.[^./]+$/],
  ["markdown", /^content\/(?:publications|collections)\//],
  ["bibtex", /^content\/publications\//],
  ["style", /^content\/styles\//],
  ["yaml", /^content\/messages\/[^/]+$/],
];

/** The ending that counts where files differ in it alone. */
const firstEnding = /\.(?:md|yaml)$/;

/**
 * The files of content that are read. Of those that are one file under two endings (`people.yaml` and `people.yml`) the
 * first that has the usual ending counts; `_index.md` and `README.md` speak of their folder and are no content.
 */
export function chooseSources(files: readonly ContentFile[]): Result<readonly ContentFile[]> {
  const diagnostics: Diagnostic[] = [];
  const candidates = files.filter(({ path }) => {
    const kind = contentKind(path);
    return placesRead.some(([one, place]) => one === kind && place.test(path)) && !isAboutFolder(path);
  });
  const chosen = new Map<string, ContentFile>();
  const isOneOf = ({ path }: ContentFile) =>
    contentKind(path) !== "bibtex" && !path.startsWith("content/publications/");
  const name = ({ path }: ContentFile) => path.slice(0, path.lastIndexOf("."));
  for (const file of candidates.filter(isOneOf)) {
    const other = chosen.get(name(file));
    if (!other || (firstEnding.test(file.path) && !firstEnding.test(other.path))) chosen.set(name(file), file);
  }
  const papers = new Set(candidates.filter((file) => !isOneOf(file)).map(name));
  const value = candidates.filter((file) => {
    const tell = (message: string, hint: string) => {
      diagnostics.push({ ...unread, message, hint, file: file.path, line: 1, column: 1 });
      return false;
    };
    const first = chosen.get(name(file)) ?? file;
    if (first !== file) return tell(`The file is not read, since ${first.path} is there too.`, "keep one of the two.");
    const stem = stemOf(file.path);
    const paper = name(file).replace(/\.[^./]+$/, "");
    if (isOneOf(file) || !/^index\./.test(stem) || !papers.has(paper)) return true;
    return tell(
      "The file is not read: a paper's page is there once, with the words of its index.md, and has no translations.",
      `take it away, or make it a paper of its own in another folder.`,
    );
  });
  return { value, diagnostics };
}

/** What messages about files that are not read have in common. */
export const unread = { code: "read/not-read", severity: "warning" } as const;
