import type { Mark, Output } from "./output.ts";

/** A stretch of a text of CSL-JSON, a tag, or a quotation mark that has its partner. */
type Piece =
  | { readonly kind: "text"; text: string }
  | { readonly kind: "tag"; readonly mark: Mark | "nocase" | undefined }
  | {
      readonly kind: "quote";
      isOpening: boolean;
      /** As it is typed, for where no other belongs to it. */
      readonly typed: string;
      /** Whether it has a partner: both stay as they are typed, or both are the language's. */
      paired: "no" | "typed" | "language";
    };

const tagOrQuote = /<(\/?)(i|b|sup|sub|sc|span)((?:\s[^<>]*)?)>|["'“”‘’]/g;

/**
 * Puts out a text with the markup that CSL-JSON allows ("Rich text") and with the language's quotation marks for straight
 * ones; within others, curly ones too turn into inner ones. A tag that is not closed ends with the text; a quotation mark
 * without a partner is an apostrophe, or stays.
 */
export function pushRichText(output: Output, typed: string): void {
  // No line begins with a mark behind a space, nor ends with one before it, as French sets them.
  const value = typed.replace(/ (?=[:;!?»])|(?<=«) /g, "\u202f");
  if (!/[<"'“”‘]/.test(value)) {
    output.push("text", value);
    return;
  }
  const open: (Mark | "nocase")[] = [];
  const close = () => {
    if (open.pop() !== "nocase") output.push("close", "");
  };
  for (const piece of piecesOf(value)) {
    if (piece.kind === "tag") {
      if (piece.mark === undefined) {
        if (open.length > 0) close();
      } else {
        open.push(piece.mark);
        if (piece.mark !== "nocase") output.push("mark", piece.mark);
      }
    } else if (piece.kind === "quote" && piece.paired !== "no")
      output.push(piece.isOpening ? "openQuote" : "closeQuote", piece.paired === "typed" ? piece.typed : "");
    else
      output.push(
        open.includes("nocase") || open.includes("upright") ? "fixed" : "text",
        piece.kind === "text" ? piece.text : loneMark(piece.typed),
      );
  }
  while (open.length > 0) close();
}

const loneMark = (typed: string): string => (typed === "'" ? "’" : typed === '"' ? "”" : typed);

function piecesOf(value: string): readonly Piece[] {
  const pieces: Piece[] = [];
  const opened: { readonly piece: Extract<Piece, { kind: "quote" }>; readonly family: string }[] = [];
  let at = 0;
  for (const found of value.matchAll(tagOrQuote)) {
    const [whole, slash, name, attributes = ""] = found;
    if (found.index > at) pieces.push({ kind: "text", text: value.slice(at, found.index) });
    at = found.index + whole.length;
    if (name !== undefined) {
      pieces.push({ kind: "tag", mark: slash ? undefined : markOf(name, attributes) });
      continue;
    }
    const [before, after] = [signBefore(value, found.index), signAfter(value, at)];
    const piece: Piece = { kind: "quote", isOpening: false, typed: whole, paired: "no" };
    const family = /["“”]/.test(whole) ? "double" : whole === "'" ? "straight" : "curly";
    const canOpen = family !== "curly" && /^(?:[\s([{–—/"'“‘-])?$/.test(before) && /\S/.test(after);
    const partner = opened.findLastIndex((one) => one.family === family);
    if (whole === "“" || whole === "‘" || canOpen) {
      piece.isOpening = true;
      opened.push({ piece, family });
    } else if (partner >= 0 && !(family !== "double" && /[\p{L}\p{N}]/u.test(after))) {
      // What opened in between and did not close has no partner.
      const { piece: opening } = opened[partner]!;
      opening.paired = piece.paired = /[“‘]/.test(opening.typed) && /[”’]/.test(whole) ? "typed" : "language";
      opened.length = partner;
    }
    pieces.push(piece);
  }
  if (at < value.length) pieces.push({ kind: "text", text: value.slice(at) });
  return pieces;
}

/** "nodecor" is citeproc's: it undoes italics, and keeps its case. */
const markOf = (name: string, attributes: string): Mark | "nocase" => {
  if (name === "sc") return "small-caps";
  if (name !== "span") return name as Mark;
  if (/nodecor/.test(attributes)) return "upright";
  return /small-caps/.test(attributes) ? "small-caps" : "nocase";
};

/** The signs before and behind a place, past tags; empty at the ends. */
const signBefore = (value: string, at: number): string =>
  /(.)(?:<[^<>]*>)*$/su.exec(value.slice(Math.max(0, at - 200), at))?.[1] ?? "";
const signAfter = (value: string, at: number): string =>
  /^(?:<[^<>]*>)*(.)/su.exec(value.slice(at, at + 200))?.[1] ?? "";
