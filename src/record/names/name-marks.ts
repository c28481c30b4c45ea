// The marks authors put behind a name: stars, daggers, numbers, footnotes. They are facts about the name, not part of it.
import { parseOrcid } from "../identifiers/identifier-syntax.ts";
import { creditRoleOf } from "./credit-roles.ts";
import type { Name } from "./name.ts";

/** A name's text without its marks. */
export interface MarkedText {
  readonly text: string;
  /** As Unicode, in order: "*", "**", "†", "1". Every kind of asterisk is "*". */
  readonly marks: readonly string[];
  /** The texts of `\thanks{…}` and `\footnote{…}`, as written. */
  readonly footnotes: readonly string[];
  /** The iD of `\orcidlink{…}` or `\orcidID{…}`. */
  readonly orcid?: string;
}

const symbols: ReadonlyMap<string, string> = new Map(
  `* *|∗ *|⁎ *|＊ *|\\* *|\\ast *|\\star ⋆|\\textasteriskcentered *|† †|\\dag †|\\dagger †|\\textdagger †|‡ ‡
  \\ddag ‡|\\ddagger ‡|\\textdaggerdbl ‡|§ §|\\S §|\\textsection §|\\mathsection §|¶ ¶|\\P ¶|\\textparagraph ¶
  \\mathparagraph ¶|‖ ‖|\\| ‖|\\parallel ‖|\\textbardbl ‖|\\# #|\\sharp ♯|\\diamond ⋄|\\bullet •|\\circ ∘|\\ddagger ‡
  ✉ ✉|\\Letter ✉|\\Envelope ✉|\\faEnvelope ✉|\\envelope ✉`
    .split(/\n\s*|(?<!\\)\|/)
    .map((row) => row.split(" ") as [string, string]),
);

const superscriptDigits = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const commandEnd = "(?![a-zA-Z])(?:\\s*\\{\\})?";
const group = "\\{((?:[^{}]|\\{[^{}]*\\})*)\\}";

const candidate = new RegExp(
  [
    `\\$([^$]{1,60})\\$`,
    `\\\\(?:textsuperscript|up|inst|IEEEauthorrefmark|mkbibsuperscript)\\s*${group}`,
    `<sup>([^<]{1,60})</sup>`,
    `(?<!\\\\)(?:\\^\\{([^{}]{1,60})\\}|\\^([*†‡§¶∗\\d]))`,
    `\\\\(?:thanks|footnote)\\s*${group}`,
    `\\\\footnotemark(?![a-zA-Z])\\s*(?:\\[([^\\]]{0,20})\\])?`,
    `\\\\(corref|fnref|tnoteref|orcidlink|orcidID|thanksref)\\s*${group}`,
    `(\\\\(?:dag|dagger|ddag|ddagger|textdagger|textdaggerdbl|textasteriskcentered|ast|Letter|Envelope|faEnvelope)${commandEnd})`,
    `([*∗⁎＊]+|[†‡§¶‖✉])`,
    `([${superscriptDigits}]+(?:,[${superscriptDigits}]+)*)`,
  ].join("|"),
  "g",
);

/** Cuts the marks off a name or a part of one: `Ein*`, `Pod$^{1,*}$`, `Ros\textsuperscript{\dag}`, `Ash\thanks{…}`. */
export function cutMarks(text: string): MarkedText {
  if (!/[*†‡§¶∗⁎＊✉‖$^\\⁰¹²³⁴-⁹]|<sup>/.test(text)) return { text, marks: [], footnotes: [] };
  const marks: string[] = [];
  const footnotes: string[] = [];
  const kept: string[] = [];
  let orcid: string | undefined;
  let from = 0;
  for (const found of text.matchAll(candidate)) {
    let start = found.index;
    let end = start + found[0].length;
    const read = readCandidate(found, text[end] ?? "");
    if (!read) continue;
    for (const mark of read.marks) marks.push(mark);
    footnotes.push(...read.footnotes);
    if (/^\\orcid/.test(found[0])) orcid = parseOrcid(found[9] ?? "").value;
    // A group that held nothing but the mark goes with it: "Pod{$^{*}$}".
    while (start > from && text[start - 1] === "{" && text[end] === "}") {
      start--;
      end++;
    }
    const between = text.slice(from, start);
    if (from === 0 || between !== ",") kept.push(between);
    from = end;
  }
  return {
    text: from === 0 ? text : kept.join("") + text.slice(from),
    marks,
    footnotes,
    ...(orcid === undefined ? {} : { orcid }),
  };
}

function readCandidate(found: RegExpMatchArray, next: string): Pick<MarkedText, "marks" | "footnotes"> | undefined {
  const [, formula, raised, html, caretGroup, caretOne, footnote, number, reference, , symbol, sign, digits] = found;
  if (footnote !== undefined) return { marks: [], footnotes: [footnote] };
  if (reference !== undefined) return { marks: reference === "corref" ? ["✉"] : [], footnotes: [] };
  const isBareFormula = formula !== undefined && !formula.includes("^");
  const source = formula ?? raised ?? html ?? caretGroup ?? caretOne ?? symbol ?? sign ?? number ?? spellDigits(digits);
  if (source === undefined) return { marks: [], footnotes: [] };
  const marks = readMarks(source, !isBareFormula && !/\p{L}/u.test(next));
  // Other symbols of a formula on the line may be a part of the name, as the dot in it.
  if (!marks || (isBareFormula && !marks.every((mark) => /^[*†‡§¶‖✉]+$/.test(mark)))) return undefined;
  return { marks, footnotes: [] };
}

