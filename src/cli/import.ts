import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { styleText } from "node:util";
import { takeLock } from "../build/output/lock.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { forLog } from "../diagnostic/print-diagnostics.ts";
import { openSourceFile, openSourceFolder } from "../import/files/source-folder.ts";
import { clearAbandoned, enterPlace, stageSite } from "../import/files/write-site.ts";
import { groupRemarks, ImportReport, placeInWords, type Remark } from "../import/import-report.ts";
import { importSystem, systems } from "../import/import-system.ts";
import { foldKey, type PresentContent } from "../import/new-site.ts";
import { listContent } from "../input/files/list-content.ts";
import { loadSite } from "../pipeline.ts";
import { today } from "../record/dates/today.ts";
import { parseOrcid } from "../record/identifiers/identifier-syntax.ts";
import type { ServiceSettings } from "../record/services.ts";
import { allPapers } from "../relate/catalogue.ts";
import { jsonOf, type ServiceClient, ServiceFailure } from "../services/client/client.ts";
import { lookUpAuthors } from "../services/look-up-authors.ts";
import { readArguments, UsageError } from "./terminal/arguments.ts";
import { openClient } from "./terminal/service-client.ts";

/** So many lines of one kind are printed where not all are asked for, so that a report fits a screen. */
const mostLines = 12;

/** `offprint import`: takes a site of another system over into a new or a present one. */
export async function importSite(words: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(
    words,
    { "dry-run": { type: "boolean" }, all: { type: "boolean" }, fetch: { type: "boolean" } },
    3,
  );
  const [system = "", what = "", site = "."] = positionals;
  const known = Object.keys(systems).join(", ");
  if (system === "") throw new UsageError(`No system is named; there are ${known}.`);
  if (!Object.hasOwn(systems, system)) throw new UsageError(`"${system}" is none of the systems, which are ${known}.`);
  const { takesFile, has } = systems[system]!;
  if (what === "") throw new UsageError(`What is to be imported is not named: ${has}.`);
  const orcid = system === "orcid" && !existsSync(what) ? parseOrcid(what).value : undefined;
  if (orcid !== undefined) return importRecord(orcid, site, values["dry-run"] ?? false, values.all ?? false);
  if (!existsSync(what)) throw new UsageError(`There is no ${takesFile ? "file or folder" : "folder"} "${what}".`);
  const isFolder = statSync(what).isDirectory();
  if (!isFolder && !takesFile) throw new UsageError(`"${what}" is a file; ${system} is imported from a folder.`);
  if (existsSync(site) && !statSync(site).isDirectory()) throw new UsageError(`"${site}" is a file and no site.`);

  return importFrom({
    system,
    what,
    named: what,
    site,
    isDry: values["dry-run"] ?? false,
    all: values.all ?? false,
    fetches: values.fetch ?? false,
  });
}

