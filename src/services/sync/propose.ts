// In: a site, and the places that have its papers. Out: what is to be changed in its files, one proposal after the other.
import { sourceFile } from "../../input/files/source-file.ts";
import { foldSigns, foldWords } from "../../memory/fold.ts";
import { readWorks } from "../../pipeline.ts";
import type { Publication } from "../../record/publication.ts";
import type { PaperSource } from "../../record/services.ts";
import { richTextToMarkdownLine } from "../../text/markdown/rich-text-markdown.ts";
import { richTextToPlain } from "../../text/plain-text.ts";
import { type ServiceClient, ServiceFailure } from "../client/client.ts";
import { type Change, changeOf, fieldIn, fileFor } from "../edit-front-matter.ts";
import { frontMatterOf } from "../entry-text.ts";
import { findWork } from "../find-work.ts";
import {
  compareWithTwin,
  findTwin,
  type PlannedEntry,
  planBibtex,
  planEntry,
  type SiteFacts,
  withKnownPeople,
} from "../plan-entry.ts";
import type { Doubt } from "../reading/found-work.ts";
import { note, serious } from "../reading/found-work.ts";
import { UnreadableXml } from "../reading/xml-tree.ts";
import { NoPaper } from "../sources/crossref.ts";
import { nameOf } from "./ignored.ts";
import {
  type Appearance,
  appearedByArxiv,
  arxivOf,
  knownByCrossref,
  type Notice,
  retractedByOpenAlex,
} from "./known-since.ts";
import { bibtexAt, sourceName, type WorkElsewhere, worksElsewhere } from "./works-elsewhere.ts";

/** What is known of the site, and what its files hold. */
export interface SyncedSite extends SiteFacts {
  readonly readText: (file: string) => string | undefined;
}

/** Something to do, with where it is known from. */
export interface Proposal {
  readonly kind: "new" | "same" | "appeared" | "notice" | "copy";
  /** By what it is ignored: "doi:10.5555/pines". */
  readonly name: string;
  /** What it is, in a line. */
  readonly what: string;
  readonly source: string;
  readonly doubts: readonly Doubt[];
  readonly change: Change;
  /** The paper that comes with it. */
  readonly entry?: PlannedEntry;
  /** What to do where the paper is another than the one that it is taken for. */
  readonly otherwise?: PlannedEntry;
}

export interface SyncRequest {
  readonly sources: readonly PaperSource[];
  readonly ignored: ReadonlySet<string>;
  /** Takes what could not be asked, in a line. */
  readonly fail: (line: string) => void;
  /** Takes what is to be known besides, in a line. */
  readonly tell: (line: string) => void;
}

/** All proposals for a site. `site` is looked at anew for each, so that what was taken over is there. */
export async function* propose(
  site: SyncedSite,
  client: ServiceClient,
  request: SyncRequest,
): AsyncGenerator<Proposal, void> {
  const { sources, ignored, fail, tell } = request;
  const isOpen = ({ name }: Proposal) => !ignored.has(name.toLowerCase());
  for (const source of sources) {
    if (source.file !== undefined) {
      const copy = await orFail(() => copyOf(source, site, client), fail);
      if (copy !== undefined && isOpen(copy)) yield copy;
      continue;
    }
    const works = (await orFail(() => worksElsewhere(source, client, tell), fail)) ?? [];
    const seen = new Set<string>();
    for (const work of works) {
      const name = workName(work);
      if (ignored.has(name.toLowerCase()) || seen.has(name) || isThere(work, site)) continue;
      seen.add(name);
      const proposal = await orFail(() => proposalOf(work, name, source, site, client), fail);
      if (proposal !== undefined) yield proposal;
    }
  }
  const known = site.publications;
  const byArxiv = (await orFail(() => appearedByArxiv(known, client), fail)) ?? [];
  const { appearances, notices } = (await orFail(() => knownByCrossref(known, client), fail)) ?? {
    appearances: [],
    notices: [],
  };
  for (const appearance of [...byArxiv, ...appearances]) {
    if (findTwin({ ...none, doi: appearance.doi }, site.publications) !== undefined) continue;
    const proposal = await orFail(() => appeared(appearance, site, client), fail);
    if (proposal !== undefined && isOpen(proposal)) yield proposal;
  }
  // OpenAlex may want a key of those who ask for lists; then what Crossref says is all there is.
  const retracted =
    (await orFail(
      () => retractedByOpenAlex(known, client),
      (line) => tell(`${line} So what it knows of retractions is not looked at.`),
    )) ?? [];
  for (const notice of withoutRepeated([...notices, ...retracted])) {
    const proposal = noticed(notice, site);
    if (proposal !== undefined && isOpen(proposal)) yield proposal;
  }
}

