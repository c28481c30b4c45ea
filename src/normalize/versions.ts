import type { FieldReader } from "./field-reader.ts";

/**
 * The values of BibLaTeX's `relatedtype` by which the other entry is the same work published otherwise: the keys for
 * reprints, translations and first publications (manual 3.4, and the localization keys of 4.9.2), and `versionof`, which
 * has no key there. Of the rest, `multivolume` names parts and `reviewof` another work.
 */
const versionRelations: ReadonlySet<string> = new Set([
  ...["reprintof", "reprintas", "reprintfrom", "origpubas", "origpubin"],
  ...["translationof", "translationas", "translationfrom", "translatedas", "translatedfrom"],
  "versionof",
]);

/**
 * The keys of other versions of a work: those of `versions`, and those of BibLaTeX's `related` where its type says so or
 * nothing says otherwise; a `relatedstring` alone ("excerpt in") is a relation of the author's own.
 */
export function versionsOf(reader: FieldReader): readonly string[] {
  const type = reader.named("relatedtype")?.value.trim().toLowerCase();
  const isVersion = type === undefined ? reader.named("relatedstring") === undefined : versionRelations.has(type);
  const fields = [reader.named("versions"), isVersion ? reader.named("related") : undefined];
  const keys = fields.flatMap((field) => field?.value.split(",") ?? []).map((key) => key.trim().normalize("NFC"));
  return [...new Set(keys.filter(Boolean))];
}
