// The loop behind `parseLatex`: walks a text once, from left to right, without recursion.

import { readEntity } from "../html-tags.ts";
import type { RichNode } from "../rich-text.ts";
import { wrapIn } from "../rich-text-tools.ts";
import { readCommand } from "./latex-command.ts";
import { readAmpersand, readDollar, readTagAt } from "./latex-environments.ts";
import { hasBlankLine, type LatexForm, LatexState, type Report } from "./latex-state.ts";

/** The nodes of a text, with `paragraphBreak` between paragraphs where `blocks` are wanted, not yet tidied. */
export function readLatex(text: string, { blocks = false, asTyped = false }: LatexForm, report: Report): RichNode[] {
  const state = new LatexState(text, { blocks, asTyped }, report);
  const { builder } = state;
  while (state.position < text.length) {
    state.awaitsArgument = false;
    step(state);
    if (!state.awaitsArgument) while (builder.top.label === "token") builder.close();
  }
  const open = builder.find(isGroup, () => true);
  if (open) reportBrace(state, open.offset);
  for (const { code, offset, message, hint } of builder.depthProblem()) report(code, "", offset, message, hint);
  return builder.end();
}

function isGroup(frame: { readonly label: string }): boolean {
  return frame.label === "{";
}

function step(state: LatexState) {
  const at = state.position;
  const character = state.text[at]!;
  const next = state.text[at + 1];
  switch (character) {
    case "\\":
      // At the very end TeX takes the line end for its name: a space.
      return next === undefined ? state.emit("", 1) : readCommand(state);
    case "{":
      return openGroup(state);
    case "}":
      return closeGroup(state);
    case "$":
      return readDollar(state);
    case "~":
      return state.emit("\u00a0", 1);
    case "<":
      return readTagAt(state);
    case "&":
      return readAmpersand(state);
    case "-":
      return dashes(state);
    case "`":
    case "'":
      return quote(state, character, next === character);
    case "?":
    case "!":
      if (next === "`" && state.text[at + 2] !== "`") return state.emit(character === "?" ? "¿" : "¡", 2);
      return state.emit(character, 1);
    default:
      return /\s/.test(character) ? whiteSpace(state) : plain(state);
  }
}

function plain(state: LatexState) {
  const isToken = state.builder.top.label === "token";
  const run = state.match(isToken ? /./suy : /[^\\{}$~<&`'\-?!\s]+(?:(?: |-(?!-))[^\\{}$~<&`'\-?!\s]+)*/y);
  state.emit(run, run.length);
}

function whiteSpace(state: LatexState) {
  const space = state.match(/\s+/y);
  if (state.blocks && hasBlankLine(space)) state.break();
  const own = space.replace(/[ \t\r\n\f\v]+/g, " ");
  state.emit(own, space.length);
}

function dashes(state: LatexState) {
  const { code, label } = state.builder.top;
  if (label === "token") return state.emit("-", 1);
  const dashes = state.match(/-+/y);
  state.emit(code ? dashes : dashes.replaceAll("---", "—").replaceAll("--", "–"), dashes.length);
}

function quote(state: LatexState, character: string, isDouble: boolean) {
  if (state.builder.top.code) return state.emit(character, 1);
  if (isDouble) return state.emit(character === "`" ? "“" : "”", 2);
  if (character === "`") {
    state.openQuotes++;
    return state.emit("‘", 1);
  }
  // An apostrophe stays as typed; only what closes a ‘ is turned.
  state.position++;
  const closes = state.openQuotes > 0 && !/^\p{L}/u.test(state.text.slice(state.position, state.position + 2));
  if (closes) state.openQuotes--;
  state.emit(closes ? "’" : "'", 0);
}

function openGroup(state: LatexState) {
  const at = state.position;
  if (state.text.startsWith("{\\&}", at)) {
    // `{\&}amp;`: written by an exporter that does not know entities.
    const entity = readEntity(`&${state.text.slice(at + 4, at + 40)}`, 0);
    if (entity) return state.emit(entity.value, entity.length + 3);
  }
  state.openGroups++;
  const isSpecial = state.text[at + 1] === "\\";
  const { noCase, code } = state.builder.top;
  if (isSpecial || noCase || code) state.builder.open("{", state.context({}));
  else state.builder.open("{", state.context({ noCase: true, flow: false }), wrapIn("noCase"));
  state.position++;
}

function closeGroup(state: LatexState) {
  const frame = state.openGroups > 0 ? state.builder.find(isGroup, () => true) : undefined;
  if (frame) {
    state.openGroups--;
    state.builder.closeThrough(frame);
  } else reportBrace(state, state.position);
  state.position++;
}

function reportBrace(state: LatexState, offset: number) {
  state.report(
    "text/unbalanced-brace",
    "",
    offset,
    `The brace "${state.text[offset]}" has no partner, so it was left out.`,
    "close every { with a }, or write \\{ or \\} for a brace that is to be seen.",
  );
}
