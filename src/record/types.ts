/** What a CSL type is called elsewhere. */
interface TypeRow<Kind extends string, Zotero extends string> {
  /** Under what a visitor looks for it: types that nobody tells apart in a list are one. The message `type-…` names it. */
  readonly kind: Kind;
  /**
   * BibTeX's entry type (btxdoc 3.1), where the author's own is none of BibTeX's. It says what the work is, whether or not a
   * style misses something there; what it leaves open, `entrysubtype` says by the CSL type. BibLaTeX's own types (@online,
   * @software, @dataset, @patent …) are none to BibTeX, whose styles then print nothing: for these it has only @misc, "when
   * nothing else fits". An edited book is a @book with an editor; what stands in a book and has a title of its own, and an
   * article of an encyclopedia, is an @incollection; the script of a talk is @unpublished.
   */
  readonly bibtex: ClassicType;
  /** The reference type of RIS; `GEN` where that has none. */
  readonly ris: string;
  /** Zotero's item type: its own table of both (`csl.types` of the Zotero schema), and the nearest one where that has none. */
  readonly zotero: Zotero;
  /** schema.org's type. */
  readonly schemaOrg: string;
  /** The genre of its OpenURL; `dc` where only Dublin Core holds it. */
  readonly openUrl: OpenUrlGenre;
  /** What it stands in: what comes out in volumes and issues, a book, or an event at which it is given. */
  readonly container: "periodical" | "book" | "event" | "none";
  /** What its `number` counts: the issues of a volume, the volumes of a series, or itself. */
  readonly numberOf: "issue" | "series" | "own";
  /** The entry types of BibLaTeX and of dialects that are read as it, BibLaTeX's own first (manual 2.1.1 to 2.1.3). */
  readonly entryTypes: readonly string[];
}

/** The entry types of BibTeX (btxdoc 3.1). */
export const classicTypes = [
  "article",
  "book",
  "booklet",
  "inbook",
  "incollection",
  "inproceedings",
  "manual",
  "mastersthesis",
  "misc",
  "phdthesis",
  "proceedings",
  "techreport",
  "unpublished",
] as const;

export type ClassicType = (typeof classicTypes)[number];

export type OpenUrlGenre = "article" | "book" | "bookitem" | "proceeding" | "report" | "dissertation" | "patent" | "dc";

const row = <const Kind extends string, const Zotero extends string>(
  kind: Kind,
  bibtex: ClassicType,
  ris: string,
  zotero: Zotero,
  schemaOrg: string,
  openUrl: OpenUrlGenre,
  container: TypeRow<Kind, Zotero>["container"],
  numberOf: TypeRow<Kind, Zotero>["numberOf"],
  entryTypes: string,
): TypeRow<Kind, Zotero> => ({
  kind,
  bibtex,
  ris,
  zotero,
  schemaOrg,
  openUrl,
  container,
  numberOf,
  entryTypes: entryTypes.split(" ").filter(Boolean),
});

