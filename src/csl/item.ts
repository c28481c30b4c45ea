// What a style is given: an item of CSL-JSON (csl-data.json of CSL 1.0.2), and how its values are kept.

export interface Name {
  readonly family?: string;
  readonly given?: string;
  readonly "dropping-particle"?: string;
  readonly "non-dropping-particle"?: string;
  readonly suffix?: string;
  readonly "comma-suffix"?: boolean | string | number;
  readonly "static-ordering"?: boolean | string | number;
  readonly literal?: string;
}

export interface DateValue {
  readonly "date-parts"?: readonly (readonly (number | string)[])[];
  readonly season?: number | string;
  readonly circa?: boolean | string | number;
  readonly literal?: string;
  readonly raw?: string;
}

export interface Item {
  readonly type: string;
  readonly [variable: string]: unknown;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

// Appendix IV of CSL 1.0.2.
const dateVariables = words("accessed available-date event-date issued original-date submitted");
export const numberVariables = words(
  `chapter-number citation-number collection-number edition issue locator number number-of-pages number-of-volumes page
  page-first part-number printing-number section supplement-number version volume`,
);

/** Whether an item says something under a variable. */
export function hasValue(item: Item, variable: string): boolean {
  const value = item[variable];
  if (value === undefined || value === null || value === "") return false;
  if (Array.isArray(value)) return value.length > 0;
  if (!dateVariables.has(variable) || typeof value !== "object") return true;
  const date = value as DateValue;
  const [year] = date["date-parts"]?.[0] ?? [];
  return Boolean(date.literal || date.raw || Number(year) || date.season);
}

export const namesOf = (item: Item, variable: string): readonly Name[] =>
  Array.isArray(item[variable]) ? (item[variable] as readonly Name[]) : [];
