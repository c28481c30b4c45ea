// Characters that are no text: what would steer a terminal, break XML or turn the direction of what stands behind them.

/** Control characters other than tabs and line ends, and code points that are no characters (Unicode 16, 23.1 and 23.7). */
const noText =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufdd0-\ufdef\ufffe\uffff]|[\ud83f\ud87f\ud8bf\ud8ff\ud93f\ud97f\ud9bf\ud9ff\uda3f\uda7f\udabf\udaff\udb3f\udb7f\udbbf\udbff][\udffe\udfff]/g;

/** Where the first of such characters stands in a text, and how many there are; undefined where there is none. */
export function findNoText(text: string): { readonly offset: number; readonly count: number } | undefined {
  const offset = text.search(noText);
  if (offset < 0) return undefined;
  let count = 0;
  noText.lastIndex = offset;
  while (noText.test(text)) count += 1;
  return { offset, count };
}

/** The same with U+FFFD for each unit of what is no text. */
export function withoutNoText(text: string): string {
  return withPlainBlanks(text.replace(noText, (found) => "\ufffd".repeat(found.length)));
}

/** With blanks for what parts pages and lines elsewhere. */
export function withPlainBlanks(text: string): string {
  return text.replace(/[\v\f\u0085]/g, " ");
}

const directions = /[\u202a-\u202e\u2066-\u2069]/;
const [endOfEmbedding, endOfIsolate] = ["\u202c", "\u2069"];

/**
 * A text in which each direction that it opens ends (Unicode Bidirectional Algorithm, 3.3.2), so that it turns nothing
 * that is put behind it; what would end one that it did not open is left out.
 */
export function closeDirections(text: string): string {
  if (!directions.test(text)) return text;
  const open: string[] = [];
  let closed = "";
  for (const character of text) {
    if (/[\u202a\u202b\u202d\u202e]/.test(character)) open.push(endOfEmbedding);
    else if (/[\u2066-\u2068]/.test(character)) open.push(endOfIsolate);
    else if (character === endOfEmbedding) {
      if (open.at(-1) !== endOfEmbedding) continue;
      open.pop();
    } else if (character === endOfIsolate) {
      const at = open.lastIndexOf(endOfIsolate);
      if (at < 0) continue;
      // It ends the embeddings within it too.
      open.length = at;
    }
    closed += character;
  }
  return closed + open.reverse().join("");
}

/** A text that sets no direction, where it is put together anew of its parts, as a name is. */
export function withoutDirections(text: string): string {
  return text.replace(/[\u202a-\u202e\u2066-\u2069]/g, "");
}
