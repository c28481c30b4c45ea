// In: a found work, and the site to which it is to be added. Out: the file to write, with what its author should look at.
import { publicationToBibtex } from "../export/bibtex.ts";
import { sourceFile } from "../input/files/source-file.ts";
import { foldSigns, foldSpelling } from "../memory/fold.ts";
import { readWorks } from "../pipeline.ts";
import type { Publication } from "../record/publication.ts";
import type { Person, Venue } from "../record/site-settings.ts";
import { personRecognizer } from "../relate/recognize.ts";
import { richTextToPlain } from "../text/plain-text.ts";
import { type EntryTextOptions, entryText, keyOf } from "./entry-text.ts";
import type { MergedWork } from "./merge-works.ts";
import { type NewTopic, type Proposal, proposalsFor } from "./propose-names.ts";
import { asName, type Doubt, type FoundName, note, serious, spoken } from "./reading/found-work.ts";

/** What is known of the site. */
export interface SiteFacts {
  readonly publications: readonly Publication[];
  readonly people: readonly Person[];
  readonly venues: readonly Venue[];
  /** Whether there is a file at a path of the site. */
  readonly isThere: (file: string) => boolean;
}

/** A paper to be written. */
export interface PlannedEntry {
  readonly key: string;
  /** "content/publications/kern2021growth.md". */
  readonly file: string;
  readonly text: string;
  readonly publication: Publication;
  readonly doubts: readonly Doubt[];
  /** For each part of the work the service it is from. */
  readonly origins: ReadonlyMap<string, string>;
  /** Who and what it names that the site does not know. */
  readonly proposals: readonly Proposal[];
  /** A topic that it would join, did the site have it. */
  readonly topic?: NewTopic | undefined;
}

/** A paper that the site has already, and what is found of it that its entry lacks or has otherwise. */
export interface KnownEntry {
  readonly twin: Publication;
  readonly lacking: Readonly<Record<string, string>>;
  readonly other: readonly { readonly name: string; readonly here: string; readonly found: string }[];
}

/** Who stands in `people.yaml` is named as there where an ORCID iD says who it is; who may be meant is asked after. */
export function withKnownPeople(work: MergedWork, people: readonly Person[]): MergedWork {
  if (people.length === 0) return work;
  const recognizer = personRecognizer(people);
  const doubts: Doubt[] = [];
  const known = (one: FoundName): FoundName => {
    const name = asName(one);
    const spelling = spoken(one);
    const person = recognizer.recognize(name);
    if (person === undefined) {
      const alike = recognizer.resemble(name);
      if (alike !== undefined) doubts.push(note(`"${spelling}" may be ${alike.name} of people.yaml`));
      return one;
    }
    if (one.orcid !== undefined && person.orcid === undefined)
      doubts.push(note(`people.yaml has no ORCID iD of ${person.name}, which may be ${one.orcid}`));
    if (foldSpelling(spelling) === foldSpelling(person.name) || one.orcid === undefined || person.orcid !== one.orcid)
      return person.orcid === one.orcid ? withoutOrcid(one) : one;
    doubts.push(
      note(`"${spelling}" has the ORCID iD of ${person.name}; add the spelling to the variants in people.yaml`),
    );
    return one;
  };
  return { ...work, author: work.author.map(known), doubts: [...work.doubts, ...doubts] };
}

/** An iD that people.yaml says need not stand with each paper. */
function withoutOrcid({ orcid: _, ...name }: FoundName): FoundName {
  return name;
}

/** The file for a work, under a key that nothing has yet. */
export function planEntry(
  work: MergedWork,
  site: SiteFacts,
  options: EntryTextOptions & { readonly format: "md" | "bib"; readonly key?: string | undefined },
): PlannedEntry {
  const keys = new Set(
    site.publications.flatMap(({ key, aliases }) => [key, ...aliases].map((one) => one.toLowerCase())),
  );
  const fileOf = (key: string, ending: string) => `content/publications/${key}.${ending}`;
  const isTaken = (key: string) => keys.has(key) || ["md", "bib"].some((ending) => site.isThere(fileOf(key, ending)));
  const key = options.key ?? keyOf(work, isTaken);
  const markdown = entryText(work, options);
  const { publication, doubts } = readBack(fileOf(key, "md"), markdown);
  const isBibtex = options.format === "bib";
  return {
    key,
    file: fileOf(key, options.format),
    text: isBibtex ? `${publicationToBibtex(publication).trim()}\n` : markdown,
    publication,
    doubts: [...lackOf(work), ...work.doubts, ...doubts],
    origins: work.origins,
    proposals: proposalsFor(work, site.people, site.venues),
  };
}

/** A published work and its preprint as two, of which each says what is its own. */
export function parted(work: MergedWork): readonly [published: MergedWork, preprint: MergedWork] | undefined {
  const { preprint, ...rest } = work;
  if (preprint === undefined) return undefined;
  const { arxiv, ...identifiers } = rest.identifiers;
  return [preprint.identifiers.arxiv === arxiv ? { ...rest, identifiers } : rest, preprint];
}

/** Whether a preprint differs from what became of it in more than marks: in its title or in who wrote it. */
export function isOtherText({ title, author, preprint }: MergedWork): boolean {
  if (preprint === undefined) return false;
  const families = (names: readonly FoundName[]) =>
    names.map(({ family, literal }) => foldSigns(family ?? literal ?? ""));
  return (
    foldSigns(richTextToPlain(title)) !== foldSigns(richTextToPlain(preprint.title)) ||
    families(author).join("\n") !== families(preprint.author).join("\n")
  );
}

