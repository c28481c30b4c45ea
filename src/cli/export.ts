import { randomUUID } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { joinParts, type SearchData } from "../browser/finder/search-data.ts";
import { readState, select } from "../browser/finder/select.ts";
import { createTextSearch } from "../browser/finder/text-search.ts";
import { writeWhole } from "../build/output/output-folder.ts";
import { nearestName } from "../diagnostic/nearest-name.ts";
import { forLog, hasErrors, reportDiagnostics } from "../diagnostic/print-diagnostics.ts";
import { activityWriters } from "../export/activity-records.ts";
import { publicationToBiblatex } from "../export/biblatex.ts";
import { type CitationFormatter, createCitationFormatter } from "../export/citation.ts";
import { citationLocale } from "../export/citation-locales.ts";
import { publicationsToCsv } from "../export/csv.ts";
import { publicationToMarkdown } from "../export/front-matter.ts";
import { inspectPublications } from "../export/inspection.ts";
import { type ReferenceFormName, referenceForms, writeReferences } from "../export/reference-forms.ts";
import { createSerializer, formatWriters, textOfParts } from "../export/serializations.ts";
import { listContent } from "../input/files/list-content.ts";
import { readFiles } from "../input/files/read-files.ts";
import { sourceFile } from "../input/files/source-file.ts";
import { readStyles } from "../input/site/read-styles.ts";
import { foldWords } from "../memory/fold.ts";
import { type LoadedSite, loadSite, readPublications } from "../pipeline.ts";
import { activityKinds } from "../record/activities.ts";
import { activityFormatsOf, type FormatName } from "../record/content-files.ts";
import { decodePercent } from "../record/identifiers/identifier-syntax.ts";
import type { Publication } from "../record/publication.ts";
import type { CataloguedPublication, PersonGroup } from "../relate/catalogue.ts";
import { facetOf } from "../site/pages/publication-lists.ts";
import { searchAbstracts, searchFacets, searchIndex } from "../site/pages/search-index.ts";
import { withAddresses } from "../site/views/activity-view.ts";
import { createLocale } from "../site/views/locale.ts";
import { createAddresses } from "../site/views/page-addresses.ts";
import { serializationRequester, workToWrite } from "../site/views/publication-view.ts";
import { enterSite, readArguments, UsageError } from "./terminal/arguments.ts";

/** What the visitors of a site are given as files, by the names of their formats here. */
const givenAway: Readonly<Record<string, FormatName>> = { bibtex: "bibtex", ris: "ris", "csl-json": "csl" };
const formats = [...Object.keys(givenAway), "biblatex", "markdown", "csv", "references"];

/** `offprint export`: works of a site in a format, to standard output or into a file. */
export async function exportWorks(words: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(
    words,
    {
      of: { type: "string" },
      topic: { type: "string" },
      person: { type: "string" },
      query: { type: "string" },
      style: { type: "string" },
      as: { type: "string" },
      language: { type: "string" },
      output: { type: "string" },
    },
    2,
  );
  const [format, folder] = positionals;
  if (values.of !== undefined) return exportActivities(values.of, format, folder, values);
  if (format === undefined || !formats.includes(format))
    throw new UsageError(
      `${format === undefined ? "No format is given" : `There is no format "${format}"`}; there are ${formats.join(", ")}.`,
    );
  const form = values.as ?? "text";
  if (!isReferenceForm(form))
    throw new UsageError(
      `References can't be written as "${form}"; there are ${Object.keys(referenceForms).join(", ")}.`,
    );
  for (const name of ["style", "as", "language"] as const)
    if (values[name] !== undefined && format !== "references") throw new UsageError(`--${name} is for references.`);
  const ownStyle = values.style !== undefined && /\.csl$/i.test(values.style) ? path.resolve(values.style) : undefined;
  if (ownStyle !== undefined && !(existsSync(ownStyle) && statSync(ownStyle).isFile()))
    throw new UsageError(`There is no file "${values.style}".`);
  const output = values.output === undefined ? undefined : path.resolve(values.output);
  if (format === "markdown") {
    if (output === undefined)
      throw new UsageError("Papers as Markdown are files: name a folder for them, as in --output papers.");
    if (existsSync(output) && !(statSync(output).isDirectory() && readdirSync(output).length === 0))
      throw new UsageError(`"${values.output}" is there already; name a folder that is not, or an empty one.`);
  }
  enterSite(folder);
  const { value: site, diagnostics } = loadSite(".");
  const { publications } = site.catalogue;
  const chosen = [
    ...(values.topic === undefined ? [] : [ofTopic(site, values.topic)]),
    ...(values.person === undefined ? [] : [ofPerson(site, values.person)]),
    ...(values.query === undefined ? [] : [await ofQuery(site, values.query)]),
  ];
  // In the order of the last, which a query may have asked for.
  const sets = chosen.map((some) => new Set(some));
  const works = (chosen.at(-1) ?? publications).filter((entry) => sets.every((some) => some.has(entry)));
  const isFaulty = hasErrors(diagnostics);
  if (isFaulty) reportDiagnostics(diagnostics.filter(({ severity }) => severity === "error"));
  if (format === "markdown") return writeMarkdown(works, output!) && !isFaulty ? 0 : 1;
  const text =
    format === "references"
      ? references(site, works, form, ownStyle ?? values.style, values.language)
      : written(site, works, format);
  if (output === undefined) process.stdout.write(text);
  else writeWhole(output, text);
  return isFaulty ? 1 : 0;
}

