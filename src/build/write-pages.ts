import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { setImmediate } from "node:timers/promises";
import type nunjucks from "nunjucks";
import { ContentFault, type Diagnostic } from "../diagnostic/diagnostic.ts";
import { hasErrors } from "../diagnostic/print-diagnostics.ts";
import type { Serializations, Serialize } from "../export/serializations.ts";
import { digestOf } from "../memory/digest.ts";
import type { ValueCache } from "../memory/memoize.ts";
import type { LoadedSite } from "../pipeline.ts";
import { inOnePiece, type Page, type PageContent } from "../site/pages/page.ts";
import { listPages } from "../site/pages/page-list.ts";
import type { MakeAssets } from "./assets.ts";
import { pictureMaker } from "./cache/engine.ts";
import { listPicturePages, type MakeListPicture } from "./list-pictures.ts";
import {
  areFlushedTogether,
  createFileWriter,
  fileOfAddress,
  flushAll,
  type TextPieces,
  type WrittenPages,
} from "./output/output-folder.ts";
import { serializeAhead } from "./serialization/serialize-ahead.ts";
import type { BuildRecord, WrittenFile } from "./site-cache.ts";
import type { SocialPictures } from "./social-pictures.ts";
import { templateFault } from "./templates.ts";

/** Makes what is written of a page. */
export type PageBytes = (page: Page) => PageContent | Promise<PageContent>;

export interface PageBytesOptions {
  readonly site: string;
  readonly templates: nunjucks.Environment;
  readonly pictures: SocialPictures;
  readonly makeListPicture: MakeListPicture;
  /** Whether the pages are served to their author, who sees the messages in them. */
  readonly isDevelopment: boolean;
  /** What is wrong with the templates. */
  readonly faults: readonly Diagnostic[];
}

/** Makes what is written of pages; a fault in the site's templates is a `ContentFault`, now or when a page is made. */
export function createPageBytes(options: PageBytesOptions): PageBytes {
  const { site, templates, pictures, makeListPicture, isDevelopment, faults } = options;
  if (hasErrors(faults)) throw new ContentFault(faults);
  return (page) => {
    if ("layout" in page) {
      try {
        return templates.render(page.layout, { ...page.context(), development: isDevelopment });
      } catch (error) {
        throw templateFault(error, site) ?? error;
      }
    }
    if ("text" in page) return page.text();
    if ("parts" in page) return page.parts();
    if ("bytes" in page) return page.bytes();
    if ("pixels" in page) return makeListPicture(page.source, page.pixels);
    if ("picture" in page) return pictures.png(page.picture);
    return readFileSync(path.join(site, page.source));
  };
}

// In: a site as read. Out: every file of it, the author's own and the stylesheet among them.

export interface SitePagesOptions {
  readonly pathPrefix: string;
  readonly serialize: Serialize;
  readonly makeAssets: MakeAssets;
  /** Messages that the pages show, as the development server wants it. */
  readonly diagnostics?: readonly Diagnostic[];
}

/** Every file of the site in the folder `site`. */
export function sitePages(site: string, loaded: LoadedSite, options: SitePagesOptions): readonly Page[] {
  const assets = options.makeAssets(loaded.catalogue.site, loaded.messages, loaded.style);
  const maker = loaded.catalogue.site.appearance.pictures === "nowhere" ? undefined : pictureMaker(site);
  return [
    ...assets.pages,
    ...(loaded.catalogue.embedded.length > 0 ? [assets.embed] : []),
    ...listPages(loaded.catalogue, { ...options, assets, pictureMaker: maker, messages: loaded.messages }),
    ...listPicturePages(site, loaded, maker),
    ...copiedPages(site, loaded),
  ];
}

/** The author's files; a drawing is written anew. */
function copiedPages(site: string, { files }: LoadedSite): readonly Page[] {
  return [...files].map(([address, { onDisk, svg }]): Page => {
    if (svg !== undefined) return { address, digest: () => digestOf(svg), text: () => svg };
    const { size, mtimeMs, ctimeMs, ino } = statSync(path.join(site, onDisk));
    return { address, digest: () => digestOf([onDisk, size, mtimeMs, ctimeMs, ino]), source: onDisk };
  });
}

// In: the pages of a site. Out: their files, of those that have changed; forms of works are made ahead on other threads.

