// In: titles, pages, numbers and names of publishers as services give them. Out: the same as they are to be printed.
import { richTextToPlain } from "../../text/plain-text.ts";
import type { RichNode, RichText } from "../../text/rich-text.ts";
import { type Doubt, note, serious } from "./found-work.ts";
import { readTitleFragment } from "./fragment.ts";

/** A title with its subtitle. `abstract` is where its words in capitals may stand otherwise. */
export function mendTitle(
  written: string,
  subtitle: string | undefined,
  abstract = "",
): { readonly value: RichText; readonly doubts: readonly Doubt[] } {
  const doubts: Doubt[] = [];
  const { value: main, isChanged } = readTitleFragment(written);
  const folded = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
  const sub = subtitle === undefined ? [] : readTitleFragment(subtitle).value;
  const plainSub = richTextToPlain(sub);
  const isTold = plainSub === "" || folded(richTextToPlain(main)).includes(folded(plainSub));
  const joined: RichText = isTold
    ? main
    : [...main, { kind: "text", value: /[:?!–—-]\s*$/.test(richTextToPlain(main)) ? " " : ": " }, ...sub];
  const value = cut(joined);
  if (isChanged) doubts.push(note(`the title had markup, which is now as shown`));
  const plain = richTextToPlain(value);
  if (/[→←↔]\s*0|\b\d \+ /.test(plain) && !value.some(({ kind }) => kind === "math"))
    doubts.push(serious("a formula seems to be lost in the title"));
  const letters = plain.replace(/[^\p{L}]/gu, "");
  const capitals = plain.replace(/[^\p{Lu}]/gu, "").length;
  if (plain.split(/\s+/).length >= 4 && letters.length > 0 && capitals / letters.length > 0.8) {
    doubts.push(serious("the title came in capitals; look at its names and acronyms"));
    return { value: sentence(value, abstract), doubts };
  }
  return { value, doubts };
}