/** Projects, grants, courses, theses or awards of a site in a format, as its pages give them away. */
function exportActivities(
  of: string,
  format: string | undefined,
  folder: string | undefined,
  { output, person, ...others }: Readonly<Partial<Record<string, string>>>,
): number {
  const kind = activityKinds.find((one) => one === of);
  if (kind === undefined)
    throw new UsageError(`There is nothing called "${of}"; there are ${activityKinds.join(", ")}.`);
  const known = activityFormatsOf(kind);
  const wanted = known.find((one) => one === format);
  if (wanted === undefined)
    throw new UsageError(`${kind} can't be written as "${format ?? ""}"; there are ${known.join(", ")}.`);
  const forPapers = ["topic", "query", "style", "as", "language"].find((name) => others[name] !== undefined);
  if (forPapers !== undefined) throw new UsageError(`--${forPapers} is for papers.`);
  const file = output === undefined ? undefined : path.resolve(output);
  enterSite(folder);
  const { value: site, diagnostics } = loadSite(".");
  const { catalogue } = site;
  const own = (person === undefined ? catalogue : findPerson(site, person)).activities ?? [];
  const addresses = createAddresses("/", catalogue.site.url);
  const text = activityWriters[wanted](
    withAddresses(
      own.filter((one) => one.kind === kind),
      addresses,
    ),
  );
  if (file === undefined) process.stdout.write(text);
  else writeWhole(file, text);
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) reportDiagnostics(errors);
  return errors.length > 0 ? 1 : 0;
}

const isReferenceForm = (name: string): name is ReferenceFormName => Object.hasOwn(referenceForms, name);

/**
 * Writes papers, with all versions of each, as files of ours into a new folder, which comes whole or not at all; false where one of
 * them would not be read again as it is.
 */
function writeMarkdown(entries: readonly CataloguedPublication[], folder: string): boolean {
  const all = new Map(
    entries
      .flatMap((entry) => [entry, ...entry.versions])
      .map(({ publication, slug }) => [publication.key, { publication, slug }]),
  );
  const draft = `${folder}.${randomUUID()}`;
  const lost: string[] = [];
  let count = 0;
  try {
    mkdirSync(draft, { recursive: true });
    for (const { publication, slug } of all.values()) {
      const taken = new Set<string>(["index.md"]);
      const { text, files } = publicationToMarkdown(
        publication,
        publication.key === slug ? undefined : publication.key,
        (file) => freeName(path.basename(file), taken),
      );
      const isFolder = files.size > 0;
      const name = isFolder ? `${slug}/index.md` : `${slug}.md`;
      writeWhole(path.join(draft, name), text);
      for (const [from, to] of files) if (existsSync(from)) copyFileSync(from, path.join(draft, slug, to));
      count += 1 + files.size;
      const changed = partsReadOtherwise(publication, `content/publications/${name}`, text);
      if (changed.length > 0) lost.push(`${publication.key}: ${changed.join(", ")}`);
    }
    if (existsSync(folder)) rmdirSync(folder);
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  }
  console.log(
    `Wrote ${all.size} ${all.size === 1 ? "paper" : "papers"} in ${count} ${count === 1 ? "file" : "files"}.`,
  );
  for (const line of lost) console.error(forLog(`offprint export: not read again as it is: ${line}`));
  return lost.length === 0;
}

