// In: what the author says of former addresses. Out: where each leads now, and what can't be kept.
import { type Diagnostic, diagnostic, type Place, type Result } from "../diagnostic/diagnostic.ts";
import { readableSlug } from "../memory/fold.ts";
import { lazy } from "../memory/memoize.ts";
import { groupAddress, type Part, publicationAddress } from "../record/content-files.ts";
import { webAddressProblem } from "../record/identifiers/web-addresses.ts";
import { type Publication, placeOfField, type ReadPublication } from "../record/publication.ts";
import type { AuthoredPage, Collection, Person, Site, Venue } from "../record/site-settings.ts";
import type { RichText, SiteTarget } from "../text/rich-text.ts";
import { problemAt } from "../text/text-problem.ts";
import type { Move } from "./catalogue.ts";
import type { PlaceOfPerson } from "./check-people.ts";
import type { Directory } from "./group-publications.ts";
import type { SiteLinks } from "./site-links.ts";

/** A former address as its author wrote it. */
export interface WrittenMove {
  /** A path, "/publication/pines/" or, where the kind of page is known, a former key or id. */
  readonly written: string;
  /** What stands before a key or id in an address: "/publications/". */
  readonly folder?: string;
  /** The page that it leads to, or what the author wrote for that. */
  readonly target: string;
  /** Where it is written; what nobody wrote gives way in silence. */
  readonly place?: Place;
  readonly key?: string;
}

/** What says what its addresses were before. */
export interface AliasedContent {
  readonly site: Site;
  readonly pages: readonly AuthoredPage[];
  readonly people: readonly Person[];
  readonly placeOfPerson: PlaceOfPerson;
  readonly venues: readonly Venue[];
  /** Where a field of a venue stands. */
  readonly placeOfVenue: (venue: Venue, path: readonly (string | number)[]) => Place;
}

/** The former addresses of all pages; those of people and venues from before the site named them come last. */
export function writtenMoves(
  papers: readonly { readonly read: ReadPublication; readonly slug: string }[],
  collections: readonly Collection[],
  directory: Directory,
  { site, pages, people, venues, placeOfPerson, placeOfVenue }: AliasedContent,
): readonly WrittenMove[] {
  const pageOf = <Named extends { readonly id: string }>(
    part: Part,
    found: { readonly slug: string } | undefined,
    one: Named,
  ) => groupAddress(part, found?.slug ?? one.id);
  return [
    ...(site.redirects ?? []),
    ...papers.flatMap(({ read, slug }) =>
      read.publication.aliases.map((written) => ({
        written,
        folder: "/publications/",
        target: publicationAddress(slug),
        place: placeOfField(read, "aliases"),
        key: read.publication.key,
      })),
    ),
    ...collections.flatMap(({ slug, aliases = [] }) =>
      aliases.map(({ written, place }) => ({
        written,
        folder: "/collections/",
        target: groupAddress("collections", slug),
        place,
      })),
    ),
    ...pages.flatMap(({ path, aliases = [] }) =>
      aliases.map(({ written, place }) => ({ written, folder: "/", target: `/${path}/`, place })),
    ),
    ...people.flatMap((person) =>
      (person.aliases ?? []).map((written, index) => ({
        written,
        folder: "/people/",
        target: pageOf(
          "people",
          directory.people.find((one) => one.person === person),
          person,
        ),
        place: placeOfPerson(person, ["aliases", index]),
      })),
    ),
    ...venues.flatMap((venue) =>
      (venue.aliases ?? []).map((written, index) => ({
        written,
        folder: "/venues/",
        target: pageOf(
          "venues",
          directory.venues.find((one) => one.venue === venue),
          venue,
        ),
        place: placeOfVenue(venue, ["aliases", index]),
      })),
    ),
    ...directory.former.map(({ part, written, slug }) => ({
      written,
      folder: `/${part}/`,
      target: groupAddress(part, slug),
    })),
  ];
}

/** What there is to lead to. */
export interface MoveTargets {
  readonly links: SiteLinks;
  readonly siteUrl: string | undefined;
  /** The last part of the address of the paper that has a key. */
  readonly slugOfKey: (key: string) => string | undefined;
  /** What a page is called, where that is not a word of the interface. */
  readonly titleAt: (address: string) => RichText | undefined;
}

/** The former addresses that can be kept, and the former names of papers within the list of all. */
export interface Moves {
  readonly moves: readonly Move[];
  /** By the address of the paper's page: what `/publications/#name` is to lead to. */
  readonly anchors: ReadonlyMap<string, readonly string[]>;
}

