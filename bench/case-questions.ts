// What a case asks that every reader could answer, and whether an answer is right.
import { decodeHTML } from "entities";
import type { Item } from "./readers.ts";

/** A case as ../shared/cases/README.md describes it. */
export interface Case {
  readonly id: string;
  readonly kind: string;
  readonly layer: "parse" | "app";
  readonly format: "bib" | "md";
  readonly input: string;
  readonly expect: {
    readonly entries?: number;
    readonly entriesAtLeast?: number;
    readonly entriesAnyOf?: readonly number[];
    readonly records?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  };
}

const fold = (value: unknown): string =>
  decodeHTML(
    String(value ?? "")
      .replace(/<\/?(?:i|em|b|strong|sc|sub|sup|span)\b[^<>]*>/g, "")
      .replaceAll("<\u200b", "<"),
  )
    .normalize("NFC")
    .replace(/[\s\u00a0\u202f]+/g, " ")
    .trim();

const empty = (value: unknown) =>
  value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);

/** How a question is answered by a CSL item. */
const answers: Readonly<Record<string, (item: Item) => unknown>> = {
  titleText: (item) => fold(item.title),
  venue: (item) => fold(item["container-title"]),
  doi: (item) => item.DOI,
  url: (item) => item.URL,
  pages: (item) =>
    item.page === undefined
      ? undefined
      : fold(item.page)
          .replace(/--+|—/g, "–")
          .replace(/^(\d+) ?- ?(\d+)$/, "$1–$2"),
  cslType: (item) => item.type,
  publisher: (item) => fold(item.publisher),
  date: (item) => (item.issued as { "date-parts"?: unknown } | undefined)?.["date-parts"],
  accessed: (item) => (item.accessed as { "date-parts"?: unknown } | undefined)?.["date-parts"],
  authorsCount: (item) => ((item.author as unknown[]) ?? []).length,
};

type Name = Readonly<Record<string, unknown>>;

function sameNames(wanted: readonly Name[], names: readonly Name[] = []): boolean {
  return (
    wanted.length === names.length &&
    wanted.every((name, index) => {
      const got = names[index]!;
      if (name.familyOrLiteral) return [got.family, got.literal].some((part) => fold(part) === name.familyOrLiteral);
      const particle = fold([got["dropping-particle"], got["non-dropping-particle"]].filter(Boolean).join(" "));
      const parts: Name = { ...got, particle };
      return ["family", "given", "particle", "literal"].every((part) => fold(name[part]) === fold(parts[part]));
    })
  );
}

/** Whether every question of a case that CSL can answer is answered right; undefined where it asks none. */
export function isRight({ expect }: Case, items: readonly Item[]): boolean | undefined {
  const verdicts: boolean[] = [];
  if (expect.entries !== undefined) verdicts.push(items.length === expect.entries);
  if (expect.entriesAtLeast !== undefined) verdicts.push(items.length >= expect.entriesAtLeast);
  if (expect.entriesAnyOf !== undefined) verdicts.push(expect.entriesAnyOf.includes(items.length));
  for (const [key, record] of Object.entries(expect.records ?? {})) {
    // citation-js makes ids of its own where there is none; the first entry of a key counts.
    const item = items.find(({ id }) => id === key);
    for (const [field, value] of Object.entries(record)) {
      const name = field.replace(/AnyOf$/, "");
      const wanted = (field === name ? [value] : value) as readonly unknown[];
      if (name === "authors" || name === "editors") {
        const got = item?.[name.slice(0, -1)] as readonly Name[];
        verdicts.push(item !== undefined && wanted.some((names) => sameNames(names as readonly Name[], got)));
      } else if (name in answers) {
        const got = item && answers[name]!(item);
        verdicts.push(
          item !== undefined &&
            wanted.some((one) => (empty(one) && empty(got)) || JSON.stringify(one) === JSON.stringify(got)),
        );
      }
    }
  }
  return verdicts.length === 0 ? undefined : verdicts.every(Boolean);
}
