// What the parts of `npm run trust` have in common.
import os from "node:os";

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

/** Makes the tries of a share in some processes beside each other, if they are many, and adds up what each gives. */
export async function together(
  { part, parts, step }: Share,
  make: (share: Share) => Promise<readonly Figure[]>,
): Promise<readonly Figure[]> {
  const count = parts > 1 || step > 10 ? 1 : Math.min(os.availableParallelism(), 4);
  const shares = Array.from({ length: count }, (_, index) => ({
    part: part + parts * index,
    parts: parts * count,
    step,
  }));
  const made = await Promise.all(shares.map(make));
  return made[0]!.map((figure, at) => ({
    ...figure,
    tried: made.reduce((sum, one) => sum + one[at]!.tried, 0),
    failures: made.flatMap((one) => one[at]!.failures),
  }));
}
