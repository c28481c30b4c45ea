// What is measured, by the names that --only takes, and what the product has to reach.

/** What each row does. The product's come first; those of a peer begin with its name. */
export const works = {
  cold: "cold build, BibTeX, one citation style",
  warm: "warm build, nothing changed",
  edit: "warm build, one entry edited",
  add: "warm build, one entry added",
  template: "warm build, one template edited",
  markdown: "cold build, Markdown, references off",
  check: "check",
  "cold-disk": "cold build, BibTeX, written to disk",
  "dev-start-cold": "dev, cold, until a paper is served",
  "dev-start-warm": "dev, warm, until a paper is served",
  "dev-disk": "dev, entry edited, until its page is on disk",
  "dev-served": "dev, entry edited, until its page is served",
  "dev-pixels": "dev, entry edited, until it is seen in the browser",
  demo: "cold build of the demo, whole command",
  hugo: "Hugo",
  "hugo-again": "Hugo, again over its output",
  "hugo-equal": "Hugo, doing equal work",
  "hugo-disk": "Hugo, written to disk",
  "hugo-server-start": "Hugo's server, until a paper is served",
  "hugo-server-edit": "Hugo's server, paper edited, until its page is served",
  "hugo-server-pixels": "Hugo's server, paper edited, until it is seen in the browser",
  eleventy: "plain Eleventy",
  "eleventy-empty": "plain Eleventy, one empty page, whole command",
  "jekyll-scholar": "jekyll-scholar, APA",
  jekyll: "Jekyll alone",
  pandoc: "pandoc citeproc, one page",
} as const;

export type Work = keyof typeof works;

/** Whether a work is a peer's, which has no goal of its own. */
export function isPeers(work: Work): boolean {
  return /^(?:hugo|eleventy|jekyll|pandoc)/.test(work);
}

/** The number of papers of the demo, which has its own works. */
export const demoCount = 7;

/** A figure of the product that may not be larger than its goal: against a peer's of the same run, or by itself. */
export interface Goal {
  readonly text: string;
  /** What is compared; the time on the wall where nothing is said. CPU seconds are those of all cores. */
  readonly figure?: "cpu" | "peak";
  /** The product's work; of several the first that was measured. */
  readonly of: readonly Work[];
  /** The peer's work, likewise; without one the figure itself counts: seconds, or MB of memory. */
  readonly against?: readonly Work[];
  /** The largest ratio, or figure, by the number of papers. */
  readonly most: Readonly<Record<number, number>>;
}

export const goals: readonly Goal[] = [
  {
    text: "cold build from BibTeX, one citation style, everything on, against Hugo",
    of: ["cold"],
    against: ["hugo"],
    most: { 10000: 2, 100000: 1.8 },
  },
  {
    text: "cold build from Markdown, references off, against Hugo doing equal work, CPU",
    figure: "cpu",
    of: ["markdown"],
    against: ["hugo-equal"],
    most: { 10000: 0.3, 100000: 0.25 },
  },
  {
    text: "cold build from Markdown, references off, against Hugo",
    of: ["markdown"],
    against: ["hugo"],
    most: { 10000: 1.6, 100000: 1.5 },
  },
  {
    text: "warm build, nothing changed, against Hugo",
    of: ["warm"],
    against: ["hugo"],
    most: { 10000: 0.25, 100000: 0.15 },
  },
  {
    text: "warm build, one entry edited, against Hugo",
    of: ["edit"],
    against: ["hugo"],
    most: { 10000: 0.2, 100000: 0.1 },
  },
  {
    text: "cold build from BibTeX, one citation style, everything on, against jekyll-scholar",
    of: ["cold"],
    against: ["jekyll-scholar", "jekyll"],
    most: { 1000: 0.02 },
  },
  {
    text: "one entry edited in dev until its page is served, against Hugo's server",
    of: ["dev-served"],
    against: ["hugo-server-edit"],
    most: { 10000: 0.5, 100000: 0.5 },
  },
  {
    text: "one entry edited in dev until its page is served, seconds",
    of: ["dev-served"],
    most: { 10000: 0.3 },
  },
  {
    text: "the demo, cold, whole command, against plain Eleventy's one empty page",
    of: ["demo"],
    against: ["eleventy-empty"],
    most: { [demoCount]: 1.4 },
  },
  {
    text: "most memory of a cold build from BibTeX, MB",
    figure: "peak",
    of: ["cold"],
    most: { 10000: 400, 100000: 2000, 250000: 6000 },
  },
];

/** The largest growth of the time of any work of the product when there are ten times as many papers, from `growthFrom` on. */
export const mostGrowth = 11;
export const growthFrom = 1000;
