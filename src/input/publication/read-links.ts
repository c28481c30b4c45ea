import type { Place } from "../../diagnostic/diagnostic.ts";
import { resolveFile } from "../../record/content-files.ts";
import { findEntryField, linkFieldLabel } from "../../record/fields.ts";
import { identifierRows, parseIsbn, parseIssn } from "../../record/identifiers/identifier-syntax.ts";
import {
  findIdentifiers,
  type Identifiers,
  identifierFields,
  identifierLinks,
  targetOf,
} from "../../record/identifiers/identifiers.ts";
import { isFileHref, type Link, type LinkKind } from "../../record/identifiers/link.ts";
import { addressFault, extractAddresses, outsideFileProblem } from "../../record/identifiers/web-addresses.ts";
import type { TextProblem } from "../../text/text-problem.ts";
import { type ParsedEntry, type ParsedField, placeInField } from "../parsed-entry.ts";
import type { FieldReader } from "./field-reader.ts";

/** The identifiers, the address and the links of one entry. */
export interface ReadLinks extends Identifiers {
  readonly url?: string;
  readonly links: readonly Link[];
  /** Where the author wrote a link's address. */
  readonly places: ReadonlyMap<Link, Place>;
}

/** The kind of the link that a field of an identifier's own gives. */
const kindOfField: ReadonlyMap<string, LinkKind> = new Map(
  Object.values(identifierRows).flatMap(({ field, kind }) => (field === undefined ? [] : [[field, kind] as const])),
);

/**
 * Reads what an entry links to. The links stand in the order in which the author wrote their fields, those that follow
 * from an identifier at the field that gave it; then those that follow from an identifier found elsewhere. No target
 * stands twice: a label of the author's comes before a derived one, and that before the bare `url`.
 */
export function readLinks(entry: ParsedEntry, reader: FieldReader): ReadLinks {
  const identifiers = identifiersOf(reader);
  const derived = identifierLinks(identifiers);
  const url = addressOf(reader);
  const places = new Map<Link, Place>();
  const labelled: Link[] = [];
  const candidates: Link[] = [];
  const derivedOf = (kind: LinkKind) => derived.filter((link) => link.kind === kind);
  for (const field of entry.fields) {
    const target = findEntryField(field.name, "document")?.field;
    const label = linkFieldLabel(field.name);
    if (label) {
      const link = labelledLink(label, field, reader);
      if (!link) continue;
      places.set(link, placeInField(field));
      labelled.push(link);
      candidates.push(link);
    } else if (field.name === "links") {
      for (const link of splitLinks(field, reader)) {
        places.set(link, placeInField(field));
        labelled.push(link);
        candidates.push(link);
      }
    } else if (target === "eprint" && /^(eprint|arxiv)$/.test(field.name)) {
      candidates.push(...derived.filter(({ kind }) => kind === archiveKind(identifiers)));
    } else if (kindOfField.has(field.name)) candidates.push(...derivedOf(kindOfField.get(field.name)!));
    else if (field.name === "url" && url !== undefined) candidates.push({ label: hostOf(url), href: url, kind: "url" });
  }
  const bareUrl: Link[] = url === undefined ? [] : [{ label: hostOf(url), href: url, kind: "url" }];
  const targets = (some: readonly Link[]) => new Set(some.map(({ href }) => targetOf(href)));
  const [ofLabelled, ofDerived, taken] = [targets(labelled), targets(derived), new Set<string>()];
  const links = [...candidates, ...derived, ...bareUrl].filter((link) => {
    const target = targetOf(link.href);
    const comesSecond = (!places.has(link) && ofLabelled.has(target)) || (link.kind === "url" && ofDerived.has(target));
    return !comesSecond && taken.size < taken.add(target).size;
  });
  const otherIsbns = parseIsbn(reader.named("isbn")?.value ?? "").others;
  const otherIssns = parseIssn(reader.named("issn")?.value ?? "").others;
  return {
    ...identifiers,
    ...(identifiers.isbn === undefined ? {} : { isbn: [identifiers.isbn, ...otherIsbns].join(" ") }),
    ...(identifiers.issn === undefined ? {} : { issn: [...new Set([identifiers.issn, ...otherIssns])].join(" ") }),
    ...(url === undefined ? {} : { url }),
    links,
    places,
  };
}

