import { isoOf } from "../record/dates/partial-date.ts";
import { formatName } from "../record/names/name.ts";
import type { Publication } from "../record/publication.ts";
import { richTextToPlain } from "../text/plain-text.ts";

/** The columns, by the names of the record; of several values in one the next begins behind "; ". */
const columns: Readonly<Record<string, (publication: Publication) => string | readonly string[] | undefined>> = {
  key: ({ key }) => key,
  type: ({ type }) => type,
  title: ({ title }) => richTextToPlain(title),
  author: ({ author, authorsTruncated }) => [
    ...author.map((name) => formatName(name, "sorted")),
    ...(authorsTruncated ? ["et al."] : []),
  ],
  editor: ({ editor }) => editor.map((name) => formatName(name, "sorted")),
  issued: ({ issued }) => isoOf(issued) ?? issued?.literal,
  status: ({ status }) => status,
  containerTitle: ({ containerTitle }) => containerTitle,
  volume: ({ volume }) => volume,
  issue: ({ issue }) => issue,
  page: ({ page }) => page,
  number: ({ number, articleNumber }) => number ?? articleNumber,
  publisher: ({ publisher }) => publisher,
  doi: ({ doi }) => doi,
  eprint: ({ eprint }) => eprint && `${eprint.archive}:${eprint.id}`,
  isbn: ({ isbn }) => isbn,
  url: ({ url }) => url,
  keywords: ({ keywords }) => keywords,
  collections: ({ collections }) => collections,
};

/** Works as a table: a line of names and one for each work. */
export function publicationsToCsv(publications: readonly Publication[]): string {
  const rows = publications.map((publication) =>
    Object.values(columns).map((read) => [read(publication) ?? ""].flat().join("; ")),
  );
  return csvTable([Object.keys(columns), ...rows]);
}

/**
 * Rows as a table (RFC 4180), the names of its columns first, in UTF-8 with the byte-order mark by which Excel knows it. A value
 * that a spreadsheet would take for a formula gets an apostrophe before it, as such programs write it themselves.
 */
export function csvTable(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
}

function cell(value: string): string {
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
