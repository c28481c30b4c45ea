// The lists that other sites show within their own pages: a page to be framed, ready HTML for a script, a file in each format,
// and what oEmbed asks for.

import { formatNames, formats, groupAddress, publicationAddress } from "../../record/content-files.ts";
import { yearOf } from "../../record/dates/partial-date.ts";
import { isFileHref } from "../../record/identifiers/link.ts";
import { formatName } from "../../record/names/name.ts";
import type { Catalogue, CataloguedPublication } from "../../relate/catalogue.ts";
import { escapeHtml } from "../../text/escape.ts";
import { createEntryTools, type EntryView, namesShown } from "../views/entry-view.ts";
import { splitIntoPages, underHeadings, viewList } from "../views/list-view.ts";
import { type Addresses, encodePath } from "../views/page-addresses.ts";
import type { FeedView } from "../views/site-view.ts";
import { writeWorks } from "./file-pages.ts";
import type { ListedGroup } from "./listed-groups.ts";
import type { LongTextPage, TemplatePage, TextPage } from "./page.ts";
import type { PageContent, PageTools } from "./page-tools.ts";

/** The script that puts a list into a page of another site. */
export const embedScriptAddress = "/embed/list.js";

export const embedAddress = (list: string): string => `/embed${list}`;
const oembedAddress = (list: string): string => `${embedAddress(list)}oembed.json`;

/** How many publications the page to be framed shows at most; the whole list is one step further. */
const mostFramed = 100;

/** The size of a frame, in pixels, where the page around it does not say another. */
const [frameWidth, frameHeight] = [640, 480];

/** What an embedded list shows. */
interface EmbedInputs {
  /** Of the list's own page. */
  readonly address: string;
  readonly name: string;
  readonly publications: readonly CataloguedPublication[];
}

/** The pages and files of the lists that other sites may show, in the site's own language. */
export function embeddedPages(
  { embedded }: Catalogue,
  groups: readonly ListedGroup[],
  tools: PageTools,
): readonly (TemplatePage | TextPage | LongTextPage)[] {
  const { page, file, longFile, locale } = tools;
  return embedded.flatMap(({ address, publications, activities }) => {
    if (activities !== undefined) return [];
    const group = groups.find(({ part, slug }) => groupAddress(part, slug) === address);
    const inputs = (): EmbedInputs => ({ address, name: group?.name ?? locale.t("publications"), publications });
    return [
      page({
        address: embedAddress(address),
        layout: "embed",
        inputs,
        ...(tools.isReferenceShown ? { serialized: framed } : {}),
        content: embedContent,
      }),
      file({
        address: `${embedAddress(address)}list.json`,
        inputs,
        ...(tools.isReferenceShown ? { serialized: () => publications } : {}),
        content: listJson,
      }),
      oembedFile(address, inputs().name, tools),
      ...formatNames.map((format) =>
        longFile({
          address: `${embedAddress(address)}publications.${formats[format].ending}`,
          inputs: () => publications,
          ...(format === "bibtex" ? {} : { serialized: () => publications }),
          content: (entries, of) => writeWorks(format, entries, of),
        }),
      ),
    ];
  });
}

/** What the page of a list says of it to programs that show a list for its address (oEmbed, 4); none where none may. */
export const embedLinks = (
  { embedded }: Catalogue,
  address: string,
  name: string,
  { addresses }: Pick<PageTools, "addresses">,
): readonly FeedView[] =>
  embedded.some((one) => one.address === address)
    ? [
        {
          label: "oEmbed",
          title: `${name} (oEmbed)`,
          type: "application/json+oembed",
          href: addresses.canonicalFile(oembedAddress(address))!,
        },
      ]
    : [];

const framed = ({ publications }: EmbedInputs): readonly CataloguedPublication[] => publications.slice(0, mostFramed);

function embedContent({ address, name, publications }: EmbedInputs, tools: PageTools): PageContent {
  const { addresses, entry, locale, site } = tools;
  const count = publications.length;
  const shown = splitIntoPages(underHeadings(publications, [], locale), mostFramed)[0]!;
  return {
    title: name,
    description: "",
    isIndexed: false,
    heading: name,
    list: viewList(shown, count, entry, locale, site),
    all: { label: locale.t("allPublications", { count }), href: addresses.page(address) },
  };
}

/**
 * The list as the script takes it, and whoever makes pages of it by other means: each publication with its facts as text, and as HTML
 * in which all is escaped and every address absolute.
 */
