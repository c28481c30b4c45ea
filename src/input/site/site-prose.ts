// In: `index.md` and the files of topics. Out: their front matter, checked, and the trees that pages show.
import { type Diagnostic, diagnostic, type Place, type Result, takeInto } from "../../diagnostic/diagnostic.ts";
import type { Collection, CollectionMatch, Prose } from "../../record/site-settings.ts";
import { parseMarkdownBlocks, parseMarkdownInline } from "../../text/markdown/markdown-text.ts";
import { formulaProblem } from "../../text/mathml.ts";
import { richTextToPlain } from "../../text/plain-text.ts";
import type { RichText } from "../../text/rich-text.ts";
import { problemAt, type TextProblem } from "../../text/text-problem.ts";
import { stemOf } from "../files/list-content.ts";
import { placeAt, type SourceFile } from "../files/source-file.ts";
import { collectionFields, matchFields, proseFields } from "../front-matter/field-tables.ts";
import { type ParsedMarkdown, parseMarkdown } from "../front-matter/markdown-entry.ts";
import { type CheckedFields, checkFields } from "../yaml/check-fields.ts";
import { languageOfFile } from "./site-content.ts";

/** A page's title and text, as its author wrote them. */
export interface WrittenProse {
  readonly file: SourceFile;
  readonly title?: string;
  readonly titlePlace: Place;
  readonly text: string;
  /** Where the text begins in the file. */
  readonly offset: number;
  /** It is only to be seen in `dev`. */
  readonly isDraft?: true;
}

/** A topic whose texts are as its author wrote them. */
export interface WrittenCollection
  extends Omit<Collection, "title" | "writtenTitle" | "heading" | "text" | "translations"> {
  readonly prose: WrittenProse & { readonly title: string };
  readonly translations: ReadonlyMap<string, WrittenProse>;
}

/** A page the author writes, with or without front matter. */
export function parseProse(file: SourceFile): Result<WrittenProse | undefined> {
  const diagnostics: Diagnostic[] = [];
  const take = takeInto(diagnostics);
  const markdown = take(parseMarkdown(file, true));
  if (!markdown) return { value: undefined, diagnostics };
  return { value: proseOf(file, markdown, take(checkFields(markdown.yaml, [], proseFields))), diagnostics };
}

/** The title and text of a page whose front matter has been checked. */
export function proseOf(
  file: SourceFile,
  markdown: ParsedMarkdown,
  fields: CheckedFields<typeof proseFields>,
): WrittenProse {
  return {
    file,
    ...(fields.title === undefined ? {} : { title: fields.title }),
    titlePlace: markdown.yaml.placeOf(["title"]),
    text: markdown.body,
    offset: markdown.bodyOffset,
    ...draftMark(fields),
  };
}

function draftMark({ draft, published }: { readonly draft?: boolean; readonly published?: boolean }) {
  return draft || published === false ? ({ isDraft: true } as const) : {};
}

/** What is called like its file: "About me" of "about-me". */
export const titleOf = (name: string): string =>
  name.replaceAll("-", " ").replace(/^./, (letter) => letter.toUpperCase());

