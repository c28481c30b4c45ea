// Records of lines with tags, as reference managers and PubMed save them: RIS ("TY  - JOUR") and MEDLINE ("PMID- 123").
import { findArxiv } from "../../record/identifiers/identifier-syntax.ts";
import type { FoundWork } from "../reading/found-work.ts";
import { cslWork } from "./csl-item.ts";

type Tags = ReadonlyMap<string, readonly string[]>;

const risTypes: Readonly<Record<string, string>> = {
  JOUR: "article-journal",
  EJOUR: "article-journal",
  MGZN: "article-magazine",
  NEWS: "article-newspaper",
  CONF: "paper-conference",
  CPAPER: "paper-conference",
  BOOK: "book",
  EBOOK: "book",
  EDBOOK: "book",
  CHAP: "chapter",
  ECHAP: "chapter",
  THES: "thesis",
  RPRT: "report",
  DATA: "dataset",
  COMP: "software",
  PAT: "patent",
  STAND: "standard",
  UNPB: "article",
  ELEC: "webpage",
  BLOG: "post-weblog",
};

/** The works of a RIS file; a record without a title is a `NoPaper`. */
export const risWorks = (text: string): readonly FoundWork[] =>
  recordsIn(text, /^([A-Z][A-Z0-9]) {1,2}-(?: (.*))?$/, "TY", "ER").map((tags) => {
    const one = (...names: readonly string[]) => names.map((name) => tags.get(name)?.[0]).find(Boolean);
    const [start, end] = [one("SP"), one("EP")];
    const date = one("DA", "PY", "Y1") ?? "";
    const parts = /^(\d{4})(?:[/-](\d{1,2}))?(?:[/-](\d{1,2}))?/.exec(date)?.slice(1).filter(Boolean).map(Number);
    return cslWork(
      {
        type: risTypes[one("TY") ?? ""] ?? one("TY"),
        genre: one("M3"),
        title: one("TI", "T1"),
        author: names(tags, "AU", "A1"),
        editor: names(tags, "ED", ...(one("TY") === "CHAP" ? ["A2"] : [])),
        issued: parts && { "date-parts": [parts] },
        "container-title": one("T2", "JO", "JF", "BT", "JA"),
        "collection-title": one("T3"),
        volume: one("VL"),
        issue: one("IS"),
        number: one("M1", "IS"),
        page: start && end && !start.includes("-") ? `${start}-${end}` : start,
        publisher: one("PB"),
        "publisher-place": one("CY", "PP"),
        edition: one("ET"),
        DOI: one("DO")?.replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)/i, ""),
        URL: one("UR"),
        ISBN:
          /^97[89]|[\dX-]{10,}/.test(one("SN") ?? "") && !/^\d{4}-\d{3}[\dX]$/i.test(one("SN") ?? "")
            ? one("SN")
            : undefined,
        abstract: one("AB", "N2"),
        keyword: (tags.get("KW") ?? []).join(", "),
        note: findArxiv([...tags.values()].flat().join(" "))?.id.replace(/^/, "arXiv:"),
      },
      "RIS",
    );
  });

/** The works of a MEDLINE file. */
export const medlineWorks = (text: string): readonly FoundWork[] =>
  recordsIn(text, /^([A-Z]{2,4}) {0,2}- (.*)$/, "PMID", undefined).map((tags) => {
    const one = (name: string) => tags.get(name)?.[0];
    const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    const [year, month, day] = (one("DP") ?? "").split(/\s+/);
    const number = months.indexOf((month ?? "").slice(0, 3).toLowerCase()) + 1;
    const parts = [Number(year), ...(number > 0 ? [number, ...(day ? [Number(day)] : [])] : [])];
    const ids = tags.get("AID") ?? [];
    return cslWork(
      {
        type: (tags.get("PT") ?? []).includes("Preprint") ? "article" : "article-journal",
        title: one("TI")?.replace(/^\[(.*)\]\.?$/, "$1"),
        author: [
          ...names(tags, tags.has("FAU") ? "FAU" : "AU"),
          ...(tags.get("CN") ?? []).map((literal) => ({ literal })),
        ],
        issued: /^\d{4}$/.test(year ?? "") ? { "date-parts": [parts] } : undefined,
        "container-title": one("JT") ?? one("TA"),
        volume: one("VI"),
        issue: one("IP"),
        page: one("PG"),
        DOI: ids
          .find((id) => id.endsWith("[doi]"))
          ?.slice(0, -"[doi]".length)
          .trimEnd(),
        PMID: one("PMID"),
        PMCID: one("PMC"),
        abstract: one("AB"),
        keyword: (tags.get("OT") ?? []).join(", "),
      },
      "PubMed",
    );
  });

const names = (tags: Tags, ...of: readonly string[]) =>
  of
    .flatMap((name) => tags.get(name) ?? [])
    .map((written) => {
      const [family = "", given, suffix] = written.split(/(?<!\s)\s*,\s*/);
      return given === undefined ? { family } : { family, given, suffix };
    });

/** Records of tags; a line without one goes on with the last, and a record begins where `first` stands. */
function recordsIn(text: string, pattern: RegExp, first: string, last: string | undefined): readonly Tags[] {
  const records: Map<string, string[]>[] = [];
  let open: string[] | undefined;
  for (const line of text.split(/\r\n?|\n/)) {
    const found = pattern.exec(line.trimEnd());
    if (found === null) {
      if (open !== undefined && line.trim() !== "") open.push(`${open.pop()} ${line.trim()}`);
      continue;
    }
    const [, tag = "", value = ""] = found;
    if (tag === first) records.push(new Map());
    const record = records.at(-1);
    open = undefined;
    if (record === undefined || tag === last) continue;
    const values = record.get(tag) ?? [];
    if (value.trim() !== "") {
      values.push(value.trim());
      open = values;
    }
    record.set(tag, values);
  }
  return records;
}
