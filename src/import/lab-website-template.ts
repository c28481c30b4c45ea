import { findDoi } from "../record/identifiers/identifier-syntax.ts";
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
  planPage,
  tellLeft,
} from "./jekyll.ts";
import { addMember, membersFolder } from "./members.ts";
import { linkFields, markdownFile, type NewSite } from "./new-site.ts";
import { foldOldAddress } from "./old-links.ts";
import { addProfiles } from "./profiles.ts";
import { attributesOf } from "./prose.ts";
import { type Data, hasMatter, isYes, listOf, type Matter, mapOf, textOf, textsOf } from "./read-matter.ts";
import { cleanTitle, escapeMarkdown, familyOf, inLine, keyOf, pageSlug, withoutInventedDay } from "./text/old-text.ts";

/** lab-website-template: papers that a program has gathered in `_data/citations.yaml`, members, projects, and pages. */
export function importLabWebsite(folder: SourceFolder, site: NewSite, report: ImportReport): void {
  const jekyll = openJekyll(folder, site, report);
  const { config, links } = jekyll;
  const socials = mapOf(config.value.links);
  addProfiles(socials, site, report, config.file, (name) => config.lineOf("links", name));

  const members = mattersIn(jekyll, /^_members\//);
  const pages = mattersIn(jekyll, /^(?:[^_]|_pages\/)/).filter(({ file }) => hasMatter(folder.text(file) ?? ""));
  const address = (matter: Matter) => addressOf(matter);
  const isFront = (matter: Matter) => foldOldAddress(address(matter)) === "";
  links.addPage("/", "/");
  const planned = pages.flatMap((matter) => {
    const folded = foldOldAddress(address(matter));
    if (isFront(matter) || /^(?:404|search|blog)$/.test(folded)) return [];
    if (folded === "projects") {
      links.addPage("/projects/", "/collections/");
      site.redirect("/projects/", "/collections/");
      return [];
    }
    const nav = mapOf(matter.value.nav);
    return [
      {
        ...planPage(matter, jekyll),
        ...(matter.value.nav === undefined ? {} : { nav: true, order: textOf(nav.order) }),
      },
    ];
  });
  const team = planned.find((page) => foldOldAddress(page.address) === "team");
  addProjects(jekyll);
  const selected = pages.flatMap((matter) => citedAlone(matter.body));
  addPapers(jekyll, selected);
  addMembers(members, jekyll);
  for (const page of planned) addPage(withoutLists(page), jekyll, page === team ? teamLink : listOn(page.matter.body));
  const front = pages.find(isFront);
  if (front !== undefined) {
    const { text } = convertBody(withoutLists({ matter: front }).matter, jekyll, "content");
    if (text !== "" && site.add("content/index.md", markdownFile({}, text))) report.count("pages");
  }
  tellLeft(jekyll, { posts: /^_posts\/.+\.(?:md|markdown)$/, "pages in HTML": /^(?!_)(?!404).*\.html$/ });
}

/** The papers that a page shows one by one, by the words with which it looks for them. */
function citedAlone(body: string): readonly string[] {
  return [...body.matchAll(/\{%-?\s*include\s+citation\.html\s([^%]{0,500})%\}/g)].flatMap(([, words = ""]) => {
    const lookup = attributesOf(words).get("lookup");
    return lookup === undefined ? [] : [lookup.toLowerCase()];
  });
}

/** What leads from the page of the team to its members. */
const teamLink = "[People](/people/)";

/** What a list of the template's shows of papers and members stands elsewhere now. */
function withoutLists<Page extends { readonly matter: Matter }>(page: Page): Page {
  const body = page.matter.body
    .replace(/\{%-?\s*include\s+(?:citation|search-box|search-info)\.html[^%]{0,500}%\}/g, "")
    .replace(
      /\{%-?\s*include\s+list\.html\s(?=[^%]{0,500}data=["']?(?:citations|members|projects))[^%]{0,1000}%\}/g,
      "",
    );
  return { ...page, matter: { ...page.matter, body } };
}

function listOn(body: string): string {
  return /\{%-?\s*include\s+list\.html\s[^%]{0,500}data=["']?citations/.test(body)
    ? '[Publications](/publications/ "list")'
    : "";
}

/** Who is not the author of a paper but the place where it is kept. */
const servers =
  /^(?:openrxiv|biorxiv|medrxiv|arxiv|chemrxiv|psyarxiv|research square|ssrn|preprints?\.org|cold spring harbor laboratory)\b/i;

function addPapers(jekyll: JekyllSite, selected: readonly string[]): void {
  const { folder, report } = jekyll;
  const data = dataAt(folder, report, ["_data/citations.yaml", "_data/citations.yml"]);
  const sources = dataAt(folder, report, ["_data/sources.yaml", "_data/sources.yml"]);
  const wanted = new Map(listOf(sources?.value).map((one) => [textOf(mapOf(one).id).toLowerCase(), mapOf(one)]));
  const found = new Set<string>();
  if (data !== undefined && !Array.isArray(data.value) && textOf(data.value) !== "")
    report.lose("a list of papers that is none", data.file, 1);
  for (const [index, item] of listOf(data?.value).entries()) {
    const generated = mapOf(item);
    const id = textOf(generated.id);
    const source = id === "" ? {} : (wanted.get(id.toLowerCase()) ?? {});
    found.add(id.toLowerCase());
    if (isYes(source.remove) || isYes(generated.remove)) {
      report.remark("a paper that the old site leaves out (remove: true)", data!.file, data!.lineOf(index));
      continue;
    }
    addPaper({ ...source, ...generated }, index, data!, jekyll, selected);
  }
  for (const [index, item] of listOf(sources?.value).entries()) {
    const id = textOf(mapOf(item).id).toLowerCase();
    if (id === "" || found.has(id) || isYes(mapOf(item).remove)) continue;
    if (textOf(mapOf(item).title) !== "") addPaper(mapOf(item), index, sources!, jekyll, selected);
    else
      report.lose(
        "a paper of which only the identifier is written (offprint add looks it up)",
        sources!.file,
        sources!.lineOf(index),
      );
  }
}

function addPaper(
  value: Readonly<Record<string, unknown>>,
  index: number,
  data: Data,
  jekyll: JekyllSite,
  selected: readonly string[],
): void {
  const { site, report, links } = jekyll;
  const line = data.lineOf(index);
  const title = cleanTitle(textOf(value.title), "", (what) => report.remark(what, data.file, line));
  if (title === "") {
    report.lose("a paper without a title", data.file, line);
    return;
  }
  const authors = textsOf(value.authors).map((name) => inLine(name.replaceAll("\\*", "*")));
  const date = withoutInventedDay(textOf(value.date));
  const key = site.freeKey(keyOf(familyOf(authors[0] ?? ""), date.slice(0, 4), title));
  if (site.isPresent(key, data.file, line)) return;
  const target = `content/publications/${key}`;
  const [, scheme = "", id = ""] = /^(doi|pmid|pmcid|pmc|arxiv|isbn|url):(.+)$/i.exec(textOf(value.id)) ?? [];
  const ids: Record<string, string> = {};
  if (scheme !== "") ids[scheme.toLowerCase() === "pmc" ? "pmcid" : scheme.toLowerCase()] = id.trim();
  const link = textOf(value.link);
  const isShortDoi = /^https?:\/\/(?:dx\.)?doi\.org\//i.test(link);
  const doi = ids.doi ?? (isShortDoi ? findDoi(link) : undefined);
  const linksOf: Record<string, string> = {};
  const addLink = (label: string, href: string) => {
    const target_ = links.target(href, "");
    const free = label in linksOf ? `${label} 2` : label;
    if (target_.kind === "elsewhere") linksOf[free] = target_.href;
    else if (target_.kind === "file") {
      const name = site.copy(target_.path, target);
      if (name !== undefined) linksOf[free] = name;
    } else report.remark("a link of a paper leads to what was not taken over", data.file, line);
  };
  for (const button of listOf(value.buttons).map(mapOf)) {
    const href = textOf(button.link);
    const type = textOf(button.type);
    if (href !== "")
      addLink(
        textOf(button.text) ||
          ({ source: "code", manuscript: "Manuscript", preprint: "Preprint" }[type] ?? type) ||
          "Link",
        href,
      );
  }
  if (textOf(value.repo) !== "" && /^[\w.-]+\/[\w.-]+$/.test(textOf(value.repo)))
    addLink("code", `https://github.com/${textOf(value.repo)}`);
  const image = textOf(value.image);
  const isRemote = /^(?:https?:)?\/\//i.test(image);
  const picture = image === "" || isRemote ? undefined : links.fileAt(image, "");
  const teaser = picture === undefined ? undefined : site.copy(picture, target);
  if (isRemote)
    report.remark(
      "a picture elsewhere: no page loads anything from another site",
      data.file,
      data.lineOf(index, "image"),
    );
  else if (image !== "" && teaser === undefined)
    report.remark("a picture of a paper was not found", data.file, data.lineOf(index, "image"));
  if (authors.length === 0) report.withoutAuthors.add(key);
  const written = inLine(textOf(value.publisher));
  const isPreprint = servers.test(written);
  // A publisher of several servers says nothing of where the preprint is.
  const publisher = /^(?:openrxiv|cold spring harbor)/i.test(written) ? "" : written;
  const type = isPreprint
    ? "preprint"
    : textOf(value.type) === "book"
      ? "book"
      : scheme.toLowerCase() === "doi" && publisher !== ""
        ? "article-journal"
        : "";
  const summary = inLine(textOf(value.description));
  const fields = {
    title,
    authors,
    date,
    type: isConference(publisher) ? "paper-conference" : type,
    venue: publisher === "" ? "" : escapeMarkdown(publisher),
    ...ids,
    doi,
    url: ids.url ?? (doi === undefined && Object.keys(ids).length === 0 && /^https?:/i.test(link) ? link : ""),
    ...linkFields(linksOf),
    teaser,
    keywords: textsOf(value.tags),
    summary,
    selected: selected.some(
      (one) =>
        one === textOf(value.id).toLowerCase() || (one.length > 5 && textOf(value.title).toLowerCase().includes(one)),
    )
      ? "true"
      : "",
  };
  site.addPaper({ key, fields, body: "", file: data.file, line });
}

const isConference = (name: string): boolean => /\b(?:proceedings|conference|symposium|workshop)\b/i.test(name);

/** `_members/*.md`: the people of the group. */
function addMembers(members: readonly Matter[], jekyll: JekyllSite): void {
  const { folder, site, report, links } = jekyll;
  const roles = mapOf(dataAt(folder, report, ["_data/types.yaml", "_data/types.yml"])?.value);
  for (const matter of members) {
    const { value, file } = matter;
    const name = inLine(textOf(value.name));
    if (name === "") {
      report.remark("a member without a name", file);
      continue;
    }
    const { orcid: iD, email, "home-page": own, website, ...social } = mapOf(value.links);
    const orcid = /\d{4}-\d{4}-\d{4}-\d{3}[\dX]/.exec(textOf(iD))?.[0];
    const homepage = textOf(own) || textOf(website);
    const image = textOf(value.image);
    const path = image === "" ? undefined : links.fileAt(image, "");
    const portrait = path === undefined ? undefined : site.copy(path, membersFolder);
    if (image !== "" && portrait === undefined)
      report.remark("a picture of a member was not found", file, matter.lineOf("image"));
    const role = textOf(value.role);
    const described = [
      inLine(textOf(mapOf(roles[role]).description)) || capitalized(role.replaceAll("-", " ")),
      inLine(textOf(value.description)),
    ];
    const stem = file.replace(/^.*\/|\.[^.]*$/g, "");
    const address = addMember(
      name,
      stem,
      {
        variants: textsOf(value.aliases),
        ...(orcid === undefined ? {} : { orcid }),
        ...(/^https?:/.test(homepage) ? { homepage } : {}),
      },
      {
        group: textOf(value.group),
        role: described.filter(Boolean).join(", "),
        affiliation: [inLine(textOf(value.affiliation))].filter(Boolean),
        portrait,
        email: textOf(email),
        elsewhere: Object.entries(social).map(([service, one]) => [service, textOf(one)]),
        text: convertBody(matter, jekyll, membersFolder).text,
      },
      site,
      report,
    );
    site.redirect(`/members/${pageSlug(stem)}`, address ?? "/people/");
  }
}

const capitalized = (words: string): string => words.slice(0, 1).toUpperCase() + words.slice(1);

/** `_data/projects.yaml`: a topic each. */
function addProjects(jekyll: JekyllSite): void {
  const { folder, site, report, links } = jekyll;
  const data = dataAt(folder, report, ["_data/projects.yaml", "_data/projects.yml"]);
  for (const [index, item] of listOf(data?.value).map(mapOf).entries()) {
    const title = inLine(textOf(item.title));
    const slug = pageSlug(title);
    if (slug === "") continue;
    const image = textOf(item.image);
    const path = image === "" ? undefined : links.fileAt(image, "");
    const picture = path === undefined ? undefined : site.copy(path, "content/collections/files");
    if (image !== "" && picture === undefined)
      report.remark("a picture of a project was not found", data!.file, data!.lineOf(index));
    const href = textOf(item.link) || (textOf(item.repo) === "" ? "" : `https://github.com/${textOf(item.repo)}`);
    const body = [
      picture === undefined ? "" : `![](files/${encodeURIComponent(picture)})`,
      inLine(textOf(item.subtitle)),
      textOf(item.description),
      /^https?:/.test(href) ? `[${title}](${href})` : "",
    ];
    const tags = textsOf(item.tags);
    const fields = { title, order: String(index + 1), ...(tags.length === 0 ? {} : { match: { keywords: tags } }) };
    if (site.add(`content/collections/${slug}.md`, markdownFile(fields, body.filter(Boolean).join("\n\n"))))
      report.count("topics");
  }
}