/** What the pages of papers, topics, people and venues are called, by their addresses. */
export function titlesOf(
  papers: readonly { readonly publication: Publication; readonly slug: string }[],
  collections: readonly Collection[],
  { people, venues }: Directory,
): (address: string) => RichText | undefined {
  const named =
    (part: Part) =>
    ({ slug, name }: { readonly slug: string; readonly name: string }) =>
      [groupAddress(part, slug), [{ kind: "text", value: name }]] as const;
  const titles = lazy(
    () =>
      new Map<string, RichText>([
        ...papers.map(({ slug, publication }) => [publicationAddress(slug), publication.title] as const),
        ...collections.map(({ slug, heading }) => [groupAddress("collections", slug), heading] as const),
        ...people.map(named("people")),
        ...venues.map(named("venues")),
      ]),
  );
  return (address) => titles().get(address);
}

/** The list of all papers, where other sites have a place for each. */
const listAddress = "/publications/";

/**
 * Follows each former address to where it leads now, through others where it leads to one. What has a page of its own, is named
 * twice, leads to nothing or in a circle is left out and told.
 */
export function followMoves(written: readonly WrittenMove[], targets: MoveTargets): Result<Moves> {
  const { links, siteUrl, slugOfKey, titleAt } = targets;
  const diagnostics: Diagnostic[] = [];
  const tell = ({ place, key }: WrittenMove, message: string, hint: string) => {
    if (place === undefined) return;
    diagnostics.push(
      diagnostic({ code: "relate/redirect", message, hint, ...(key === undefined ? {} : { key }), ...place }),
    );
  };

  const byFolded = new Map<string, { readonly move: WrittenMove; readonly from: string }>();
  const names: { readonly move: WrittenMove; readonly name: string; readonly from: string }[] = [];
  for (const move of written) {
    const read = readFormer(move, siteUrl);
    if ("why" in read) {
      tell(move, `The address "${move.written}" ${read.why}, so nobody is led on from it.`, read.hint);
      continue;
    }
    const from = read.fragment === "" ? read.address : `${listAddress}${readableSlug(read.fragment)}/`;
    if (read.fragment !== "") names.push({ move, name: read.fragment, from });
    const first = byFolded.get(foldAddress(from));
    // What leads to itself is there already.
    if ((move.folder !== undefined && from === move.target) || (first && first.move.target === move.target)) continue;
    if (links.isTaken(from)) {
      if (read.fragment === "")
        tell(
          move,
          `The address "${move.written}" is that of a page of the site, so nobody is led on from it.`,
          "take it away, or give that page another name.",
        );
    } else if (first) {
      const where = first.move.place ? ` (${first.move.place.file}:${first.move.place.line})` : "";
      tell(
        move,
        `The address "${move.written}" leads to ${first.move.target} already${where}, so it does not lead to ${move.target} too.`,
        "keep it in one of the two places.",
      );
    } else byFolded.set(foldAddress(from), { move, from });
  }

  const told = new Set<WrittenMove>();
  /** Where a former address leads in the end; `way` are those on the way there. */
  const follow = (move: WrittenMove, way: readonly WrittenMove[]): SiteTarget | string | undefined => {
    const { target, place } = move;
    if (place === undefined) return pageAt(target);
    if (way.includes(move)) {
      const circle = way.slice(way.indexOf(move));
      if (!circle.some((one) => told.has(one)))
        tell(
          circle[0]!,
          `The addresses ${[...circle, move].map((one) => `"${one.written}"`).join(" → ")} lead to one another in a circle.`,
          "let one of them lead to a page that there is.",
        );
      for (const one of circle) told.add(one);
      return undefined;
    }
    const slug = slugOfKey(target);
    if (slug !== undefined) return pageAt(`${listAddress}${slug}/`);
    if (/^[a-z][a-z0-9+.-]*:/i.test(target)) {
      const problem = webAddressProblem(`The address "${move.written}"`, target, true);
      if (problem === undefined) return target;
      diagnostics.push(problemAt(problem, place));
      return undefined;
    }
    const found = links.find(target, place, "/");
    if (found) return found;
    const next = byFolded.get(foldAddress(readFormerPath(target)));
    if (next) return follow(next.move, [...way, move]);
    if (!told.has(move)) {
      const dead = links.deadLink({ href: target, place, isPicture: false }, "/");
      const hint = dead.hint ?? "write the address of a page, as in /collections/trees/, or the key of a paper.";
      tell(move, `The address "${move.written}" is to lead to "${target}", which is no page of the site.`, hint);
    }
    told.add(move);
    return undefined;
  };

  const kept = [...byFolded.values()];
  const files = new Set(kept.map(({ from }) => foldAddress(from).replace(/\/$/, "/index.html")));
  const moves = kept.flatMap(({ move, from }): readonly Move[] => {
    const to = follow(move, []);
    if (to === undefined) return [];
    // A file can't be a folder too.
    const steps = foldAddress(from).split("/");
    if (steps.some((_, end) => end > 1 && end < steps.length && files.has(steps.slice(0, end).join("/")))) {
      tell(move, `The address "${move.written}" lies below another former one that is a file.`, "keep one of the two.");
      return [];
    }
    const title = typeof to === "string" ? undefined : titleAt(to.address);
    return [{ from, to, ...(title === undefined ? {} : { title }) }];
  });
  const anchors = new Map<string, string[]>();
  for (const { move, name, from } of names) {
    const to = follow(move, []);
    if (to === undefined) continue;
    const address = typeof to === "string" ? to : to.address;
    if (links.isTaken(from) && from !== address)
      tell(
        move,
        `The address "${move.written}" is that of another paper.`,
        "take it away, or give that paper another key.",
      );
    else anchors.set(address, [...(anchors.get(address) ?? []), name]);
  }
  return { value: { moves, anchors }, diagnostics };
}

