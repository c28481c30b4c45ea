import type { Catalogue } from "../model/catalogue.ts";
import { groupAddress, publicationAddress } from "../model/page-address.ts";
import type { RichText } from "../model/rich-text.ts";

/** A text that may lead to places within the site. */
export interface PageText {
  readonly tree: RichText;
  /** The address of the page it belongs to, without its language's folder. */
  readonly page: string;
  /** The key of the paper whose abstract it is. */
  readonly key?: string;
}

/** The texts of a site: the front page's and the topics' in each language, and the abstracts. */
export function textsOf({
  introductions,
  collections,
  publications,
  hidden,
}: Pick<Catalogue, "introductions" | "collections" | "publications" | "hidden">): readonly PageText[] {
  return [
    ...[...introductions.values()].map(({ text }) => ({ tree: text, page: "/" })),
    ...collections.flatMap(({ slug, text, translations }) =>
      [text, ...[...translations.values()].map((one) => one.text)].map((tree) => ({
        tree,
        page: groupAddress("collections", slug),
      })),
    ),
    ...[...publications, ...hidden].map(({ slug, publication }) => ({
      tree: publication.abstract,
      page: publicationAddress(slug),
      key: publication.key,
    })),
  ];
}
