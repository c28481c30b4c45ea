// The lists of projects, grants, courses, theses or awards that other sites show within their own pages, as they show lists of papers.
import { activityWriters } from "../../export/activity-records.ts";
import { activityDate } from "../../record/activities.ts";
import { activityFileAddress, activityFormatsOf } from "../../record/content-files.ts";
import { yearOf } from "../../record/dates/partial-date.ts";
import type { Catalogue, CataloguedActivity } from "../../relate/catalogue.ts";
import { escapeHtml } from "../../text/escape.ts";
import { type ActivityView, activitiesByYear, viewActivity, withAddresses } from "../views/activity-view.ts";
import { createEntryTools } from "../views/entry-view.ts";
import { absolute, embedAddress, oembedFile } from "./embedded-pages.ts";
import type { TemplatePage, TextPage } from "./page.ts";
import type { PageContent, PageTools } from "./page-tools.ts";

/** The pages and files of the kinds that other sites may show, in the site's own language. */
export function embeddedActivities({ embedded }: Catalogue, tools: PageTools): readonly (TemplatePage | TextPage)[] {
  return embedded.flatMap(({ address, activities }) => (activities ? pagesOf(address, activities, tools) : []));
}

function pagesOf(
  address: string,
  activities: readonly CataloguedActivity[],
  tools: PageTools,
): readonly (TemplatePage | TextPage)[] {
  const { page, file, locale } = tools;
  const { kind } = activities[0]!;
  const name = locale.t(kind);
  const inputs = () => ({ address, name, activities });
  return [
    page({ address: embedAddress(address), layout: "embed", inputs, content: embedActivitiesContent }),
    file({ address: `${embedAddress(address)}list.json`, inputs, content: listActivitiesJson }),
    oembedFile(address, name, tools),
    ...activityFormatsOf(kind).map((format) =>
      file({
        address: `${embedAddress(address)}${activityFileAddress(kind, format).slice(1)}`,
        inputs: () => activities,
        content: (own, of) => activityWriters[format](withAddresses(own, of.addresses)),
      }),
    ),
  ];
}

interface EmbeddedActivities {
  readonly address: string;
  readonly name: string;
  readonly activities: readonly CataloguedActivity[];
}

function embedActivitiesContent({ address, name, activities }: EmbeddedActivities, tools: PageTools): PageContent {
  return {
    title: name,
    description: "",
    isIndexed: false,
    heading: name,
    activityGroups: activitiesByYear(activities, tools),
    all: { label: name, href: tools.addresses.page(address) },
  };
}

function listActivitiesJson({ address, name, activities }: EmbeddedActivities, tools: PageTools): string {
  const { site, locale, addresses } = tools;
  const own = createEntryTools(site, locale, absolute(addresses), () => []);
  return `${JSON.stringify(
    {
      title: name,
      url: addresses.canonical(address),
      language: locale.language,
      direction: locale.direction,
      all: name,
      items: withAddresses(activities, addresses).map((activity, at) => ({
        id: activity.id,
        url: activity.address,
        type: activity.kind,
        title: activity.title,
        year: yearOf(activityDate(activity)),
        html: activityHtml(viewActivity(activities[at]!, own)),
      })),
    },
    null,
    1,
  )}\n`;
}

/** An activity on a page of another site. */
function activityHtml(view: ActivityView): string {
  const { titleHtml, href, language, students, people, factsHtml, dateText, summaryHtml, links } = view;
  const lang = language === undefined ? "" : ` lang="${escapeHtml(language)}"`;
  const names = (some: ActivityView["people"]) =>
    some.length === 0
      ? ""
      : `<p class="authors" dir="auto">${some.map(({ text, separator, space }) => escapeHtml(text + separator + space)).join("")}</p>`;
  const facts = [...factsHtml, escapeHtml(dateText)].filter(Boolean);
  const line = links.map((one) => `<span><a href="${escapeHtml(one.href)}">${escapeHtml(one.label)}</a></span>`);
  return [
    `<p class="title" dir="auto"${lang}>${href === undefined ? titleHtml : `<a href="${escapeHtml(href)}">${titleHtml}</a>`}</p>`,
    names(students),
    names(people),
    facts.length > 0 && `<p class="line">${facts.map((html) => `<span>${html}</span>`).join(" ")}</p>`,
    summaryHtml && `<p dir="auto"${lang}>${summaryHtml}</p>`,
    line.length > 0 && `<p class="line">${line.join(" ")}</p>`,
  ]
    .filter(Boolean)
    .join("");
}
