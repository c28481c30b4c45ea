import { escapeHtml } from "../../src/text/escape.ts";

/** A paper as far as a list shows it. */
export interface ListedPaper {
  readonly title: string;
  readonly authors: readonly string[];
  readonly venue: string;
  readonly year: string;
}

/** A widely used list of papers, set anew by what was measured of its pages: places, widths, sizes of type, leading and margins. */
export interface PeerList {
  readonly name: string;
  readonly style: string;
  readonly entry: (paper: ListedPaper) => string;
  /** What stands above the papers of a year. */
  readonly year: (year: string) => string;
}

const face = 'Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif';

/** An author's page of the ACL Anthology: links before the title, authors parted by bars, people and venues at the side. */
const anthology: PeerList = {
  name: "ACL Anthology",
  style: `
    body { margin: 0; font: 16px/24px ${face}; }
    main { box-sizing: border-box; max-width: 1140px; margin: auto; padding: 154px 12px 0; }
    @media (min-width: 992px) { section { width: 75%; padding-right: 12px; box-sizing: border-box; } }
    .entry { display: flex; margin-bottom: 16px; }
    .links { flex: none; margin-right: 8px; }
    .links b { display: inline-block; margin-right: 4px; padding: 4px 8px; font-size: 12px; line-height: 12px; }
    .title { font-weight: 700; }
    h2 { margin: 0 0 8px; font: 500 24px/29px ${face}; }
    h2:first-child { display: none; }
    @media (max-width: 575px) { main { padding-top: 231px; } .entry { display: block; } .links { height: 24px; } }`,
  entry: ({ title, authors, venue, year }) =>
    `<article class="entry"><div class="links"><b>pdf</b><b>bib</b><b>abs</b></div><div><div class="title">${escapeHtml(title)}</div><div>${authors.map(escapeHtml).join(" | ")}</div><div>${escapeHtml(venue || year)}</div></div></article>`,
  year: (year) => `<h2>${escapeHtml(year)}</h2>`,
};

/** The list of al-folio with a picture for each paper: year at the right, badge and picture in a column, buttons below. */
const folio: PeerList = {
  name: "al-folio",
  style: `
    body { margin: 0; font: 300 16px/24px ${face}; }
    main { box-sizing: border-box; max-width: 930px; margin: auto; padding: 255px 15px 0; }
    .entry { display: flex; gap: 30px; margin-bottom: 16px; }
    .picture { flex: 0 0 120px; }
    .picture i { display: block; height: 24px; margin-bottom: 8px; }
    .picture u { display: block; max-width: 200px; aspect-ratio: 4 / 3; }
    .text { width: 570px; }
    .title { margin-bottom: 3px; font-weight: 700; }
    .authors { margin-bottom: 6px; font-size: 15px; line-height: 23px; }
    .links { height: 37px; }
    h2 { margin: 32px 0 -32px; padding-top: 16px; border-top: 1px solid; font: 400 24px/38px ${face}; text-align: right; }
    h2:first-child { display: none; }
    @media (max-width: 575px) { main { padding-top: 331px; } .entry { display: block; } .text { width: auto; } }`,
  entry: ({ title, authors, venue, year }) =>
    `<article class="entry"><div class="picture"><i></i><u></u></div><div class="text"><div class="title">${escapeHtml(title)}</div><div class="authors">${authors.map(escapeHtml).join(", ")}</div><div>${escapeHtml([venue, year].filter(Boolean).join(", "))}</div><div class="links"></div></div></article>`,
  year: (year) => `<h2>${escapeHtml(year)}</h2>`,
};

export const peerLists: readonly PeerList[] = [anthology, folio];

/** The page of a peer's list; as with them, a year stands above its papers. */
export function peerPage({ style, entry, year }: PeerList, papers: readonly ListedPaper[]): string {
  const entries = papers.map((paper, index) =>
    paper.year === papers[index - 1]?.year ? entry(paper) : `${year(paper.year)}${entry(paper)}`,
  );
  return `<!DOCTYPE html><meta name="viewport" content="width=device-width"><style>${style}</style><main><section>${entries.join("")}</section></main>`;
}
