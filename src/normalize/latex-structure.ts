// Which braces and dollar signs of a text belong together; found in one pass, so that reading stays linear.

/** The pairs of a LaTeX text. Backslashed characters are no delimiters. */
export interface LatexStructure {
  /** The place of the closing brace by the place of the opening one. */
  readonly braces: ReadonlyMap<number, number>;
  /** By the place of the opening dollar sign. */
  readonly math: ReadonlyMap<number, { readonly end: number; readonly display: boolean }>;
}

/**
 * Pairs braces, and within each brace and paragraph the dollar signs, in order as TeX does. Where their number is odd
 * one of them is money: then a pair must also satisfy pandoc's rule (no space inside of either dollar sign, no digit
 * after the second; pandoc manual, "Math").
 */
export function pairDelimiters(text: string): LatexStructure {
  const braces = new Map<number, number>();
  const math = new Map<number, { end: number; display: boolean }>();
  const levels: { start: number; dollars: number[] }[] = [{ start: -1, dollars: [] }];
  const delimiters = /\\.|[{}$]|\n[ \t\r]*\n/gs;
  for (const { 0: delimiter, index } of text.matchAll(delimiters)) {
    const level = levels.at(-1)!;
    if (delimiter === "{") levels.push({ start: index, dollars: [] });
    else if (delimiter === "$") level.dollars.push(index);
    else if (delimiter === "}" && levels.length > 1) {
      levels.pop();
      braces.set(level.start, index);
      pairDollars(text, level.dollars, math);
    } else if (delimiter.startsWith("\n")) {
      pairDollars(text, level.dollars, math);
      level.dollars = [];
    }
  }
  for (const level of levels) pairDollars(text, level.dollars, math);
  return { braces, math };
}

function pairDollars(text: string, places: number[], math: Map<number, { end: number; display: boolean }>): void {
  const isStrict = places.length % 2 === 1;
  const isDouble = (index: number) => places[index + 1] === places[index]! + 1;
  for (let index = 0; index + 1 < places.length; ) {
    const start = places[index]!;
    const end = places[index + 1]!;
    if (isDouble(index)) {
      if (isDouble(index + 2)) math.set(start, { end: places[index + 3]!, display: true });
      index += isDouble(index + 2) ? 4 : 2;
    } else if (
      isStrict &&
      (/\s/.test(text[start + 1]!) || /\s/.test(text[end - 1]!) || /\d/.test(text[end + 1] ?? ""))
    ) {
      index++;
    } else {
      math.set(start, { end, display: false });
      index += 2;
    }
  }
}
