import { type Diagnostic, diagnostic, type Result, takeInto } from "../../diagnostic/diagnostic.ts";
import {
  allServices,
  allSourceKinds,
  type PaperSource,
  readSourceId,
  type ServiceSettings,
  sourceExpects,
} from "../../record/services.ts";
import { servicesFields, sourceFields } from "../front-matter/field-tables.ts";
import { checkFields } from "../yaml/check-fields.ts";
import type { LocatedYaml } from "../yaml/parse-yaml.ts";

/** What `site.yaml` says of services (`services`) and of the papers' places elsewhere (`sources`). */
export function readServiceSettings(yaml: LocatedYaml | undefined): Result<ServiceSettings> {
  const diagnostics: Diagnostic[] = [];
  if (yaml === undefined) return { value: { bases: {}, sources: [] }, diagnostics };
  const take = takeInto(diagnostics);
  const { contact, ...given } = take(checkFields(yaml, ["services"], servicesFields));
  const bases = Object.fromEntries(
    allServices.flatMap((service) => (given[service] === undefined ? [] : [[service, given[service]]])),
  );
  const written = (yaml.value as { readonly sources?: unknown } | null)?.sources;
  const sources = (Array.isArray(written) ? written : []).flatMap((one, index) =>
    // What is no map is told where the fields of the site are checked.
    typeof one === "object" && one !== null && !Array.isArray(one) ? (take(readSource(yaml, index)) ?? []) : [],
  );
  return { value: { ...(contact === undefined ? {} : { contact }), bases, sources }, diagnostics };
}

function readSource(yaml: LocatedYaml, index: number): Result<PaperSource | undefined> {
  const { value: fields, diagnostics } = checkFields(yaml, ["sources", index], sourceFields);
  const place = yaml.placeOf(["sources", index]);
  const kinds = allSourceKinds.filter((kind) => fields[kind] !== undefined);
  const [kind] = kinds;
  const tell = (message: string, hint: string, at = place): Result<undefined> => ({
    value: undefined,
    diagnostics: [...diagnostics, diagnostic({ code: "input/wrong-type", message, hint, ...at })],
  });
  if (kind === undefined || kinds.length > 1) {
    // What is wrong with a field is told already.
    if (kind === undefined && diagnostics.length > 0) return { value: undefined, diagnostics };
    return tell(
      `A place that papers are taken from is named by one of ${allSourceKinds.join(", ")}, but ${kinds.length === 0 ? "none" : kinds.join(" and ")} stands here, so it is left out.`,
      "write each place as an item of its own, as in - orcid: 0000-0002-1825-0097.",
    );
  }
  const id = readSourceId(kind, fields[kind]!);
  if (id === undefined)
    return tell(
      `"${fields[kind]}" is not ${sourceExpects(kind)}, so nothing is taken from there.`,
      `write ${kind}: followed by ${sourceExpects(kind)}.`,
      yaml.placeOf(["sources", index, kind]),
    );
  const { file } = fields;
  if (file !== undefined && kind !== "zotero" && kind !== "bib" && kind !== "dblp")
    return tell(
      `What ${kind} names is no list of BibTeX, so no file can be a copy of it, and nothing is taken from there.`,
      "leave file out: its papers are proposed one by one.",
      yaml.placeOf(["sources", index, "file"]),
    );
  return { value: { kind, id, ...(file === undefined ? {} : { file }), place }, diagnostics };
}
