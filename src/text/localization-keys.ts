// BibLaTeX's localization keys and babel's names of languages, read both ways (biblatex manual 4.9.2).
/** BibLaTeX's keys for `pubstate` (manual 4.9.2.11) and the words they stand for. */
const statusByKey: ReadonlyMap<string, string> = new Map([
  ["inpreparation", "in preparation"],
  ["submitted", "submitted"],
  ["forthcoming", "forthcoming"],
  ["inpress", "in press"],
  ["prepublished", "prepublished"],
]);

/** "in press" for the key `inpress`; any other text as it is. */
export function statusOfKey(value: string): string {
  return statusByKey.get(value.trim().toLowerCase()) ?? value;
}

/** BibLaTeX's key for a status, `inpress` for "in press"; undefined for other words. */
export function keyOfStatus(status: string): string | undefined {
  for (const [key, words] of statusByKey) if (words === status.trim().toLowerCase()) return key;
  return undefined;
}

/** BCP 47 ↔ the name that babel and BibLaTeX's `langid` have for a language; the first name is the one to write. */
const languageNames: readonly (readonly [tag: string, names: string])[] = [
  ["af", "afrikaans"],
  ["ar", "arabic"],
  ["bg", "bulgarian"],
  ["ca", "catalan"],
  ["cs", "czech"],
  ["da", "danish"],
  ["de", "german ngerman deutsch"],
  ["de-AT", "austrian naustrian"],
  ["de-CH", "nswissgerman swissgerman"],
  ["el", "greek"],
  ["en", "english"],
  ["en-AU", "australian"],
  ["en-CA", "canadian"],
  ["en-GB", "british ukenglish"],
  ["en-NZ", "newzealand"],
  ["en-US", "american usenglish"],
  ["es", "spanish"],
  ["et", "estonian"],
  ["eu", "basque"],
  ["fa", "persian farsi"],
  ["fi", "finnish"],
  ["fr", "french francais"],
  ["fr-CA", "canadien acadian"],
  ["gl", "galician"],
  ["grc", "ancientgreek"],
  ["he", "hebrew"],
  ["hr", "croatian"],
  ["hu", "hungarian magyar"],
  ["is", "icelandic"],
  ["it", "italian"],
  ["ja", "japanese"],
  ["ko", "korean"],
  ["la", "latin"],
  ["lt", "lithuanian"],
  ["lv", "latvian"],
  ["nb", "norsk norwegian"],
  ["nl", "dutch"],
  ["nn", "nynorsk"],
  ["pl", "polish"],
  ["pt", "portuguese portuges"],
  ["pt-BR", "brazilian brazil"],
  ["ro", "romanian"],
  ["ru", "russian"],
  ["sk", "slovak"],
  ["sl", "slovene slovenian"],
  ["sr", "serbian serbianc"],
  ["sv", "swedish"],
  ["tr", "turkish"],
  ["uk", "ukrainian"],
  ["zh", "chinese pinyin"],
];

const tagByName: ReadonlyMap<string, string> = new Map(
  languageNames.flatMap(([tag, names]) => names.split(" ").map((name) => [name, tag] as const)),
);

/** The BCP 47 tag of a language named as babel does or as `lang<name>`, BibLaTeX's key; undefined for other names. */
export function languageTagOf(name: string): string | undefined {
  const lower = name.trim().toLowerCase();
  return tagByName.get(lower) ?? tagByName.get(lower.replace(/^lang/, ""));
}

/** The name babel has for a BCP 47 tag, that of its language where the region is unknown; undefined for others. */
export function babelNameOf(tag: string): string | undefined {
  const find = (wanted: string) => languageNames.find(([known]) => known.toLowerCase() === wanted)?.[1].split(" ")[0];
  const lower = tag.toLowerCase();
  return find(lower) ?? find(lower.split("-")[0] ?? "");
}

/** The localization keys that BibLaTeX's `type` may hold (biblatex manual 4.9.2.13), in English. */
const genreByKey: ReadonlyMap<string, string> = new Map([
  ["phdthesis", "PhD thesis"],
  ["mathesis", "Master's thesis"],
  ["bathesis", "Bachelor's thesis"],
  ["candthesis", "Candidate thesis"],
  ["techreport", "Technical report"],
  ["resreport", "Research report"],
  ["software", "Computer software"],
  ["datacd", "CD-ROM"],
  ["audiocd", "Audio CD"],
  ["patent", "Patent"],
  ["patentde", "German patent"],
  ["patenteu", "European patent"],
  ["patentfr", "French patent"],
  ["patentuk", "British patent"],
  ["patentus", "U.S. patent"],
  ["patreq", "Patent request"],
  ["patreqde", "German patent request"],
  ["patreqeu", "European patent request"],
  ["patreqfr", "French patent request"],
  ["patrequk", "British patent request"],
  ["patrequs", "U.S. patent request"],
]);

