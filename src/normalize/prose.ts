// In: the text of `index.md` or of a topic, as written. Out: the tree that pages show, and what its author must be told.
import type { Diagnostic, Place, Result } from "../diagnostic/diagnostic.ts";
import { richTextToPlain } from "../model/plain-text.ts";
import type { RichText } from "../model/rich-text.ts";
import type { Collection, Prose } from "../model/site.ts";
import type { WrittenCollection, WrittenProse } from "../parse/site-prose.ts";
import { placeAt } from "../read/source-file.ts";
import { parseMarkdownBlocks, parseMarkdownInline } from "./markdown-text.ts";
import type { TextProblem } from "./text-problem.ts";

/** Why a formula can't be set, where it can't. */
type MathFault = (tex: string) => string | undefined;

/** Reads a page of the author's: its text as abstracts are read, its title as titles are. */
export function readProse(written: WrittenProse, mathFault: MathFault): Result<Prose> {
  const placeOf = (offset: number) => placeAt(written.file, written.offset + offset);
  const { value: text, problems } = parseMarkdownBlocks(written.text, placeOf);
  const title = written.title === undefined ? undefined : readTitle(written.title, written.titlePlace, mathFault);
  return {
    value: { ...title?.value, text, ...(written.isDraft ? { isDraft: true } : {}), place: placeOf(0) },
    diagnostics: [
      ...(title?.diagnostics ?? []),
      ...[...problems, ...formulaProblems(text, written.text, mathFault)].map((problem) =>
        messageOf(problem, placeOf(problem.offset)),
      ),
    ],
  };
}

/** Reads a topic in all languages it is written in. */
export function readCollection(
  { prose, translations, ...rest }: WrittenCollection,
  mathFault: MathFault,
): Result<Collection> {
  const diagnostics: Diagnostic[] = [];
  const take = (written: WrittenProse): Prose => {
    const { value, diagnostics: found } = readProse(written, mathFault);
    diagnostics.push(...found);
    return value;
  };
  const { title = prose.title, heading = [], text } = take(prose);
  return {
    value: {
      ...rest,
      title,
      writtenTitle: prose.title,
      heading,
      text,
      translations: new Map([...translations].map(([language, one]) => [language, take(one)])),
    },
    diagnostics,
  };
}

/** A title in both its forms: without markup, and as pages show it. What holds no text is taken as it is written. */
export function readTitle(
  written: string,
  place: Place,
  mathFault: MathFault,
): Result<{ readonly title: string; readonly heading: RichText }> {
  const { value, problems } = parseMarkdownInline(written);
  const plain = richTextToPlain(value).trim();
  return {
    value:
      plain === ""
        ? { title: written, heading: [{ kind: "text", value: written }] }
        : { title: plain, heading: withoutLinks(value) },
    diagnostics: [...problems, ...formulaProblems(value, written, mathFault)].map((problem) =>
      messageOf(problem, place),
    ),
  };
}

function messageOf({ code, message, hint }: TextProblem, place: Place): Diagnostic {
  return { code, severity: "warning", message, ...(hint === undefined ? {} : { hint }), ...place };
}

function formulaProblems(tree: RichText, written: string, mathFault: MathFault): readonly TextProblem[] {
  return tree.flatMap((node): readonly TextProblem[] => {
    if (node.kind !== "math") return "children" in node ? formulaProblems(node.children, written, mathFault) : [];
    const reason = mathFault(node.tex);
    if (reason === undefined) return [];
    return [
      {
        code: "normalize/math",
        offset: Math.max(0, written.indexOf(node.tex.trim())),
        message: `The formula "${node.tex}" can't be set, so its source is shown: ${reason}.`,
        hint: "correct the formula, or put a dollar sign that is meant as such behind a backslash.",
      },
    ];
  });
}

/** A title as it may stand within a link. */
function withoutLinks(tree: RichText): RichText {
  return tree.flatMap((node): RichText => {
    if (!("children" in node)) return [node];
    const children = withoutLinks(node.children);
    return node.kind === "link" ? children : [{ ...node, children }];
  });
}
