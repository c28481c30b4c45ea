import { decodeHTML } from "entities";
import { findArxiv, findDoi } from "../record/identifiers/identifier-syntax.ts";
import { importEntryOfPaper, readEntries } from "./bibliography.ts";
import type { SourceFolder } from "./files/source-folder.ts";
import type { ImportReport } from "./import-report.ts";
import {
  addPage,
  addressOf,
  convertBody,
  dataAt,
  type JekyllSite,
  mattersIn,
  openJekyll,
  planCourses,
  planPage,
  redirectsOf,
  stemOfPath,
  tellLeft,
} from "./jekyll.ts";
import { linkFields, markdownFile, type NewSite } from "./new-site.ts";
import { addCurriculum } from "./old-curriculum.ts";
import { foldOldAddress, isPageAddress } from "./old-links.ts";
import { addProfiles } from "./profiles.ts";
import { convertProse } from "./prose.ts";
import { listOf, type Matter, mapOf, textOf, textsOf } from "./read-matter.ts";
import { authorsOfCitation } from "./text/citation-text.ts";
import { asEmail, inLine, safeKey, withoutInventedDay } from "./text/old-text.ts";

/** academicpages: a Markdown file for each paper, whose authors stand in a reference alone, pages, and a navigation. */
export function importAcademicPages(folder: SourceFolder, site: NewSite, report: ImportReport): void {
  const jekyll = openJekyll(folder, site, report);
  const { config, links } = jekyll;
  const author = mapOf(config.value.author);
  const name = inLine(textOf(author.name) || textOf(config.value.name));
  if (name !== "") {
    const orcid = /\d{4}-\d{4}-\d{4}-\d{3}[\dX]/.exec(textOf(author.orcid))?.[0];
    site.addPerson({ name, ...(orcid === undefined ? {} : { orcid }), owner: true });
    report.count("people");
  }
  const {
    avatar: _avatar,
    name: _name,
    bio: _bio,
    location: _location,
    employer: _employer,
    pronouns: _p,
    ...elsewhere
  } = author;
  addProfiles(elsewhere, site, report, config.file, (field) => config.lineOf("author", field));

  const papers = mattersIn(jekyll, /^_publications\//).map((matter) => ({
    matter,
    key: site.freeKey(safeKey(stemOfPath(matter.file))),
  }));
  const talks = mattersIn(jekyll, /^_talks\//).map((matter) => ({
    matter,
    key: site.freeKey(safeKey(stemOfPath(matter.file))),
  }));
  const courses = planCourses(/^_teaching\//, "teaching", jekyll, knownOfCourses, fieldsOfCourse);
  links.addPage("/", "/");
  links.addPage("/publications/", "/publications/");
  for (const { matter, key } of papers) links.addPage(oldAddress(matter), `/publications/${key}/`);
  for (const { matter, key } of talks) links.addPage(addressOfTalk(matter), `/publications/${key}/`);
  if (talks.length > 0) {
    links.addPage("/talks/", "/types/speech/");
    site.redirect("/talks/", "/types/speech/");
  }
  const pages = mattersIn(jekyll, /^_pages\//);
  const isFront = (matter: Matter) => foldOldAddress(addressOf(matter)) === "";
  const skipped =
    /^(?:publications|404|sitemap|talks|portfolio|year-archive|blog(?:-posts)?|posts|tags|categories|collection-archive|archive-layout-with-content|terms|markdown|non-menu-page|page-archive|talkmap)$/;
  const menu = readMenu(jekyll);
  const courseItem = courses.count > 0 && pages.some(courses.isTheirList) ? menu.get("teaching") : undefined;
  if (courseItem !== undefined && Array.isArray(site.settings.navigation))
    site.settings.navigation.push({ [courseItem.title]: "/courses/" });
  const cv = dataAt(folder, report, ["_data/cv.json", "_data/cv.yml", "_data/cv.yaml"]);
  const toMarkdown = (text: string, line: number) =>
    convertProse({ text, file: cv!.file, line, folder: "content", system: "jekyll" }, site, links, report).text;
  const hasCurriculum = cv !== undefined && addCurriculum(cv, { site, report, toMarkdown });
  const planned = pages.flatMap((matter) => {
    const address = addressOf(matter);
    const folded = foldOldAddress(address);
    if (isFront(matter)) return [];
    if (hasCurriculum && textOf(matter.value.layout) === "cv-layout") {
      links.addPage(address, "/cv/");
      site.redirect(address, "/cv/");
      return [];
    }
    // The CV's own page takes the place of one that is written by hand, which stays beside it.
    if (hasCurriculum && folded === "cv") return [planPage(matter, jekyll, "/about-cv/")];
    if (folded === "teaching" && courses.isTheirList(matter)) {
      site.redirect(address, "/courses/");
      return [];
    }
    if (skipped.test(folded)) {
      const isHandWritten = folded === "publications" && /\]\(https?:|doi\.org|arxiv\.org/i.test(matter.body);
      if (isHandWritten)
        report.remark("a list of papers written by hand: offprint add --from reads the identifiers in it", matter.file);
      return [];
    }
    const item = menu.get(folded);
    return [
      { ...planPage(matter, jekyll, address), ...(item === undefined ? {} : { nav: item.title, order: item.order }) },
    ];
  });

  for (const { matter, key } of papers) addPaper(matter, key, jekyll);
  for (const { matter, key } of talks) addTalk(matter, key, name, jekyll);
  for (const path of folder.paths) if (/^_publications\/.+\.html?$/i.test(path)) report.lose("a paper in HTML", path);
  for (const page of planned)
    addPage(
      page,
      jekyll,
      foldOldAddress(page.address) === "teaching" && courses.count > 0 ? "[All courses](/courses/)" : "",
    );
  courses.add();
  addFront(pages.find(isFront), author, name, jekyll);
  tellLeft(jekyll, {
    "talks in HTML": /^_talks\/.+\.html$/,
    "pieces of a portfolio": /^_portfolio\/.+\.(?:md|html)$/,
    posts: /^_(?:posts|drafts)\/.+\.(?:md|html)$/,
    "pages in HTML": /^_pages\/(?!404).+\.html$/,
  });
}

/** What the menu calls pages, by their former addresses. */
function readMenu({ folder, site, report, links }: JekyllSite): ReadonlyMap<string, { title: string; order: string }> {
  const data = dataAt(folder, report, ["_data/navigation.yml", "_data/navigation.yaml"]);
  const found = new Map<string, { title: string; order: string }>();
  const elsewhere: unknown[] = [];
  for (const [index, item] of listOf(mapOf(data?.value).main).map(mapOf).entries()) {
    const [title, url] = [inLine(textOf(item.title)), textOf(item.url)];
    if (title === "" || url === "") continue;
    if (/^https?:/i.test(url)) elsewhere.push({ [title]: url });
    else if (/\.pdf$/i.test(url)) {
      const path = links.fileAt(url, "");
      const name = path === undefined ? undefined : site.copy(path, "content/static");
      if (name === undefined)
        report.remark("an item of the menu leads to what was not taken over", data!.file, data!.lineOf("main", index));
      else elsewhere.push({ [title]: `/${name}` });
    } else found.set(foldOldAddress(url), { title, order: String(index + 1) });
  }
  if (elsewhere.length > 0) site.settings.navigation = ["publications", ...elsewhere];
  return found;
}

const oldAddress = (matter: Matter): string => addressOf(matter, (stem) => `/publication/${stem}/`);

const addressOfTalk = (matter: Matter): string => addressOf(matter, (stem) => `/talks/${stem}/`);

/** A talk, which its site's owner gave where nobody else is named. */
function addTalk(matter: Matter, key: string, owner: string, jekyll: JekyllSite): void {
  const { site, report, links } = jekyll;
  const { value, file } = matter;
  if (site.isPresent(key, file)) return;
  const title = inLine(decodeHTML(textOf(value.title)));
  if (title === "") {
    report.lose("a talk without a title", file, 1);
    return;
  }
  const linksOf: Record<string, string> = {};
  for (const [field, label] of [
    ["slidesurl", "slides"],
    ["slides_url", "slides"],
    ["link", "Link"],
    ["video", "video"],
  ] as const) {
    if (textOf(value[field]) === "") continue;
    const found = links.target(textOf(value[field]), "_talks");
    const name = found.kind === "file" ? site.copy(found.path, `content/talks/${key}`) : undefined;
    if (found.kind === "elsewhere") linksOf[label] = found.href;
    else if (name !== undefined) linksOf[label] = name;
    else
      report.remark(`the file of a field ${field} was not found, so the field is left out`, file, matter.lineOf(field));
  }
  const kind = inLine(textOf(value.type));
  const speakers = textsOf(value.authors ?? value.author);
  const fields = {
    title,
    authors: speakers.length > 0 ? speakers : [owner],
    // The folder says that it is a talk.
    genre: /^(?:talk|conference proceedings talk)?$/i.test(kind) ? "" : kind,
    event: inLine(decodeHTML(textOf(value.venue))),
    place: inLine(decodeHTML(textOf(value.location))),
    date: (textOf(value.date) || (/\d{4}-\d{2}-\d{2}/.exec(file)?.[0] ?? "")).slice(0, 10),
    ...linkFields(linksOf),
    aliases: [addressOfTalk(matter), ...redirectsOf(matter)].filter(isPageAddress),
  };
  for (const field of Object.keys(value))
    if (!known.test(field) && !/^(?:type|location|slidesurl|slides_url|video)$/.test(field))
      report.remark(`the field ${field}: not taken over`, file, matter.lineOf(field));
  const { text } = convertBody(matter, jekyll, `content/talks/${key}`);
  report.count("talks");
  site.addPaper({ key, folder: "talks", fields, body: text, file });
}

/** A course; its day is that of its term, of which the first of January and the first of a month are made up. */
function fieldsOfCourse({ value }: Matter) {
  const place = [value.venue, value.location].map((one) => inLine(decodeHTML(textOf(one))));
  return {
    level: inLine(decodeHTML(textOf(value.type))),
    institution: place.filter(Boolean).join(", "),
    terms: [withoutInventedDay(textOf(value.date))].filter(Boolean),
    summary: inLine(decodeHTML(textOf(value.excerpt))),
  };
}

const knownOfCourses =
  /^(?:title|collection|type|permalink|venue|location|date|excerpt|redirect_from|layout|share|comments|read_time|author_profile|tags)$/;

/** Lines of a paper's text that only say again what its fields say. */
const repeating =
  /download (?:the )?(?:paper|slides)|recommended citation|use google scholar for full citation|use \[google scholar\]|access paper here/;

/** CSL's types of academicpages' kinds. */
const kinds: Readonly<Record<string, string>> = {
  manuscripts: "article-journal",
  conferences: "paper-conference",
  books: "book",
};

function addPaper(matter: Matter, key: string, jekyll: JekyllSite): void {
  const { site, report, links } = jekyll;
  const { value, file } = matter;
  const target = `content/publications/${key}`;
  if (site.isPresent(key, file)) return;
  const title = inLine(decodeHTML(textOf(value.title)));
  if (title === "") {
    report.lose("a paper without a title", file, 1);
    return;
  }
  const linksOf: Record<string, string> = {};
  const ids: Record<string, string> = {};
  const addLink = (label: string, href: string, field: string) => {
    const found = links.target(href, "_publications");
    if (found.kind === "elsewhere") linksOf[label] = found.href;
    else if (found.kind === "file") {
      const name = site.copy(found.path, target);
      if (name !== undefined) linksOf[label] = name;
    } else
      report.remark(`the file of a field ${field} was not found, so the field is left out`, file, matter.lineOf(field));
  };
  const paper = textOf(value.paperurl ?? value.paper_url);
  const doi = paper === "" ? undefined : findDoi(paper);
  const arxiv = /arxiv\.org/i.test(paper) ? findArxiv(paper) : undefined;
  let url = "";
  if (arxiv !== undefined) ids.arxiv = arxiv.id;
  else if (doi !== undefined && /doi\.org/i.test(paper)) ids.doi = doi;
  else if (/^https?:/i.test(paper) && links.target(paper, "").kind === "elsewhere" && !/\.pdf$/i.test(paper))
    url = paper;
  else if (paper !== "") addLink("pdf", paper, "paperurl");
  for (const [field, label] of [
    ["slidesurl", "slides"],
    ["slides_url", "slides"],
    ["link", "Link"],
    ["codeurl", "code"],
  ] as const)
    if (textOf(value[field]) !== "") addLink(label, textOf(value[field]), field);
  const bibFile = textOf(value.bibtexurl) === "" ? undefined : links.fileAt(textOf(value.bibtexurl), "_publications");
  const entry = bibFile === undefined ? undefined : readEntries(bibFile, jekyll.folder.text(bibFile) ?? "")[0];
  if (textOf(value.bibtexurl) !== "" && entry === undefined)
    report.remark(
      "the file of a field bibtexurl was not found, so the field is left out",
      file,
      matter.lineOf("bibtexurl"),
    );
  const teaserName = textOf(mapOf(value.header).teaser);
  const picture = teaserName === "" ? undefined : links.fileAt(teaserName, "images");
  let teaser = picture === undefined ? undefined : site.copy(picture, target);
  const bare = {
    ...matter,
    body: matter.body.replace(/.+/g, (line) => (repeating.test(line.toLowerCase()) ? "" : line)),
  };
  let { text } = convertBody(bare, jekyll, target);
  const [whole, alt = "", first] = /^!\[([^[\]\n]*)\]\(([^()\s]+)\)\s*/m.exec(text) ?? [];
  if (teaser === undefined && whole !== undefined && !first!.includes(":")) {
    teaser = decodeURIComponent(first!);
    text = text.replace(whole, "").trim();
  }
  const citation = textOf(value.citation);
  const { names, isIncomplete } = authorsOfCitation(citation, title);
  const saysAuthors = textsOf(value.authors ?? value.author);
  if (entry === undefined && saysAuthors.length === 0 && isIncomplete) {
    report.withoutAuthors.add(key);
    const why =
      citation === ""
        ? "there is no citation"
        : names.length > 0
          ? "the citation says et al."
          : "the citation is read no further";
    report.remark(`authors are incomplete, since ${why}`, file, citation === "" ? 1 : matter.lineOf("citation"));
  }
  const excerpt = inLine(decodeHTML(textOf(value.excerpt)));
  const isAbstract = text === "" || inLine(text) === excerpt;
  const venue = withoutYear(inLine(decodeHTML(textOf(value.venue))));
  const own = entry?.fields;
  const isArxiv = arxiv !== undefined && /^arxiv\b/i.test(venue);
  const type = isArxiv ? "preprint" : (kinds[textOf(value.category).toLowerCase()] ?? "");
  const fields = {
    title: own?.get("title") ? "" : title,
    authors: own?.get("author")
      ? []
      : saysAuthors.length > 0
        ? saysAuthors
        : isIncomplete && names.length > 0
          ? [...names, "others"]
          : names,
    date: own?.get("year") || own?.get("date") ? "" : textOf(value.date).slice(0, 10),
    ...(entry === undefined ? { type, venue: isArxiv ? "" : venue } : {}),
    ...ids,
    url,
    ...linkFields(linksOf),
    teaser,
    "teaser-alt": teaser === undefined ? "" : alt,
    keywords: textsOf(value.tags),
    summary: isAbstract ? "" : excerpt,
    aliases: [oldAddress(matter), ...redirectsOf(matter)].filter(isPageAddress),
  };
  if (entry !== undefined) importEntryOfPaper(jekyll.folder.text(bibFile!)!, `${target}/cite.bib`, site);
  for (const name of Object.keys(value))
    if (!known.test(name)) report.remark(`the field ${name}: not taken over`, file, matter.lineOf(name));
  site.addPaper(
    { key, fields, body: isAbstract ? excerpt : text, file },
    entry !== undefined ||
      teaser !== undefined ||
      Object.values(linksOf).some((href) => !/^[a-z]+:/i.test(href)) ||
      undefined,
  );
}

const known =
  /^(?:title|collection|category|permalink|excerpt|date|venue|paperurl|paper_url|slidesurl|slides_url|bibtexurl|citation|authors?|header|link|codeurl|read_time|tags|redirect_from|layout|share|comments|last_modified_at|author_profile)$/;

/** A venue without the year that its papers say anyway: "ICCV 2019", "SIGGRAPH '16". */
const withoutYear = (venue: string): string => venue.replace(/(?<![\s,(])[\s,(]+(?:(?:19|20)\d{2}|['’]\d{2})\)?$/, "");

/** The page of the site's root, with who it is about. */
function addFront(
  about: Matter | undefined,
  author: Readonly<Record<string, unknown>>,
  name: string,
  jekyll: JekyllSite,
): void {
  const { site, links, report, config } = jekyll;
  const avatar = textOf(author.avatar);
  const path = avatar === "" ? undefined : links.fileAt(avatar, "images");
  const portrait = path === undefined ? undefined : site.copy(path, "content");
  if (avatar !== "" && portrait === undefined)
    report.remark("the portrait was not found", config.file, config.lineOf("author", "avatar"));
  const email = textOf(author.email);
  const fields = {
    name,
    role: inLine(textOf(author.bio)),
    affiliation: inLine(textOf(author.employer)),
    portrait,
    "portrait-alt": portrait === undefined ? "" : name,
    email: asEmail(email),
    location: inLine(textOf(author.location)),
  };
  const text = about === undefined ? "" : convertBody(about, jekyll, "content").text;
  if (name === "" && text === "") return;
  if (site.add("content/index.md", markdownFile(fields, text))) report.count("pages");
}
