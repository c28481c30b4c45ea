// HTML and JATS inside of LaTeX: what web exports leave in BibTeX fields.
import { readEntity, type Tag } from "./html-tags.ts";
import type { LatexState } from "./latex-state.ts";
import { type Frame, wrapIn } from "./rich-text-tools.ts";

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
