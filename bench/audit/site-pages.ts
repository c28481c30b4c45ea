// In: a built folder. Out: its pages, each with its kind, which its address alone decides.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { type Cell, countingCell } from "./table.ts";

/** A page of the built site. */
export interface SitePage {
  /** Below the built folder: "publications/index.html". */
  readonly file: string;
  /** From the site's root: "/publications/". */
  readonly address: string;
  /** "paper", and with the language where that is not the site's own: "paper (de)". */
  readonly kind: string;
  readonly html: string;
}

/** Kinds by the shape of the address; the first that fits. A list may have further pages: "/years/2021/2/". */
const shapes: readonly (readonly [shape: RegExp, kind: string])[] = [
  [/^\/$/, "front"],
  [/^\/publications\/(\d+\/)?$/, "list"],
  [/^\/publications\/[^/]+\/$/, "paper"],
  [/^\/collections\/$/, "topics"],
  [/^\/collections\//, "topic"],
  [/^\/people\/$/, "people"],
  [/^\/people\//, "person"],
  [/^\/venues\/$/, "venues"],
  [/^\/venues\//, "venue"],
  [/^\/years\/$/, "years"],
  [/^\/years\//, "year"],
  [/^\/types\/$/, "types"],
  [/^\/types\//, "type"],
  [/^\/404\.html$/, "not found"],
];

/** Kinds that no visitor stays on: they lead on at once. */
export const passingKind = "moved";

/** The kind of a page; `languages` are the folders of languages, as in "de" and "zh-hans". */
export function kindOf(address: string, languages: ReadonlySet<string>): string {
  const first = address.split("/", 2)[1]!;
  const isTranslated = languages.has(first);
  const own = isTranslated ? address.slice(first.length + 1) : address;
  const kind = shapes.find(([shape]) => shape.test(own))?.[1] ?? "other";
  return isTranslated ? `${kind} (${first})` : kind;
}

/** The pages of a built folder, sorted by kind in the order of a visit, then by address. */
export function readPages(folder: string): readonly SitePage[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".html"))
    .map((name) => name.replaceAll(path.sep, "/"))
    .sort();
  const languages = new Set(files.flatMap((file) => /^([^/]+)\/publications\/index\.html$/.exec(file)?.[1] ?? []));
  return files
    .map((file) => {
      const html = readFileSync(path.join(folder, file), "utf8");
      const address = `/${file.replace(/(^|\/)index\.html$/, "$1")}`;
      const isPassing = /<meta http-equiv="refresh"/i.test(html);
      return { file, address, kind: isPassing ? passingKind : kindOf(address, languages), html };
    })
    .sort((one, other) => rankOf(one.kind) - rankOf(other.kind));
}

/** The place of a kind in the table: the site's own language first, then as in `shapes`. */
function rankOf(kind: string): number {
  const [name, language] = kind.split(" (");
  const rank = shapes.findIndex(([, known]) => known === name);
  return (rank < 0 ? shapes.length : rank) + (language === undefined ? 0 : shapes.length + 1);
}

/** The longest page of each kind, by kind: the hardest one to get right. */
export function longestPages(pages: readonly SitePage[]): ReadonlyMap<string, SitePage> {
  const longest = new Map<string, SitePage>();
  for (const page of pages) {
    const before = longest.get(page.kind);
    if (before === undefined || page.html.length > before.html.length) longest.set(page.kind, page);
  }
  return longest;
}

/** A cell for each kind that counts the faults of all its pages; `faultsOf` tells those of one page. */
export function cellsByKind(
  column: string,
  pages: readonly SitePage[],
  faultsOf: (page: SitePage) => readonly string[],
): readonly Cell[] {
  return [...new Set(pages.map(({ kind }) => kind))].map((kind) => {
    const members = pages.filter((page) => page.kind === kind);
    return countingCell(
      kind,
      column,
      members.flatMap((page) => faultsOf(page).map((fault) => `${page.address}: ${fault}`)),
    );
  });
}
