import {
  chmodSync,
  existsSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  watch,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { createTwoFilesPatch } from "diff";
import { checkTemplates } from "../build/check-templates.ts";
import { fileOfAddress, flush } from "../build/output/output-folder.ts";
import { createTemplates } from "../build/templates.ts";
import { checkSite } from "../check/check-site.ts";
import { goneAddresses, readPublished, type SiteToBe, UnreadableSite } from "../check/published-addresses.ts";
import { applyFixes } from "../diagnostic/apply-fixes.ts";
import type { Diagnostic, Fix } from "../diagnostic/diagnostic.ts";
import { nearestName } from "../diagnostic/nearest-name.ts";
import {
  annotateDiagnostics,
  diagnosticLines,
  diagnosticsToJson,
  forLog,
  hasErrors,
  reportDiagnostics,
} from "../diagnostic/print-diagnostics.ts";
import { sortDiagnostics } from "../diagnostic/sort-diagnostics.ts";
import { isConfigurationPlain } from "../eleventy/configuration-fault.ts";
import { createSerializer } from "../export/serializations.ts";
import { contentKind, listContent } from "../input/files/list-content.ts";
import { readFiles } from "../input/files/read-files.ts";
import { readableSlug } from "../memory/fold.ts";
import { type LoadedSite, loadSite } from "../pipeline.ts";
import { findEntryField, linkFieldLabel } from "../record/fields.ts";
import { allPapers, type Catalogue } from "../relate/catalogue.ts";
import { findFreeCopies, tryLinks } from "../services/check-links.ts";
import { ServiceFailure } from "../services/client/client.ts";
import { listPages } from "../site/pages/page-list.ts";
import { richTextToPlain } from "../text/plain-text.ts";
import { debounce, untilStopped } from "./dev.ts";
import { enterSite, readArguments, readPathPrefix, UsageError } from "./terminal/arguments.ts";
import { openClient } from "./terminal/service-client.ts";

/** What Offprint itself reads, of which nobody expects that it goes further. */
function isOfSite(name: string): boolean {
  const row = findEntryField(name, "document");
  return (row?.field !== undefined && !row.ofWork) || linkFieldLabel(name) !== undefined;
}

/** How many names are said one by one. */
const mostNames = 20;

/**
 * What an author is told once of the fields that visitors do not get with the BibTeX, with how many papers have each; the
 * most frequent first. It is no fault, so it is no message. Empty where nothing is left out.
 */
export function describeLeftOut(catalogue: Catalogue): string {
  const counts = new Map<string, number>();
  for (const { leftOut = [] } of allPapers(catalogue))
    for (const name of leftOut) if (!isOfSite(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
  if (counts.size === 0) return "";
  const names = [...counts]
    .sort(([one, count], [other, others]) => others - count || (one < other ? -1 : 1))
    .map(([name, count]) => `${name} (${count})`);
  const rest = names.length > mostNames ? ` and ${names.length - mostNames} more` : "";
  return `The BibTeX that visitors copy leaves out ${names.slice(0, mostNames).join(", ")}${rest}: private notes, and what other sites and programs keep for themselves. \`bibtexFields: {show: […]}\` in site.yaml shows a field.\n`;
}

// In: messages with their mends. Out: the mended files, as a diff and on the disk.

/** A file before and after its mends, without the byte-order mark that it may begin with. */
export interface MendedFile {
  readonly file: string;
  readonly before: string;
  readonly after: string;
  readonly mark: string;
}

/** The files of the working folder that mends change. One that is not UTF-8 stays as it is: its bytes would not come back. */
export function mendContent(diagnostics: readonly Diagnostic[]): readonly MendedFile[] {
  const fixes = new Map<string, Fix[]>();
  for (const { file, fix } of diagnostics) if (fix) fixes.set(file, [...(fixes.get(file) ?? []), fix]);
  return [...fixes].flatMap(([file, found]) => {
    const text = readUtf8(file);
    if (text === undefined) return [];
    const mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
    const before = text.slice(mark.length);
    const after = applyFixes(before, found);
    return after === before ? [] : [{ file, before, after, mark }];
  });
}

/** The change of a file as a unified diff. */
export function diffOf({ file, before, after }: MendedFile): string {
  const diff = createTwoFilesPatch(`a/${file}`, `b/${file}`, before, after, undefined, undefined, {
    context: 3,
    headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: true },
  });
  // Text of an author's must not steer a terminal.
  return forLog(diff.replace(/[^\P{Cc}\n\t]/gu, ""));
}

/** Puts a mended file in the place of the old one, at once and with its rights; a link stays one. */
export function writeMended({ file, after, mark }: Omit<MendedFile, "before">): void {
  const target = realpathSync(file);
  const draft = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}`);
  const { mode } = statSync(target);
  try {
    writeFileSync(draft, mark + after, { flag: "wx" });
    chmodSync(draft, mode);
    flush(draft);
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

function readUtf8(file: string): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(readFileSync(file));
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

// In: what a site has published. Out: which of it would be gone.

/** How each page of a site may be asked for, and what may have come in place of one that is not there. */
function siteToBe({ catalogue, messages, files }: LoadedSite, built: string | undefined): SiteToBe {
  const serialize = createSerializer(new Map());
  const assets = {
    stylesheet: "",
    script: "",
    finder: "",
    references: "",
    styles: [],
    words: () => "",
    icon: "",
    fonts: () => [],
  };
  const pages = listPages(catalogue, { pathPrefix: "/", assets, messages, serialize });
  const addresses = new Set([...pages.map(({ address }) => address), ...files.keys()]);
  const papers = allPapers(catalogue);
  const names = new Set(papers.flatMap(({ publication, anchors = [] }) => [publication.key, ...anchors]));
  const isWritten = (address: string) =>
    built === undefined ? addresses.has(address) : existsSync(path.join(built, fileOfAddress(address)));
  // Servers lead from the name of a folder into it, and many from a name to the page in a file of that name.
  const isPage = (asked: string) =>
    asked.endsWith("/") ? isWritten(asked) : [asked, `${asked}/`, `${asked}.html`].some(isWritten);
  const isPlace = (name: string) => names.has(name) || addresses.has(`/publications/${readableSlug(name)}/`);
  const titles = new Map(
    papers.map(({ publication, slug }) => [readableSlug(richTextToPlain(publication.title)), slug] as const),
  );
  const slugs = new Map(papers.map(({ slug, publication }) => [slug, publication.key]));
  return {
    isThere: (asked, fragment) =>
      isPage(asked.replace(/(^|\/)index\.html$/, "$1")) &&
      (fragment === "" || !/^\/publications\/?$/.test(asked) || isPlace(fragment)),
    successorOf: (asked) => {
      const last = asked.split("/").filter(Boolean).at(-1) ?? "";
      const name = readableSlug(last.replace(/\.html?$/i, "").replace(/^\d{4}-\d\d-\d\d-/, ""));
      const title = [...titles.keys()].find((one) => name.length > 7 && (one.startsWith(name) || name.startsWith(one)));
      const slug = slugs.has(name) ? name : title ? titles.get(title)! : nearestName(name, slugs.keys());
      if (slug !== undefined) return slugs.get(slug);
      const groups = [...addresses].filter((one) => /^\/(?:collections|people|venues)\/[^/]+\/$/.test(one));
      return groups.find((one) => one.endsWith(`/${name}/`));
    },
  };
}

const formats = ["text", "lines", "json", "github"] as const;

/** Writes the messages to standard output; `all` writes each of those that are alike. */
function print(found: readonly Diagnostic[], format: (typeof formats)[number], all: boolean): void {
  if (format === "json") process.stdout.write(diagnosticsToJson(found));
  else if (format === "github") process.stdout.write(annotateDiagnostics(found));
  else if (format === "lines") process.stdout.write(diagnosticLines(found));
  else if (found.length === 0) console.log("Nothing to complain of.");
  else reportDiagnostics(found, { stream: process.stdout, all });
}

/** Does something now, and again whenever content or a template is saved, until the command is stopped; its exit code. */
async function repeatOnChange(tell: () => void): Promise<number> {
  const run = () => {
    // Editors look for the first and the last of these lines, between which all messages stand.
    console.log("Checking the content.");
    tell();
    console.log("Waiting for changes.");
  };
  const again = debounce(run);
  const watchers = ["content", "_includes"]
    .filter((folder) => existsSync(folder))
    .map((folder) => watch(folder, { recursive: true }, again));
  run();
  const code = await untilStopped();
  for (const watcher of watchers) watcher.close();
  return code;
}

/** `offprint check`: messages of the content, and of the built pages where asked, to standard output; mends what it can. */
export async function check(words: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(
    words,
    {
      built: { type: "string" },
      against: { type: "string" },
      "path-prefix": { type: "string" },
      format: { type: "string" },
      all: { type: "boolean" },
      fix: { type: "boolean" },
      "dry-run": { type: "boolean" },
      watch: { type: "boolean" },
      links: { type: "boolean" },
      "open-access": { type: "boolean" },
      refresh: { type: "boolean" },
    },
    1,
  );
  const { built, against, fix = false, all = false, "dry-run": isDryRun = false } = values;
  const pathPrefix = readPathPrefix(values["path-prefix"]);
  const format = formats.find((one) => one === (values.format ?? "text"));
  if (format === undefined)
    throw new UsageError(`There is no format "${values.format}"; the formats are ${formats.join(", ")}.`);
  if (isDryRun && !fix) throw new UsageError("--dry-run is for --fix.");
  const asksOthers = (values.links ?? false) || (values["open-access"] ?? false);
  if (values.refresh && !asksOthers) throw new UsageError("--refresh is for --links and --open-access.");
  if (
    values.watch &&
    (asksOthers || fix || built !== undefined || against !== undefined || !/^(?:text|lines)$/.test(format))
  )
    throw new UsageError("--watch looks at the content alone, and prints it as text or lines.");
  // What is named on the command line lies where that is typed.
  const published = against === undefined || /^https?:/i.test(against) ? against : path.resolve(against);
  enterSite(positionals[0]);
  if (built !== undefined && !existsSync(built)) throw new UsageError(`There is no folder "${built}".`);

  const load = () => loadSite(".", undefined, false, !isConfigurationPlain());
  const ofTemplates = () => (isConfigurationPlain() ? checkTemplates(".", createTemplates(".")) : []);
  if (values.watch)
    return repeatOnChange(() => print(sortDiagnostics([...load().diagnostics, ...ofTemplates()]), format, all));
  let { value, diagnostics } = load();
  if (fix && mend(diagnostics, isDryRun, format === "text" ? process.stdout : process.stderr) && !isDryRun)
    ({ value, diagnostics } = load());
  const asked = await readAgainst(published, value.catalogue.site.url);
  if (asked === undefined) return 1;
  const gone = goneAddresses(asked, siteToBe(value, built));
  const elsewhere = asksOthers
    ? await askElsewhere(value, values.links ?? false, values["open-access"] ?? false, values.refresh ?? false)
    : { diagnostics: [], lines: [], hasFailed: false };
  const found = sortDiagnostics([
    ...diagnostics,
    ...elsewhere.diagnostics,
    ...ofTemplates(),
    ...(built === undefined ? [] : checkSite(built, pathPrefix)),
    ...gone,
  ]);
  print(found, format, all);
  for (const line of elsewhere.lines) console.error(forLog(line));
  if (format === "text") {
    process.stdout.write(forLog(describeLeftOut(value.catalogue)));
    if (against !== undefined) {
      const others =
        built === undefined && !isConfigurationPlain() ? " What .eleventy.ts adds is known with --built." : "";
      console.log(
        forLog(`${asked.length - gone.length} of ${asked.length} addresses of ${against} are there.${others}`),
      );
    }
  }
  return hasErrors(found) || elsewhere.hasFailed ? 1 : 0;
}

/** What those say to whom the site leads, and what OpenAlex knows of free copies; nothing of it is asked by a build. */
async function askElsewhere(site: LoadedSite, links: boolean, openAccess: boolean, isRefreshed: boolean) {
  const client = await openClient(site.services, false, { isRefreshed });
  const diagnostics: Diagnostic[] = [];
  const lines: string[] = [];
  let hasFailed = false;
  if (links) {
    const files = readFiles(
      ".",
      listContent(".").value.filter(({ path: file }) => contentKind(file) !== undefined),
    ).value;
    const tried = await tryLinks(site, files, client);
    diagnostics.push(...tried.diagnostics);
    const unsure = tried.unknown.length === 0 ? "" : `; of ${tried.unknown.length} nothing certain is known:`;
    lines.push(`Tried ${tried.count} links to elsewhere: ${tried.diagnostics.length} lead nowhere${unsure}`);
    lines.push(...tried.unknown.toSorted().map((one) => `  ${one}`));
  }
  if (openAccess) {
    try {
      diagnostics.push(...(await findFreeCopies(site, client)));
    } catch (error) {
      if (!(error instanceof ServiceFailure)) throw error;
      lines.push(`offprint check: ${error.message}`);
      hasFailed = true;
    }
  }
  return { diagnostics, lines, hasFailed };
}

/** The addresses of `--against`; undefined where they can't be read, which is said. */
async function readAgainst(published: string | undefined, siteUrl: string | undefined) {
  try {
    return published === undefined ? [] : await readPublished(published, siteUrl);
  } catch (error) {
    if (!(error instanceof UnreadableSite)) throw error;
    console.error(forLog(`offprint check: ${error.message}`));
    return undefined;
  }
}

/** Shows what mending changes and, unless it is only to be shown, changes it; whether there is anything to mend. */
function mend(diagnostics: readonly Diagnostic[], isDryRun: boolean, stream: NodeJS.WriteStream): boolean {
  const mended = mendContent(diagnostics);
  for (const file of mended) {
    stream.write(diffOf(file));
    if (!isDryRun) writeMended(file);
  }
  const count = mended.length === 1 ? "1 file" : `${mended.length} files`;
  if (mended.length === 0) stream.write("Nothing has one certain mend.\n\n");
  else stream.write(isDryRun ? `${count} would be mended.\n\n` : `Mended ${count}.\n\n`);
  return mended.length > 0;
}
