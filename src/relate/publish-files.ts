import type { Diagnostic, Result } from "../diagnostic/diagnostic.ts";
import type { NamedFile } from "../model/content-file.ts";
import { digestOf } from "../model/digest.ts";
import { isFileHref } from "../model/link.ts";
import type { ReadPublication } from "../model/read-publication.ts";

/** What the site writes itself, by address; a file of the author's that wants one of these would take its place. */
const ownAddresses =
  /^\/(?:(?:[a-z-]+\/)?(?:index\.html|search[^/]*|feed\.(?:xml|json))|404\.html|robots\.txt|llms\.txt|sitemap[^/]*\.xml|publications\.(?:bib|ris|json)|assets\/.*|(?:publications|collections|years|types|venues|people)\/(?:[^/]+\/)*(?:index\.html|feed\.(?:xml|json)|publications\.bib)|publications\/[^/]+\.bib)$/i;

/**
 * Gives each file that an author wants published its address. No two may want one, also where the addresses differ only
 * in capitals, which many file systems and servers do not tell apart: the first keeps it and the other is reported.
 */
export function publishFiles(named: Iterable<NamedFile>): Result<ReadonlyMap<string, NamedFile>> {
  const value = new Map<string, NamedFile>();
  const byFolded = new Map<string, NamedFile>();
  const diagnostics: Diagnostic[] = [];
  for (const one of named) {
    const { path, address, key, file, line, column } = one;
    const folded = address.normalize("NFC").toLowerCase();
    const first = byFolded.get(folded);
    if (first?.path === path && first.address === address) continue;
    const report = (message: string) =>
      diagnostics.push({
        code: "relate/same-address",
        severity: "error",
        message,
        hint: "give the file another name.",
        ...(key === undefined ? {} : { key }),
        ...{ file, line, column },
      });
    if (first)
      report(
        `The file ${path} would have the address ${address}, which ${first.path} has already (${first.file}:${first.line}), so it is not published.`,
      );
    else if (ownAddresses.test(address))
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
