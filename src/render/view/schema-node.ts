/** Of a type of schema.org and those below it the one with this name. */
export type Leaf<Type, Name extends string> = Extract<Type, { readonly "@type": Name }>;

/** A node without what is absent or empty; a property that its type does not have is refused by the compiler. */
export function node<Type extends { readonly "@type": string }>(
  fields: {
    readonly [Property in keyof Type]: Type[Property] | undefined;
  },
): Type {
  return Object.fromEntries(
    Object.entries(fields).filter(([, one]) => one !== undefined && !(Array.isArray(one) && one.length === 0)),
  ) as unknown as Type;
}
