/** The types of CSL 1.0.2 (its `csl-types.rnc`). */
export const publicationTypes = [
  "article",
  "article-journal",
  "article-magazine",
  "article-newspaper",
  "bill",
  "book",
  "broadcast",
  "chapter",
  "classic",
  "collection",
  "dataset",
  "document",
  "entry",
  "entry-dictionary",
  "entry-encyclopedia",
  "event",
  "figure",
  "graphic",
  "hearing",
  "interview",
  "legal_case",
  "legislation",
  "manuscript",
  "map",
  "motion_picture",
  "musical_score",
  "pamphlet",
  "paper-conference",
  "patent",
  "performance",
  "periodical",
  "personal_communication",
  "post",
  "post-weblog",
  "regulation",
  "report",
  "review",
  "review-book",
  "software",
  "song",
  "speech",
  "standard",
  "thesis",
  "treaty",
  "webpage",
] as const;

export type PublicationType = (typeof publicationTypes)[number];

/** The kinds under which a visitor looks for publications: types that nobody tells apart in a list are one. */
export type PublicationKind =
  | Exclude<PublicationType, keyof typeof kindsOfTypes>
  | (typeof kindsOfTypes)[keyof typeof kindsOfTypes];

const kindsOfTypes = {
  bill: "legal",
  hearing: "legal",
  legal_case: "legal",
  legislation: "legal",
  regulation: "legal",
  treaty: "legal",
  broadcast: "media",
  motion_picture: "media",
  musical_score: "media",
  performance: "media",
  song: "media",
  classic: "book",
  figure: "graphic",
  "entry-dictionary": "entry",
  "entry-encyclopedia": "entry",
  event: "speech",
  pamphlet: "document",
  personal_communication: "document",
  "post-weblog": "post",
  "review-book": "review",
} as const satisfies Partial<Record<PublicationType, string>>;

/** The kind of a publication's type. */
export function kindOf(type: PublicationType): PublicationKind {
  return type in kindsOfTypes ? kindsOfTypes[type as keyof typeof kindsOfTypes] : (type as PublicationKind);
}

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

/** One entry type of BibTeX, BibLaTeX or a dialect of theirs. */
interface EntryTypeRow {
  readonly name: string;
  readonly type: PublicationType;
  readonly genre?: string;
}

const row = (name: string, type: PublicationType, genre?: string): EntryTypeRow =>
  genre === undefined ? { name, type } : { name, type, genre };

/**
 * What each entry type is in CSL; `classic-entry-types.ts` is the way back. Sources: btxdoc 3.1, biblatex manual 2.1.1 to
 * 2.1.3, CSL 1.0.2 appendix III.
 */
const rows: readonly EntryTypeRow[] = [
  // BibTeX and BibLaTeX (2.1.1)
  row("article", "article-journal"),
  row("book", "book"),
  row("mvbook", "book"),
  row("incollection", "chapter"),
  row("inbook", "chapter"),
  row("bookinbook", "chapter"),
  row("suppbook", "chapter"),
  row("suppcollection", "chapter"),
  row("booklet", "pamphlet"),
  row("collection", "book"),
  row("mvcollection", "book"),
  row("reference", "book"),
  row("mvreference", "book"),
  row("inreference", "entry-encyclopedia"),
  row("manual", "book"),
  row("misc", "document"),
  row("dataset", "dataset"),
  row("online", "webpage"),
  row("patent", "patent"),
  row("periodical", "periodical"),
  row("suppperiodical", "article-journal"),
  row("proceedings", "book"),
  row("mvproceedings", "book"),
  row("inproceedings", "paper-conference"),
  row("report", "report"),
  row("software", "software"),
  row("thesis", "thesis"),
  row("unpublished", "manuscript"),
  // Older names (2.1.2)
  row("conference", "paper-conference"),
  row("electronic", "webpage"),
  row("www", "webpage"),
  row("phdthesis", "thesis", "PhD thesis"),
  row("mastersthesis", "thesis", "Master's thesis"),
  row("techreport", "report", "Technical report"),
  // Types without support in the standard styles (2.1.3)
  row("artwork", "graphic"),
  row("audio", "song"),
  row("bibnote", "document"),
  row("commentary", "book"),
  row("image", "graphic"),
  row("jurisdiction", "legal_case"),
  row("legislation", "legislation"),
  row("legal", "treaty"),
  row("letter", "personal_communication"),
  row("movie", "motion_picture"),
  row("music", "song"),
  row("performance", "performance"),
  row("review", "review"),
  row("standard", "standard"),
  row("video", "motion_picture"),
  row("customa", "document"),
  row("customb", "document"),
  row("customc", "document"),
  row("customd", "document"),
  row("custome", "document"),
  row("customf", "document"),
  // biblatex-apa
  row("presentation", "speech"),
  row("constitution", "legislation"),
  row("legmaterial", "bill"),
  row("legadminmaterial", "regulation"),
  row("hardware", "document"),
  row("nameonly", "document"),
  // biblatex-gb7714, abnTeX2, Gaia's style
  row("newspaper", "article-newspaper"),
  row("archive", "collection"),
  row("map", "map"),
  row("database", "dataset"),
  row("monography", "thesis"),
  row("journalpart", "periodical"),
  row("livelink", "report"),
  // biblatex-software, ACM's and IEEE's styles
  row("softwareversion", "software"),
  row("softwaremodule", "software"),
  row("codefragment", "software"),
  row("artifactsoftware", "software"),
  row("artifactdataset", "dataset"),
  row("game", "software"),
  row("preprint", "article"),
  row("underreview", "article"),
  // What other programs write
  row("magazine", "article-magazine"),
  row("workingpaper", "report", "Working paper"),
  row("bachelorthesis", "thesis", "Bachelor's thesis"),
  row("bachelorsthesis", "thesis", "Bachelor's thesis"),
  row("masterthesis", "thesis", "Master's thesis"),
  row("diplomathesis", "thesis", "Diploma thesis"),
  row("habilthesis", "thesis", "Habilitation thesis"),
  row("webpage", "webpage"),
  row("website", "webpage"),
  row("blog", "post-weblog"),
  row("post", "post"),
  row("talk", "speech"),
  row("lecture", "speech"),
  row("speech", "speech"),
  row("poster", "speech", "Poster"),
  row("podcast", "broadcast", "Podcast"),
  row("interview", "interview"),
  row("encyclopedia", "entry-encyclopedia"),
  row("dictionary", "entry-dictionary"),
  row("data", "dataset"),
  row("code", "software"),
  row("computerprogram", "software"),
  row("manuscript", "manuscript"),
  row("generic", "document"),
];

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

