import { isDeepStrictEqual } from "node:util";
import { regionNamer, translateKnown } from "../../messages/messages.ts";
import { activityAddress, groupAddress, publicationAddress } from "../../record/content-files.ts";
import { isLinked } from "../../record/identifiers/identifiers.ts";
import type { LinkKind } from "../../record/identifiers/link.ts";
import { creditRoles } from "../../record/names/credit-roles.ts";
import { formatName, type Name } from "../../record/names/name.ts";
import { type Distinction, licenseOf } from "../../record/publication.ts";
import {
  fieldOf,
  fields,
  isLabelled,
  type LabelledPart,
  type LabelledText,
  parts,
} from "../../record/publication-fields.ts";
import { isInPeriodical } from "../../record/types.ts";
import type { ActivityLink, CataloguedPublication } from "../../relate/catalogue.ts";
import { escapeHtml } from "../../text/escape.ts";
import { richTextToPlain } from "../../text/plain-text.ts";
import { type HtmlOptions, richTextToHtml } from "../../text/rich-text-html.ts";
import { type EntryHead, type EntryTools, languageOf, titleTextOf, viewTitle, viewVenue } from "./entry-view.ts";
import { isFinerThanYear, type Locale } from "./locale.ts";
import type { Addresses } from "./page-addresses.ts";

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

/** The facts about a publication that the top of its page and its links leave out, in the order they are read. */
export function viewDetails(entry: CataloguedPublication, tools: EntryTools): readonly DetailView[] {
  const { publication, collections } = entry;
  const { locale, addresses, math } = tools;
  const { t, date } = locale;
  const language = languageOf(publication, tools);
  const { edition, number, version, issued, eprint } = publication;
  const isSerial = isInPeriodical(publication.type);
  const names = (values: readonly Name[], truncated = false): string =>
    `${list(values.map((name) => formatName(name)))}${truncated ? ` ${t("andOthers")}` : ""}`;

  const views: DetailViews = {
    collectionTitle: text(translateKnown("series", publication.collectionTitle, t)),
    eventTitle: text(list([publication.eventTitle, publication.eventPlace].filter(isPresent))),
    publisher: text(list([publication.publisher, publication.publisherPlace].filter(isPresent))),
    edition: text(edition && (/^\d+$/.test(edition) ? t("edition", { edition }) : edition)),
    number: {
      term: translateKnown("genre", publication.genre, t) ?? t("number"),
      parts: text(isSerial ? undefined : number),
    },
    version: text(version),
    holder: text(names(publication.holder, publication.holdersTruncated)),
    jurisdiction: text(list(publication.jurisdiction.map(regionNamer(locale.language)))),
    issued: text(issued !== undefined && isFinerThanYear(issued) ? date(issued) : ""),
    versions: { versions: viewVersions(entry, tools) },
    distinctions: { valueHtml: distinctionsHtml(publication.distinctions, { math, language }) },
    editor: publication.author.length > 0 ? text(names(publication.editor, publication.editorsTruncated)) : [],
    containerAuthor: isDeepStrictEqual(publication.containerAuthor, publication.author)
      ? []
      : text(names(publication.containerAuthor, publication.containerAuthorsTruncated)),
    collaboration: text(publication.collaboration),
    translator: text(names(publication.translator, publication.translatorsTruncated)),
    // Where it has an address, a link leads there.
    eprint: eprint && !isLinked(eprint) ? { term: eprint.archive, parts: text(eprint.id) } : [],
    isbn: text(publication.isbn),
    note: { valueHtml: richTextToHtml(publication.note, { math, language }).trim() },
    keywords: text(list(publication.keywords)),
    funding: supportParts(entry, "grants", addresses),
    projects: supportParts(entry, "projects", addresses),
    collections: collections.flatMap((collection, index) => [
      ...(index === 0 ? [] : [{ text: ", " }]),
      { text: collection.title, href: addresses.page(groupAddress("collections", collection.slug)) },
    ]),
  };
  const detail = (part: LabelledPart, view: DetailViews[LabelledPart]): DetailView => {
    const { label } = fields[part];
    const term = typeof label === "string" ? t(label) : label.name;
    return { term, parts: [], ...(Array.isArray(view) ? { parts: view } : view) };
  };
  return [
    ...(Object.entries(views) as [LabelledPart, DetailViews[LabelledPart]][]).map(([part, view]) => detail(part, view)),
    ...plainTexts.filter((part) => !(part in views)).map((part) => detail(part, text(publication[part]))),
    { term: t("has-press"), parts: linkParts(entry, "press", addresses) },
    { term: t("has-media"), parts: linkParts(entry, "media", addresses) },
    { term: t("license"), parts: text(licenseOf(publication)) },
    { term: t("contributions"), parts: text(contributionsOf(publication.author, locale)) },
    { term: t("citationCount"), parts: citationParts(entry, locale) },
  ].filter(({ parts, valueHtml = "", versions = [] }) => parts.length > 0 || valueHtml !== "" || versions.length > 0);
}

