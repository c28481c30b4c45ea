import { isDeepStrictEqual } from "node:util";
import { type DateParts, knownDay, type PartialDate, type Season } from "../record/dates/partial-date.ts";
import { identifierRows } from "../record/identifiers/identifier-syntax.ts";
import type { Name } from "../record/names/name.ts";
import type { Publication } from "../record/publication.ts";
import { emptyParts, fieldOf, fields, type PartIn, parts, type WorkPart } from "../record/publication-fields.ts";
import { type PublicationType, publicationTypes, types } from "../record/types.ts";
import { mathToPlain } from "../text/math-to-plain.ts";
import { isBlock, richTextToPlain } from "../text/plain-text.ts";
import type { RichMark, RichNode, RichText } from "../text/rich-text.ts";
import { withoutSiteAddresses } from "../text/rich-text-tools.ts";
import { joinFields } from "./joined-fields.ts";

/** The markup that CSL-JSON allows in a text (CSL-JSON schema notes, "rich text"), each with its end. */
const tags: readonly (readonly [open: string, close: string, mark: RichMark])[] = [
  ["<i>", "</i>", "emphasis"],
  ["<b>", "</b>", "strong"],
  ["<sub>", "</sub>", "subscript"],
  ["<sup>", "</sup>", "superscript"],
  ["<sc>", "</sc>", "smallCaps"],
  ['<span style="font-variant:small-caps;">', "</span>", "smallCaps"],
  ['<span style="font-variant: small-caps;">', "</span>", "smallCaps"],
  ['<span class="nocase">', "</span>", "noCase"],
];

/** Whether a text is without markup, and without what looks like it. */
function isPlain([node, ...others]: RichText): boolean {
  return others.length === 0 && node?.kind === "text" && node.value !== "" && !/<|\n\n/.test(node.value);
}

/** Markup lies no deeper than this; what is opened further in is text. */
const depthLimit = 32;

/**
 * CSL-JSON's rich text as a tree. A tag that is not CSL's, or has no partner, is text, and so is one that
 * `richTextToCsl` kept apart by a zero-width space.
 */
export function cslToRichText(text: string): RichText {
  const stack: {
    readonly nodes: RichNode[];
    readonly open: string;
    readonly close: string;
    readonly mark?: RichMark;
  }[] = [{ nodes: [], open: "", close: "" }];
  const add = (nodes: RichNode[], node: RichNode) => {
    const last = nodes.at(-1);
    if (node.kind !== "text" || last?.kind !== "text") nodes.push(node);
    else nodes[nodes.length - 1] = { kind: "text", value: last.value + node.value };
  };
  for (const piece of text.split(/(<[^<>]*>)/)) {
    const { nodes, close, mark } = stack.at(-1)!;
    const opened = stack.length > depthLimit ? undefined : tags.find(([open]) => open === piece);
    if (piece === "") continue;
    if (opened) stack.push({ nodes: [], open: opened[0], close: opened[1], mark: opened[2] });
    else if (piece === close && mark) {
      stack.pop();
      add(stack.at(-1)!.nodes, { kind: mark, children: nodes });
    } else add(nodes, { kind: "text", value: piece.replaceAll("<\u200b", "<") });
  }
  while (stack.length > 1) {
    const { open, nodes } = stack.pop()!;
    const parent = stack.at(-1)!.nodes;
    for (const node of [{ kind: "text", value: open } as const, ...nodes]) add(parent, node);
  }
  return stack[0]!.nodes;
}

// In: a rich-text tree. Out: CSL's rich text.

const cslTags: Readonly<Partial<Record<RichNode["kind"], readonly [open: string, close: string]>>> = {
  emphasis: ["<i>", "</i>"],
  strong: ["<b>", "</b>"],
  smallCaps: ["<sc>", "</sc>"],
  subscript: ["<sub>", "</sub>"],
  superscript: ["<sup>", "</sup>"],
  noCase: ['<span class="nocase">', "</span>"],
};

/** What CSL has no markup for, and what is more than its content. */
const plainKinds: ReadonlySet<string> = new Set(["lineBreak", "rule", "footnoteReference", "table", "footnotes"]);

