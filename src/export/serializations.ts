// A work in the forms in which others take it over. They depend on the work alone and take most of a build's time, so they
// are kept between builds and made on several threads.
import type { ValueCache } from "../memory/memoize.ts";
import type { FormatName } from "../record/content-files.ts";
import type { Publication } from "../record/publication.ts";
import type { CitationStyle, References } from "../record/site-settings.ts";
import { joinBlocks } from "../text/latex/bibtex-blocks.ts";
import { type CitationFormatter, citedDifferences, citedWork, createCitationFormatter } from "./citation.ts";
import { publicationToCsl } from "./csl-json.ts";
import { publicationToRis } from "./ris.ts";

/** A work in the forms in which others take it over. */
export interface Serializations {
  /** The reference in each of the styles, as safe HTML; undefined for a style that can't be read. */
  readonly references: readonly (string | undefined)[];
  readonly ris: string;
  /** The CSL-JSON item, on one line. */
  readonly csl: string;
  /** What it is cited with besides (`CitedDifferences`), as JSON; "" where that is all. */
  readonly cited: string;
}

/** A work to be written in any format: its blocks of BibTeX, and its serializations, each made when asked for. */
export interface WorkToWrite {
  readonly bibtex: () => readonly string[];
  readonly serializations: () => Serializations;
  /** The digest of all that the serializations depend on. */
  readonly digest: () => string;
}

/** A part of a text that may be longer than a string can be. */
export interface TextPart {
  readonly text: () => string;
  /** While it stays, so does the part; one that has none is made each time. */
  readonly digest?: string;
}

/** The text that parts make. */
export const textOfParts = (parts: Iterable<TextPart>): string => Array.from(parts, ({ text }) => text()).join("");

/** Writes works in a format, whole. */
export const formatWriters: Readonly<Record<FormatName, (works: readonly WorkToWrite[]) => Iterable<TextPart>>> = {
  bibtex: writeBibtex,
  ris: (works) => joined(works, "\r\n", ({ serializations }) => serializations().ris),
  csl: writeCsl,
};

function* writeBibtex(works: readonly WorkToWrite[]): Iterable<TextPart> {
  const blocks = joinBlocks(works.flatMap(({ bibtex }) => bibtex()));
  for (const [index, text] of blocks.entries()) yield fixed(index === 0 ? text : `\n\n${text}`);
  yield fixed("\n");
}

function* writeCsl(works: readonly WorkToWrite[]): Iterable<TextPart> {
  yield fixed(works.length === 0 ? "[" : "[\n");
  yield* joined(works, ",\n", ({ serializations }) => serializations().csl);
  yield fixed(works.length === 0 ? "]\n" : "\n]\n");
}

const fixed = (text: string): TextPart => ({ text: () => text });

/** The texts of some works, with a separator between them, by which the first is told from the others. */
function* joined(
  works: readonly WorkToWrite[],
  separator: string,
  textOf: (work: WorkToWrite) => string,
): Iterable<TextPart> {
  for (const [index, work] of works.entries())
    yield index === 0
      ? { digest: `first ${work.digest()}`, text: () => textOf(work) }
      : { digest: work.digest(), text: () => separator + textOf(work) };
}

/** What the forms of a work are made from; plain data, so that another thread can make them. */
export interface SerializationRequest {
  /** The digest of all that the forms depend on. */
  readonly digest: string;
  readonly publication: Publication;
  readonly styles: readonly CitationStyle[];
  /** A locale of `citationLocale`. */
  readonly locale: string;
  readonly references: References;
  /** The site's own language, whatever that of the pages is. */
  readonly language: string;
}

/** Gives the forms of a work. */
export type Serialize = (request: SerializationRequest) => Serializations;

/** Gives forms from those that are kept, and makes the others; an engine is made when a style and a locale first meet. */
export function createSerializer(cache: ValueCache<Serializations>): Serialize {
  const formatters = new Map<string, CitationFormatter | undefined>();
  const formatterFor = (style: CitationStyle, { locale, references, language }: SerializationRequest) => {
    const key = `${locale} ${style.name}`;
    if (!formatters.has(key)) formatters.set(key, createCitationFormatter({ style, locale, references, language }));
    return formatters.get(key);
  };
  return (request) => {
    const { digest, publication, styles } = request;
    const known = cache.get(digest);
    if (known !== undefined) return known;
    const item = publicationToCsl(publication);
    const cited = citedWork(publication, item, request.locale, request.language);
    const differences = citedDifferences(publication, item, cited, request.references);
    const serializations: Serializations = {
      references: styles.map((style) => formatterFor(style, request)?.format(publication, item, cited).html),
      ris: publicationToRis(publication),
      csl: JSON.stringify(item),
      cited: differences === undefined ? "" : JSON.stringify(differences),
    };
    cache.set(digest, serializations);
    return serializations;
  };
}
