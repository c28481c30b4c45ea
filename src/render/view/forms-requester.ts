import type { CataloguedPublication } from "../../model/catalogue.ts";
import { digestOf } from "../../model/digest.ts";
import { isForVisitors } from "../../model/entry-fields.ts";
import type { Site } from "../../model/site.ts";
import { citationLocale } from "../citation-locales.ts";
import type { FormsRequest } from "../forms.ts";
import { asCited } from "./as-cited.ts";

/** Makes the function that asks for the forms of a publication on pages in a language: references in the language of the pages. */
export function formsRequester(
  { citationStyles: styles, bibtexFields, references, language }: Site,
  pageLanguage: string,
): (entry: CataloguedPublication) => FormsRequest {
  const stylesDigest = digestOf(styles);
  const requests = new WeakMap<CataloguedPublication, FormsRequest>();
  return (entry) => {
    const known = requests.get(entry);
    if (known !== undefined) return known;
    const cited = asCited(entry);
    // What is not for those who copy the BibTeX is not for those who take the work over otherwise.
    const extra = cited.extra.filter(({ name }) => isForVisitors(name, bibtexFields));
    const publication = { ...cited, extra };
    const locale = citationLocale(pageLanguage);
    // The work's own digest holds its abstract, from which a reference has the names in a title.
    const digest = digestOf([
      entry.digest,
      entry.citedNames,
      entry.venue?.name,
      stylesDigest,
      locale,
      references,
      language,
    ]);
    const request = { digest, publication, styles, locale, references, language };
    requests.set(entry, request);
    return request;
  };
}