/** A work of which only an identifier is known. */
const none = { type: "document", key: "" } as const;

/** What a task gives; what a service can't give is told, and the others go on. */
async function orFail<Value>(task: () => Promise<Value>, fail: (line: string) => void): Promise<Value | undefined> {
  try {
    return await task();
  } catch (error) {
    if (!(error instanceof ServiceFailure || error instanceof NoPaper || error instanceof UnreadableXml)) throw error;
    fail(error.message);
    return undefined;
  }
}

const workName = ({ asked, publication, title }: WorkElsewhere): string => {
  if (asked !== undefined) return nameOf(asked);
  if (publication?.doi !== undefined) return `doi:${publication.doi.toLowerCase()}`;
  const arxiv = publication && arxivOf(publication);
  return arxiv === undefined ? `title:${foldSigns(title).replaceAll(" ", "-")}` : `arxiv:${arxiv}`;
};

/** Whether the site has a work, by its identifier or, where it has none, by its title. */
function isThere({ asked, publication, title }: WorkElsewhere, { publications }: SiteFacts): boolean {
  if (publication !== undefined && findTwin(publication, publications) !== undefined) return true;
  if (asked?.kind === "doi") return findTwin({ ...none, doi: asked.id }, publications) !== undefined;
  if (asked?.kind === "pmid") return findTwin({ ...none, pmid: asked.id }, publications) !== undefined;
  if (asked?.kind === "arxiv") {
    const eprint = { archive: "arXiv", id: asked.id };
    return findTwin({ ...none, eprint }, publications) !== undefined;
  }
  if (asked !== undefined) return false;
  const folded = foldSigns(title);
  return publications.some((one) => foldSigns(richTextToPlain(one.title)) === folded);
}

async function proposalOf(
  work: WorkElsewhere,
  name: string,
  source: PaperSource,
  site: SyncedSite,
  client: ServiceClient,
): Promise<Proposal | undefined> {
  const entry = await planned(work, site, client);
  if (entry === undefined || findTwin(entry.publication, site.publications) !== undefined) return undefined;
  const from = sourceName(source);
  const what = richTextToPlain(entry.publication.title);
  const twin = sameUnderAnotherTitle(entry.publication, site.publications);
  if (twin !== undefined) {
    const { lacking } = compareWithTwin(entry.publication, twin);
    const ids = Object.fromEntries(
      Object.entries(lacking).filter(([field]) => /^(?:doi|arxiv|pmid|pmcid)$/.test(field)),
    );
    const change = Object.keys(ids).length === 0 ? undefined : changeOf(twin, ids, site.readText);
    const doubt = serious(`is it "${richTextToPlain(twin.title)}", which is there as ${twin.key}?`);
    if (change !== undefined)
      return { kind: "same", name, what, source: from, doubts: [doubt], change, otherwise: entry };
    return proposalOfNew({ ...entry, doubts: [...entry.doubts, doubt] }, name, what, from);
  }
  return proposalOfNew(entry, name, what, from);
}

const proposalOfNew = (entry: PlannedEntry, name: string, what: string, source: string): Proposal => ({
  kind: "new",
  name,
  what,
  source,
  doubts: entry.doubts,
  change: { file: entry.file, before: undefined, after: entry.text },
  entry,
});

