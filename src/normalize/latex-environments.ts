// `\begin`, `\end` and `\item`.
import { toBlocks, toItem, toList } from "./blocks.ts";
import { mathEnvironments } from "./latex-commands.ts";
import { math, unpairedMath } from "./latex-formulas.ts";
import type { LatexState } from "./latex-state.ts";
import type { Frame } from "./rich-text-tools.ts";

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
