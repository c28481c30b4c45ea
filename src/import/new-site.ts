import { stringify } from "yaml";
import { bounds, moreThan } from "../diagnostic/bounds.ts";
import { isPublishable } from "../input/files/list-content.ts";
import { foldSpelling } from "../memory/fold.ts";
import { webAddressProblem } from "../record/identifiers/web-addresses.ts";
import type { SourceFolder } from "./files/source-folder.ts";
import type { ImportReport } from "./import-report.ts";
import { isPageAddress } from "./old-links.ts";

/** An item of `people.yaml`. */
export interface ImportedPerson {
  readonly id?: string;
  readonly name: string;
  readonly variants?: readonly string[];
  readonly orcid?: string;
  readonly homepage?: string;
  readonly aliases?: readonly string[];
  readonly owner?: boolean;
}

/** An item of `venues.yaml`. */
export interface ImportedVenue {
  readonly short: string;
  readonly name: string;
  readonly url?: string;
  readonly patterns?: readonly string[];
}

/** A paper as a Markdown file. */
export interface ImportedPaper {
  readonly key: string;
  /** The folder of content in which it lies; `publications` where nothing is said. */
  readonly folder?: "publications" | "talks";
  /** In the order in which they are written; what is empty is left out. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly body: string;
  /** Where it came from. */
  readonly file: string;
  readonly line?: number;
}

/** What a site holds already, by which an import keeps clear of it. */
export interface PresentContent {
  /** The keys of its papers, folded by `foldKey`. */
  readonly keys: ReadonlySet<string>;
  /** The paths of its files, from `content/` on, in small letters. */
  readonly paths: ReadonlySet<string>;
}

/** Where pictures and files lie that texts of courses name. */
export const courseFiles = { folder: "content/courses/files", prefix: "files/" };

/** Where a course is to be found: at a page of its own where it has a text, else in the list of all. */
export const courseAddress = (id: string, text: string): string =>
  text.trim() === "" ? "/courses/" : `/courses/${id}/`;

/** Keys as they are compared: many disks do not tell capitals apart. */
export const foldKey = (key: string): string => key.normalize("NFC").toLowerCase();

/** The files of a site that an import is to write. Nothing is written here; each name is given once. */
export class NewSite {
  /** The texts of files by their paths. */
  readonly texts = new Map<string, string>();
  /** Where files that are copied lie, by the paths that they get. */
  readonly copies = new Map<string, string>();
  /** What `site.yaml` says, but for redirects and profiles. */
  readonly settings: Record<string, unknown> = {};
  readonly profiles = new Map<string, string>();
  /** Former addresses, with where each leads now. */
  readonly redirects = new Map<string, string>();
  readonly people: ImportedPerson[] = [];
  readonly venues: ImportedVenue[] = [];

  private readonly keys = new Set<string>();
  /** The paths that are given, folded, and the folders of files that are copied. */
  private readonly taken = new Set<string>();
  private readonly folders = new Set<string>();
  private readonly copied = new Map<string, string>();
  private readonly kinds = new Map<string, string>();
  private isRefused = false;
  private readonly source: SourceFolder;
  private readonly report: ImportReport;
  private readonly present: PresentContent;

  constructor(source: SourceFolder, report: ImportReport, present: PresentContent) {
    this.source = source;
    this.report = report;
    this.present = present;
  }

  /** Whether nobody has a file of this path, capitals apart. */
  isFree(path: string): boolean {
    const folded = foldKey(path);
    return !this.present.paths.has(folded) && !this.taken.has(folded);
  }

  /** Adds a file; one that the site has already stays as it is, which is told. */
  add(path: string, text: string): boolean {
    if (this.present.paths.has(foldKey(path))) {
      this.report.remark("a file is there already and stays as it is, so what would stand in it is left out", path);
      this.isRefused = true;
      return false;
    }
    this.texts.set(path, text);
    this.taken.add(foldKey(path));
    return true;
  }