/** Works of a record at ORCID, as the service gives it; their authors are looked up, since no list of works names them. */
async function importRecord(orcid: string, site: string, isDry: boolean, all: boolean): Promise<number> {
  const client = await openClient(servicesOf(site), true);
  const folder = mkdtempSync(path.join(os.tmpdir(), "offprint-orcid-"));
  try {
    const request = { path: `/v3.0/${orcid}/record`, accept: "application/json", expected: [404, 409, 410] };
    const answer = await client.get("orcid", request);
    if (answer.status >= 400)
      throw new ServiceFailure("unknown", `ORCID has no record of ${orcid} that can be seen (${answer.status}).`);
    jsonOf("orcid", answer);
    const what = path.join(folder, "record.json");
    writeFileSync(what, answer.text);
    return await importFrom({ system: "orcid", what, named: orcid, site, isDry, all, fetches: true });
  } catch (error) {
    if (!(error instanceof ServiceFailure)) throw error;
    console.error(forLog(`offprint import: ${error.message} Nothing was written.`));
    return 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a site says of services; nothing where there is none yet. */
const servicesOf = (site: string): ServiceSettings =>
  existsSync(path.join(site, "content")) ? loadSite(site).value.services : { bases: {}, sources: [] };

async function importFrom(request: Omit<Request, "folder">): Promise<number> {
  const { site } = request;
  const place = enterPlace(site);
  const lock = await takeLock(place.lockFile, 0, () => {});
  if (!("release" in lock)) {
    console.error(forLog(`offprint import: Another import into "${site}" is at work, so nothing was written.`));
    return 1;
  }
  try {
    clearAbandoned(site, place.folder);
    return await takeOver({ ...request, folder: place.folder });
  } finally {
    lock.release();
    place.leave();
  }
}

interface Request {
  readonly system: string;
  readonly what: string;
  /** What its author calls that. */
  readonly named: string;
  readonly site: string;
  /** Where the site is prepared. */
  readonly folder: string;
  readonly isDry: boolean;
  /** Whether each line of the report is printed. */
  readonly all: boolean;
  /** Whether authors who are not known are looked up. */
  readonly fetches: boolean;
}

/** Reads the old site, writes the new one, and tells what became of what; the exit code. */
async function takeOver({ system, what, named, site, folder, isDry, all, fetches }: Request): Promise<number> {
  const report = new ImportReport();
  const tell = (said: string, file?: string) => report.remark(said, file);
  const source = statSync(what).isDirectory() ? openSourceFolder(what, tell) : openSourceFile(what, tell);
  const present = presentContent(site);
  const imported = importSystem(system, source, report, present, today());
  if (
    report.papers.length + report.lost.length === 0 &&
    !report.remarks.some(({ what: said }) => said.includes("is there already"))
  ) {
    for (const line of linesOf(report.remarks, false)) console.error(forLog(`  ${line}`));
    console.error(
      forLog(
        `offprint import: "${named}" holds no papers of ${system}, which has ${systems[system]!.has}. Nothing was written.`,
      ),
    );
    return 1;
  }

  const texts = new Map(imported.texts);
  if (fetches && report.withoutAuthors.size > 0)
    await fetchAuthors(texts, report, await openClient(servicesOf(site), true));
  const staged = stageSite(site, folder, { ...imported, texts });
  try {
    const { value, diagnostics } = loadSite(staged.folder, undefined, true);
    const keys = new Set(
      allPapers(value.catalogue).flatMap(({ publication }) => [publication.key, ...publication.aliases].map(foldKey)),
    );
    for (const { key, place } of report.papers.filter((paper) => !keys.has(foldKey(paper.key))))
      report.lost.push({ what: reasonFor(key, diagnostics), place });
    if (!isDry) staged.commit();
    const own = diagnostics.filter(({ file }) => imported.texts.has(file));
    // Each site leads on from where people and venues would be that it did not name.
    const kept = value.catalogue.moves.filter(({ from }) => !/^\/(?:venues|people)\//.test(from));
    const wordless = own.filter(({ code }) => code === "validate/teaser");
    print(system, named, report, kept.length, wordless.length, all, fetches);
    sayMessages(own.filter((one) => !wordless.includes(one)));
    const count = imported.texts.size + imported.copies.size;
    const files = `${count} ${count === 1 ? "file" : "files"}`;
    const place = path.join(site, "content");
    console.log(forLog(isDry ? `${files} would be written into ${place}.` : `Wrote ${files} into ${place}.`));
    if (!isDry && !existsSync(path.join(site, "package.json")))
      console.log(
        forLog(`Now "offprint init ${site}" adds what publishes them, and "offprint dev ${site}" shows them.`),
      );
  } finally {
    staged.discard();
  }
  return report.lost.length > 0 ? 1 : 0;
}

/** Looks up each paper whose authors the old site does not say in full; `texts` are the files that are to be written. */
async function fetchAuthors(texts: Map<string, string>, report: ImportReport, client: ServiceClient): Promise<void> {
  for (const key of [...report.withoutAuthors]) {
    const file = [`content/publications/${key}.md`, `content/publications/${key}/index.md`].find((one) =>
      texts.has(one),
    );
    if (file === undefined) continue;
    const found = await lookUpAuthors(texts.get(file)!, client);
    if ("why" in found) {
      report.remark(`the authors could not be looked up: ${found.why}`, file);
      continue;
    }
    texts.set(file, found.text);
    report.withoutAuthors.delete(key);
    report.changed.add(key);
    report.count("lists of authors looked up");
  }
}

/** What a site holds already; nothing where there is none. */
function presentContent(site: string): PresentContent {
  if (!existsSync(path.join(site, "content"))) return { keys: new Set(), paths: new Set() };
  const { catalogue } = loadSite(site, undefined, true).value;
  return {
    keys: new Set(allPapers(catalogue).map(({ publication }) => foldKey(publication.key))),
    paths: new Set(listContent(site).value.map((file) => foldKey(file.path))),
  };
}

/** Why a paper that was written is not read. */
function reasonFor(key: string, diagnostics: readonly Diagnostic[]): string {
  const told = diagnostics.find((one) => one.severity === "error" && one.key === key);
  return `the paper "${key}"${told === undefined ? " is not read" : `: ${told.message}`}`;
}

/** The report, on one screen unless all is asked for. */
function print(
  system: string,
  what: string,
  report: ImportReport,
  moves: number,
  wordless: number,
  all: boolean,
  fetches: boolean,
): void {
  const say = (line: string) => console.log(forLog(line));
  const bold = (text: string) => (process.stdout.isTTY && !process.env.NO_COLOR ? styleText("bold", text) : text);
  const { lost, remarks, counts, changed, withoutAuthors } = report;
  const isLater = (remark: Remark) => remark.what.startsWith('the paper "');
  const taken = report.papers.length - lost.filter(isLater).length;
  const found = report.papers.length + lost.length - lost.filter(isLater).length;
  say(bold(`${system}, ${what}`));
  const asTheyAre = changed.size === 0 ? "" : ` (${taken - changed.size} as they are, ${changed.size} changed)`;
  say(`  ${found} ${found === 1 ? "paper" : "papers"}: ${taken} taken over${asTheyAre}`);
  if (counts.size > 0) say(`  ${[...counts].map(([kind, count]) => `${kind}: ${count}`).join(", ")}`);
  if (moves > 0) say(`  ${moves} former ${moves === 1 ? "address leads" : "addresses lead"} to the new ones`);
  if (withoutAuthors.size > 0)
    say(
      `  authors are incomplete in ${withoutAuthors.size} ${withoutAuthors.size === 1 ? "paper" : "papers"}: ${some([...withoutAuthors], all)}${fetches ? "" : "; run again with --fetch"}`,
    );
  if (wordless > 0)
    say(
      `  ${wordless} ${wordless === 1 ? "picture has" : "pictures have"} no words for those who do not see ${wordless === 1 ? "it" : "them"} (teaser-alt)`,
    );
  if (lost.length > 0) {
    say(bold("Lost"));
    for (const line of linesOf(lost, all)) say(`  ${line}`);
  }
  if (remarks.length > 0) {
    say(bold("Not taken over, or otherwise than it was"));
    for (const line of linesOf(remarks, all)) say(`  ${line}`);
  }
}

/** What is said, each kind in a line with how often and where first; with `all` each place by itself. */
function linesOf(remarks: readonly Remark[], all: boolean): readonly string[] {
  const groups = groupRemarks(remarks);
  const lines = groups.slice(0, all ? undefined : mostLines).map(({ what, places, count }) => {
    const where = places.length === 0 ? "" : ` (${some(places.map(placeInWords), all, 1)})`;
    return `${count === 1 ? "" : `${count} × `}${oneLine(what)}${where}`;
  });
  const rest = groups.length - lines.length;
  return rest === 0 ? lines : [...lines, `and ${rest} more kinds; --all shows each`];
}

function some(items: readonly string[], all: boolean, most = 4): string {
  const shown = all ? items : items.slice(0, most);
  return `${shown.map(oneLine).join(", ")}${shown.length < items.length ? ", …" : ""}`;
}

/** A text that steers no terminal, in one line. */
const oneLine = (text: string): string =>
  text.replace(/\s+/g, " ").replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, "\ufffd");

/** How many messages `check` has about the files that are new. */
function sayMessages(own: readonly Diagnostic[]): void {
  if (own.length === 0) return;
  const codes = new Map<string, number>();
  for (const { code } of own) codes.set(code, (codes.get(code) ?? 0) + 1);
  const each = [...codes].map(([code, count]) => `${count} × ${code}`).join(", ");
  if (own.some(({ severity }) => severity === "error"))
    console.log('The site has errors, with which it is not built; "offprint check" says more.');
  console.log(
    forLog(
      `"offprint check" has ${own.length} ${own.length === 1 ? "message" : "messages"} about the new files: ${each}`,
    ),
  );
}
