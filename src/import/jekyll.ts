// What the systems on Jekyll have in common: settings, pages, and where they stood.
import { canonicalLanguage } from "../text/localization-keys.ts";
import { readEntries } from "./bibliography.ts";
import type { SourceFolder } from "./files/source-folder.ts";
import type { ImportReport } from "./import-report.ts";
import { courseAddress, courseFiles, markdownFile, type NewSite } from "./new-site.ts";
import { foldOldAddress, isPageAddress, OldLinks } from "./old-links.ts";
import { convertProse, type NewProse } from "./prose.ts";
import { type Data, type Matter, mapOf, readData, readMatter, textOf, type Values } from "./read-matter.ts";
import { escapeMarkdown, inLine, pageSlug } from "./text/old-text.ts";

/** A site of Jekyll's that is imported. */
export interface JekyllSite {
  readonly folder: SourceFolder;
  readonly site: NewSite;
  readonly report: ImportReport;
  readonly config: Data & { readonly value: Values };
  readonly links: OldLinks;
  /** The titles of the papers of its bibliographies, by their keys. */
  readonly titles: ReadonlyMap<string, string>;
}

/** Reads the settings of a site, and takes over those that any such site has. */
export function openJekyll(folder: SourceFolder, site: NewSite, report: ImportReport): JekyllSite {
  const config = dataAt(folder, report, ["_config.yml", "_config.yaml"]) ?? {
    file: "_config.yml",
    value: {},
    lineOf: () => 1,
  };
  const values = mapOf(config.value);
  const basePath = textOf(values.baseurl).replace(/^\/+|(?<!\/)\/+$/g, "");
  const host = textOf(values.url).replace(/(?<!\/)\/+$/, "");
  const url = /^https?:\/\/[^\s/]+\.[^\s/]+/i.test(host) ? `${host}${basePath === "" ? "" : `/${basePath}`}/` : "";
  const name = ["first_name", "middle_name", "last_name"]
    .map((part) => textOf(values[part]))
    .filter(Boolean)
    .join(" ");
  const title = textOf(values.title);
  const language = canonicalLanguage(textOf(values.lang) || textOf(values.locale));
  Object.assign(site.settings, {
    title: title === "" || title === "blank" ? name : inLine(title),
    description: inLine(textOf(values.description) || textOf(values.subtitle)),
    url,
    language: language === undefined || language === "en-US" ? "" : language,
  });
  const links = new OldLinks(folder, url, basePath, ["", "images", "files", "assets", "assets/img", "assets/pdf"]);
  const source = textOf(mapOf(values.scholar).source).replace(/^(?:\.?\/)+|(?<!\/)\/+$/g, "") || "_bibliography";
  const bibliographies = folder.paths.filter((path) => path.startsWith(`${source}/`) && /\.bib(?:tex)?$/i.test(path));
  const entries = bibliographies.flatMap((path) => readEntries(path, folder.text(path) ?? ""));
  // Of entries with one key the first has it.
  const titles = new Map(
    entries.toReversed().map(({ key, fields }) => [key, escapeMarkdown(fields.get("title") ?? key)]),
  );
  return { folder, site, report, links, titles, config: { ...config, value: values } };
}

/** The first of some files of data that is there and can be read. */
export function dataAt(folder: SourceFolder, report: ImportReport, names: readonly string[]): Data | undefined {
  const name = names.find((one) => folder.has(one));
  const text = name === undefined ? undefined : folder.text(name);
  return text === undefined ? undefined : readData(name!, text, report);
}

/** The files of a folder with front matter, in the order of their names. */
export function mattersIn({ folder, report }: Pick<JekyllSite, "folder" | "report">, below: RegExp): readonly Matter[] {
  return folder.paths
    .filter((path) => below.test(path) && /\.(?:md|markdown)$/i.test(path))
    .flatMap((path) => {
      const text = folder.text(path);
      const matter = text === undefined ? undefined : readMatter(path, text, report);
      return matter === undefined ? [] : [matter];
    });
}

/** The file's name without folder, ending and day. */
export const stemOfPath = (file: string): string =>
  file
    .slice(file.lastIndexOf("/") + 1)
    .replace(/\.[^.]*$/, "")
    .replace(/^\d{4}-\d{2}(?:-\d{2})?-(?=.)/, "");

