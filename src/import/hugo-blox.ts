import { parseBibtex } from "../input/bibtex/parse-bibtex.ts";
import { sourceFile } from "../input/files/source-file.ts";
import { foldWords } from "../memory/fold.ts";
import { findArxiv } from "../record/identifiers/identifier-syntax.ts";
import { canonicalLanguage } from "../text/localization-keys.ts";
import { containerOf, importEntryOfPaper, readEntries, type WrittenEntry } from "./bibliography.ts";
import type { SourceFolder } from "./files/source-folder.ts";
import type { ImportReport } from "./import-report.ts";
import { addMember, membersFolder } from "./members.ts";
import { courseAddress, courseFiles, leadingPicture, linkFields, markdownFile, type NewSite } from "./new-site.ts";
import { addCurriculumOfAuthor } from "./old-curriculum.ts";
import { foldOldAddress, isPageAddress, OldLinks } from "./old-links.ts";
import { profileOf } from "./profiles.ts";
import { convertProse } from "./prose.ts";
import {
  type Data,
  isYes,
  listOf,
  type Matter,
  mapOf,
  readData,
  readMatter,
  textOf,
  textsOf,
  type Values,
} from "./read-matter.ts";
import { asEmail, familyOf, inLine, pageSlug, safeKey, withoutInventedDay } from "./text/old-text.ts";

/** A site of Hugo Blox that is imported. */
interface HugoSite {
  readonly folder: SourceFolder;
  readonly site: NewSite;
  readonly report: ImportReport;
  readonly links: OldLinks;
  readonly today: string;
  /** The authors who have a file, by the name of that. */
  readonly authors: ReadonlyMap<string, Author>;
}

interface Author {
  readonly name: string;
  readonly isOwner: boolean;
  /** The file that says it. */
  readonly data: Data;
  readonly values: Values;
}

