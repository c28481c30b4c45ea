import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { nearestName } from "../../diagnostic/nearest-name.ts";
import { lostThing, somePaper } from "../../diagnostic/sort-diagnostics.ts";
import { activityKinds } from "../../record/activities.ts";
import { type ContentFile, workFolderOf, workFolders } from "../../record/content-files.ts";
import { contentKind, isAboutFolder, stemOf, unread } from "./list-content.ts";

/** What the folders and the files of `content/` are called elsewhere, by what they are called here. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  publications: ["publication", "papers", "paper", "pubs", "articles", "bibliography", "bib", "bibs", "works", "posts"],
  talks: ["talk", "presentations", "presentation", "lectures"],
  posters: ["poster"],
  datasets: ["dataset", "data"],
  patents: ["patent"],
  projects: ["project"],
  grants: ["grant", "fundings"],
  courses: ["course", "teaching"],
  theses: ["thesis", "students"],
  awards: ["award", "prizes", "honors", "honours"],
  collections: ["collection", "topics", "topic", "themes", "tags"],
  styles: ["style", "csl"],
  forms: ["form", "lists"],
  messages: ["message", "translations", "i18n", "locales"],
  site: ["config", "_config", "settings", "hugo", "offprint"],
  people: ["person", "persons", "authors", "author", "members", "team"],
  venues: ["venue", "journals", "conferences"],
  cv: ["resume", "vita", "curriculum"],
};
const folderNames = [
  ...Object.keys(workFolders),
  "collections",
  "styles",
  "forms",
  "people",
  "messages",
  ...activityKinds,
];
const fileNames = ["site", "people", "venues", "cv", ...activityKinds];

/** Endings of files that other programs keep papers or lists of papers in. */
const otherForms =
  /\.(?:docx?|odt|rtf|tex|ris|nbib|enw|json|xml|html?|mdx|qmd|rmd|ipynb|org|rst|adoc|typ|bibtx|biblatex|mkdn?|mdown|mdwn|yaml|yml|csl)$/i;

/** Names of files to which a program has added an ending of its own. */
const doubleEnding = /\.(?:md|markdown|bib|bibtex|ya?ml|csl)\.(?:txt|text|html?|docx?)$/i;

/**
 * Says which files of content are not read though their names tell that they were meant to be, and the names that they
 * should have. `isUsed` knows those that are read and those that a text or a paper names.
 */
export function tellUnread(files: readonly ContentFile[], isUsed: (path: string) => boolean): readonly Diagnostic[] {
  const hasPapers = files.some(({ path }) => workFolderOf(path) !== undefined);
  const diagnostics = new Map<string, Diagnostic>();
  for (const { path } of files) {
    if (isUsed(path) || isAboutFolder(path)) continue;
    const [, folder, ...below] = path.split("/");
    const isInFolder = below.length > 0;
    const [file, message, hint] =
      isInFolder && !folderNames.includes(folder!)
        ? ofFolder(folder!, path)
        : isInFolder
          ? inFolder(folder!, path)
          : besideFolders(path);
    if (message === undefined || diagnostics.has(file)) continue;
    // Where papers lie in a folder of another name and nowhere else, the site would be empty.
    const isFatal = file !== path && !hasPapers && hint?.includes("content/publications");
    const costs = [
      lostThing("file", path),
      contentKind(path) === "markdown" ? lostThing("paper", stemOf(path)) : somePaper,
    ];
    const told = diagnostic({ ...unread, message, ...(hint ? { hint } : {}), costs, file });
    diagnostics.set(file, isFatal ? { ...told, severity: "error" } : told);
  }
  return [...diagnostics.values()];
}

/**
 * The diagnostics of a site of which no paper was read. What only warns where papers are left is an error where it may be
 * why there are none, so that no site loses all of them.
 */
export function forbidEmptySite(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.map((one) =>
    one.code === "input/link" || one.code === "input/unreadable" ? { ...one, severity: "error" } : one,
  );
}

