import type { CataloguedPublication, Collection } from "../../model/catalogue.ts";
import { formatName } from "../../model/format-name.ts";
import type { LinkKind } from "../../model/link.ts";
import type { Name } from "../../model/name.ts";
import type { createMathRenderer } from "../math.ts";
import { richTextToHtml } from "../rich-text.ts";
import { type DateFormatter, isFinerThanYear } from "./date.ts";
import { words } from "./words.ts";

/** A run of a detail's text, linked or not. */
export interface DetailPart {
  readonly text: string;
  readonly href?: string;
}

/** One fact of a publication's page: its name, and its value as parts that are set one after the other, or as markup. */
export interface DetailView {
  readonly term: string;
  readonly parts: readonly DetailPart[];
  readonly valueHtml?: string;
}

/** What the facts are written with. */
export interface DetailTools {
  readonly date: DateFormatter;
  readonly math: ReturnType<typeof createMathRenderer>;
  readonly link: (href: string) => string;
}

/** The facts about a publication that its title, authors and venue line leave out, in the order they are read. */
export function viewDetails(
  { publication, venue, collections }: CataloguedPublication,
  { date, math, link }: DetailTools,
  collectionHref: (collection: Collection) => string,
): readonly DetailView[] {
  const { volume, issue, chapter, page, edition, number, version, issued, doi, eprint } = publication;
  const place = venue?.name ?? publication.containerTitle ?? "";
  const within = [
    volume && words.volume(volume),
    issue && words.issue(issue),
    chapter && words.chapter(chapter),
    page && words.pages(page),
  ];
  const position = list(within.filter(isPresent));
  const hrefOf = (kind: LinkKind): string | undefined => publication.links.find((entry) => entry.kind === kind)?.href;
  const linked = (text: string, kind: LinkKind): readonly DetailPart[] => {
    const href = hrefOf(kind);
    return [href === undefined ? { text } : { text, href: link(href) }];
  };

  const details: readonly DetailView[] = [
    { term: words.publishedIn, parts: placeParts(place, venue?.url, position) },
    { term: words.series, parts: text(publication.collectionTitle) },
    { term: words.presentedAt, parts: text(list([publication.eventTitle, publication.eventPlace].filter(isPresent))) },
    { term: words.publisher, parts: text(list([publication.publisher, publication.publisherPlace].filter(isPresent))) },
    {
      term: publication.genre ?? words.version,
      parts: text(list([edition && words.edition(edition), number, version].filter(isPresent))),
    },
    { term: words.published, parts: text(issued !== undefined && isFinerThanYear(issued) ? date(issued) : "") },
    { term: words.editedBy, parts: publication.author.length > 0 ? text(names(publication.editor)) : [] },
    { term: words.translatedBy, parts: text(names(publication.translator)) },
    { term: words.correspondence, parts: text(names(publication.author.filter((name) => name.corresponding))) },
    { term: "DOI", parts: doi === undefined ? [] : linked(doi, "doi") },
    {
      term: eprint?.archive ?? "",
      parts: eprint === undefined ? [] : linked(eprint.class ? `${eprint.id} [${eprint.class}]` : eprint.id, "arxiv"),
    },
    { term: "ISBN", parts: text(publication.isbn) },
    { term: words.note, parts: [], valueHtml: richTextToHtml(publication.note, { math }).trim() },
    { term: words.keywords, parts: text(list(publication.keywords)) },
    {
      term: words.topics,
      parts: collections.flatMap((collection, index) => [
        ...(index === 0 ? [] : [{ text: ", " }]),
        { text: collection.title, href: collectionHref(collection) },
      ]),
    },
  ];
  return details.filter(({ parts, valueHtml }) => parts.length > 0 || (valueHtml ?? "") !== "");
}

const isPresent = (value: string | undefined): value is string => value !== undefined && value !== "";
const list = (values: readonly string[]): string => values.join(", ");
const names = (values: readonly Name[]): string => list(values.map((name) => formatName(name)));

function text(value: string | undefined): readonly DetailPart[] {
  return isPresent(value) ? [{ text: value }] : [];
}

/** The journal or proceedings, linked where its address is known, and where in it the work stands. */
function placeParts(place: string, url: string | undefined, position: string): readonly DetailPart[] {
  if (place === "") return text(position);
  const name = url === undefined ? { text: place } : { text: place, href: url };
  return position === "" ? [name] : [name, { text: `, ${position}` }];
}
