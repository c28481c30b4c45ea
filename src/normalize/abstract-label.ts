import { richTextToPlain } from "../model/plain-text.ts";
import type { RichNode, RichText } from "../model/rich-text.ts";

/** "Abstract" as papers head it, in the languages of most papers. */
const labels =
  "abstract|zusammenfassung|kurzfassung|résumé|resumé|resumen|resumo|riassunto|sommario|samenvatting|sammanfattning|" +
  "sammendrag|tiivistelmä|streszczenie|abstrakt|sažetak|rezumat|összefoglaló|özet|öz|περίληψη|аннотация|анотація|" +
  "реферат|תקציר|الملخص|ملخص|المستخلص|چکیده|सारांश|摘要|要旨|概要|抄録|초록|요약";
/** Full stops, colons and dashes, in the forms of all scripts. */
const stops = "[.:。．：—–]|\\s-(?=\\s)";

const alone = new RegExp(`^[\\[【(]?\\s*(?:${labels})\\s*[\\]】)]?\\s*(?:${stops}|-)*$`, "iu");
const heading = new RegExp(`^[\\[【(]?(?:${labels})[\\]】)]?\\s*(?:${stops})\\s*`, "iu");
const bracketed = new RegExp(`^[\\[【](?:${labels})[\\]】]\\s*`, "iu");

/**
 * An abstract without the word "Abstract" at its head, since the page has a heading of its own: a paragraph or heading that
 * says no more, or the word before its colon, full stop or dash. A sentence that begins with the word stays.
 */
export function withoutAbstractLabel(blocks: RichText): RichText {
  const [first, ...rest] = blocks;
  if (first?.kind !== "paragraph" && first?.kind !== "heading") return blocks;
  if (alone.test(richTextToPlain(first.children).trim())) return rest;
  const children = withoutLabel(first.children);
  return children === first.children ? blocks : [{ ...first, children }, ...rest];
}

function withoutLabel(nodes: RichText): RichText {
  const [first, second] = nodes;
  if (first === undefined) return nodes;
  if (first.kind === "text") {
    const found = (heading.exec(first.value) ?? bracketed.exec(first.value))?.[0];
    return found !== undefined && endsLabel(found, first.value.slice(found.length), nodes.slice(1))
      ? trimmed([{ kind: "text", value: first.value.slice(found.length) }, ...nodes.slice(1)])
      : nodes;
  }
  // "**Abstract.** We show", "*Abstract*: we show"
  if (first.kind !== "strong" && first.kind !== "emphasis" && first.kind !== "smallCaps") return nodes;
  const word = richTextToPlain(first.children).trim();
  if (!alone.test(word)) return nodes;
  if (/[^\p{L}\p{M}]$/u.test(word)) return trimmed(nodes.slice(1));
  const stop = second?.kind === "text" ? new RegExp(`^\\s*(?:${stops})\\s*`, "u").exec(second.value)?.[0] : undefined;
  if (stop === undefined || second?.kind !== "text") return nodes;
  return trimmed([{ kind: "text", value: second.value.slice(stop.length) }, ...nodes.slice(2)]);
}

/** Whether a dash behind the word heads the text: what follows begins a sentence. "Abstract—like art" is one itself. */
function endsLabel(label: string, text: string, rest: RichText): boolean {
  return !/[—–-]\s*$/.test(label) || (text === "" ? rest.length > 0 : !/^\p{Ll}/u.test(text));
}

function trimmed([first, ...rest]: RichText): readonly RichNode[] {
  if (first?.kind !== "text") return first ? [first, ...rest] : rest;
  const value = first.value.replace(/^[\s]+/, "");
  return value === "" ? rest : [{ kind: "text", value }, ...rest];
}
