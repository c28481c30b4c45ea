// The author's own pages, and the site's news.

import { newsAddress, publicationAddress } from "../../record/content-files.ts";
import type { DateParts } from "../../record/dates/partial-date.ts";
import type { NewsItem } from "../../record/site-settings.ts";
import type { Catalogue, CataloguedPageTexts } from "../../relate/catalogue.ts";
import { referenceAnchor } from "../../relate/page-parts.ts";
import { richTextToPlain } from "../../text/plain-text.ts";
import { richTextToHtml } from "../../text/rich-text-html.ts";
import type { Feed } from "../metadata/site-wide.ts";
import { viewList } from "../views/list-view.ts";
import { viewFeeds } from "../views/site-view.ts";
import { feedLength, feedPair } from "./file-pages.ts";
import type { TemplatePage, TextPage } from "./page.ts";
import type { PageContent, PageTools } from "./page-tools.ts";

/** What an author's page shows. */
interface PageInputs {
  readonly texts: CataloguedPageTexts;
  /** Its language, where that is not the language of the page. */
  readonly language: string | undefined;
}

/** The author's pages, and that of all news where there are some. */
export function authoredPages({ pages, news }: Catalogue, { page, site, locale }: PageTools): readonly TemplatePage[] {
  return [
    ...pages.map(({ address, texts }) => {
      const own = texts.get(locale.language);
      return page<PageInputs>({
        address,
        layout: "page",
        inputs: () => ({
          texts: own ?? texts.get(site.language)!,
          language: own || locale.language === site.language ? undefined : site.language,
        }),
        serialized: ({ texts: { references } }) => references,
        content: pageContent,
      });
    }),
    ...(news.length === 0
      ? []
      : [
          page<readonly NewsItem[]>({ address: newsAddress, layout: "news", inputs: () => news, content: newsContent }),
        ]),
  ];
}

/** So much of a page's text stands for its description, where it says nothing of itself. */
const descriptionLength = 160;

function pageContent(
  { texts: { title, heading, description, isDraft, parts, references }, language }: PageInputs,
  tools: PageTools,
): PageContent {
  const { text, math, entry, locale, site, addresses, serialized } = tools;
  // Those of the layout.
  const ids = new Set(["content", "references"]);
  const words = parts.map((part) => ("text" in part ? richTextToPlain(part.text) : "")).join(" ");
  return {
    title,
    description: description ?? firstWords(words),
    headingHtml: text.html(heading, { isTitle: true, language }),
    textLanguage: language,
    isDraft: isDraft ?? false,
    parts: parts.map((part) => {
      if ("text" in part)
        return { textHtml: text.html(part.text, { headingLevel: 2, footnotes: "note", ids, language }) };
      const shown = [{ heading: richTextToPlain(part.heading), publications: part.list }];
      return { list: viewList(part.list.length === 0 ? [] : shown, part.list.length, entry, locale, site) };
    }),
    references: references.map((one, index) => ({
      anchor: referenceAnchor(index + 1),
      referenceHtml: serialized(one).references[0] ?? richTextToHtml(one.publication.title, { math }),
      href: addresses.page(publicationAddress(one.slug)),
      titleHtml: richTextToHtml(one.publication.title, { math }),
    })),
  };
}

/** The first words of a text, whole ones. */
function firstWords(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= descriptionLength) return line;
  return `${line.slice(0, descriptionLength).replace(/(?<!\s)\s+\S*$/, "")}…`;
}

/** An item of the news as templates show it. */
export function viewNews(item: NewsItem, { text, locale, site }: PageTools) {
  const own = item.translations.get(locale.language);
  const { heading, text: body } = own ?? item;
  const language = own || locale.language === site.language ? undefined : site.language;
  const start = item.date.split("-").map(Number) as unknown as DateParts;
  return {
    id: item.id,
    date: item.date,
    dateText: locale.date({ start, circa: false, uncertain: false }),
    titleHtml: heading === undefined ? "" : text.html(heading, { isTitle: true, language }),
    textHtml: text.html(body, { headingLevel: 3, footnotes: "note", language }),
    language,
    isDraft: item.isDraft ?? false,
  };
}

function newsContent(news: readonly NewsItem[], tools: PageTools): PageContent {
  const { t } = tools.locale;
  return {
    title: t("news"),
    description: `${t("news")} · ${tools.title}`,
    feeds: tools.site.url === undefined ? [] : viewFeeds(newsAddress, t("news"), tools.addresses, tools.locale),
    news: news.map((item) => viewNews(item, tools)),
  };
}

export const newsFiles = ({ site, news }: Catalogue, { file }: PageTools): readonly TextPage[] =>
  news.length === 0 || site.url === undefined
    ? []
    : feedPair(newsAddress, () => news.slice(0, feedLength), feedOf, file);

function feedOf(news: readonly NewsItem[], { addresses, locale, title, text }: PageTools): Feed {
  const address = addresses.canonical(newsAddress)!;
  return {
    title: `${locale.t("news")} · ${title}`,
    language: locale.language,
    author: title,
    address,
    atomAddress: addresses.canonicalFile(`${newsAddress}feed.xml`)!,
    jsonAddress: addresses.canonicalFile(`${newsAddress}feed.json`)!,
    items: news.map(({ id, date, title: own, text: body }) => ({
      address: `${address}#${id}`,
      title: own ?? firstWords(richTextToPlain(body)),
      contentHtml: text.html(body, { absolute: true }),
      authors: [],
      published: date,
      tags: [],
    })),
  };
}

/** The newest of the news, as the front page shows them. */
export const newestNews = (news: readonly NewsItem[]): readonly NewsItem[] => news.slice(0, 5);
