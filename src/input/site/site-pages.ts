// In: the files of content/pages and content/news. Out: the author's own pages and news, in all languages they are written in.

import { type Diagnostic, diagnostic, type Place, type Result, takeInto } from "../../diagnostic/diagnostic.ts";
import { siteParts } from "../../record/content-files.ts";
import {
  type AuthoredPage,
  citationPattern,
  type NewsItem,
  type PageTexts,
  type Prose,
} from "../../record/site-settings.ts";
import { unread } from "../files/list-content.ts";
import { placeAt, type SourceFile } from "../files/source-file.ts";
import { newsFields, pageFields } from "../front-matter/field-tables.ts";
import { parseMarkdown } from "../front-matter/markdown-entry.ts";
import { checkFields } from "../yaml/check-fields.ts";
import { languageOfFile } from "./site-content.ts";
import { proseOf, readProse, readTitle, titleOf } from "./site-prose.ts";

/** A file, and those that say the same in other languages. */
export interface TranslatedFile {
  readonly file: SourceFile;
  readonly translations: readonly SourceFile[];
}

/** The files of a folder, each with its translations: `about.md` with `about.de.md`. One that translates nothing is told. */
export function withTranslations(files: readonly SourceFile[]): Result<readonly TranslatedFile[]> {
  const stem = ({ path }: SourceFile) => path.replace(/\.\w+$/, "");
  const first = ({ path }: SourceFile) => path.replace(/\.[^./]+\.\w+$/, "");
  const isTranslation = (file: SourceFile) => languageOfFile(file) !== undefined;
  const value = files
    .filter((file) => !isTranslation(file))
    .map((file) => ({ file, translations: files.filter((one) => isTranslation(one) && first(one) === stem(file)) }));
  const found = new Set(value.flatMap(({ translations }) => translations));
  const diagnostics = files
    .filter((file) => isTranslation(file) && !found.has(file))
    .map((file) =>
      diagnostic({
        ...unread,
        message: `The file is not read: there is no ${first(file).split("/").at(-1)}.md that it says in another language.`,
        hint: "write that too, or take the language out of the file's name.",
        file: file.path,
      }),
    );
  return { value, diagnostics };
}

/** Messages of files in languages that the site has no pages in, of which nothing is shown. */
export function tellOtherLanguages(files: readonly SourceFile[], languages: readonly string[]): readonly Diagnostic[] {
  return files.flatMap((file) => {
    const language = languageOfFile(file);
    if (language === undefined || languages.includes(language)) return [];
    return diagnostic({
      ...unread,
      message: `The file is not shown: the site has no pages in the language "${language}".`,
      hint: `write languages: [${[...languages, language].join(", ")}] in content/site.yaml, or take ".${language}" out of the file's name.`,
      file: file.path,
    });
  });
}

/**
 * The author's pages, in the order of the navigation; one whose name can't be an address, or is that of another page of the
 * site in one of its languages, is left out; `others` are parts of the site that not every site has.
 */
export function readPages(
  files: readonly SourceFile[],
  languages: readonly string[],
  others: readonly string[] = [],
): Result<readonly AuthoredPage[]> {
  const diagnostics: Diagnostic[] = [];
  const take = takeInto(diagnostics);
  const taken = new Set([
    ...siteParts,
    ...others,
    "assets",
    "search",
    "index",
    ...languages.map((tag) => tag.toLowerCase()),
  ]);
  const fileAt = new Map<string, string>();
  const pages = take(withTranslations(files)).flatMap(({ file, translations }): readonly AuthoredPage[] => {
    const name = file.path.slice("content/pages/".length);
    const path = name.replace(/\.\w+$/, "").replace(/\/index$/, "");
    const leaveOut = (code: Diagnostic["code"], message: string, hint: string) => {
      diagnostics.push(diagnostic({ code, message, hint, ...placeAt(file, 0) }));
      return [];
    };
    if (!/^[a-z0-9][a-z0-9-]*(?:\/[a-z0-9][a-z0-9-]*)*$/.test(path))
      return leaveOut(
        "input/unsafe-name",
        `The file is called "${name}", which can't be the address of a page, so it is left out.`,
        "name it in lower case with letters a to z, digits and hyphens, as in about-me.md.",
      );
    const other = fileAt.get(path);
    if (other !== undefined || taken.has(path.split("/")[0]!))
      return leaveOut(
        "input/page-address",
        `The page would have the address "/${path}/", where ${other ?? "the site"} has a page already, so it is left out.`,
        path === "index" ? "write the text of the front page into content/index.md." : "give the file another name.",
      );
    fileAt.set(path, file.path);
    const read = take(readPage(file));
    if (read === undefined) return [];
    const usual = titleOf(path.split("/").at(-1)!);
    return [
      {
        title: usual,
        heading: [{ kind: "text", value: usual }],
        ...read,
        path,
        translations: take(readEach(translations, readPage)),
      },
    ];
  });
  const orderOf = ({ order = Number.POSITIVE_INFINITY }: AuthoredPage) => order;
  const value = pages.toSorted((one, other) =>
    orderOf(one) === orderOf(other) ? (one.path < other.path ? -1 : 1) : orderOf(one) - orderOf(other),
  );
  return { value, diagnostics };
}

