// The steps from content to catalogue, in order. Reading is at this end, writing at the other; between them values.
import { moreThan } from "./diagnostic/bounds.ts";
import { type Diagnostic, diagnostic, type Result, takeInto } from "./diagnostic/diagnostic.ts";
import { nearestName } from "./diagnostic/nearest-name.ts";
import { sortDiagnostics } from "./diagnostic/sort-diagnostics.ts";
import { createCitationFormatter } from "./export/citation.ts";
import { createCutFinder } from "./export/cut-references.ts";
import { parseBibtex } from "./input/bibtex/parse-bibtex.ts";
import { type ContentKind, chooseSources, contentKind, listContent } from "./input/files/list-content.ts";
import { openSiteFiles, readPictures } from "./input/files/open-files.ts";
import { readFiles } from "./input/files/read-files.ts";
import type { SourceFile } from "./input/files/source-file.ts";
import { forbidEmptySite, tellUnread } from "./input/files/unread-files.ts";
import { citationFileEntry } from "./input/front-matter/citation-file.ts";
import { markdownEntry, parseMarkdown } from "./input/front-matter/markdown-entry.ts";
import { type InheritedEntry, inheritedEntry, inheritFields } from "./input/publication/inherit.ts";
import { contradictions, mergeEntries } from "./input/publication/merge-entries.ts";
import { isWork, normalizeOrTake } from "./input/publication/normalize-entry.ts";
import {
  filesByFolder,
  joinFolders,
  paperFolders,
  underKey,
  withFolderFiles,
} from "./input/publication/paper-folder.ts";
import { parsePeople } from "./input/site/people.ts";
import { readActivities } from "./input/site/read-activities.ts";
import { parseCurriculum } from "./input/site/read-curriculum.ts";
import { parseForm, withBuiltInForms } from "./input/site/read-forms.ts";
import { readFrontPages } from "./input/site/read-front-page.ts";
import { readHead } from "./input/site/read-head.ts";
import { readMetrics } from "./input/site/read-metrics.ts";
import { languageOfFile, parseSite, parseVenues } from "./input/site/site-content.ts";
import { readNews, readPages, tellOtherLanguages, withTranslations } from "./input/site/site-pages.ts";
import { parseCollection, readCollection, readText, readTitle } from "./input/site/site-prose.ts";
import { parseYaml } from "./input/yaml/parse-yaml.ts";
import { digestOf } from "./memory/digest.ts";
import { lazy } from "./memory/memoize.ts";
import type { Messages } from "./messages/en.ts";
import { completeMessages } from "./messages/messages.ts";
import { safeSvg } from "./picture/safe-svg.ts";
import { activityKinds } from "./record/activities.ts";
import { citationCountsFile } from "./record/citation-counts.ts";
import {
  activityFiles,
  type FileAt,
  type FileFault,
  type PublishedFile,
  workFolderOf,
} from "./record/content-files.ts";
import { type CurriculumSection, textsOfCurriculum } from "./record/curriculum.ts";
import type { PartialDate } from "./record/dates/partial-date.ts";
import { today } from "./record/dates/today.ts";
import { type BibtexFields, standardFields } from "./record/fields.ts";
import { parseNames } from "./record/names/names.ts";
import { placeOfField, type ReadPublication, type RecordCache } from "./record/publication.ts";
import type { ServiceSettings } from "./record/services.ts";
import type { CitationStyle } from "./record/site-settings.ts";
import type { WorkListForm } from "./record/work-list-form.ts";
import { resolveKeys } from "./relate/assign-slugs.ts";
import { buildCatalogue } from "./relate/build-catalogue.ts";
import type { Catalogue } from "./relate/catalogue.ts";
import {
  filesOfPapers,
  filesOfTexts,
  iconsIn,
  isStatic,
  picturesOf,
  publishFiles,
  staticFiles,
  withoutMissing,
} from "./relate/published-files.ts";
import { textsOfActivity, textsOfMember, textsOfPerson } from "./relate/site-links.ts";
import { traceLosses } from "./relate/trace-losses.ts";
import { fileAddress } from "./site/views/page-addresses.ts";
import { readMacroDefinitions } from "./text/latex/latex-macros.ts";
import { changedFile } from "./validate/check-files.ts";
import { hasTitle } from "./validate/check-title.ts";
import { validatePublication } from "./validate/validate-publication.ts";

