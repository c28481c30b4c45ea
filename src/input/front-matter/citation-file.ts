// In: a file CITATION.cff. Out: the entry of the software or data that it is about, as a Markdown file would give it.
import { type Diagnostic, diagnostic, type Result } from "../../diagnostic/diagnostic.ts";
import { nearestName } from "../../diagnostic/nearest-name.ts";
import type { SourceFile } from "../files/source-file.ts";
import type { ParsedEntry } from "../parsed-entry.ts";
import { type LocatedYaml, parseYaml, type YamlPath } from "../yaml/parse-yaml.ts";
import { markdownEntry } from "./markdown-entry.ts";

/** The names of the Citation File Format 1.2.0 and ours for them; what says nothing of the work itself has none. */
const names: Readonly<Record<string, string | undefined>> = {
  abstract: "abstract",
  authors: "authors",
  commit: undefined,
  contact: undefined,
  "cff-version": undefined,
  "date-released": "date",
  doi: "doi",
  identifiers: undefined,
  keywords: "keywords",
  license: "license",
  "license-url": "license",
  message: undefined,
  "preferred-citation": undefined,
  references: undefined,
  repository: "url_Archive",
  "repository-artifact": "url_Package",
  "repository-code": "repository",
  title: "title",
  type: "type",
  url: "url",
  version: "version",
};

/** What the format knows of a person or an entity that no page shows. */
const privateParts = new Set(
  "address alias city country date-end date-start email fax location post-code region tel".split(" "),
);

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** An author by the parts that front matter has; an entity is known by its name alone. */
function authorOf(author: unknown): unknown {
  if (!isMap(author)) return author;
  const isEntity = author.name !== undefined && author["family-names"] === undefined;
  return Object.fromEntries(
    Object.entries(author)
      .filter(([name]) => !privateParts.has(name))
      .map(([name, value]) => [isEntity && name === "name" ? "literal" : name, value]),
  );
}

/**
 * The entry of a CITATION.cff (Citation File Format 1.2.0): of software where its `type` does not say data, under the name of its
 * folder, as that of an `index.md` there. The DOI among its `identifiers` counts where there is no `doi`.
 */
export function citationFileEntry(file: SourceFile): Result<ParsedEntry | undefined> {
  const { value: yaml, diagnostics: found } = parseYaml(file, 0, file.text.length);
  const diagnostics: Diagnostic[] = [...found];
  if (!yaml) return { value: undefined, diagnostics };
  if (!isMap(yaml.value)) {
    diagnostics.push(
      diagnostic({
        code: "input/wrong-type",
        severity: "error",
        message: "The file should be a group of fields, as the Citation File Format has them.",
        hint: "begin it with cff-version: 1.2.0, and give it a title.",
        ...yaml.placeOf([]),
      }),
    );
    return { value: undefined, diagnostics };
  }
  const written = yaml.value;
  const original = new Map<string, YamlPath>();
  const fields: Record<string, unknown> = { type: "software" };
  for (const [name, value] of Object.entries(written)) {
    const ours = Object.hasOwn(names, name) ? names[name] : undefined;
    if (ours === undefined) {
      if (!Object.hasOwn(names, name)) diagnostics.push(unknownName(yaml, name));
      continue;
    }
    if (name === "license-url" && written.license !== undefined) continue;
    original.set(ours, [name]);
    fields[ours] = name === "authors" && Array.isArray(value) ? value.map(authorOf) : value;
  }
  const identifiers = Array.isArray(written.identifiers) ? written.identifiers : [];
  const doiAt = identifiers.findIndex((one) => isMap(one) && one.type === "doi");
  if (fields.doi === undefined && doiAt >= 0) {
    fields.doi = identifiers[doiAt].value;
    original.set("doi", ["identifiers", doiAt, "value"]);
  }
  const back = ([first, ...rest]: YamlPath): YamlPath =>
    first === undefined ? [] : [...(original.get(String(first)) ?? [first]), ...rest];
  const located: LocatedYaml = {
    ...yaml,
    value: fields,
    placeOf: (path) => yaml.placeOf(back(path)),
    placeOfName: (path) => yaml.placeOfName(back(path)),
  };
  const entry = markdownEntry({ file, yaml: located, body: "", bodyOffset: file.text.length });
  return { value: entry.value, diagnostics: [...diagnostics, ...entry.diagnostics] };
}

function unknownName(yaml: LocatedYaml, name: string): Diagnostic {
  const nearest = nearestName(name, Object.keys(names));
  return diagnostic({
    code: "input/unknown-field",
    message: `The Citation File Format has no field "${name}", so it is shown nowhere.`,
    ...(nearest ? { hint: `did you mean "${nearest}"?` } : {}),
    ...yaml.placeOfName([name]),
  });
}
