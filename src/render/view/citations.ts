import type { Site } from "../../model/site.ts";
import type { WorkForms } from "../forms.ts";
import type { Locale } from "./locale.ts";

/** A reference in one style. */
export interface CitationView {
  /** "APA". */
  readonly style: string;
  readonly referenceHtml: string;
  readonly copyName: string;
}

/** The view of the references to a work of this title. */
export function viewCitations(
  { references }: WorkForms,
  title: string,
  { citationStyles }: Site,
  { say }: Locale,
): readonly CitationView[] {
  return citationStyles.flatMap((style, index): readonly CitationView[] => {
    const referenceHtml = references[index];
    if (referenceHtml === undefined) return [];
    return [{ style: style.title, referenceHtml, copyName: `${say("copy")} ${style.title}: ${title}` }];
  });
}