/** Where a page of Jekyll's stood: at its `permalink`, else by its file's name. */
export function addressOf({ file, value }: Matter, parts: (stem: string) => string = (stem) => `/${stem}/`): string {
  const permalink = textOf(value.permalink);
  if (permalink.startsWith("/") && !/:\w/.test(permalink)) return permalink;
  const path = file.replace(/^_pages\//, "").replace(/\.[^.]*$/, "");
  return path.startsWith("_")
    ? parts(path.slice(path.lastIndexOf("/") + 1))
    : parts(path.replace(/(?:^|\/)index$/, ""));
}

/** A page that is taken over, and what it becomes. */
export interface PlannedPage {
  readonly matter: Matter;
  /** The former address. */
  readonly address: string;
  readonly slug: string;
  readonly nav?: boolean | string;
  readonly order?: string;
}

/** Names that our own pages have. */
const ownPages = /^(?:publications|collections|years|types|venues|people|news|assets|search|index)(?:\/|$)/;

/** A free name of a page for its former address. */
export function pageName(address: string, title: string): string {
  const steps = foldOldAddress(address).split("/").map(pageSlug).filter(Boolean);
  const name = steps.join("/") || pageSlug(title) || "page";
  return ownPages.test(name) ? `about-${name}` : name;
}

/** Takes note of a page's place before any text is converted, so that texts may lead to it. */
export function planPage(matter: Matter, jekyll: JekyllSite, address = addressOf(matter)): PlannedPage {
  const slug = pageName(address, textOf(matter.value.title));
  jekyll.links.addPage(address, `/${slug}/`);
  return { matter, address, slug };
}

/** Converts the text of a page or topic, and tells what was in it. */
export function convertBody(
  matter: Matter,
  jekyll: JekyllSite,
  folder: string,
  prefix = "",
  mayCite = false,
): NewProse {
  const { body, bodyLine, file } = matter;
  return convertProse(
    { text: body, file, line: bodyLine, folder, prefix, system: "jekyll", mayCite, titles: jekyll.titles },
    jekyll.site,
    jekyll.links,
    jekyll.report,
  );
}

/** Takes a planned page over; one without any words is told and left out. */
export function addPage(page: PlannedPage, jekyll: JekyllSite, more = ""): void {
  const { matter, address, slug, nav, order } = page;
  const { site, report } = jekyll;
  const folder = `content/pages/${slug.includes("/") ? `${slug.slice(0, slug.lastIndexOf("/"))}/` : ""}files`;
  const { text, bibliographies } = convertBody(matter, jekyll, folder, "files/", true);
  const lists = bibliographies
    .filter((words) => !/--cited|-c\b/.test(words))
    .map((words) => listOfPapers(words, matter, jekyll));
  const title = inLine(textOf(matter.value.title)) || slug;
  const body = [withoutTitle(text, title), ...lists.filter(Boolean), more].filter((part) => part !== "").join("\n\n");
  if (body.trim() === "") {
    report.remark("a page has no words of its own, so it is left out", matter.file);
    return;
  }
  const former = foldOldAddress(address) === slug ? "" : address;
  const fields = {
    title,
    description: inLine(textOf(matter.value.description)),
    nav: nav === true ? "true" : nav,
    order,
    aliases: [former, ...redirectsOf(matter)].filter(isPageAddress),
  };
  if (site.add(`content/pages/${slug}.md`, markdownFile(fields, body))) report.count("pages");
}

/** A text without the heading above it that says the page's title again. */
export function withoutTitle(text: string, title: string): string {
  const [whole = "", heading = ""] = /^#\s+([^\n]*)/.exec(text) ?? [];
  return heading
    .trimEnd()
    .replace(/(?<!#)#+$/, "")
    .trimEnd()
    .toLowerCase() === title.toLowerCase()
    ? text.slice(whole.length).trim()
    : text;
}

/** What `jekyll-redirect-from` says: former addresses of a page. */
export function redirectsOf({ value }: Matter): readonly string[] {
  const from = value.redirect_from;
  return (Array.isArray(from) ? from : [from]).map(textOf).filter(Boolean);
}

/** A list of papers on a page, as a link that is replaced by it; a query makes a topic of its own. */
function listOfPapers(words: string, { file, bodyLine, value }: Matter, { site, report }: JekyllSite): string {
  const query = /(?:-q|--query)[ =]+(?:"([^"]*)"|'([^']*)'|(\S+))/.exec(words);
  const most = /--max[ =]+(\d{1,4})/.exec(words)?.[1];
  const list = `"list${most === undefined ? "" : ` ${most}`}"`;
  if (!query) {
    if (/(?:-f|--file)\b/.test(words))
      report.remark("a list of one bibliography alone shows all papers now", file, bodyLine);
    return `[Publications](/publications/ ${list})`;
  }
  const asked = readQuery(query[1] ?? query[2] ?? query[3] ?? "");
  if (asked === undefined) {
    report.remark("a list of papers asks for what no topic can: taken out of a text", file, bodyLine);
    return "";
  }
  const title = asked.title || inLine(textOf(value.title)) || "Papers";
  if (Object.keys(asked.match).length === 0) return `[Publications](/publications/ ${list})`;
  const slug = pageSlug(title) || "papers";
  const path = `content/collections/${slug}.md`;
  if (!site.texts.has(path)) {
    if (!site.add(path, markdownFile({ title, match: asked.match }, ""))) return "";
    report.count("topics");
  }
  return `[${title}](/collections/${slug}/ ${list})`;
}

/** BibTeX-Ruby's queries, as far as a topic can say the same: `@article[keywords=trees]`, `@*[year>=2019]`. */
function readQuery(
  query: string,
): { readonly title: string; readonly match: Readonly<Record<string, unknown>> } | undefined {
  const [, type = "*", conditions = ""] = /^@(\w+|\*)(?:\[([^\]]*)\])?$/.exec(query.trim()) ?? [];
  if (!/^@/.test(query.trim())) return undefined;
  const match: Record<string, unknown> = type === "*" ? {} : { types: [type] };
  const years = [1, 9999];
  let title = type === "*" ? "" : `${type[0]!.toUpperCase()}${type.slice(1)}`;
  for (const condition of conditions.split(/(?<!\s)\s*(?:&&|,)\s*/).filter(Boolean)) {
    const [, name = "", sign = "", value = ""] = /^(\w+)\s*(\^=|~=|>=|<=|[=><~])\s*(\S.*)$/.exec(condition) ?? [];
    const bare = value.replace(/^["']|["']$/g, "");
    if (/^keywords?$/.test(name) && /^[~^]?=?$|^=$/.test(sign)) {
      match.keywords = [bare];
      title = bare;
    } else if (name === "author" && sign !== ">") match.authors = [bare];
    else if (name === "year" && /^\d{4}$/.test(bare)) {
      const year = Number(bare);
      if (sign === "=" || sign.startsWith(">")) years[0] = sign === ">" ? year + 1 : year;
      if (sign === "=" || sign.startsWith("<")) years[1] = sign === "<" ? year - 1 : year;
      title ||= bare;
    } else return undefined;
  }
  if (years[0] !== 1 || years[1] !== 9999) match.years = `${years[0]}..${years[1]}`;
  return { title, match };
}

/** Tells how many files of some folders stay where they are. */
export function tellLeft(
  { folder, report }: Pick<JekyllSite, "folder" | "report">,
  kinds: Readonly<Record<string, RegExp>>,
): void {
  for (const [what, pattern] of Object.entries(kinds))
    for (const path of folder.paths) if (pattern.test(path)) report.remark(`${what}: left where they are`, path);
}

/** The style of references, where we have it or the folder brings it. */
export function citationStyle(written: string, { folder, site, report, config }: JekyllSite): void {
  const style = written.replace(/\.csl$/i, "").toLowerCase();
  if (style === "") return;
  const builtIn = {
    apa: "apa",
    vancouver: "vancouver",
    harvard1: "harvard",
    harvard: "harvard",
    "harvard-cite-them-right": "harvard",
  }[style.slice(style.lastIndexOf("/") + 1)];
  const file = folder.paths.find((path) =>
    path.toLowerCase().endsWith(`${style.slice(style.lastIndexOf("/") + 1)}.csl`),
  );
  const text = file === undefined ? undefined : folder.text(file);
  if (text !== undefined) {
    const name = pageSlug(style.slice(style.lastIndexOf("/") + 1));
    if (site.add(`content/styles/${name}.csl`, text)) site.settings.citationStyles = [name];
  } else if (builtIn !== undefined) site.settings.citationStyles = [builtIn];
  else
    report.remark(
      `the citation style ${style}: put its .csl file into content/styles/ and name it in site.yaml`,
      config.file,
      config.lineOf("scholar", "style"),
    );
}

// What is taught.

/** The courses of a site of Jekyll's. */
interface JekyllCourses {
  readonly count: number;
  /** Whether a page is nothing but the list of them, which is a page of the site's own here. */
  readonly isTheirList: (matter: Matter) => boolean;
  /** Adds them, when all pages have their places. */
  readonly add: () => void;
}

/**
 * The courses in a folder of Jekyll's; `fieldsOf` reads what is said of each, and `known` names its fields. Texts may lead to them
 * from now on.
 */
export function planCourses(
  below: RegExp,
  section: string,
  jekyll: JekyllSite,
  known: RegExp,
  fieldsOf: (matter: Matter) => Readonly<Record<string, unknown>>,
): JekyllCourses {
  const { site, report, links } = jekyll;
  const courses = mattersIn(jekyll, below).map((matter) => {
    const name = matter.file.slice(matter.file.lastIndexOf("/") + 1).replace(/\.[^.]*$/, "");
    const address = addressOf(matter, (stem) => `/${section}/${stem}/`);
    const id = pageSlug(name) || "course";
    links.addPage(address, courseAddress(id, matter.body));
    return { matter, address, id };
  });
  if (courses.length > 0) links.addPage(`/${section}/`, "/courses/");
  return {
    count: courses.length,
    isTheirList: ({ body }) => courses.length > 0 && withoutLiquid(body) === "",
    add: () => {
      for (const { matter, address, id } of courses) {
        for (const name of Object.keys(matter.value))
          if (!known.test(name)) report.remark(`the field ${name}: not taken over`, matter.file, matter.lineOf(name));
        const { text } = convertBody(matter, jekyll, courseFiles.folder, courseFiles.prefix);
        const title = inLine(textOf(matter.value.title)) || id;
        site.addCourse(id, { title, ...fieldsOf(matter) }, text, [address, ...redirectsOf(matter)]);
      }
    },
  };
}

/** The words of a text that Jekyll does not put there. */
const withoutLiquid = (text: string): string => text.replace(/\{[%{][\s\S]*?(?:[%}]\}|$)/g, "").trim();
