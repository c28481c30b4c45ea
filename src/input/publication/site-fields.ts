import { resolveFile } from "../../record/content-files.ts";
import { noVersions, type Visibility } from "../../record/publication.ts";
import { keysIn } from "../parsed-entry.ts";
import type { FieldReader } from "./field-reader.ts";

/** Whether a name is that of a picture that browsers show. */
export function isPictureName(name: string): boolean {
  return /^[^:]+\.(?:png|jpe?g|webp|avif|gif|svg)$/i.test(name);
}

/** The picture in `teaser`: a file beside the source file, or from `content/` on where it begins with a slash. */
export function teaserOf(reader: FieldReader): string | undefined {
  const field = reader.named("teaser");
  const name = field?.value.trim() ?? "";
  if (!field || name === "") return undefined;
  const path = isPictureName(name) ? resolveFile(name, field.file.path) : undefined;
  if (path === undefined) {
    reader.tell(field, [
      {
        code: "input/teaser",
        offset: 0,
        message: `The teaser "${name.slice(0, 120)}" is not the name of a picture within content/, so none is shown.`,
        hint: "write the name of a .png, .jpg, .webp, .avif, .gif or .svg file beside the paper's.",
      },
    ]);
  }
  return path;
}

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
  const keys = [...new Set(fields.flatMap(keysIn))];
  return keys.length === 1 && /^(?:none|no|false)$/i.test(keys[0]!) ? [noVersions] : keys;
}

/** What a work was paid from: the items of a list, or the words of a text. */
export function fundingOf(reader: FieldReader): readonly string[] {
  const field = reader.named("funding");
  const said = field?.items ?? [reader.plain(field) ?? ""];
  return said.map((one) => one.trim()).filter(Boolean);
}

/** Yes or no, in the ways authors write it; undefined for other words. */
export function readFlag(value: string): boolean | undefined {
  const word = value.trim();
  return /^(true|yes|on|1)$/i.test(word) || (/^(false|no|off|0)$/i.test(word) ? false : undefined);
}

/**
 * Who sees a work: Hugo's and Quarto's `draft: true`, Jekyll's `published: false`, and `hidden: true`. Words that are
 * neither yes nor no keep it back, for what was published can't be taken back; but BibTeX's `published` may be a date.
 */
export function visibilityOf(reader: FieldReader): Visibility {
  let visibility: Visibility = "public";
  for (const { row, field } of reader.filling("visibility")) {
    const flag = readFlag(field.value);
    if (row.name === "published") {
      if (flag === false) visibility = "draft";
      continue;
    }
    if (flag === undefined) {
      reader.tell(field, [
        {
          code: "input/visibility",
          offset: 0,
          message: `"${field.value.trim().slice(0, 60)}" is neither true nor false, so the paper is taken for ${row.name === "draft" ? "a draft and not published" : "hidden"}.`,
          hint: `write ${field.format === "markdown" ? `${row.name}: true or ${row.name}: false` : `${row.name} = {true} or ${row.name} = {false}`}.`,
        },
      ]);
    }
    if (flag !== false && visibility !== "draft") visibility = row.name as "draft" | "hidden";
  }
  return visibility;
}
