// The values of a service's JSON, of which nothing is certain: what is not as it should be is as good as absent.

export type Json = Readonly<Record<string, unknown>>;

export const recordOf = (value: unknown): Json =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : {};

export const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];

export const recordsOf = (value: unknown): readonly Json[] => listOf(value).map(recordOf);

/** A text without blanks around it, undefined where it is empty; a number is a text. */
export function textOf(value: unknown): string | undefined {
  const text = typeof value === "number" && Number.isFinite(value) ? String(value) : value;
  return typeof text === "string" ? text.trim() || undefined : undefined;
}

export const textsOf = (value: unknown): readonly string[] => listOf(value).flatMap((one) => textOf(one) ?? []);

/** The value below some names, one in the other. */
export const at = (value: unknown, ...names: readonly string[]): unknown =>
  names.reduce<unknown>((one, name) => recordOf(one)[name], value);

/** A record without the parts that are undefined. */
export function defined<Value>(parts: Readonly<Record<string, Value | undefined>>): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(parts).filter((pair): pair is [string, Value] => pair[1] !== undefined));
}
