/** Makes the function that names a region (ISO 3166-1, and "EU") in a language; what has no name is its code. */
export function regionNamer(language: string): (code: string) => string {
  const names = new Intl.DisplayNames([language, "en"], { type: "region" });
  return (code) => (/^[A-Z]{2}$/.test(code) ? (names.of(code) ?? code) : code);
}
