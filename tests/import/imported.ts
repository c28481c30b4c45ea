import { cpSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { onTestFinished } from "vitest";
import { openSourceFile, openSourceFolder } from "../../src/import/files/source-folder.ts";
import { enterPlace, stageSite } from "../../src/import/files/write-site.ts";
import { ImportReport } from "../../src/import/import-report.ts";
import { importSystem } from "../../src/import/import-system.ts";
import { loadSite } from "../../src/pipeline.ts";
import { formatName } from "../../src/record/names/name.ts";
import { allPapers } from "../../src/relate/catalogue.ts";
import { richTextToPlain } from "../../src/text/plain-text.ts";
import { emptyFolder, writeSite } from "../site-in.ts";

export const fixtures = path.join(import.meta.dirname, "../fixtures/import");

/** A site made of another system's folder or file, as it is read, with all that was told. */
export function imported(system: string, source: string) {
  const report = new ImportReport();
  const tell = (what: string, file?: string) => report.remark(what, file);
  const folder = statSync(source).isDirectory() ? openSourceFolder(source, tell) : openSourceFile(source, tell);
  const present = { keys: new Set<string>(), paths: new Set<string>() };
  const files = importSystem(system, folder, report, present, "2026-11-27");
  const site = path.join(emptyFolder(), "site");
  const staged = stageSite(site, enterPlace(site).folder, files);
  onTestFinished(staged.discard);
  const { value, diagnostics } = loadSite(staged.folder, undefined, true);
  const { catalogue } = value;
  const papers = Object.fromEntries(
    allPapers(catalogue).map((one) => [
      one.publication.key,
      {
        title: richTextToPlain(one.publication.title),
        authors: one.publication.author.map((name) => formatName(name)),
        publication: one.publication,
        teaser: one.publication.teaser,
        collections: one.collections.map(({ slug }) => slug),
      },
    ]),
  );
  const addressOf = (to: (typeof catalogue.moves)[number]["to"]) => (typeof to === "string" ? to : to.address);
  return {
    files,
    report,
    catalogue,
    papers,
    diagnostics,
    /** What every message says, by its code. */
    codes: diagnostics.map(({ code }) => code).sort(),
    /** Without those of venues and people, which every site has. */
    moves: Object.fromEntries(
      catalogue.moves
        .filter(({ from }) => !/^\/(?:venues|people)\//.test(from))
        .map(({ from, to }) => [from, addressOf(to)]),
    ),
    remarks: report.remarks.map(
      ({ what, place }) => `${what}${place === undefined ? "" : ` ${place.file}:${place.line ?? ""}`}`,
    ),
    text: (name: string) => readFileSync(path.join(staged.folder, "content", name), "utf8"),
  };
}

/** The sample of a system with some files more, or others in place of its own. */
export function changedSample(system: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = emptyFolder();
  cpSync(path.join(fixtures, system), folder, { recursive: true });
  writeSite(folder, files);
  return folder;
}

/** A folder with some files. */
export const folderWith = (files: Readonly<Record<string, string | Uint8Array>>): string =>
  writeSite(emptyFolder(), files);
