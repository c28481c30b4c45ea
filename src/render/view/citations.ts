import type { CataloguedPublication, CitationStyle, Site } from "../../model/catalogue.ts";
import { digestOf } from "../../model/digest.ts";
import type { Kept } from "../../model/kept.ts";
import type { Publication } from "../../model/publication.ts";
import { type CitationFormatter, citationLocale, createCitationFormatter } from "../citation.ts";
import { asCited } from "./as-cited.ts";
import type { Locale } from "./locale.ts";

/** A reference in one style. */
export interface CitationView {
  /** "APA". */
  readonly style: string;
  readonly referenceHtml: string;
  readonly copyName: string;
}

/** A reference that a page shows; it is plain data, so that another thread can format it. */
export interface CitationRequest {
  /** The digest of all that the reference depends on. */
  readonly digest: string;
  readonly publication: Publication;
  readonly style: CitationStyle;
  /** A locale of `citationLocale`. */
  readonly locale: string;
}

/** Gives the safe HTML of a reference; undefined for a style that can't be read. */
export type FormatCitation = (request: CitationRequest) => string | undefined;

/** The references of a publication in the site's styles, in its own language where the styles know it. */
export function citationRequests(
  entry: CataloguedPublication,
  { citationStyles }: Site,
  { language }: Locale,
): readonly CitationRequest[] {
  const publication = asCited(entry);
  const locale = citationLocale(publication.language, language);
  return citationStyles.map((style) => ({
    digest: digestOf([entry.digest, entry.venue?.name, style.name, style.xml, locale]),
    publication,
    style,
    locale,
  }));
}

/** The view of references to a work of this title. */
export function viewCitations(
  requests: readonly CitationRequest[],
  title: string,
  format: FormatCitation,
  { say }: Locale,
): readonly CitationView[] {
  return requests.flatMap((request): readonly CitationView[] => {
    const { style } = request;
    const referenceHtml = format(request);
    if (referenceHtml === undefined) return [];
    return [{ style: style.title, referenceHtml, copyName: `${say("copy")} ${style.title}: ${title}` }];
  });
}

/** Formats references, each once; an engine is made when a style and a locale first meet, and is kept. */
export function createFormatCitation(kept: Kept<string>): FormatCitation {
  const formatters = new Map<string, CitationFormatter | undefined>();
  const formatterFor = (style: CitationStyle, locale: string) => {
    const key = `${locale} ${style.name}`;
    if (!formatters.has(key)) formatters.set(key, createCitationFormatter({ style, locale }));
    return formatters.get(key);
  };
  return ({ digest, publication, style, locale }) => {
    const known = kept.get(digest);
    if (known !== undefined) return known;
    const html = formatterFor(style, locale)?.format(publication).html;
    if (html !== undefined) kept.set(digest, html);
    return html;
  };
}
