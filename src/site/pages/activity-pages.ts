// Projects, grants, courses, theses and awards: a page for each kind, and one for each of which there is more to say.

import { activityWriters } from "../../export/activity-records.ts";
import { type ActivityKind, activityKinds } from "../../record/activities.ts";
import {
  activityAddress,
  activityFileAddress,
  activityFormats,
  activityFormatsOf,
} from "../../record/content-files.ts";
import { isoOf } from "../../record/dates/partial-date.ts";
import type { Catalogue, CataloguedActivity } from "../../relate/catalogue.ts";
import { richTextToPlain } from "../../text/plain-text.ts";
import type { Feed } from "../metadata/site-wide.ts";
import { describeActivity } from "../metadata/structured-activity.ts";
import { collectionPageData, thingData } from "../metadata/structured-data.ts";
import { activitiesByYear, addressOfActivity, viewActivity, withAddresses } from "../views/activity-view.ts";
import { underHeadings, viewList } from "../views/list-view.ts";
import { type FeedView, viewFeeds } from "../views/site-view.ts";
import { embedLinks } from "./embedded-pages.ts";
import { feedLength, feedPair } from "./file-pages.ts";
import type { TemplatePage, TextPage } from "./page.ts";
import type { PageContent, PageTools } from "./page-tools.ts";

interface ListInputs {
  readonly kind: ActivityKind;
  readonly activities: readonly CataloguedActivity[];
  /** What programs are told that show the list elsewhere. */
  readonly embeds: readonly FeedView[];
}

/** The pages of a language. */
export function activityPages(catalogue: Catalogue, tools: PageTools): readonly TemplatePage[] {
  const { page, locale } = tools;
  return byKind(catalogue).flatMap(({ kind, activities }) => [
    page<ListInputs>({
      address: `/${kind}/`,
      layout: "activities",
      inputs: () => ({ kind, activities, embeds: embedLinks(catalogue, `/${kind}/`, locale.t(kind), tools) }),
      content: listContent,
    }),
    ...activities
      .filter(({ hasPage }) => hasPage)
      .map((activity) =>
        page<CataloguedActivity>({
          address: activityAddress(kind, activity.id),
          layout: "activity",
          inputs: () => activity,
          content: activityContent,
        }),
      ),
  ]);
}

/** The kinds that the site has, each with its own. */
const byKind = ({ activities }: Pick<Catalogue, "activities">) =>
  activityKinds.flatMap((kind) => {
    const own = activities.filter((one) => one.kind === kind);
    return own.length === 0 ? [] : [{ kind, activities: own }];
  });

/** From how many on a list is looked through by words. */
const longList = 12;

function listContent({ kind, activities, embeds }: ListInputs, tools: PageTools): PageContent {
  const { locale, addresses, title: siteTitle } = tools;
  const { t } = locale;
  const name = t(kind);
  const canonical = addresses.canonical(`/${kind}/`);
  const feeds = isAnnounced(kind, activities) ? viewFeeds(`/${kind}/`, name, addresses, locale) : [];
  const isLong = activities.length >= longList;
  return {
    title: name,
    description: `${name} · ${siteTitle}`,
    heading: name,
    feeds: [...feeds, ...embeds],
    structuredDataHtml: collectionPageData({
      canonical,
      name,
      description: "",
      items: activities.map((one) => {
        const address = addressOfActivity(one, addresses);
        return { name: one.title, address, described: describeActivity(one, address) };
      }),
      language: locale.language,
      trail: [
        { name: siteTitle, address: addresses.canonical("/") },
        { name, address: canonical },
      ],
    }),
    files: activityFormatsOf(kind).map((format) => {
      const { label } = activityFormats[format];
      const href = addresses.file(activityFileAddress(kind, format));
      return { label, href, downloadName: t("downloadFormat", { format: label }) };
    }),
    isLong,
    findName: isLong ? t("narrow", { name }) : "",
    hasStates: isLong && activities.some(({ period }) => period?.end !== undefined),
    activityGroups: activitiesByYear(activities, tools),
  };
}

function activityContent(activity: CataloguedActivity, tools: PageTools): PageContent {
  const { locale, addresses, site, text, entry, title: siteTitle } = tools;
  const { t } = locale;
  const { kind, id, papers } = activity;
  const own = activity.translations.get(locale.language);
  const view = viewActivity(activity, tools);
  const title = own?.title ?? activity.title;
  const canonical = addresses.canonical(activityAddress(kind, id));
  const described = describeActivity(activity, canonical);
  return {
    title,
    description: richTextToPlain(activity.summary) || `${title} · ${siteTitle}`,
    ...(described && {
      structuredDataHtml: thingData(described, [
        { name: siteTitle, address: addresses.canonical("/") },
        { name: t(kind), address: addresses.canonical(`/${kind}/`) },
        { name: title, address: canonical },
      ]),
    }),
    up: { label: t(kind), href: addresses.page(`/${kind}/`) },
    activity: {
      ...view,
      textHtml: text.html(own?.text ?? activity.text, {
        headingLevel: 2,
        footnotes: "note",
        language: view.language,
      }),
    },
    list: viewList(underHeadings(papers, [], locale), papers.length, entry, locale, site),
  };
}

// The files of each kind, and the feeds of those that begin or are given on a day: a course is held term after term.

/** Whether there is a feed of a kind. */
const isAnnounced = (kind: ActivityKind, activities: readonly CataloguedActivity[]): boolean =>
  kind !== "courses" && activities.some(({ period }) => period?.start !== undefined);

/** The files of the activities, which are there once for all languages. */
export function activityFilePages(catalogue: Catalogue, { site, file }: PageTools): readonly TextPage[] {
  return byKind(catalogue).flatMap(({ kind, activities }) => [
    ...activityFormatsOf(kind).map((format) =>
      file({
        address: activityFileAddress(kind, format),
        inputs: () => activities,
        content: (own, tools) => activityWriters[format](withAddresses(own, tools.addresses)),
      }),
    ),
    ...(site.url !== undefined && isAnnounced(kind, activities)
      ? feedPair(
          `/${kind}/`,
          () => ({ kind, activities: activities.filter(({ period }) => period?.start).slice(0, feedLength) }),
          feedOf,
          file,
        )
      : []),
  ]);
}

function feedOf({ kind, activities }: Omit<ListInputs, "embeds">, tools: PageTools): Feed {
  const { addresses, locale, title, text } = tools;
  return {
    title: `${locale.t(kind)} · ${title}`,
    language: locale.language,
    author: title,
    address: addresses.canonical(`/${kind}/`)!,
    atomAddress: addresses.canonicalFile(`/${kind}/feed.xml`)!,
    jsonAddress: addresses.canonicalFile(`/${kind}/feed.json`)!,
    items: activities.map((activity) => {
      const { factsHtml, dateText, summaryHtml } = viewActivity(activity, tools);
      const line = [...factsHtml, dateText].filter(Boolean).join(" · ");
      const paragraphs = [line, summaryHtml].filter(Boolean).map((html) => `<p>${html}</p>`);
      const { title: name, namedStudents, named, period } = activity;
      return {
        address: addressOfActivity(activity, addresses)!,
        title: name,
        contentHtml: paragraphs.join("") + text.html(activity.text, { absolute: true }),
        authors: (namedStudents.length > 0 ? namedStudents : named).map((one) => one.name),
        published: isoOf(period) ?? "",
        tags: [],
      };
    }),
  };
}
