// In: a found work and what a site says of people and venues. Out: items of people.yaml and venues.yaml for those whom it does not name.
import { isMap, isSeq, parseDocument, stringify } from "yaml";
import { readableSlug } from "../memory/fold.ts";
import type { Person, Venue } from "../record/site-settings.ts";
import { personRecognizer, venueRecognizer } from "../relate/recognize.ts";
import type { Change } from "./edit-front-matter.ts";
import type { MergedWork } from "./merge-works.ts";
import { asName, type FoundWork, spoken } from "./reading/found-work.ts";

/** A topic that there is no file of yet. */
export interface NewTopic {
  readonly slug: string;
  readonly title: string;
}

/** An item that a list of the site does not have. */
export type Proposal =
  | { readonly list: "people"; readonly item: Pick<Person, "name"> & { readonly orcid: string } }
  | {
      readonly list: "venues";
      readonly item: Pick<Venue, "name"> & { readonly short?: string; readonly issn?: readonly string[] };
    };

/** Words of headings that say only that papers follow. */
const wordsOfLists: ReadonlySet<string> = new Set(
  "all my our selected recent other further peer-reviewed publication publications paper papers article articles work works list of references bibliography research".split(
    " ",
  ),
);

/** The topic that a heading of a list may be; undefined where it is a year, says only that papers follow, or has no letters for an address. */
export function topicOf(heading: string): NewTopic | undefined {
  const title = heading.replace(/\s+/g, " ").trim();
  const slug = readableSlug(title)
    .replace(/[._]+/g, "-")
    .replace(/^-+|(?<!-)-+$/g, "");
  const isOfList =
    /^(?:19|20)\d\d\b/.test(title) ||
    title
      .toLowerCase()
      .split(" ")
      .every((word) => wordsOfLists.has(word));
  return isOfList || slug === "" ? undefined : { slug, title };
}

/** For so many authors at most it is said who they are: nobody keeps a list of a collaboration's thousands. */
const mostPeople = 12;

/** Who wrote a work and has an ORCID iD, and where it appeared if that has a short name or an ISSN, as far as the site does not know them. */
export function proposalsFor(
  work: MergedWork,
  people: readonly Person[],
  venues: readonly Venue[],
): readonly Proposal[] {
  const { recognize } = personRecognizer(people);
  const unknown = work.author.flatMap((name): readonly Proposal[] =>
    name.orcid === undefined || recognize(asName(name)) !== undefined
      ? []
      : [{ list: "people", item: { name: spoken(name), orcid: name.orcid } }],
  );
  return [...unknown.slice(0, mostPeople), ...venueOf(work, venues)];
}

function venueOf(
  { containerTitle, containerFacts = {}, entryType }: FoundWork,
  venues: readonly Venue[],
): readonly Proposal[] {
  const { short, issn } = containerFacts;
  const isVenue = entryType === "article" || entryType === "inproceedings";
  if (!isVenue || containerTitle === undefined || (short === undefined && issn === undefined)) return [];
  if (venueRecognizer(venues)(containerTitle, issn) !== undefined) return [];
  const item = {
    ...(short === undefined ? {} : { short }),
    name: containerTitle,
    ...(issn === undefined ? {} : { issn }),
  };
  return [{ list: "venues", item }];
}

/** An item as it stands in its list. */
export const proposalText = ({ item }: Proposal): string =>
  stringify([item], { lineWidth: 0, flowCollectionPadding: false });

/** The list with the items behind its own; undefined where it is none that a line can be put behind. */
export function withItems(
  { file, text }: { readonly file: string; readonly text: string | undefined },
  items: readonly Proposal[],
): Change | undefined {
  const own = text ?? "";
  const { contents, errors } = parseDocument(own);
  if (errors.length > 0) return undefined;
  const isEmpty = contents === null || (!isSeq(contents) && !isMap(contents) && contents.toJSON() === null);
  if (!isEmpty && (!isSeq(contents) || contents.flow)) return undefined;
  const start = isEmpty ? 0 : (contents.range?.[0] ?? 0);
  const indent = " ".repeat(start - (own.lastIndexOf("\n", start - 1) + 1));
  const more = items
    .map(proposalText)
    .join("")
    .replace(/^(?=.)/gm, indent);
  return { file, before: text, after: `${own}${own === "" || own.endsWith("\n") ? "" : "\n"}${more}` };
}
