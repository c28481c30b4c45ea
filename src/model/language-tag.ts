/** A BCP 47 tag in its canonical spelling ("pt-br" → "pt-BR"); undefined for text that is none. */
export function canonicalLanguage(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}
