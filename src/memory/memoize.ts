/** What `make` makes, made when it is first asked for and then kept. */
export function lazy<Value extends NonNullable<unknown>>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** Values that were made before, by the digest of all that they depend on. */
export interface ValueCache<Value> {
  readonly get: (digest: string) => Value | undefined;
  /** Whether there is one, without reading it. */
  readonly has: (digest: string) => boolean;
  readonly set: (digest: string, value: Value) => unknown;
}

/** The answers of a slow function, asked for once for each text: names, venues and keywords come again and again. */
export function memoize<Answer>(find: (text: string) => Answer): (text: string) => Answer {
  const answers = new Map<string, Answer>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined || answers.has(text)) return known as Answer;
    const answer = find(text);
    answers.set(text, answer);
    return answer;
  };
}