const rowByName: ReadonlyMap<string, EntryTypeRow> = new Map(rows.map((entry) => [entry.name, entry]));

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

/** Archives of papers that are published nowhere else; `jstor`, `pubmed` or `hdl` say nothing of the kind. */
const preprintArchives =
  /^(arxiv|biorxiv|chemrxiv|eartharxiv|eccc|medrxiv|osf|preprints|psyarxiv|socarxiv|ssrn|techrxiv)\b/i;

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
  const found = rowByName.get(name.trim().toLowerCase());
  if (found === undefined) return { type: "document", known: false };
  return found.genre === undefined
    ? { type: found.type, known: true }
    : { type: found.type, genre: found.genre, known: true };
}

/** Every entry type that is known, lower case. */
export const entryTypeNames: readonly string[] = [...rowByName.keys()];

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
 *    preprint: CSL `article`;
 * 4. a `manuscript` given at an event (biblatex manual 2.1.1, @unpublished) is a `speech`.
 */
export function refineType(type: PublicationType, evidence: TypeEvidence): PublicationType {
  const named = typeBySubtype.get(evidence.subtype?.trim().toLowerCase() ?? "");
  if (named !== undefined) return named;
  if (isPoster(type, evidence)) return "speech";
  const container = evidence.containerTitle?.trim() ?? "";
  const inArchive = isArchive(container);
  const preprint = inArchive || (container === "" && preprintArchives.test(evidence.archive ?? ""));
  if (preprint && ["document", "webpage", "manuscript", "article-journal"].includes(type)) return "article";
  return type === "manuscript" && evidence.eventTitle ? "speech" : type;
}

/** Whether a container is an archive of preprints: "arXiv preprint arXiv:…", DBLP's "CoRR". */
export function isArchive(container: string): boolean {
  return /^corr$/i.test(container.trim()) || preprintArchives.test(container.trim());
}

/**
 * Zotero's item type for each CSL type: its own table of both (`csl.types` of the Zotero schema), and the nearest one
 * where that table has none.
 */
export const zoteroTypes = {
  article: "preprint",
  "article-journal": "journalArticle",
  "article-magazine": "magazineArticle",
  "article-newspaper": "newspaperArticle",
  bill: "bill",
  book: "book",
  broadcast: "radioBroadcast",
  chapter: "bookSection",
  classic: "book",
  collection: "document",
  dataset: "dataset",
  document: "document",
  entry: "encyclopediaArticle",
  "entry-dictionary": "dictionaryEntry",
  "entry-encyclopedia": "encyclopediaArticle",
  event: "presentation",
  figure: "artwork",
  graphic: "artwork",
  hearing: "hearing",
  interview: "interview",
  legal_case: "case",
  legislation: "statute",
  manuscript: "manuscript",
  map: "map",
  motion_picture: "film",
  musical_score: "document",
  pamphlet: "document",
  "paper-conference": "conferencePaper",
  patent: "patent",
  performance: "presentation",
  periodical: "book",
  personal_communication: "letter",
  post: "forumPost",
  "post-weblog": "blogPost",
  regulation: "statute",
  report: "report",
  review: "journalArticle",
  "review-book": "journalArticle",
  software: "computerProgram",
  song: "audioRecording",
  speech: "presentation",
  standard: "standard",
  thesis: "thesis",
  treaty: "document",
  webpage: "webpage",
} as const satisfies Record<PublicationType, string>;

/** A type of item in Zotero. */
export type ZoteroType = (typeof zoteroTypes)[PublicationType];
