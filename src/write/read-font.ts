/**
 * The advance of each character that a TrueType or OpenType font has, in ems, by its code point. Reads the tables `head`,
 * `hhea`, `hmtx` and a Unicode `cmap` of format 4 or 12 (the OpenType specification); no collections.
 */
export function readAdvances(bytes: Uint8Array): ReadonlyMap<number, number> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const unitsPerEm = view.getUint16(tableAt(view, "head") + 18);
  const metrics = view.getUint16(tableAt(view, "hhea") + 34);
  const widths = tableAt(view, "hmtx");
  const advances = new Map<number, number>();
  for (const [character, glyph] of readCharacters(view, tableAt(view, "cmap"))) {
    // The glyphs past the last metric are all as wide as it.
    if (glyph !== 0) advances.set(character, view.getUint16(widths + 4 * Math.min(glyph, metrics - 1)) / unitsPerEm);
  }
  return advances;
}

function tableAt(view: DataView, name: string): number {
  for (let index = 0; index < view.getUint16(4); index++) {
    const record = 12 + 16 * index;
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((place) => view.getUint8(record + place)));
    if (tag === name) return view.getUint32(record + 8);
  }
  throw new Error(`The font has no table "${name}".`);
}

/** Pairs of a character and its glyph, of the largest character map. */
function readCharacters(view: DataView, cmap: number): readonly (readonly [number, number])[] {
  const maps = Array.from(
    { length: view.getUint16(cmap + 2) },
    (_, index) => cmap + view.getUint32(cmap + 8 + 8 * index),
  );
  const withFormat = (format: number) => maps.find((map) => view.getUint16(map) === format);
  const [all, basic] = [withFormat(12), withFormat(4)];
  if (all !== undefined) return readGroups(view, all);
  if (basic !== undefined) return readSegments(view, basic);
  throw new Error("The font has no Unicode character map of format 4 or 12.");
}

/** `cmap` format 12: groups of first character, last character and first glyph. */
function readGroups(view: DataView, map: number): [number, number][] {
  const pairs: [number, number][] = [];
  for (let group = 0; group < view.getUint32(map + 12); group++) {
    const place = map + 16 + 12 * group;
    const [first, last, glyph] = [view.getUint32(place), view.getUint32(place + 4), view.getUint32(place + 8)];
    for (let character = first; character <= last; character++) pairs.push([character, glyph + character - first]);
  }
  return pairs;
}

/** `cmap` format 4: segments, whose glyphs follow from a difference or stand in a list. */
function readSegments(view: DataView, map: number): [number, number][] {
  const pairs: [number, number][] = [];
  const size = view.getUint16(map + 6);
  const ends = map + 14;
  const [starts, deltas, ranges] = [ends + size + 2, ends + 2 * size + 2, ends + 3 * size + 2];
  for (let segment = 0; segment < size; segment += 2) {
    const [start, end] = [view.getUint16(starts + segment), view.getUint16(ends + segment)];
    const [delta, range] = [view.getUint16(deltas + segment), view.getUint16(ranges + segment)];
    for (let character = start; character <= end && character < 0xffff; character++) {
      const listed = range === 0 ? character : view.getUint16(ranges + segment + range + 2 * (character - start));
      pairs.push([character, range !== 0 && listed === 0 ? 0 : (listed + delta) & 0xffff]);
    }
  }
  return pairs;
}