/** A collection, whose slug is the name of its file; `translations` are the files `<slug>.<language>.md`. */
export function parseCollection(
  file: SourceFile,
  translations: readonly SourceFile[],
): Result<WrittenCollection | undefined> {
  const diagnostics: Diagnostic[] = [];
  const take = takeInto(diagnostics);
  const markdown = take(parseMarkdown(file, true));
  if (!markdown) return { value: undefined, diagnostics };
  const slug = stemOf(file.path);
  const { title, order, aliases, ...marks } = take(checkFields(markdown.yaml, [], collectionFields));
  const match = take(checkFields(markdown.yaml, ["match"], matchFields));
  if (!/^[a-z0-9][a-z0-9-]*$/.test(slug)) {
    diagnostics.push(
      diagnostic({
        code: "input/unsafe-name",
        message: `The file is called "${file.path.split("/").at(-1)}", which can't be the address of a collection, so it is left out.`,
        hint: "name it in lower case with letters a to z, digits and hyphens, as in label-noise.md.",
        ...placeAt(file, 0),
      }),
    );
    return { value: undefined, diagnostics };
  }
  return {
    value: {
      slug,
      prose: {
        file,
        title: title ?? titleOf(slug),
        titlePlace: markdown.yaml.placeOf(["title"]),
        text: markdown.body,
        offset: markdown.bodyOffset,
      },
      ...(order === undefined ? {} : { order }),
      ...(aliases === undefined
        ? {}
        : {
            aliases: aliases.map((written, index) => ({ written, place: markdown.yaml.placeOf(["aliases", index]) })),
          }),
      ...(Object.keys(match).length === 0 ? {} : { match: match as CollectionMatch }),
      translations: new Map(
        translations.flatMap((one) => {
          const prose = take(parseProse(one));
          return prose ? [[languageOfFile(one)!, prose] as const] : [];
        }),
      ),
      ...draftMark(marks),
      place: placeAt(file, 0),
    },
    diagnostics,
  };
}

/** Reads a page of the author's: its text as abstracts are read, its title as titles are. */
export function readProse(written: WrittenProse): Result<Prose> {
  const placeOf = (offset: number) => placeAt(written.file, written.offset + offset);
  const { value: text, problems } = parseMarkdownBlocks(written.text, placeOf);
  const title = written.title === undefined ? undefined : readTitle(written.title, written.titlePlace);
  return {
    value: { ...title?.value, text, ...(written.isDraft ? { isDraft: true } : {}), place: placeOf(0) },
    diagnostics: [
      ...(title?.diagnostics ?? []),
      ...[...problems, ...formulaProblems(text, written.text)].map((problem) =>
        problemAt(problem, placeOf(problem.offset)),
      ),
    ],
  };
}

/** Reads a topic in all languages it is written in. */
export function readCollection({ prose, translations, ...rest }: WrittenCollection): Result<Collection> {
  const diagnostics: Diagnostic[] = [];
  const take = takeInto(diagnostics);
  const { title = prose.title, heading = [], text } = take(readProse(prose));
  return {
    value: {
      ...rest,
      title,
      writtenTitle: prose.title,
      heading,
      text,
      translations: new Map([...translations].map(([language, one]) => [language, take(readProse(one))])),
    },
    diagnostics,
  };
}

/** A title in both its forms: without markup, and as pages show it. What holds no text is taken as it is written. */
export function readTitle(
  written: string,
  place: Place,
): Result<{ readonly title: string; readonly heading: RichText }> {
  const { value, problems } = parseMarkdownInline(written);
  const plain = richTextToPlain(value).trim();
  return {
    value:
      plain === ""
        ? { title: written, heading: [{ kind: "text", value: written }] }
        : { title: plain, heading: withoutLinks(value) },
    diagnostics: [...problems, ...formulaProblems(value, written)].map((problem) => problemAt(problem, place)),
  };
}

/** Reads a line that a field holds, whose links may lead within the site. */
export function readInline(written: string, place: Place): Result<RichText> {
  const { value, diagnostics } = readText(written, place);
  const [only] = value;
  return { value: value.length === 1 && only?.kind === "paragraph" ? only.children : value, diagnostics };
}

/** Reads a text of several paragraphs that a field holds; all of it stands at the field's place. */
export function readText(written: string, place: Place): Result<RichText> {
  const { value, problems } = parseMarkdownBlocks(written, () => place);
  return {
    value,
    diagnostics: [...problems, ...formulaProblems(value, written)].map((problem) => problemAt(problem, place)),
  };
}

function formulaProblems(tree: RichText, written: string): readonly TextProblem[] {
  return tree.flatMap((node): readonly TextProblem[] => {
    if (node.kind !== "math") return "children" in node ? formulaProblems(node.children, written) : [];
    const problem = formulaProblem(node.tex);
    return problem === undefined ? [] : [{ ...problem, offset: Math.max(0, written.indexOf(node.tex.trim())) }];
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
