// In: a found work, and the site to which it is to be added. Out: the file to write, with what its author should look at.
import { publicationToBibtex } from "../export/bibtex.ts";
import { sourceFile } from "../input/files/source-file.ts";
import { foldSigns, foldSpelling } from "../memory/fold.ts";
import { readWorks } from "../pipeline.ts";
import { formatName } from "../record/names/name.ts";
import type { Publication } from "../record/publication.ts";
import type { Person } from "../record/site-settings.ts";
import { personRecognizer } from "../relate/recognize.ts";
import { richTextToPlain } from "../text/plain-text.ts";
import { type EntryTextOptions, entryText, keyOf } from "./entry-text.ts";
import type { MergedWork } from "./merge-works.ts";
import { type Doubt, type FoundName, note, serious } from "./reading/found-work.ts";

/** What is known of the site. */
export interface SiteFacts {
  readonly publications: readonly Publication[];
  readonly people: readonly Person[];
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
    const name = { ...one, equalContribution: false, corresponding: false };
    const spelling = formatName(name);
    const person = recognizer.recognize(name);
    if (person === undefined) {
      const alike = recognizer.resemble(name);
      if (alike !== undefined) doubts.push(note(`"${spelling}" may be ${alike.name} of people.yaml`));
      return one;
    }
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
function readBack(
  file: string,
  text: string,
): { readonly publication: Publication; readonly doubts: readonly Doubt[] } {
  const { value, diagnostics } = readWorks([sourceFile(file, text)], (onDisk) => ({ onDisk, removed: [] }));
  const [read] = value.first;
  if (read === undefined) throw new Error(`what was written for ${file} is not read as a paper`);
  const doubts = diagnostics.map(({ message, severity }) => (severity === "error" ? serious(message) : note(message)));
  return { publication: read.publication, doubts };
}

/** BibTeX that is kept as it is: the papers in it, and the file for them; undefined where it holds none. */
export function planBibtex(text: string, name: string | undefined, site: SiteFacts): PlannedEntry | undefined {
  const { value, diagnostics } = readWorks([sourceFile("entry.bib", text)], (onDisk) => ({ onDisk, removed: [] }));
  const [read] = value.first;
  if (read === undefined) return undefined;
  const { key } = read.publication;
  const base = value.first.length === 1 ? key : (name ?? key);
  const safe = base.replace(/[^\w.-]+/g, "-").replace(/^[.-]+/, "") || "papers";
  const doubts = diagnostics.map(({ message, severity }) => (severity === "error" ? serious(message) : note(message)));
  const known = value.first.flatMap(({ publication }) => findTwin(publication, site.publications) ?? []);
  return {
    key,
    file: `content/publications/${safe}.bib`,
    text: `${text.trim()}\n`,
    publication: read.publication,
    doubts: [...doubts, ...known.map((twin) => serious(`the site has ${twin.key} already`))],
    origins: new Map(),
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
