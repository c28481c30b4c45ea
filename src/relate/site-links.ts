import type { Place } from "../diagnostic/diagnostic.ts";
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { nearestName } from "../diagnostic/nearest-name.ts";
import { lostThing } from "../diagnostic/sort-diagnostics.ts";
import { lazy } from "../memory/memoize.ts";
import { type Activity, activityKinds } from "../record/activities.ts";
import {
  activityAddress,
  activityFiles,
  curriculumAddress,
  type FileAt,
  formatNames,
  groupAddress,
  nameFile,
  newsAddress,
  type Part,
  publicationAddress,
  siteParts,
  wholeAddress,
  workFolderOf,
} from "../record/content-files.ts";
import { textsOfCurriculum } from "../record/curriculum.ts";
import type { Publication } from "../record/publication.ts";
import type { Collection, FrontPerson, Member, PictureSize } from "../record/site-settings.ts";
import type { RichText, SiteTarget } from "../text/rich-text.ts";
import { type SiteAddress, withTargets } from "../text/rich-text-tools.ts";
import { allPapers, type Catalogue, type Move } from "./catalogue.ts";

/** A text that may lead to places within the site. */
export interface PageText {
  readonly tree: RichText;
  /** The address of the page it belongs to, without its language's folder. */
  readonly page: string;
  /** The key of the paper whose abstract it is, or what stands below that. */
  readonly key?: string;
}

/** The texts of a site: those around its pages, the front page's and the topics' in each language, and those of papers. */
export function textsOf(
  catalogue: Pick<
    Catalogue,
    | "site"
    | "introductions"
    | "pages"
    | "news"
    | "curricula"
    | "activities"
    | "collections"
    | "people"
    | "publications"
    | "otherVersions"
    | "hidden"
  >,
): readonly PageText[] {
  const { site, introductions, pages, news, collections } = catalogue;
  const around = [site, ...site.translations.values()].flatMap(({ footer }) => footer ?? []);
  return [
    { tree: [...(site.logo ?? []), ...around], page: "/" },
    ...[...introductions.values()].map(({ text, person }) => ({
      tree: [...textsOfPerson(person), ...text],
      page: "/",
    })),
    ...catalogue.people.flatMap(({ slug, member }) =>
      member ? [{ tree: textsOfMember(member), page: groupAddress("people", slug) }] : [],
    ),
    ...collections.flatMap(({ slug, text, translations }) =>
      [text, ...[...translations.values()].map((one) => one.text)].map((tree) => ({
        tree,
        page: groupAddress("collections", slug),
      })),
    ),
    ...pages.flatMap(({ address, texts }) =>
      [...texts.values()].flatMap(({ parts }) =>
        parts.flatMap((part) => ("text" in part ? [{ tree: part.text, page: address }] : [])),
      ),
    ),
    ...catalogue.activities.flatMap((one) =>
      [textsOfActivity(one), ...[...one.translations.values()].map(({ text }) => text)].map((tree) => ({
        tree,
        page: activityAddress(one.kind, one.id),
      })),
    ),
    ...news.flatMap((item) =>
      [item, ...item.translations.values()].map(({ text }) => ({ tree: text, page: newsAddress })),
    ),
    ...[...catalogue.curricula.values()].map((one) => ({ tree: textsOfCurriculum(one), page: curriculumAddress })),
    ...allPapers(catalogue).flatMap(({ slug, publication: { abstract, text, key } }) =>
      [abstract, text].flatMap((tree) => (tree.length === 0 ? [] : [{ tree, page: publicationAddress(slug), key }])),
    ),
  ];
}

/** All that is said of whose page the front page is. */
export const textsOfPerson = (person: FrontPerson | undefined): RichText =>
  person === undefined
    ? []
    : [person.portrait, person.role, person.location, ...person.affiliation, ...person.interests].flat();

/** All that is said of an activity. */
export const textsOfActivity = ({ summary, text, facts }: Activity): RichText => [
  ...summary,
  ...Object.values(facts).flat(),
  ...text,
];

/** All that is said of a member. */
export const textsOfMember = ({ portrait, role, affiliation, text }: Member): RichText => [
  ...portrait,
  ...role,
  ...affiliation.flatMap(({ name }) => name),
  ...text,
];

// In: the pages of the site. Out: where an address leads that stands in a text, and which lead nowhere.

/** Where addresses within the site lead. */
export interface SiteLinks {
  /** Where an address leads that is written on a page ("/"); undefined where it leads nowhere. */
  readonly find: (href: string, place: Place, page: string) => SiteTarget | undefined;
  /** Whether the site itself writes something at an address, in any of its languages; capitals do not count. */
  readonly isTaken: (address: string) => boolean;
  /** The text of a page ("/", "/collections/trees/") with its addresses leading where they do. */
  readonly resolve: (tree: RichText, page: string) => RichText;
  /** The message of an address that leads nowhere, with the nearest one that leads somewhere. */
  readonly deadLink: (written: SiteAddress, page: string) => Diagnostic;
}