async function planned(
  work: WorkElsewhere,
  site: SyncedSite,
  client: ServiceClient,
): Promise<PlannedEntry | undefined> {
  if (work.bibtex !== undefined) {
    const entry = planBibtex(work.bibtex, undefined, site);
    if (entry === undefined) return undefined;
    const isTaken = site.isThere(entry.file) || site.publications.some(({ key }) => key === entry.key);
    if (!isTaken) return entry;
    return { ...entry, doubts: [...entry.doubts, serious(`the key ${entry.key} is that of another paper`)] };
  }
  const found = await findWork(work.asked!, client);
  if ("candidates" in found) return undefined;
  if ("bibtex" in found) return planBibtex(found.bibtex, found.name, site);
  return planEntry(withKnownPeople(found.work, site.people), site, { format: "md" });
}

/** The paper of the site that seems to be a work whose title differs: most of its words, its year and one of its authors. */
function sameUnderAnotherTitle(work: Publication, publications: readonly Publication[]): Publication | undefined {
  const words = titleWords(work);
  const year = work.issued?.start?.[0];
  const families = new Set(work.author.map(familyOf));
  return publications.find((one) => {
    const others = titleWords(one);
    const shared = [...words].filter((word) => others.has(word)).length;
    const ofYear = one.issued?.start?.[0];
    const isNear = year === undefined || ofYear === undefined || Math.abs(year - ofYear) <= 1;
    // Two papers of two DOIs may well be called alike, unless they are called the same.
    const isAlike =
      work.doi !== undefined && one.doi !== undefined
        ? foldSigns(richTextToPlain(work.title)) === foldSigns(richTextToPlain(one.title))
        : shared >= 2 && 5 * shared >= 3 * Math.min(words.size, others.size);
    return isNear && isAlike && one.author.some((name) => families.has(familyOf(name)));
  });
}

const titleWords = ({ title }: Publication): ReadonlySet<string> =>
  new Set(foldWords(richTextToPlain(title)).filter((word) => word.length > 3));

const familyOf = ({ family, literal }: Publication["author"][number]): string =>
  foldWords(family ?? literal ?? "").join(" ");

/** The fields of what has appeared, in the preprint's file or, where that is an entry of BibTeX, as a paper beside it. */
async function appeared(
  { preprint, doi, source }: Appearance,
  site: SyncedSite,
  client: ServiceClient,
): Promise<Proposal | undefined> {
  const found = await findWork({ kind: "doi", id: doi }, client);
  if (!("work" in found)) return undefined;
  const arxiv = arxivOf(preprint);
  const work = withKnownPeople(
    { ...found.work, identifiers: { ...(arxiv === undefined ? {} : { arxiv }), ...found.work.identifiers } },
    site.people,
  );
  const what = `${richTextToPlain(preprint.title)} (${preprint.key}) has appeared`;
  const base = { kind: "appeared", name: `doi:${doi}`, what, source } as const;
  const title = richTextToPlain(work.title);
  const doubts =
    foldSigns(title) === foldSigns(richTextToPlain(preprint.title)) ? [] : [note(`its title is now "${title}"`)];
  const { title: _, language: __, distinction: ___, pdf: ____, ...fields } = frontMatterOf(work);
  const texts = Object.entries(fields).flatMap(([name, value]) =>
    typeof value === "string" && !(name === "arxiv" && preprint.eprint !== undefined) ? [[name, value]] : [],
  );
  const change =
    preprint.source.format === "markdown" ? changeOf(preprint, Object.fromEntries(texts), site.readText) : undefined;
  if (change !== undefined) return { ...base, doubts, change };
  const entry = planEntry(work, site, { format: "md" });
  return {
    ...base,
    doubts: [...doubts, ...entry.doubts],
    change: { file: entry.file, before: undefined, after: entry.text },
    entry,
  };
}

