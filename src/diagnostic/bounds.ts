/** How much there may be of something, and what becomes of content that has more. */
interface Bound {
  readonly most: number;
  /** What is counted: "characters of a field". */
  readonly of: string;
  /** What is done where there is more, as a sentence. */
  readonly beyond: string;
}

/**
 * What content may ask of a build, so that none takes it hours or all memory: beyond what any real one has. Each is told by
 * a message where it is passed. `docs/diagnostics.md` has this table.
 */
export const bounds = {
  bibliographyBytes: { most: 2 ** 28, of: "bytes of a .bib file", beyond: "The file is not read." },
  fileBytes: {
    most: 2 ** 24,
    of: "bytes of any other file of text: Markdown, YAML, a CSL style, a drawing",
    beyond: "The file is not read; a drawing is not published.",
  },
  fieldCharacters: {
    most: 1_000_000,
    of: "characters of a field, with what its macros (@string) stand for",
    beyond: "The field is left out.",
  },
  stringCharacters: {
    most: 100_000,
    of: "characters that a macro (@string) stands for",
    beyond: "The macro stands for nothing.",
  },
  stringParts: {
    most: 100,
    of: "macros (@string) of which it is made",
    beyond: "The macro stands for nothing.",
  },
  stringsTogether: {
    most: 100_000_000,
    of: "characters that macros (@string) stand for in all fields together",
    beyond: "Further macros stand for nothing.",
  },
  commandDepth: {
    most: 20,
    of: "commands of a @preamble, each of which uses the next",
    beyond: "The command is shown as it is written.",
  },
  commandUses: {
    most: 2_000,
    of: "commands of a @preamble that are expanded in a field",
    beyond: "Further ones are shown as they are written.",
  },
  commandCharacters: {
    most: 100_000,
    of: "characters that commands of a @preamble stand for in a field",
    beyond: "Further ones are shown as they are written.",
  },
  parents: {
    most: 100,
    of: "entries, each of which inherits from the next",
    beyond: "The rest is not inherited.",
  },
  markupDepth: {
    most: 32,
    of: "levels of markup in a text",
    beyond: "What is inside is shown without its own markup.",
  },
  authors: { most: 20_000, of: "names in one list", beyond: "The list ends with “and others”." },
  yamlDepth: { most: 100, of: "levels of lists and groups in YAML", beyond: "The file is left out." },
  yamlItems: { most: 100_000, of: "values in the YAML of a file", beyond: "The file is left out." },
  yamlAliases: {
    most: 50,
    of: "values that the aliases (*) of an anchor (&) stand for",
    beyond: "The file is left out.",
  },
  formulaCharacters: { most: 10_000, of: "characters of a formula", beyond: "Its source is shown." },
  formulaDepth: { most: 50, of: "levels of braces in a formula", beyond: "Its source is shown." },
  formulaExpansions: {
    most: 200,
    of: "macros that are expanded in a formula",
    beyond: "Its source is shown.",
  },
  styleSteps: {
    most: 100_000,
    of: "elements of a CSL style, those of a macro counted wherever it is used, of a choice the longest branch",
    beyond: "No reference is shown in it.",
  },
  styleDepth: { most: 200, of: "elements of a CSL style, each in the next", beyond: "No reference is shown in it." },
  referenceCharacters: {
    most: 1_000_000,
    of: "characters of a reference in a CSL style",
    beyond: "The reference ends with “…”.",
  },
  drawingDepth: { most: 1000, of: "elements of a drawing, each in the next", beyond: "The drawing is not published." },
  publishedBytes: { most: 2 ** 31 - 1, of: "bytes of a file that is published", beyond: "The file is not published." },
} as const satisfies Readonly<Record<string, Bound>>;

export type BoundName = keyof typeof bounds;

/** "more than 1,000,000 characters of a field": what was passed, for a message. */
export function moreThan(name: BoundName): string {
  const { most, of } = bounds[name];
  return `more than ${most.toLocaleString("en")} ${of}`;
}
