// The files of content/ that papers and texts name, each with the address at which it is published.
import { type Diagnostic, diagnostic, type Place, type Result } from "../diagnostic/diagnostic.ts";
import { digestOf } from "../memory/digest.ts";
import {
  type ContentFile,
  formatNames,
  type NamedFile,
  nameFile,
  siteParts,
  wholeAddress,
} from "../record/content-files.ts";
import { isFileHref, type Link } from "../record/identifiers/link.ts";
import { placeOfField, type ReadPublication } from "../record/publication.ts";
import type { RichText } from "../text/rich-text.ts";
import { siteAddressesIn } from "../text/rich-text-tools.ts";
import { allPapers, type Catalogue } from "./catalogue.ts";
import { textsOf } from "./site-links.ts";

/** The files that papers link to and show, each with the address that `addressOf` gives it below the paper's page. */
export function filesOfPapers(
  read: readonly ReadPublication[],
  catalogue: Catalogue,
  addressOf: (path: string, slug: string) => string,
): readonly NamedFile[] {
  const byKey = new Map(read.map((one) => [one.publication.key, one]));
  return allPapers(catalogue).flatMap(({ publication, slug, teaserSize }) => {
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
      ...(teaser !== undefined && teaserSize !== undefined ? [named(teaser, "teaser")] : []),
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
  return textsOf(catalogue).flatMap(({ tree, key }) =>
    siteAddressesIn(tree).flatMap(({ place, isPicture, target }) => {
      if (target?.file === undefined || (isPicture && target.size === undefined)) return [];
      return [{ path: target.file, address: target.address, ...place, ...(key === undefined ? {} : { key }) }];
    }),
  );
}

/** Whether a file is published as it is, whoever names it. */
export const isStatic = (path: string): boolean => path.startsWith("content/static/");

/** The files of content/static, each at its own place from the site's root on. */
export const staticFiles = (content: readonly ContentFile[]): readonly NamedFile[] =>
  content
    .filter(({ path }) => isStatic(path))
    .map(({ path }) => ({ path, address: path.slice("content/static".length), file: path, line: 1, column: 1 }));

/** The icons by which browsers know a site, as what they should choose from: an older form first. */
const iconNames = ["favicon.ico", "favicon.png", "favicon.svg", "apple-touch-icon.png"];

/** The icons among the files of content/static, by their addresses. */
export const iconsIn = (content: readonly ContentFile[]): readonly string[] =>
  iconNames.filter((name) => content.some(({ path }) => path === `content/static/${name}`)).map((name) => `/${name}`);

/** What the site writes itself, by address; a file of the author's that wants one of these would take its place. */
const ownAddresses = new RegExp(
  String.raw`^\/(?:(?:[a-z-]+\/)?(?:index\.html|search[^/]*|feed\.(?:xml|json))|404\.html|robots\.txt|llms\.txt|sitemap[^/]*\.xml|assets\/.*|(?:${siteParts.join("|")})\/(?:[^/]+\/)*(?:index\.html|feed\.(?:xml|json)|publications\.bib)|publications\/[^/]+\.bib)$`,
  "i",
);

const wholeFiles: ReadonlySet<string> = new Set(formatNames.map(wholeAddress));

/**
 * Gives each file that an author wants published its address. No two may want one, also where the addresses differ only
 * in capitals, which many file systems and servers do not tell apart: the first keeps it and the other is reported.
 * `ownFiles` are files of the site's own that not every site has.
 */
export function publishFiles(
  named: Iterable<NamedFile>,
  ownFiles: readonly string[] = [],
): Result<ReadonlyMap<string, NamedFile>> {
  const value = new Map<string, NamedFile>();
  const byFolded = new Map<string, NamedFile>();
  const diagnostics: Diagnostic[] = [];
  for (const one of named) {
    const { path, address, key, file, line, column } = one;
    const folded = address.normalize("NFC").toLowerCase();
    const first = byFolded.get(folded);
    if (first?.path === path && first.address === address) continue;
    const report = (message: string) =>
      diagnostics.push(
        diagnostic({
          code: "relate/same-address",
          message,
          hint: "give the file another name.",
          ...(key === undefined ? {} : { key }),
          ...{ file, line, column },
        }),
      );
    if (first)
      report(
        `The file ${path} would have the address ${address}, which ${first.path} has already (${first.file}:${first.line}), so it is not published.`,
      );
    else if (ownAddresses.test(address) || wholeFiles.has(folded) || ownFiles.includes(folded))
      report(`The file ${path} would have the address ${address}, where the site has a page of its own.`);
    else {
      byFolded.set(folded, one);
      value.set(address, one);
    }
  }
  return { value, diagnostics };
}

/** A publication without the links, and the teaser, whose files can't be published, so that no page or tag names them. */
export function withoutMissing(read: ReadPublication, isThere: (path: string) => boolean): ReadPublication {
  const { links, teaser, ...rest } = read.publication;
  const left = links.filter(({ href }) => !isFileHref(href) || isThere(href));
  const hasTeaser = teaser !== undefined && isThere(teaser);
  if (left.length === links.length && hasTeaser === (teaser !== undefined)) return read;
  return {
    ...read,
    publication: { ...rest, ...(hasTeaser ? { teaser } : {}), links: left },
    digest: digestOf([read.digest, left.map(({ href }) => href), hasTeaser]),
  };
}
