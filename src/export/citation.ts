import { isDeepStrictEqual } from "node:util";
import type { CitedDifferences } from "../csl/cited-item.ts";
import { othersMark, referenceTextEditor } from "../csl/reference-text.ts";
import { lazy } from "../memory/memoize.ts";
import type { MessageKey } from "../messages/en.ts";
import { regionNamer, translateKnown } from "../messages/messages.ts";
import type { PartialDate } from "../record/dates/partial-date.ts";
import type { Publication } from "../record/publication.ts";
import type { CitationStyle, References } from "../record/site-settings.ts";
import { escapeHtml } from "../text/escape.ts";
import { richTextToPlain } from "../text/plain-text.ts";
import type { RichText } from "../text/rich-text.ts";
import { citationLocale, sayInLocale } from "./citation-locales.ts";
import { type CslDate, type CslItem, type CslName, publicationToCsl, richTextToCsl } from "./csl-json.ts";
import { joinFields } from "./joined-fields.ts";
import { mayHaveSubtitle, type SentenceStyle, withSentenceCase } from "./sentence-case.ts";
import { createStyleEngine, type FormattedCitation, type StyleEngine, type Term, termsOf } from "./style-engines.ts";

// In: a Publication and a CSL style. Out: the reference as that style prints it, as safe HTML and as text.

export interface CitationFormatter {
  /** The reference of a work; `item` is its `publicationToCsl`, and `cited` its `citedWork`, where these are known already. */
  readonly format: (publication: Publication, item?: CslItem, cited?: CitedWork) => FormattedCitation;
}

/**
 * A formatter for a style (APA, Vancouver and Harvard are there as "apa", "vancouver", "harvard1"; any other comes as
 * the text of its `.csl` file) in a locale of `citationLocale`, where the style does not ask for another. Titles are put in
 * sentence case as `references` say. Undefined for a style that can't be read. Making one is slow, formatting is not: keep
 * it. A reference is formatted as if it were alone; `format` never throws.
 */
export function createCitationFormatter(
  options: {
    readonly style: Omit<CitationStyle, "title">;
    readonly locale: string;
    readonly references?: References;
    /** The language of works that name none. */
    readonly language?: string;
  },
  createEngine = createStyleEngine,
): CitationFormatter | undefined {
  const locale = citationLocale(options.style.language, options.locale);
  const engine = createEngine(options.style, locale, referenceTextEditor);
  if (engine === undefined) return undefined;
  const sentenceStyle = options.references?.sentenceCase === "never" ? undefined : engine.sentenceStyle;
  return {
    format: (publication, item = publicationToCsl(publication), cited) => {
      try {
        const work = cited?.locale === locale ? cited : citedWork(publication, item, locale, options.language);
        return engine.format(work.itemFor(engine, sentenceStyle));
      } catch {
        const text = richTextToPlain(publication.title);
        return { html: escapeHtml(text), text };
      }
    },
  };
}

/** A work as references in a language cite it, whatever their style. */
export interface CitedWork {
  readonly locale: string;
  /** The item that a style sees, whose titles are in sentence case where it wants that. */
  readonly itemFor: (dates: DateWords, sentenceStyle: SentenceStyle | undefined) => CslItem;
}

/** How a style says of dates what CSL has no form for. */
type DateWords = Pick<StyleEngine, "term" | "knowsCirca">;

/**
 * A work as references cite it in a language: no text of the author's is markup, what CSL has no form for is put in words, and
 * titles are in sentence case for the styles that want it. What several styles share is made once.
 */
export function citedWork(publication: Publication, whole: CslItem, locale: string, language = "en"): CitedWork {
  const t = sayInLocale(locale);
  const given = lazy(() => translated(joinFields(publication), t, locale));
  const item = lazy(() => citationItem(given(), whole));
  const lower = (keepsSubtitle: boolean): CslItem => {
    const work = withSentenceCase(publication, { keepsSubtitle }, language);
    if (work === publication) return item();
    const { title, containerTitle } = joinFields(work);
    return {
      ...item(),
      title: guardRichText(title),
      ...(containerTitle === undefined ? {} : { "container-title": guard(containerTitle) }),
    };
  };
  const { title, containerTitle = "" } = publication;
  const hasSubtitle = mayHaveSubtitle(richTextToPlain(title)) || mayHaveSubtitle(containerTitle);
  const lowered = lazy(() => lower(false));
  const loweredTitle = hasSubtitle ? lazy(() => lower(true)) : lowered;
  return {
    locale,
    itemFor: (dates, sentenceStyle) => {
      const issued = issuedForStyle(given(), whole.issued as CslDate | undefined, dates);
      const cited = sentenceStyle === undefined ? item() : sentenceStyle.keepsSubtitle ? loweredTitle() : lowered();
      return issued === undefined ? cited : { ...cited, issued };
    },
  };
}

