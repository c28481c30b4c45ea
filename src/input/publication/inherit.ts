import { bounds, moreThan } from "../../diagnostic/bounds.ts";
import { type Diagnostic, diagnostic, type Result } from "../../diagnostic/diagnostic.ts";
import { nearestName } from "../../diagnostic/nearest-name.ts";
import { lostThing } from "../../diagnostic/sort-diagnostics.ts";
import { isWholeType } from "../../record/entry-types.ts";
import { namesWhere } from "../../record/fields.ts";
import { keysIn, type ParsedEntry, type ParsedField, placeInField } from "../parsed-entry.ts";

/** An entry with what it inherits, and the entries it inherits from, nearest first. */
export interface InheritedEntry extends ParsedEntry {
  readonly parents: readonly ParsedEntry[];
  /** Whether other entries name it in `crossref`. */
  readonly isParent: boolean;
}

/** An entry with what it inherits; written out, since a copy with more parts has a shape of its own in V8, and so each of 10,000. */
export const inheritedEntry = (
  { format, type, key, file, start, end }: ParsedEntry,
  fields: readonly ParsedField[],
  parents: readonly ParsedEntry[],
  isParent: boolean,
): InheritedEntry => ({ format, type, key, fields, file, start, end, parents, isParent });

/** Fields that no entry inherits (biblatex manual, appendix B, table of the default setup, and 2.2.3), and what is a program's. */
const neverInherited: ReadonlySet<string> = new Set([
  ...namesWhere(({ isInherited }) => !isInherited),
  ...[
    "crossref",
    "xref",
    "xdata",
    "entryset",
    "entrysubtype",
    "execute",
    "label",
    "options",
    "presort",
    "sortkey",
    "key",
  ],
  ...["related", "relatedoptions", "relatedstring", "relatedtype"],
  ...["shortauthor", "shorteditor", "shorthand", "shorthandintro"],
  ...["hidden", "file", "groups", "owner"],
]);

/** What the titles of a parent become in a child (appendix B): the container's, or those of the work of several volumes. */
interface TitleRule {
  readonly parents: string;
  readonly children: string;
  readonly titles: TitleNames;
}

type TitleNames = Readonly<Record<string, string>>;

const mainTitles: TitleNames = { title: "maintitle", subtitle: "mainsubtitle", titleaddon: "maintitleaddon" };
const bookTitles: TitleNames = { title: "booktitle", subtitle: "booksubtitle", titleaddon: "booktitleaddon" };
const ownTitles: TitleNames = { title: "title", subtitle: "subtitle", titleaddon: "titleaddon" };
const journalTitles: TitleNames = {
  title: "journaltitle",
  subtitle: "journalsubtitle",
  titleaddon: "journaltitleaddon",
};

/** Entry types of parts of books, whose own titles no book gives them. */
const parts = new Set(
  "inbook bookinbook suppbook incollection inreference suppcollection inproceedings conference".split(" "),
);

/** Parts of books by one author, who is BibLaTeX's `bookauthor` there. */
const partsOfBooks = new Set("inbook bookinbook suppbook incollection".split(" "));

const titleRules: readonly TitleRule[] = [
  { parents: "mvbook", children: "book inbook bookinbook suppbook", titles: mainTitles },
  {
    parents: "mvcollection mvreference",
    children: "collection reference incollection inreference suppcollection",
    titles: mainTitles,
  },
  { parents: "mvproceedings", children: "proceedings inproceedings conference", titles: mainTitles },
  { parents: "periodical", children: "article suppperiodical review", titles: journalTitles },
];

/**
 * Gives every entry the fields of the entries it names in `xdata` and `crossref`, by BibLaTeX's default rules (appendix
 * B): its own fields win, titles change their names, and a book's author is the `bookauthor` of its parts. Where no rule makes a
 * missing title another's, it is inherited as the title: a volume has that of the whole. A parent is looked for in
 * the entry's own file first, then in the others; keys do not regard case, as in BibTeX.
 */