const pageAt = (address: string): SiteTarget => ({ address, isPage: true, suffix: "" });

/** Addresses as they are compared: many servers and disks do not tell capitals apart. */
const foldAddress = (address: string): string => address.normalize("NFC").toLowerCase();

/** Why nobody can be led on from an address. */
interface FormerFault {
  readonly why: string;
  readonly hint: string;
}

/** The address of the page that leads on: a folder, or the file of a page; or a name within the list of all papers. */
function readFormer(
  { written, folder }: WrittenMove,
  siteUrl: string | undefined,
): { readonly address: string; readonly fragment: string } | FormerFault {
  const own = siteUrl !== undefined && written.startsWith(siteUrl) ? `/${written.slice(siteUrl.length)}` : written;
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(own))
    return { why: "is on another site", hint: "write what stands behind the site's name, as in /publication/pines/." };
  if (folder !== undefined && !/^[/#]/.test(own)) {
    const slug = readableSlug(own);
    return slug === ""
      ? {
          why: "has no letter that an address may have",
          hint: "write the former address itself, beginning with a slash.",
        }
      : { address: `${folder}${slug}/`, fragment: "" };
  }
  const [, path = "", query = "", fragment = ""] = /^([^?#]*)(\?[^#]*)?#?(.*)$/s.exec(own) ?? [];
  if (query !== "")
    return {
      why: "has a question mark, and what stands behind one chooses no page of a site of files",
      hint: "write the address up to the question mark.",
    };
  const address = path === "" ? listAddress : readFormerPath(path);
  if (fragment !== "")
    return address === listAddress
      ? { address, fragment: decodeOrKeep(fragment) }
      : {
          why: "has a #, and what stands behind one is never asked of a server",
          hint: "only those of the list of papers lead on, as in /publications/#kern2020; write the address up to the #.",
        };
  const steps = address
    .split("/")
    .slice(1, -1)
    .concat(/(?<![^/])[^/]+$/.exec(address)?.[0] ?? []);
  if (steps.length === 0) return { why: "is that of the front page", hint: "write the address of another page." };
  if (
    steps.some(
      (step) => step === ".." || step === "." || Buffer.byteLength(step) > 200 || /[\p{Cc}\\<>:"|*]/u.test(step),
    )
  )
    return { why: "can't be that of a page", hint: "write it as it stood in the browser, as in /publication/pines/." };
  if (
    steps.some((step, index) => /\.[a-z]\w{1,4}$/i.test(step) && !(index === steps.length - 1 && isPageFile(address)))
  )
    return {
      why: "is that of a file and no page",
      hint: "put a file of that name into the site; only pages can lead on.",
    };
  return { address, fragment: "" };
}

const isPageFile = (address: string): boolean => /\.html?$/i.test(address);

/** A path from the site's root: "publication/pines" as "/publication/pines/", "/pubs.html" as it is. */
function readFormerPath(path: string): string {
  const address = `/${decodeOrKeep(path)}`.replace(/\/{2,}/g, "/").replace(/\/index\.html?$/i, "/");
  return address.endsWith("/") || isPageFile(address) ? address : `${address}/`;
}

function decodeOrKeep(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
