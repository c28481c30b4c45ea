// What elements of a style ask of the texts that they put out ("Formatting", "Text-case", "Strip-periods").

import { type Mark, type Output, withoutFullStops } from "./output.ts";
import { textCaseOf } from "./text-case.ts";

/** The attributes of an element. */
export type Attributes = Readonly<Record<string, string | undefined>>;

const markOf: ReadonlyMap<string, Mark> = new Map([
  ["font-style italic", "i"],
  ["font-style oblique", "em"],
  ["font-style normal", "upright"],
  ["font-variant small-caps", "small-caps"],
  ["font-variant normal", "normal-caps"],
  ["font-weight bold", "b"],
  ["font-weight normal", "light"],
  ["text-decoration underline", "underline"],
  ["vertical-align sup", "sup"],
  ["vertical-align sub", "sub"],
]);

/** The marks of an element, the outermost first. */
export const marksOf = (attributes: Attributes): readonly Mark[] =>
  ["font-style", "font-variant", "font-weight", "text-decoration", "vertical-align"].flatMap(
    (name) => markOf.get(`${name} ${attributes[name]}`) ?? [],
  );

export const isTrue = (value: string | undefined): boolean => value === "true";

/** Puts out what an element shows in its formatting. Each element is looked at once, when its style is compiled. */
export function marked(attributes: Attributes): (output: Output, show: () => void) => void {
  const marks = marksOf(attributes);
  if (marks.length === 0) return (_, show) => show();
  return (output, show) => {
    for (const mark of marks) output.push("open", mark);
    show();
    for (const _ of marks) output.push("close", "");
  };
}

/** Puts out a text of the style in the formatting, case and affixes of an element that has no body of its own. */
export function affixed(attributes: Attributes): (output: Output, text: string) => void {
  const { prefix, suffix } = attributes;
  const shown = formatted(attributes);
  return (output, text) => {
    if (prefix) output.push("affix", prefix);
    shown(output, text);
    if (suffix) output.push("affix", suffix);
  };
}

/** The same without affixes. */
export function formatted(attributes: Attributes): (output: Output, text: string) => void {
  const within = marked(attributes);
  const change = textCaseOf(attributes) ?? ((text) => text);
  const isStripped = isTrue(attributes["strip-periods"]);
  return (output, text) =>
    within(output, () => output.push("text", change(isStripped ? withoutFullStops(text) : text)));
}
