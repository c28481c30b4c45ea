// What an entry type of BibTeX or BibLaTeX, and the facts beside it, say of the kind of work; and the way back.
import { withoutAccents } from "../memory/fold.ts";
import { keyOfGenre } from "../text/localization-keys.ts";
import { identifierNames, identifierRows } from "./identifiers/identifier-syntax.ts";
import type { Publication } from "./publication.ts";
import { type ClassicType, classicTypes, type PublicationType, publicationTypes, types } from "./types.ts";

/** Words by which the name of a conference says that it is one. */
const conferenceWords =
  /\b(proceedings|proc\.|conference|conf\.|workshops?|symposium|symposia|colloquium|meeting|congress|convention|summit|seminar|advances in neural information processing systems|tagung|konferenz|conf[eé]rence|conferencia|congreso|congr[eè]s|conferência|congresso|atelier|taller)\b|会议|会議|大会|シンポジウム|مؤتمر/i;

/** Words by which the name of a journal says that it is one. */
const journalWords =
  /\b(journal|transactions|annals|letters|reviews?|magazine|quarterly|bulletin|archives|nature|science|cell|lancet|plos|jmlr|tmlr|zeitschrift|revue|revista|rivista)\b/i;

/** Acronyms of journals, which stand beside a year as those of conferences do. */
const journalAcronyms =
  /^(BMJ|CACM|EPL|IJCV|IJRR|JACM|JAIR|JAMA|JASA|JCP|JHEP|JMLR|JOSS|MNRAS|NEJM|PAMI|PNAS|PR[A-EL]|RMP|SIAM|TACL|TIP|TIT|TKDE|TMLR|TNNLS|TOCHI|TODS|TOG|TOPLAS|TPAMI|TSE|TVCG)\b/i;

/** Conferences that are called by their acronym alone. */
const conferenceAcronyms =
  /^(AAAI|AAMAS|ACCV|ACL|AISTATS|ASPLOS|BMVC|CAV|CCS|CHI|CIKM|COLING|COLT|CoNLL|CoRL|CP|CRYPTO|CSCW|CVPR|DAC|DATE|EACL|ECAI|ECCV|ECIR|ECML|EMNLP|EUROCRYPT|EuroSys|FAccT|FOCS|FSE|GECCO|HPCA|ICALP|ICASSP|ICCV|ICDE|ICDM|ICLR|ICML|ICRA|ICSE|IJCAI|IJCNLP|INFOCOM|INTERSPEECH|IROS|ISCA|ISMIR|ISWC|KDD|KR|LICS|LREC|MICCAI|MICRO|NAACL|NDSS|NeurIPS|NIPS|NSDI|OOPSLA|OSDI|PLDI|PODC|PODS|POPL|RecSys|RSS|SIGCOMM|SIGGRAPH|SIGIR|SIGMOD|SODA|SOSP|STACS|STOC|TACAS|UAI|UIST|USENIX|VLDB|WACV|WSDM|WWW)\b/;