/** The pages to which an address may lead. */
export interface SitePages {
  readonly languages: readonly string[];
  readonly papers: readonly {
    readonly slug: string;
    readonly publication: Publication;
  }[];
  readonly collections: readonly Collection[];
  /** The author's own pages, and the files that they are written in. */
  readonly authored: readonly { readonly address: string; readonly files: readonly string[] }[];
  readonly hasNews: boolean;
  /** The pages of activities, and the files that they are written in. */
  readonly activities: readonly { readonly address: string; readonly file?: string }[];
  /** The last parts of the addresses of the other groups that have pages. */
  readonly slugs: Readonly<Record<Exclude<Part, "collections">, readonly string[]>>;
  /** Former addresses, which lead on. */
  readonly moves: readonly Move[];
}

/** Files that the site writes beside its pages. */
const rootFiles: ReadonlySet<string> = new Set([
  ...formatNames.map(wholeAddress),
  "/llms.txt",
  "/404.html",
  "/feed.xml",
  "/feed.json",
]);

/**
 * Makes what finds targets. An address is relative to its page, or to the site where it begins with a slash;
 * the name of a content file, relative to the file it stands in, leads to that file's page. What is no page but has the
 * name of a file is one of the author's. Where the site may have pages of others, only the addresses of our parts are judged.
 */
