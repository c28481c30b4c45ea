/** How wide a text is set; the width of a text is the sum of its characters' widths. */
export type Width = (text: string) => number;

/** Ideographs, kana and their marks: lines may break beside each of them (UAX #14, class ID). */
const wide = /[\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]/;
/** What may not begin a line (UAX #14, classes CL, CP, EX, IS, NS). */
const closing = /[\p{Pe}\p{Pf},.:;!?%、。，．：；！？・ーゝゞ々〻ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ～…‰℃]/u;
/** What may not end a line (UAX #14, class OP). */
const opening = /[\p{Ps}\p{Pi}]/u;
/** After these a line may break inside of a word. */
const hyphen = /[-\u2010\u2013\u2014/]/;

/**
 * The lines of a text, none wider than the limit, broken where a reader expects it: at spaces, after hyphens, between
 * ideographs, and inside of a word only where the word alone is too wide.
 */
export function breakLines(text: string, width: Width, limit: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  let used = 0;
  const finish = () => {
    if (line.trim() !== "") lines.push(line.trim());
    line = "";
    used = 0;
  };
  for (const piece of pieces(text)) {
    if (used + width(piece.trimEnd()) > limit) finish();
    const parts = width(piece.trimEnd()) > limit ? clusters(piece) : [piece];
    for (const part of parts) {
      if (used + width(part.trimEnd()) > limit) finish();
      line += part;
      used += width(part);
    }
  }
  finish();
  return lines;
}

/** As `breakLines`, as even as the same number of lines can be, as CSS's `text-wrap: balance`. */
export function balanceLines(text: string, width: Width, limit: number): readonly string[] {
  const count = breakLines(text, width, limit).length;
  let [low, high] = [0, limit];
  for (let step = 0; step < 12; step++) {
    const middle = (low + high) / 2;
    if (breakLines(text, width, middle).length > count) low = middle;
    else high = middle;
  }
  return breakLines(text, width, high);
}

/** The first lines, at most so many; the last then ends in an ellipsis and is still no wider than the limit. */
export function cutLines(lines: readonly string[], most: number, width: Width, limit: number): readonly string[] {
  if (lines.length <= most) return lines;
  let kept: readonly string[] = pieces(lines[most - 1] ?? "");
  if (kept.length === 1) kept = clusters(kept[0]!);
  const end = () => `${kept.join("").replace(/[\s,;:(\p{Pd}]+$/u, "")}…`;
  while (kept.length > 1 && width(end()) > limit) kept = kept.slice(0, -1);
  return [...lines.slice(0, most - 1), end()];
}

/** The text in pieces between which a line may break; spaces end a piece. */
function pieces(text: string): string[] {
  const found: string[] = [];
  let piece = "";
  for (const cluster of clusters(text)) {
    if (piece !== "" && mayBreak(piece.at(-1)!, cluster)) {
      found.push(piece);
      piece = "";
    }
    piece += cluster;
  }
  return piece === "" ? found : [...found, piece];
}

function mayBreak(before: string, after: string): boolean {
  if (after.startsWith(" ")) return false;
  if (before === " ") return true;
  if (hyphen.test(before)) return /^\p{L}/u.test(after);
  if (!wide.test(before) && !wide.test(after)) return false;
  return !closing.test(after) && !opening.test(before) && !/[\u00a0\u202f\u2060]/.test(before + after);
}

/** Characters, each with the marks above and below it. */
function clusters(text: string): string[] {
  return text.match(/\P{M}[\p{M}\u200c\u200d]*|\p{M}+/gu) ?? [];
}
