import { types } from "../record/types.ts";
import { all, textIn, type XmlElement } from "../services/reading/xml-tree.ts";
import { importBibliography } from "./bibliography.ts";
import { addItem, dateIn } from "./csl-paper.ts";
import type { SourceFolder } from "./files/source-folder.ts";
import type { ImportReport } from "./import-report.ts";
import { markdownFile, type NewSite } from "./new-site.ts";
import { elementsIn, lineFinder, rootOf, textBelow } from "./old-xml.ts";
import { linesIn, mapOf, readData } from "./read-matter.ts";
import { inLine, pageSlug } from "./text/old-text.ts";

const attachments = "attachments of Zotero's: put those that you may publish beside the papers";

/** An export of Zotero's: BibTeX or BibLaTeX, CSL JSON, or Zotero RDF, which alone knows its collections. */
export function importZotero(folder: SourceFolder, site: NewSite, report: ImportReport): void {
  const [file, ...others] = ["rdf", "bib", "json"].flatMap((ending) =>
    folder.paths.filter((path) => path.toLowerCase().endsWith(`.${ending}`)),
  );
  for (const other of others)
    if (!other.includes("/")) report.remark(`another export in the folder: only ${file} is read`, other);
  const text = file === undefined ? undefined : folder.text(file);
  if (file === undefined || text === undefined) return;
  if (/\.bib$/i.test(file)) {
    importBibliography(file, text, site, folder, report, { foldersOf: {} });
    for (const { index } of text.matchAll(/^[ \t]*file[ \t]*=/gim))
      report.remark(attachments, file, linesIn(text.slice(0, index)) + 1);
  } else if (/\.json$/i.test(file)) {
    const data = readData(file, text, report);
    if (data === undefined) return;
    if (!Array.isArray(data.value)) report.lose("a file that is no list of CSL JSON", file, 1);
    else
      for (const [index, item] of data.value.entries())
        addItem(mapOf(item), { file, line: lineOfItem(text, index) }, site, report);
  } else importRdf(file, text, site, report);
}

/** The line of the nth object of a list, as exports write it: each `"id"` begins one. */
function lineOfItem(text: string, index: number): number {
  const lines = text.split("\n");
  let found = -1;
  for (const [line, words] of lines.entries())
    if (/^\s*(?:\{\s*)?"id"\s*:/.test(words) && ++found === index) return line + 1;
  return 1;
}

function importRdf(file: string, text: string, site: NewSite, report: ImportReport): void {
  const root = rootOf(file, text, report);
  if (root === undefined) return;
  const elements = elementsIn(root);
  const lineOf = lineFinder(text);
  const byAddress = new Map(elements.map((one) => [one.attributes.about ?? one.attributes.ID ?? "", one]));
  const topicsOf = new Map<string, string[]>();
  for (const collection of elements.filter(({ name }) => name === "Collection")) {
    const title = inLine(textBelow(collection, "title"));
    const slug = pageSlug(title);
    if (slug === "") continue;
    const parts = all(collection, "hasPart").map(resourceOf);
    if (site.add(`content/collections/${slug}.md`, markdownFile({ title }, ""))) report.count("topics");
    for (const part of parts) topicsOf.set(part, [...(topicsOf.get(part) ?? []), slug]);
  }
  for (const element of elements) {
    const itemType = textBelow(element, "itemType");
    if (itemType === "attachment" || element.name === "Attachment") {
      report.remark(attachments, file, lineOf(textBelow(element, "title")));
      continue;
    }
    if (element.name === "Memo") report.remark("notes of Zotero's, which are private", file);
    if (itemType === "" || itemType === "note" || /^(?:Collection|Memo)$/.test(element.name)) continue;
    const line = lineOf(textBelow(element, "title"));
    const collections = topicsOf.get(element.attributes.about ?? "") ?? [];
    addItem(itemOf(element, itemType, byAddress), { file, line, collections }, site, report);
  }
}

const resourceOf = (element: XmlElement): string => element.attributes.resource ?? "";

/** The type of CSL for one of Zotero's. */
const cslTypes: ReadonlyMap<string, string> = new Map(
  Object.entries(types)
    .toReversed()
    .map(([csl, { zotero }]) => [zotero, csl]),
);

/** An item of Zotero RDF as one of CSL-JSON. */
function itemOf(
  element: XmlElement,
  itemType: string,
  byAddress: ReadonlyMap<string, XmlElement>,
): Readonly<Record<string, unknown>> {
  const [part] = all(element, "isPartOf");
  const container = part && (elementsIn(part)[0] ?? byAddress.get(resourceOf(part)));
  const identifiers = [element, container].flatMap((one) => all(one, "identifier"));
  const identifier = (label: string) =>
    identifiers.map((one) => new RegExp(`^${label}\\s+(.+)$`, "i").exec(textIn(one) ?? "")?.[1]).find(Boolean) ?? "";
  const address = identifiers.flatMap((one) => all(one, "URI")).map((one) => textBelow(one, "value"))[0] ?? "";
  const people = (role: string) =>
    all(element, role, "Seq", "li")
      .flatMap(elementsIn)
      .map((person) => {
        const [family, given] = [textBelow(person, "surname"), textBelow(person, "givenName")];
        return given === "" ? { literal: family || textBelow(person, "name") } : { family, given };
      });
  const [publisher] = all(element, "publisher").flatMap(elementsIn);
  return {
    type: itemType === "journalArticle" ? "article-journal" : (cslTypes.get(itemType) ?? "document"),
    title: textBelow(element, "title"),
    author: people("authors"),
    editor: people("editors"),
    issued: dateIn(textBelow(element, "date")),
    "container-title": textBelow(container, "title"),
    volume: textBelow(container, "volume") || textBelow(element, "volume"),
    issue: textBelow(container, "number") || textBelow(element, "number"),
    page: textBelow(element, "pages"),
    publisher: textBelow(publisher, "name"),
    DOI: identifier("DOI"),
    ISBN: identifier("ISBN"),
    ISSN: identifier("ISSN"),
    URL: address,
    abstract: textBelow(element, "abstract"),
    keyword: all(element, "subject")
      .flatMap((one) => textIn(one) ?? [])
      .join("; "),
    "citation-key": /citation key:\s*(\S+)/i.exec(textBelow(element, "description"))?.[1] ?? "",
  };
}
