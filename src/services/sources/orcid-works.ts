// What ORCID says of a person's works, in its record 3.0.
import { parseDoi } from "../../record/identifiers/identifier-syntax.ts";
import { at, recordOf, recordsOf, textOf } from "../reading/answer-values.ts";
import { type Asked, identify } from "../reading/identify.ts";

/** The work of a group, which several sources describe: the preferred summary of it, with the identifier that is its own. */
export function orcidSummary(
  group: unknown,
): { readonly title: string; readonly line: string; readonly putCode: string; readonly asked?: Asked } | undefined {
  const [summary] = recordsOf(recordOf(group)["work-summary"]).toSorted(
    (one, other) => Number(textOf(other["display-index"]) ?? 0) - Number(textOf(one["display-index"]) ?? 0),
  );
  const title = textOf(at(summary, "title", "title", "value"));
  if (title === undefined) return undefined;
  const ids = recordsOf(at(summary, "external-ids", "external-id"))
    .filter((id) => textOf(id["external-id-relationship"])?.toLowerCase() === "self")
    .map((id) => ({
      kind: textOf(id["external-id-type"])?.toLowerCase(),
      value: textOf(id["external-id-value"]) ?? "",
    }));
  const asked = ids
    .flatMap(
      ({ kind, value }) =>
        (kind === "pmid"
          ? identify(`PMID ${value.replace(/\D/g, "")}`)
          : kind === "doi"
            ? doiOf(value)
            : identify(value)) ?? [],
    )
    .find(({ kind }) => kind === "doi" || kind === "arxiv" || kind === "pmid");
  const year = textOf(at(summary, "publication-date", "year", "value"));
  const journal = textOf(at(summary, "journal-title", "value"));
  return {
    title,
    line: [title, journal, year].filter(Boolean).join(" · "),
    putCode: textOf(summary?.["put-code"]) ?? "",
    ...(asked === undefined ? {} : { asked }),
  };
}

const doiOf = (text: string): Asked | undefined => {
  const { value } = parseDoi(text);
  return value === undefined ? undefined : identify(value);
};
