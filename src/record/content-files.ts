import type { Place } from "../diagnostic/diagnostic.ts";
import { type ActivityKind, activityKinds } from "./activities.ts";

/** A file of a site's content. */
export interface ContentFile {
  /** Relative to the site, with forward slashes and in Unicode's composed form (NFC), in which names are compared. */
  readonly path: string;
  /** The same as the system has it, which may hold a letter and its accent apart. */
  readonly onDisk: string;
}

/** The folders of works in `content/`, and what lies in each where a file does not say another type of BibLaTeX. */
export const workFolders: Readonly<Record<string, string>> = {
  publications: "",
  talks: "talk",
  posters: "poster",
  software: "software",
  datasets: "dataset",
  patents: "patent",
};

/** The folder of works in which a file lies; undefined where it lies in none. */
export function workFolderOf(path: string): string | undefined {
  const folder = /^content\/([a-z]+)\//.exec(path)?.[1];
  return folder !== undefined && Object.hasOwn(workFolders, folder) ? folder : undefined;
}

/** Why a file that an author names can't be published. */
export interface FileFault {
  /** The end of a sentence about it: "which does not exist". */
  readonly why: string;
  /** What to do instead, where that is known. */
  readonly hint?: string;
}

/** A file as it is published: copied from where it lies or, of a drawing, written anew. */
export interface PublishedFile {
  /** As in `ContentFile`. */
  readonly onDisk: string;
  readonly svg?: string;
  /** What was taken out of it: "a script". */
  readonly removed: readonly string[];
}

/** What is published of the file at a path, or why it can't be. */
export type FileAt = (path: string) => PublishedFile | FileFault;

/** The wish of an author that a file be published, and where it is written. */
export interface NamedFile extends Place {
  /** A `ContentFile`'s path; whether there is such a file is another question. */
  readonly path: string;
  /** From the site's root, without the path prefix and not percent-encoded: "/collections/trees/a pine.png". */
  readonly address: string;
  /** The key of the paper that names it. */
  readonly key?: string;
}

/**
 * The path of a file by the name that a text in `source` gives it: beside `source`, or from `content/` on where the name
 * begins with a slash. None leads out of `content/`.
 */
export function resolveFile(name: string, source: string): string | undefined {
  const steps = name.startsWith("/") ? ["content"] : source.split("/").slice(0, -1);
  for (const step of name.split("/")) {
    if (step === ".." && steps.pop() === undefined) return undefined;
    if (step !== ".." && step !== "." && step !== "") steps.push(step);
  }
  const path = steps.join("/").normalize("NFC");
  return steps.length > 0 &&
    !/[\p{Cc}<>"\\]/u.test(path) &&
    (path.startsWith("content/") || !source.startsWith("content/"))
    ? path
    : undefined;
}

/**
 * Where a file is published that a text names which is shown on a page ("/", "/collections/trees/"): below that page, in
 * the folders in which it lies below the text. It is there once for all languages. A name in Markdown may be
 * percent-encoded.
 */
export function nameFile(name: string, place: Place, page: string): NamedFile | undefined {
  const path = resolveFile(decodeName(name), place.file);
  if (path === undefined) return undefined;
  const folder = place.file.slice(0, place.file.lastIndexOf("/") + 1);
  const below = path.startsWith(folder) ? path.slice(folder.length) : path.slice(path.lastIndexOf("/") + 1);
  const { file, line, column } = place;
  return { path, address: page + below, file, line, column };
}

function decodeName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

// Where pages stand, below the folder of their language.

/** The formats in which publications are given away: what each is called, how its files end, and their media type. */
export const formats = {
  bibtex: { label: "BibTeX", ending: "bib", mediaType: "text/x-bibtex" },
  ris: { label: "RIS", ending: "ris", mediaType: "application/x-research-info-systems" },
  csl: { label: "CSL-JSON", ending: "json", mediaType: "application/json" },
} as const;

export type FormatName = keyof typeof formats;
export const formatNames = Object.keys(formats) as readonly FormatName[];

/** The file of all publications in a format. */
export const wholeAddress = (format: FormatName): string => `/publications.${formats[format].ending}`;

/** The formats in which activities are given away; those of works are for theses alone. */
export const activityFormats = {
  csv: { label: "CSV", ending: "csv", mediaType: "text/csv" },
  json: { label: "JSON", ending: "json", mediaType: "application/json" },
  bibtex: formats.bibtex,
  ris: formats.ris,
} as const;

export type ActivityFormat = keyof typeof activityFormats;

/** The formats of a kind. */
export const activityFormatsOf = (kind: ActivityKind): readonly ActivityFormat[] =>
  kind === "theses" ? ["csv", "json", "bibtex", "ris"] : ["csv", "json"];

/** The file of all activities of a kind in a format. */
export const activityFileAddress = (kind: ActivityKind, format: ActivityFormat): string =>
  `/${kind}.${activityFormats[format].ending}`;
export const activityFiles = (kind: ActivityKind): readonly string[] =>
  activityFormatsOf(kind).map((format) => activityFileAddress(kind, format));

export const publicationAddress = (slug: string): string => `/publications/${slug}/`;
/** The file of one publication in a format. */
export const recordAddress = (slug: string, format: FormatName): string =>
  `/publications/${slug}.${formats[format].ending}`;
export const bibtexAddress = (slug: string): string => recordAddress(slug, "bibtex");

/** The small picture of a publication, for lists. */
export const listPictureAddress = (slug: string): string => `/assets/pictures/${slug}.webp`;

/** The folders of pages that the site makes of its content. */
export const siteParts = ["publications", "collections", "years", "types", "venues", "people", "news"] as const;
export type SitePart = (typeof siteParts)[number] | ActivityKind;

/** The curriculum vitae. */
export const curriculumAddress = "/cv/";

/** Of what an address is the first page that a word of the interface names: "years" of "/years/". */
export const partAt = (address: string): SitePart | "cv" | undefined =>
  address === curriculumAddress ? "cv" : [...siteParts, ...activityKinds].find((part) => address === `/${part}/`);

/** The parts of the site that hold a page for each group of publications. */
export type Part = "collections" | "years" | "types" | "venues" | "people";

export const newsAddress = "/news/";
export const activityAddress = (kind: ActivityKind, id: string): string => `/${kind}/${id}/`;
export const groupAddress = (part: Part, slug: string): string => `/${part}/${slug}/`;
/** The address of a page of a list that has several, from 1. */
export const pageAddress = (address: string, page: number): string => (page === 1 ? address : `${address}${page}/`);
