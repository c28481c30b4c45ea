/** What `make` makes, made when it is first asked for and then kept. */
export function once<Value extends NonNullable<unknown>>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** Values that were made before, by the digest of all that they depend on. */
export interface Kept<Value> {
  readonly get: (digest: string) => Value | undefined;
  readonly set: (digest: string, value: Value) => unknown;
}
