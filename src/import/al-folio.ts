import { containerOf, importBibliography, type WrittenEntry } from "./bibliography.ts";
import type { SourceFolder } from "./files/source-folder.ts";
import type { ImportReport } from "./import-report.ts";
import {
  addPage,
  addressOf,
  citationStyle,
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
import { leadingPicture, markdownFile, type NewSite } from "./new-site.ts";
import { addCurriculum } from "./old-curriculum.ts";
import { isPageAddress } from "./old-links.ts";
import { addProfiles } from "./profiles.ts";
import { convertProse } from "./prose.ts";
import { isYes, listOf, type Matter, mapOf, textOf, textsOf } from "./read-matter.ts";
import { asEmail, inLine, pageSlug } from "./text/old-text.ts";

/** al-folio: BibTeX in `_bibliography/` with fields of its own, pages in `_pages/`, news, projects, co-authors and venues. */
export function importAlFolio(folder: SourceFolder, site: NewSite, report: ImportReport): void {
  const jekyll = openJekyll(folder, site, report);
  const { config } = jekyll;
  const scholar = mapOf(config.value.scholar);
  const socials = dataAt(folder, report, ["_data/socials.yml", "_data/socials.yaml"]);
  addProfiles(
    socials ? mapOf(socials.value) : usernames(config.value),
    site,
    report,
    socials?.file ?? config.file,
    (name) => (socials ?? config).lineOf(name),
  );
  citationStyle(textOf(scholar.style), jekyll);
  addOwner(jekyll);
  addCoauthors(jekyll);

  const pages = mattersIn(jekyll, /^_pages\//);
  const projects = mattersIn(jekyll, /^_projects\//).map((matter) => {
    const slug = pageSlug(stemOfPath(matter.file).replace(/^\d+_/, "")) || "project";
    jekyll.links.addPage(
      addressOf(matter, (stem) => `/projects/${stem}/`),
      `/collections/${slug}/`,
    );
    return { matter, slug };
  });
  jekyll.links.addPage("/publications/", "/publications/");
  if (projects.length > 0) jekyll.links.addPage("/projects/", "/collections/");
  if (folder.paths.some((path) => /^_news\/.+\.md$/.test(path))) jekyll.links.addPage("/news/", "/news/");
  jekyll.links.addPage("/", "/");
  const courses = planCourses(/^_(?:teachings?|courses)\//, "teachings", jekyll, knownOfCourses, fieldsOfCourse);
  const hasCurriculum = addCurricula(
    pages.find(({ value }) => textOf(value.layout) === "cv"),
    jekyll,
  );
  const planned = pages.flatMap((matter) => {
    const { value, body, file } = matter;
    const address = addressOf(matter);
    const isFront = address === "/" || textOf(value.layout) === "about";
    if (isFront) return [];
    if (/\{%-?\s*bibliography\b(?!.*(?:-q|--query))/.test(body) && /publications|papers/.test(address)) {
      site.redirect(address, "/publications/");
      return [];
    }
    if (/\/(?:projects|news|404)(?:\.html|\/)?$/.test(address)) {
      if (/projects/.test(address) && projects.length > 0) site.redirect(address, "/collections/");
      return [];
    }
    if (/\/(?:teaching|courses)(?:\.html|\/)?$/.test(address) && courses.isTheirList(matter)) {
      site.redirect(address, "/courses/");
      return [];
    }
    const layout = textOf(value.layout);
    if (layout === "cv") {
      if (hasCurriculum) jekyll.links.addPage(address, "/cv/");
      else if (!addCv(matter, jekyll)) report.remark("a page of the layout cv: not taken over", file);
      if (hasCurriculum) site.redirect(address, "/cv/");
      return [];
    }
    if (/\/blog\/?$/.test(address) || /^(?:profiles|blog|archive-.*)$/.test(layout) || isYes(value.dropdown)) {
      const what = isYes(value.dropdown) ? "a menu of several pages" : `a page of the layout ${layout || "blog"}`;
      report.remark(`${what}: not taken over`, file);
      return [];
    }
    const order = textOf(value.nav_order);
    return [{ ...planPage(matter, jekyll, address), nav: isYes(value.nav), ...(order === "" ? {} : { order }) }];
  });

  const collectionsOf = new Map<string, string[]>();
  for (const { matter, slug } of projects) addProject(matter, slug, jekyll, collectionsOf);
  const bibliographies = folder.paths.filter((path) => /^_bibliography\/.*\.bib(?:tex)?$/i.test(path));
  const scholarUser = textOf(mapOf(socials?.value).scholar_userid) || textOf(config.value.scholar_userid);
  const entries = bibliographies.flatMap((file) => {
    const text = folder.text(file);
    return text === undefined
      ? []
      : importBibliography(file, text, site, folder, report, {
          foldersOf: {
            preview: ["assets/img/publication_preview", "assets/img"],
            html: ["assets/html", ""],
            "": ["assets/pdf", "assets", "", "assets/img"],
          },
          isAlFolio: true,
          ...(scholarUser === "" ? {} : { scholarUser }),
          collectionsOf,
        });
  });
  if (report.counts.has("pictures")) site.settings.appearance = { pictures: "everywhere" };
  addVenues(entries, jekyll);
  addFront(
    pages.find((matter) => addressOf(matter) === "/" || textOf(matter.value.layout) === "about"),
    jekyll,
  );
  for (const page of planned) addPage(page, jekyll);
  courses.add();
  for (const matter of mattersIn(jekyll, /^_news\//)) addNews(matter, jekyll);
  for (const path of folder.paths)
    if (/^_pages\/.*\.html?$/i.test(path)) report.remark("pages in HTML: left where they are", path);
  tellLeft(jekyll, {
    posts: /^_posts\/.+\.(?:md|markdown|html|ipynb)$/,
    books: /^_books\/.+\.md$/,
    "lists of repositories": /^_data\/repositories\.ya?ml$/,
  });
}

/** A course of al-folio's, whose term and year stand apart. */
function fieldsOfCourse({ value }: Matter) {
  const term = [value.term, value.year].map((one) => inLine(textOf(one))).filter(Boolean);
  return {
    terms: term.length === 0 ? [] : [term.join(" ")],
    people: textsOf(value.instructor ?? value.instructors).map(inLine),
    summary: inLine(textOf(value.description)),
  };
}

const knownOfCourses =
  /^(?:title|layout|description|instructors?|year|term|course_id|permalink|redirect_from|importance|category|img)$/;

/** The settings that older versions of al-folio had for the owner's pages elsewhere. */
const usernames = (config: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(config).filter(([name]) =>
      /_(?:username|userid|profile)$|^(?:orcid|inspirehep)_id$|^dblp_url$/.test(name),
    ),
  );

/** The owner: every pair of a given and a family name by which papers may name them. */
function addOwner({ config, site, report }: JekyllSite): void {
  const { value } = config;
  const scholar = mapOf(value.scholar);
  const families = textsOf(scholar.last_name);
  const givens = textsOf(scholar.first_name);
  const said = ["first_name", "middle_name", "last_name"]
    .map((part) => textOf(value[part]))
    .filter(Boolean)
    .join(" ");
  const name = said || [givens[0], families[0]].filter(Boolean).join(" ");
  if (name === "") return;
  const variants = families.flatMap((family) => givens.map((given) => `${given} ${family}`));
  site.addPerson({ name, variants: variants.filter((one) => one !== name), owner: true });
  report.count("people");
}

/** `_data/coauthors.yml`: by family name, lists of given names and an address. */
function addCoauthors({ folder, site, report }: JekyllSite): void {
  const data = dataAt(folder, report, ["_data/coauthors.yml", "_data/coauthors.yaml"]);
  for (const [family, people] of Object.entries(mapOf(data?.value)))
    for (const person of listOf(people).map(mapOf)) {
      const givens = textsOf(person.firstname);
      const homepage = textOf(person.url);
      if (givens.length === 0) continue;
      const cased = family.replace(/(?<![\p{L}\p{M}])\p{Ll}/gu, (letter) => letter.toUpperCase());
      const names = givens.map((given) => `${given} ${family === family.toLowerCase() ? cased : family}`);
      site.addPerson({
        name: names.toSorted((one, other) => other.length - one.length)[0]!,
        variants: names,
        ...(/^https?:\/\//.test(homepage) ? { homepage } : {}),
      });
      report.count("people");
    }
}

/** One venue for each badge (`abbr`): known by what its papers stand in, with the address that `_data/venues.yml` has for it. */
function addVenues(entries: readonly WrittenEntry[], { folder, site, report }: JekyllSite): void {
  const data = dataAt(folder, report, ["_data/venues.yml", "_data/venues.yaml"]);
  const known = mapOf(data?.value);
  const containers = new Map<string, Set<string>>();
  const taken = new Set<string>();
  for (const entry of entries) {
    const container = withoutYear(containerOf(entry));
    const short = withoutYear(entry.fields.get("abbr") ?? "");
    if (short === "" || container === "" || /arxiv/i.test(container)) continue;
    const folded = container.toLowerCase();
    if (taken.has(folded) && !containers.get(short)?.has(container)) continue;
    taken.add(folded);
    containers.set(short, (containers.get(short) ?? new Set()).add(container));
  }
  for (const [short, names] of containers) {
    const [name = short, ...patterns] = names;
    const url = textOf(mapOf(known[short]).url);
    if (Object.hasOwn(mapOf(known[short]), "color"))
      report.remark("the colour of a venue's badge: not taken over", data!.file, data!.lineOf(short, "color"));
    site.venues.push({ short, name, ...(/^https?:\/\//.test(url) ? { url } : {}), patterns });
    report.count("venues");
  }
}

const withoutYear = (text: string): string =>
  text
    .replace(/\b(?:19|20)\d{2}\b|['’]\d{2}\b/g, " ")
    .replace(/\s+/g, " ")
    .trim();

/** Some HTML of a setting as one line of Markdown. */
function lineOfHtml(html: string, { file }: Matter, jekyll: JekyllSite): string {
  const withBreaks = html.replace(/<\/p>\s*<p>|<br\s*\/?>/gi, ", ").replace(/<\/?p>/gi, " ");
  const prose = { text: withBreaks, file, line: 1, folder: "content", system: "jekyll" } as const;
  return inLine(convertProse(prose, jekyll.site, jekyll.links, jekyll.report).text);
}

/** `_pages/about.md`: the front page, with who it is about. */
function addFront(about: Matter | undefined, jekyll: JekyllSite): void {
  if (about === undefined) return;
  const { site, links, report, folder, config } = jekyll;
  const profile = mapOf(about.value.profile);
  const image = textOf(profile.image);
  const path = image === "" ? undefined : links.fileAt(image, "assets/img");
  const portrait = path === undefined ? undefined : site.copy(path, "content");
  if (image !== "" && portrait === undefined)
    report.remark("the portrait was not found", about.file, about.lineOf("profile", "image"));
  const owner = site.people.find(({ owner: isOwner }) => isOwner);
  const socials = dataAt(folder, report, ["_data/socials.yml", "_data/socials.yaml"]);
  const email = textOf(mapOf(socials?.value).email) || textOf(config.value.email);
  const { text } = convertBody(about, jekyll, "content");
  const fields = {
    name: owner?.name,
    affiliation: lineOfHtml(textOf(about.value.subtitle), about, jekyll),
    portrait,
    "portrait-alt": portrait === undefined ? "" : owner?.name,
    email: asEmail(email),
    location: [profile.address, profile.more_info]
      .map((html) => lineOfHtml(textOf(html), about, jekyll))
      .filter(Boolean)
      .join(", "),
  };
  if (site.add("content/index.md", markdownFile(fields, text))) report.count("pages");
}

/** `_news/*.md`: a line (`inline`), or an item with a title, which had a page of its own. */
function addNews(matter: Matter, jekyll: JekyllSite): void {
  const { site, report } = jekyll;
  const { value, file } = matter;
  const date = /^\d{4}(?:-\d{2}(?:-\d{2})?)?/.exec(textOf(value.date))?.[0] ?? /(\d{4}-\d{2}-\d{2})-/.exec(file)?.[1];
  if (date === undefined) {
    report.remark("news without a day, which can't be put into an order", file);
    return;
  }
  const isInline = isYes(value.inline);
  const slug = pageSlug(stemOfPath(file)) || "news";
  const { text } = convertBody(matter, jekyll, "content/news/files", "files/");
  const fields = { date, title: isInline ? "" : inLine(textOf(value.title)) };
  if (text === "" && fields.title === "") {
    report.remark("news without any words", file);
    return;
  }
  const name = `content/news/${/^\d{4}-\d{2}-\d{2}$/.test(date) ? `${date}-` : ""}${slug}.md`;
  if (!site.add(name, markdownFile(fields, text))) return;
  report.count("news");
  if (!isInline)
    site.redirect(
      addressOf(matter, (stem) => `/news/${stem}/`),
      "/news/",
    );
}

/** `_projects/*.md`: a topic with its picture, which the papers join that it cites or names. */
function addProject(matter: Matter, slug: string, jekyll: JekyllSite, collectionsOf: Map<string, string[]>): void {
  const { site, report, links } = jekyll;
  const { value, file } = matter;
  const image = textOf(value.img);
  const path = image === "" ? undefined : links.fileAt(image, "assets/img");
  const picture = path === undefined ? undefined : site.copy(path, "content/collections/files");
  if (image !== "" && picture === undefined)
    report.remark("a picture that a page names was not found", file, matter.lineOf("img"));
  if (textOf(value.category) !== "")
    report.remark("the category of a project: topics are in no groups", file, matter.lineOf("category"));
  const { text, cited } = convertBody(matter, jekyll, "content/collections/files", "files/");
  const related = textOf(value.related_publications);
  const named = /^(?:true|false)?$/i.test(related) ? [] : related.split(/[\s,]+/).filter(Boolean);
  for (const key of [...cited, ...named]) {
    const topics = collectionsOf.get(key.toLowerCase()) ?? [];
    collectionsOf.set(key.toLowerCase(), [...new Set([...topics, slug])]);
  }
  const summary = inLine(textOf(value.description));
  const body = [leadingPicture(picture, text), summary, text];
  const fields = {
    title: inLine(textOf(value.title)) || slug,
    order: textOf(value.importance),
    aliases: [addressOf(matter, (stem) => `/projects/${stem}/`), ...redirectsOf(matter)].filter(isPageAddress),
  };
  if (site.add(`content/collections/${slug}.md`, markdownFile(fields, body.filter(Boolean).join("\n\n"))))
    report.count("topics");
}

/** The CV out of the first of its forms that says anything, the one that its page names before the other; whether there is one. */
function addCurricula(page: Matter | undefined, jekyll: JekyllSite): boolean {
  const { folder, site, links, report } = jekyll;
  const ofRenderCv = ["_data/cv.yml", "_data/cv.yaml"];
  const ofJsonResume = ["assets/json/resume.json"];
  const isJson = /^json/i.test(textOf(page?.value.cv_format));
  const names = isJson ? [...ofJsonResume, ...ofRenderCv] : [...ofRenderCv, ...ofJsonResume];
  let isAdded = false;
  for (const name of names.filter((one) => folder.has(one))) {
    if (isAdded) {
      report.remark("another form of the CV: left where it is", name);
      continue;
    }
    const data = dataAt(folder, report, [name]);
    const toMarkdown = (text: string, line: number) =>
      convertProse({ text, file: name, line, folder: "content", system: "jekyll" }, site, links, report).text;
    const pdf = () => (page === undefined ? undefined : copyOfCv(page, "content", jekyll));
    isAdded = data !== undefined && addCurriculum(data, { site, report, toMarkdown, pdf });
  }
  return isAdded;
}

/** The PDF that the page of a CV names, in a folder of content. */
function copyOfCv({ value }: Matter, folder: string, { site, links }: JekyllSite): string | undefined {
  const named = textOf(value.cv_pdf);
  const path = named === "" ? undefined : links.fileAt(named, "assets/pdf");
  return path === undefined ? undefined : site.copy(path, folder);
}

/** A page of the layout `cv` without data, of which only its PDF can be taken over; whether there is one. */
function addCv(matter: Matter, jekyll: JekyllSite): boolean {
  const { site, report } = jekyll;
  const name = copyOfCv(matter, "content/pages/files", jekyll);
  if (name === undefined) return false;
  const title = inLine(textOf(matter.value.title)) || "CV";
  const fields = { title, nav: isYes(matter.value.nav) ? "true" : "", order: textOf(matter.value.nav_order) };
  if (site.add("content/pages/cv.md", markdownFile(fields, `[${title} (PDF)](files/${encodeURIComponent(name)})`)))
    report.count("pages");
  return true;
}