/** Without marks of footnotes, and without the full stop of a catalogue, at its end. */
function cut(title: RichText): RichText {
  const last = title.at(-1);
  if (last?.kind !== "text") return title;
  const value = last.value
    .replace(/(?<![\s☆★*†‡§¶])[\s☆★*†‡§¶]+$/u, "")
    .replace(/\.\s*$/, (stop) => (/[\p{L}\p{N})\]"”]{2}\.\s*$/u.test(richTextToPlain(title)) ? "" : stop))
    .trimEnd();
  return value === "" ? title.slice(0, -1) : [...title.slice(0, -1), { ...last, value }];
}

/** A title in capitals in small letters, but for words with digits and those that the abstract has in capitals. */
function sentence(title: RichText, abstract: string): RichText {
  const kept = new Map(
    [...abstract.matchAll(/[\p{L}\p{N}-]+/gu)]
      .map(([word]) => word)
      .filter((word) => /\p{Lu}/u.test(word) && (/.\p{Lu}/u.test(word) || /\d/.test(word)))
      .map((word) => [word.toUpperCase(), word] as const),
  );
  let isFirst = true;
  const lower = (text: string) =>
    text.replace(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu, (word, index: number) => {
      const begins = isFirst || /[:?!]\s*$/.test(text.slice(0, index));
      isFirst = false;
      const known = kept.get(word);
      if (known !== undefined) return known;
      if (/\d/.test(word)) return word;
      const small = word.toLowerCase();
      return begins ? small.replace(/^\p{L}/u, (letter) => letter.toUpperCase()) : small;
    });
  const visit = (nodes: RichText): RichText =>
    nodes.map((node): RichNode => {
      if (node.kind === "text") return { ...node, value: lower(node.value) };
      return "children" in node ? { ...node, children: visit(node.children) } : node;
    });
  return visit(title);
}

/** Pages with an en dash, both whole: "132-42" is 132–142. Undefined where it is none, as "n/a-n/a" or "1-1" ahead of print. */
export function mendPages(written: string | undefined, isAheadOfPrint: boolean): string | undefined {
  const text = (written ?? "")
    .replace(/^(?:pp?\.|pages?)\s*/i, "")
    .replace(/(?<!\s)\s*[-‐-―−]+\s*/g, "-")
    .trim();
  if (text === "" || /^n\/?a(?:-n\/?a)?$/i.test(text)) return undefined;
  if (isAheadOfPrint && /^1-1$/.test(text)) return undefined;
  return text
    .split(/(?<!\s)\s*,\s*/)
    .map((range) => {
      const [, start, end] = /^([\p{L}\d.]*\d)-([\p{L}\d.]*\d)$/u.exec(range) ?? [];
      if (start === undefined || end === undefined) return range.replaceAll("-", "–");
      const whole = expanded(start, end);
      return whole === start ? start : `${start}–${whole}`;
    })
    .join(", ");
}

/** The end of a range whose first digits are those of its beginning. */
function expanded(start: string, end: string): string {
  if (!/^\d+$/.test(end)) return end;
  const digits = /(?<!\d)\d+$/.exec(start)?.[0] ?? "";
  const prefix = digits === "" ? "" : start.slice(0, -digits.length);
  return end.length < digits.length
    ? prefix + digits.slice(0, digits.length - end.length) + end
    : prefix === ""
      ? end
      : prefix + end;
}

/** A volume or issue without the word for it. */
export const mendNumber = (written: string | undefined): string | undefined =>
  written?.replace(/^(?:volume|vol\.?|issue|no\.?|number|nr\.?|band|bd\.?|heft)\s+/i, "").trim() || undefined;

/** Publishers' legal names, and what stands on their books. */
const imprints: readonly (readonly [legal: RegExp, imprint: string])[] = [
  [/^elsevier\b.*/i, "Elsevier"],
  [
    /^springer (?:science(?: and|\s*&) business media|nature|berlin heidelberg|international publishing|us|singapore|netherlands|london|fachmedien wiesbaden)\b.*|^springer-verlag.*/i,
    "Springer",
  ],
  [/^(?:institute of electrical and electronics engineers|ieee)\b.*/i, "IEEE"],
  [/^association for computing machinery\b.*|^acm(?: press)?$/i, "ACM"],
  [/^mdpi\b.*/i, "MDPI"],
  [/^wiley(?:-blackwell|-vch)?\b.*|^john wiley.*/i, "Wiley"],
  [/^informa uk limited$|^taylor (?:&|and) francis\b.*/i, "Taylor & Francis"],
  [/^oxford university press\b.*/i, "Oxford University Press"],
  [/^cambridge university press\b.*/i, "Cambridge University Press"],
  [/^sage publications\b.*/i, "SAGE"],
  [/^american chemical society\b.*/i, "American Chemical Society"],
  [/^royal society of chemistry\b.*/i, "Royal Society of Chemistry"],
  [/^american physical society\b.*/i, "American Physical Society"],
  [/^aip publishing\b.*/i, "AIP Publishing"],
  [/^iop publishing\b.*/i, "IOP Publishing"],
  [/^public library of science\b.*/i, "PLOS"],
  [/^frontiers media\b.*/i, "Frontiers"],
  [/^association for computational linguistics\b.*/i, "Association for Computational Linguistics"],
  [/^proceedings of the national academy of sciences\b.*/i, "National Academy of Sciences"],
  [/^american association for the advancement of science\b.*/i, "AAAS"],
  [/^walter de gruyter\b.*|^de gruyter\b.*/i, "De Gruyter"],
  [/^world scientific\b.*/i, "World Scientific"],
  [/^mit press\b.*|^the mit press.*/i, "MIT Press"],
  [/^ovid technologies\b.*|^lippincott\b.*/i, "Wolters Kluwer"],
  [/^hindawi\b.*/i, "Hindawi"],
  [/^copernicus\b.*/i, "Copernicus"],
  [/^emerald\b.*/i, "Emerald"],
  [/^brill\b.*/i, "Brill"],
  [/^routledge\b.*/i, "Routledge"],
  [/^society for industrial (?:&|and) applied mathematics\b.*/i, "SIAM"],
  [/^american mathematical society\b.*/i, "American Mathematical Society"],
  [/^american psychological association\b.*/i, "American Psychological Association"],
  [/^university of chicago press\b.*/i, "University of Chicago Press"],
  [/^palgrave macmillan\b.*/i, "Palgrave Macmillan"],
  [/^bmj\b.*/i, "BMJ"],
  [/^thieme\b.*|^georg thieme\b.*/i, "Thieme"],
  [/^karger\b.*|^s\. karger\b.*/i, "Karger"],
  [/^mary ann liebert\b.*/i, "Mary Ann Liebert"],
  [/^optica publishing group\b.*|^the optical society$/i, "Optica Publishing Group"],
  [/^usenix\b.*/i, "USENIX"],
];

export function mendPublisher(written: string | undefined): string | undefined {
  const text = written?.replace(/\s+/g, " ").trim();
  if (text === undefined || text === "") return undefined;
  return imprints.find(([legal]) => legal.test(text))?.[1] ?? text;
}

/** A journal's name without the place that a catalogue puts behind it. */
export const mendJournal = (written: string | undefined): string | undefined =>
  written === undefined
    ? undefined
    : richTextToPlain(readTitleFragment(written).value)
        .replace(/(?<!\s)\s*\((?!online)[A-Z][\p{L} .,]+(?: : \d{4})?\)$/u, "")
        .replace(/\s+/g, " ")
        .trim() || undefined;

/** The preprint servers by the prefixes of their DOIs. */
const servers: readonly (readonly [prefix: RegExp, server: string])[] = [
  [/^10\.1101\//, "bioRxiv"],
  [/^10\.64898\//, "bioRxiv"],
  [/^10\.21203\//, "Research Square"],
  [/^10\.31234\//, "PsyArXiv"],
  [/^10\.20944\//, "Preprints.org"],
  [/^10\.26434\//, "ChemRxiv"],
  [/^10\.2139\//, "SSRN"],
  [/^10\.36227\//, "TechRxiv"],
  [/^10\.31219\//, "OSF Preprints"],
];
export const preprintServer = (doi: string): string | undefined => servers.find(([prefix]) => prefix.test(doi))?.[1];
