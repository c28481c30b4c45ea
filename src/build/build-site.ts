import type { Diagnostic, Result } from "../diagnostic/diagnostic.ts";
import { hasErrors } from "../diagnostic/print-diagnostics.ts";
import { createSerializer } from "../export/serializations.ts";
import { type LoadedSite, loadSite } from "../pipeline.ts";
import { createAssets } from "./assets.ts";
import { checkTemplates } from "./check-templates.ts";
import { replaceOutput } from "./output/replace-output.ts";
import { type BuildRecord, forgetRecord, keepRecord, openSiteCache, type SiteCache } from "./site-cache.ts";
import { createTemplates } from "./templates.ts";
import { createPageBytes, sitePages, type WritePagesOptions, writePages } from "./write-pages.ts";

/** What a build by other means than our own starts from: the site as read, and what earlier builds kept. */
export interface ReadSite extends Pick<SiteCache, "records" | "serializations" | "pictures" | "makeListPicture"> {
  readonly loaded: Result<LoadedSite>;
  /** Publish what can be, although there are errors; these have been told, and are not in `loaded`. */
  readonly lenient: true;
  readonly report: (diagnostics: readonly Diagnostic[]) => void;
  readonly threads: number;
  readonly tell: WritePagesOptions["tell"];
}

/** Builds the site in the working folder into an output folder, by other means than our own. */
export type BuildOtherwise = (folder: string, pathPrefix: string, read: ReadSite) => Promise<void>;

export interface BuildSiteOptions {
  /** The site's folder: the working one, since Eleventy reads and writes relative to it. */
  readonly site: string;
  readonly output: string;
  readonly pathPrefix: string;
  /** The address that takes the place of the one in site.yaml. */
  readonly url: string | undefined;
  readonly lenient: boolean;
  /** Whether to say how long each step took. */
  readonly timings: boolean;
  /** On how many threads to work. */
  readonly jobs: number;
  readonly cacheFolder: string | undefined;
  /** Builds the site where its Eleventy configuration asks for more than Offprint; absent where it does not. */
  readonly buildOtherwise: BuildOtherwise | undefined;
  /** The digests of the engine, of what makes pages, and of what they are made of. */
  readonly engine: string;
  readonly makers: string;
  readonly content: string;
  readonly last: BuildRecord | undefined;
  /** Whether the output is still this build's to replace. */
  readonly mayPublish?: (() => boolean) | undefined;
  readonly report: (diagnostics: readonly Diagnostic[]) => void;
}

/** What is said of a site that was built. */
export type BuiltSite = Pick<BuildRecord, "publicationCount" | "opensOn">;

/** Builds a site; undefined where it has errors and was not published. */
export async function buildSite(options: BuildSiteOptions): Promise<BuiltSite | undefined> {
  const { site, output, pathPrefix, url, lenient, cacheFolder, buildOtherwise, engine, makers, content, last } =
    options;
  const lap = createLaps(options.timings);
  const cache = openSiteCache(cacheFolder, site, engine);
  lap("cache");
  const loaded = atUrl(loadSite(site, cache.records, false, buildOtherwise !== undefined), url);
  cache.finishRecords();
  lap("load");
  const { value } = loaded;
  const templates = createTemplates(site);
  // What the configuration adds is not known here.
  const faults = buildOtherwise === undefined ? checkTemplates(site, templates) : [];
  // What stops every page is told as that.
  const diagnostics = hasErrors(faults) ? loaded.diagnostics : [...loaded.diagnostics, ...faults];
  options.report(diagnostics);
  if (hasErrors(diagnostics) && !lenient) return undefined;

  const progress = createProgress();
  const threads = options.jobs - 1;
  const { serializations, pictures, makeListPicture } = cache;
  if (buildOtherwise === undefined) {
    const serialize = createSerializer(serializations);
    const pages = sitePages(site, value, { pathPrefix, serialize, makeAssets: createAssets(site) });
    lap("list pages");
    const bytes = createPageBytes({ site, templates, faults, pictures, makeListPicture, isDevelopment: false });
    const lastOutput = last && { output, files: last.files, pieces: last.pieces() };
    if (cacheFolder !== undefined) forgetRecord(cacheFolder, output);
    const write = (folder: string) =>
      writePages(pages, {
        folder,
        bytes,
        last: lastOutput,
        areMakersSame: last?.makers === makers,
        serializations,
        serialize,
        threads,
        tell: progress.tell,
      });
    const { written, isSameFolder } = await replaceOutput(output, write, options.mayPublish);
    lap("write");
    const publicationCount = value.catalogue.publications.length;
    if (cacheFolder !== undefined) {
      const { files, pieces, changed } = written;
      const untouched = isSameFolder ? { ...last?.files } : {};
      for (const file of changed) delete untouched[file];
      const { opensOn } = value;
      keepRecord(
        cacheFolder,
        output,
        { makers, content, publicationCount, opensOn, diagnostics, files, pieces },
        untouched,
      );
    }
  } else {
    const { records } = cache;
    const read: ReadSite = {
      loaded: { value, diagnostics: [] },
      lenient: true,
      report: options.report,
      records,
      serializations,
      pictures,
      makeListPicture,
      threads,
      tell: progress.tell,
    };
    const write = async (folder: string) => {
      await buildOtherwise(folder, pathPrefix, read);
      return undefined;
    };
    await replaceOutput(output, write, options.mayPublish);
    lap("Eleventy");
  }
  progress.end();
  cache.save();
  lap("keep");
  return { publicationCount: value.catalogue.publications.length, opensOn: value.opensOn };
}

/** The site at the address it is published to, whatever address `site.yaml` names; undefined leaves it. */
function atUrl(loaded: Result<LoadedSite>, url: string | undefined): Result<LoadedSite> {
  if (url === undefined) return loaded;
  const { catalogue } = loaded.value;
  return { ...loaded, value: { ...loaded.value, catalogue: { ...catalogue, site: { ...catalogue.site, url } } } };
}

/** Says how long each step took, in milliseconds, where that is asked for. */
function createLaps(isWanted: boolean): (step: string) => void {
  let since = performance.now();
  return (step) => {
    const now = performance.now();
    if (isWanted) process.stderr.write(`${step}  ${Math.round(now - since)}\n`);
    since = now;
  };
}

/** Says how far a long build is. */
interface Progress {
  readonly tell: (what: "works" | "pages", done: number, all: number) => void;
  /** Takes the line away. */
  readonly end: () => void;
}

/** How often the line changes, and after what time a build is long, in milliseconds. */
const [interval, patience] = [200, 1500];

/** A line on a terminal that says what is done of how much, and how long the rest may take; nothing elsewhere. */
function createProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  if (!stream.isTTY || process.env.CI) return { tell: () => {}, end: () => {} };
  const begin = performance.now();
  const done = new Map<string, readonly [done: number, all: number]>();
  let shown = 0;
  return {
    tell: (what, count, all) => {
      done.set(what, [count, all]);
      const now = performance.now();
      if (now - begin < patience || now - shown < interval) return;
      shown = now;
      const parts = [...done].map(([name, [some, most]]) => `${format(some)} of ${format(most)} ${name}`);
      const share = Math.min(...[...done.values()].map(([some, most]) => (most === 0 ? 1 : some / most)));
      const left = share === 0 ? "" : `, ${timeLeft(((now - begin) / share) * (1 - share))} left`;
      stream.write(`\r\x1b[K${parts.join(", ")}${left}`);
    },
    end: () => {
      if (shown > 0) stream.write("\r\x1b[K");
    },
  };
}

const format = (count: number): string => count.toLocaleString("en");

function timeLeft(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  return seconds < 100 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
