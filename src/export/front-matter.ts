// In: a Publication. Out: the Markdown file in which it would stand among a site's papers.
import { stringify } from "yaml";
import { dateToEdtf } from "../record/dates/bibtex-date.ts";
import type { PartialDate } from "../record/dates/partial-date.ts";
import { classicTypeOf, findEntryType, isWholeType, refineType } from "../record/entry-types.ts";
import { findEntryField } from "../record/fields.ts";
import { identifierRows } from "../record/identifiers/identifier-syntax.ts";
import { isFileHref, type LinkKind } from "../record/identifiers/link.ts";
import { formatName, type Name } from "../record/names/name.ts";
import { saysCorresponding, saysEqual } from "../record/names/name-marks.ts";
import { parseNames } from "../record/names/names.ts";
import type { Publication } from "../record/publication.ts";
import { parseLatex } from "../text/latex/latex.ts";
import { richTextToMarkdown, richTextToMarkdownLine } from "../text/markdown/rich-text-markdown.ts";
import type { RichText } from "../text/rich-text.ts";

/** A paper as files of ours. */
export interface MarkdownPaper {
  readonly text: string;
  /** The files of the site that it names, each with its name beside the text. */
  readonly files: ReadonlyMap<string, string>;
}

/** A plain text, in which no sign is markup. */
const plain = (value: string | undefined): string | undefined =>
  value && richTextToMarkdownLine([{ kind: "text", value }]);

const filled = <Item>(list: readonly Item[]): readonly Item[] | undefined => (list.length === 0 ? undefined : list);
const line = (tree: RichText): string | undefined => richTextToMarkdownLine(tree) || undefined;
const date = (one: PartialDate | undefined): string | undefined =>
  one && (one.literal === undefined ? dateToEdtf(one) : plain(one.literal));

/**
 * The file of a paper: front matter under the names that front matter has (BibLaTeX's where it has none), and the abstract and text
 * below it. `key` is the paper's, where the name of its file does not say it; `fileName` says under which name a file of the site stands beside it. What is read of it is the same record, less what only
 * an entry of BibTeX can say; never throws.
 */
export function publicationToMarkdown(
  publication: Publication,
  key?: string,
  fileName: (path: string) => string = (path) => path.slice(path.lastIndexOf("/") + 1),
): MarkdownPaper {
  const files = new Map<string, string>();
  const nameOfFile = (path: string): string => {
    const name = fileName(path);
    files.set(path, name);
    return name;
  };
  const { abstract, text, teaser } = publication;
  const fields: Record<string, unknown> = {
    key,
    title: line(publication.title),
    titleaddon: line(publication.titleAddon),
    shorttitle: plain(publication.titleShort),
    authors: nameList(publication.author, publication.authorsTruncated),
    collaboration: plain(publication.collaboration),
    editors: nameList(publication.editor, publication.editorsTruncated),
    translator: nameSentence(publication.translator, publication.translatorsTruncated),
    bookauthor: nameSentence(publication.containerAuthor, publication.containerAuthorsTruncated),
    holder: nameSentence(publication.holder, publication.holdersTruncated),
    ...typeOf(publication),
    [containerField(publication)]: plain(publication.containerTitle),
    [addonField(containerField(publication))]: plain(publication.containerTitleAddon),
    [publication.issued?.literal === undefined ? "date" : "year"]: date(publication.issued),
    status: plain(publication.status),
    series: plain(publication.collectionTitle),
    volume: plain(publication.volume),
    part: plain(publication.part),
    ...numbersOf(publication),
    edition: plain(publication.edition),
    version: plain(publication.version),
    chapter: plain(publication.chapter),
    pages: plain(publication.page),
    pagetotal: plain(publication.numberOfPages),
    publisher: plain(publication.publisher),
    location: [...publication.jurisdiction.map(countryKey), plain(publication.publisherPlace)]
      .filter(Boolean)
      .join(" and "),
    eventtitle: publication.extra.some(({ fills }) => fills === "eventTitle")
      ? undefined
      : plain(publication.eventTitle),
    eventdate: date(publication.eventDate),
    "event-place": plain(publication.eventPlace),
    origdate: date(publication.originalDate),
    doi: publication.doi,
    ...eprintOf(publication),
    pmid: publication.pmid,
    pmcid: publication.pmcid,
    isbn: publication.isbn,
    issn: publication.issn,
    url: publication.url,
    urldate: date(publication.accessed),
    langid: publication.language,
    note: line(publication.note),
    summary: line(publication.summary),
    keywords: filled(publication.keywords.map((one) => plain(one)!)),
    collections: filled(publication.collections),
    funding: filled(publication.funding),
    projects: filled(publication.projects),
    versions: filled(publication.versions),
    distinction: filled(
      publication.distinctions.map(({ name, text: said }) =>
        said.length === 0 ? plain(name) : { [plain(name)!]: line(said) },
      ),
    ),
    venueShort: plain(publication.venueShort),
    teaser: teaser === undefined ? undefined : nameOfFile(teaser),
    "teaser-alt": plain(publication.teaserAlt),
    "teaser-caption": line(publication.teaserCaption),
    "social-picture": publication.socialPicture,
    selected: publication.selected || undefined,
    draft: publication.visibility === "draft" && publication.publishOn === undefined ? true : undefined,
    hidden: publication.visibility === "hidden" || undefined,
    publishOn: date(publication.publishOn),
    order: publication.order,
    added: date(publication.added),
    modified: date(publication.modified),
    aliases: filled(publication.aliases),
    links: linksOf(publication, nameOfFile),
    press: linksOf(publication, nameOfFile, "press"),
    media: linksOf(publication, nameOfFile, "media"),
  };
  for (const { name, value } of publication.extra)
    if (!(name in fields))
      fields[name] = publication.source.format === "bibtex" ? line(parseLatex(value).value) : value;
  const hasText = text.length > 0;
  if (hasText && abstract.length > 0) fields.abstract = richTextToMarkdown(abstract);
  const front = stringify(
    Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== "")),
    { lineWidth: 0, flowCollectionPadding: false },
  );
  const body = richTextToMarkdown(hasText ? text : abstract);
  return { text: `---\n${front}---\n${body === "" ? "" : `\n${body}\n`}`, files };
}