/** The name of a file, with a number where another has it. */
function freeName(name: string, taken: Set<string>): string {
  const [stem, ending] = [name.replace(/\.[^.]*$/, ""), path.extname(name)];
  for (let count = 1; ; count++) {
    const one = count === 1 ? name : `${stem}-${count}${ending}`;
    if (taken.has(one.toLowerCase())) continue;
    taken.add(one.toLowerCase());
    return one;
  }
}

/** What no Markdown file can say or says in its own way, which is no loss. */
const ownToEntries: ReadonlySet<string> = new Set([
  "source",
  "bibtex",
  "entryType",
  "extra",
  "containerNames",
  "teaser",
  "links",
]);

/** The parts of a paper that a file is not read as. */
function partsReadOtherwise(publication: Publication, file: string, text: string): readonly string[] {
  const [read] = readPublications([sourceFile(file, text)]).value;
  if (read === undefined) return ["all of it"];
  const [before, after] = [publication, read.publication].map((one) => inspectPublications([one], []).publications[0]!);
  return Object.keys(before!).filter(
    (part) =>
      !ownToEntries.has(part) && JSON.stringify(before![part as "key"]) !== JSON.stringify(after![part as "key"]),
  );
}

/** What visitors may have of a work, as it is cited. */
function worksOf(
  { catalogue: { site } }: LoadedSite,
  entries: readonly CataloguedPublication[],
): readonly Publication[] {
  const requestOf = serializationRequester(site, site.language);
  return entries.map((entry) => requestOf(entry).publication);
}

function written(site: LoadedSite, entries: readonly CataloguedPublication[], format: string): string {
  const name = givenAway[format];
  if (name === undefined) {
    const works = worksOf(site, entries);
    const allowed = site.catalogue.site.bibtexFields;
    return format === "csv"
      ? publicationsToCsv(works)
      : works.map((work) => publicationToBiblatex(work, allowed)).join("\n");
  }
  const settings = { ...site.catalogue.site, citationStyles: [] };
  const requestOf = serializationRequester(settings, settings.language);
  const serialize = createSerializer(new Map());
  const works = entries.map((entry) =>
    workToWrite(entry, settings, {
      serializations: () => serialize(requestOf(entry)),
      digest: () => requestOf(entry).digest,
    }),
  );
  return textOfParts(formatWriters[name](works));
}

/** References in a style, in the words of a language. */
function references(
  site: LoadedSite,
  entries: readonly CataloguedPublication[],
  form: ReferenceFormName,
  wanted: string | undefined,
  language = site.catalogue.site.language,
): string {
  const format = referenceFormatter(site, wanted, language);
  return writeReferences(
    worksOf(site, entries).map((work) => format(work)),
    form,
  );
}

/**
 * Formats references in a style: one of the site's, one that is built in, or a `.csl` file by its absolute path; in the site's
 * first where none is named.
 */
export function referenceFormatter(
  { catalogue: { site } }: LoadedSite,
  wanted: string | undefined,
  language: string,
): CitationFormatter["format"] {
  const isFile = wanted !== undefined && path.isAbsolute(wanted);
  const inSite = listContent(".").value.filter(({ path: file }) => /^content\/styles\/[^/]+\.csl$/i.test(file));
  const files = isFile ? readFiles(path.dirname(wanted), [path.basename(wanted)]) : readFiles(".", inSite);
  const known = readStyles(files.value);
  const name = isFile ? path.basename(wanted, path.extname(wanted)) : (wanted ?? "").replace(/^harvard$/, "harvard1");
  const style =
    wanted === undefined
      ? (site.citationStyles[0] ?? known.find((one) => one.name === "apa"))
      : known.find((one) => one.name === name.toLowerCase() || one.name === name);
  if (style === undefined) {
    const nearest = nearestName(
      name,
      known.map((one) => one.name),
    );
    throw new UsageError(
      `There is no citation style "${wanted}"${nearest ? `; did you mean ${nearest}?` : ""} A style is apa, vancouver, harvard, one in content/styles, or a .csl file.`,
    );
  }
  const settings = { references: site.references, language: site.language };
  const formatter =
    "fault" in style && style.fault !== undefined
      ? undefined
      : createCitationFormatter({ style, locale: citationLocale(language), ...settings });
  if (formatter === undefined) throw new UsageError(`The citation style "${style.name}" can't be read.`);
  return formatter.format;
}

