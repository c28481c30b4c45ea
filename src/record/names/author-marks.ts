// What is said of an author of one work by a sign behind the name: which signs there are, and what is meant by each.
import type { MessageKey } from "../../messages/en.ts";
import type { Name } from "./name.ts";
import { saysCorresponding, saysEqual } from "./name-marks.ts";

/** What is known of a mark. */
interface MarkRow {
  readonly sign: string;
  /** What a legend says of the sign. */
  readonly label: MessageKey;
  /** Whether it tells something to those who read a list; else the work's own page alone shows it. */
  readonly isInLists: boolean;
  /** What schema.org's `Role` calls it; absent where it is none. */
  readonly roleName?: string;
  /** Whether an annotation, or a footnote on the name, says it. */
  readonly isSaidBy: (text: string) => boolean;
}

const saidBy = (pattern: RegExp) => (text: string) => pattern.test(text.trim());

/** The marks that are known without being declared, in the order in which they stand behind a name. */
export const authorMarks = {
  equal: {
    sign: "*",
    label: "equalContribution",
    isInLists: true,
    roleName: "equal contribution",
    // Which words say it is known where names are read, since "first" does so only beside another "first".
    isSaidBy: () => false,
  },
  "equal-last": {
    sign: "**",
    label: "equalLastContribution",
    isInLists: true,
    roleName: "equal contribution as last author",
    isSaidBy: saidBy(/^(?:equal|co|joint|shared)[ -]?(?:last|senior|supervision|advising)(?:[ -]author(?:ship)?)?$/i),
  },
  corresponding: {
    sign: "✉\uFE0E",
    label: "correspondingAuthor",
    isInLists: false,
    roleName: "corresponding author",
    isSaidBy: saysCorresponding,
  },
  student: {
    sign: "§",
    label: "studentAuthor",
    isInLists: true,
    roleName: "student",
    isSaidBy: saidBy(/^(?:(?:phd|doctoral|graduate|undergraduate|master'?s?|bachelor'?s?) )?student(?:[ -]author)?$/i),
  },
  deceased: {
    sign: "†",
    label: "deceasedAuthor",
    isInLists: true,
    isSaidBy: saidBy(/^deceased\b/i),
  },
} as const satisfies Readonly<Record<string, MarkRow>>;

export type KnownMark = keyof typeof authorMarks;
export const knownMarks = Object.keys(authorMarks) as readonly KnownMark[];

/** A mark as a site shows it: one of the table, or its own. */
export interface AuthorMark {
  /** The word of the table, or the one by which papers say it. */
  readonly id: string;
  readonly sign: string;
  /** What the legend says, where the site says that itself. */
  readonly text?: string;
  readonly isInLists: boolean;
}

/** The marks of a site that says nothing of them. */
export const standardMarks: readonly AuthorMark[] = knownMarks.map((id) => ({
  id,
  sign: authorMarks[id].sign,
  isInLists: authorMarks[id].isInLists,
}));

const isKnownMark = (id: string): id is KnownMark => Object.hasOwn(authorMarks, id);

/** What the legend of a mark says: a message, or the site's own words. */
export const labelOfMark = ({ id, text }: AuthorMark): { readonly message: MessageKey } | { readonly text: string } =>
  text !== undefined || !isKnownMark(id) ? { text: text ?? id } : { message: authorMarks[id].label };

/** What schema.org's `Role` calls a mark; undefined where it is no role. */
export function roleNameOfMark({ id, text }: AuthorMark): string | undefined {
  const row: MarkRow | undefined = isKnownMark(id) ? authorMarks[id] : undefined;
  return row === undefined ? text : row.roleName;
}

const none: readonly AuthorMark[] = [];

/**
 * The marks of each name of a list, in the site's order. A sign that an author typed means the site's own mark of that sign; a
 * star means equal contribution, and two stars that of last authors where other names of the list have one.
 */
export function marksOf(names: readonly Name[], marks: readonly AuthorMark[]): readonly (readonly AuthorMark[])[] {
  const hasOneStar = names.some((name) => name.marks?.includes("*"));
  return names.map((name) => {
    const { annotations = [], equalContribution, corresponding } = name;
    const typed = name.marks ?? [];
    if (!equalContribution && !corresponding && typed.length === 0 && annotations.length === 0) return none;
    const isLast = hasOneStar && typed.includes("**") && !typed.includes("*");
    return marks.filter(({ id, sign }) => {
      if (id === "equal" && equalContribution && !isLast) return true;
      if (id === "equal-last" && isLast) return true;
      if (id === "corresponding" && corresponding) return true;
      if (isKnownMark(id) ? annotations.some(authorMarks[id].isSaidBy) : annotations.includes(id)) return true;
      return isOwnSign(id, sign) && typed.includes(sign);
    });
  });
}

/** Whether a word on a name says one of these marks, or one that the site does not show. */
export function isMarkWord(word: string, marks: readonly AuthorMark[]): boolean {
  const isKnown = knownMarks.some((id) => id === word || authorMarks[id].isSaidBy(word));
  return isKnown || saysEqual(word) || marks.some(({ id }) => id === word);
}

/** Whether a typed sign means a mark because the site gave it that sign. */
const isOwnSign = (id: string, sign: string): boolean => !isKnownMark(id) || authorMarks[id].sign !== sign;

/** The signs that an author typed behind a name and that mean nothing to the site. */
export function unexplainedSigns({ marks: typed = [] }: Name, marks: readonly AuthorMark[]): readonly string[] {
  return typed.filter(
    (one) => !/^(?:\*+|✉)$/.test(one) && !marks.some(({ id, sign }) => sign === one && isOwnSign(id, sign)),
  );
}