/** The types of CSL 1.0.2 (its `csl-types.rnc`), in the columns of `TypeRow`. */
// biome-ignore format: a table is read by its columns.
export const types = {
  article:                row("article",           "misc",          "UNPB",   "preprint",            "ScholarlyArticle",       "dc",           "none",       "own",    "preprint underreview"),
  "article-journal":      row("article-journal",   "article",       "JOUR",   "journalArticle",      "ScholarlyArticle",       "article",      "periodical", "issue",  "article suppperiodical"),
  "article-magazine":     row("article-magazine",  "article",       "MGZN",   "magazineArticle",     "Article",                "dc",           "periodical", "issue",  "magazine"),
  "article-newspaper":    row("article-newspaper", "article",       "NEWS",   "newspaperArticle",    "NewsArticle",            "dc",           "periodical", "issue",  "newspaper"),
  bill:                   row("legal",             "misc",          "BILL",   "bill",                "Legislation",            "dc",           "none",       "own",    "legmaterial"),
  book:                   row("book",              "book",          "BOOK",   "book",                "Book",                   "book",         "none",       "series", "book mvbook collection mvcollection reference mvreference manual proceedings mvproceedings commentary"),
  broadcast:              row("media",             "misc",          "SOUND",  "radioBroadcast",      "CreativeWork",           "dc",           "none",       "own",    "podcast"),
  chapter:                row("chapter",           "incollection",  "CHAP",   "bookSection",         "Chapter",                "bookitem",     "book",       "series", "incollection inbook bookinbook suppbook suppcollection"),
  classic:                row("book",              "book",          "CLSWK",  "book",                "Book",                   "book",         "none",       "series", ""),
  collection:             row("collection",        "misc",          "GEN",    "document",            "Collection",             "dc",           "none",       "series", "archive"),
  dataset:                row("dataset",           "misc",          "DATA",   "dataset",             "Dataset",                "dc",           "none",       "own",    "dataset database artifactdataset data"),
  document:               row("document",          "misc",          "GEN",    "document",            "CreativeWork",           "dc",           "none",       "own",    "misc bibnote customa customb customc customd custome customf hardware nameonly generic"),
  entry:                  row("entry",             "incollection",  "ENCYC",  "encyclopediaArticle", "CreativeWork",           "dc",           "book",       "series", ""),
  "entry-dictionary":     row("entry",             "incollection",  "DICT",   "dictionaryEntry",     "CreativeWork",           "dc",           "book",       "series", "dictionary"),
  "entry-encyclopedia":   row("entry",             "incollection",  "ENCYC",  "encyclopediaArticle", "CreativeWork",           "dc",           "book",       "series", "inreference encyclopedia"),
  event:                  row("speech",            "misc",          "GEN",    "presentation",        "CreativeWork",           "dc",           "none",       "own",    ""),
  figure:                 row("graphic",           "misc",          "FIGURE", "artwork",             "CreativeWork",           "dc",           "none",       "own",    ""),
  graphic:                row("graphic",           "misc",          "ART",    "artwork",             "VisualArtwork",          "dc",           "none",       "own",    "artwork image"),
  hearing:                row("legal",             "misc",          "HEAR",   "hearing",             "CreativeWork",           "dc",           "none",       "own",    ""),
  interview:              row("interview",         "misc",          "GEN",    "interview",           "CreativeWork",           "dc",           "none",       "own",    "interview"),
  legal_case:             row("legal",             "misc",          "CASE",   "case",                "CreativeWork",           "dc",           "none",       "own",    "jurisdiction"),
  legislation:            row("legal",             "misc",          "STAT",   "statute",             "Legislation",            "dc",           "none",       "own",    "legislation constitution"),
  manuscript:             row("manuscript",        "unpublished",   "UNPB",   "manuscript",          "Manuscript",             "dc",           "none",       "own",    "unpublished manuscript"),
  map:                    row("map",               "misc",          "MAP",    "map",                 "Map",                    "dc",           "none",       "own",    "map"),
  motion_picture:         row("media",             "misc",          "MPCT",   "film",                "Movie",                  "dc",           "none",       "own",    "movie video"),
  musical_score:          row("media",             "misc",          "MUSIC",  "document",            "SheetMusic",             "dc",           "none",       "own",    ""),
  pamphlet:               row("document",          "booklet",       "PAMP",   "document",            "CreativeWork",           "dc",           "none",       "series", "booklet"),
  "paper-conference":     row("paper-conference",  "inproceedings", "CONF",   "conferencePaper",     "ScholarlyArticle",       "proceeding",   "book",       "series", "inproceedings conference"),
  patent:                 row("patent",            "misc",          "PAT",    "patent",              "CreativeWork",           "patent",       "none",       "own",    "patent"),
  performance:            row("media",             "misc",          "GEN",    "presentation",        "CreativeWork",           "dc",           "none",       "own",    "performance"),
  periodical:             row("periodical",        "misc",          "SER",    "book",                "Periodical",             "book",         "none",       "issue",  "periodical journalpart"),
  personal_communication: row("document",          "misc",          "PCOMM",  "letter",              "CreativeWork",           "dc",           "none",       "own",    "letter"),
  post:                   row("post",              "misc",          "ELEC",   "forumPost",           "DiscussionForumPosting", "dc",           "none",       "own",    "post"),
  "post-weblog":          row("post",              "misc",          "BLOG",   "blogPost",            "BlogPosting",            "dc",           "none",       "own",    "blog"),
  regulation:             row("legal",             "misc",          "LEGAL",  "statute",             "Legislation",            "dc",           "none",       "own",    "legadminmaterial"),
  report:                 row("report",            "techreport",    "RPRT",   "report",              "Report",                 "report",       "none",       "own",    "report techreport livelink workingpaper"),
  review:                 row("review",            "article",       "JOUR",   "journalArticle",      "Review",                 "article",      "periodical", "issue",  "review"),
  "review-book":          row("review",            "article",       "JOUR",   "journalArticle",      "Review",                 "article",      "periodical", "issue",  ""),
  software:               row("software",          "misc",          "COMP",   "computerProgram",     "SoftwareSourceCode",     "dc",           "none",       "own",    "software softwareversion softwaremodule codefragment artifactsoftware game code computerprogram"),
  song:                   row("media",             "misc",          "SOUND",  "audioRecording",      "MusicRecording",         "dc",           "none",       "own",    "audio music"),
  speech:                 row("speech",            "unpublished",   "GEN",    "presentation",        "CreativeWork",           "dc",           "event",      "own",    "presentation talk lecture speech poster"),
  standard:               row("standard",          "misc",          "STAND",  "standard",            "CreativeWork",           "dc",           "none",       "own",    "standard"),
  thesis:                 row("thesis",            "phdthesis",     "THES",   "thesis",              "Thesis",                 "dissertation", "none",       "own",    "thesis phdthesis mastersthesis monography bachelorthesis bachelorsthesis masterthesis diplomathesis habilthesis"),
  treaty:                 row("legal",             "misc",          "LEGAL",  "document",            "CreativeWork",           "dc",           "none",       "own",    "legal"),
  webpage:                row("webpage",           "misc",          "ELEC",   "webpage",             "WebPage",                "dc",           "none",       "own",    "online electronic www webpage website"),
};

export type PublicationType = keyof typeof types;
export type PublicationKind = (typeof types)[PublicationType]["kind"];
/** A type of item in Zotero. */
export type ZoteroType = (typeof types)[PublicationType]["zotero"];

export const publicationTypes = Object.keys(types) as readonly PublicationType[];

/** Whether works of a type come out in volumes and issues. */
export const isInPeriodical = (type: PublicationType): boolean => types[type].container === "periodical";