  /** A key for a paper that none of the import has yet, which is then given: "kern2020", else "kern2020-2". */
  freeKey(wanted: string): string {
    const bare = wanted.normalize("NFC");
    let key = bare;
    for (let more = 2; this.keys.has(foldKey(key)); more++) key = `${bare}-${more}`;
    this.keys.add(foldKey(key));
    return key;
  }

  /** Whether the site has a paper of this key already; told, since the paper that was to be imported is left out. */
  isPresent(key: string, file: string, line?: number): boolean {
    const isThere = this.present.keys.has(foldKey(key));
    if (isThere)
      this.report.remark("a paper's key is there already, so the paper of the site stays as it is", file, line);
    return isThere;
  }

  /** Takes note of a paper that stands in a file of its own making, as a `.bib` file does; its key is from `freeKey`. */
  found(key: string, file: string, line?: number): void {
    this.report.found(key, file, line);
  }

  /** Adds a paper as the Markdown file of a folder of its own, where it has files, or as one file. */
  addPaper(
    { key, folder = "publications", fields, body, file, line }: ImportedPaper,
    isFolder = this.folders.has(`content/${folder}/${key}`),
  ): void {
    const path = isFolder ? `content/${folder}/${key}/index.md` : `content/${folder}/${key}.md`;
    this.found(key, file, line);
    this.add(path, markdownFile(fields, body));
  }

  /** Adds a course, to which its former addresses lead. */
  addCourse(id: string, fields: Readonly<Record<string, unknown>>, text: string, former: readonly string[]): void {
    if (!this.add(`content/courses/${id}.md`, markdownFile(fields, text))) return;
    this.report.count("courses");
    for (const address of former.filter(isPageAddress)) this.redirect(address, courseAddress(id, text));
  }

  /**
   * Has a file of the old site copied into a folder of content; its name there. The same file is there once. Undefined, and told,
   * where it can't be published.
   */
  copy(from: string, folder: string, kind = kindOf(from)): string | undefined {
    const known = this.copied.get(`${folder}\n${from}`);
    if (known !== undefined) return known;
    if (!isPublishable(from)) {
      this.report.remark("a file is of a kind that is not published, so it is left out", from);
      return undefined;
    }
    if (this.source.bytes(from) > bounds.publishedBytes.most) {
      this.report.remark(`a file has ${moreThan("publishedBytes")}, so it is left out`, from);
      return undefined;
    }
    const [, stem = "", ending = ""] = /^(.*?)(\.[^.]*)?$/.exec(from.slice(from.lastIndexOf("/") + 1))!;
    const safe =
      stem
        .replace(/[^\p{L}\p{N}._ -]+/gu, "-")
        .replace(/^[.\s~]+|(?<!\s)\s+$/g, "")
        .slice(0, 100) || "file";
    let name = `${safe}${ending}`;
    for (let more = 2; !this.isFree(`${folder}/${name}`); more++) name = `${safe}-${more}${ending}`;
    this.copies.set(`${folder}/${name}`, this.source.onDisk(from));
    this.taken.add(foldKey(`${folder}/${name}`));
    this.folders.add(folder);
    this.copied.set(`${folder}\n${from}`, name);
    this.kinds.set(`${folder}/${name}`, kind);
    this.report.count(kind);
    return name;
  }

  /** Adds one of the owner's pages elsewhere, where its address is one. */
  addProfile(label: string, href: string): boolean {
    if (webAddressProblem(label, href, true) !== undefined) return false;
    if (![...this.profiles.values()].includes(href)) this.profiles.set(label, href);
    return true;
  }

  /** Adds a person, or what more is known of one who is there by this name. */
  addPerson(person: ImportedPerson): void {
    const at = this.people.findIndex(({ name }) => foldSpelling(name) === foldSpelling(person.name));
    const known = this.people[at];
    const merged = { ...known, ...person };
    const all = (field: "variants" | "aliases") => [...new Set([...(known?.[field] ?? []), ...(person[field] ?? [])])];
    const whole = {
      ...merged,
      variants: all("variants").filter((one) => one !== merged.name),
      aliases: all("aliases"),
    };
    if (known) this.people[at] = whole;
    else this.people.push(whole);
  }

