// What a page of the web says of the paper it is of, in the tags that Google Scholar and Zotero read.
import { type DefaultTreeAdapterTypes, parse } from "parse5";
import { defined } from "../reading/answer-values.ts";
import { type FoundWork, serious } from "../reading/found-work.ts";
import { readAbstractFragment } from "../reading/fragment.ts";
import { type Asked, identify } from "../reading/identify.ts";
import { mendJournal, mendNumber, mendPages, mendTitle } from "../reading/mend.ts";
import { mendNames } from "../reading/mend-names.ts";

type Node = DefaultTreeAdapterTypes.ChildNode;

/** The identifier that a page's tags name, else the work that they describe. */
export function pageWork(html: string, address: string): { readonly identifier?: Asked; readonly work?: FoundWork } {
  const tags = new Map<string, string[]>();
  const visit = (nodes: readonly Node[]): void => {
    for (const node of nodes) {
      if (!("childNodes" in node)) continue;
      if (node.tagName === "meta") {
        const of = (name: string) => node.attrs.find((one) => one.name === name)?.value.trim() ?? "";
        const name = (of("name") || of("property")).toLowerCase();
        if (name !== "" && of("content") !== "") tags.set(name, [...(tags.get(name) ?? []), of("content")]);
      }
      visit(node.childNodes);
    }
  };
  visit(parse(html).childNodes);
  const one = (...names: readonly string[]) => names.map((name) => tags.get(name)?.[0]).find(Boolean);
  const named = [
    "citation_doi",
    "dc.identifier",
    "dc.identifier.doi",
    "prism.doi",
    "bepress_citation_doi",
    "citation_arxiv_id",
    "citation_pmid",
  ];
  for (const name of named) {
    const written = one(name);
    const asked = written === undefined ? undefined : identify(name === "citation_pmid" ? `PMID ${written}` : written);
    if (asked && ["doi", "arxiv", "pmid"].includes(asked.kind)) return { identifier: asked };
  }
  const title = one("citation_title");
  if (title === undefined) return {};
  const mended = mendTitle(title, undefined);
  const author = mendNames(
    (tags.get("citation_author") ?? []).map((written) => {
      const [family = "", given] = written.split(/(?<!\s)\s*,\s*/);
      return given === undefined ? { family } : { family, given };
    }),
  );
  const [start, end] = [one("citation_firstpage"), one("citation_lastpage")];
  const [journal, conference] = [
    one("citation_journal_title"),
    one("citation_conference_title", "citation_inbook_title"),
  ];
  const institution = one("citation_dissertation_institution");
  const report = one("citation_technical_report_institution");
  const date = /^(\d{4})(?:[/-](\d{1,2}))?(?:[/-](\d{1,2}))?/.exec(
    one("citation_publication_date", "citation_date", "citation_year") ?? "",
  );
  const containerTitle = mendJournal(journal ?? conference) ?? institution ?? report;
  const isoDate = date
    ?.slice(1)
    .filter(Boolean)
    .map((part, index) => (index === 0 ? part : part!.padStart(2, "0")))
    .join("-");
  const pdf = one("citation_pdf_url");
  return {
    work: {
      entryType: journal
        ? "article"
        : conference
          ? "inproceedings"
          : institution
            ? "phdthesis"
            : report
              ? "report"
              : "misc",
      title: mended.value,
      author: author.names,
      editor: [],
      ...(isoDate === undefined ? {} : { date: isoDate }),
      ...(containerTitle === undefined ? {} : { containerTitle }),
      fields: defined({
        volume: mendNumber(one("citation_volume")),
        number: mendNumber(one("citation_issue")),
        pages: mendPages(start && end ? `${start}-${end}` : start, false),
        url: address,
      }),
      abstract: readAbstractFragment(one("citation_abstract") ?? "").value,
      keywords: (one("citation_keywords") ?? "").split(/(?<!\s)\s*[,;]\s*/).filter(Boolean),
      identifiers: {},
      ...(pdf !== undefined && /^https:\/\//i.test(pdf) ? { pdf } : {}),
      doubts: [
        serious("all of it is from the page itself, which no registry confirms"),
        ...mended.doubts,
        ...author.doubts,
      ],
      source: "the page",
    },
  };
}