/** Hugo Blox, Wowchemy and Academic: a folder for each paper, with YAML, TOML or JSON above its text. */
export function importHugoBlox(folder: SourceFolder, site: NewSite, report: ImportReport, today: string): void {
  const config = readConfig(folder, report);
  const url = textOf(config.baseURL ?? config.baseurl);
  const isUrl = /^https?:\/\/[^\s/]+\.[^\s/]+/i.test(url) && !/\/\/(?:www\.)?example\.|<|>/.test(url);
  const params = mapOf(config.params);
  const language = canonicalLanguage(textOf(config.defaultContentLanguage) || textOf(config.languageCode));
  Object.assign(site.settings, {
    title: inLine(textOf(config.title)),
    description: inLine(
      textOf(mapOf(params.marketing).seo_description) ||
        textOf(mapOf(mapOf(params.marketing).seo).description) ||
        textOf(params.description),
    ),
    url: isUrl ? `${url.replace(/(?<!\/)\/+$/, "")}/` : "",
    language: language === undefined || language === "en-US" ? "" : language,
  });
  const basePath = isUrl ? new URL(url).pathname : "";
  const links = new OldLinks(folder, isUrl ? url : "", basePath, [
    "static",
    "assets/media",
    "static/media",
    "static/files",
    "static/uploads",
  ]);
  const authors = readAuthors(folder, report);
  const hugo: HugoSite = { folder, site, report, links, today, authors };

  const all = folder.paths.filter((path) => /^content\/.+\.md$/.test(path));
  const inSections = (names: string) =>
    all.filter((path) => new RegExp(`^content/(?:[a-z]{2}/)?(?:${names})/`).test(path) && !isList(path));
  const papers = inSections("publications?").filter((path) => !/\.[a-z]{2}(?:-[a-z]{2})?\.md$/i.test(path));
  const talks = inSections("events?|talks?");
  const projects = inSections("projects?");
  const courses = coursesIn(all, folder, report);
  links.addPage("/", "/");
  for (const address of ["/publication/", "/publications/", "/publication-type/"])
    links.addPage(address, "/publications/");
  if (projects.length > 0) for (const address of ["/project/", "/projects/"]) links.addPage(address, "/collections/");
  const slugs = new Map<string, string>();
  if (talks.length > 0)
    for (const address of ["/event/", "/events/", "/talk/", "/talks/"]) links.addPage(address, "/types/speech/");
  for (const path of [...papers, ...talks]) {
    const slug = site.freeKey(safeKey(slugOf(path)));
    slugs.set(path, slug);
    links.addPage(addressOf(path), `/publications/${slug}/`);
  }
  for (const { id, address, matter } of courses) links.addPage(address, courseAddress(id, matter.body));
  if (courses.length > 0) for (const address of ["/course/", "/courses/"]) links.addPage(address, "/courses/");
  const topics = new Map<string, string>();
  for (const path of projects) {
    const slug = pageSlug(slugOf(path)) || "project";
    topics.set(slugOf(path), slug);
    links.addPage(addressOf(path), `/collections/${slug}/`);
  }
  const pages = all.flatMap((path) => {
    const name = path.replace(/^content\//, "").replace(/(?:\/_?index)?\.md$/, "");
    if (
      /\//.test(name) ||
      /^(?:_?index|home|authors?|publications?|projects?|posts?|blog|events?|talks?|courses?|slides)$/.test(name)
    )
      return [];
    const slug = pageSlug(name);
    if (slug === "") return [];
    links.addPage(`/${name}/`, `/${slug}/`);
    return [{ path, slug, name }];
  });

  for (const [id, { isOwner }] of authors) if (isOwner) links.addPage(addressOfAuthor(id), "/");
  addPeople(hugo);
  for (const path of papers) addPaper(path, slugs.get(path)!, topics, hugo);
  for (const path of talks) addPaper(path, slugs.get(path)!, topics, hugo, "talks");
  for (const path of projects) addProject(path, topics.get(slugOf(path))!, hugo);
  for (const course of courses) addCourseOf(course, hugo);
  const menu = readMenu(folder, report, links, site);
  for (const { path, slug, name } of pages) addPage(path, slug, name, menu, hugo);
  addFront(hugo);
  const left: Readonly<Record<string, RegExp>> = {
    posts: /^content\/(?:posts?|blog)\/.*(?<!_index)\.md$/,
    "chapters of courses": /^content\/(?:courses?|teaching)\/[^/]+\/(?!_?index\.md$).+\.md$/,
    slides: /^content\/slides\/.+\.md$/,
    "blocks of the front page": /^content\/home\/.*\.md$/,
    "papers in another language": /^content\/publications?\/.*\.[a-z]{2}(?:-[a-z]{2})?\.md$/i,
  };
  for (const [what, pattern] of Object.entries(left))
    for (const path of folder.paths) if (pattern.test(path)) report.remark(`${what}: left where they are`, path);
}

interface Course {
  readonly id: string;
  /** The former address. */
  readonly address: string;
  readonly matter: Matter;
}

/** The courses of a site, each a file or the first page of a folder. */
function coursesIn(paths: readonly string[], folder: SourceFolder, report: ImportReport): readonly Course[] {
  return paths.flatMap((path) => {
    const [, address = "", name = ""] =
      /^content(\/(?:courses?|teaching)\/(?!_?index\.md$)([^/]+?))(?:\/_?index)?\.md$/.exec(path) ?? [];
    const text = name === "" ? undefined : folder.text(path);
    const matter = text === undefined ? undefined : readMatter(path, text, report);
    return matter === undefined ? [] : [{ id: pageSlug(name) || "course", address: `${address}/`, matter }];
  });
}

/** A course; of its day nobody knows whether it is that of its page or of its term, so it is left out. */
function addCourseOf({ id, address, matter }: Course, { site, report, links, authors }: HugoSite): void {
  const { value, file } = matter;
  const urls = Object.entries(value).flatMap(([name, href]) => {
    const [, label] = /^url_(\w+)$/.exec(name) ?? [];
    return label !== undefined && /^https?:/i.test(textOf(href)) ? [[label, textOf(href)] as const] : [];
  });
  const listed = listOf(value.links).map(mapOf);
  for (const one of listed) {
    const [label, href] = [inLine(textOf(one.name) || textOf(one.label) || textOf(one.type)), textOf(one.url)];
    if (label !== "" && /^https?:/i.test(href)) urls.push([label, href]);
  }
  const prose = { text: matter.body, file, line: matter.bodyLine, ...courseFiles, system: "hugo" } as const;
  const { text } = convertProse(prose, site, links, report);
  for (const name of Object.keys(value))
    if (!known.test(name) || /^date$/i.test(name))
      report.remark(`the field ${name} of a course: not taken over`, file, matter.lineOf(name));
  const people = textsOf(value.authors).map((one) => authors.get(one)?.name ?? inLine(one));
  site.addCourse(
    id,
    {
      title: inLine(textOf(value.title)) || id,
      people,
      summary: inLine(textOf(value.summary)),
      links: Object.fromEntries(urls),
    },
    text,
    [address, ...textsOf(value.aliases).map((one) => (one.startsWith("/") ? one : `/${one}`))],
  );
}

const isList = (path: string): boolean => /\/_index(?:\.[a-z]{2})?\.md$/.test(path);

/** The name of a page: of its folder, or of its file. */
function slugOf(path: string): string {
  return path
    .replace(/(?:\/index)?\.md$/, "")
    .split("/")
    .at(-1)!;
}

const addressOf = (path: string): string => `/${path.replace(/^content\//, "").replace(/(?:\/index)?\.md$/, "")}/`;

/** The settings of a site, in one file or in a folder, one file for each part. */
function readConfig(folder: SourceFolder, report: ImportReport): Values {
  const dataAt = (path: string): Data | undefined => {
    const text = folder.text(path);
    return text === undefined ? undefined : readData(path, text, report);
  };
  const parts: Record<string, unknown> = {};
  const named = (pattern: RegExp) => folder.paths.filter((path) => pattern.test(path));
  for (const path of named(/^(?:config\/_default\/)?(?:hugo|config)\.(?:ya?ml|toml|json)$/))
    Object.assign(parts, mapOf(dataAt(path)?.value));
  for (const path of named(/^config\/_default\/params\.(?:ya?ml|toml|json)$/))
    parts.params = { ...mapOf(parts.params), ...mapOf(dataAt(path)?.value) };
  return parts;
}

/** What the menu calls pages, by their former addresses; where it leads elsewhere, that is a part of the navigation. */
function readMenu(
  folder: SourceFolder,
  report: ImportReport,
  links: OldLinks,
  site: NewSite,
): ReadonlyMap<string, { name: string; order: string }> {
  const path = folder.paths.find((one) => /^config\/_default\/menus?\.(?:en\.)?(?:ya?ml|toml|json)$/.test(one));
  const text = path === undefined ? undefined : folder.text(path);
  const data = text === undefined ? undefined : readData(path!, text, report);
  const items = listOf(mapOf(data?.value).main).map(mapOf);
  const found = new Map<string, { name: string; order: string }>();
  const navigation: unknown[] = [];
  for (const [index, item] of items.entries()) {
    const [name, href] = [inLine(textOf(item.name)), textOf(item.url)];
    const target = links.target(href, "");
    const leave = () =>
      report.remark(
        "an item of the menu leads to a part of a page or to nothing",
        data!.file,
        data!.lineOf("main", index),
      );
    if (name === "" || href === "" || /^\/?#/.test(href)) leave();
    else if (target.kind === "elsewhere") navigation.push({ [name]: target.href });
    else if (target.kind === "page" && target.href === "/publications/") navigation.push({ [name]: target.href });
    else if (target.kind === "page" && target.href !== "/")
      if (/^\/(?:collections|publications)\//.test(target.href)) navigation.push({ [name]: target.href });
      else {
        found.set(foldOldAddress(href), { name, order: textOf(item.weight) });
        navigation.push({ [name]: target.href });
      }
    else leave();
  }
  if (navigation.length > 0) {
    const hasPapers = navigation.some((one) => Object.values(one as object).includes("/publications/"));
    site.settings.navigation = hasPapers ? navigation : ["publications", ...navigation];
  }
  return found;
}

/** `content/authors/<id>/_index.md` and `data/authors/<id>.yaml`: who is who, by the name of the file. */
function readAuthors(folder: SourceFolder, report: ImportReport): ReadonlyMap<string, Author> {
  const authors = new Map<string, Author>();
  for (const path of folder.paths) {
    const [, id, section] =
      /^(?:content|data)\/authors\/([^/]+?)(?:\/(_?index))?\.(?:md|ya?ml|toml|json)$/.exec(path) ?? [];
    const text = id === undefined || (id.startsWith("_") && section === undefined) ? undefined : folder.text(path);
    if (text === undefined) continue;
    const data = path.endsWith(".md") ? readMatter(path, text, report) : readData(path, text, report);
    const values = mapOf(data?.value);
    const display = mapOf(values.name);
    const name = inLine(
      textOf(values.title) ||
        textOf(values.name) ||
        textOf(display.display) ||
        [textOf(display.given), textOf(display.family)].join(" "),
    );
    if (data === undefined || name.trim() === "") continue;
    const isOwner = isYes(values.superuser) || isYes(values.is_owner) || id === "admin" || id === "me";
    authors.set(id!, { name, isOwner, data, values });
  }
  return authors;
}

/** The people of the site: the owner, members of a group with what is said of them, and names. */
function addPeople(hugo: HugoSite): void {
  const { folder, site, report, links, authors } = hugo;
  const isGroup = [...authors.values()].filter(({ values }) => textsOf(values.user_groups).length > 0).length > 1;
  for (const [id, { name, isOwner, data, values }] of authors) {
    const social = [...listOf(values.social), ...listOf(values.links)].map(mapOf).map((one) => ({
      service: serviceOf(one),
      address: textOf(one.link) || textOf(one.url),
      icon: textOf(one.icon),
    }));
    const orcid = social
      .map(({ address }) => /orcid\.org\/(\d{4}-\d{4}-\d{4}-\d{3}[\dX])/i.exec(address)?.[1])
      .find(Boolean);
    const homepage = social.find(({ icon }) => /home|globe|link\b/.test(icon))?.address;
    const facts = {
      ...(orcid === undefined ? {} : { orcid }),
      ...(homepage !== undefined && /^https?:/.test(homepage) ? { homepage } : {}),
      ...(isOwner ? { owner: true } : {}),
    };
    if (isOwner)
      for (const { service, address } of social) {
        const found = /^https?:/i.test(address) ? profileOf(service, address) : undefined;
        if (found !== undefined && site.addProfile(found.label, found.href)) report.count("profiles");
      }
    if (isOwner && !isGroup) {
      site.addPerson({ name, id: /^(?:admin|me)$/.test(pageSlug(id)) ? "" : pageSlug(id), ...facts });
      report.count("people");
      continue;
    }
    const avatar = avatarOf(folder, id);
    const body = "body" in data ? (data as Matter) : undefined;
    const prose = body && { text: body.body, file: data.file, line: body.bodyLine, folder: membersFolder };
    const address = addMember(
      name,
      /^(?:admin|me)$/.test(id) ? name : id,
      facts,
      {
        group: textsOf(values.user_groups)[0] ?? "",
        role: textOf(values.role),
        affiliation: organizationsOf(values),
        portrait: avatar === undefined ? undefined : site.copy(avatar, membersFolder),
        email: emailOf(values),
        elsewhere: social.flatMap(({ service, address }) =>
          /^https?:/i.test(address) ? [[service, address] as const] : [],
        ),
        // What the owner says of themselves stands on the front page.
        text: isOwner
          ? ""
          : (prose && convertProse({ ...prose, system: "hugo" }, site, links, report).text) ||
            inLine(textOf(values.bio)),
      },
      site,
      report,
    );
    if (address !== undefined && !isOwner) site.redirect(addressOfAuthor(id), address);
  }
}

/** What the page elsewhere is on, as one of `social` or `links` says it. */
const serviceOf = (one: Values): string =>
  textOf(one.label) ||
  textOf(one.icon)
    .replace(/^.*\//, "")
    .replace(/^(?:fa|fab|fas|ai)-/, "");

const organizationsOf = (value: Values): readonly string[] =>
  [...listOf(value.organizations), ...listOf(value.affiliations)].map(mapOf).flatMap((one) => {
    const [title, href] = [inLine(textOf(one.name)), textOf(one.url)];
    return title === "" ? [] : [/^https?:/.test(href) ? `[${title}](${href})` : title];
  });

const avatarOf = (folder: SourceFolder, id: string): string | undefined =>
  folder.paths.find((path) =>
    new RegExp(
      `^(?:content/authors/${id.replace(/[^\w-]/g, ".")}/avatar|assets/media/authors/${id.replace(/[^\w-]/g, ".")})\\.(?:jpe?g|png|webp)$`,
      "i",
    ).test(path),
  );

const emailOf = (value: Values): string =>
  textOf(value.email) ||
  ([...listOf(value.social), ...listOf(value.links)]
    .map((one) => /^mailto:(.+)$/.exec(textOf(mapOf(one).link) || textOf(mapOf(one).url))?.[1])
    .find(Boolean) ??
    "");

const addressOfAuthor = (id: string): string => `/author/${id}/`;

/** The numbers of types before Hugo Blox took CSL's names. */
const numbered = [
  "",
  "paper-conference",
  "article-journal",
  "preprint",
  "report",
  "book",
  "chapter",
  "thesis",
  "patent",
];

/** A paper or, in `talks`, an event of Hugo Blox: a talk of its own fields. */
function addPaper(
  path: string,
  slug: string,
  topics: ReadonlyMap<string, string>,
  hugo: HugoSite,
  into: "publications" | "talks" = "publications",
): void {
  const { folder, site, report, links, today, authors } = hugo;
  const text = folder.text(path);
  const matter = text === undefined ? undefined : readMatter(path, text, report);
  if (matter === undefined) {
    report.lose("a paper whose file can't be read", path);
    return;
  }
  const { value } = matter;
  const params = mapOf(value.hugoblox);
  const bundle = /\/index\.md$/.test(path) ? path.replace(/\/index\.md$/, "") : "";
  const target = `content/${into}/${slug}`;
  if (site.isPresent(slug, path)) return;
  const line = (...names: readonly (string | number)[]) => matter.lineOf(...names);
  const bundled =
    bundle === ""
      ? []
      : folder.paths.filter((one) => one.startsWith(`${bundle}/`) && !one.slice(bundle.length + 1).includes("/"));

  const bibs = bundled.filter((one) => /\.bib$/i.test(one));
  const bib = bibs.find((one) => /\/cite\.bib$/i.test(one)) ?? bibs[0];
  const entries = bib === undefined ? [] : readEntries(bib, folder.text(bib) ?? "");
  const entry = entries.length === 1 ? entries[0] : undefined;
  if (bib !== undefined) {
    if (entry !== undefined) importEntryOfPaper(folder.text(bib)!, `${target}/cite.bib`, site);
    else report.remark("a cite.bib that does not hold one entry: left out", bib);
  }

  const linksOf: Record<string, string> = {};
  const ids: Record<string, string> = { doi: textOf(value.doi) };
  const addLink = (label: string, href: string, at: number) => {
    const address = href.trim();
    if (address === "" || address === "#") return;
    const found = links.target(address, bundle || "content");
    if (found.kind === "elsewhere" && label !== "") linksOf[label in linksOf ? `${label} 2` : label] = found.href;
    else if (found.kind === "file") {
      const name = site.copy(found.path, target);
      if (name !== undefined) linksOf[label in linksOf ? `${label} 2` : label] = name;
    } else report.remark("a link of a paper leads to what was not taken over", path, at);
  };
  for (const [name, one] of Object.entries(value)) {
    const [, label] = /^url_(\w+)$/.exec(name) ?? [];
    if (label === undefined || typeof one !== "string") continue;
    const arxiv = label === "preprint" ? findArxiv(one) : undefined;
    if (arxiv !== undefined && ids.arxiv === undefined) ids.arxiv = arxiv.id;
    else addLink(label === "dataset" ? "data" : label, one, line(name));
  }
  if (into === "talks" && typeof value.event_url === "string") addLink("Event", value.event_url, line("event_url"));
  for (const [index, item] of listOf(value.links).map(mapOf).entries()) {
    const [provider, id] = [textOf(item.provider).toLowerCase(), textOf(item.id)];
    if (id !== "" && /^(?:arxiv|doi|pmid|pmcid|isbn)$/.test(provider)) ids[provider] ||= id;
    else {
      const type = textOf(item.type);
      addLink(
        textOf(item.label) || textOf(item.name) || (type === "dataset" ? "data" : type),
        textOf(item.url),
        line("links", index),
      );
    }
  }
  for (const [name, id] of Object.entries(mapOf(params.ids)))
    if (/^(?:arxiv|doi|pmid|pmcid|isbn|issn)$/.test(name) && textOf(id) !== "") ids[name] ||= textOf(id);
  const slides = textOf(value.slides);
  if (slides !== "" && slides !== "example")
    report.remark("slides made by Hugo: left where they are", path, line("slides"));

  const image = mapOf(value.image);
  const picture =
    bundled.find((one) => /\/featured[^/]*\.(?:jpe?g|png|webp|gif|svg)$/i.test(one)) ??
    (textOf(image.filename) === "" ? undefined : links.fileAt(textOf(image.filename), bundle));
  const teaser = picture === undefined ? undefined : site.copy(picture, target);
  const pdf = bundled.find((one) => one.toLowerCase() === `${bundle}/${slugOf(path)}.pdf`.toLowerCase());
  if (pdf !== undefined && linksOf.pdf === undefined) {
    const name = site.copy(pdf, target);
    if (name !== undefined) linksOf.pdf = name;
  }

  const draft = isYes(value.draft) ? "true" : "";
  const publishDate = textOf(value.publishDate ?? value.publishdate).slice(0, 10);
  const abstract = textOf(value.abstract);
  const prose = { text: matter.body, file: path, line: matter.bodyLine, folder: target, system: "hugo" } as const;
  const body = convertProse(prose, site, links, report).text;
  const collections = textsOf(value.projects).flatMap((one) => topics.get(one) ?? []);
  for (const [index, one] of textsOf(value.projects).entries())
    if (!topics.has(one)) report.remark("a project of a paper is not there", path, line("projects", index));
  const publication = inLine(textOf(value.publication))
    .replace(/^in:?\s+(?=[*_\p{Lu}])/iu, "")
    .replaceAll(/[*_]/g, "");
  const numbers = /(?<=[^\d,]),? (\d+) ?(?:\((\d[\d–-]*)\))?$/.exec(publication);
  const venue = publication.slice(0, numbers?.index);
  const [, volume = "", number = ""] = numbers ?? [];
  const isNumbered = venue !== publication && !/\d{4}$/.test(publication.replace(/\([^()]*\)$/, "").trim());
  const isTalk = into === "talks";
  const said = authorsOf(matter, authors);
  // Who gave a talk is seldom said on a site that is one's own.
  const owner = [...authors.values()].find(({ isOwner }) => isOwner);
  const names = isTalk && said.length === 0 && owner !== undefined ? [owner.name] : said;
  // The first of a month stands where a paper's day is not known; a talk was given on a day.
  const date = into === "talks" ? textOf(value.date).slice(0, 10) : withoutInventedDay(textOf(value.date));
  const type = typeOf(textsOf(value.publication_types)[0] ?? "");
  const says = (field: string) => (entry?.fields.get(field) ?? "") !== "";
  const hasTitle = says("title") && sameWords(entry!.fields.get("title")!, textOf(value.title));
  const hasAuthors =
    says("author") && !names.some((name) => typeof name !== "string") && sameFamilies(entry!, bib!, folder, names);
  const doi = ids.doi === entry?.fields.get("doi") ? "" : ids.doi;
  if (textOf(value.title) === "" && !says("title")) {
    report.lose("a paper without a title", path, 1);
    return;
  }
  if (names.length === 0 && !says("author")) report.withoutAuthors.add(slug);
  const fields = {
    title: hasTitle ? "" : inLine(textOf(value.title)),
    authors: hasAuthors ? [] : names,
    date: says("year") || says("date") ? "" : date,
    ...(isTalk ? talkFields(value) : {}),
    ...(entry === undefined && !isTalk
      ? {
          type,
          venue: isNumbered ? venue : publication,
          volume: isNumbered ? volume : "",
          number: isNumbered ? number : "",
        }
      : {}),
    ...(entry !== undefined && containerOf(entry) === "" && /conference|journal|chapter/.test(type)
      ? { venue: publication }
      : {}),
    venueShort: inLine(textOf(value.publication_short))
      .replace(/^in:?\s+(?=[*_\p{Lu}])/iu, "")
      .replaceAll(/[*_]/g, ""),
    ...ids,
    doi,
    url: /^https?:/i.test(textOf(value.external_link)) ? textOf(value.external_link) : "",
    ...linkFields(linksOf),
    teaser,
    "teaser-caption": teaser === undefined ? "" : inLine(textOf(image.caption)),
    keywords: [...new Set([...textsOf(value.tags), ...textsOf(value.categories)])],
    collections,
    selected: isYes(value.featured) ? "true" : "",
    summary: inLine(textOf(value.summary)),
    draft,
    publishOn: publishDate > today && draft === "" ? publishDate : "",
    abstract: body === "" ? "" : abstract,
    aliases: [addressOf(path), ...textsOf(value.aliases).map((one) => (one.startsWith("/") ? one : `/${one}`))].filter(
      (one) => one !== `/publications/${slug}/` && isPageAddress(one),
    ),
  };
  for (const name of Object.keys(value))
    if (!known.test(name) && !(isTalk && knownOfTalks.test(name)))
      report.remark(`the field ${name}: not taken over`, path, line(name));
  if (isTalk) report.count("talks");
  const paper = { key: slug, fields, body: body === "" ? abstract : body, file: path };
  site.addPaper(isTalk ? { ...paper, folder: "talks" } : paper, true);
}

/** Where a talk was given, and at what. */
function talkFields({ event, location, address }: Readonly<Record<string, unknown>>) {
  const { city, region, country } = mapOf(address);
  const place = inLine(textOf(location)) || [city, region, country].map(textOf).filter(Boolean).join(", ");
  return { event: inLine(textOf(event)), place };
}

/** The fields that a talk has besides those of a paper. The time of day is in no record. */
const knownOfTalks = /^(?:event|event_url|location|address|date_end|all_day)$/i;

/** The fields of a paper that are read, or that say nothing of it. */
const known =
  /^(?:title|authors?|author_notes|date|publishDate|draft|publication_types|publication|publication_short|abstract|summary|tags|categories|featured|doi|hugoblox|links|external_link|image|projects|slides|aliases|url_\w+|profile|math|commentable|share|reading_time|show_\w+|header|diagram|highlight|markup|type|layout|lastmod|editable|pager|subtitle|weight|url)$/i;

/** CSL's type of a type of Hugo Blox. */
function typeOf(written: string): string {
  const bare = written.trim().toLowerCase();
  if (/^\d$/.test(bare)) return numbered[Number(bare)] ?? "";
  return bare === "article" ? "preprint" : bare;
}

/** The authors, by their names where they are named by a file, each with what `author_notes` says. */
function authorsOf({ value }: Matter, authors: ReadonlyMap<string, Author>): readonly unknown[] {
  const notes = listOf(value.author_notes).map(textOf);
  return textsOf(value.authors ?? value.author).map((written, index) => {
    const name = authors.get(written)?.name ?? inLine(written);
    const note = notes[index] ?? "";
    if (/correspond/i.test(note)) return { name: /equal/i.test(note) ? `${name}*` : name, corresponding: "true" };
    return /equal/i.test(note) ? `${name}*` : name;
  });
}

const sameWords = (one: string, other: string): boolean =>
  foldWords(one).join(" ") === foldWords(other.replace(/\$|\\\w+|[{}*_]/g, "")).join(" ");

/** Whether an entry names the same people as a list, by their family names. */
function sameFamilies(entry: WrittenEntry, file: string, folder: SourceFolder, names: readonly unknown[]): boolean {
  const parsed = parseBibtex([sourceFile(file, folder.text(file) ?? "")]).value.entries.find(
    ({ key }) => key === entry.key,
  );
  const written = parsed?.fields.find(({ name }) => name === "author")?.value ?? "";
  const families = written.split(/(?<!\s)\s+and\s+/).map(familyOf);
  return (
    families.length === names.length &&
    families.every(
      (family, index) => sameWords(family, familyOf(String(names[index]))) && !String(names[index]).includes("*"),
    )
  );
}

function addProject(path: string, slug: string, hugo: HugoSite): void {
  const { folder, site, report, links } = hugo;
  const text = folder.text(path);
  const matter = text === undefined ? undefined : readMatter(path, text, report);
  if (matter === undefined) return;
  const { value } = matter;
  const bundle = /\/index\.md$/.test(path) ? path.replace(/\/index\.md$/, "") : "content";
  const image = folder.paths.find(
    (one) => one.startsWith(`${bundle}/featured`) && /\.(?:jpe?g|png|webp|gif|svg)$/i.test(one),
  );
  const picture = image === undefined ? undefined : site.copy(image, "content/collections/files");
  const prose = {
    text: matter.body,
    file: path,
    line: matter.bodyLine,
    folder: "content/collections/files",
    prefix: "files/",
    system: "hugo",
  } as const;
  const body = convertProse(prose, site, links, report).text;
  const parts = [leadingPicture(picture, body), inLine(textOf(value.summary)), body];
  const fields = {
    title: inLine(textOf(value.title)) || slug,
    order: textOf(value.weight),
    aliases: [addressOf(path)].filter((one) => one !== `/collections/${slug}/`),
  };
  if (site.add(`content/collections/${slug}.md`, markdownFile(fields, parts.filter(Boolean).join("\n\n"))))
    report.count("topics");
}

function addPage(
  path: string,
  slug: string,
  name: string,
  menu: ReadonlyMap<string, { name: string; order: string }>,
  hugo: HugoSite,
): void {
  const { folder, site, report, links } = hugo;
  const text = folder.text(path);
  const matter = text === undefined ? undefined : readMatter(path, text, report);
  if (matter === undefined) return;
  const { value } = matter;
  if (listOf(value.sections).length > 0)
    report.remark("the blocks of a page: not taken over", path, matter.lineOf("sections"));
  const prose = {
    text: matter.body,
    file: path,
    line: matter.bodyLine,
    folder: "content/pages/files",
    prefix: "files/",
    system: "hugo",
    mayCite: true,
  } as const;
  const body = convertProse(prose, site, links, report).text;
  if (body === "") {
    if (listOf(value.sections).length === 0) report.remark("a page has no words of its own, so it is left out", path);
    dropFromNavigation(site, `/${slug}/`);
    return;
  }
  const item = menu.get(foldOldAddress(`/${name}/`));
  const fields = {
    title: inLine(textOf(value.title)) || slug,
    description: inLine(textOf(value.summary)),
    ...(item === undefined ? {} : { nav: item.name, order: /^-?\d+$/.test(item.order) ? item.order : "" }),
    draft: isYes(value.draft) ? "true" : "",
    aliases: textsOf(value.aliases)
      .map((one) => (one.startsWith("/") ? one : `/${one}`))
      .filter(isPageAddress),
  };
  if (site.add(`content/pages/${slug}.md`, markdownFile(fields, body))) report.count("pages");
}

/** Takes a page that was not taken over out of the navigation. */
function dropFromNavigation(site: NewSite, href: string): void {
  const items = listOf(site.settings.navigation);
  const left = items.filter((item) => !Object.values(mapOf(item)).includes(href));
  if (items.length > 0) site.settings.navigation = left;
}

/** The owner's own file as the front page. */
function addFront({ folder, site, report, links, authors }: HugoSite): void {
  const owner = [...authors].find(([, author]) => author.isOwner);
  const homeBlocks = folder.text("content/_index.md");
  const home = homeBlocks === undefined ? undefined : readMatter("content/_index.md", homeBlocks, report);
  for (const [index] of listOf(home?.value.sections).entries())
    report.remark(
      "blocks of the front page: left where they are",
      "content/_index.md",
      home!.lineOf("sections", index),
    );
  if (owner === undefined) return;
  const [id, { name }] = owner;
  const file = folder.paths.find((path) =>
    new RegExp(`^(?:content|data)/authors/${id.replace(/[^\w-]/g, ".")}(?:/_?index)?\\.(?:md|ya?ml|toml|json)$`).test(
      path,
    ),
  );
  const text = file === undefined ? undefined : folder.text(file);
  const data =
    text === undefined
      ? undefined
      : file!.endsWith(".md")
        ? readMatter(file!, text, report)
        : readData(file!, text, report);
  if (data === undefined) return;
  const value = mapOf(data.value);
  const [organizations, avatar, email] = [organizationsOf(value), avatarOf(folder, id), emailOf(value)];
  const interests = Array.isArray(value.interests) ? textsOf(value.interests) : [];
  const matterBody = "body" in data ? (data as Matter) : undefined;
  const body = matterBody
    ? convertProse(
        { text: matterBody.body, file: file!, line: matterBody.bodyLine, folder: "content", system: "hugo" },
        site,
        links,
        report,
      ).text
    : inLine(textOf(value.bio));
  const portrait = avatar === undefined ? undefined : site.copy(avatar, "content");
  const fields = {
    name,
    role: inLine(textOf(value.role)),
    affiliation: organizations,
    portrait,
    "portrait-alt": portrait === undefined ? "" : name,
    email: asEmail(email),
    interests,
  };
  const toMarkdown = (text: string, line: number) =>
    convertProse({ text, file: file!, line, folder: "content", system: "hugo" }, site, links, report).text;
  const curriculum = ["education", "experience", "skills", "awards", "languages", "work"];
  if (curriculum.some((name) => value[name] !== undefined && value[name] !== ""))
    addCurriculumOfAuthor(data, { site, report, toMarkdown });
  if (site.add("content/index.md", markdownFile(fields, body))) report.count("pages");
}