/** BibLaTeX's name for what a work of its type stands in, which says whether that is a journal. */
const containerField = (publication: Publication): string => {
  const { type, entryType = "", extra } = publication;
  // What names a conference as a book does is in a journal beside it.
  const isPeriodical =
    /^(?:article-(?:journal|magazine|newspaper)|review|periodical)$/.test(type) ||
    extra.some(({ fills }) => fills === "eventTitle");
  if (isPeriodical) return "journaltitle";
  return isWholeType(entryType || classicTypeOf(publication)) ? "maintitle" : "booktitle";
};
const addonField = (container: string): string => `${container}addon`;

/** BibLaTeX's key for a country (manual 4.9.2.18). */
const countryKey = (code: string): string => `country${code === "GB" ? "uk" : code.toLowerCase()}`;

/** The kind of work under a name from which a reader comes to its type, and its subtype where none does so alone. */
function typeOf(publication: Publication): Readonly<Record<string, string | undefined>> {
  const { type, entryType, eprint, containerTitle, eventTitle, genre, page, volume, extra } = publication;
  const own = extra.find(({ name }) => name === "entrysubtype")?.value;
  const evidence = { archive: eprint?.archive, containerTitle, eventTitle, genre, page, volume };
  const readAs = (name: string, subtype: string | undefined) =>
    refineType(findEntryType(name).type, { ...evidence, subtype });
  const names = [entryType ?? "", type === "article" ? "preprint" : type, classicTypeOf(publication)];
  // Front matter takes CSL's types too, which no table of entry types has.
  const typed = publication.source.format === "markdown" ? entryType : undefined;
  const name = typed ?? names.find((one) => one !== "" && readAs(one, own) === type);
  const said = name ?? classicTypeOf(publication);
  const implied = findEntryType(said).genre;
  return {
    type: said,
    ...(name === undefined ? { entrysubtype: type } : {}),
    ...(genre === undefined || genre === implied ? {} : { genre: plain(genre) }),
  };
}

function numbersOf({
  type,
  issue,
  number,
  articleNumber,
  extra,
}: Publication): Readonly<Record<string, string | undefined>> {
  const isSerial = findEntryField("number", type)?.field === "issue";
  const eid = isSerial ? number : articleNumber;
  const isTaken = extra.some(({ name }) => name === "number");
  return {
    [isSerial && !isTaken ? "number" : "issue"]: plain(issue),
    eid: plain(eid),
    ...(isSerial ? {} : { number: plain(number) }),
  };
}

