import { isDeepStrictEqual } from "node:util";
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
import { withSentenceCase } from "./sentence-case.ts";
import { createStyleEngine, type FormattedCitation, type StyleEngine, type Term } from "./style-engines.ts";

// In: a Publication and a CSL style. Out: the reference as that style prints it, as safe HTML and as text.

export interface CitationFormatter {
  /** The reference of a work; `item` is its `publicationToCsl`, where that is known already. */
  readonly format: (publication: Publication, item?: CslItem) => FormattedCitation;
}

/** Stands for "et al." among the names until the style has set its commas and conjunctions; no author can type it. */
const othersMark = "\ue000";

/** Keeps a `<` of the author's from being read as the beginning of CSL's markup; see `richTextToCsl`. */
const guardedSign = /<\u200b/g;

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
  const engine = createEngine(options.style, locale, textEditor);
  if (engine === undefined) return undefined;
  const t = sayInLocale(locale);
  const sentenceStyle = options.references?.sentenceCase === "never" ? undefined : engine.sentenceStyle;
  return {
    format: (publication, item = publicationToCsl(publication)) => {
      try {
        const cited = sentenceStyle
          ? withSentenceCase(publication, sentenceStyle, options.language ?? "en")
          : publication;
        return engine.format(citationItem(translated(joinFields(cited), t, locale), item, engine));
      } catch {
        const text = richTextToPlain(publication.title);
        return { html: escapeHtml(text), text };
      }
    },
  };
}

/** The work with its genre, status and countries in the words of the reference's language. */
function translated(publication: Publication, t: (key: MessageKey) => string, locale: string): Publication {
  const genre = translateKnown("genre", publication.genre, t);
  const status = translateKnown("status", publication.status, t);
  const series = translateKnown("series", publication.collectionTitle, t);
  return {
    ...publication,
    ...(genre === undefined ? {} : { genre }),
    ...(status === undefined ? {} : { status }),
    ...(series === undefined ? {} : { collectionTitle: series }),
    ...(publication.publisherPlace === undefined && publication.jurisdiction.length > 0
      ? { publisherPlace: publication.jurisdiction.map(regionNamer(locale)).join(", ") }
      : {}),
  };
}

/** Sees every stretch of text of a reference: sets "et al." with the style's own word, and frees guarded signs. */
function textEditor(term: Term): (text: string) => string {
  const others = term("et-al") || "et al.";
  const conjunction = ["&", term("and")].filter(Boolean).map((word) => word.replace(/\W/g, "\\$&"));
  const pattern = new RegExp(
    `(?:(?:${conjunction.join("|")})\\s+)?${othersMark}${others.endsWith(".") ? "\\.?" : ""}`,
    "g",
  );
  return (text) => text.replace(guardedSign, "<").replace(pattern, others);
}

/** The item a style sees: no text of the author's is markup, and what CSL has no form for is put in words. */
function citationItem(publication: Publication, whole: CslItem, engine: StyleEngine): CslItem {
  const { custom, abstract, keyword, title, note, status: _, ...item } = whole;
  const { type, genre, status, publisherPlace, collectionTitle, containerTitle } = publication;
  const texts = Object.entries(item).map(([variable, value]) => [
    variable,
    typeof value === "string" ? guard(forStyle(variable, value)) : value,
  ]);
  const issued = issuedForStyle(publication, item.issued as CslDate | undefined, engine);
  return {
    ...Object.fromEntries(texts),
    ...namesForStyle(publication, item),
    title: guardRichText(publication.title),
    ...(note === undefined ? {} : { note: guardRichText(publication.note) }),
    ...(issued === undefined ? {} : { issued }),
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
        const names = ((item[role] ?? []) as readonly CslName[]).map((name) =>
          Object.fromEntries(Object.entries(name).map(([part, value]) => [part, guard(value)])),
        );
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
  engine: StyleEngine,
): CslDate | undefined {
  if (issued === undefined) return status ? { literal: guard(status) } : undefined;
  const { start, end, literal } = issued;
  if (literal !== undefined && start === undefined && end === undefined) return { literal: guard(literal) };
  const isYears = (start?.length ?? 1) === 1 && (start?.[0] ?? 1) > 0 && issued.season === undefined;
  const range = end === undefined ? "" : `–${end === "open" ? "" : end[0]}`;
  const circa = issued.circa && !engine.knowsCirca ? `${engine.term("circa", "short") || "ca."} ` : "";
  const years = yearsAcrossEras(issued, engine);
  if (years !== undefined) return { literal: `${circa}${years}` };
  const needsWords = circa !== "" || end === "open" || start === undefined;
  return isYears && needsWords ? { literal: `${circa}${start?.[0] ?? ""}${range}` } : date;
}

/** "101 BC–50 AD", which citeproc would give one era; undefined for other dates. */
function yearsAcrossEras({ start, end }: PartialDate, { term }: StyleEngine): string | undefined {
  if (start === undefined || start[0] > 0 || end === undefined || end === "open" || end[0] < 1) return undefined;
  return `${1 - start[0]}${term("bc") || " BC"}–${end[0]}${term("ad") || " AD"}`;
}
