// What a site's scripts say and offer on every page, which the build writes in front of them (`build/assets.ts`).

interface SiteFacts {
  readonly theme: string;
  /** Files beside the script: what writes references, and the styles that the site does not write itself. */
  readonly references: string;
  readonly styles: readonly (readonly [title: string, file: string])[];
  readonly languages: Readonly<Record<string, Words>>;
}

/** The words of a language, and the file of those that references have. */
type Words = Readonly<
  Record<
    | "copy"
    | "copied"
    | "notCopied"
    | "download"
    | "mark"
    | "marked"
    | "citationStyle"
    | "styleFailed"
    | "theme"
    | "auto"
    | "light"
    | "dark"
    | "locale",
    string
  >
>;

declare const siteFacts: SiteFacts;

/** The site's own colours: "auto", "light" or "dark". */
export const ownTheme = (): string => siteFacts.theme;

/** The words of the page's language, or else of the site's own, where an author's template calls the page's something else. */
export const words = (): Words => {
  const { languages } = siteFacts;
  return languages[document.documentElement.lang] ?? Object.values(languages)[0]!;
};

/** The styles, besides those in which the site writes references, with their addresses. */
export const offeredStyles = (): ReadonlyMap<string, string> =>
  new Map(siteFacts.styles.map(([title, file]) => [title, besideScript(file)]));

/** What writes references, and its words. */
export const referenceScript = (): string => besideScript(siteFacts.references);
export const referenceWords = (): string => besideScript(words().locale);

const besideScript = (file: string): string => new URL(file, import.meta.url).href;