  /** Lets a former address lead to a page, or to a paper by its key. */
  redirect(from: string, to: string): void {
    const address = `/${from.replace(/^\/+/, "")}`;
    if (address !== "/" && address.replace(/\/$/, "") !== to.replace(/\/$/, "")) this.redirects.set(address, to);
  }

  /** Adds the files that hold what was gathered of the whole site. */
  finish(): void {
    const { title, description, url, language, ...others } = this.settings;
    const site = {
      title,
      description,
      url,
      language,
      profiles: Object.fromEntries(this.profiles),
      ...others,
      redirects: Object.fromEntries(this.redirects),
    };
    const owners = this.people.filter(({ owner }) => owner);
    const people = [...owners, ...this.people.filter(({ owner }) => !owner)];
    const lists: readonly (readonly [string, object])[] = [
      ["site", site],
      ["people", people],
      ["venues", this.venues],
    ];
    for (const [name, value] of lists) {
      const said = withoutEmpty(value);
      if (said !== undefined) this.add(`content/${name}.yaml`, yamlText(said));
    }
    if (this.isRefused) this.dropUnnamed();
  }

  /** Takes the copies back that only such files name as are there already. */
  private dropUnnamed(): void {
    const folderOf = (path: string) => path.slice(0, path.lastIndexOf("/"));
    const textsIn = new Map<string, string>();
    for (const [path, text] of this.texts) textsIn.set(folderOf(path), (textsIn.get(folderOf(path)) ?? "") + text);
    for (const path of this.copies.keys()) {
      const name = path.slice(path.lastIndexOf("/") + 1);
      const near = [folderOf(path), folderOf(folderOf(path))].map((folder) => textsIn.get(folder) ?? "");
      if (near.some((text) => text.includes(name) || text.includes(encodeURIComponent(name)))) continue;
      this.copies.delete(path);
      this.report.count(this.kinds.get(path)!, -1);
    }
  }
}

const kindOf = (path: string): string => {
  if (/\.(?:png|jpe?g|gif|webp|svg|avif|tiff?)$/i.test(path)) return "pictures";
  return /\.pdf$/i.test(path) ? "PDFs" : "other files";
};

const yamlText = (value: unknown): string => stringify(value, { lineWidth: 0, singleQuote: true });

/** A file of data without what says nothing; undefined where it would say nothing at all. */
export function dataFile(value: Readonly<Record<string, unknown>>): string | undefined {
  const said = withoutEmpty(value);
  return said === undefined ? undefined : yamlText(said);
}

/** A Markdown file with front matter. */
export function markdownFile(fields: Readonly<Record<string, unknown>>, body: string): string {
  const said = withoutEmpty(fields);
  const text = body.replace(/\n{3,}/g, "\n\n").trim();
  return `${said === undefined ? "" : `---\n${yamlText(said)}---\n`}${text === "" ? "" : `${text}\n`}`;
}

/** A value without what says nothing: empty texts, lists and maps. */
function withoutEmpty(value: unknown): unknown {
  if (value === undefined || value === "" || value === false) return undefined;
  if (Array.isArray(value)) {
    const items = value.map(withoutEmpty).filter((one) => one !== undefined);
    return items.length === 0 ? undefined : items;
  }
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).flatMap(([name, one]) => {
    const said = withoutEmpty(one);
    return said === undefined ? [] : [[name, said] as const];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** Links by their labels: those that are fields of their own, and the others. */
export function linkFields(links: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> {
  const own = /^(?:pdf|code|data|slides|poster|video|blog|demo|website)$/;
  const entries = Object.entries(links);
  return {
    ...Object.fromEntries(entries.filter(([label]) => own.test(label))),
    links: Object.fromEntries(entries.filter(([label]) => !own.test(label))),
  };
}

/** A picture of a page's own `files/` above its text, unless the text shows it; "" where there is none. */
export function leadingPicture(name: string | undefined, text: string): string {
  const address = name === undefined ? "" : `files/${encodeURIComponent(name)}`;
  return address === "" || text.includes(`](${address})`) ? "" : `![](${address})`;
}
