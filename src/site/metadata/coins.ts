import type { Name } from "../../record/names/name.ts";
import type { Publication } from "../../record/publication.ts";
import { type OpenUrlGenre, types } from "../../record/types.ts";
import { richTextToPlain } from "../../text/plain-text.ts";
import { isoDate, oneLine, pageRange } from "./meta-tags.ts";

/** A format of the OpenURL registry: its name, its key for the title, and that for what the work is part of. */
type Format = readonly [name: string, title: string, container: string | undefined];

/** The format of each genre; for Dublin Core `rft.type` is Zotero's, and the others that have no genre say it by their name. */
const formats: Readonly<Record<OpenUrlGenre, Format>> = {
  article: ["journal", "atitle", "jtitle"],
  book: ["book", "btitle", undefined],
  bookitem: ["book", "atitle", "btitle"],
  proceeding: ["book", "atitle", "btitle"],
  report: ["book", "btitle", undefined],
  dissertation: ["dissertation", "title", undefined],
  patent: ["patent", "title", undefined],
  dc: ["dc", "title", "source"],
};

/**
 * A work as an OpenURL 1.0 ContextObject in key/encoded-value form (ANSI/NISO Z39.88-2004), for the `title` of a
 * `<span class="Z3988">`, not yet escaped for HTML. Only for lists: on a work's own page it would hide that page's tags.
 * `address` is that of the work's page, for a work that names neither one of its own nor a DOI. There is no abstract in it, and
 * the standard has no key for editors, who stand as contributors where there is no author. The first author stands among the
 * others (`rft.au`) and not by parts beside them (`rft.aulast`), which Zotero reads as the same. It reads every "+" as a space.
 */
export function coins(publication: Publication, address?: string): string {
  const { type, author, editor, doi, publisher, url = doi === undefined ? address : undefined } = publication;
  const { openUrl, zotero } = types[type];
  const [format, titleKey, containerKey] = formats[openUrl];
  const isThesis = type === "thesis";
  const isPatent = type === "patent";
  const [first, last] = pageRange(publication) ?? [];
  const container = publication.containerTitle ?? (type === "paper-conference" ? publication.eventTitle : undefined);
  const eprint = type === "article" ? publication.eprint?.archive : undefined;
  const values: readonly (readonly [key: string, value: string | undefined])[] = [
    ["genre", format === openUrl && format !== "book" ? undefined : openUrl],
    ["type", openUrl === "dc" ? zotero : undefined],
    [titleKey, richTextToPlain(publication.title)],
    ...(containerKey === undefined ? [] : [[containerKey, container] as const]),
    ...author.map((name) => [isPatent ? "inventor" : "au", fullName(name)] as const),
    ...(author.length > 0 ? [] : editor.map((name) => ["contributor", fullName(name)] as const)),
    ["date", isoDate(publication)],
    ["volume", publication.volume],
    ["issue", publication.issue],
    ["spage", first],
    ["epage", last],
    ["pages", first === undefined ? publication.page?.replaceAll("–", "-") : undefined],
    ["tpages", publication.numberOfPages],
    ["edition", publication.edition],
    ["series", publication.collectionTitle],
    [isThesis ? "inst" : isPatent ? "assignee" : "publisher", publisher ?? eprint],
    ["degree", isThesis ? publication.genre : undefined],
    ["number", isPatent ? publication.number : undefined],
    ["place", publication.publisherPlace ?? publication.eventPlace],
    ["isbn", publication.isbn],
    ["issn", publication.issn?.split(" ")[0]],
    ["language", publication.language],
  ];
  return new URLSearchParams([
    ["ctx_ver", "Z39.88-2004"],
    ["rft_val_fmt", `info:ofi/fmt:kev:mtx:${format}`],
    ...(doi === undefined ? [] : [["rft_id", `info:doi/${doi}`]]),
    ...(url === undefined ? [] : [["rft_id", url]]),
    ...values.flatMap(([key, value]) => {
      const text = value && oneLine(value);
      return text ? [[`rft.${key}`, text]] : [];
    }),
  ]).toString();
}

/** "van der Berg, Jan"; what has no given name ends in a comma, or its last word would be read as a family name. */
function fullName(name: Name): string {
  if (name.literal !== undefined) return `${name.literal},`;
  const family = [name.nonDroppingParticle, name.family].filter(Boolean).join(" ");
  const given = [name.given, name.droppingParticle].filter(Boolean).join(" ");
  return `${family}, ${given}`.trim();
}
