// In: `index.md`. Out: the text of the front page, and of whom it is.
import { type Diagnostic, diagnostic, type Result, takeInto } from "../../diagnostic/diagnostic.ts";
import type { FrontPerson, Prose } from "../../record/site-settings.ts";
import type { RichText } from "../../text/rich-text.ts";
import type { SourceFile } from "../files/source-file.ts";
import { frontFields } from "../front-matter/field-tables.ts";
import { parseMarkdown } from "../front-matter/markdown-entry.ts";
import { type CheckedFields, checkFields } from "../yaml/check-fields.ts";
import type { LocatedYaml, YamlPath } from "../yaml/parse-yaml.ts";
import { languageOfFile, pictureOf } from "./site-content.ts";
import { proseOf, readInline, readProse } from "./site-prose.ts";

/**
 * Reads the front page in each of its languages, `index.md` in the site's own; a file whose front matter can't be read is in
 * none. A translation may say what is to be seen on the portrait of `index.md`.
 */
export function readFrontPages(files: readonly SourceFile[], ownLanguage: string): Result<ReadonlyMap<string, Prose>> {
  const diagnostics: Diagnostic[] = [];
  const isOwn = (file: SourceFile) => (languageOfFile(file) ?? ownLanguage) === ownLanguage;
  const pages = new Map<string, Prose>();
  for (const file of [...files.filter(isOwn), ...files.filter((one) => !isOwn(one))]) {
    const prose = takeInto(diagnostics)(readFrontPage(file, pages.get(ownLanguage)?.person?.portrait ?? []));
    if (prose) pages.set(languageOfFile(file) ?? ownLanguage, prose);
  }
  return { value: pages, diagnostics };
}

function readFrontPage(file: SourceFile, ownPortrait: RichText): Result<Prose | undefined> {
  const diagnostics: Diagnostic[] = [];
  const take = takeInto(diagnostics);
  const markdown = take(parseMarkdown(file, true));
  if (!markdown) return { value: undefined, diagnostics };
  const fields = take(checkFields(markdown.yaml, [], frontFields));
  const person = take(readPerson(fields, markdown.yaml, ownPortrait));
  const prose = take(readProse(proseOf(file, markdown, fields)));
  return { value: { ...prose, ...(person ? { person } : {}) }, diagnostics };
}

function readPerson(
  fields: CheckedFields<typeof frontFields>,
  yaml: LocatedYaml,
  ownPortrait: RichText,
): Result<FrontPerson | undefined> {
  const diagnostics: Diagnostic[] = [];
  const take = takeInto(diagnostics);
  const { name, email, portrait, "portrait-alt": alt, affiliation = [], interests = [] } = fields;
  const read = (written: string | undefined, path: YamlPath): RichText =>
    written === undefined ? [] : take(readInline(written, yaml.placeOf(path)));
  const tell = (field: string, message: string, hint: string) =>
    diagnostics.push(diagnostic({ code: "input/portrait", message, hint, ...yaml.placeOf([field]) }));
  if (portrait !== undefined && alt === undefined)
    tell(
      "portrait",
      "The portrait has no words for those who do not see it.",
      "say what is to be seen, as in portrait-alt: Ada Kern, laughing, in front of two pines.",
    );
  if (portrait === undefined && alt !== undefined && ownPortrait.length === 0)
    tell(
      "portrait-alt",
      "These words are for a portrait, but there is none.",
      "add portrait: followed by the name of the picture.",
    );
  const person: FrontPerson = {
    ...(name === undefined ? {} : { name }),
    ...(email === undefined ? {} : { email }),
    portrait:
      portrait === undefined
        ? ownPortrait.flatMap((node) =>
            node.kind === "image" && alt !== undefined ? pictureOf(node.href, alt, node.place) : [],
          )
        : pictureOf(portrait, alt ?? "", yaml.placeOf(["portrait"])),
    role: read(fields.role, ["role"]),
    location: read(fields.location, ["location"]),
    affiliation: affiliation.map((one, index) => read(one, ["affiliation", index])),
    interests: interests.map((one, index) => read(one, ["interests", index])),
  };
  const isSaid = [name, email, portrait, alt, fields.role, fields.location].some((one) => one !== undefined);
  return { value: isSaid || affiliation.length + interests.length > 0 ? person : undefined, diagnostics };
}
