import { keyOfStatus, languageTagOf, statusOfKey } from "./entry-fields.ts";
import { genreOfKey } from "./entry-types.ts";

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