export function inheritFields(entries: readonly ParsedEntry[]): Result<readonly InheritedEntry[]> {
  const diagnostics: Diagnostic[] = [];
  const byKey = new Map<string, ParsedEntry>();
  for (const entry of entries) {
    for (const name of [entry.key, ...aliasesOf(entry)]) {
      for (const key of [name.toLowerCase(), `${entry.file.path}\n${name.toLowerCase()}`]) {
        if (!byKey.has(key)) byKey.set(key, entry);
      }
    }
  }
  const done = new Map<ParsedEntry, InheritedEntry>();
  const named = new Set<ParsedEntry>();
  const inProgress = new Set<ParsedEntry>();

  const resolve = (entry: ParsedEntry): InheritedEntry => {
    const known = done.get(entry);
    if (known) return known;
    inProgress.add(entry);
    const fields = new Map(entry.fields.map((field) => [field.name, field]));
    const parents: ParsedEntry[] = [];
    for (const reference of ["xdata", "crossref"] as const) {
      const field = fields.get(reference);
      for (const key of field ? field.value.split(",") : []) {
        const wanted = key.trim().normalize("NFC").toLowerCase();
        if (!field || wanted === "") continue;
        const parent = byKey.get(`${entry.file.path}\n${wanted}`) ?? byKey.get(wanted);
        if (!parent || inProgress.has(parent)) {
          diagnostics.push(referenceFault(entry, field, key.trim(), parent !== undefined, entries));
          continue;
        }
        const inherited = inProgress.size > bounds.parents.most ? undefined : resolve(parent);
        if (!inherited || inherited.parents.length >= bounds.parents.most) {
          diagnostics.push(
            diagnostic({
              code: "text/bound",
              message: `Behind "${entry.key}" stand ${moreThan("parents")}, so nothing is inherited from "${key.trim()}".`,
              hint: "write into the entry itself what it needs.",
              key: entry.key,
              ...placeInField(field, 0),
            }),
          );
          continue;
        }
        if (reference === "crossref") named.add(parent);
        for (const one of [parent, ...inherited.parents]) if (!parents.includes(one)) parents.push(one);
        // The parts of the parent's date come together.
        const before = new Map(fields);
        for (const [name, given] of inheritable(inherited, entry, reference)) {
          if (!isGiven(dateFields.has(name) ? before : fields, name)) fields.set(name, given);
        }
      }
    }
    inProgress.delete(entry);
    const result = inheritedEntry(entry, [...fields.values()], parents, false);
    done.set(entry, result);
    return result;
  };
  const resolved = entries.map(resolve);
  return {
    value: resolved.map((entry, index) => (named.has(entries[index]!) ? { ...entry, isParent: true } : entry)),
    diagnostics,
  };
}

/** The keys under which an entry is known besides its own (BibLaTeX `ids`). */
export function aliasesOf(entry: ParsedEntry): readonly string[] {
  return keysIn(entry.fields.find((field) => field.name === "ids"));
}

function* inheritable(
  parent: ParsedEntry,
  child: ParsedEntry,
  reference: "xdata" | "crossref",
): Iterable<[string, ParsedField]> {
  const words = (list: string) => list.split(" ");
  const rule = titleRules.find(
    ({ parents, children }) => words(parents).includes(parent.type) && words(children).includes(child.type),
  );
  const titles = rule?.titles ?? titlesWithoutRule(parent, child);
  const isBookAuthor = /^(?:mv)?book$/.test(parent.type) && partsOfBooks.has(child.type);
  for (const field of parent.fields) {
    if (field.value.trim() === "") continue;
    if (reference === "xdata") {
      if (!["ids", "crossref", "xdata"].includes(field.name)) yield [field.name, field];
    } else if (field.name in bookTitles) {
      const name = titles[field.name];
      // The parent's own `booktitle`, which BibTeX's users write into it for this purpose, says the same.
      const saysSame = name !== field.name && parent.fields.some((other) => other.name === name);
      if (name !== undefined && !saysSame) yield [name, { ...field, name }];
    } else if (field.name === "booktitle" && titles === ownTitles) continue;
    else if (!neverInherited.has(field.name)) yield [field.name, field];
    if (field.name === "author" && isBookAuthor) yield ["bookauthor", { ...field, name: "bookauthor" }];
  }
}

/**
 * What a parent's titles become where appendix B has no rule: a missing title of what is no part of a book. Else what a
 * book holds stands in it, as BibTeX's users write it, and a whole is no part of another by its title.
 */
function titlesWithoutRule(parent: ParsedEntry, child: ParsedEntry): TitleNames {
  const hasTitle = child.fields.some(({ name, value }) => name === "title" && value.trim() !== "");
  if (!hasTitle && !parts.has(child.type)) return ownTitles;
  return isWholeType(child.type) || !isWholeType(parent.type) ? {} : bookTitles;
}

const dateFields: ReadonlySet<string> = new Set(["date", "year", "month", "day"]);

/** Whether an entry says something under this name, or says its date in the other of BibLaTeX's two ways. */
function isGiven(fields: ReadonlyMap<string, ParsedField>, name: string): boolean {
  const has = (one: string) => (fields.get(one)?.value.trim() ?? "") !== "";
  if (dateFields.has(name)) return [...dateFields].some(has);
  if (name === "journal" || name === "journaltitle") return has("journal") || has("journaltitle");
  return has(name);
}

function referenceFault(
  entry: ParsedEntry,
  field: ParsedField,
  key: string,
  isCycle: boolean,
  entries: readonly ParsedEntry[],
): Diagnostic {
  const place = placeInField(field, Math.max(0, field.value.indexOf(key)));
  const others = entries.filter((one) => one !== entry).map((one) => one.key);
  const nearest = isCycle ? undefined : nearestName(key, others);
  return isCycle
    ? diagnostic({
        code: "input/parent-cycle",
        message: `The field "${field.name}" leads from "${entry.key}" by way of "${key}" back to itself, so nothing is inherited there.`,
        hint: `take ${field.name} out of one of the entries.`,
        key: entry.key,
        ...place,
      })
    : diagnostic({
        code: "input/missing-parent",
        message: `The field "${field.name}" names the entry "${key}", which is in none of the files, so nothing is inherited from it.`,
        hint: nearest ? `did you mean "${nearest}"?` : "correct the key or add the entry it names.",
        misses: [lostThing("paper", key)],
        key: entry.key,
        ...place,
      });
}
