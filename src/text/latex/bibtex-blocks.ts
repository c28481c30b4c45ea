/**
 * The blocks of BibTeX of several works, each as often as it is needed: a parent that several bring along stands behind the last of its
 * children, where BibTeX looks for it (btxdoc 4); a macro before the first that uses it, and once more where another macro of its
 * name came between.
 */
export function joinBlocks(blocks: readonly string[]): readonly string[] {
  const texts = blocks.map((block) => block.trim());
  const lastPlaces = new Map(texts.map((text, index) => [text, index]));
  const known = new Map<string, string>();
  return texts.filter((text, index) => {
    const [defined, name = text] = /^@\s*(?:preamble|string\s*[{(]\s*([^\s={}"#]+))/i.exec(text) ?? [];
    if (defined === undefined) return lastPlaces.get(text) === index;
    const isKnown = known.get(name.toLowerCase()) === text;
    known.set(name.toLowerCase(), text);
    return !isKnown;
  });
}
