// What PubMed says of an article, as efetch gives it (NLM's PubMed DTD), and as a program saves it (.nbib, MEDLINE format).
import { defined } from "../reading/answer-values.ts";
import { type Doubt, type FoundWork, note, serious } from "../reading/found-work.ts";
import { readAbstractFragment } from "../reading/fragment.ts";
import { mendJournal, mendNumber, mendPages, mendTitle } from "../reading/mend.ts";
import { mendNames, type RawName } from "../reading/mend-names.ts";
import { all, first, markupIn, textIn, type XmlElement } from "../reading/xml-tree.ts";

/** The type of publication that PubMed gives preprints. */
const preprint = "D000076942";
const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** The articles of a `PubmedArticleSet`. */
export function pubmedWorks(root: XmlElement): readonly FoundWork[] {
  return all(root, "PubmedArticle").flatMap((one) => {
    const work = articleOf(one);
    return work === undefined ? [] : [work];
  });
}

function articleOf(root: XmlElement): FoundWork | undefined {
  const citation = first(root, "MedlineCitation");
  const article = first(citation, "Article");
  const titleElement = first(article, "ArticleTitle");
  if (article === undefined || titleElement === undefined) return undefined;
  const doubts: Doubt[] = [];
  const vernacular = first(article, "VernacularTitle");
  const isTranslated = /^\[.*\]\.?$/.test(textIn(titleElement) ?? "");
  const written =
    isTranslated && vernacular ? markupIn(vernacular) : markupIn(titleElement).replace(/^\[(.*)\]\.?$/, "$1");
  const title = mendTitle(written, undefined);
  doubts.push(...title.doubts);
  const names = all(article, "AuthorList").filter(({ attributes }) => attributes.Type !== "editors");
  const author = mendNames(names.flatMap((list) => all(list, "Author")).map(nameOf));
  doubts.push(...author.doubts);
  if (names.some(({ attributes }) => attributes.CompleteYN === "N"))
    doubts.push(serious("PubMed does not have all of its authors"));
  const issue = first(article, "Journal", "JournalIssue");
  const ids = all(root, "PubmedData", "ArticleIdList", "ArticleId");
  const idOf = (type: string) => textIn(ids.find(({ attributes }) => attributes.IdType === type));
  const location = (type: string) =>
    textIn(
      all(article, "ELocationID").find(({ attributes }) => attributes.EIdType === type && attributes.ValidYN !== "N"),
    );
  const volume = mendNumber(textIn(first(issue, "Volume")));
  const pages = mendPages(textIn(first(article, "Pagination", "MedlinePgn")), volume === undefined);
  const types = all(article, "PublicationTypeList", "PublicationType");
  const isPreprint = types.some(({ attributes }) => attributes.UI === preprint);
  if (types.some((one) => /retracted publication/i.test(textIn(one) ?? "")))
    doubts.push(serious("the paper has been retracted"));
  const date = dateOf(first(issue, "PubDate")) ?? dateOf(all(article, "ArticleDate")[0]);
  const journal = mendJournal(textIn(first(article, "Journal", "Title")));
  const language = textIn(first(article, "Language"));
  return {
    entryType: isPreprint ? "preprint" : "article",
    title: title.value,
    author: author.names,
    editor: [],
    ...(date === undefined ? {} : { date }),
    ...(journal === undefined ? {} : { containerTitle: journal }),
    fields: defined({
      volume,
      number: mendNumber(textIn(first(issue, "Issue"))),
      pages,
      eid: pages === undefined ? location("pii") : undefined,
      langid: language === undefined || language === "eng" ? undefined : language,
    }),
    abstract: readAbstractFragment(
      all(article, "Abstract", "AbstractText")
        .map((part) => {
          const label = part.attributes.Label;
          const text = `<p>${markupIn(part)}</p>`;
          return label === undefined || /^unlabelled$/i.test(label) ? text : `<title>${sentence(label)}</title>${text}`;
        })
        .join(""),
    ).value,
    keywords: all(citation, "KeywordList", "Keyword").flatMap((one) => textIn(one) ?? []),
    identifiers: defined({
      pmid: textIn(first(citation, "PMID")),
      doi: idOf("doi") ?? location("doi"),
      pmcid: idOf("pmc"),
    }),
    doubts:
      isTranslated && vernacular ? [...doubts, note(`PubMed calls it "${textIn(titleElement)}" in English`)] : doubts,
    source: "PubMed",
  };
}

/** A label in capitals, "METHODS AND RESULTS", as words of a text. */
const sentence = (label: string): string =>
  label === label.toUpperCase() ? label[0]! + label.slice(1).toLowerCase() : label;

function nameOf(author: XmlElement): RawName {
  const orcid = all(author, "Identifier").find(({ attributes }) => attributes.Source === "ORCID");
  return {
    literal: textIn(first(author, "CollectiveName")),
    family: textIn(first(author, "LastName")),
    given: textIn(first(author, "ForeName")) ?? textIn(first(author, "Initials")),
    suffix: textIn(first(author, "Suffix")),
    orcid: textIn(orcid),
    affiliations: all(author, "AffiliationInfo", "Affiliation").flatMap((one) => textIn(one) ?? []),
  };
}

function dateOf(date: XmlElement | undefined): string | undefined {
  const words = textIn(first(date, "MedlineDate"));
  const year = textIn(first(date, "Year")) ?? /\b(?:1[89]|20)\d\d\b/.exec(words ?? "")?.[0];
  return year === undefined ? undefined : isoDate(year, textIn(first(date, "Month")), textIn(first(date, "Day")));
}

function isoDate(year: string, month: string | undefined, day: string | undefined): string {
  const number =
    month === undefined ? 0 : /^\d+$/.test(month) ? Number(month) : months.indexOf(month.slice(0, 3).toLowerCase()) + 1;
  if (number < 1 || number > 12) return year;
  const two = (one: number | string) => String(one).padStart(2, "0");
  return day === undefined ? `${year}-${two(number)}` : `${year}-${two(number)}-${two(day)}`;
}