/**
 * The HTML-like rich text of CSL-JSON (CSL-JSON schema, "rich text"): `<i> <b> <sc> <sub> <sup>` and the no-case span,
 * in which formulas stand too. CSL processors know just these tags by their spelling and escape all else themselves, so
 * a sign in the author's text stays as it is; a `<` that would begin one of these tags is followed by a zero-width space.
 */
export function richTextToCsl(tree: RichText): string {
  return cslOf(tree, false);
}

function cslOf(nodes: RichText, isNoCase: boolean): string {
  return nodes
    .map((node, index) => {
      if (node.kind === "text") return cslText(node.value);
      if (node.kind === "math") return isNoCase ? cslText(mathToPlain(node.tex)) : noCaseSpan(mathToPlain(node.tex));
      const gap = index > 0 && isBlock(node) ? "\n\n" : "";
      if (plainKinds.has(node.kind)) return gap + cslText(richTextToPlain([node]));
      const [open, close] = cslTags[node.kind] ?? ["", ""];
      return gap + open + cslOf(node.children, isNoCase || node.kind === "noCase") + close;
    })
    .join("");
}

function cslText(value: string): string {
  return value.replace(/<(?=\/?(?:i|b|sc|sub|sup|span)\b)/gi, "<\u200b");
}

function noCaseSpan(value: string): string {
  return `<span class="nocase">${cslText(value)}</span>`;
}

// In: a Publication. Out: its CSL-JSON item (CSL 1.0.2, csl-data.json), and back.

/** A person or body as CSL-JSON writes it. */
export interface CslName {
  readonly family?: string;
  readonly given?: string;
  readonly "dropping-particle"?: string;
  readonly "non-dropping-particle"?: string;
  readonly suffix?: string;
  readonly literal?: string;
}

/**
 * A date as CSL-JSON writes it: one list of year, month, day, or two for a range; years before Christ are counted from -1
 * on; a season from 1 to 4, or, of a range, in the month's place from 21 on as in EDTF, where citeproc and pandoc have it.
 */
export interface CslDate {
  readonly "date-parts"?: readonly (readonly number[])[];
  readonly season?: number;
  readonly circa?: boolean;
  readonly literal?: string;
}

/** One item of CSL-JSON: variables by their CSL names. */
export interface CslItem {
  readonly id: string;
  readonly type: PublicationType;
  readonly [variable: string]: unknown;
}

