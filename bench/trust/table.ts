// What the parts of `npm run trust` have in common.

/** A figure: what was tried, and each time that it failed, in words. */
export interface Figure {
  readonly what: string;
  readonly tried: number;
  readonly failures: readonly string[];
  /** What the figure does not say by itself. */
  readonly remark?: string;
}

/** Which share of the tries a run makes: the `part`th of `parts`, and of these each `step`th. */
export interface Share {
  readonly part: number;
  readonly parts: number;
  readonly step: number;
}

/** The tries that are of a share. */
export function ofShare<Try>(tries: readonly Try[], { part, parts, step }: Share): readonly Try[] {
  return tries.filter((_, index) => index % parts === part && Math.floor(index / parts) % step === 0);
}
