// In: projects, grants, courses, theses or awards. Out: the same as a table, as data, and, of theses, as works that are cited.
import { type Activity, activityFacts } from "../record/activities.ts";
import type { ActivityFormat } from "../record/content-files.ts";
import { dateToEdtf } from "../record/dates/bibtex-date.ts";
import type { PartialDate } from "../record/dates/partial-date.ts";
import type { Publication } from "../record/publication.ts";
import { emptyParts } from "../record/publication-fields.ts";
import { richTextToPlain } from "../text/plain-text.ts";
import type { RichText } from "../text/rich-text.ts";
import { publicationToBibtex } from "./bibtex.ts";
import { csvTable } from "./csv.ts";
import { publicationToRis } from "./ris.ts";

/** An activity whose people are called as the site calls them. */
export interface NamedActivity extends Activity {
  readonly named: readonly { readonly name: string }[];
  readonly namedStudents: readonly { readonly name: string }[];
  /** The absolute address of its page or of its place in its list, where that is known. */
  readonly address?: string | undefined;
}

/** Writes activities of one kind in a format; BibTeX and RIS are for theses alone. */
export const activityWriters: Readonly<Record<ActivityFormat, (activities: readonly NamedActivity[]) => string>> = {
  csv: toCsv,
  json: (activities) => `${JSON.stringify(activities.map(recordOf), null, 1)}\n`,
  bibtex: (theses) => theses.map((one) => publicationToBibtex(thesisWork(one))).join("\n"),
  ris: (theses) => theses.map((one) => publicationToRis(thesisWork(one))).join("\r\n"),
};

/** What is said of one, by the names that its fields have in front matter; dates as EDTF writes them, texts without markup. */
function recordOf(activity: NamedActivity) {
  const { kind, id, title, facts, period, terms, named, namedStudents, funding, paper, summary, links } = activity;
  const people = named.map(({ name }) => name);
  const isGiven = kind === "theses" || kind === "awards";
  const [from, to] = isGiven ? [] : [period?.start && edtf({ start: period.start }), endOf(period)];
  const said: Readonly<Record<string, unknown>> = {
    id,
    title,
    student: namedStudents.map(({ name }) => name),
    ...Object.fromEntries(activityFacts.map((fact) => [fact, plain(facts[fact])])),
    date: isGiven && period !== undefined ? edtf(period) : "",
    from,
    to,
    terms: terms.map(edtf),
    [kind === "theses" ? "supervisors" : "people"]: people,
    funding,
    paper,
    summary: plain(summary),
    links: links.map(({ label, href }) => ({ label, href })),
    url: activity.address,
  };
  return Object.fromEntries(
    Object.entries(said).filter(([, value]) => value !== undefined && value !== "" && !isEmpty(value)),
  );
}

const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0;
const plain = (tree: RichText = []): string => richTextToPlain(tree);
/** A date in EDTF, or the author's words where it is none. */
const edtf = (date: Partial<PartialDate>): string =>
  date.literal ?? dateToEdtf({ circa: false, uncertain: false, ...date });
const endOf = (period: PartialDate | undefined): string =>
  period?.end === undefined || period.end === "open" ? "" : edtf({ start: period.end });

/** A table of the columns of which any of them says something. */
function toCsv(activities: readonly NamedActivity[]): string {
  const records = activities.map(recordOf);
  const names = [...new Set(columns.filter((name) => records.some((one) => one[name] !== undefined)))];
  const cellOf = (value: unknown): string =>
    Array.isArray(value)
      ? value.map((one) => (typeof one === "string" ? one : one.href)).join("; ")
      : ((value as string | undefined) ?? "");
  return csvTable([names, ...records.map((one) => names.map((name) => cellOf(one[name])))]);
}

const columns = [
  ...["id", "title", "student", ...activityFacts, "date", "from", "to", "terms"],
  ...["people", "supervisors", "funding", "paper", "summary", "links", "url"],
];

/** A supervised thesis as a work that is cited. */
export function thesisWork({ id, heading, students, facts, period, links, summary, place }: Activity): Publication {
  const { degree, institution } = facts;
  return {
    ...(emptyParts as unknown as Publication),
    key: id,
    type: "thesis",
    title: heading,
    author: students,
    ...(degree && { genre: plain(degree) }),
    ...(institution && { publisher: plain(institution) }),
    ...(period && { issued: period }),
    ...(links[0] && { url: links[0].href }),
    summary,
    visibility: "public",
    source: { format: "markdown", ...place },
  };
}