/** A value of the record as CSL-JSON writes it, undefined where there is nothing to write, and back. */
interface CslForm<Value> {
  readonly write: (value: Value) => unknown;
  readonly read: (value: unknown) => Value | undefined;
  /** Whether it is plain to see that `read` gives back what `write` was given; most works need no more. */
  readonly isKept?: (value: Value) => boolean;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const text: CslForm<string | undefined> = {
  write: (value) => value,
  read: (value) => (typeof value === "string" || typeof value === "number" ? String(value) : undefined),
};
const rich: CslForm<RichText> = {
  write: (value) => richTextToCsl(value) || undefined,
  read: (value) => (typeof value === "string" ? cslToRichText(value) : undefined),
  isKept: isPlain,
};
const blocks: CslForm<RichText> = {
  write: (value) => blocksToCsl(value) || undefined,
  read: (value) => (typeof value === "string" ? blocksFromCsl(value) : undefined),
  isKept: ([node, ...others]) => others.length === 0 && node?.kind === "paragraph" && isPlain(node.children),
};
const names: CslForm<readonly Name[]> = {
  write: (value) => (value.length > 0 ? value.map(nameToCsl) : undefined),
  read: (value) => (Array.isArray(value) ? value.filter(isObject).map(nameFromCsl) : undefined),
  isKept: (value) => value.every(hasOnlyParts),
};
const date: CslForm<PartialDate | undefined> = {
  write: (value) => value && dateToCsl(value),
  read: (value) => (isObject(value) ? dateFromCsl(value) : undefined),
  isKept: (value) => value?.start !== undefined && !value.circa && !value.uncertain && Object.keys(value).length === 3,
};
const words: CslForm<readonly string[]> = {
  write: (value) => (value.length > 0 ? value.join(", ") : undefined),
  read: (value) => (typeof value === "string" ? value.split(", ") : undefined),
  isKept: (value) => value.every((word) => !word.includes(", ")),
};

type CslPart = Exclude<PartIn<"csl">, "key" | "type">;

/** How the parts with a variable are written, in the order in which they are. */
const cslForms: { readonly [Part in CslPart]: CslForm<Publication[Part]> } = {
  title: rich,
  titleShort: text,
  author: names,
  editor: names,
  translator: names,
  containerAuthor: names,
  issued: date,
  status: text,
  containerTitle: text,
  collectionTitle: text,
  eventTitle: text,
  eventPlace: text,
  eventDate: date,
  publisher: text,
  publisherPlace: text,
  jurisdiction: words,
  genre: text,
  volume: text,
  part: text,
  issue: text,
  number: text,
  articleNumber: text,
  edition: text,
  version: text,
  chapter: text,
  page: text,
  numberOfPages: text,
  doi: text,
  pmid: text,
  pmcid: text,
  isbn: text,
  issn: text,
  url: text,
  accessed: date,
  originalDate: date,
  language: text,
  note: rich,
  keywords: words,
  abstract: blocks,
};

const forms = Object.entries(cslForms) as unknown as readonly (readonly [CslPart, CslForm<unknown>])[];

/** What CSL has no variable for, and is of the work all the same. What is of the site alone is given to nobody. */
const withoutVariable: { readonly [Part in Exclude<WorkPart, PartIn<"csl">>]: true } = {
  eprint: true,
  aliases: true,
  entryType: true,
  authorsTruncated: true,
  editorsTruncated: true,
  translatorsTruncated: true,
  containerAuthorsTruncated: true,
  holdersTruncated: true,
  titleAddon: true,
  collaboration: true,
  holder: true,
  containerTitleAddon: true,
  distinction: true,
  extra: true,
};

interface Variable {
  readonly part: CslPart;
  readonly variable: string;
  readonly form: CslForm<unknown>;
}

/** The parts for which a work of each type has a variable. */
const variablesOf = Object.fromEntries(
  publicationTypes.map((type) => [
    type,
    forms.flatMap(([part, form]): readonly Variable[] => {
      const variable = variableFor(part, type);
      return variable === undefined ? [] : [{ part, variable, form }];
    }),
  ]),
) as unknown as Readonly<Record<PublicationType, readonly Variable[]>>;

/** All that an item holds besides its id and type, under variables or as the record has it. */
const cslParts = [...forms.map(([part]) => part), ...(Object.keys(withoutVariable) as WorkPart[])];

/**
 * The CSL-JSON item of a work, from which our own references are made too. What CSL can't hold as the record does (a
 * mathematical title, an open range, marks on authors, unknown fields) stands beside its nearest CSL form, that of
 * `joinFields`, under `custom.offprint`, named as in the record. A preprint's identifier is its `number`, as in Zotero;
 * CSL's `archive` is where a work is kept ("Located at: …"), which no other eprint says.
 */
export function publicationToCsl(work: Publication): CslItem {
  const publication = withoutSiteMarks(work);
  const item: Record<string, unknown> & { id: string; type: PublicationType } = {
    id: publication.key,
    type: publication.type,
  };
  const joined = joinFields(publication);
  const variables = variablesOf[publication.type];
  for (const { part, variable, form } of variables) {
    const value = form.write(joined[part]);
    if (value !== undefined) item[variable] = value;
  }
  Object.assign(item, preprintVariables(publication));
  const readBack = new Map<WorkPart, unknown>();
  for (const { part, variable, form } of variables) {
    const own = publication[part];
    const value = item[variable];
    const isSame = value === own || (value !== undefined && own === joined[part] && form.isKept?.(own));
    if (isSame) readBack.set(part, own);
    else if (value !== undefined) readBack.set(part, form.read(value));
  }
  const lost = cslParts.filter((part) => isOther(publication[part], readBack.get(part) ?? emptyWork[part]));
  if (lost.length > 0)
    item.custom = { offprint: Object.fromEntries(lost.map((part) => [part, publication[part] ?? null])) };
  return item;
}

/** Whether two values differ; of most the first look tells. */
function isOther(one: unknown, other: unknown): boolean {
  if (one === other) return false;
  const areLists = Array.isArray(one) && Array.isArray(other);
  if (areLists && one.length === 0 && other.length === 0) return false;
  return !isDeepStrictEqual(one, other);
}

/** What programs know a preprint by: its number in the archive and, without a DOI or another address, the one it has there. */
function preprintVariables({ type, eprint, doi, url }: Publication): Readonly<Record<string, string>> {
  if (type !== "article" || eprint === undefined) return {};
  const isArxiv = /^arxiv$/i.test(eprint.archive);
  return {
    number: isArxiv ? `arXiv:${eprint.id}` : eprint.id,
    ...(isArxiv && doi === undefined && url === undefined ? { URL: identifierRows.arxiv.address(eprint.id)! } : {}),
  };
}

/** What is of the site alone: DBLP's numbers and ids of `people.yaml`, which tell who is who, and addresses within it. */
function withoutSiteMarks(publication: Publication): Publication {
  const plain = (names: readonly Name[]) =>
    names.some(({ homonym, id }) => homonym ?? id) ? names.map(({ homonym: _h, id: _i, ...name }) => name) : names;
  const given = {
    author: plain(publication.author),
    editor: plain(publication.editor),
    translator: plain(publication.translator),
    abstract: withoutSiteAddresses(publication.abstract),
  };
  const isSame = (Object.keys(given) as (keyof typeof given)[]).every((part) => given[part] === publication[part]);
  return isSame ? publication : { ...publication, ...given };
}

/** The fields of the record that an item holds, those under `custom.offprint` included; anything of a wrong form is left out. */
export function cslToPublicationFields(item: Readonly<Record<string, unknown>>): CslFields {
  const type = publicationTypes.find((known) => known === item.type) ?? "document";
  const isKey = typeof item.id === "string" || typeof item.id === "number";
  const found: Record<string, unknown> = { ...emptyWork, key: isKey ? String(item.id) : "", type };
  for (const { part, variable, form } of variablesOf[type]) {
    const value = item[variable];
    const one = value === undefined ? undefined : form.read(value);
    if (one !== undefined) found[part] = one;
  }
  const { archive, archive_location: id } = item;
  if (typeof archive === "string" && typeof id === "string") found.eprint = { archive, id };
  const custom = isObject(item.custom) && isObject(item.custom.offprint) ? item.custom.offprint : {};
  for (const part of cslParts) {
    if (!Object.hasOwn(custom, part)) continue;
    if (custom[part] === null) delete found[part];
    else found[part] = custom[part];
  }
  return found as unknown as CslFields;
}

/** What an item says of a work: all of its record but what is of the site. */
export type CslFields = Pick<Publication, WorkPart>;

/** What a work has of which nothing is said. */
const emptyWork: Readonly<Record<string, unknown>> = Object.fromEntries(
  parts.flatMap((part) => (part in emptyParts && fieldOf(part).of === "work" ? [[part, emptyParts[part]]] : [])),
);

/** The variable for a part of a work of this type; an article number is the `number` of what has no other number. */
function variableFor(part: CslPart, type: PublicationType): string | undefined {
  const variable = fields[part].csl;
  if (variable !== "number") return variable;
  const isInSeries = types[type].numberOf === "series";
  if (part === "articleNumber") return isInSeries ? variable : undefined;
  return isInSeries ? "collection-number" : variable;
}

function blocksToCsl(text: RichText): string {
  return text.map((node) => richTextToCsl(node.kind === "paragraph" ? node.children : [node])).join("\n\n");
}

function blocksFromCsl(text: string): RichText {
  return text.split("\n\n").map((block) => ({ kind: "paragraph", children: cslToRichText(block) }));
}

/** A name's parts by their CSL names. */
const nameParts = [
  ["family", "family"],
  ["given", "given"],
  ["droppingParticle", "dropping-particle"],
  ["nonDroppingParticle", "non-dropping-particle"],
  ["suffix", "suffix"],
  ["literal", "literal"],
] as const;

function nameToCsl(name: Name): CslName {
  const written: Record<string, string> = {};
  for (const [part, variable] of nameParts) if (name[part]) written[variable] = name[part];
  return written;
}

/** Whether a name is its parts alone, with no mark behind it. */
function hasOnlyParts(name: Name): boolean {
  const written = nameParts.filter(([part]) => name[part]).length;
  return !name.equalContribution && !name.corresponding && Object.keys(name).length === written + 2;
}

function nameFromCsl(name: Readonly<Record<string, unknown>>): Name {
  const parts = nameParts.flatMap(([part, variable]) =>
    typeof name[variable] === "string" ? [[part, name[variable]]] : [],
  );
  return { ...Object.fromEntries(parts), equalContribution: false, corresponding: false };
}

/**
 * The nearest CSL date. An open end is left out, and so is a range whose start is unknown. Words beside a year that is
 * known are what could not be read of the date ("2025-13-40"), which a style would print in the year's place.
 */
function dateToCsl(date: PartialDate): CslDate {
  const { start, end, season, endSeason, literal } = date;
  const isSeasons = season !== undefined && endSeason !== undefined;
  const sides = [
    // CSL has no range without a beginning: such a date is known by its last day.
    ...[knownDay(date)].flatMap((day) => (day === undefined ? [] : [partsToCsl(day, isSeasons ? season : undefined)])),
    ...(start === undefined || end === undefined || end === "open"
      ? []
      : [partsToCsl(end, isSeasons ? endSeason : undefined)]),
  ];
  return {
    ...(sides.length === 0 ? {} : { "date-parts": sides }),
    ...(season === undefined || isSeasons ? {} : { season }),
    ...(date.circa || date.uncertain ? { circa: true } : {}),
    ...(literal === undefined || sides.length > 0 ? {} : { literal }),
  };
}

/** EDTF's year 0 is 1 BC, which is -1 in CSL-JSON. */
function partsToCsl([year, ...rest]: DateParts, season?: Season): readonly number[] {
  const parts = [year < 1 ? year - 1 : year, ...rest];
  return season === undefined || parts.length > 1 ? parts : [...parts, 20 + season];
}

function dateFromCsl(date: Readonly<Record<string, unknown>>): PartialDate {
  const sides = Array.isArray(date["date-parts"]) ? date["date-parts"].map(partsFromCsl) : [];
  const [start, end] = sides.map((side) => side?.parts);
  const season = sides[0]?.season ?? seasonFromCsl(Number(date.season));
  const endSeason = sides[1]?.season;
  return {
    ...(start === undefined ? {} : { start }),
    ...(end === undefined ? {} : { end }),
    ...(season === undefined ? {} : { season }),
    ...(endSeason === undefined ? {} : { endSeason }),
    circa: Boolean(date.circa),
    uncertain: false,
    ...(typeof date.literal === "string" ? { literal: date.literal } : {}),
  };
}

/** Up to three whole numbers; CSL-JSON may write them as text. */
function partsFromCsl(parts: unknown): { readonly parts: DateParts; readonly season?: Season } | undefined {
  const [year, month, ...rest] = Array.isArray(parts) ? parts.slice(0, 3).map(Number) : [];
  if (year === undefined || ![year, month ?? 1, ...rest].every(Number.isInteger)) return undefined;
  const counted = year < 0 ? year + 1 : year;
  const season = seasonFromCsl((month ?? 0) - 20);
  if (season !== undefined) return { parts: [counted], season };
  return { parts: [counted, ...(month === undefined ? [] : [month]), ...rest] as unknown as DateParts };
}

const seasonFromCsl = (number: number): Season | undefined =>
  ([1, 2, 3, 4] as const).find((season) => season === number);