function identifiersOf(reader: FieldReader): Identifiers {
  const raw = (name: string) => reader.named(name)?.value;
  const { value, problems } = findIdentifiers({
    ...Object.fromEntries(identifierFields.map((name) => [name, raw(name)])),
    eprinttype: raw("arxiv") === undefined ? raw("eprinttype") : "arxiv",
    journal: raw("journaltitle"),
  });
  for (const problem of problems) reader.tell(reader.named(problem.field)!, [problem]);
  return value;
}

/** The address in `url`, else the one that `howpublished` gives as classic BibTeX has it. */
function addressOf(reader: FieldReader): string | undefined {
  const field = reader.named("url");
  if (field) {
    const { value, problems } = extractAddresses(field.value, { whole: true });
    reader.tell(field, problems);
    return value[0];
  }
  const howpublished = reader.named("howpublished");
  return howpublished && extractAddresses(howpublished.value).value[0];
}

function archiveKind({ eprint, arxiv }: Identifiers): LinkKind | undefined {
  const row = Object.values(identifierRows).find(({ archive }) => archive === eprint?.archive);
  return row?.kind ?? (eprint === undefined && arxiv ? "arxiv" : undefined);
}

/** The host by which a visitor knows where a bare address leads. */
function hostOf(address: string): string {
  return URL.canParse(address) && new URL(address).hostname ? new URL(address).hostname.replace(/^www\./, "") : address;
}

/** A link from the field that holds its address: elsewhere, or a file beside the paper's own. */
function labelledLink(
  { label, kind }: { label: string; kind: LinkKind },
  field: ParsedField,
  reader: FieldReader,
): Link | undefined {
  const address = field.value.trim();
  if (address === "") return undefined;
  const fault = addressFault(address);
  if (fault !== undefined) {
    reader.tell(field, [fault]);
    return undefined;
  }
  const isFile = isFileHref(address) && !/^(www\.|\/\/|\\)/.test(address);
  if (!isFile) {
    const { value, problems } = extractAddresses(field.value, { whole: true });
    reader.tell(field, problems);
    return value[0] === undefined ? undefined : { label, href: value[0], kind };
  }
  const path = resolveFile(address, field.file.path);
  if (path) return { label, href: path, kind };
  reader.tell(field, [outsideFileProblem(address)]);
  return undefined;
}

/** `links = {label: address, label: address}`: pairs separated by commas, semicolons or line ends. */
function splitLinks(field: ParsedField, reader: FieldReader): readonly Link[] {
  const links: Link[] = [];
  for (const pair of field.value.matchAll(/[^,;\n]+/g)) {
    const sign = pair[0].search(/[:=]/);
    const label = pair[0].slice(0, Math.max(0, sign)).trim();
    const address = pair[0].slice(sign + 1).trim();
    if (!label || !address) {
      if (pair[0].trim() !== "") reader.tell(field, [notAPair(pair[0].trim(), pair.index)]);
      continue;
    }
    const { kind } = linkFieldLabel(label.toLowerCase()) ?? { kind: "other" as const };
    const start = pair.index + pair[0].indexOf(address);
    const segments = field.segments.map((segment) => ({ ...segment, start: segment.start - start }));
    const link = labelledLink({ label, kind }, { ...field, value: address, segments }, reader);
    if (link) links.push(link);
  }
  return links;
}

function notAPair(text: string, offset: number): TextProblem {
  return {
    code: "input/wrong-type",
    offset,
    message: `"${text.slice(0, 120)}" is not a label with an address, so no link is made from it.`,
    hint: "write links = {label: https://example.org, …}.",
  };
}
