import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import type { PartialDate } from "../record/dates/partial-date.ts";
import type { Name } from "../record/names/name.ts";
import type { Publication } from "../record/publication.ts";
import { createMathRenderer, type MathRenderer } from "../text/mathml.ts";
import { richTextToPlain } from "../text/plain-text.ts";
import type { RichText } from "../text/rich-text.ts";
import { richTextToHtml } from "../text/rich-text-html.ts";
import { bibtexBlocks } from "./bibtex.ts";

/** A publication as `offprint inspect --json` shows it; `inspection.schema.json` describes it. Null is "not given". */
export type InspectedPublication = ReturnType<typeof inspectPublication>;

/**
 * What was read, in the site's order, as plain JSON: a stable interface. Keys are unique in it: the second entry of a
 * key is shown as `key#2`, which no BibTeX key can be.
 */
export function inspectPublications(publications: readonly Publication[], diagnostics: readonly Diagnostic[]) {
  const math = createMathRenderer();
  const uses = new Map<string, number>();
  return {
    publications: publications.map((publication) => {
      const use = (uses.get(publication.key) ?? 0) + 1;
      uses.set(publication.key, use);
      return inspectPublication(publication, use === 1 ? publication.key : `${publication.key}#${use}`, math);
    }),
    diagnostics: diagnostics.map(({ code, severity, message, hint = null, file, line, column, key = null }) => ({
      code,
      severity,
      message,
      hint,
      file,
      line,
      column,
      key,
    })),
  };
}

function inspectPublication(publication: Publication, key: string, math: MathRenderer) {
  const rich = (tree: RichText) => ({ text: richTextToPlain(tree), html: richTextToHtml(tree, { math }) });
  const { eprint, source } = publication;
  return {
    key,
    aliases: publication.aliases,
    type: publication.type,
    entryType: publication.entryType ?? null,
    genre: publication.genre ?? null,
    title: rich(publication.title),
    titleAddon: rich(publication.titleAddon),
    titleShort: publication.titleShort ?? null,
    author: publication.author.map(inspectName),
    authorsTruncated: publication.authorsTruncated,
    collaboration: publication.collaboration ?? null,
    editor: publication.editor.map(inspectName),
    editorsTruncated: publication.editorsTruncated,
    translator: publication.translator.map(inspectName),
    translatorsTruncated: publication.translatorsTruncated ?? false,
    containerAuthor: publication.containerAuthor.map(inspectName),
    containerAuthorsTruncated: publication.containerAuthorsTruncated ?? false,
    holder: publication.holder.map(inspectName),
    holdersTruncated: publication.holdersTruncated ?? false,
    issued: inspectDate(publication.issued),
    accessed: inspectDate(publication.accessed),
    eventDate: inspectDate(publication.eventDate),
    originalDate: inspectDate(publication.originalDate),
    status: publication.status ?? null,
    containerTitle: publication.containerTitle ?? null,
    containerTitleAddon: publication.containerTitleAddon ?? null,
    collectionTitle: publication.collectionTitle ?? null,
    eventTitle: publication.eventTitle ?? null,
    eventPlace: publication.eventPlace ?? null,
    publisher: publication.publisher ?? null,
    publisherPlace: publication.publisherPlace ?? null,
    jurisdiction: publication.jurisdiction,
    volume: publication.volume ?? null,
    part: publication.part ?? null,
    issue: publication.issue ?? null,
    number: publication.number ?? null,
    articleNumber: publication.articleNumber ?? null,
    edition: publication.edition ?? null,
    version: publication.version ?? null,
    chapter: publication.chapter ?? null,
    page: publication.page ?? null,
    numberOfPages: publication.numberOfPages ?? null,
    doi: publication.doi ?? null,
    eprint: eprint ? { archive: eprint.archive, id: eprint.id, class: eprint.class ?? null } : null,
    pmid: publication.pmid ?? null,
    pmcid: publication.pmcid ?? null,
    isbn: publication.isbn ?? null,
    issn: publication.issn ?? null,
    url: publication.url ?? null,
    language: publication.language ?? null,
    note: rich(publication.note),
    abstract: rich(publication.abstract),
    keywords: publication.keywords,
    collections: publication.collections,
    versions: publication.versions,
    distinction: publication.distinction ?? null,
    teaser: publication.teaser ?? null,
    teaserAlt: publication.teaserAlt ?? null,
    teaserCaption: rich(publication.teaserCaption),
    socialPicture: publication.socialPicture ?? null,
    selected: publication.selected,
    visibility: publication.visibility,
    order: publication.order ?? null,
    modified: inspectDate(publication.modified),
    links: publication.links,
    extra: publication.extra.map(({ name, value }) => ({ name, value })),
    bibtex: bibtexBlocks(publication, "original").join("\n\n"),
    source: { file: source.file, line: source.line },
  };
}

function inspectName(name: Name) {
  return {
    family: name.family ?? null,
    given: name.given ?? null,
    droppingParticle: name.droppingParticle ?? null,
    nonDroppingParticle: name.nonDroppingParticle ?? null,
    suffix: name.suffix ?? null,
    literal: name.literal ?? null,
    equalContribution: name.equalContribution,
    corresponding: name.corresponding,
    marks: name.marks ?? [],
    annotations: name.annotations ?? [],
    affiliations: name.affiliations ?? [],
    orcid: name.orcid ?? null,
    homepage: name.homepage ?? null,
  };
}

/** `dateParts` as in CSL-JSON: one list of numbers, or two for a range; none where only words are known. */
function inspectDate(date: PartialDate | undefined) {
  if (!date) return null;
  const { start, end, circa, uncertain, season, endSeason, literal } = date;
  return {
    dateParts: [...(start ? [start] : []), ...(end && end !== "open" ? [end] : [])],
    open: end === "open" || (start === undefined && end !== undefined),
    circa,
    uncertain,
    season: season ?? null,
    endSeason: endSeason ?? null,
    literal: literal ?? null,
  };
}
