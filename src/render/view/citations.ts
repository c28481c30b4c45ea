import type { CitationStyle, Site } from "../../model/catalogue.ts";
import type { Publication } from "../../model/publication.ts";
import { type CitationFormatter, citationLocale, createCitationFormatter } from "../citation.ts";
import type { Locale } from "./locale.ts";

/** A reference in one style. */
export interface CitationView {
  /** "APA". */
  readonly style: string;
  readonly referenceHtml: string;
  readonly copyName: string;
}

/**
 * Makes the function that gives a publication's references in the site's styles, in its own language where the styles
 * know it. An engine is made when a style and language first meet, and kept; a style that can't be read gives none.
 */
export function createCitationViewer(
  site: Site,
  { say, language }: Locale,
): (publication: Publication, title: string) => readonly CitationView[] {
  const formatters = new Map<string, CitationFormatter | undefined>();
  const formatterFor = (style: CitationStyle, locale: string) => {
    const key = `${locale} ${style.name}`;
    if (!formatters.has(key)) formatters.set(key, createCitationFormatter({ style, locale }));
    return formatters.get(key);
  };
  return (publication, title) => {
    const locale = citationLocale(publication.language, language);
    return site.citationStyles.flatMap((style): readonly CitationView[] => {
      const formatter = formatterFor(style, locale);
      if (formatter === undefined) return [];
      const copyName = `${say("copy")} ${style.title}: ${title}`;
      return [{ style: style.title, referenceHtml: formatter.format(publication).html, copyName }];
    });
  };
}
