// What an author must be told of footnotes: which are named nowhere, written twice, or have no text.
import type { MarkdownIt } from "markdown-it";
import type { TextProblem } from "./text-problem.ts";

/** What the parser leaves behind of a text's footnotes. */
export interface FootnoteEnvironment {
  [name: PropertyKey]: unknown;
  footnotes?: { readonly refs?: Readonly<Record<string, number>> };
  /** The labels of all notes, in the order in which they are written. */
  labels?: readonly string[];
  /** Marks in the text that have no note. */
  unpaired?: string[];
}

/** Teaches a parser that knows footnotes to keep their labels. */
export function noteFootnotes(markdown: MarkdownIt): void {
  markdown.core.ruler.before("footnote_tail", "footnote_labels", ({ tokens, env }) => {
    const environment = env as FootnoteEnvironment;
    environment.labels = tokens
      .filter(({ type }) => type === "footnote_reference_open")
      .map(({ meta }) => String(meta?.label));
    environment.unpaired = tokens.flatMap(({ children }) =>
      (children ?? []).flatMap(({ type, content }) =>
        type === "text" ? (content.match(/\[\^[^\]\s]+\]/g) ?? []) : [],
      ),
    );
  });
}

/** The messages of a text's footnotes, each at its place. */
export function footnoteProblems(text: string, environment: FootnoteEnvironment): readonly TextProblem[] {
  const { labels = [], unpaired = [], footnotes } = environment;
  const problems: TextProblem[] = [];
  const say = (offset: number, message: string, hint: string) =>
    problems.push({ code: "normalize/footnote", offset: Math.max(0, offset), message, hint });
  const seen = new Set<string>();
  for (const label of labels) {
    const definition = `[^${label}]:`;
    const first = text.indexOf(definition);
    if (seen.has(label)) {
      say(
        text.indexOf(definition, first + 1),
        `The footnote [^${label}] is written twice; the last is shown.`,
        "give one of the two another name.",
      );
    } else if (footnotes?.refs?.[`:${label}`] === -1) {
      say(
        first,
        `No mark [^${label}] in the text leads to this footnote, so it is not shown.`,
        `write [^${label}] where it belongs.`,
      );
    }
    seen.add(label);
  }
  for (const mark of new Set(unpaired)) {
    say(
      text.indexOf(mark),
      `The mark ${mark} has no footnote, so it is shown as it is written.`,
      `write the footnote below the text, in a line that begins with ${mark}:`,
    );
  }
  return problems;
}
