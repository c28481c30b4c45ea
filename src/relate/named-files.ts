// The files of content/ that papers and texts name, each with the address at which it is published.
import type { Place } from "../diagnostic/diagnostic.ts";
import type { Catalogue } from "../model/catalogue.ts";
import { type NamedFile, nameFile } from "../model/content-file.ts";
import { isFileHref, type Link } from "../model/link.ts";
import { placeOfField, type ReadPublication } from "../model/read-publication.ts";
import type { RichText } from "../model/rich-text.ts";
import { siteAddressesIn } from "../model/site-addresses.ts";
import { textsOf } from "./texts.ts";

/** The files that papers link to and show, each with the address that `addressOf` gives it below the paper's page. */
export function filesOfPapers(
  read: readonly ReadPublication[],
  { publications, hidden, pictures }: Catalogue,
  addressOf: (path: string, slug: string) => string,
): readonly NamedFile[] {
  const byKey = new Map(read.map((one) => [one.publication.key, one]));
  return [...publications, ...hidden].flatMap(({ publication, slug }) => {
    const one = byKey.get(publication.key)!;
    const named = (path: string, field: Link | "teaser"): NamedFile => ({
      path,
      address: addressOf(path, slug),
      key: publication.key,
      ...placeOfField(one, field),
    });
    const { links, teaser } = publication;
    return [
      ...links.filter(({ href }) => isFileHref(href)).map((link) => named(link.href, link)),
      ...(teaser !== undefined && pictures.has(teaser) ? [named(teaser, "teaser")] : []),
    ];
  });
}

/** A picture that is to be shown, and where it is named. */
interface PicturePlace extends Place {
  readonly path: string;
}

/** The pictures of texts whose files are there. */
export function picturesOf(texts: readonly RichText[], isThere: (path: string) => boolean): readonly PicturePlace[] {
  return texts.flatMap(siteAddressesIn).flatMap(({ href, place, isPicture }) => {
    const path = isPicture ? nameFile(href, place, "/")?.path : undefined;
    return path !== undefined && isThere(path) ? [{ path, ...place }] : [];
  });
}

/** The files that texts name, each with its address below the text's page. */
export function filesOfTexts(catalogue: Catalogue): readonly NamedFile[] {
  return textsOf(catalogue).flatMap(({ tree, page, key }) =>
    siteAddressesIn(tree).flatMap(({ href, place, isPicture }) => {
      const file = catalogue.findTarget(href, place, page)?.file;
      const isShown = file && (!isPicture || catalogue.pictures.has(file.path));
      return isShown ? [{ ...file, ...(key === undefined ? {} : { key }) }] : [];
    }),
  );
}
