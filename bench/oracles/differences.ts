// Where we and an oracle read an entry otherwise.

import { publicationToCsl } from "../../src/export/csl-json.ts";
import type { PartialDate } from "../../src/record/dates/partial-date.ts";
import type { Name } from "../../src/record/names/name.ts";
import type { Item } from "../readers.ts";
import type { BiberEntry } from "./biber.ts";
import type { LibraryEntry } from "./library.ts";

export interface Difference {
  readonly oracle: "biber" | "pandoc";
  /** The part of the record: a list of names, a date, an inherited field, a CSL variable. */
  readonly part: string;
  readonly key: string;
  readonly ours: string;
  readonly theirs: string;
  /** The entry as written. */
  readonly written: string;
}

/** Letters and digits alone: what is left of a text where commands, braces, spaces and dashes may differ. */
export function letters(text: unknown): string {
  return (
    String(text ?? "")
      .replace(/<\/?(?:i|b|sc|sub|sup|span)\b[^<>]*>/g, "")
      .replace(/\\[a-zA-Z]+/g, "")
      // Both oracles leave LaTeX's dotless i below an accent.
      .normalize("NFD")
      .replace(/ı(?=\p{M})/gu, "i")
      .normalize("NFKC")
      .replace(/[^\p{L}\p{N}\p{M}]/gu, "")
  );
}

const nameOf = (parts: readonly (string | undefined)[]) => parts.map(letters).join("|").replace(/\|+$/, "");
const ownName = (name: Name) =>
  nameOf([
    name.family ?? name.literal,
    name.given,
    [name.droppingParticle, name.nonDroppingParticle].filter(Boolean).join(" "),
    name.suffix,
  ]);

/** "1990-03~/2001" as the parts of its sides; what is no date stays its words. */
function ownDate(date: PartialDate | undefined): string {
  if (date === undefined) return "";
  const { start, end, season, circa, uncertain, literal } = date;
  const sides = [start, end].map((side) => (side === "open" ? "" : side?.join("-")));
  if (start === undefined && end === undefined) return literal ?? "";
  if (season !== undefined) sides[0] = `${start?.[0]}-${season + 20}`;
  return `${sides[0] ?? ""}${end === undefined ? "" : `/${sides[1]}`}${circa ? "~" : ""}${uncertain ? "?" : ""}`;
}

function biberDate(date: BiberEntry["dates"][string] | undefined): string {
  if (date === undefined) return "";
  const sides = `${date.start}${date.end ?? ""}`;
  const marks = `${/[~%]/.test(sides) ? "~" : ""}${/[?%]/.test(sides) ? "?" : ""}`;
  const side = (text: string) => text.replace(/[~?%]|T.*$|(?:-XX)+$/g, "").replace(/(?<=^|-)0+(?=\d)/g, "");
  return `${side(date.start)}${date.end === undefined ? "" : `/${side(date.end)}`}${marks}`;
}

