import type { NamedActivity } from "../../export/activity-records.ts";
import { translateKnown } from "../../messages/messages.ts";
import { activityDate, activityFacts } from "../../record/activities.ts";
import { activityAddress, groupAddress, publicationAddress } from "../../record/content-files.ts";
import { isoOf, yearOf } from "../../record/dates/partial-date.ts";
import type { CataloguedActivity, NamedPerson } from "../../relate/catalogue.ts";
import { richTextToPlain } from "../../text/plain-text.ts";
import type { RichNode, RichText } from "../../text/rich-text.ts";
import { withoutSiteAddresses } from "../../text/rich-text-tools.ts";
import type { EntryTools } from "./entry-view.ts";
import type { ListedItem, Locale } from "./locale.ts";
import type { Addresses } from "./page-addresses.ts";

/** A name in a list, with the page it leads to. */
export interface NamedView extends ListedItem {
  readonly href: string | undefined;
}

/** A project, grant, course, thesis or award as a list shows it. Fields that end in `Html` are escaped markup. */
export interface ActivityView {
  /** Its place in its list. */
  readonly anchor: string;
  readonly titleHtml: string;
  /** Its page, or that of the paper that it is. */
  readonly href: string | undefined;
  /** The language of title and text where it is not the page's. */
  readonly language: string | undefined;
  readonly students: readonly NamedView[];
  readonly people: readonly NamedView[];
  /** Whether those are who supervised it. */
  readonly isSupervised: boolean;
  readonly factsHtml: readonly string[];
  readonly dateText: string;
  /** The last day of what has a time, as finely as it is known; "open" where it goes on. */
  readonly until: string | undefined;
  readonly summaryHtml: string;
  /** The grants that paid for it. */
  readonly grants: readonly NamedView[];
  readonly links: readonly { readonly label: string; readonly href: string }[];
  /** "3 publications" that name it; empty for none. */
  readonly countText: string;
}

const exact = { circa: false, uncertain: false };

/** What is said of an activity by its facts, in the words of a language. */
const factsOf = ({ facts }: Pick<CataloguedActivity, "facts">, { t }: Pick<Locale, "t">): readonly RichText[] =>
  activityFacts.flatMap((fact) => {
    const said = facts[fact];
    if (said === undefined) return [];
    const words = fact === "degree" ? translateKnown("genre", richTextToPlain(said), t) : undefined;
    return [words === undefined ? said : [{ kind: "text", value: words }]];
  });

const datesOf = ({ terms, period }: Pick<CataloguedActivity, "terms" | "period">, { date }: Locale): string =>
  terms.length > 0 ? terms.map(date).join(", ") : period === undefined ? "" : date(period);

/** An activity in a line of a list that is handed in: "Dee Vance: On roots. PhD thesis, University of Tests, May 2022." */
export function activityLine(activity: CataloguedActivity, locale: Locale): RichText {
  const { heading, namedStudents } = activity;
  const plain = (value: string): RichNode => ({ kind: "text", value });
  const names = locale.list(namedStudents.map(({ name }) => name)).map((one) => one.text + one.separator + one.space);
  const dates = datesOf(activity, locale);
  const rest = [...factsOf(activity, locale), ...(dates === "" ? [] : [[plain(dates)]])];
  return withoutSiteAddresses([
    ...(names.length === 0 ? [] : [plain(`${names.join("")}: `)]),
    ...heading,
    plain(rest.length === 0 ? "." : ". "),
    ...rest.flatMap((tree, at) => [...tree, plain(at === rest.length - 1 ? "." : ", ")]),
  ]);
}

/** The view of an activity. */
export function viewActivity(activity: CataloguedActivity, tools: EntryTools): ActivityView {
  const { locale, addresses, text, site } = tools;
  const { t } = locale;
  const { kind, id, hasPage, paperSlug, papers, period, grants } = activity;
  const own = activity.translations.get(locale.language);
  const language = own || locale.language === site.language ? undefined : site.language;
  const named = (people: readonly NamedPerson[]): readonly NamedView[] =>
    locale.list(people.map(({ name }) => name)).map((item, index) => {
      const { slug } = people[index]!;
      return { ...item, href: slug === undefined ? undefined : addresses.page(groupAddress("people", slug)) };
    });
  return {
    anchor: id,
    titleHtml: text.html(own?.heading ?? activity.heading, { isTitle: true, language }),
    href: hasPage
      ? addresses.page(activityAddress(kind, id))
      : paperSlug === undefined
        ? undefined
        : addresses.page(publicationAddress(paperSlug)),
    language,
    students: named(activity.namedStudents),
    people: named(activity.named),
    isSupervised: kind === "theses",
    factsHtml: factsOf(activity, locale).map((fact) => text.html(fact, { language })),
    dateText: datesOf(activity, locale),
    until: period?.end === "open" ? "open" : isoOf(period?.end && { start: period.end, ...exact }),
    summaryHtml: text.html(activity.summary, { language }),
    grants: locale.list(grants.map(({ title }) => title)).map((item, index) => ({
      ...item,
      href: `${addresses.page("/grants/")}#${grants[index]!.slug}`,
    })),
    links: activity.links,
    countText: papers.length === 0 ? "" : t("publicationCount", { count: papers.length }),
  };
}

/** Activities below the years in which they began, in their order. */
export function activitiesByYear(
  activities: readonly CataloguedActivity[],
  tools: EntryTools,
): readonly { readonly heading: string; readonly activities: readonly ActivityView[] }[] {
  const groups = new Map<number | undefined, ActivityView[]>();
  for (const activity of activities) {
    const year = yearOf(activityDate(activity));
    groups.set(year, [...(groups.get(year) ?? []), viewActivity(activity, tools)]);
  }
  return [...groups].map(([year, own]) => ({
    heading: year === undefined ? (groups.size > 1 ? tools.locale.t("undated") : "") : tools.locale.year(year),
    activities: own,
  }));
}

/** The absolute address of its own page, else of its place in the list; undefined where the site's own is not known. */
export function addressOfActivity(
  { kind, id, hasPage }: CataloguedActivity,
  { canonical }: Pick<Addresses, "canonical">,
): string | undefined {
  const list = canonical(`/${kind}/`);
  return hasPage ? canonical(activityAddress(kind, id)) : list && `${list}#${id}`;
}

/** Activities with the addresses under which others find them. */
export const withAddresses = (
  activities: readonly CataloguedActivity[],
  addresses: Pick<Addresses, "canonical">,
): readonly NamedActivity[] => activities.map((one) => ({ ...one, address: addressOfActivity(one, addresses) }));
