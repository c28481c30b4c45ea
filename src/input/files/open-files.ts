import { closeSync, fstatSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import path from "node:path";
import { imageSize } from "image-size";
import { bounds, moreThan } from "../../diagnostic/bounds.ts";
import { type Diagnostic, diagnostic, type Place, type Result } from "../../diagnostic/diagnostic.ts";
import { nearestName } from "../../diagnostic/nearest-name.ts";
import { systemReason } from "../../diagnostic/system-reason.ts";
import type { ContentFile, FileAt, FileFault, PublishedFile } from "../../record/content-files.ts";
import type { PictureSize } from "../../record/site-settings.ts";
import { isPublishable } from "./list-content.ts";
import { decodeText } from "./read-files.ts";

/** Reads a drawing: as it is published, with what was taken out of it, or why it can't be. */
export type SvgReader = (text: string) => { readonly svg: string; readonly removed: readonly string[] } | FileFault;

/** In a folder of more files than this, none is proposed for one that is missing. */
const mostNames = 300;

/** Files whose bytes may begin as markup does: what a server has no name for, some browsers take for what it begins like. */
const mayBeginSo = /\.txt$/i;

/** What can be published of the files of a site; each is opened when it is first asked for. */
export function openSiteFiles(site: string, files: readonly ContentFile[], readSvg: SvgReader): FileAt {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const folders = groupByFolder(files);
  const known = new Map<string, PublishedFile | FileFault>();
  const look = (name: string): PublishedFile | FileFault => {
    const file = byPath.get(name);
    if (!file) return missing(name, folders);
    if (!isPublishable(name)) {
      const kind = name.replace(/^.*\//, "").replace(/^.*(?=\.)/, "");
      return {
        why: `which is not published: ${kind} is none of the kinds of files that are safe to give to visitors as they are`,
        hint: "put it into a .zip file and name that, or link to a place elsewhere where it can be seen.",
      };
    }
    return openFile(path.join(site, file.onDisk), file.onDisk, readSvg);
  };
  return (name) => {
    const found = known.get(name) ?? look(name);
    known.set(name, found);
    return found;
  };
}

/** The names in each folder of content, those of folders with a slash at their end. */
function groupByFolder(files: readonly ContentFile[]): ReadonlyMap<string, ReadonlySet<string>> {
  const folders = new Map<string, Set<string>>();
  for (const file of files) {
    for (let at = file.path.lastIndexOf("/"), end = ""; at > 0; at = file.path.lastIndexOf("/", at - 1), end = "/") {
      const folder = file.path.slice(0, at);
      const name = file.path.slice(at + 1).replace(/\/.*$/s, "") + end;
      const names = folders.get(folder) ?? new Set();
      if (names.has(name)) break;
      folders.set(folder, names.add(name));
    }
  }
  return folders;
}

function missing(name: string, folders: ReadonlyMap<string, ReadonlySet<string>>): FileFault {
  const at = name.lastIndexOf("/");
  const [folder, own] = [name.slice(0, at), name.slice(at + 1)];
  const names = folders.get(folder) ?? new Set();
  if (names.has(`${own}/`)) return { why: "which is a folder", hint: "name a file in it." };
  const there = [...names].filter((one) => isPublishable(one));
  const folded = there.find((one) => one.toLowerCase() === own.toLowerCase());
  if (folded)
    return {
      why: `which does not exist: the file there is called ${folded}, with other capitals`,
      hint: `write ${folded}, since most servers tell capitals apart.`,
    };
  const near = there.length > mostNames ? undefined : nearestName(own, there);
  return { why: "which does not exist", ...(near === undefined ? {} : { hint: `did you mean ${near}?` }) };
}

function openFile(full: string, onDisk: string, readSvg: SvgReader): PublishedFile | FileFault {
  try {
    const isSvg = /\.svg$/i.test(onDisk);
    if (isSvg) {
      if (statSync(full).size > bounds.fileBytes.most) return { why: `which has ${moreThan("fileBytes")}` };
      const read = readSvg(decodeText(readFileSync(full)).text);
      return "why" in read ? read : { onDisk, svg: read.svg, removed: read.removed };
    }
    const opened = openSync(full, "r");
    try {
      if (fstatSync(opened).size > bounds.publishedBytes.most)
        return { why: `which has ${moreThan("publishedBytes")}, so it can't be published` };
      const head = Buffer.alloc(512);
      const length = readSync(opened, head);
      if (!mayBeginSo.test(onDisk) && /^\s*<[!?a-z]/i.test(decodeText(head.subarray(0, length)).text))
        return {
          why: "which holds a web page or a drawing (it begins with “<”) and not what its name says",
          hint: "get the file anew; often a page that asks for a password was saved in its place.",
        };
    } finally {
      closeSync(opened);
    }
    return { onDisk, removed: [] };
  } catch (error) {
    return { why: `which could not be opened: ${systemReason(error)}`, hint: "see that you may read it." };
  }
}

/** A picture that is to be shown: its path relative to the site, and where and in which entry it is named. */
export interface NamedPicture extends Place {
  readonly path: string;
  readonly key?: string;
}

/** What browsers show, by the names that the bytes give themselves. */
const shownTypes: ReadonlySet<string | undefined> = new Set(["png", "jpg", "webp", "avif", "gif", "svg"]);

/** The sizes of pictures by their paths; one that is none, or can't be read, is reported and left out. */
export function readPictures(
  site: string,
  named: readonly NamedPicture[],
  fileAt: FileAt,
): Result<ReadonlyMap<string, PictureSize>> {
  const value = new Map<string, PictureSize>();
  const diagnostics: Diagnostic[] = [];
  for (const { path: file, ...place } of named) {
    if (value.has(file)) continue;
    const published = fileAt(file);
    const size = "why" in published ? undefined : sizeOf(site, published);
    if (size) value.set(file, size);
    else {
      diagnostics.push(
        diagnostic({
          code: "input/picture",
          message: `The file ${file} is no picture that a browser shows, or does not say how large it is, so it is not shown.`,
          hint: "save it anew as PNG, JPEG, WebP, AVIF, GIF or SVG; an SVG needs a width and height or a viewBox.",
          ...place,
        }),
      );
    }
  }
  return { value, diagnostics };
}

function sizeOf(site: string, { onDisk, svg }: PublishedFile): PictureSize | undefined {
  try {
    const bytes = svg === undefined ? readFileSync(path.join(site, onDisk)) : Buffer.from(svg);
    const { width, height, type, orientation = 1 } = imageSize(bytes);
    // Browsers take a file for SVG by its name alone.
    const isAsNamed = (type === "svg") === (svg !== undefined);
    if (!shownTypes.has(type) || !isAsNamed || !(width >= 1) || !(height >= 1)) return undefined;
    // From 5 on a camera's picture is shown turned by a quarter (Exif 2.3, "Orientation").
    return orientation < 5 ? { width, height } : { width: height, height: width };
  } catch {
    return undefined;
  }
}
