// In: `index.md` and the files of topics. Out: their front matter, checked, and their texts as written.
import type { Diagnostic, Place, Result } from "../diagnostic/diagnostic.ts";
import type { Collection, CollectionMatch } from "../model/site.ts";
import { stemOf } from "../read/content-kinds.ts";
import { placeAt, type SourceFile } from "../read/source-file.ts";
import { checkFields } from "./check-fields.ts";
import { collectionFields, matchFields, proseFields } from "./field-tables.ts";
import { parseMarkdown } from "./parse-markdown.ts";
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
  const markdown = collect(parseMarkdown(file, true), diagnostics);
  if (!markdown) return { value: undefined, diagnostics };
  const fields = collect(checkFields(markdown.yaml, [], proseFields), diagnostics);
  return {
    value: {
      file,
      ...(fields.title === undefined ? {} : { title: fields.title }),
      titlePlace: markdown.yaml.placeOf(["title"]),
      text: markdown.body,
      offset: markdown.bodyOffset,
      ...draftMark(fields),
    },
    diagnostics,
  };
}

function draftMark({ draft, published }: { readonly draft?: boolean; readonly published?: boolean }) {
  return draft || published === false ? ({ isDraft: true } as const) : {};
}

/** A collection, whose slug is the name of its file; `translations` are the files `<slug>.<language>.md`. */
export function parseCollection(
  file: SourceFile,
  translations: readonly SourceFile[],
): Result<WrittenCollection | undefined> {
  const diagnostics: Diagnostic[] = [];
  const markdown = collect(parseMarkdown(file, true), diagnostics);
  if (!markdown) return { value: undefined, diagnostics };
  const slug = stemOf(file.path);
  const { title, order, ...marks } = collect(checkFields(markdown.yaml, [], collectionFields), diagnostics);
  const match = collect(checkFields(markdown.yaml, ["match"], matchFields), diagnostics);
  if (!/^[a-z0-9][a-z0-9-]*$/.test(slug)) {
    diagnostics.push({
      code: "parse/unsafe-name",
      severity: "error",
      message: `The file is called "${file.path.split("/").at(-1)}", which can't be the address of a collection, so it is left out.`,
      hint: "name it in lower case with letters a to z, digits and hyphens, as in label-noise.md.",
      ...placeAt(file, 0),
    });
    return { value: undefined, diagnostics };
  }
  return {
    value: {
      slug,
      prose: {
        file,
        title: title ?? slug.replaceAll("-", " ").replace(/^./, (letter) => letter.toUpperCase()),
        titlePlace: markdown.yaml.placeOf(["title"]),
        text: markdown.body,
        offset: markdown.bodyOffset,
      },
      ...(order === undefined ? {} : { order }),
      ...(Object.keys(match).length === 0 ? {} : { match: match as CollectionMatch }),
      translations: new Map(
        translations.flatMap((one) => {
          const prose = collect(parseProse(one), diagnostics);
          return prose ? [[languageOfFile(one)!, prose] as const] : [];
        }),
      ),
      ...draftMark(marks),
      place: placeAt(file, 0),
    },
    diagnostics,
  };
}

function collect<Value>(result: Result<Value>, into: Diagnostic[]): Value {
  for (const one of result.diagnostics) into.push(one);
  return result.value;
}