/** Names and dates of any entry, and what an entry that has a parent shows. */
export function differencesFromBiber(entry: LibraryEntry, theirs: BiberEntry, written: string): readonly Difference[] {
  const { publication: ours, key } = entry;
  const { fields } = theirs;
  const pairs: [part: string, ours: string, theirs: string][] = [];
  for (const role of ["author", "editor", "translator"] as const) {
    const names = theirs.names[role] ?? [];
    const own = [...ours[role].map(ownName), ...(role === "author" && ours.authorsTruncated ? ["others"] : [])];
    if (role === "editor" && ours.editorsTruncated) own.push("others");
    if (role === "translator" && ours.translatorsTruncated) own.push("others");
    const other = names.map(({ family, given, prefix, suffix }) => nameOf([family, given, prefix, suffix]));
    if (theirs.truncated.includes(role)) other.push("others");
    pairs.push([`names: ${role}`, own.join("; "), other.join("; ")]);
  }
  for (const [field, kind] of [
    ["issued", ""],
    ["accessed", "url"],
    ["eventDate", "event"],
    ["originalDate", "orig"],
  ] as const)
    pairs.push([`date: ${field}`, ownDate(ours[field]), biberDate(theirs.dates[kind])]);
  if (entry.parents.length > 0) {
    const item = publicationToCsl(ours);
    const joined = (...names: readonly string[]) =>
      names
        .map((name) => fields[name])
        .filter(Boolean)
        .join(" ");
    const container =
      joined("journaltitle", "journalsubtitle") ||
      joined("booktitle", "booksubtitle") ||
      joined("maintitle", "mainsubtitle");
    const inherited: readonly (readonly [string, unknown, string | undefined])[] = [
      ["title", item.title, joined("title", "subtitle")],
      ["container-title", ours.containerTitle, container],
      ["collection-title", ours.collectionTitle, fields.series],
      ["volume", ours.volume, fields.volume],
      ["number", ours.number ?? ours.issue, fields.number ?? fields.issue],
      ["publisher", ours.publisher, fields.publisher ?? fields.institution ?? fields.organization],
      ["publisher-place", ours.publisherPlace, fields.location],
      ["page", ours.page, fields.pages],
      ["ISBN", ours.isbn, fields.isbn],
      ["DOI", ours.doi, fields.doi],
      ["event-title", ours.eventTitle, fields.eventtitle],
    ];
    for (const [part, own, other] of inherited) pairs.push([`inherited: ${part}`, letters(own), letters(other)]);
  }
  return pairs.flatMap(([part, own, other]) =>
    own === other ? [] : [{ oracle: "biber" as const, part, key, ours: own, theirs: other, written }],
  );
}

/** The variables that are compared as names, as dates and as they are; all others as texts. */
const nameVariables = ["author", "editor", "translator", "container-author"];
const dateVariables = ["issued", "accessed", "event-date", "original-date"];
const textVariables = `type title container-title collection-title publisher publisher-place volume issue number
  collection-number page edition version chapter-number number-of-pages DOI ISBN ISSN URL genre note status event-title
  event-place language PMID PMCID`.split(/\s+/);

/** The name that a variable had before CSL 1.0.2. */
const oldNames: Readonly<Record<string, string>> = { "event-title": "event" };

export function differencesFromPandoc(entry: LibraryEntry, theirs: Item, written: string): readonly Difference[] {
  const ours = publicationToCsl(entry.publication) as Item;
  const nameList = (list: unknown) =>
    ((list ?? []) as readonly Readonly<Record<string, string>>[])
      .map((name) =>
        nameOf([
          name.family ?? name.literal,
          name.given,
          [name["dropping-particle"], name["non-dropping-particle"]].filter(Boolean).join(" "),
          name.suffix,
        ]),
      )
      .filter((name) => name !== "others")
      .join("; ");
  const date = (value: unknown) => {
    const { "date-parts": parts, season, circa, literal, raw } = (value ?? {}) as Record<string, unknown>;
    const sides = ((parts ?? []) as readonly (readonly unknown[])[]).map((side) => side.map(Number).join("-"));
    return [
      sides.filter((side) => side !== "" && side !== "0").join("/"),
      season,
      circa ? "~" : "",
      sides.length > 0 ? "" : (literal ?? raw),
    ]
      .filter(Boolean)
      .join(" ");
  };
  const pairs: (readonly [string, string, string])[] = [
    ...nameVariables.map((name) => [name, nameList(ours[name]), nameList(theirs[name])] as const),
    ...dateVariables.map((name) => [name, date(ours[name]), date(theirs[name])] as const),
    ...textVariables.map(
      (name) =>
        [
          name,
          letters(ours[name]).toLowerCase(),
          letters(theirs[name] ?? theirs[oldNames[name] ?? ""]).toLowerCase(),
        ] as const,
    ),
  ];
  return pairs.flatMap(([part, own, other]) =>
    own === other
      ? []
      : [{ oracle: "pandoc" as const, part: `CSL: ${part}`, key: entry.key, ours: own, theirs: other, written }],
  );
}
