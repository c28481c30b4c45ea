// The formulas of a LaTeX text, kept as they are written.
import type { LatexState } from "./latex-state.ts";

/** Reads a dollar sign: the formula that it begins, or the sign and a problem. */
export function readDollar(state: LatexState) {
  const at = state.position;
  const pair = state.structure.math.get(at);
  if (!pair) return unpairedDollar(state);
  const width = pair.display ? 2 : 1;
  state.position = pair.end + 1;
  math(state, state.text.slice(at + width, pair.end - width + 1), pair.display);
}

function unpairedDollar(state: LatexState) {
  state.report(
    "normalize/unbalanced-math",
    "",
    state.position,
    'A "$" has no partner, so it is shown as a dollar sign.',
    "write \\$ for a dollar sign, or close the formula with a second $.",
  );
  state.emit("$", 1);
}

/** Reads the formula that ends with `closer`. */
export function mathUntil(state: LatexState, closer: string, display: boolean, start: number) {
  const from = state.position;
  const end = state.find(closer, from);
  if (end < 0) return unpairedMath(state, start);
  state.position = end + 2;
  math(state, state.text.slice(from, end), display);
}

/** Reports that the formula begun at `start` never ends. */
export function unpairedMath(state: LatexState, start: number) {
  const opener = state.text.slice(start, state.position);
  state.report(
    "normalize/unbalanced-math",
    "",
    start,
    `The formula that "${opener}" begins has no end, so it is shown as text.`,
    "close the formula.",
  );
}

/** Adds a formula. */
export function math(state: LatexState, tex: string, display: boolean) {
  // `\($x$\)`: a formula that was marked twice.
  const own = /^\s*\$([^$]*)\$\s*$/.exec(tex)?.[1] ?? tex;
  if (own.trim()) state.builder.add({ kind: "math", tex: own, display });
}