/**
 * Reads the papers of .bib and Markdown files, and of CITATION.cff, in the order of the files: every entry that stands for a work,
 * also one that can't be published. A Markdown file and an entry of one key make one, where the entry stands; `paths` are those of
 * all files of content, of which a paper in a folder of its own has some.
 */
export function readPublications(
  files: readonly SourceFile[],
  cache: RecordCache = new Map(),
  bibtexFields = standardFields,
  paths: readonly string[] = [],
): Result<readonly ReadPublication[]> {
  const diagnostics: Diagnostic[] = [];
  const take = takeInto(diagnostics);
  const ofKind = (kind: ContentKind) => files.filter((file) => contentKind(file.path) === kind);

  const bibliography = take(parseBibtex(ofKind("bibtex")));
  const macros = readMacroDefinitions(bibliography.preamble);
  const options = { macros, macrosDigest: digestOf(bibliography.preamble), bibtexFields, cache };
  const normalize = (entry: InheritedEntry, ownFields = entry.fields) => normalizeOrTake(entry, ownFields, options);
  const cited = ofKind("citation").flatMap((file): readonly InheritedEntry[] => {
    const entry = take(citationFileEntry(file));
    return entry ? [inheritedEntry(entry, entry.fields, [], false)] : [];
  });
  const inherited = [...take(inheritFields(bibliography.entries)), ...cited];
  const markdown = new Map<string, InheritedEntry[]>();
  for (const file of ofKind("markdown")) {
    const parsed = take(parseMarkdown(file));
    if (!parsed) continue;
    const own = take(markdownEntry(parsed));
    const entry = inheritedEntry(own, own.fields, [], false);
    markdown.set(entry.key, [...(markdown.get(entry.key) ?? []), entry]);
  }
  const folders = paperFolders([...markdown.values()].flat());
  const joined = take(joinFolders(inherited, folders));
  const folderFiles = filesByFolder(folders, paths);
  const withFiles = (paper: InheritedEntry, file: InheritedEntry) =>
    withFolderFiles(paper, file, folderFiles.get(file) ?? []);

  const publications: ReadPublication[] = [];
  for (const [index, entry] of inherited.entries()) {
    if (!isWork(entry)) continue;
    const ownFields = (bibliography.entries[index] ?? entry).fields;
    const key = joined.get(entry) ?? entry.key;
    const [added, ...others] = markdown.get(key) ?? [];
    if (!added) {
      publications.push(take(normalize(entry, ownFields)));
      continue;
    }
    // The first entry of a key takes the file; a repeated key is reported by itself later.
    if (others.length > 0) markdown.set(key, others);
    else markdown.delete(key);
    diagnostics.push(...contradictions(normalize(added).value, normalize(entry).value));
    const merged = withFiles(mergeEntries(added, entry), added);
    publications.push(underKey(take(normalize(merged, ownFields)), key));
  }
  for (const entry of [...markdown.values()].flat()) publications.push(take(normalize(withFiles(entry, entry))));
  // A brace that the splitter missed would be reported a second time in the text it is missing from, and names between
  // which a macro is missing run into one another.
  const entriesWith = (fault: Diagnostic["code"]) =>
    new Set(diagnostics.flatMap(({ code, file, key }) => (code === fault ? [`${file}\n${key}`] : [])));
  const broken = entriesWith("input/unbalanced-brace");
  const lackingMacros = entriesWith("input/undefined-string");
  const isEcho = ({ code, file, key }: Diagnostic) =>
    (/^text\/unbalanced-(brace|math)$/.test(code) && broken.has(`${file}\n${key}`)) ||
    (code === "record/name" && lackingMacros.has(`${file}\n${key}`));
  return { value: publications, diagnostics: diagnostics.filter((diagnostic) => !isEcho(diagnostic)) };
}

/** The works of some files by key: the first of each, and those that repeat a key. */
export interface Works {
  readonly first: readonly ReadPublication[];
  readonly repeated: readonly ReadPublication[];
}

