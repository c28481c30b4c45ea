// In: the files of content/pages and content/news. Out: the author's own pages and news, in all languages they are written in.
import { type Diagnostic, diagnostic, type Place, type Result, takeInto } from "../../diagnostic/diagnostic.ts";
import { type AuthoredPage, citationPattern, type NewsItem, type PageTexts } from "../../record/site-settings.ts";
import { stemOf } from "../files/list-content.ts";
import { placeAt, type SourceFile } from "../files/source-file.ts";
import { newsFields, pageFields } from "../front-matter/field-tables.ts";
import { parseMarkdown } from "../front-matter/markdown-entry.ts";
import { checkFields } from "../yaml/check-fields.ts";
import { languageOfFile } from "./site-content.ts";
import { draftMark, readProse, readTitle } from "./site-prose.ts";

/** Addresses that the site has for itself. */
const takenPaths = /^(?:publications|collections|years|types|venues|people|news|assets|search|index)(?:\/|$)/;

/** The files of one folder, each with those that say the same in other languages: `about.md` and `about.de.md`. */
function withTranslations(files: readonly SourceFile[]) {
  const stem = ({ path }: SourceFile) => path.replace(/\.\w+$/, "");
  return files
    .filter((file) => languageOfFile(file) === undefined)
    .map((file) => ({
      file,
      translations: files.filter((one) => {
        const language = languageOfFile(one);
        return language !== undefined && stem(one).toLowerCase() === `${stem(file)}.${language}`.toLowerCase();
      }),
    }));
}

/** The author's pages, in the order of the navigation; one whose name can't be an address is left out. */
export function readPages(files: readonly SourceFile[]): Result<readonly AuthoredPage[]> {
  const diagnostics: Diagnostic[] = [];
  const take = takeInto(diagnostics);
  const pages = withTranslations(files).flatMap(({ file, translations }): readonly AuthoredPage[] => {
    const path = file.path
      .slice("content/pages/".length)
      .replace(/\.\w+$/, "")
      .replace(/\/index$/, "");
    const tell = (message: string, hint: string) => {
      diagnostics.push(diagnostic({ code: "input/unsafe-name", message, hint, ...placeAt(file, 0) }));
      return [];
    };
    if (!/^[a-z0-9][a-z0-9-]*(?:\/[a-z0-9][a-z0-9-]*)*$/.test(path))
      return tell(
        `The file is called "${file.path.slice("content/pages/".length)}", which can't be the address of a page, so it is left out.`,
        "name it in lower case with letters a to z, digits and hyphens, as in about-me.md.",
      );
    if (takenPaths.test(path))
      return tell(
        `The page would have the address "/${path}/", where the site has pages of its own, so it is left out.`,
        path === "index" ? "write the text of the front page into content/index.md." : "give the file another name.",
      );
    const read = take(readPage(file));
    if (read === undefined) return [];
    const usual = path
      .split("/")
      .at(-1)!
      .replaceAll("-", " ")
      .replace(/^./, (letter) => letter.toUpperCase());
    return [
      {
        title: usual,
        heading: [{ kind: "text", value: usual }],
        ...read,
        path,
        translations: new Map(
          translations.flatMap((one) => {
            const texts = take(readPage(one));
            return texts === undefined ? [] : [[languageOfFile(one)!, texts] as const];
          }),
        ),
      },
    ];
  });
  const orderOf = ({ order = Number.POSITIVE_INFINITY }: AuthoredPage) => order;
  const value = pages.toSorted((one, other) =>
    orderOf(one) === orderOf(other) ? (one.path < other.path ? -1 : 1) : orderOf(one) - orderOf(other),
  );
  return { value, diagnostics };
}

function readPage(file: SourceFile): Result<(PageTexts & Pick<AuthoredPage, "order" | "aliases">) | undefined> {
  const diagnostics: Diagnostic[] = [];
  const take = takeInto(diagnostics);
  const markdown = take(parseMarkdown(file, true));
  if (!markdown) return { value: undefined, diagnostics };
  const { title, description, nav, order, aliases, ...marks } = take(checkFields(markdown.yaml, [], pageFields));
  const prose = take(
    readProse({
      file,
      ...(title === undefined ? {} : { title }),
      titlePlace: markdown.yaml.placeOf(["title"]),
      text: markdown.body,
      offset: markdown.bodyOffset,
      ...draftMark(marks),
    }),
  );
  const isNo = nav !== undefined && /^(?:false|no)$/i.test(nav);
  return {
    value: {
      ...prose,
      citedAt: citedIn(markdown.body, (offset) => placeAt(file, markdown.bodyOffset + offset)),
      ...(description === undefined
        ? {}
        : { description: take(readTitle(description, markdown.yaml.placeOf(["description"]))).title }),
      ...(nav === undefined || isNo ? {} : { nav: /^(?:true|yes)$/i.test(nav) ? true : nav }),
      ...(order === undefined ? {} : { order }),
      ...(aliases === undefined
        ? {}
        : {
            aliases: aliases.map((written, index) => ({ written, place: markdown.yaml.placeOf(["aliases", index]) })),
          }),
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

const isoDay = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/;

/** The news, the newest first; what has no day is left out, for nobody could say where it belongs. */
export function readNews(files: readonly SourceFile[]): Result<readonly NewsItem[]> {
  const diagnostics: Diagnostic[] = [];
  const take = takeInto(diagnostics);
  const items = withTranslations(files).flatMap(({ file, translations }): readonly NewsItem[] => {
    const id = stemOf(file.path)
      .toLowerCase()
      .replace(/[^a-z0-9-]+/g, "-")
      .replace(/^-|-$/g, "");
    const markdown = take(parseMarkdown(file, true));
    if (!markdown) return [];
    const { date: written, title, ...marks } = take(checkFields(markdown.yaml, [], newsFields));
    const date = (written ?? /^\d{4}-\d{2}-\d{2}(?=\D|$)/.exec(id)?.[0] ?? "").trim();
    if (!isoDay.test(date)) {
      diagnostics.push(
        diagnostic({
          code: "input/news-date",
          message:
            date === ""
              ? "The news has no date, so it is left out."
              : `"${date}" is no date of the news, so it is left out.`,
          hint: "write date: 2026-03-01 at the top of the file, or begin its name with the day, as in 2026-03-01-award.md.",
          ...markdown.yaml.placeOf(written === undefined ? [] : ["date"]),
        }),
      );
      return [];
    }
    const prose = take(
      readProse({
        file,
        ...(title === undefined ? {} : { title }),
        titlePlace: markdown.yaml.placeOf(["title"]),
        text: markdown.body,
        offset: markdown.bodyOffset,
        ...draftMark(marks),
      }),
    );
    const inOthers = translations.flatMap((one) => {
      const texts = take(readPage(one));
      return texts === undefined ? [] : [[languageOfFile(one)!, texts] as const];
    });
    return [{ ...prose, id: id || date, date, translations: new Map(inOthers) }];
  });
  return {
    value: items.toSorted((one, other) =>
      one.date === other.date ? (one.id < other.id ? -1 : 1) : one.date < other.date ? 1 : -1,
    ),
    diagnostics,
  };
}
