/** What a program that reads the site should know first; every address is absolute. */
export interface SiteOverview {
  readonly title: string;
  /** One or two sentences; empty where there is none. */
  readonly description: string;
  /** The words above each part. */
  readonly headings: Readonly<Record<"exports" | "feeds" | "topics" | "papers", string>>;
  /** The whole list as files: BibTeX, CSL-JSON. */
  readonly exports: readonly OverviewLink[];
  readonly feeds: readonly OverviewLink[];
  readonly topics: readonly OverviewLink[];
  /** The newest first; those past the hundredth are left out. */
  readonly papers: readonly OverviewPaper[];
}

/** A named address; names are plain text. */
export interface OverviewLink {
  readonly title: string;
  readonly address: string;
}

/** A paper as one line tells of it. */
export interface OverviewPaper extends OverviewLink {
  /** Names as they are read; those past the tenth are "et al.". */
  readonly authors: readonly string[];
  readonly venue?: string | undefined;
  readonly year?: string | undefined;
}

const mostPapers = 100;
const mostAuthors = 10;

/**
 * The text of `/llms.txt` (llmstxt.org): the title, the description as a quote, then a list of links under each heading.
 * It is Markdown (CommonMark) in which what an author typed is text alone; a part without links is left out.
 */
export function llmsText({ title, description, headings, exports, feeds, topics, papers }: SiteOverview): string {
  const section = (heading: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [`## ${escapeMarkdown(heading)}`, lines.join("\n")];
  const summary = escapeMarkdown(description);
  const blocks = [
    `# ${escapeMarkdown(title)}`,
    ...(summary === "" ? [] : [`> ${summary}`]),
    ...section(headings.exports, exports.map(link)),
    ...section(headings.feeds, feeds.map(link)),
    ...section(headings.topics, topics.map(link)),
    ...section(headings.papers, papers.slice(0, mostPapers).map(paper)),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function link({ title, address }: OverviewLink): string {
  return `- [${escapeMarkdown(title)}](${address.replace(/[ ()<>\\]/g, percentEncode)})`;
}

function paper({ authors, venue, year, ...named }: OverviewPaper): string {
  const names = authors.length > mostAuthors ? [...authors.slice(0, mostAuthors), "et al."] : authors;
  const about = [...names, [venue, year].filter(Boolean).join(" ")].filter((part) => part !== "").join(", ");
  return about === "" ? link(named) : `${link(named)}: ${escapeMarkdown(about)}`;
}

/** One line of text in which no character has a meaning of Markdown's (CommonMark 2.4), GitHub's strikethrough included. */
function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[\\`*_[\]<>~#]|&(?=#?\w+;)/g, "\\$&")
    .replace(/^(\d*)([-+.)])/, "$1\\$2");
}

function percentEncode(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}
