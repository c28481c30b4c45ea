/** Makes the function that names a region (ISO 3166-1, and "EU") in a language; what has no name is its code. */
export function regionNamer(language: string): (code: string) => string {
  // Made when a region is named, which few works do: to make it takes longer than all else of a page's details.
  let names: Intl.DisplayNames | undefined;
  return (code) => {
    if (!/^[A-Z]{2}$/.test(code)) return code;
    names ??= new Intl.DisplayNames([language, "en"], { type: "region" });
    return names.of(code) ?? code;
  };
}