/** "PhD thesis" for BibLaTeX's key `phdthesis`; any other text is given back as it is. */
export function genreOfKey(value: string): string {
  return genreByKey.get(value.trim().toLowerCase()) ?? value;
}

/** BibLaTeX's key for a genre in English, `mathesis` for "Master’s Thesis"; undefined for other words. */
export function keyOfGenre(genre: string): string | undefined {
  for (const [key, words] of genreByKey) if (bare(words) === bare(genre)) return key;
  return undefined;
}

/** A genre without what people write differently: case, dots, spaces, the form of the apostrophe. */
const bare = (text: string): string => text.toLowerCase().replace(/[.'’\s]/g, "");

/** BibLaTeX's keys for `series` (manual 2.2.2, `series`) in English. */
const seriesByKey: ReadonlyMap<string, string> = new Map([
  ["newseries", "New series"],
  ["oldseries", "Old series"],
]);

/** Keys that authors write within a text as `\bibstring{…}` (manual 4.9.2), in English. */
const wordsByKey: ReadonlyMap<string, string> = new Map([
  ["and", "and"],
  ["andothers", "et al."],
  ["andmore", "et al."],
  ["bibliography", "Bibliography"],
  ["references", "References"],
  ["abstract", "Abstract"],
  ["editor", "editor"],
  ["editors", "editors"],
  ["translator", "translator"],
  ["translators", "translators"],
  ["byauthor", "by"],
  ["byeditor", "edited by"],
  ["bytranslator", "translated by"],
  ["withafterword", "with an afterword by"],
  ["withforeword", "with a foreword by"],
  ["withintroduction", "with an introduction by"],
  ["in", "in"],
  ["inseries", "in"],
  ["ofseries", "of"],
  ["number", "no."],
  ["chapter", "chap."],
  ["edition", "edition"],
  ["volume", "vol."],
  ["volumes", "vols."],
  ["jourvol", "vol."],
  ["part", "part"],
  ["page", "p."],
  ["pages", "pp."],
  ["section", "section"],
  ["series", "series"],
  ["jourser", "series"],
  ["version", "version"],
  ["translationas", "translation published as"],
  ["translationof", "translation of"],
  ["reprint", "reprint"],
  ["reprintas", "reprinted as"],
  ["reprintof", "reprint of"],
  ["origpubas", "originally published as"],
  ["origpubin", "originally published in"],
  ["reviewof", "review of"],
  ["see", "see"],
  ["seealso", "see also"],
  ["nodate", "n.d."],
  ["circa", "circa"],
  ["beforecommonera", "BCE"],
  ["commonera", "CE"],
  ["url", "URL"],
  ["urlseen", "visited on"],
  ["file", "file"],
  ["library", "library"],
]);

/** "New series" for the key `newseries`; any other text as it is. */
export function seriesOfKey(value: string): string {
  return seriesByKey.get(value.trim().toLowerCase()) ?? value;
}

/** BibLaTeX's key for a series, `newseries` for "New series"; undefined for other words. */
export function keyOfSeries(series: string): string | undefined {
  for (const [key, words] of seriesByKey) if (words.toLowerCase() === series.trim().toLowerCase()) return key;
  return undefined;
}

/** BibLaTeX's keys for places of patents: `country` and a code of its own (manual 4.9.2.18), whose case does not count. */
const countryKey = /^country([a-z]{2})$/i;

/** Codes of BibLaTeX that are not those of ISO 3166-1. */
const isoOfKey: Readonly<Record<string, string>> = { UK: "GB", EP: "EU" };

/** "DE" (ISO 3166-1) for the key `countryde`; undefined for other words. */
export function countryOfKey(value: string): string | undefined {
  const code = countryKey.exec(value.trim())?.[1]?.toUpperCase();
  return code && (isoOfKey[code] ?? code);
}

/** The English words of any of BibLaTeX's localization keys that may stand in a text (manual 4.9.2); undefined for others. */
export function wordsOfKey(key: string): string | undefined {
  const name = key.trim().toLowerCase();
  const status = statusOfKey(name);
  const words = wordsByKey.get(name) ?? [seriesOfKey(name), genreOfKey(name), status].find((one) => one !== name);
  if (words !== undefined || keyOfStatus(status) !== undefined) return words ?? status;
  const country = countryOfKey(name);
  if (country !== undefined) return new Intl.DisplayNames(["en"], { type: "region", fallback: "none" }).of(country);
  const tag = languageTagOf(/^lang([a-z]+)$/.exec(name)?.[1] ?? "");
  return tag && new Intl.DisplayNames(["en"], { type: "language" }).of(tag);
}

/** A BCP 47 tag in its canonical spelling ("pt-br" → "pt-BR"); undefined for text that is none. */
export function canonicalLanguage(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}