export interface WritePagesOptions {
  readonly bytes: PageBytes;
  /** The folder into which changed pages are written. */
  readonly folder: string;
  /** The folder of the last build, where it can be gone on with, and what was written there, by file. */
  readonly last?: LastOutput | undefined;
  /** Whether a page of the last build stays as it is while its digest does. */
  readonly areMakersSame?: boolean;
  /** What is done to the text of a page before it is written. */
  readonly transform?: ((page: Page, content: string | Uint8Array) => Promise<string | Uint8Array>) | undefined;
  readonly serializations: ValueCache<Serializations>;
  /** Makes what is not in `forms` and puts it there. */
  readonly serialize: Serialize;
  /** On how many threads forms are made, besides this one. */
  readonly threads: number;
  readonly tell?: ((what: "works" | "pages", done: number, all: number) => void) | undefined;
}

/** The folder of the last build, with what is known of its files. */
export interface LastOutput extends Pick<BuildRecord, "files"> {
  readonly output: string;
  readonly pieces: Readonly<Record<string, TextPieces>>;
}

/** How many pages are made before other threads are heard. */
const pagesAtOnce = 16;

/** Writes the pages that are not in the last build's folder as they should be. */
export async function writePages(pages: readonly Page[], options: WritePagesOptions): Promise<WrittenPages> {
  const { bytes, folder, last, areMakersSame, transform, tell = () => {} } = options;
  const files: Record<string, string> = {};
  const pieces: Record<string, TextPieces> = {};
  const changed: string[] = [];
  const write = createFileWriter(folder);
  const digests = new Map<Page, string>();
  const open = pages.filter((page) => {
    const file = fileOfAddress(page.address);
    const known = areMakersSame ? last?.files[file] : undefined;
    const digest = page.digest();
    digests.set(page, digest);
    if (known?.[0] !== digest) return true;
    files[file] = digest;
    const parts = last?.pieces[file];
    if (parts !== undefined) pieces[file] = parts;
    return false;
  });
  // What shows forms of works comes last: they are made meanwhile. Libraries make pictures, on threads of their own.
  const isPicture = (page: Page) => "picture" in page || "pixels" in page;
  const pictures = open.filter(isPicture);
  const others = open.filter((page) => page.serializations === undefined && !isPicture(page));
  const withForms = open.filter((page) => page.serializations !== undefined);
  const requests = withForms.flatMap((page) => page.serializations?.() ?? []);
  const serializations = serializeAhead(
    requests,
    options.serializations,
    options.threads,
    options.serialize,
    (done, all) => tell("works", done, all),
  );
  let [flushed, flushing] = [0, Promise.resolve()];
  const flushWritten = async () => {
    await flushing;
    // So many are waited for when all are there.
    if (areFlushedTogether(changed)) return;
    flushing = flushAll(
      folder,
      changed.slice(flushed).map((file) => folder + file),
    );
    // Who waits for it hears of a failure.
    flushing.catch(() => {});
    flushed = changed.length;
  };
  let begun = 0;
  const writePage = async (page: Page) => {
    tell("pages", begun++, open.length);
    const made = await bytes(page);
    const content = transform ? await transform(page, inOnePiece(made)) : made;
    const file = fileOfAddress(page.address);
    files[file] = digests.get(page)!;
    if (last && isSame(last.output + file, last.files[file], content)) return;
    const parts = areMakersSame ? last?.pieces[file] : undefined;
    const written = write(file, content, parts && { file: last!.output + file, pieces: parts });
    if (written !== undefined) pieces[file] = written;
    changed.push(file);
  };
  const paint = async () => {
    for (let page = pictures.pop(); page !== undefined; page = pictures.pop()) await writePage(page);
  };
  // As many as there are threads, and one that waits to be written.
  const painting = Promise.all(Array.from({ length: options.threads === 0 ? 0 : options.threads + 1 }, paint));
  // Who waits for it hears of a failure.
  painting.catch(() => {});
  try {
    for (const [index, page] of [...others, ...withForms].entries()) {
      if (index % pagesAtOnce === 0) {
        await flushWritten();
        await setImmediate();
      }
      await serializations.ready(page.serializations?.() ?? []);
      await writePage(page);
    }
    await painting;
    await paint();
    await flushWritten();
    await flushing;
  } finally {
    pictures.length = 0;
    await Promise.allSettled([painting]);
    await serializations.close();
  }
  return { files, changed, pieces };
}

/** Whether a file of the last build has this content already; of a long text that is not looked at. */
function isSame(file: string, known: WrittenFile | undefined, content: PageContent): boolean {
  if (typeof content !== "string" && !(content instanceof Uint8Array)) return false;
  return known?.[1] === Buffer.byteLength(content) && readFileSync(file).equals(Buffer.from(content as string));
}
