// The formulas of a LaTeX text, kept as they are written.

import { readEntity, type Tag } from "../html-tags.ts";
import { toBlocks, toItem, toList } from "../plain-text.ts";
import { type Frame, wrapIn } from "../rich-text-tools.ts";
import { mathEnvironments } from "./latex-commands.ts";
import type { LatexState } from "./latex-state.ts";

/** Reads a dollar sign: the formula that it begins, or the sign and a problem. */
export function readDollar(state: LatexState) {
  const at = state.position;
  const pair = state.structure.math.get(at);
  if (!pair) return unpairedDollar(state);
  const width = pair.display ? 2 : 1;
  state.position = pair.end + 1;
  math(state, state.text.slice(at + width, pair.end - width + 1), pair.display);
}

function unpairedDollar(state: LatexState) {
  state.report(
    "text/unbalanced-math",
    "",
    state.position,
    'A "$" has no partner, so it is shown as a dollar sign.',
    "write \\$ for a dollar sign, or close the formula with a second $.",
  );
  state.emit("$", 1);
}

/** Reads the formula that ends with `closer`. */
export function mathUntil(state: LatexState, closer: string, display: boolean, start: number) {
  const from = state.position;
  const end = state.find(closer, from);
  if (end < 0) return unpairedMath(state, start);
  state.position = end + 2;
  math(state, state.text.slice(from, end), display);
}

/** Reports that the formula begun at `start` never ends. */
export function unpairedMath(state: LatexState, start: number) {
  const opener = state.text.slice(start, state.position);
  state.report(
    "text/unbalanced-math",
    "",
    start,
    `The formula that "${opener}" begins has no end, so it is shown as text.`,
    "close the formula.",
  );
}

/** Adds a formula. */
export function math(state: LatexState, tex: string, display: boolean) {
  // `\($x$\)`: a formula that was marked twice.
  const own = /^\s*\$([^$]*)\$\s*$/.exec(tex)?.[1] ?? tex;
  if (own.trim()) state.builder.add({ kind: "math", tex: own, display });
}

// HTML and JATS inside of LaTeX: what web exports leave in BibTeX fields.

/** Reads `&`, bare or after its backslash, or the entity that it begins; `\&\#39;` is one as well. */
export function readAmpersand(state: LatexState) {
  const escaped = state.text.startsWith("&\\#", state.position);
  const entity = escaped
    ? readEntity(`&${state.text.slice(state.position + 2, state.position + 40)}`, 0)
    : readEntity(state.text, state.position);
  state.emit(entity?.value ?? "&", entity ? entity.length + (escaped ? 1 : 0) : 1);
}

/** Reads `<`: a tag that opens and closes in this text, or the sign. */
export function readTagAt(state: LatexState) {
  const tag = state.tags.get(state.position);
  if (tag) applyTag(state, tag);
  else state.emit("<", 1);
}

/** Does what a tag means; an end without a beginning in the same group means nothing. */
function applyTag(state: LatexState, { name, meaning, closing, length }: Tag) {
  state.position += length;
  if (meaning === "paragraph") return state.break();
  if (meaning === "space") return state.emit(" ", 0);
  if (meaning === "content") return;
  const label = `<${name}>`;
  if (!closing) {
    if (state.builder.isFull) return;
    return state.builder.open(label, state.context({ flow: false, ...state.changesOf(meaning) }), wrapIn(meaning));
  }
  const isImplicit = (frame: Frame) => frame.label.startsWith("<") || frame.label.startsWith("switch ");
  const open = state.builder.find((frame) => frame.label === label, isImplicit);
  if (open) state.builder.closeThrough(open);
}

// `\begin`, `\end` and `\item`.

/** Reads what stands after `\begin`: a formula, a list, a quotation; others mean nothing. */
export function beginEnvironment(state: LatexState, start: number) {
  const name = state.rawArgument();
  const inner = mathEnvironments.get(name);
  if (inner !== undefined) {
    const from = state.position;
    const end = state.find(`\\end{${name}}`, from);
    if (end >= 0) {
      const body = state.text.slice(from, end);
      state.position = end + name.length + 6;
      return math(state, inner ? `\\begin{${inner}}${body}\\end{${inner}}` : body, name !== "math");
    }
    return unpairedMath(state, start);
  }
  state.skipOptional();
  if (!state.builder.top.flow || state.builder.isFull) return state.emit(" ", 0);
  const label = `\\begin{${name}}`;
  if (name === "itemize" || name === "description") {
    state.builder.open(label, state.context({ flow: false }), (nodes) => toList("list", nodes));
  } else if (name === "enumerate") {
    state.builder.open(label, state.context({ flow: false }), (nodes) => toList("orderedList", nodes));
  } else if (name === "quote" || name === "quotation") {
    state.builder.open(label, state.context({}), (nodes) => {
      const children = toBlocks(nodes);
      return children.length > 0 ? [{ kind: "quote", children }] : [];
    });
  } else state.emit(" ", 0);
}

/** Ends the environment of this name, if it is open. */
export function endEnvironment(state: LatexState, name: string) {
  const isInner = (frame: Frame) => frame.label === "item" || frame.label.startsWith("switch ");
  const frame = state.builder.find((open) => open.label === `\\begin{${name}}`, isInner);
  if (frame) state.builder.closeThrough(frame);
  else state.emit(" ", 0);
}

/** Begins a list item; outside of a list a paragraph with a bullet. */
export function item(state: LatexState) {
  const option = state.match(/\s*\[[^\][{}]{0,200}\]/y);
  state.position += option.length;
  const isSwitch = (frame: Frame) => frame.label.startsWith("switch ");
  const previous = state.builder.find((frame) => frame.label === "item", isSwitch);
  if (previous) state.builder.closeThrough(previous);
  if (state.builder.top.label.startsWith("\\begin{")) {
    state.builder.open("item", state.context({ flow: true }), toItem);
    state.builder.text(option.trim().slice(1, -1));
  } else {
    state.break();
    state.emit(`• ${option.trim().slice(1, -1)}`, 0);
  }
  state.emit(option ? " " : "", 0);
  state.skipSpace();
}