function eprintOf({ eprint }: Publication): Readonly<Record<string, string | undefined>> {
  if (eprint === undefined) return {};
  const isArxiv = eprint.archive === "arXiv";
  return {
    [isArxiv ? "arxiv" : "eprint"]: eprint.id,
    ...(isArxiv ? {} : { eprinttype: eprint.archive }),
    eprintclass: eprint.class,
  };
}

/** The links that no other field makes: those of identifiers come of these. */
function linksOf(publication: Publication, nameOfFile: (path: string) => string, typed?: "press" | "media") {
  const isTyped = (kind: LinkKind) => kind === "press" || kind === "media";
  const own = publication.links.filter(
    ({ kind, href }) =>
      (typed === undefined ? !isTyped(kind) : kind === typed) && !(kind in identifierRows) && href !== publication.url,
  );
  return filled(own.map(({ label, href }) => ({ label, href: isFileHref(href) ? nameOfFile(href) : href })));
}

/** Names as items of a list: spoken where that is read as the same, else sorted, else in their parts. */
function nameList(names: readonly Name[], isTruncated: boolean): readonly unknown[] | undefined {
  return filled([...names.map(nameItem), ...(isTruncated ? ["others"] : [])]);
}

function nameItem(name: Name): unknown {
  const { orcid, homepage, id, affiliations = [], corresponding, equalContribution, marks = [], homonym } = name;
  const words = (name.annotations ?? []).filter((one) => /^[\p{L}\p{N} _-]+$/u.test(one) && !isSaidElsewhere(one));
  const isStarred = equalContribution && !marks.some((mark) => mark === "*");
  const spelled = spelledName(name);
  const facts = {
    ...(orcid === undefined ? {} : { orcid }),
    ...(homepage === undefined ? {} : { homepage }),
    ...(id === undefined ? {} : { id }),
    ...(affiliations.length === 0 ? {} : { affiliation: affiliations }),
    ...(corresponding ? { corresponding: true } : {}),
    ...(words.length === 0 ? {} : { marks: words }),
    ...(name.roles === undefined ? {} : { roles: name.roles }),
    ...(isStarred && typeof spelled !== "string" ? { equal: true } : {}),
  };
  const signs = `${homonym === undefined ? "" : ` ${homonym}`}${[...(isStarred ? ["*"] : []), ...marks].join("")}`;
  if (typeof spelled === "string")
    return Object.keys(facts).length === 0 ? spelled + signs : { name: spelled + signs, ...facts };
  return { ...spelled, ...facts };
}

/** Whether a word on a name is what its fields say of equal contribution and correspondence. */
const isSaidElsewhere = (word: string): boolean => saysEqual(word) || saysCorresponding(word) || /^first$/i.test(word);

/** A name in words, or in its parts where words are read otherwise. */
function spelledName(name: Name): string | Readonly<Record<string, string>> {
  const { literal, family, given, suffix, nonDroppingParticle, droppingParticle } = name;
  if (literal !== undefined) return isReadAs(literal, name) ? literal : { literal };
  // Two words of a list, each a name, would be taken for the parts of one.
  if (given === undefined && family !== undefined && suffix === undefined)
    return { family, ...(nonDroppingParticle === undefined ? {} : { prefix: nonDroppingParticle }) };
  for (const text of [formatName(name), formatName(name, "sorted")]) if (isReadAs(text, name)) return text;
  return Object.fromEntries(
    Object.entries({
      family,
      given,
      prefix: nonDroppingParticle,
      "dropping-particle": droppingParticle,
      suffix,
    }).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
}

function isReadAs(text: string, name: Name): boolean {
  const { names, problems } = parseNames(text);
  const [read] = names;
  if (names.length !== 1 || read === undefined || problems.length > 0 || read.marks?.length) return false;
  const sameParts = ["literal", "family", "given", "suffix", "nonDroppingParticle", "droppingParticle"] as const;
  return sameParts.every((part) => read[part] === name[part]);
}

/** Names of a field that is a sentence; a body's stands in braces. */
function nameSentence(names: readonly Name[], isTruncated = false): string | undefined {
  if (names.length === 0) return undefined;
  const said = names.map((name) => (name.literal === undefined ? formatName(name, "sorted") : `{${name.literal}}`));
  return [...said, ...(isTruncated ? ["others"] : [])].join(" and ");
}
