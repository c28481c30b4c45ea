// What the names of content's files say: which are read, which are published as they are, and which are nobody's.

import { type Dirent, lstatSync, readdirSync, realpathSync, type Stats, statSync } from "node:fs";
import path from "node:path";
import { type Diagnostic, diagnostic, type Result } from "../../diagnostic/diagnostic.ts";
import { isSystemError, systemReason } from "../../diagnostic/system-reason.ts";
import { activityKinds } from "../../record/activities.ts";
import { type ContentFile, workFolderOf, workFolders } from "../../record/content-files.ts";

/** How a file of content is read. */
export type ContentKind = "markdown" | "bibtex" | "yaml" | "style" | "citation";

const kinds: readonly (readonly [ContentKind, RegExp])[] = [
  ["markdown", /\.(?:md|markdown)$/i],
  ["bibtex", /\.(?:bib|bibtex)$/i],
  ["yaml", /\.ya?ml$/i],
  ["style", /\.csl$/i],
  ["citation", /\.cff$/i],
];

/** As what a file is read, by its name; undefined where it is not read. */
export function contentKind(path: string): ContentKind | undefined {
  return kinds.find(([, ending]) => ending.test(path))?.[0];
}

/** A file's name without its folder and ending: "index.de" of `content/index.de.md`. */
export function stemOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/\.[^.]*$/, "");
}

/** Kinds of files that may be published, and why none of them is a page of the site that runs something. */
export const publishedKinds: readonly { readonly endings: string; readonly why: string }[] = [
  { endings: "svg", why: "It is written anew from a list of elements and attributes that run and load nothing." },
  { endings: "png jpg jpeg webp avif gif tif tiff", why: "Pictures; browsers read no script in them." },
  { endings: "mp4 webm mov mp3 m4a ogg wav", why: "Sound and film; browsers read no script in them." },
  {
    endings: "pdf",
    why: "Browsers show it in a viewer of their own, which keeps what is in it from the site's pages.",
  },
  {
    endings: "ps eps djvu epub doc docx odt ods odp odg ppt pptx xls xlsx key rtf",
    why: "Browsers show none of these; they are saved, and opened by a program that the visitor chooses.",
  },
  {
    endings: "zip gz tgz bz2 xz tar 7z h5 hdf5 nc npy npz mat rds parquet",
    why: "Archives and data, which browsers save.",
  },
  { endings: "txt", why: "Servers send it as plain text, in which browsers look for nothing else." },
  {
    endings: "tex csv tsv json jsonl ipynb py r jl m ics",
    why: "Text that browsers show as it is or save; a file that begins as a web page does is refused.",
  },
];

const publishedEndings: ReadonlySet<string> = new Set(publishedKinds.flatMap(({ endings }) => endings.split(" ")));

/** What servers, services and browsers look for by name: no ending ("CNAME"), icons, fonts, keys and lists. */
const staticName = /(?:\/[^./]+|\.(?:ico|woff2?|xml|webmanifest|asc|pem|bib|ris|css|md|ya?ml))$/i;

/** Whether a file may be published as it is, by its name: nothing that a browser runs, nor shows as a page of the site. */
export function isPublishable(path: string): boolean {
  return (
    publishedEndings.has(/\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? "") ||
    (path.startsWith("content/static/") && staticName.test(path))
  );
}

/** Whether a name is one that editors and systems give to files of their own: locks, swap files, copies, hidden files. */
export function isForeignName(name: string): boolean {
  return /^\.|^~\$|^#.*#$|~$|^(?:thumbs\.db|desktop\.ini|icon\r)$|\.(?:swp|swo|tmp|temp|part|crdownload)$/i.test(name);
}

/** Whether a Markdown file speaks of its folder to others who read it, as GitHub and Hugo have it, and is no content. */
export function isAboutFolder(path: string): boolean {
  return contentKind(path) === "markdown" && /^(?:_index|readme)(?:\.[a-z]{2,3}(?:-\w+)*)?$/i.test(stemOf(path));
}