/** Reads the works of files and says all that can be said of each; `fileAt` knows the files that a link may lead to. */
export function readWorks(
  sources: readonly SourceFile[],
  fileAt: FileAt,
  cache?: RecordCache,
  bibtexFields?: BibtexFields,
  paths?: readonly string[],
  hold: (read: ReadPublication) => ReadPublication = (read) => read,
): Result<Works> {
  const diagnostics: Diagnostic[] = [];
  const take = takeInto(diagnostics);
  const works = take(resolveKeys(take(readPublications(sources, cache, bibtexFields, paths)).map(hold)));
  const nearestEntry = nearestEntryOf(works.first);
  for (const one of works.first) {
    const isDraft = one.publication.visibility === "draft";
    // What a draft lacks makes nothing false that is published.
    for (const found of validatePublication(one, { fileAt, nearestEntry }))
      diagnostics.push(isDraft ? { ...found, severity: "warning" } : found);
  }
  return { value: works, diagnostics };
}

/** For how many keys the nearest one of all is looked for, which takes as long as there are entries. */
const mostGuesses = 100;

function nearestEntryOf(works: readonly ReadPublication[]): (key: string) => string | undefined {
  const keys = lazy(() =>
    works.flatMap(({ publication: { key, source } }) => (source.format === "bibtex" ? [key] : [])),
  );
  let guesses = 0;
  return (key) => (guesses++ < mostGuesses ? nearestName(key, keys()) : undefined);
}

/**
 * A work that is to be published on a later day than today is a draft until then; `today` is the day of UTC, "2026-11-27", as
 * months and years begin there.
 */
function heldBack(read: ReadPublication, today: string): ReadPublication {
  const { publishOn, visibility } = read.publication;
  if (publishOn === undefined || visibility === "draft" || dayOf(publishOn) <= today) return read;
  const publication = { ...read.publication, visibility: "draft" as const };
  return { ...read, publication, digest: digestOf([read.digest, "held back"]) };
}

