// A paper's own folder: `pines/index.md` or `pines/pines.md`, with what lies beside it.
import { type Diagnostic, diagnostic, type Result } from "../../diagnostic/diagnostic.ts";
import { digestOf } from "../../memory/digest.ts";
import { linkFieldLabel } from "../../record/fields.ts";
import type { ReadPublication } from "../../record/publication.ts";
import { contentKind, stemOf } from "../files/list-content.ts";
import type { ParsedField } from "../parsed-entry.ts";
import type { InheritedEntry } from "./inherit.ts";
import { isWork } from "./normalize-entry.ts";
import { isPictureName, readFlag } from "./site-fields.ts";

/** Markdown files by the folder that is theirs alone. */
export type PaperFolders = ReadonlyMap<string, InheritedEntry>;

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf("/"));
const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** The folders that hold one Markdown file, called `index` or as the folder is. */
export function paperFolders(papers: readonly InheritedEntry[]): PaperFolders {
  const folders = new Map<string, InheritedEntry | undefined>();
  for (const paper of papers) {
    const folder = folderOf(paper.file.path);
    folders.set(folder, folders.has(folder) ? undefined : paper);
  }
  return new Map(
    [...folders].flatMap(([folder, paper]) => {
      const stem = paper && stemOf(paper.file.path);
      const isOwn = folder !== "" && !/^content\/[^/]+$/.test(folder) && (stem === "index" || stem === nameOf(folder));
      return paper && isOwn ? [[folder, paper]] : [];
    }),
  );
}

/**
 * For each entry that lies in a paper's own folder, and is the only work there, the key of the paper, which it joins whatever
 * its own key is. Of several in `cite.bib` none of which has the paper's key, it is unknown which is meant.
 */
export function joinFolders(
  entries: readonly InheritedEntry[],
  folders: PaperFolders,
): Result<ReadonlyMap<InheritedEntry, string>> {
  const diagnostics: Diagnostic[] = [];
  const value = new Map<InheritedEntry, string>();
  if (folders.size === 0) return { value, diagnostics };
  const byFolder = new Map<string, InheritedEntry[]>();
  for (const entry of entries) {
    const folder = folderOf(entry.file.path);
    if (!folders.has(folder) || entry.isParent || !isWork(entry)) continue;
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), entry]);
  }
  for (const [folder, works] of byFolder) {
    const { key, file } = folders.get(folder)!;
    if (works.some((entry) => entry.key === key)) continue;
    if (works.length === 1) {
      value.set(works[0]!, key);
      continue;
    }
    const cited = works.filter((entry) => nameOf(entry.file.path).toLowerCase() === "cite.bib");
    if (cited.length === 0) continue;
    diagnostics.push(
      diagnostic({
        code: "input/paper-folder",
        message: `The folder of ${file.path} holds ${works.length} entries, so which of them is the paper is unknown, and each is a paper of its own.`,
        hint: `leave one entry here, or write key: ${cited[0]!.key} in ${nameOf(file.path)}.`,
        key: cited[0]!.key,
        file: cited[0]!.file.path,
        line: 1,
        column: 1,
      }),
    );
  }
  return { value, diagnostics };
}

/** What was read of an entry under the key of the paper it joined, and by its own as well. */
export function underKey(read: ReadPublication, key: string): ReadPublication {
  const { publication, digest } = read;
  if (publication.key === key) return read;
  const aliases = [...publication.aliases, publication.key];
  return { ...read, publication: { ...publication, key, aliases }, digest: digestOf([digest, key]) };
}

/**
 * A paper of a folder of its own with what the names of the files in it say: `pines.pdf` is its PDF, and the first picture
 * that no field and no text names its teaser. `pdf: no` and `teaser: no` say that there is none.
 */
export function withFolderFiles(
  entry: InheritedEntry,
  markdown: InheritedEntry,
  paths: readonly string[],
): InheritedEntry {
  const folderName = nameOf(folderOf(markdown.file.path)).toLowerCase();
  const denies = ({ name, value }: ParsedField) => /^(?:pdf|teaser)$/.test(name) && readFlag(value) === false;
  const fields = entry.fields.filter((field) => !denies(field));
  const isPdf = ({ name, value }: ParsedField) =>
    linkFieldLabel(name)?.kind === "pdf" || (name === "links" && /\bpdf\s*[:=]/i.test(value));
  const isTeaser = ({ name }: ParsedField) => name === "teaser";
  const isSaid = (says: (field: ParsedField) => boolean) =>
    entry.fields.some((field) => field.value.trim() !== "" && says(field));
  const pdf = paths.find((path) => nameOf(path).toLowerCase() === `${folderName}.pdf`);
  const isNamed = (path: string) => entry.fields.some(({ value }) => value.includes(nameOf(path)));
  const isFirst = (path: string) => ["teaser", "featured", folderName].includes(stemOf(path).toLowerCase());
  const pictures = paths.filter((path) => isPictureName(path) && !isNamed(path));
  const picture = pictures.find(isFirst) ?? pictures[0];
  const implied = [
    ...(pdf !== undefined && !isSaid(isPdf) ? [impliedField(markdown, "pdf", nameOf(pdf))] : []),
    ...(picture !== undefined && !isSaid(isTeaser) ? [impliedField(markdown, "teaser", nameOf(picture))] : []),
  ];
  return { ...entry, fields: [...implied, ...fields] };
}

/** A field that nobody wrote; what it says stands nowhere in the file. */
function impliedField({ file, format, start }: InheritedEntry, name: string, value: string): ParsedField {
  return { name, format, value, segments: [{ start: 0, offset: start, fromMacro: true }], file, start, end: start };
}

/** The files beside each paper that has a folder of its own, in the order of their names. */
export function filesByFolder(
  folders: PaperFolders,
  paths: readonly string[],
): ReadonlyMap<InheritedEntry, readonly string[]> {
  const files = new Map<InheritedEntry, string[]>();
  if (folders.size === 0) return files;
  for (const path of paths) {
    const paper = folders.get(folderOf(path));
    if (paper === undefined || contentKind(path) !== undefined) continue;
    files.set(paper, [...(files.get(paper) ?? []), path]);
  }
  return files;
}