export function createSiteLinks(
  pages: SitePages,
  pictures: ReadonlyMap<string, PictureSize>,
  fileAt: FileAt,
  hasOtherPages: boolean,
): SiteLinks {
  const known = lazy(() => knownPages(pages));
  const contentPages = lazy(() => pagesOfContent(pages));
  const languages = pages.languages.slice(1).map((tag) => `/${tag.toLowerCase()}/`);
  const movedTo = new Map(pages.moves.map(({ from, to }) => [from, to]));
  const isPage = (address: string) =>
    known().has(address) || (/^\/[^/]+\/[^/]+\/\d+\/$/.test(address) && known().has(address.replace(/\d+\/$/, "")));
  const isWritten = (address: string) =>
    rootFiles.has(address) ||
    activityKinds.some((kind) => activityFiles(kind).includes(address) && isPage(`/${kind}/`)) ||
    (/\/(?:publications\.bib|feed\.(?:xml|json))$/.test(address) && isPage(address.replace(/[^/]*$/, ""))) ||
    (address.endsWith(".bib") && isPage(`${address.slice(0, -4)}/`));

  const find = (href: string, place: Place, page: string): SiteTarget | undefined => {
    const [, path = "", suffix = ""] = /^([^?#]*)(.*)$/s.exec(href) ?? [];
    if (path === "") return { address: page, isPage: true, suffix };
    const address = addressAt(path, page);
    const folder = languages.find((one) => address.startsWith(one));
    const local = folder === undefined ? address : address.slice(folder.length - 1);
    const now = movedTo.get(local) ?? movedTo.get(`${local}/`);
    if (now !== undefined) return typeof now === "string" ? { address: now, isPage: false, suffix: "" } : now;
    const asPage = [local, `${local}/`, local.replace(/(^|\/)index\.html?$/, "$1")].find(isPage);
    if (asPage !== undefined) {
      // Whoever names a language means the page in that language.
      return folder === undefined
        ? { address: asPage, isPage: true, suffix }
        : { address: folder + asPage.slice(1), isPage: false, suffix };
    }
    if (isWritten(local)) return { address, isPage: false, suffix };
    const file = nameFile(path, place, page);
    const content = file && contentPages().get(file.path);
    if (content !== undefined) return { address: content, isPage: true, suffix };
    if (file && isFileName(path)) {
      // What lies in content/static is named as it is published.
      const isStatic = path.startsWith("/") && !path.startsWith("//");
      if ("why" in fileAt(file.path))
        return isStatic && !("why" in fileAt(`content/static${address}`))
          ? { address, isPage: false, suffix }
          : undefined;
      const size = pictures.get(file.path);
      return { address: file.address, isPage: false, suffix, file: file.path, ...(size && { size }) };
    }
    const isOurs = siteParts.some((part) => local === `/${part}` || local.startsWith(`/${part}/`));
    return hasOtherPages && !isOurs ? { address, isPage: address.endsWith("/"), suffix } : undefined;
  };
  const namesIn = (part: string) =>
    [...known()].flatMap((one) => new RegExp(`^/${part}/([^/]+)/$`).exec(one)?.[1] ?? []);
  const nearest = (address: string) => {
    const [written = "", name = ""] = address.split("/").slice(1);
    const part = nearestName(written.replace(/\.\w+$/, ""), siteParts);
    if (part === undefined) return undefined;
    if (name === "") return isPage(`/${part}/`) ? `/${part}/` : undefined;
    const near = nearestName(name.replace(/\.(?:html?|md)$/i, ""), namesIn(part));
    return near === undefined ? undefined : `/${part}/${near}/`;
  };
  const deadLink: SiteLinks["deadLink"] = ({ href, place, isPicture }, page) => {
    const path = href.replace(/[?#].*$/s, "");
    const file = isPicture || isFileName(path) ? nameFile(path, place, page) : undefined;
    const fault = file && fileAt(file.path);
    if (file && fault && "why" in fault) {
      const what = isPicture ? "The text shows the picture" : "The link leads to the file";
      const effect = isPicture ? "Its description is shown instead." : "Its text is shown without a link.";
      return diagnostic({
        code: "relate/missing-file",
        message: `${what} "${href}", ${fault.why}. ${effect}`,
        hint: fault.hint ?? "put the file there, or correct its name.",
        misses: [lostThing("file", file.path)],
        ...place,
      });
    }
    const address = addressAt(path, page);
    const near = nearest(address);
    const proposed = page === "/" && !href.startsWith("/") ? near?.slice(1) : near;
    const [, part, name = ""] = /^\/(publications|collections)\/([^/]+?)(?:\.md)?\/?$/.exec(address) ?? [];
    return diagnostic({
      code: "relate/dead-link",
      message: isPicture
        ? `The picture "${href}" is no file of the site, so its description is shown instead.`
        : `The address "${href}" leads to no page of the site, so its text is shown without a link.`,
      hint: isPicture
        ? "put the picture beside this file and write its name."
        : proposed
          ? `did you mean ${proposed}?`
          : "write the address of a page, as in /collections/trees/, or the name of a file beside this one.",
      ...(part === undefined ? {} : { misses: [lostThing(part === "collections" ? "collection" : "paper", name)] }),
      ...place,
    });
  };
  return {
    find,
    isTaken: (address) => {
      const folded = address.toLowerCase();
      const folder = languages.find((one) => folded.startsWith(one));
      const local = folder === undefined ? folded : folded.slice(folder.length - 1);
      return isPage(local) || isWritten(local) || local.startsWith("/assets/");
    },
    resolve: (tree, page) => withTargets(tree, ({ href, place }) => find(href, place, page)),
    deadLink,
  };
}

/** Whether a path names a file and no page: it has an ending that is neither a number nor a page's. */
function isFileName(path: string): boolean {
  return /\.(?!\d+$|html?$|md$|markdown$)[a-z0-9]+$/i.test(path);
}

function addressAt(path: string, page: string): string {
  const url = new URL("https://site.invalid");
  url.pathname = path.startsWith("/") ? path : page + path;
  try {
    return decodeURI(url.pathname);
  } catch {
    return url.pathname;
  }
}

function knownPages({ papers, collections, slugs, authored, hasNews, activities }: SitePages): ReadonlySet<string> {
  const groups = { ...slugs, collections: collections.map(({ slug }) => slug) };
  return new Set([
    "/",
    "/publications/",
    ...authored.map(({ address }) => address),
    ...activities.map(({ address }) => address),
    ...(hasNews ? [newsAddress] : []),
    ...papers.map(({ slug }) => publicationAddress(slug)),
    ...Object.entries(groups).flatMap(([part, own]) =>
      own.length > 0 ? [`/${part}/`, ...own.map((slug) => groupAddress(part as Part, slug))] : [],
    ),
  ]);
}

/** The pages that are made from a file each, by the paths of the files. */
function pagesOfContent({ papers, collections, authored, activities }: SitePages): ReadonlyMap<string, string> {
  const pages = new Map([["content/index.md", "/"]]);
  for (const { address, files } of authored) for (const file of files) pages.set(file, address);
  for (const { address, file } of activities) if (file?.endsWith(".md")) pages.set(file, address);
  for (const { slug, place, translations } of collections) {
    for (const { file } of [place, ...[...translations.values()].map((one) => one.place)]) {
      pages.set(file, groupAddress("collections", slug));
    }
  }
  for (const { slug, publication } of papers) {
    const address = publicationAddress(slug);
    const { key, source } = publication;
    const folder = `content/${workFolderOf(source.file) ?? "publications"}/${key}`;
    pages.set(`${folder}.md`, address).set(`${folder}/index.md`, address);
    if (source.format === "markdown") pages.set(source.file, address);
  }
  return pages;
}