/**
 * What a work is cited with besides its item of CSL-JSON, `whole`, for a program that has no more than that; undefined where that
 * is all.
 */
export function citedDifferences(
  { issued }: Publication,
  whole: CslItem,
  work: CitedWork,
  references: References,
): CitedDifferences | undefined {
  const dates = { term: termsOf(work.locale), knowsCirca: false };
  const always = work.itemFor(dates, undefined);
  const lowered = (keepsSubtitle: boolean) =>
    references.sentenceCase === "never" ? always : work.itemFor(dates, { keepsSubtitle });
  const [sentence, subtitle] = [lowered(false), lowered(true)];
  const told = {
    always: differences(whole, always),
    sentence: differences(always, sentence),
    subtitle: isSameTitle(sentence, subtitle) ? undefined : (differences(always, subtitle) ?? {}),
    circa: issued?.circa ? differences(always, work.itemFor({ ...dates, knowsCirca: true }, undefined)) : undefined,
  };
  const parts = Object.entries(told).filter(([, values]) => values !== undefined);
  return parts.length === 0 ? undefined : Object.fromEntries(parts);
}

const isSameTitle = (one: CslItem, other: CslItem): boolean =>
  one.title === other.title && one["container-title"] === other["container-title"];

/** What no style shows. */
const unseen: ReadonlySet<string> = new Set(["id", "abstract", "custom", "keyword"]);

/** The values of an item that another does not have, and `null` for those that it has besides; undefined where there are none. */
function differences(from: CslItem, to: CslItem): Readonly<Record<string, unknown>> | undefined {
  const names = new Set([...Object.keys(from), ...Object.keys(to)]);
  const told = [...names].flatMap((name) => {
    const [before, after] = [from[name], to[name]];
    return unseen.has(name) || before === after || isDeepStrictEqual(before, after)
      ? []
      : [[name, after ?? null] as const];
  });
  return told.length === 0 ? undefined : Object.fromEntries(told);
}

/** The work with its genre, status and countries in the words of the reference's language. */
function translated(publication: Publication, t: (key: MessageKey) => string, locale: string): Publication {
  const { genre, status, collectionTitle, publisherPlace, jurisdiction } = publication;
  const said = {
    genre: translateKnown("genre", genre, t),
    status: translateKnown("status", status, t),
    collectionTitle: translateKnown("series", collectionTitle, t),
    publisherPlace:
      publisherPlace === undefined && jurisdiction.length > 0
        ? jurisdiction.map(regionNamer(locale)).join(", ")
        : publisherPlace,
  };
  const isSame = (Object.keys(said) as (keyof typeof said)[]).every((part) => said[part] === publication[part]);
  if (isSame) return publication;
  return { ...publication, ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) };
}

/** The item a style sees, without its date. */
function citationItem(publication: Publication, whole: CslItem): CslItem {
  const { custom, abstract, keyword, title, note, issued, status: _, ...item } = whole;
  const { type, genre, status, publisherPlace, collectionTitle, containerTitle } = publication;
  const texts = Object.entries(item).map(([variable, value]) => [
    variable,
    typeof value === "string" ? guard(forStyle(variable, value)) : value,
  ]);
  return {
    ...Object.fromEntries(texts),
    ...namesForStyle(publication, item),
    title: guardRichText(publication.title),
    ...(note === undefined ? {} : { note: guardRichText(publication.note) }),
    // A status that stands for the date is not said again.
    ...(genre === undefined ? {} : { genre: guard(genre) }),
    ...(collectionTitle === undefined ? {} : { "collection-title": guard(collectionTitle) }),
    ...(containerTitle === undefined ? {} : { "container-title": guard(containerTitle) }),
    ...(publisherPlace === undefined ? {} : { "publisher-place": guard(publisherPlace) }),
    ...(type === "speech" ? eventForStyle(publication) : {}),
    ...(publication.issued === undefined || status === undefined ? {} : { status: guard(status) }),
    id: "item",
    type: publication.type,
  };
}

