// In: an item of CSL-JSON. Out: a paper as a Markdown file.
import { findArxiv } from "../record/identifiers/identifier-syntax.ts";
import { types } from "../record/types.ts";
import type { ImportReport } from "./import-report.ts";
import type { NewSite } from "./new-site.ts";
import { listOf, mapOf, textOf, type Values } from "./read-matter.ts";
import { cleanTitle, escapeMarkdown, familyOf, inLine, keyOf, safeKey } from "./text/old-text.ts";

/** Where an item stands in its file, and what it joins. */
export interface ItemPlace {
  readonly file: string;
  readonly line: number;
  readonly collections?: readonly string[];
}

/** Variables of CSL that a field of ours takes as they are, with its name. */
const plain: readonly (readonly [variable: string, field: string])[] = [
  ["volume", "volume"],
  ["issue", "issue"],
  ["page", "pages"],
  ["edition", "edition"],
  ["chapter-number", "chapter"],
  ["number-of-pages", "pagetotal"],
  ["version", "version"],
  ["number", "number"],
  ["collection-title", "series"],
  ["event-title", "eventtitle"],
  ["event", "eventtitle"],
  ["publisher-place", "location"],
  ["title-short", "shorttitle"],
  ["status", "status"],
  ["PMID", "pmid"],
  ["PMCID", "pmcid"],
  ["ISBN", "isbn"],
  ["ISSN", "issn"],
  ["language", "langid"],
];

/** Variables that are read otherwise, and those that say nothing of the work. */
const others =
  /^(?:id|type|title|author|editor|translator|issued|container-title|publisher|DOI|URL|abstract|note|keyword|citation-key|citation-label|accessed|archive|archive_location|source|call-number|container-title-short|journalAbbreviation|categories|custom|system_id|license|genre|event-date|event-place|collection-number|call-number)$/;

/** Adds an item as a paper; one without a title is lost, and told. */
export function addItem(item: Values, place: ItemPlace, site: NewSite, report: ImportReport): void {
  const title = cleanTitle(textOf(item.title), "", (what) => report.remark(what, place.file, place.line));
  if (title === "") {
    report.lose("a paper without a title", place.file, place.line);
    return;
  }
  const authors = listOf(item.author).map(nameOf).filter(isName);
  const editors = listOf(item.editor).map(nameOf).filter(isName);
  const date = dateOf(item.issued);
  const [first] = [...authors, ...editors];
  const written = textOf(item["citation-key"]) || textOf(item["citation-label"]) || textOf(item.id);
  const isKey = /^[\p{L}\d][\p{L}\d_:.+-]{0,98}$/u.test(written) && /\p{L}/u.test(written);
  const family =
    first === undefined ? "" : typeof first === "string" ? familyOf(first) : (first.family ?? first.literal ?? "");
  const key = site.freeKey(isKey ? safeKey(written) : keyOf(family, date.slice(0, 4), title));
  if (site.isPresent(key, place.file, place.line)) return;
  const type = Object.hasOwn(types, textOf(item.type)) ? textOf(item.type) : "document";
  const container = escapeMarkdown(inLine(textOf(item["container-title"])));
  const publisher = inLine(textOf(item.publisher));
  const extra = textOf(item.note);
  const arxiv =
    findArxiv(/(?:^|\n)[^\S\n]*arxiv:\s*(\S+)/i.exec(extra)?.[0] ?? "") ??
    findArxiv(/arxiv\.org\/\S+/i.exec(textOf(item.URL))?.[0] ?? "");
  const url = textOf(item.URL);
  if (authors.length === 0 && editors.length === 0) report.withoutAuthors.add(key);
  for (const variable of Object.keys(item))
    if (!others.test(variable) && !plain.some(([one]) => one === variable))
      report.remark(`the variable ${variable}: not taken over`, place.file, place.line);
  const fields = {
    title,
    authors,
    editors,
    date,
    type: type === "article" ? "preprint" : type,
    ...containerFields(type, container),
    ...Object.fromEntries(plain.map(([variable, field]) => [field, inLine(textOf(item[variable]))])),
    ...(/^(?:thesis|report)$/.test(type)
      ? { institution: publisher }
      : { publisher: publisher === container ? "" : publisher }),
    doi: textOf(item.DOI),
    arxiv: arxiv?.id,
    url: /^https?:/i.test(url) && !/doi\.org|arxiv\.org/i.test(url) ? url : "",
    keywords: textOf(item.keyword)
      .split(/(?<!\s)\s*[,;]\s*/)
      .filter(Boolean),
    collections: place.collections ?? [],
  };
  const body = escapeMarkdown(textOf(item.abstract)).replace(/^#/gm, "\\#");
  site.addPaper({ key, fields, body, file: place.file, line: place.line });
}

function containerFields(type: string, container: string): Readonly<Record<string, string>> {
  if (/^article-/.test(type)) return { journaltitle: container };
  if (/^(?:chapter|paper-conference|entry)/.test(type)) return { booktitle: container };
  return { venue: container };
}

type WrittenName =
  | string
  | { readonly family?: string; readonly literal?: string; readonly [part: string]: string | undefined };

/** A name in the parts that the item gives it, or in one where they are two plain words. */
function nameOf(value: unknown): WrittenName | undefined {
  const name = mapOf(value);
  const part = (which: string) => inLine(textOf(name[which]));
  if (part("literal") !== "") return { literal: part("literal") };
  const [family, given] = [part("family"), part("given")];
  if (family === "") return given === "" ? undefined : { literal: given };
  const [prefix, dropping, suffix] = [part("non-dropping-particle"), part("dropping-particle"), part("suffix")];
  const isPlain =
    prefix + dropping + suffix === "" &&
    given !== "" &&
    /^[\p{L}\p{M}'’-]+$/u.test(family) &&
    /^[\p{L}\p{M}'’. -]+$/u.test(given);
  if (isPlain) return `${given} ${family}`;
  return {
    family,
    ...(given === "" ? {} : { given }),
    ...(prefix === "" ? {} : { prefix }),
    ...(dropping === "" ? {} : { droppingprefix: dropping }),
    ...(suffix === "" ? {} : { suffix }),
  };
}

const isName = (name: WrittenName | undefined): name is WrittenName => name !== undefined;

/** ISO 8601 of a date of CSL-JSON: `date-parts`, else its words where they are a date. */
function dateOf(value: unknown): string {
  const date = mapOf(value);
  const parts = listOf(listOf(date["date-parts"])[0]).map((part) => String(part));
  const words = parts.filter((part) => /^\d{1,4}$/.test(part));
  if (words.length > 0) return words.map((part, index) => part.padStart(index === 0 ? 4 : 2, "0")).join("-");
  return dateIn(textOf(date.literal) || textOf(date.raw) || textOf(value));
}

/** The date that a text begins with, or the one year in it. */
export function dateIn(text: string): string {
  const iso = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?(?!\d)/.exec(text.trim())?.[0];
  return iso ?? /\b(?:1[5-9]|20)\d{2}\b/.exec(text)?.[0] ?? "";
}