/** The marks of a superscript; undefined where it holds anything else, as in "M$^{\text{c}}$Donald". */
function readMarks(source: string, takesLetters: boolean): readonly string[] | undefined {
  const marks: string[] = [];
  const step = /([*∗⁎＊]+|[†‡§¶‖✉•]|\\[a-zA-Z]+|\\[*|#])|([\d]{1,3})|([a-zA-Z])(?![a-zA-Z])|[\s,;^{}$]|\\[,;! ]/y;
  while (step.lastIndex < source.length) {
    const found = step.exec(source);
    if (!found) return undefined;
    const [, symbol, number, letter] = found;
    if (symbol !== undefined && /^\\(?:textsuperscript|text|mathrm|rm|bf|normalfont)$/.test(symbol)) continue;
    const mark =
      symbol !== undefined
        ? /^[*∗⁎＊]+$/.test(symbol)
          ? "*".repeat(symbol.length)
          : symbols.get(symbol)
        : (number ?? letter);
    if ((symbol !== undefined && mark === undefined) || ((letter ?? number) !== undefined && !takesLetters))
      return undefined;
    if (mark !== undefined) marks.push(mark);
  }
  return marks;
}

function spellDigits(digits: string | undefined): string | undefined {
  return digits?.replace(/[^,]/gu, (digit) => String(superscriptDigits.indexOf(digit)));
}

/** What a data annotation says of one item of a list. */
export interface Annotation {
  /** Of the name in the list, from 1; 0 for the field as a whole. */
  readonly position: number;
  /** The part of the name it is about: "family". Absent where it is about the whole name. */
  readonly part?: string;
  readonly values: readonly string[];
}

/**
 * Reads the value of a field `author+an` (biblatex manual, "Data Annotations"): `1=first; 2=first,corresponding;
 * 2:family="as printed"`. What has no equals sign is left out.
 */
export function parseAnnotations(text: string): readonly Annotation[] {
  return (text.match(/(?:"[^"]*"|[^;"]|")+/g) ?? []).flatMap((item) => {
    const found = /^(\d{0,6}) ?(?:: ?([\w-]+) ?)?= ?(.*)$/.exec(item.replace(/\s+/g, " ").trim());
    if (!found) return [];
    const [, position = "", part, values = ""] = found;
    return [{ position: Number(position), ...(part === undefined ? {} : { part }), values: splitValues(values) }];
  });
}

function splitValues(text: string): readonly string[] {
  const literal = /^"([\s\S]*)"\s*$/.exec(text)?.[1];
  const values = literal === undefined ? text.split(",") : [literal];
  return values.map((value) => value.replace(/\s+/g, " ").trim()).filter(Boolean);
}

/**
 * Gives each name the annotations on it as a whole; `items` are the positions by which annotations call the names, and
 * `annotations` are by their names: "", `role`, `affiliation`, `orcid`, `homepage`, `id`. "equal", "co-first" and the like mean
 * equal contribution, and so does "first" where several names carry it, as "last" means that of last authors;
 * "corresponding" means what it says. A position beyond the list, and an annotation on a part of a name, say nothing here.
 */
export function annotateNames(
  names: readonly Name[],
  items: readonly number[],
  annotations: ReadonlyMap<string, readonly Annotation[]>,
): readonly Name[] {
  const called = (kind: string) => byPosition(annotations.get(kind) ?? []);
  const own = called("");
  const affiliations = called("affiliation");
  const roles = called("role");
  const texts = (["orcid", "homepage", "id"] as const).map((kind) => [kind, called(kind)] as const);
  const isShared = (word: RegExp) =>
    items.filter((item) => own.get(item)?.some((value) => word.test(value))).length > 1;
  const isSharedFirst = isShared(/^first$/i);
  const isSharedLast = isShared(/^last$/i);
  return names.map((unannotated, index) => {
    const item = items[index]!;
    const rolesSaid = (roles.get(item) ?? []).flatMap((role) => creditRoleOf(role) ?? []);
    const name: Name = {
      ...unannotated,
      ...(rolesSaid.length === 0 ? {} : { roles: [...new Set(rolesSaid)] }),
      ...(affiliations.has(item) ? { affiliations: affiliations.get(item)! } : {}),
      ...Object.fromEntries(
        texts.flatMap(([kind, values]) => (values.get(item)?.[0] ? [[kind, values.get(item)![0]!]] : [])),
      ),
    };
    const values = own.get(item) ?? [];
    if (values.length === 0) return name;
    return {
      ...name,
      annotations: [
        ...(name.annotations ?? []),
        ...values.map((value) => (isSharedLast && /^last$/i.test(value) ? "equal-last" : value)),
      ],
      equalContribution:
        name.equalContribution || values.some((value) => saysEqual(value) || (isSharedFirst && /^first$/i.test(value))),
      corresponding: name.corresponding || values.some(saysCorresponding),
    };
  });
}

/** The values on each name as a whole, by the position of the name. */
function byPosition(annotations: readonly Annotation[]): ReadonlyMap<number, readonly string[]> {
  const values = new Map<number, readonly string[]>();
  for (const { position, part, values: more } of annotations) {
    if (part === undefined && more.length > 0) values.set(position, [...(values.get(position) ?? []), ...more]);
  }
  return values;
}

/** Whether an annotation or footnote says that authors contributed equally. */
export function saysEqual(text: string): boolean {
  return /^(?:equal|co-?first)(?:[ -]?(?:contribution|contributors?|author)s?)?$|\b(?:contributed|contributing) equally\b|\bequal (?:contribution|authorship)\b/i.test(
    text.trim(),
  );
}

/** Whether an annotation or footnote says that this author is the one to write to. */
export function saysCorresponding(text: string): boolean {
  return /^corresponding$|\bcorresponding author\b|\bcorrespondence\b/i.test(text.trim());
}
