import type { CataloguedPublication, VenueGroup } from "../../model/catalogue.ts";
import { yearOf } from "../../model/partial-date.ts";
import type { Publication } from "../../model/publication.ts";
import { translateKnown } from "../messages/known-words.ts";
import { type Addresses, groupAddress } from "./addresses.ts";
import type { Locale } from "./locale.ts";

/** Where and when, in the fewest words: the beginning of an entry's last line. */
export interface VenueView {
  /** "NeurIPS 2022", "Nature Methods, 2019", "2021"; empty where neither place nor year is known. */
  readonly text: string;
  /** The venue's own address where it is known, else the page of the venue on this site. */
  readonly href: string | undefined;
  /** The venue's whole name, where `text` holds its short one. */
  readonly fullName: string | undefined;
  /** "Oral". */
  readonly distinction: string | undefined;
  /** "in press". */
  readonly status: string | undefined;
}

/** The view of a work's venue, year, distinction and status; undefined where none of them is known. */
export function viewVenue(
  { publication, venue, venueGroup }: CataloguedPublication,
  locale: Locale,
  addresses: Addresses,
): VenueView | undefined {
  const { issued, distinction, status } = publication;
  const name = venue?.short ?? nameOf(publication, locale);
  const text = joinYear(name, yearTextOf(publication, locale), yearOf(issued), venue !== undefined);
  if (text === "" && distinction === undefined && status === undefined) return undefined;
  const fullName = venue === undefined || venue.name === venue.short ? undefined : venue.name;
  const href = venue?.url ?? venueHref(venueGroup, addresses);
  return { text, href, fullName, distinction, status: translateKnown("status", status, locale.say) };
}

/** The page of a venue on this site, where it has one. */
export function venueHref(group: VenueGroup | undefined, addresses: Addresses): string | undefined {
  return group?.hasPage ? addresses.page(groupAddress("venues", group.slug)) : undefined;
}

/** The publication's year in words: "2021", "c. 1723", or a date that is only known as the author's words. */
function yearTextOf({ issued }: Publication, { date }: Locale): string {
  if (issued === undefined) return "";
  const year = yearOf(issued);
  if (year === undefined) return date(issued);
  return date({ start: [year], circa: issued.circa, uncertain: issued.uncertain });
}

/** The name of where a work appeared that has no known venue. */
function nameOf(publication: Publication, { say }: Locale): string {
  const { type, containerTitle, eprint, genre, publisher, eventTitle, volume, collectionTitle } = publication;
  if (containerTitle !== undefined) return containerTitle;
  if (eprint !== undefined && eprint.archive.toLowerCase() === "arxiv") return say("arxivPreprint");
  // Volumes of one work may have one title; the volume of a series says nothing without it.
  const count = type === "book" && collectionTitle === undefined && volume ? say("volume", { volume }) : undefined;
  const name = [count, translateKnown("genre", genre, say), publisher ?? eventTitle]
    .filter((part) => part !== undefined)
    .join(", ");
  return name === "" && type === "article" ? say("preprint") : name;
}

/** Name and year; a year the name already holds is not said twice. One word takes a space, a longer name a comma. */
function joinYear(name: string, yearText: string, year: number | undefined, isShort: boolean): string {
  if (name === "") return yearText;
  if (yearText === "" || name.split(/\D+/).includes(String(year))) return name;
  return `${name}${isShort || !/\s/.test(name) ? " " : ", "}${yearText}`;
}
