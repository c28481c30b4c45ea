import type { PublicationType } from "../../model/publication-type.ts";

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
