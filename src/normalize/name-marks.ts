// The marks authors put behind a name: stars, daggers, numbers, footnotes. They are facts about the name, not part of it.
import { parseOrcid } from "./identifier-syntax.ts";

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
