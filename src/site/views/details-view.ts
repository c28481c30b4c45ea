import { isDeepStrictEqual } from "node:util";
import { regionNamer, translateKnown } from "../../messages/messages.ts";
import { groupAddress, publicationAddress } from "../../record/content-files.ts";
import type { LinkKind } from "../../record/identifiers/link.ts";
import { formatName, type Name } from "../../record/names/name.ts";
import { isInPeriodical } from "../../record/types.ts";
import type { CataloguedPublication } from "../../relate/catalogue.ts";
import { richTextToHtml } from "../../text/rich-text-html.ts";
import { type EntryHead, type EntryTools, titleTextOf, venueHref, viewTitle, viewVenue } from "./entry-view.ts";
import { isFinerThanYear } from "./locale.ts";

/** A run of a detail's text, linked or not. */
export interface DetailPart {
  readonly text: string;
  readonly href?: string;
}

/** Another version of the work: a link to its page, and its title where it has another. */
export interface VersionView {
  /** "NeurIPS 2021"; the title of what has neither place nor date. */
  readonly label: string;
  readonly href: string;
  readonly title: Pick<EntryHead, "titleHtml" | "language"> | undefined;
}

/** One fact of a publication's page: its name, and its value as parts that are set one after the other, or otherwise. */
export interface DetailView {
  readonly term: string;
  readonly parts: readonly DetailPart[];
  readonly valueHtml?: string;
  readonly versions?: readonly VersionView[];
}

/** The facts about a publication that its title, authors and venue line leave out, in the order they are read. */
export function viewDetails(entry: CataloguedPublication, tools: EntryTools): readonly DetailView[] {
  const { publication, slug, venue, cataloguedVenue, collections } = entry;
  const { locale, addresses, math } = tools;
  const { t, date } = locale;
  const { volume, part, issue, chapter, page, edition, number, version, issued, doi, eprint } = publication;
  const isSerial = isInPeriodical(publication.type);
  const articleNumber = isSerial ? number : publication.articleNumber;
  const place = [venue?.name ?? publication.containerTitle, publication.containerTitleAddon]
    .filter(isPresent)
    .join(". ");
  const within = [
    volume && t("volume", { volume }),
    part && t("part", { part }),
    issue && t("issue", { issue }),
    chapter && t("chapter", { chapter }),
    articleNumber && t("articleNumber", { number: articleNumber }),
    page && t(/^\w+$/.test(page) ? "page" : "pages", { pages: page }),
  ];
  const names = (values: readonly Name[], truncated = false): string =>
    `${list(values.map((name) => formatName(name)))}${truncated ? ` ${t("andOthers")}` : ""}`;
  const position = list(within.filter(isPresent));
  const hrefOf = (kind: LinkKind): string | undefined => publication.links.find((entry) => entry.kind === kind)?.href;
  const linked = (text: string, kind: LinkKind): readonly DetailPart[] => {
    const href = hrefOf(kind);
    return [href === undefined ? { text } : { text, href: addresses.link(href, slug) }];
  };

  const details: readonly DetailView[] = [
    { term: t("publishedIn"), parts: placeParts(place, venueHref(cataloguedVenue, addresses) ?? venue?.url, position) },
    { term: t("series"), parts: text(translateKnown("series", publication.collectionTitle, t)) },
    { term: t("presentedAt"), parts: text(list([publication.eventTitle, publication.eventPlace].filter(isPresent))) },
    {
      term: t("publisher"),
      parts: text(list([publication.publisher, publication.publisherPlace].filter(isPresent))),
    },
    {
      term: t("editionName"),
      parts: text(edition && (/^\d+$/.test(edition) ? t("edition", { edition }) : edition)),
    },
    {
      term: translateKnown("genre", publication.genre, t) ?? t("number"),
      parts: text(isSerial ? undefined : number),
    },
    { term: t("version"), parts: text(version) },
    { term: t("holder"), parts: text(names(publication.holder, publication.holdersTruncated)) },
    { term: t("jurisdiction"), parts: text(list(publication.jurisdiction.map(regionNamer(locale.language)))) },
    { term: t("published"), parts: text(issued !== undefined && isFinerThanYear(issued) ? date(issued) : "") },
    { term: t("versions"), parts: [], versions: viewVersions(entry, tools) },
    {
      term: t("editedBy"),
      parts: publication.author.length > 0 ? text(names(publication.editor, publication.editorsTruncated)) : [],
    },
    {
      term: t("bookBy"),
      parts: isDeepStrictEqual(publication.containerAuthor, publication.author)
        ? []
        : text(names(publication.containerAuthor, publication.containerAuthorsTruncated)),
    },
    { term: t("collaboration"), parts: text(publication.collaboration) },
    { term: t("translatedBy"), parts: text(names(publication.translator, publication.translatorsTruncated)) },
    { term: t("correspondence"), parts: text(names(publication.author.filter((name) => name.corresponding))) },
    { term: "DOI", parts: doi === undefined ? [] : linked(doi, "doi") },
    {
      term: eprint?.archive ?? "",
      parts: eprint === undefined ? [] : linked(eprint.class ? `${eprint.id} [${eprint.class}]` : eprint.id, "arxiv"),
    },
    { term: "ISBN", parts: text(publication.isbn) },
    { term: t("note"), parts: [], valueHtml: richTextToHtml(publication.note, { math }).trim() },
    { term: t("keywords"), parts: text(list(publication.keywords)) },
    {
      term: t("collections"),
      parts: collections.flatMap((collection, index) => [
        ...(index === 0 ? [] : [{ text: ", " }]),
        { text: collection.title, href: addresses.page(groupAddress("collections", collection.slug)) },
      ]),
    },
  ];
  return details.filter(
    ({ parts, valueHtml = "", versions = [] }) => parts.length > 0 || valueHtml !== "" || versions.length > 0,
  );
}

/** The other versions of a work, by where and when they appeared. */
function viewVersions({ versions, publication }: CataloguedPublication, tools: EntryTools): readonly VersionView[] {
  const ownTitle = titleTextOf(publication).toLowerCase();
  return versions.map((one) => {
    const { titleHtml, titleText, language } = viewTitle(one, tools);
    const venue = viewVenue(one, tools.locale, tools.addresses);
    const href = tools.addresses.page(publicationAddress(one.slug));
    const label = list([venue?.text, venue?.status].filter(isPresent));
    const title = label === "" || titleText.toLowerCase() === ownTitle ? undefined : { titleHtml, language };
    return { label: label || titleText, href, title };
  });
}

const isPresent = (value: string | undefined): value is string => value !== undefined && value !== "";
const list = (values: readonly string[]): string => values.join(", ");
function text(value: string | undefined): readonly DetailPart[] {
  return isPresent(value) ? [{ text: value }] : [];
}

/** The journal or proceedings, linked to its page or address where there is one, and where in it the work stands. */
function placeParts(place: string, url: string | undefined, position: string): readonly DetailPart[] {
  if (place === "") return text(position);
  const name = url === undefined ? { text: place } : { text: place, href: url };
  return position === "" ? [name] : [name, { text: `, ${position}` }];
}
