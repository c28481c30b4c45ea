// Projects, grants, courses, theses and awards: a page for each kind, and one for each of which there is more to say.

import { type ActivityKind, activityKinds } from "../../record/activities.ts";
import { activityAddress } from "../../record/content-files.ts";
import type { Catalogue, CataloguedActivity } from "../../relate/catalogue.ts";
import { richTextToPlain } from "../../text/plain-text.ts";
import { describeActivity } from "../metadata/structured-activity.ts";
import { collectionPageData, thingData } from "../metadata/structured-data.ts";
import { activitiesByYear, viewActivity } from "../views/activity-view.ts";
import { underHeadings, viewList } from "../views/list-view.ts";
import type { TemplatePage } from "./page.ts";
import type { PageContent, PageTools } from "./page-tools.ts";

interface ListInputs {
  readonly kind: ActivityKind;
  readonly activities: readonly CataloguedActivity[];
}

/** The pages of a language. */
export function activityPages({ activities }: Catalogue, { page }: PageTools): readonly TemplatePage[] {
  return activityKinds.flatMap((kind) => {
    const own = activities.filter((one) => one.kind === kind);
    if (own.length === 0) return [];
    return [
      page<ListInputs>({
        address: `/${kind}/`,
        layout: "activities",
        inputs: () => ({ kind, activities: own }),
        content: listContent,
      }),
      ...own
        .filter(({ hasPage }) => hasPage)
        .map((activity) =>
          page<CataloguedActivity>({
            address: activityAddress(kind, activity.id),
            layout: "activity",
            inputs: () => activity,
            content: activityContent,
          }),
        ),
    ];
  });
}

function listContent({ kind, activities }: ListInputs, tools: PageTools): PageContent {
  const { locale, addresses, title: siteTitle } = tools;
  const name = locale.t(kind);
  const canonical = addresses.canonical(`/${kind}/`);
  const addressOf = ({ id, hasPage }: CataloguedActivity) =>
    hasPage ? addresses.canonical(activityAddress(kind, id)) : canonical && `${canonical}#${id}`;
  return {
    title: name,
    description: `${name} · ${siteTitle}`,
    heading: name,
    structuredDataHtml: collectionPageData({
      canonical,
      name,
      description: "",
      items: activities.map((one) => ({
        name: one.title,
        address: addressOf(one),
        described: describeActivity(one, addressOf(one)),
      })),
      language: locale.language,
      trail: [
        { name: siteTitle, address: addresses.canonical("/") },
        { name, address: canonical },
      ],
    }),
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