/** What supported a work, each with the way to its page where the site has one. */
function supportParts(
  { support = [] }: CataloguedPublication,
  wanted: ActivityLink["kind"],
  addresses: Addresses,
): readonly DetailPart[] {
  return support
    .filter(({ kind }) => kind === wanted)
    .flatMap(({ kind, title, slug, funder, number }, index) => {
      const more = [funder, number].flatMap((one) => (one === undefined ? [] : [richTextToPlain(one)])).join(", ");
      return [
        ...(index === 0 ? [] : [{ text: ", " }]),
        { text: title, ...(slug === undefined ? {} : { href: addresses.page(activityAddress(kind, slug)) }) },
        ...(more === "" ? [] : [{ text: ` (${more})` }]),
      ];
    });
}

/** Links of a kind, one behind the other. */
function linkParts(
  { publication, slug }: CataloguedPublication,
  wanted: LinkKind,
  addresses: Addresses,
): readonly DetailPart[] {
  return publication.links
    .filter(({ kind }) => kind === wanted)
    .flatMap(({ label, href }, index) => [
      ...(index === 0 ? [] : [{ text: ", " }]),
      { text: label, href: addresses.link(href, slug) },
    ]);
}

/** "Conceptualization: Ada Kern. Software: Ada Kern, Ben Orr.", in the order in which CRediT has the roles. */
function contributionsOf(authors: readonly Name[], { t }: Locale): string {
  const said = creditRoles.flatMap((role) => {
    const names = authors.filter(({ roles = [] }) => roles.includes(role));
    return names.length === 0 ? [] : [`${t(`credit-${role}`)}: ${list(names.map((name) => formatName(name)))}`];
  });
  return said.map((one) => `${one}.`).join(" ");
}

/** "12 (OpenAlex, 28 November 2026)", of which the number leads to the service. */
function citationParts({ citations }: CataloguedPublication, { date, count: inDigits }: Locale): readonly DetailPart[] {
  if (citations === undefined) return [];
  const { count, source, address, day } = citations;
  return [{ text: inDigits(count), href: address }, { text: ` (${source}, ${date(day)})` }];
}

/** What is shown of each part with a label, in the order in which it is read. Plain texts without a view of their own stand behind. */
type DetailViews = {
  readonly [Part in LabelledPart as Part extends LabelledText ? never : Part]:
    | readonly DetailPart[]
    | Partial<DetailView>
    | undefined;
} & { readonly [Part in LabelledText]?: readonly DetailPart[] | Partial<DetailView> | undefined };

const plainTexts = parts.filter((part): part is LabelledText => fieldOf(part).kind === "text" && isLabelled(part));

/** What is said of distinctions, where anything is besides their names, which stand at the top of the page. */
function distinctionsHtml(distinctions: readonly Distinction[], options: HtmlOptions): string {
  const said = distinctions.filter(({ text }) => text.length > 0);
  const items = said.map(({ name, text }) => `${escapeHtml(name)}: ${richTextToHtml(text, options).trim()}`);
  return items.length > 1 ? `<ul class="versions"><li>${items.join("</li><li>")}</li></ul>` : items.join("");
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
