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