/** The line that a paper says of what was published about it. */
function noticed({ publication, kind, doi, source }: Notice, site: SyncedSite): Proposal | undefined {
  const said = richTextToPlain(publication.note);
  const hasLink = publication.links.some(({ href }) => doi !== undefined && href.toLowerCase().includes(doi));
  const isSaid = doi === undefined ? new RegExp(kind, "i").test(said) : said.toLowerCase().includes(doi);
  if (isSaid || hasLink) return undefined;
  const line =
    doi === undefined ? kind : `${kind} ([${doi}](https://doi.org/${encodeURI(doi).replace(/[()]/g, escape)}))`;
  const here = site.readText(fileFor(publication) ?? "");
  const before = (here && fieldIn(here, "note")) ?? richTextToMarkdownLine(publication.note);
  // Where a file names no DOI, the one in its note would be taken for the paper's.
  const fields = {
    ...(publication.doi === undefined ? {} : { doi: publication.doi }),
    note: [before, line].filter(Boolean).join(" "),
  };
  const own = here !== undefined && fieldIn(here, "doi") !== undefined ? { note: fields.note } : fields;
  const change = changeOf(publication, own, site.readText);
  if (change === undefined) return undefined;
  return {
    kind: "notice",
    name: `doi:${doi ?? `${publication.doi!.toLowerCase()}#retracted`}`,
    what: `${richTextToPlain(publication.title)} (${publication.key}): ${kind.toLowerCase()}`,
    source,
    doubts: [],
    change,
  };
}

/** Each notice once; what two services know is Crossref's, which knows its DOI. */
function withoutRepeated(notices: readonly Notice[]): readonly Notice[] {
  const named = new Map<string, Notice>();
  for (const notice of notices) {
    const { publication, kind, doi } = notice;
    const isKnown =
      doi === undefined && notices.some((one) => one.publication === publication && one.kind === kind && one.doi);
    if (!isKnown)
      named.set(`${publication.key} ${doi ?? kind}`, named.get(`${publication.key} ${doi ?? kind}`) ?? notice);
  }
  return [...named.values()];
}

/** How a file begins that is a copy of a place elsewhere. */
const copyHead = "% A copy of ";

/** The copy of all that a place has, where what is there is another. */
async function copyOf(source: PaperSource, site: SyncedSite, client: ServiceClient): Promise<Proposal | undefined> {
  const file = `content/publications/${source.file}`;
  const before = site.readText(file);
  if (before !== undefined && !before.startsWith(copyHead))
    throw new ServiceFailure(
      "refused",
      `${file} is no copy that sync has made, so it stays as it is; name another file.`,
    );
  const text = (await bibtexAt(source, client)).replaceAll("\r\n", "\n").trim();
  const after = `${copyHead}${sourceName(source)}, kept by "offprint sync": what is changed here is lost.\n\n${text}\n`;
  if (before === after) return undefined;
  const [old, now] = [before ?? "", after].map((one) => readCopy(file, one));
  const added = [...now!.entries.keys()].filter((key) => !old!.entries.has(key)).length;
  const gone = [...old!.entries.keys()].filter((key) => !now!.entries.has(key)).length;
  const changed = [...now!.entries].filter(([key, entry]) => (old!.entries.get(key) ?? entry) !== entry).length;
  const elsewhere = new Set(site.publications.flatMap(({ key, source: at }) => (at.file === file ? [] : [key])));
  const taken = [...now!.entries.keys()].filter((key) => elsewhere.has(key));
  return {
    kind: "copy",
    name: `copy:${source.file}`,
    what: `${file}: ${added} more, ${changed} changed, ${gone} gone`,
    source: sourceName(source),
    doubts: [
      ...now!.errors.map(serious),
      ...(taken.length === 0 ? [] : [serious(`other files have papers of the keys ${taken.slice(0, 5).join(", ")}`)]),
      ...(gone === 0 ? [] : [serious(`${gone} of the papers that are there now would be gone`)]),
    ],
    change: { file, before, after },
  };
}

/** The entries of a copy by their keys, and what is wrong with it. */
function readCopy(file: string, text: string) {
  const { value, diagnostics } = readWorks([sourceFile(file, text)], (onDisk) => ({ onDisk, removed: [] }));
  const entries = new Map(value.first.map(({ publication, digest }) => [publication.key, digest]));
  return { entries, errors: diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message) };
}