/** What translations say, by their languages. */
function readEach<Text>(
  files: readonly SourceFile[],
  read: (file: SourceFile) => Result<Text | undefined>,
): Result<ReadonlyMap<string, Text>> {
  const diagnostics: Diagnostic[] = [];
  const take = takeInto(diagnostics);
  const texts = files.flatMap((file) => {
    const text = take(read(file));
    return text === undefined ? [] : [[languageOfFile(file)!, text] as const];
  });
  return { value: new Map(texts), diagnostics };
}

function readPage(file: SourceFile): Result<(PageTexts & Pick<AuthoredPage, "order" | "aliases">) | undefined> {
  const diagnostics: Diagnostic[] = [];
  const take = takeInto(diagnostics);
  const markdown = take(parseMarkdown(file, true));
  if (!markdown) return { value: undefined, diagnostics };
  const fields = take(checkFields(markdown.yaml, [], pageFields));
  const { description, nav, order, aliases } = fields;
  const placeOf = (...path: readonly (string | number)[]) => markdown.yaml.placeOf(path);
  const isNo = nav !== undefined && /^(?:false|no)$/i.test(nav);
  return {
    value: {
      ...take(readProse(proseOf(file, markdown, fields))),
      citedAt: citedIn(markdown.body, (offset) => placeAt(file, markdown.bodyOffset + offset)),
      ...(description === undefined ? {} : { description: take(readTitle(description, placeOf("description"))).title }),
      ...(nav === undefined || isNo ? {} : { nav: /^(?:true|yes)$/i.test(nav) ? true : nav }),
      ...(order === undefined ? {} : { order }),
      ...(aliases === undefined
        ? {}
        : { aliases: aliases.map((written, index) => ({ written, place: placeOf("aliases", index) })) }),
    },
    diagnostics,
  };
}

/** Where a text cites papers, as pandoc writes it; see `citePapers`. */
function citedIn(text: string, placeOf: (offset: number) => Place): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  for (const { 0: group, index } of text.matchAll(citationPattern))
    for (const { 1: key = "", index: at } of group.matchAll(/@([^\s[\];,]+)/g))
      if (!places.has(key)) places.set(key, placeOf(index + at));
  return places;
}

/** The news, the newest first; what has no day is left out, for nobody could say where it belongs. */
export function readNews(files: readonly SourceFile[]): Result<readonly NewsItem[]> {
  const diagnostics: Diagnostic[] = [];
  const take = takeInto(diagnostics);
  const ids = new Set<string>();
  const items = take(withTranslations(files)).flatMap(({ file, translations }): readonly NewsItem[] => {
    const name = file.path.slice("content/news/".length).replace(/\.\w+$/, "");
    const read = take(readNewsText(file));
    if (read === undefined) return [];
    const { date: written, placeOfDate, ...prose } = read;
    const date = (written ?? /^\d{4}-\d{2}-\d{2}(?=\D|$)/.exec(name.split("/").at(-1)!)?.[0] ?? "").trim();
    if (!isoDay.test(date)) {
      diagnostics.push(
        diagnostic({
          code: "input/news-date",
          message:
            date === ""
              ? "The news has no date, so it is left out."
              : `"${date}" is no date of the news, so it is left out.`,
          hint: "write date: 2026-03-01 at the top of the file, or begin its name with the day, as in 2026-03-01-award.md.",
          ...placeOfDate,
        }),
      );
      return [];
    }
    const words = name
      .toLowerCase()
      .replace(/[^a-z0-9-]+/g, "-")
      .replace(/^-|-$/g, "");
    const bare = `news-${words || date}`;
    let id = bare;
    for (let more = 2; ids.has(id); more++) id = `${bare}-${more}`;
    ids.add(id);
    const inOthers = [...take(readEach(translations, readNewsText))];
    return [
      {
        ...prose,
        id,
        date,
        translations: new Map(inOthers.map(([tag, { date: _, placeOfDate: __, ...one }]) => [tag, one])),
      },
    ];
  });
  const value = items.toSorted((one, other) =>
    one.date === other.date ? (one.id < other.id ? -1 : 1) : one.date < other.date ? 1 : -1,
  );
  return { value, diagnostics };
}

const isoDay = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/;

function readNewsText(
  file: SourceFile,
): Result<(Prose & { readonly date: string | undefined; readonly placeOfDate: Place }) | undefined> {
  const diagnostics: Diagnostic[] = [];
  const take = takeInto(diagnostics);
  const markdown = take(parseMarkdown(file, true));
  if (!markdown) return { value: undefined, diagnostics };
  const fields = take(checkFields(markdown.yaml, [], newsFields));
  return {
    value: {
      ...take(readProse(proseOf(file, markdown, fields))),
      date: fields.date,
      placeOfDate: markdown.yaml.placeOf(fields.date === undefined ? [] : ["date"]),
    },
    diagnostics,
  };
}
