import type { Fix } from "./diagnostic.ts";

/**
 * A text with its mends made, from the first to the last. One is left out where what it replaces stands there no more, or
 * where it would touch what another has mended.
 */
export function applyFixes(text: string, fixes: readonly Fix[]): string {
  const lineStarts = [0, ...Array.from(text.matchAll(/\r\n|\r|\n/g), (end) => end.index + end[0].length)];
  const edits = fixes
    .map((fix) => ({ ...fix, start: (lineStarts[fix.line - 1] ?? text.length) + fix.column - 1 }))
    .filter(({ start, replaced }) => text.startsWith(replaced, start))
    .sort((one, other) => one.start - other.start);
  let mended = "";
  let done = 0;
  for (const { start, replaced, replacement } of edits) {
    if (start < done || (start === done && mended !== "" && replaced === "")) continue;
    mended += text.slice(done, start) + replacement;
    done = start + replaced.length;
  }
  return mended + text.slice(done);
}