function listJson({ address, name, publications }: EmbedInputs, tools: PageTools): string {
  const { site, locale, addresses, serialized } = tools;
  const view = createEntryTools(site, locale, absolute(addresses), (entry) => serialized(entry).references).entry;
  const inOrder = underHeadings(publications, [], locale).flatMap((year) => year.publications);
  return `${JSON.stringify(
    {
      title: name,
      url: addresses.canonical(address),
      language: locale.language,
      direction: locale.direction,
      all: locale.t("allPublications", { count: publications.length }),
      items: inOrder.map((entry) => {
        const { publication } = entry;
        return {
          id: publication.key,
          url: addresses.canonical(publicationAddress(entry.slug)),
          type: publication.type,
          title: view(entry).titleText,
          authors: namesShown(entry).names.map((one) => formatName(one)),
          venue: view(entry).venue?.text,
          year: yearOf(publication.issued),
          doi: publication.doi,
          html: entryHtml(view(entry)),
        };
      }),
    },
    null,
    1,
  )}\n`;
}

/** Addresses that lead here from a page of another site. */
export const absolute = (addresses: Addresses): Addresses => {
  const whole = (address: string) => addresses.canonicalFile(address)!;
  return {
    ...addresses,
    page: (address) => addresses.canonical(address)!,
    file: whole,
    target: ({ address, isPage, suffix }) =>
      (isPage ? addresses.canonical(address)! : whole(encodePath(address))) + encodeURI(suffix),
    link: (href, slug) => (isFileHref(href) ? addresses.canonicalLink(href, slug)! : href),
  };
};

/** A publication on a page of another site. */
function entryHtml({ titleHtml, href, language, authors, venue, position, links, referenceHtml }: EntryView): string {
  const link = (to: string, html: string) => `<a href="${escapeHtml(to)}">${html}</a>`;
  const named = links.map(
    ({ label, href: to, accessibleName }) =>
      `<a aria-label="${escapeHtml(accessibleName)}" href="${escapeHtml(to)}">${escapeHtml(label)}</a>`,
  );
  if (referenceHtml !== "")
    return `<p class="reference" dir="auto">${referenceHtml}</p>${named.length === 0 ? "" : `<p class="line">${named.join(" ")}</p>`}`;
  const names = authors.authors.map(({ name, separator, space, isOwner, isFolded, startsGap }) => {
    if (isFolded && !startsGap) return "";
    const text = escapeHtml(isFolded ? "…" : name);
    return `${isOwner ? `<b>${text}</b>` : text}${escapeHtml(separator + space)}`;
  });
  const by = [names.join(""), escapeHtml(authors.suffix)].filter(Boolean).join(" ");
  const facts = [
    venue?.href && venue.text ? link(venue.href, escapeHtml(venue.text)) : escapeHtml(venue?.text ?? ""),
    escapeHtml(position),
    escapeHtml(venue?.status ?? ""),
    escapeHtml(venue?.distinction ?? ""),
  ].filter(Boolean);
  const line = [facts.join(", "), ...named].filter(Boolean).map((one) => `<span>${one}</span>`);
  const lang = language === undefined ? "" : ` lang="${escapeHtml(language)}"`;
  return [
    `<p class="title" dir="auto"${lang}>${link(href, titleHtml)}</p>`,
    by && `<p class="authors" dir="auto">${by}</p>`,
    line.length > 0 && `<p class="line">${line.join(" ")}</p>`,
  ]
    .filter(Boolean)
    .join("");
}

/** What the list of a name at an address is to programs that show it elsewhere. */
export const oembedFile = (address: string, name: string, { file, title }: PageTools): TextPage =>
  file({ address: oembedAddress(address), inputs: () => ({ address, name, title }), content: oembed });

/** What oEmbed 1.0 (2.3.4, "rich") answers for the address of the list; a file of its own for each can't mind the size that is asked for. */
function oembed({ address, name }: Pick<EmbedInputs, "address" | "name">, { addresses, title }: PageTools): string {
  const source = escapeHtml(addresses.canonical(embedAddress(address))!);
  const size = `width="${frameWidth}" height="${frameHeight}"`;
  return `${JSON.stringify(
    {
      version: "1.0",
      type: "rich",
      title: name,
      provider_name: title,
      provider_url: addresses.canonical("/"),
      width: frameWidth,
      height: frameHeight,
      html: `<iframe src="${source}" title="${escapeHtml(name)}" ${size} style="border:0;width:100%" loading="lazy"></iframe>`,
    },
    null,
    1,
  )}\n`;
}