/** A talk's or poster's event; `venue` of a Markdown file may have named it as where the work stands. */
function eventForStyle({ eventTitle, containerTitle }: Publication): Record<string, unknown> {
  if (eventTitle !== undefined || containerTitle === undefined) return {};
  return { "event-title": guard(containerTitle), "container-title": undefined };
}

/** A text as citeproc wants it: addresses without quotation marks, and no range where a number has a hyphen in it. */
function forStyle(variable: string, value: string): string {
  if (addresses.has(variable)) return value.replaceAll('"', "%22");
  return ownNumbers.has(variable) ? value.replaceAll("-", "\\-") : value;
}

/** Numbers that somebody gave to one thing ("6999-2016"), of which no two make a range. */
const ownNumbers: ReadonlySet<string> = new Set(["number", "version", "collection-number"]);

/** citeproc writes an address into an attribute as it is: a quotation mark would end it. */
const addresses: ReadonlySet<string> = new Set(["DOI", "URL"]);

/** No field of a reference is longer than this, for citeproc takes time that grows as the square of some texts. */
const longest = 2000;

function guard(text: string): string {
  // Most texts hold nothing to guard.
  if (text.length <= longest && !text.includes("<") && !text.includes(othersMark)) return text;
  const clean = text.replaceAll(othersMark, "");
  return richTextToCsl([{ kind: "text", value: clean.length > longest ? `${clean.slice(0, longest)}…` : clean }]);
}

function guardRichText(text: RichText): string {
  const plain = richTextToPlain(text);
  return plain.length > longest || plain.includes(othersMark) ? guard(plain) : richTextToCsl(text);
}

function namesForStyle(publication: Publication, item: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const truncated = {
    author: publication.authorsTruncated,
    editor: publication.editorsTruncated,
    translator: publication.translatorsTruncated === true,
    "container-author": publication.containerAuthorsTruncated === true,
  };
  return Object.fromEntries(
    (["author", "editor", "translator", "container-author"] as const).flatMap(
      (role): readonly (readonly [string, unknown])[] => {
        // Who wrote chapter and book is named once, as BibLaTeX does.
        if (role === "container-author" && isDeepStrictEqual(item[role], item.author)) return [[role, undefined]];
        const given = (item[role] ?? []) as readonly CslName[];
        const isGuarded = given.every((name) => Object.values(name).every((value) => guard(value) === value));
        const names = isGuarded
          ? given
          : given.map((name) => Object.fromEntries(Object.entries(name).map(([part, value]) => [part, guard(value)])));
        const all = truncated[role] ? [...names, { literal: othersMark }] : names;
        return all.length > 0 ? [[role, all]] : [];
      },
    ),
  );
}

/** The date, in words where the style or CSL has no form for it: a status, an open range, "ca." in a style without it. */
function issuedForStyle(
  { issued, status }: Publication,
  date: CslDate | undefined,
  { knowsCirca, term }: DateWords,
): CslDate | undefined {
  if (issued === undefined) return status ? { literal: guard(status) } : undefined;
  const { start, end, literal } = issued;
  if (literal !== undefined && start === undefined && end === undefined) return { literal: guard(literal) };
  const isYears = (start?.length ?? 1) === 1 && (start?.[0] ?? 1) > 0 && issued.season === undefined;
  const range = end === undefined ? "" : `–${end === "open" ? "" : end[0]}`;
  const circa = issued.circa && !knowsCirca ? `${term("circa", "short") || "ca."} ` : "";
  const years = yearsAcrossEras(issued, term);
  if (years !== undefined) return { literal: `${circa}${years}` };
  const needsWords = circa !== "" || end === "open" || start === undefined;
  return isYears && needsWords ? { literal: `${circa}${start?.[0] ?? ""}${range}` } : date;
}

/** "101 BC–50 AD", which citeproc would give one era; undefined for other dates. */
function yearsAcrossEras({ start, end }: PartialDate, term: Term): string | undefined {
  if (start === undefined || start[0] > 0 || end === undefined || end === "open" || end[0] < 1) return undefined;
  return `${1 - start[0]}${term("bc") || " BC"}–${end[0]}${term("ad") || " AD"}`;
}
