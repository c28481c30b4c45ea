import { textIn, type XmlElement } from "../services/reading/xml-tree.ts";
import { importBibliography } from "./bibliography.ts";
import type { SourceFolder } from "./files/source-folder.ts";
import type { ImportReport } from "./import-report.ts";
import type { NewSite } from "./new-site.ts";
import { elementsIn, lineFinder, rootOf } from "./old-xml.ts";
import { listOf, mapOf, readData, textOf, type Values } from "./read-matter.ts";
import { cleanTitle, escapeMarkdown, familyOf, inLine, keyOf } from "./text/old-text.ts";

/**
 * Works as ORCID gives them away: as BibTeX, or the record, its works or one work as JSON or XML (`record_3.0`). Of the works of a group,
 * which are one work by several sources, the preferred one counts.
 */
export function importOrcid(folder: SourceFolder, site: NewSite, report: ImportReport): void {
  for (const file of folder.paths) {
    const text = /\.(?:bib|json|xml)$/i.test(file) ? folder.text(file) : undefined;
    if (text === undefined) continue;
    if (/\.bib$/i.test(file)) importBibliography(file, text, site, folder, report, { foldersOf: {} });
    else if (/\.json$/i.test(file)) {
      const data = readData(file, text, report);
      if (data === undefined) report.lose("a file that can't be read", file);
      else addRecord(data.value, file, lineFinder(text), site, report);
    } else {
      const root = rootOf(file, text, report);
      if (root !== undefined && /^(?:work|works|record|person|activities)$/.test(root.name))
        addRecord({ [root.name]: asJson(root) }, file, lineFinder(text), site, report);
    }
  }
}

/** XML in the shape of ORCID's JSON: texts as `{ value }`, what is there several times as a list. */
function asJson(element: XmlElement): unknown {
  const children = elementsIn(element);
  if (children.length === 0) return { value: textIn(element) ?? "" };
  const index = element.attributes["display-index"];
  const value: Record<string, unknown> = index === undefined ? {} : { "display-index": index };
  for (const child of children) {
    const [known, one] = [value[child.name], asJson(child)];
    value[child.name] = known === undefined ? one : [...listed(known), one];
  }
  return value;
}

/** A text, as it is or as `{ value }`. */
const said = (value: unknown): string => textOf(value) || textOf(mapOf(value).value);
const listed = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === "" ? [] : [value];

function addRecord(
  value: unknown,
  file: string,
  lineOf: (title: string) => number,
  site: NewSite,
  report: ImportReport,
): void {
  const whole = mapOf(value);
  const record = whole.record === undefined ? whole : mapOf(whole.record);
  const name = mapOf(mapOf(record.person).name ?? record.name);
  const orcid =
    said(mapOf(record["orcid-identifier"]).path) || (/\d{4}-\d{4}-\d{4}-\d{3}[\dX]/.exec(said(name.path))?.[0] ?? "");
  const full =
    said(name["credit-name"]) || [said(name["given-names"]), said(name["family-name"])].filter(Boolean).join(" ");
  if (full !== "") {
    site.addPerson({ name: inLine(full), ...(orcid === "" ? {} : { orcid }), owner: true });
    site.settings.title ??= inLine(full);
    if (orcid !== "") site.addProfile("ORCID", `https://orcid.org/${orcid}`);
    report.count("people");
  }
  const works = mapOf(mapOf(record["activities-summary"] ?? record.activities).works ?? record.works ?? record);
  for (const group of listed(works.group).map(mapOf)) {
    const summaries = listed(group["work-summary"] ?? group.work).map(mapOf);
    const [best] = summaries.toSorted(
      (one, other) => Number(said(other["display-index"])) - Number(said(one["display-index"])),
    );
    if (best !== undefined) addWork(best, file, lineOf, site, report);
  }
  for (const one of Array.isArray(value) ? listOf(value) : listed(whole.work ?? works.bulk))
    addWork(mapOf(mapOf(one).work ?? one), file, lineOf, site, report);
  if (whole["put-code"] !== undefined) addWork(whole, file, lineOf, site, report);
}

/** CSL's types of ORCID's (WorkType). */
const typesOf: Readonly<Record<string, string>> = {
  "journal-article": "article-journal",
  "magazine-article": "article-magazine",
  "newspaper-article": "article-newspaper",
  "conference-paper": "paper-conference",
  "conference-abstract": "paper-conference",
  "conference-poster": "speech",
  "conference-presentation": "speech",
  "lecture-speech": "speech",
  preprint: "preprint",
  "working-paper": "report",
  report: "report",
  book: "book",
  "edited-book": "book",
  "book-chapter": "chapter",
  "book-review": "review-book",
  review: "review",
  dissertation: "thesis",
  "dissertation-thesis": "thesis",
  "supervised-student-publication": "thesis",
  "data-set": "dataset",
  software: "software",
  patent: "patent",
  standard: "standard",
  "technical-standard": "standard",
  "encyclopedia-entry": "entry-encyclopedia",
  "dictionary-entry": "entry-dictionary",
  website: "webpage",
  "website-content": "webpage",
  "blog-post": "post-weblog",
  translation: "book",
};

function addWork(
  work: Values,
  file: string,
  lineOf: (title: string) => number,
  site: NewSite,
  report: ImportReport,
): void {
  const titles = mapOf(work.title);
  const written = said(titles.title) || said(work.title);
  const line = lineOf(written);
  const title = cleanTitle(written, said(titles.subtitle), (what) => report.remark(what, file, line));
  if (title === "") {
    report.lose("a work without a title", file, line);
    return;
  }
  const day = mapOf(work["publication-date"]);
  const date = [said(day.year), said(day.month).padStart(2, "0"), said(day.day).padStart(2, "0")];
  const known = date.findIndex((part, index) => !(index === 0 ? /^\d{4}$/ : /^(?!00)\d{2}$/).test(part));
  const ids: Record<string, string> = {};
  for (const one of listed(mapOf(work["external-ids"])["external-id"]).map(mapOf)) {
    const kind = said(one["external-id-type"]).toLowerCase().replace(/^pmc$/, "pmcid");
    const id = said(one["external-id-normalized"]) || said(one["external-id-value"]);
    // What is part of something has its identifier too, which is not its own.
    if (said(one["external-id-relationship"]).toLowerCase() !== "self" || id === "") continue;
    if (/^(?:doi|arxiv|pmid|pmcid|isbn|issn)$/.test(kind)) ids[kind] ||= id;
  }
  const authors = listed(mapOf(work.contributors).contributor)
    .map(mapOf)
    .filter((one) => !/editor|translator|chair/i.test(said(mapOf(one["contributor-attributes"])["contributor-role"])))
    .map((one) => inLine(said(one["credit-name"])))
    .filter(Boolean);
  const workType = said(work.type).toLowerCase().replaceAll("_", "-");
  const type = Object.hasOwn(typesOf, workType) ? typesOf[workType]! : "document";
  const key = site.freeKey(keyOf(familyOf(authors[0] ?? ""), date[0]!, title));
  if (site.isPresent(key, file, line)) return;
  if (authors.length === 0) report.withoutAuthors.add(key);
  const url = said(work.url);
  const fields = {
    title,
    authors,
    date: date.slice(0, known < 0 ? 3 : known).join("-"),
    type,
    venue: escapeMarkdown(inLine(said(work["journal-title"]))),
    ...ids,
    url: Object.keys(ids).length === 0 && /^https?:/i.test(url) ? url : "",
  };
  site.addPaper({ key, fields, body: escapeMarkdown(said(work["short-description"])), file, line });
}