/** Where what is read lies, by kind. */
const placesRead: readonly (readonly [kind: string, place: RegExp])[] = [
  ["yaml", new RegExp(`^content/(?:(?:site|cv)(?:\\.[^./]+)?|people|venues|${activityKinds.join("|")})\\.[^./]+$`)],
  ["markdown", /^content\/index(?:\.[^./]+)?\.[^./]+$/],
  ["markdown", new RegExp(`^content/(?:collections|pages|news|people|${activityKinds.join("|")})/`)],
  ...(["markdown", "bibtex", "citation"] as const).map(
    (kind) => [kind, new RegExp(`^content/(?:${Object.keys(workFolders).join("|")})/`)] as const,
  ),
  ["style", /^content\/styles\//],
  ["yaml", /^content\/(?:messages|forms)\/[^/]+$/],
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
  const isOneOf = ({ path }: ContentFile) => contentKind(path) !== "bibtex" && workFolderOf(path) === undefined;
  const name = ({ path }: ContentFile) => path.slice(0, path.lastIndexOf("."));
  for (const file of candidates.filter(isOneOf)) {
    const other = chosen.get(name(file));
    if (!other || (firstEnding.test(file.path) && !firstEnding.test(other.path))) chosen.set(name(file), file);
  }
  const papers = new Set(candidates.filter((file) => !isOneOf(file)).map(name));
  const value = candidates.filter((file) => {
    const tell = (message: string, hint: string) => {
      diagnostics.push(diagnostic({ ...unread, message, hint, file: file.path }));
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
export const unread = { code: "input/not-read", line: 1, column: 1 } as const;

/**
 * The files of a site's `content/`, sorted by path in code-unit order. What editors leave there is passed over. A link is
 * followed wherever its author lets it lead, but not in a circle, not into a folder that is read already, and not to what
 * is hidden or the system's own: what it holds might be published. What can't be read is reported and left out.
 */
export function listContent(site: string): Result<readonly ContentFile[]> {
  const files = new Map<string, ContentFile>();
  const diagnostics: Diagnostic[] = [];
  const foldersRead = new Map<string, string>();
  const links: string[] = [];
  const tell = (code: Diagnostic["code"], file: string, message: string, hint: string, isLoss = true) => {
    // A paper that can't be read is missing, which must not be published; any other file is only in the way.
    const severity = isLoss ? "error" : "warning";
    diagnostics.push({ code, severity, message, hint, file: file.normalize("NFC"), line: 1, column: 1 });
  };

  const addFile = (onDisk: string) => {
    const name = onDisk.normalize("NFC");
    const other = files.get(name);
    if (onDisk.includes("\uFFFD") && !exists(path.join(site, onDisk)))
      tell(
        "input/unreadable",
        onDisk,
        "The file's name is not UTF-8, so it can't be opened.",
        renameIt,
        isRead(onDisk),
      );
    else if (other)
      tell(
        "input/same-name",
        onDisk,
        "Two files here have this name, one with its accents apart from their letters (NFD), so only one of them is read.",
        "delete one of the two, or give it another name.",
      );
    else files.set(name, { path: name, onDisk });
  };
  const readFolder = (onDisk: string, real: string) => {
    foldersRead.set(real, onDisk);
    let entries: readonly Dirent[];
    try {
      entries = readdirSync(path.join(site, onDisk), { withFileTypes: true });
    } catch (error) {
      const isBadName = onDisk.includes("\uFFFD");
      const reason = isBadName ? "its name is not UTF-8" : systemReason(error);
      tell(
        "input/unreadable",
        onDisk,
        `The folder could not be opened (${reason}), so nothing in it is read.`,
        isBadName ? renameIt : "see that you may read it.",
      );
      return;
    }
    for (const entry of entries) {
      // A site may need what servers and services look for there (RFC 8615).
      const isWellKnown = onDisk === "content/static" && entry.name === ".well-known";
      if (isForeignName(entry.name) && !isWellKnown) continue;
      const child = `${onDisk}/${entry.name}`;
      if (entry.isSymbolicLink()) links.push(child);
      else if (entry.isDirectory()) readFolder(child, path.join(real, entry.name));
      else if (entry.isFile()) addFile(child);
      else tellSpecial(child, entry);
    }
  };
  const tellSpecial = (onDisk: string, entry: Dirent | Stats) =>
    tell(
      "input/special-file",
      onDisk,
      `This is ${whatItIs(entry)} and no file, so it is not read.`,
      "put a file in its place, or take it away.",
      false,
    );
  const follow = (link: string) => {
    const refuse = (why: string, hint: string) =>
      tell("input/link", link, `The link ${why}, so it is not followed.`, hint, false);
    const full = path.join(site, link);
    let stats: Stats;
    let real: string;
    try {
      stats = statSync(full);
      real = realpathSync(full);
    } catch (error) {
      const leadsNowhere = isSystemError(error) && error.code === "ENOENT";
      refuse(
        leadsNowhere ? "leads to what does not exist" : `can't be followed (${systemReason(error)})`,
        "let it lead to a file or folder that is there, or take it away.",
      );
      return;
    }
    const copyIt = "put what it leads to here itself, or let the link lead elsewhere.";
    if (isKeptBack(real, realSite)) refuse("leads to what is hidden or the system's own", copyIt);
    else if (stats.isFile()) addFile(link);
    else if (!stats.isDirectory()) tellSpecial(link, stats);
    else if (`${realContent}${path.sep}`.startsWith(real.replace(/[\\/]*$/, path.sep)))
      refuse("leads to a folder that holds it, that is in a circle", "take it away.");
    else if (foldersRead.has(real)) refuse(`leads to ${foldersRead.get(real)}, which is read already`, "take it away.");
    else readFolder(link, real);
  };

  let realSite: string;
  let realContent: string;
  try {
    realSite = realpathSync(site);
    realContent = realpathSync(path.join(site, "content"));
  } catch (error) {
    tell(
      "input/unreadable",
      "content",
      `The site's folder content/ could not be opened (${systemReason(error)}), so there is nothing to publish.`,
      "make a folder content with a folder publications in it, or name the folder of your site.",
    );
    return { value: [], diagnostics };
  }
  readFolder("content", realContent);
  // Links come after all that is there itself, so that nothing is read by way of a link that has a place of its own.
  for (let next = links.shift(); next !== undefined; next = links.shift()) follow(next);
  const value = [...files.values()].sort((one, other) => (one.path < other.path ? -1 : 1));
  return { value, diagnostics };
}

const renameIt = "give it another name; letters a to z, digits and hyphens are understood everywhere.";

const isRead = (name: string): boolean => contentKind(name) !== undefined;

function exists(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}

/** Whether a link's target is in a hidden file or folder, seen from the site (`.git`, `.ssh`), or in the system's folders. */
function isKeptBack(real: string, realSite: string): boolean {
  const steps = path.relative(realSite, real).split(path.sep);
  return steps.some((step) => /^\.(?!\.?$)/.test(step)) || /^\/(?:proc|sys|dev|etc)\//.test(real);
}

function whatItIs(entry: Dirent | Stats): string {
  if (entry.isFIFO()) return "a named pipe";
  if (entry.isSocket()) return "a socket";
  return "a device";
}