const dayOf = ({ start: [year = 9999, month = 1, day = 1] = [9999] }: PartialDate): string =>
  `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;

/** A site as read: what can be published, and the files that go with it. */
export interface LoadedSite {
  readonly catalogue: Catalogue;
  /** The words of the interface by language, one for each language of the site. */
  readonly messages: ReadonlyMap<string, Messages>;
  /** The files of the author's that are published, by their addresses. */
  readonly files: ReadonlyMap<string, PublishedFile>;
  /** `content/style.css`, which comes behind our own stylesheet. */
  readonly style: string | undefined;
  /** What the site says of services that are asked for its author; nothing of it is published. */
  readonly services: ServiceSettings;
  /** The lists that are asked of the author. */
  readonly forms: readonly WorkListForm[];
  /** The next day on which the site changes by itself: a work is published that is held back until then, or a year begins from which years are counted. */
  readonly opensOn: string | undefined;
}

/**
 * Reads a site's folder of content. What can't be published (no title, a repeated key, a file that can't be read) is
 * left out with an error; whether a site with errors is built is for others to decide. What was read of an entry is taken
 * from `kept` where it has not changed, and put there. Drafts are read and checked, but left out unless `withDrafts`.
 * `hasOtherPages` says whether a site may have pages that are not made from its content; `day` is the day of the build, before which
 * nothing is published that says so.
 */
export function loadSite(
  site: string,
  cache?: RecordCache,
  withDrafts = false,
  hasOtherPages = false,
  day = today(),
): Result<LoadedSite> {
  const diagnostics: Diagnostic[] = [];
  const take = takeInto(diagnostics);
  const content = take(listContent(site));
  const chosen = take(chooseSources(content));
  const sources = take(readFiles(site, chosen));
  const below = (folder: string) => sources.filter(({ path }) => path.startsWith(`${folder}/`));
  const yamlAt = (name: string) =>
    sources.find(({ path }) => contentKind(path) === "yaml" && path.replace(/\.\w+$/, "") === `content/${name}`);
  const asked = new Set(chosen.map(({ path }) => path));
  const openFile = openSiteFiles(site, content, safeSvg);
  const fileAt: FileAt = (path) => {
    asked.add(path);
    return openFile(path);
  };

  const inSiteFolder = sources.filter(({ path }) => /^content\/[^/]+$/.test(path));
  const people = take(parsePeople(yamlAt("people"), below("content/people")));
  const venues = take(parseVenues(yamlAt("venues")));
  const { site: ownSite, services } = take(
    parseSite(
      yamlAt("site"),
      inSiteFolder.filter((file) => /\/site\.[^.]+\.[^.]+$/.test(file.path) && languageOfFile(file)),
      below("content/styles"),
      canFormat,
      readTitle,
      readText,
    ),
  );
  const activities = activityKinds.flatMap((kind) =>
    take(readActivities(kind, yamlAt(kind), below(`content/${kind}`))),
  );
  const siteContent = {
    site: ownSite,
    activities,
    people: people.items,
    members: people.members,
    placeOfPerson: people.placeOf,
    readName: (text: string) => parseNames(text).names[0],
    venues: venues.items,
    placeOfVenue: venues.placeOf,
  };
  const frontPages = inSiteFolder.filter(({ path }) => /\/index\.[^/]+$/.test(path));
  const introductions = take(readFrontPages(frontPages, siteContent.site.language));
  const collections = take(withTranslations(below("content/collections"))).flatMap(({ file, translations }) => {
    const written = take(parseCollection(file, translations));
    return written ? take(readCollection(written)) : [];
  });
  const { languages } = siteContent.site;
  const isInLanguages = ({ path }: SourceFile) =>
    new RegExp(`^content/(?:[^/]+$|(?:collections|pages|news|${activityKinds.join("|")})/)`).test(path);
  diagnostics.push(...tellOtherLanguages(sources.filter(isInLanguages), languages));
  const cvFiles = inSiteFolder.filter(({ path }) => /^content\/cv(?:\.[^./]+)?\.ya?ml$/.test(path));
  const curricula = new Map(
    take(withTranslations(cvFiles)).flatMap(({ file, translations }) =>
      [file, ...translations].flatMap((one) => {
        const curriculum = take(parseCurriculum(one));
        return curriculum === undefined
          ? []
          : [[one === file ? siteContent.site.language : languageOfFile(one)!, curriculum] as const];
      }),
    ),
  );
  const partsTaken = [...activities.map(({ kind }) => kind), ...(curricula.size > 0 ? ["cv"] : [])];
  const pages = take(readPages(below("content/pages"), languages, partsTaken));
  const news = take(readNews(below("content/news")));
  const [style, head, metrics] = ["content/style.css", "content/head.html", citationCountsFile].map((name) => {
    const file = content.filter(({ path }) => path === name);
    for (const { path } of file) asked.add(path);
    return take(readFiles(site, file))[0];
  });
  const citations = take(readMetrics(metrics));
  const headTags = [...siteContent.site.headTags, ...take(readHead(head))];
  const messages = new Map(
    siteContent.site.languages.map((language) => {
      const file = yamlAt(`messages/${language}`);
      return [
        language,
        take(completeMessages(language, file && take(parseYaml(file, 0, file.text.length)), siteContent.site.place)),
      ];
    }),
  );
  const forms = below("content/forms").flatMap((file) => take(parseForm(file)) ?? []);
  const year = Number(day.slice(0, 4));
  const papers = sources.filter(({ path }) => workFolderOf(path) !== undefined);
  const isThere = (path: string) => !("why" in fileAt(path));
  const waiting = new Set<string>();
  const hold = (read: ReadPublication) => {
    const held = heldBack(read, day);
    if (held !== read) waiting.add(dayOf(read.publication.publishOn!));
    return held;
  };
  // What a CV lists by a form that counts years changes with the year.
  const isOfForm = ({ works }: CurriculumSection) => works !== undefined && "form" in works;
  const sectionsOfCv = [...curricula.values()].flatMap(({ sections }) => sections);
  const knownForms = sectionsOfCv.some(isOfForm) ? withBuiltInForms(forms) : forms;
  const asksForYears = ({ works }: CurriculumSection) =>
    works !== undefined &&
    "form" in works &&
    knownForms.some((one) => one.name === works.form && one.lastYears !== undefined);
  if (sectionsOfCv.some(asksForYears)) waiting.add(`${year + 1}-01-01`);
  const publishable = take(
    readWorks(
      papers,
      fileAt,
      cache,
      siteContent.site.bibtexFields,
      content.map(({ path }) => path),
      hold,
    ),
  )
    .first.filter(({ publication }) => hasTitle(publication))
    .map((read) => withoutMissing(read, isThere));
  const cutIn = createCutFinder(siteContent.site);
  for (const read of publishable)
    for (const style of cutIn(read.publication))
      diagnostics.push(
        diagnostic({
          code: "text/bound",
          message: `The reference in the style "${style}" would have ${moreThan("referenceCharacters")}, so it ends with “…”.`,
          hint: "shorten the longest field of the entry, or choose a style that shows less.",
          key: read.publication.key,
          ...placeOfField(read, "title"),
        }),
      );
  const teasers = publishable.flatMap((read) => {
    const { key, teaser } = read.publication;
    return teaser === undefined ? [] : [{ path: teaser, key, ...placeOfField(read, "teaser") }];
  });
  const { site: settings } = siteContent;
  const texts = [
    ...[settings.logo, settings.footer, ...[...settings.translations.values()].map(({ footer }) => footer)].flatMap(
      (one) => (one === undefined ? [] : [one]),
    ),
    ...[...introductions.values()].flatMap(({ text, person }) => [textsOfPerson(person), text]),
    ...[...people.members.values()].map(textsOfMember),
    ...activities.map(textsOfActivity),
    ...[...collections, ...pages, ...news, ...activities].flatMap((one) =>
      [one, ...one.translations.values()].map(({ text }) => text),
    ),
    ...[...curricula.values()].map(textsOfCurriculum),
    ...publishable.flatMap(({ publication: { abstract, text } }) =>
      text.length === 0 ? [abstract] : [abstract, text],
    ),
  ];
  const pictures = take(readPictures(site, [...teasers, ...picturesOf(texts, isThere)], fileAt));
  const catalogue = take(
    buildCatalogue(publishable, {
      ...siteContent,
      site: { ...siteContent.site, headTags, icons: iconsIn(content) },
      introductions,
      pages,
      news,
      curricula,
      forms: knownForms,
      year,
      collections,
      pictures,
      citations,
      fileAt,
      withDrafts,
      hasOtherPages,
    }),
  );
  const named = take(
    publishFiles(
      [...filesOfPapers(publishable, catalogue, fileAddress), ...filesOfTexts(catalogue), ...staticFiles(content)],
      [...new Set(activities.map(({ kind }) => kind))].flatMap(activityFiles),
    ),
  );
  const files = new Map<string, PublishedFile>();
  for (const [address, { path, file, line, column }] of named) {
    const found = fileAt(path);
    if ("why" in found) {
      // Whoever names any other file is told where it is named.
      if (isStatic(path)) diagnostics.push(unpublished(path, found));
      continue;
    }
    files.set(address, found);
    if (found.removed.length > 0) diagnostics.push(changedFile(path, found.removed, { file, line, column }));
  }
  const told = new Set(diagnostics.map(({ file }) => file));
  diagnostics.push(...tellUnread(content, (path) => asked.has(path) || told.has(path)));
  const sourceTexts = new Map(sources.map((file) => [file.path, file.text]));
  const traced = traceLosses(
    papers.length === 0 ? forbidEmptySite(diagnostics) : diagnostics,
    (file) => sourceTexts.get(file),
    collections,
  );
  return {
    value: { catalogue, messages, files, style: style?.text, services, forms, opensOn: [...waiting].sort()[0] },
    diagnostics: sortDiagnostics(traced),
  };
}

/** A file of content/static that can't be published. */
const unpublished = (path: string, { why, hint }: FileFault): Diagnostic =>
  diagnostic({
    code: "input/not-read",
    message: `The file ${path} is to be published as it is, ${why}.`,
    hint: hint ?? "put it elsewhere.",
    file: path,
    line: 1,
    column: 1,
  });

/** Whether citations can be formatted in a style. */
function canFormat(style: CitationStyle): boolean {
  return createCitationFormatter({ style, locale: "en-US" }) !== undefined;
}
