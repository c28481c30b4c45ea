import { diagnostic } from "../diagnostic/diagnostic.ts";
import { placeOfField } from "../record/publication.ts";
import { hasTitle } from "./check-title.ts";
import { missedFields, type Rule } from "./rule.ts";

/** Types that are not lists' entries in their own right, or bear no date by nature. */
const undated = new Set(["webpage", "periodical", "collection"]);

/** A paper with neither date nor status sorts last, which its author will not expect. */
export const checkYear: Rule = (read) => {
  const { publication } = read;
  // What has no title is not published, so it has no place in an order.
  if (!hasTitle(publication)) return [];
  if (publication.issued || publication.status || undated.has(publication.type)) return [];
  return [
    diagnostic({
      code: "validate/no-year",
      message: `The paper "${publication.key}" has neither a year nor a status, so it sorts last.`,
      hint:
        publication.source.format === "markdown"
          ? "add a line date: 2021, or status: in press."
          : "add year = {2021}, or pubstate = {inpress}.",
      misses: missedFields(publication, ["year", "date", "status"]),
      key: publication.key,
      ...placeOfField(read, "issued"),
    }),
  ];
};
