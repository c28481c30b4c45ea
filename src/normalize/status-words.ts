import { latexToPlain } from "./latex.ts";
import { foldName } from "./month-names.ts";

// What is shown, then the ways to say it: BibLaTeX's `pubstate` keys, English, German, French, Spanish, Portuguese, Italian.
const table = `
in press: in press|inpress|im druck|in druck|sous presse|en prensa|no prelo|in stampa|in corso di stampa|article in press|i tryck
forthcoming: forthcoming|im erscheinen|erscheint demnächst|erscheint|à paraître|de próxima aparición|em breve|di prossima pubblicazione|próximamente
to appear: to appear|toappear|to be published|will appear|por aparecer|a aparecer|soon to appear
submitted: submitted|submitted for publication|submitted manuscript|manuscript submitted|manuscript submitted for publication|under submission|eingereicht|zur veröffentlichung eingereicht|soumis|soumis pour publication|enviado|sometido|submetido|inviato|sottomesso
under review: under review|in review|under revision|in revision|under peer review|in begutachtung|en révision|en cours d'évaluation|en revisión|em revisão|in revisione
in preparation: in preparation|inpreparation|in prep|manuscript in preparation|in vorbereitung|en préparation|en preparación|em preparação|in preparazione|work in progress
accepted: accepted|accepted for publication|accepted manuscript|conditionally accepted|angenommen|zur veröffentlichung angenommen|accepté|aceptado|aceito|accettato
prepublished: prepublished|advance online publication|online first|published online first|early access|epub ahead of print|ahead of print|vorab veröffentlicht
no date: no date|nd|n d|undated|ohne jahr|oj|o j|ohne datum|sans date|sin fecha|sf|s f|sem data|senza data|sd|s d|sine anno|sa|s a|无日期`;

const statuses: ReadonlyMap<string, string> = new Map(
  table
    .trim()
    .split("\n")
    .flatMap((row) => {
      const [shown = "", ways = ""] = row.split(": ");
      return ways.split("|").map((way): [string, string] => [foldName(way), shown]);
    }),
);

/**
 * The status that `year`, `pubstate` or a note speaks of, in English: "in press", "forthcoming", "to appear",
 * "submitted", "under review", "in preparation", "accepted", "prepublished", "no date". A year may stand beside it
 * ("in press, 2021"). Undefined where the text says anything else: "Submitted to a journal" is a note.
 */
export function findStatus(text: string): string | undefined {
  return splitStatus(text)?.status;
}

/** The status with what stands beside it, which is a year or nothing; undefined where there is no status. */
export function splitStatus(text: string): { status: string; rest: string } | undefined {
  if (text.length > 200) return undefined;
  const plain = /[\\{}$&~<]/.test(text) ? latexToPlain(text).value : text;
  const words = plain
    .replace(/[.]/g, "")
    .replace(/[\s\-‐‑–—_,;:()[\]*!]+/g, " ")
    .trim();
  const found = /^(?:((?:1[5-9]|20)\d\d)\s)?(.*?)(?:\s((?:1[5-9]|20)\d\d))?$/.exec(words);
  const [, before, middle = "", after] = found ?? [];
  const status = statuses.get(foldName(middle).replaceAll("’", "'"));
  if (status === undefined || (before && after)) return undefined;
  return { status, rest: before ?? after ?? "" };
}