type Told = readonly [file: string, message?: string, hint?: string | undefined];

/** What is said of a file in a folder that is none of content's. */
function ofFolder(folder: string, path: string): Told {
  const file = `content/${folder}`;
  if (contentKind(path) === undefined) return [file];
  const meant = meantBy(folder, folderNames);
  return [
    file,
    `The folder content/${folder}/ is not read; the folders that are read are ${listed(folderNames)}.`,
    meant
      ? `name it content/${meant}.`
      : `move the papers in it to content/publications, and topics to content/collections.`,
  ];
}

/** What is said of a file in one of content's folders. */
function inFolder(folder: string, path: string): Told {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (doubleEnding.test(name)) return [path, notReadFor(name), `name it ${name.replace(/\.[^.]*$/, "")}.`];
  const kind = contentKind(path);
  const home = {
    markdown: "publications",
    bibtex: "publications",
    citation: "software",
    style: "styles",
    yaml: undefined,
  }[kind ?? "yaml"];
  if (kind !== undefined && home !== undefined && home !== folder)
    return [path, `The file is not read: content/${folder}/ holds no such files.`, `move it to content/${home}/.`];
  if (folder === "publications" && otherForms.test(name)) {
    const near = /\.(?:mkdn?|mdown|mdwn|mdx|qmd|rmd)$/i.test(name)
      ? ".md"
      : /\.(?:bib)/i.test(name)
        ? ".bib"
        : undefined;
    return [
      path,
      `${notReadFor(name)} Papers are read from .md and .bib files.`,
      near
        ? `name it ${stemOf(path)}${near}.`
        : "export it as BibTeX (.bib) or write a .md file; to publish it as a file, name it in a paper, as in data: " +
          `${name}.`,
    ];
  }
  if (folder === "collections" && /\.(?:txt|mkdn?|mdown|mdx|ya?ml|html?|docx?)$/i.test(name))
    return [path, `${notReadFor(name)} A collection is a .md file.`, `name it ${stemOf(path)}.md.`];
  if (folder === "styles" && /\.(?:xml|txt)$/i.test(name))
    return [path, `${notReadFor(name)} A citation style is a .csl file.`, `name it ${stemOf(path)}.csl.`];
  return [path];
}

/** What is said of a file in `content/` itself. */
function besideFolders(path: string): Told {
  const name = path.slice("content/".length);
  if (doubleEnding.test(name)) return [path, notReadFor(name), `name it ${name.replace(/\.[^.]*$/, "")}.`];
  const kind = contentKind(path);
  const stem = stemOf(path);
  if (kind === "yaml") {
    const meant = meantBy(stem.replace(/\..*$/, ""), fileNames);
    const known = listed(fileNames.map((one) => `${one}.yaml`));
    return [
      path,
      `The file is not read; the files that are read here are ${known}.`,
      meant && `name it ${meant}.yaml.`,
    ];
  }
  if (kind === "markdown" && stem.toLowerCase().replace(/\..*$/, "") === "index")
    return [
      path,
      "The file is not read: the text of the front page is in index.md, in small letters.",
      "name it index.md.",
    ];
  if (kind === "markdown" || kind === "bibtex")
    return [
      path,
      "The file is not read, since it lies beside the folders of papers and topics and not in one of them.",
      `move it to content/publications/${name}${kind === "markdown" ? `, or to content/collections/${name} if it is a topic` : ""}.`,
    ];
  if (kind === "style")
    return [path, "The file is not read: styles lie in a folder.", `move it to content/styles/${name}.`];
  return [path];
}

function notReadFor(name: string): string {
  return `The file is not read for its ending ${/(?:\.\w{1,8}){1,2}$/.exec(name)?.[0] ?? ""}.`;
}

function meantBy(name: string, known: readonly string[]): string | undefined {
  const folded = name.toLowerCase();
  return known.find((one) => one === folded || otherNames[one]?.includes(folded)) ?? nearestName(folded, known);
}

function listed(names: readonly string[]): string {
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