/** What a paper should have and this one lacks. */
function lackOf(work: MergedWork): readonly Doubt[] {
  return [
    ...(work.author.length + work.editor.length === 0 ? [serious("nobody is named as its author")] : []),
    ...(work.date === undefined ? [serious("it has no date")] : []),
    ...(work.abstract.length === 0 ? [note("no service has its abstract")] : []),
  ];
}

/** The publication that a file is read as, and what is wrong with it. */
function readBack(file: string, text: string): Pick<PlannedEntry, "publication" | "doubts"> {
  const { publications, doubts } = readText(file, text);
  const [publication] = publications;
  if (publication === undefined) throw new Error(`what was written for ${file} is not read as a paper`);
  return { publication, doubts };
}

function readText(file: string, text: string) {
  const { value, diagnostics } = readWorks([sourceFile(file, text)], (onDisk) => ({ onDisk, removed: [] }));
  const doubts = diagnostics.map(({ message, severity }) => (severity === "error" ? serious(message) : note(message)));
  return { publications: value.first.map((read) => read.publication), doubts };
}

/** The entry as its author has edited it; undefined where its text is no longer one of papers. */
export function editedEntry(entry: PlannedEntry, text: string): PlannedEntry | undefined {
  const { publications, doubts } = readText(entry.file, text);
  const [publication] = publications;
  return publication === undefined ? undefined : { ...entry, text, publication, key: publication.key, doubts };
}

/** An edited entry under another key, or as BibTeX. */
export function rekeyed(entry: PlannedEntry, key: string, format: "md" | "bib"): PlannedEntry {
  const file = `content/publications/${key}.${format}`;
  if (format === "md") return { ...entry, key, file };
  const publication = { ...entry.publication, key };
  return { ...entry, key, file, publication, text: `${publicationToBibtex(publication).trim()}\n` };
}

/** BibTeX that is kept as it is: the papers in it, and the file for them; undefined where it holds none. */
export function planBibtex(text: string, name: string | undefined, site: SiteFacts): PlannedEntry | undefined {
  const { publications, doubts } = readText("entry.bib", text);
  const [publication] = publications;
  if (publication === undefined) return undefined;
  const { key } = publication;
  const base = publications.length === 1 ? key : (name ?? key);
  const safe = base.replace(/[^\w.-]+/g, "-").replace(/^[.-]+/, "") || "papers";
  const known = publications.flatMap((one) => findTwin(one, site.publications) ?? []);
  return {
    key,
    file: `content/publications/${safe}.bib`,
    text: `${text.trim()}\n`,
    publication,
    doubts: [...doubts, ...known.map((twin) => serious(`the site has ${twin.key} already`))],
    origins: new Map(),
    proposals: [],
  };
}

/** The paper of the site that has the same identifier, or the same title where neither has any. */
export function findTwin(
  work: Pick<Publication, "doi" | "eprint" | "pmid" | "isbn" | "type" | "key">,
  publications: readonly Publication[],
): Publication | undefined {
  const bare = (id: string | undefined) => id?.toLowerCase();
  const arxiv = ({ eprint, doi }: Pick<Publication, "eprint" | "doi">) =>
    (eprint?.archive === "arXiv" ? eprint.id : /^10\.48550\/arxiv\.(.+)$/i.exec(doi ?? "")?.[1])?.replace(/v\d+$/, "");
  const isSame = (one: string | undefined, other: string | undefined) => one !== undefined && one === other;
  const isBook = work.type === "book";
  return publications.find(
    (one) =>
      isSame(bare(one.doi), bare(work.doi)) ||
      isSame(arxiv(one), arxiv(work)) ||
      isSame(one.pmid, work.pmid) ||
      (isBook && one.type === "book" && isSame(one.isbn?.replace(/\D/g, ""), work.isbn?.replace(/\D/g, ""))),
  );
}

/** The front matter's fields that are compared with an entry of the site. */
const compared = {
  doi: ({ doi }: Publication) => doi,
  arxiv: ({ eprint }: Publication) => (eprint?.archive === "arXiv" ? eprint.id : undefined),
  pmid: ({ pmid }: Publication) => pmid,
  pmcid: ({ pmcid }: Publication) => pmcid,
  venue: ({ containerTitle }: Publication) => containerTitle,
  volume: ({ volume }: Publication) => volume,
  number: ({ issue, number }: Publication) => issue ?? number,
  pages: ({ page }: Publication) => page,
  date: ({ issued }: Publication) =>
    issued?.start?.map((part, index) => String(part).padStart(index === 0 ? 4 : 2, "0")).join("-"),
} satisfies Readonly<Record<string, (publication: Publication) => string | undefined>>;

/** What is found of a paper that the site has: what it lacks, and what it has otherwise. */
export function compareWithTwin(found: Publication, twin: Publication): KnownEntry {
  const lacking: Record<string, string> = {};
  const other: { name: string; here: string; found: string }[] = [];
  for (const [name, of] of Object.entries(compared)) {
    const [here, there] = [of(twin), of(found)];
    if (there === undefined || here === there) continue;
    if (here === undefined) lacking[name] = there;
    else if (here.toLowerCase() !== there.toLowerCase() && !there.startsWith(here))
      other.push({ name, here, found: there });
  }
  return { twin, lacking, other };
}
