import { groupAddress } from "../../record/content-files.ts";
import { type AuthorMark, labelOfMark, marksOf } from "../../record/names/author-marks.ts";
import { formatName, type Name } from "../../record/names/name.ts";
import type { Publication } from "../../record/publication.ts";
import type { Site } from "../../record/site-settings.ts";
import type { CataloguedPerson, CataloguedPublication } from "../../relate/catalogue.ts";
import { manyAuthors } from "../metadata/structured-work.ts";
import type { Locale } from "./locale.ts";
import type { Addresses } from "./page-addresses.ts";

/** The work as it is cited: known people by their family and given names, a known venue by its full name, and a preprint's address where it has no other. */
export function asCited({ publication, citedNames, venue }: CataloguedPublication): Publication {
  const preprint = publication.doi ? undefined : publication.links.find(({ kind }) => kind === "arxiv")?.href;
  const url = publication.url ?? preprint;
  return {
    ...publication,
    ...citedNames,
    ...(venue === undefined ? {} : { containerTitle: venue.name }),
    ...(url === undefined ? {} : { url }),
  };
}

/** One author as a list shows them. */
export interface AuthorView {
  readonly name: string;
  /** What is raised after the name: "*", "*,†". Empty for none. */
  readonly marks: string;
  /** Numbers of the affiliations, which the page lists: "1,2". Empty for none. */
  readonly affiliations: string;
  readonly isOwner: boolean;
  /** The page of the person on this site, else a homepage of theirs. */
  readonly href: string | undefined;
  readonly separator: string;
  readonly space: string;
  /** Hidden while the list is folded. */
  readonly isFolded: boolean;
  /** An ellipsis stands before this one while the list is folded, for it and its hidden followers. */
  readonly startsGap: boolean;
  /** Whether it is many names, which are hidden at first and of which there is no more to say. */
  readonly isRun: boolean;
}

/** The authors of a work, in their order; of its editors where it has no author. */
export interface AuthorListView {
  readonly authors: readonly AuthorView[];
  /** "(eds.)" after editors, "et al." after a list its author cut short; else empty. */
  readonly suffix: string;
  /** "and 24 others"; absent where nothing is folded. */
  readonly foldLabel: string | undefined;
}

/** How long a list may be before it folds, and how many names then stay at its beginning. */
export interface Folding {
  readonly above: number;
  readonly first: number;
}

/** Lists fold to what the eye needs; a paper's own page only keeps hundreds of names from hiding the abstract. */
export const listFolding: Folding = { above: 8, first: 3 };
export const pageFolding: Folding = { above: 40, first: 20 };

/** From how many names on the hidden ones are set as running text: thousands of elements weigh more than all else on a page. */
const runsFrom = manyAuthors;

/**
 * Which names a folded list hides: all but the first ones, the owner and the last. A single name between two shown ones
 * stays, since an ellipsis in its place would save nothing.
 */
export function foldAuthors(isOwner: readonly boolean[], { above, first }: Folding): readonly boolean[] {
  const count = isOwner.length;
  if (count <= above) return isOwner.map(() => false);
  const hidden = isOwner.map((owner, index) => index >= first && index < count - 1 && !owner);
  return hidden.map((isHidden, index) => isHidden && (hidden[index - 1] === true || hidden[index + 1] === true));
}

/** The view of a list of names; `people` holds who they are, by position. */
export function viewAuthors(
  names: readonly Name[],
  people: readonly CataloguedPerson[],
  { list, t }: Locale,
  addresses: Addresses,
  options: {
    readonly folding: Folding;
    /** All affiliations of the work in the order of their numbers; none where they are not shown. */
    readonly affiliations: readonly string[];
    /** The marks of the names, by position. */
    readonly marks: readonly (readonly AuthorMark[])[];
    readonly truncated: boolean;
    readonly areEditors: boolean;
  },
): AuthorListView {
  const folded = foldAuthors(
    names.map((_, index) => isSetApart(people[index])),
    options.folding,
  );
  const items = list(names.map((name) => formatName(name)));
  const authors = items.map(({ text, separator, space }, index): AuthorView => {
    const isFolded = folded[index] === true;
    return {
      name: text,
      marks: (options.marks[index] ?? []).map(({ sign }) => sign).join(","),
      affiliations: (names[index]?.affiliations ?? [])
        .map((one) => options.affiliations.indexOf(one) + 1)
        .filter((number) => number > 0)
        .join(","),
      isOwner: isSetApart(people[index]),
      href: personHref(people[index], addresses) ?? names[index]?.homepage,
      separator,
      space,
      isFolded,
      startsGap: isFolded && folded[index - 1] !== true,
      isRun: false,
    };
  });
  const hiddenCount = folded.filter(Boolean).length;
  const suffixes = [
    options.truncated ? t("andOthers") : "",
    options.areEditors ? t("editors", { count: options.truncated ? 2 : names.length }) : "",
  ];
  return {
    authors: authors.length < runsFrom ? authors : joinRuns(authors),
    suffix: suffixes.filter(Boolean).join(" "),
    foldLabel: hiddenCount === 0 ? undefined : t("others", { count: hiddenCount }),
  };
}

/** The same with each run of hidden names of which there is no more to say as one. */
function joinRuns(authors: readonly AuthorView[]): readonly AuthorView[] {
  const isPlain = ({ isFolded, marks, affiliations, href }: AuthorView) =>
    isFolded && marks === "" && affiliations === "" && href === undefined;
  const runs: { readonly members: AuthorView[]; readonly isRun: boolean }[] = [];
  for (const author of authors) {
    const isRun = isPlain(author);
    if (isRun && runs.at(-1)?.isRun) runs.at(-1)!.members.push(author);
    else runs.push({ members: [author], isRun });
  }
  return runs.map(({ members }) => {
    const [first, last] = [members[0]!, members.at(-1)!];
    if (members.length === 1) return first;
    const before = members.slice(0, -1).map(({ name, separator, space }) => name + separator + space);
    return { ...first, name: before.join("") + last.name, separator: last.separator, space: last.space, isRun: true };
  });
}

/** A sign with what it means. */
export interface LegendItem {
  readonly sign: string;
  readonly text: string;
}

/** What a page says of the signs of these marks, in the site's order. */
export function viewLegend(
  shown: ReadonlySet<string>,
  { authorMarks, translations }: Site,
  { t, language }: Locale,
): readonly LegendItem[] {
  if (shown.size === 0) return [];
  const texts = translations.get(language)?.markTexts;
  return authorMarks
    .filter(({ id }) => shown.has(id))
    .map((mark) => {
      const label = labelOfMark(mark);
      return { sign: mark.sign, text: "message" in label ? t(label.message) : (texts?.[mark.id] ?? label.text) };
    });
}

/** The marks of names as a page of their own shows them, or a list. */
export function marksShown(
  names: readonly Name[],
  { authorMarks }: Pick<Site, "authorMarks">,
  isInList: boolean,
): readonly (readonly AuthorMark[])[] {
  return marksOf(names, isInList ? authorMarks.filter((mark) => mark.isInLists) : authorMarks);
}

/** Where a person's name leads: to the page with their publications, where there is one. */
export function personHref(person: CataloguedPerson | undefined, addresses: Addresses): string | undefined {
  if (person?.hasPage) return addresses.page(groupAddress("people", person.slug));
  return person?.person?.homepage;
}

/** Whether somebody is one of the site's own people. */
export const isSetApart = (known: CataloguedPerson | undefined): boolean =>
  known?.person?.owner === true || known?.person?.isSetApart === true;
