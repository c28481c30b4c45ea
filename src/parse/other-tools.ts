/** The numbers that Hugo's Academic theme had for types before it took CSL's names, in their order from 0 on. */
const hugoTypes = [
  "",
  "paper-conference",
  "article-journal",
  "preprint",
  "report",
  "book",
  "chapter",
  "thesis",
  "patent",
];

/** The words of academicpages for the kinds of papers. */
const academicPagesTypes: Readonly<Record<string, string>> = {
  manuscripts: "article-journal",
  conferences: "paper-conference",
  books: "book",
};

/**
 * A field of front matter that another tool has for one of ours, with its value as ours would have it; undefined for
 * every other field. Hugo Blox: `publication_types`, `publication` ("In *Proceedings of X*"), `publication_short`;
 * academicpages: `category`.
 */
export function fromOtherTool(
  name: string,
  value: unknown,
  all: object,
): { readonly name: "type" | "venue"; readonly value: unknown } | undefined {
  const first = Array.isArray(value) ? value[0] : value;
  const text = typeof first === "string" ? first.trim() : "";
  switch (name.toLowerCase()) {
    case "publication_types":
      if (/^\d$/.test(text)) return { name: "type", value: hugoTypes[Number(text)] ?? "" };
      // CSL's word for a preprint, which is BibTeX's for a paper in a journal.
      return { name: "type", value: text === "article" ? "preprint" : text };
    case "publication":
      return {
        name: "venue",
        value: typeof value === "string" ? value.replace(/^\s*in:?\s+(?=[*_\p{Lu}])/iu, "") : value,
      };
    case "publication_short":
      return { name: "venue", value: Object.hasOwn(all, "publication") ? undefined : value };
    case "category": {
      const type = academicPagesTypes[text.toLowerCase()];
      return type === undefined ? undefined : { name: "type", value: type };
    }
    default:
      return undefined;
  }
}
