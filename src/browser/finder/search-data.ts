/** A message: a text, or a text by plural form. */
export type Message = string | Readonly<Record<string, string>>;

/** A facet: its values by id and label, and for each publication the positions of its values. */
export interface Facet {
  readonly name: string;
  readonly label: string;
  readonly values: readonly (readonly [id: string, label: string])[];
  readonly of: readonly (readonly number[])[];
}

/** The index as the site gives it (`src/render/search-index.ts`); columns have one item for each publication. */
export interface SearchData {
  readonly language: string;
  readonly messages: Readonly<Record<string, Message>>;
  readonly slugs: readonly string[];
  readonly titles: readonly string[];
  readonly words: readonly string[];
  readonly pages: readonly string[];
  readonly page: readonly number[];
  readonly facets: readonly Facet[];
  readonly byTitle: readonly number[];
  readonly byVenue: readonly number[];
}