// Which works are asked for.

const isSame = (one: string, other: string): boolean => foldWords(one).join(" ") === foldWords(other).join(" ");

function ofTopic({ catalogue }: LoadedSite, name: string): readonly CataloguedPublication[] {
  const { collections, publications } = catalogue;
  const topic = collections.find(
    ({ slug, title, translations }) =>
      slug === name ||
      [title, ...[...translations.values()].map((one) => one.title ?? "")].some((one) => isSame(one, name)),
  );
  if (topic === undefined)
    throw unknown(
      "topic",
      name,
      collections.map(({ slug }) => slug),
    );
  return publications.filter((entry) => entry.collections.some(({ slug }) => slug === topic.slug));
}

const ofPerson = (site: LoadedSite, name: string) => findPerson(site, name).publications;

/** The person of a name, of an id of `people.yaml` or of an ORCID iD. */
export function findPerson({ catalogue: { people } }: LoadedSite, name: string): PersonGroup {
  const group = people.find(
    ({ slug, name: shown, sortName, person }) =>
      [slug, person?.id, person?.orcid].includes(name) || [shown, sortName].some((one) => isSame(one, name)),
  );
  if (group !== undefined) return group;
  throw unknown(
    "person",
    name,
    people.map((one) => one.name),
  );
}

function unknown(what: string, name: string, known: readonly string[]): UsageError {
  const nearest = nearestName(name, known);
  return new UsageError(`There is no ${what} "${name}"${nearest === undefined ? "." : `; did you mean "${nearest}"?`}`);
}

const isPart = (step: string | undefined): step is keyof typeof facetOf =>
  step !== undefined && Object.hasOwn(facetOf, step);

/** The works that a page of the site shows, by its address: that of a group, or of the list as a visitor filtered it. */
async function ofQuery(
  { catalogue, messages }: LoadedSite,
  address: string,
): Promise<readonly CataloguedPublication[]> {
  const { site, publications } = catalogue;
  const [base, typed] = ["https://site.invalid/", address.replace(/^(?=[?\w])(?!https?:)/, "/")];
  if (!URL.canParse(typed, base)) throw new UsageError(`"${address}" is no address.`);
  const absolute = new URL(typed, base);
  const steps = decodePercent(absolute.pathname)
    .split("/")
    .filter((step) => step !== "");
  const at = steps.findIndex((step) => step === "publications" || isPart(step));
  const [part, slug] = at < 0 ? ["publications", undefined] : steps.slice(at);
  const language = site.languages.find((tag) => at > 0 && steps[at - 1] === tag) ?? site.language;
  const locale = createLocale(language, messages.get(language)!);
  const facets = searchFacets(catalogue, locale);
  const parts: readonly SearchData[] = searchIndex(publications, facets, locale, messages.get(language)!, () => "");
  const data = parts.reduce(joinParts);
  const asked = readState(
    absolute.search,
    facets.map(({ name }) => name),
  );
  const facet = isPart(part) ? facetOf[part] : undefined;
  if (facet !== undefined && !facets.some(({ name, values }) => name === facet && values.some(([id]) => id === slug)))
    throw new UsageError(`The site has no page "${absolute.pathname}".`);
  const isOnPage = (position: number) => {
    const { values, of } = facets.find(({ name }) => name === facet) ?? { values: [], of: [] };
    return facet === undefined || of[position]!.some((value) => values[value]![0] === slug);
  };
  let scores: ReadonlyMap<number, number> | undefined;
  if (asked.query !== "") {
    const search = createTextSearch(data);
    await search.addAbstracts(searchAbstracts(publications), 0);
    scores = search.find(asked.query);
  }
  return select(data, asked, isOnPage, scores).found.map((position) => publications[position]!);
}
