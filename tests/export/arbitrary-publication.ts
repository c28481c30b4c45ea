import fc from "fast-check";
import type { Publication } from "../../src/record/publication.ts";
import { fieldOf, type PartKind, type PartValues } from "../../src/record/publication-fields.ts";

/** Values for the parts of a kind. */
export type ArbitraryValues = { readonly [Kind in PartKind]?: fc.Arbitrary<NonNullable<PartValues[Kind]>> };

/**
 * Parts of a publication with values of their kinds, or those of their own; what is not required may be missing. A kind without values for one of the parts is an error, so that no part is forgotten.
 */
export function arbitraryParts(
  parts: readonly (keyof Publication)[],
  byKind: ArbitraryValues,
  required: readonly (keyof Publication)[],
  own: { readonly [Part in keyof Publication]?: fc.Arbitrary<NonNullable<Publication[Part]>> } = {},
): fc.Arbitrary<Partial<Publication>> {
  const values = parts.map((part) => {
    const value: fc.Arbitrary<unknown> | undefined = own[part] ?? byKind[fieldOf(part).kind];
    if (value === undefined) throw new Error(`No values are given for "${part}".`);
    return [part, value] as const;
  });
  return fc.record(Object.fromEntries(values), { requiredKeys: [...required] }) as fc.Arbitrary<Partial<Publication>>;
}
