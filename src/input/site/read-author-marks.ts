import { type Diagnostic, diagnostic, type Result, takeInto } from "../../diagnostic/diagnostic.ts";
import { type AuthorMark, type KnownMark, standardMarks } from "../../record/names/author-marks.ts";
import { authorMarkFields } from "../front-matter/field-tables.ts";
import { checkFields } from "../yaml/check-fields.ts";
import type { LocatedYaml } from "../yaml/parse-yaml.ts";

/** How many characters a sign may have, so that it is one. */
const longestSign = 3;

/**
 * `authorMarks` of `site.yaml`: the marks that are known, each with another sign or other words, or left out by `false`, and
 * behind them the site's own, each with a sign and words. A sign alone may stand for `{sign: …}`.
 */
export function readAuthorMarks(yaml: LocatedYaml | undefined): Result<readonly AuthorMark[]> {
  const diagnostics: Diagnostic[] = [];
  const written = (yaml?.value as { readonly authorMarks?: unknown } | null | undefined)?.authorMarks;
  // What is no group of fields is told where the fields of the site are checked.
  if (yaml === undefined || typeof written !== "object" || written === null || Array.isArray(written))
    return { value: standardMarks, diagnostics };
  const take = takeInto(diagnostics);
  const marks = new Map(standardMarks.map((mark) => [mark.id, mark]));
  const tell = (id: string, message: string, hint: string) =>
    diagnostics.push(
      diagnostic({ code: "input/author-mark", message, hint, ...yaml.placeOfName(["authorMarks", id]) }),
    );
  for (const [id, said] of Object.entries(written)) {
    const known = marks.get(id);
    if (typeof said === "string" && /^(?:false|no)$/i.test(said)) {
      if (known) marks.delete(id);
      else tell(id, `No mark of authors is called "${id}", so none is left out.`, `they are ${namesOf(marks)}.`);
      continue;
    }
    const { sign = known?.sign, text = known?.text } =
      typeof said === "string" ? { sign: said } : take(checkFields(yaml, ["authorMarks", id], authorMarkFields));
    if (sign === undefined || sign.trim() === "" || [...sign].length > longestSign || /[\p{L}\s]/u.test(sign)) {
      const what = sign === undefined ? "no sign" : `"${sign}", which is no sign of at most ${longestSign} characters,`;
      tell(
        id,
        `The mark "${id}" of authors has ${what} so it is left out.`,
        `write one, as in ${id}: {sign: ♪, text: …}.`,
      );
    } else if (known === undefined && text === undefined)
      tell(
        id,
        `The mark "${id}" of authors has no words for the legend, so it is left out.`,
        `write them, as in ${id}: {sign: "${sign}", text: played the music}.`,
      );
    else marks.set(id, { isInLists: true, ...known, id, sign, ...(text === undefined ? {} : { text }) });
  }
  const bySign = new Map<string, string>();
  const value = [...marks.values()].filter(({ id, sign }) => {
    const other = bySign.get(sign);
    if (other === undefined) bySign.set(sign, id);
    else
      tell(
        Object.hasOwn(written, id) ? id : other,
        `The marks "${other}" and "${id}" of authors have one sign, ${sign}, so "${id}" is left out.`,
        "give one of the two another sign, or leave it out by false.",
      );
    return other === undefined;
  });
  return { value, diagnostics };
}

const namesOf = (marks: ReadonlyMap<KnownMark | string, unknown>): string => [...marks.keys()].join(", ");
