import type { Publication } from "../../model/publication.ts";

/** Types whose own number is that of the article, which stands where pages would. */
const numberedArticles: ReadonlySet<Publication["type"]> = new Set([
  "article-journal",
  "article-magazine",
  "article-newspaper",
  "review",
  "review-book",
]);

/**
 * First and last page where they are one range ("1551–1560"), or the only page or article number and nothing; undefined
 * without pages, and for several ranges or numbers that hold a hyphen ("5, 7–9", "C3-32"), which no pair says.
 */
export function pageRange({
  page,
  type,
  number,
  articleNumber,
}: Publication): readonly [string, string | undefined] | undefined {
  const pages = page ?? (numberedArticles.has(type) ? number : articleNumber);
  if (pages === undefined) return undefined;
  const [first, last, ...more] = pages.split("–").map((part) => part.trim());
  return !first || more.length > 0 || /[-,;]/.test(pages) ? undefined : [first, last || undefined];
}