/** A year as acronyms carry it: "2021", "'21". */
const year = /(?:\b|(?<=[A-Za-z]))(?:19|20)\d\d\b|['’]\d\d\b/;

/**
 * What the name of a venue says of itself; undefined where it says nothing, as "NeuroImage" and "Brain" do, which are
 * never called a conference.
 */
export function venueKind(name: string): "conference" | "journal" | undefined {
  const text = name.normalize("NFC").trim();
  if (conferenceWords.test(text)) return "conference";
  if (journalWords.test(text) || journalAcronyms.test(text)) return "journal";
  if (conferenceAcronyms.test(text)) return "conference";
  // "ITSC 2021", "MobiSys'19": an acronym with its year.
  const first = text.replace(year, " ").trim().split(/\s+/)[0] ?? "";
  const capitals = first.replace(/[^A-Z]/g, "").length;
  const isAcronym = capitals >= 3 && capitals * 2 >= first.length && first.length <= 14;
  return isAcronym && year.test(text) ? "conference" : undefined;
}

/** Whether the name of a venue, or a note on it, speaks of a poster: "Poster session of …", "poster presentation". */
export function isPosterVenue(text: string): boolean {
  return /^\W*(?:\w+ )?posters?\b|\bposter (?:session|track|presentation)s?\b/i.test(text);
}

/** Entries that hold data or settings for others and stand for no work. */
const containers = new Set(["xdata", "set", "control", "ieeetranbstctl", "acs-ctrl"]);

/** Entry types of books and the like that are wholes of their own, whatever else they are volumes of. */
const wholes = new Set(
  "book mvbook collection mvcollection proceedings mvproceedings reference mvreference periodical booklet manual".split(
    " ",
  ),
);

/** Whether an entry type is that of a whole, of which others are parts. Its `booktitle` is there for those (btxdoc 3.2). */
export function isWholeType(name: string): boolean {
  return wholes.has(name.trim().toLowerCase());
}

const typeByName: ReadonlyMap<string, PublicationType> = new Map(
  publicationTypes.flatMap((type) => types[type].entryTypes.map((name) => [name, type] as const)),
);

/** What the name of an entry type implies of the sort of work. */
const genres: Readonly<Record<string, string>> = {
  phdthesis: "PhD thesis",
  mastersthesis: "Master's thesis",
  techreport: "Technical report",
  workingpaper: "Working paper",
  bachelorthesis: "Bachelor's thesis",
  bachelorsthesis: "Bachelor's thesis",
  masterthesis: "Master's thesis",
  diplomathesis: "Diploma thesis",
  habilthesis: "Habilitation thesis",
  poster: "Poster",
  podcast: "Podcast",
};

/** What BibLaTeX's `entrysubtype` says beyond the names of CSL types, which it may hold too (2.1.1, 2.2.3, biblatex-apa). */
const typeBySubtype: ReadonlyMap<string, PublicationType> = new Map([
  ...publicationTypes.map((type) => [type, type] as const),
  ["magazine", "article-magazine"],
  ["newspaper", "article-newspaper"],
  ["film", "motion_picture"],
  ["video", "motion_picture"],
  ["tvseries", "broadcast"],
  ["tvepisode", "broadcast"],
  ["podcast", "broadcast"],
  ["podcastepisode", "broadcast"],
]);

/** Archives of papers that are published nowhere else, whose identifiers have no table row or say so there. */
const preprintArchives = new RegExp(
  `^(?:${[
    ..."biorxiv chemrxiv eartharxiv eccc medrxiv osf preprints psyarxiv socarxiv techrxiv".split(" "),
    ...identifierNames.filter((name) => identifierRows[name].isOfPreprints),
  ].join("|")})\\b`,
  "i",
);

/** What `findEntryType` knows of an entry type. */
export interface FoundEntryType {
  readonly type: PublicationType;
  /** What the name alone implies: "PhD thesis". The entry's own `type` field comes before it. */
  readonly genre?: string;
  /** Whether the name is in the table; if not, the entry is a `document`. */
  readonly known: boolean;
}

/** The CSL type for an entry type without its `@`, in any case. An unknown one is a `document`; never throws. */
export function findEntryType(name: string): FoundEntryType {
  const lower = name.trim().toLowerCase();
  const type = typeByName.get(lower);
  if (type === undefined) return { type: "document", known: false };
  const genre = genres[lower];
  return { type, ...(genre === undefined ? {} : { genre }), known: true };
}

/** Every entry type that is known, lower case. */
export const entryTypeNames: readonly string[] = [...typeByName.keys()];

/** Whether entries of this type (`xdata`, `set`, settings of a style) stand for no work and are not published. */
export function isContainerType(name: string): boolean {
  return containers.has(name.trim().toLowerCase());
}

/** The entry's facts that say more of its type than the entry type does; all texts plain. */
export interface TypeEvidence {
  /** BibLaTeX `entrysubtype`. */
  readonly subtype?: string | undefined;
  /** BibLaTeX `eprinttype`. */
  readonly archive?: string | undefined;
  readonly containerTitle?: string | undefined;
  readonly eventTitle?: string | undefined;
  readonly genre?: string | undefined;
  readonly howPublished?: string | undefined;
  /** Works that have pages stand somewhere in print. */
  readonly page?: string | undefined;
  readonly volume?: string | undefined;
  /** BibTeX `journal`, which names the container. */
  readonly journal?: string | undefined;
}

/** Types of which a poster may be, as authors enter one. */
const mayBePoster: ReadonlySet<PublicationType> = new Set([
  "document",
  "event",
  "manuscript",
  "pamphlet",
  "paper-conference",
  "speech",
  "webpage",
]);

/** Whether a work is a poster: by its subtype, its genre, how it was published, or the session it was shown in. */
export function isPoster(type: PublicationType, evidence: TypeEvidence): boolean {
  if (!mayBePoster.has(type) || (type === "paper-conference" && evidence.page !== undefined)) return false;
  const { subtype = "", genre = "", howPublished = "", containerTitle = "", eventTitle = "" } = evidence;
  return (
    /^posters?$/i.test(subtype.trim()) ||
    [genre, howPublished, containerTitle, eventTitle].some((text) => isPosterVenue(text))
  );
}

/**
 * The CSL type of an entry, given what its entry type says. The first rule that holds decides:
 * 1. an `entrysubtype` that names a CSL type, or one of `magazine`, `newspaper`, `film`, `video` …, is that type;
 * 2. a poster is a `speech`;
 * 3. a `document`, `webpage`, `manuscript` or article that is in no journal, or in one named after a preprint archive
 *    ("arXiv preprint arXiv:…", DBLP's "CoRR"), and has an eprint of such an archive or that container, is a
 *    preprint: CSL `article`; an article with volume and pages is none, though its author left the journal out;
 * 4. a `document` with journal, volume and pages is an article of that journal (biblatex manual 2.1.1: @misc is for what
 *    fits no other type);
 * 5. a `manuscript` given at an event (biblatex manual 2.1.1, @unpublished) is a `speech`.
 */
export function refineType(type: PublicationType, evidence: TypeEvidence): PublicationType {
  const named = typeBySubtype.get(evidence.subtype?.trim().toLowerCase() ?? "");
  if (named !== undefined) return named;
  if (isPoster(type, evidence)) return "speech";
  const container = evidence.containerTitle?.trim() ?? "";
  const inArchive = isArchive(container);
  const inVolume = Boolean(evidence.volume && evidence.page);
  const isPrinted = inVolume && type === "article-journal";
  const preprint = inArchive || (container === "" && !isPrinted && preprintArchives.test(evidence.archive ?? ""));
  if (preprint && ["document", "webpage", "manuscript", "article-journal"].includes(type)) return "article";
  if (type === "document" && evidence.journal && inVolume) return "article-journal";
  return type === "manuscript" && evidence.eventTitle ? "speech" : type;
}

/** Whether a container is an archive of preprints: "arXiv preprint arXiv:…", DBLP's "CoRR". */
export function isArchive(container: string): boolean {
  return /^corr$/i.test(container.trim()) || preprintArchives.test(container.trim());
}

/** BibTeX's entry types by each name for them. */
const classicNames: ReadonlyMap<string, ClassicType> = new Map([
  ...classicTypes.map((name) => [name, name] as const),
  ["conference", "inproceedings"],
]);

/** Words for degrees below a doctor's, as the author's language has them. */
const belowDoctor =
  /master|magist|maestr|mestr|maitrise|laurea|diplom|especiali|bachel|bacharel|licen[cst]|undergrad|honou?rs|b\.?\s?sc\b|m\.?\s?sc\b|硕士|学士|магистер|диплом/i;

/** What of a work decides its entry type. */
export type ClassifiedWork = Pick<
  Publication,
  "type" | "genre" | "entryType" | "containerTitle" | "containerAuthor" | "eprint" | "publisher"
>;

/** The entry type of BibTeX that says what a work is; the author's own where it is one of those and still says it. */
export function classicTypeOf(work: ClassifiedWork): ClassicType {
  const { type, genre = "", containerTitle, containerAuthor, publisher } = work;
  const own = classicNames.get(work.entryType ?? "");
  if (own !== undefined && !saysLess(own, work)) return own;
  const classic = types[type].bibtex;
  if (type === "thesis") {
    const isMaster =
      ["mathesis", "bathesis"].includes(keyOfGenre(genre) ?? "") || belowDoctor.test(withoutAccents(genre));
    return isMaster ? "mastersthesis" : classic;
  }
  // Only BibLaTeX's @inbook has a `bookauthor`.
  if (classic === "incollection")
    return containerTitle === undefined || containerAuthor.length > 0 ? "inbook" : classic;
  // btxdoc: @unpublished is not formally published.
  if (containerTitle === undefined) return type === "speech" && publisher !== undefined ? "misc" : classic;
  // What stands in a periodical or in proceedings is printed with them.
  if (type === "article" || type === "interview") return "article";
  return type === "speech" ? "inproceedings" : classic;
}

/** Whether the author's entry type says less of a work than the rest of the entry does. */
function saysLess(own: string, { type, containerTitle }: ClassifiedWork): boolean {
  // An eprint in no journal is no article of one.
  if (own === "article") return type === "article" && containerTitle === undefined;
  return own === "misc" && types[type].bibtex === "article" && containerTitle !== undefined;
}
