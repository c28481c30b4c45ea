import { latexToPlain } from "../../text/latex/latex.ts";
import type { TextProblem } from "../../text/text-problem.ts";
import { type DateReading, type DayReading, type PartialDate, toDate } from "./partial-date.ts";
import {
  foldName,
  readEdtf,
  readSides,
  readWrittenDate,
  type WrittenReading,
  type WrittenSide,
} from "./written-dates.ts";

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

// In: the text of a date field. Out: a partial date, and what about it is impossible or not understood. Never a `Date`.

/** A date as it was understood, and what its author should look at. */
export interface ParsedDate {
  readonly value: PartialDate;
  readonly problems: readonly TextProblem[];
}

const hint = "write a date as 2021, 2021-03 or 2021-03-05, and a range with a slash: 2021-03-05/2021-03-07.";

/**
 * Reads BibLaTeX's `date`, `urldate`, `eventdate`, `origdate` and the date of front matter: EDTF level 1 as the biblatex
 * manual 2.3.8 has it, else what people write in the languages of `month-names.ts`. Day and month with dots are in
 * German order. Of an impossible day the year is kept, and the words in `literal`; words that are no date are `literal`
 * alone. A status ("in press") is no problem.
 */
export function parseDate(text: string): ParsedDate {
  const raw = asciiDigits(text.trim()).replace(/^((?:1[4-9]|20)\d)\?$/, "$1X?");
  if (raw === "") return { value: { circa: false, uncertain: false }, problems: [] };
  const edtf = readEdtf(raw);
  if (edtf) return judge(edtf, raw);
  const plain = toPlain(raw);
  const status = splitStatus(plain);
  if (status) return { value: withStatus(plain, status.rest), problems: [] };
  const { words, circa, uncertain } = cutDoubt(/^~\s*\d/.test(raw) ? `c. ${plain}` : plain);
  const reading = readEdtf(words.replace(/\s?[–—]\s?/, "/")) ?? readWrittenDate(words);
  if (!reading) {
    const problem = complain(`The date "${plain.slice(0, 80)}" is not understood, so it is kept as words.`, hint);
    return { value: { circa: false, uncertain: false, literal: plain }, problems: [problem] };
  }
  const value = {
    ...reading.value,
    circa: circa || reading.value.circa,
    uncertain: uncertain || reading.value.uncertain,
  };
  return judge({ ...reading, value }, plain);
}

/**
 * Reads BibTeX's `year`, `month` and `day`, macros of months already expanded: `month = may # "~3"` is "May~3" here. A
 * month is a number, a name or its abbreviation, a range of two, or a season; it may hold the day. Undefined where all
 * three are empty. What is not understood is kept in `literal` beside what is.
 */
export function parseYearMonthDay(
  year?: string,
  month?: string,
  day?: string,
): { value: PartialDate | undefined; problems: readonly TextProblem[] } {
  const [yearText, monthText, dayText] = [year, month, day].map((text) => toPlain(asciiDigits(text ?? "")));
  const words = [yearText, monthText, dayText].filter(Boolean).join(" ");
  if (!words) return { value: undefined, problems: [] };
  if (!yearText) {
    if (splitStatus(monthText!)) return { value: { circa: false, uncertain: false, literal: words }, problems: [] };
    const problem = complain(`"${words.slice(0, 80)}" has no year beside it, so it is kept as words.`, hint);
    return { value: { circa: false, uncertain: false, literal: words }, problems: [problem] };
  }
  const [, yearAlone, issue] = /^(\d{4})\s?[-/.]\s?(\d)$/.exec(yearText) ?? [];
  const known = parseDate(yearAlone ?? year!);
  if (issue !== undefined && !(monthText || dayText)) {
    const problem = complain(
      `"${yearText}" in the year may name a month or an issue, so only the year is used.`,
      "write month = {…} or number = {…} for what stands behind the year.",
    );
    return { value: { ...known.value, literal: words }, problems: [problem] };
  }
  const { start, end, season } = known.value;
  // A year that says more than the year itself is left as it is.
  if (!start || start.length > 1 || season || known.problems.length > 0 || !(monthText || dayText)) return known;

  const sides = monthText ? readMonth(monthText, dayText!) : undefined;
  const lastYear = end && end !== "open" ? end[0] : undefined;
  const reading = sides && joinWithYear(sides, start[0], lastYear, known.value);
  if (!reading) {
    const unread = monthText
      ? `The month "${[monthText, dayText].filter(Boolean).join(" ").slice(0, 80)}" is not understood`
      : `The day "${dayText!.slice(0, 80)}" has no month`;
    const problem = complain(`${unread}, so only the year is used.`, "write month = mar, or month = {3}.");
    return { value: { ...known.value, literal: words }, problems: [problem] };
  }
  return judge(reading, words);
}

function joinWithYear(
  [first, last]: readonly WrittenSide[],
  year: number,
  lastYear: number | undefined,
  { circa, uncertain }: PartialDate,
): WrittenReading | undefined {
  const from: DayReading = { ...first, year };
  const isRange = last !== undefined || lastYear !== undefined;
  const to: DayReading | undefined = isRange ? { ...last, year: lastYear ?? year } : undefined;
  if (last?.season !== undefined) return { value: { start: [year], circa, uncertain }, isCoarse: true };
  return toDate(from, to, { circa, uncertain });
}

function readMonth(month: string, day: string): readonly WrittenSide[] | undefined {
  const numbers = /^(\d{1,2})\.?(?:\s*(?:-+|[–—/])\s*(\d{1,2})\.?)?$/.exec(month);
  const sides: readonly WrittenSide[] | undefined = numbers
    ? numbers
        .slice(1)
        .filter(Boolean)
        .map((digits) => ({ month: Number(digits) }))
    : readSides(month.replace(/^\((.*)\)$/, "$1"));
  if (!sides) return undefined;
  const [first, last] = sides;
  const days = /^(\d{1,2})\.?(?:\s*(?:-+|[–—/])\s*(\d{1,2})\.?)?$/.exec(day);
  if (day && (!days || first?.day !== undefined)) return undefined;
  const from = { ...first, ...(days ? { day: Number(days[1]) } : {}) };
  const to = last || days?.[2] ? { ...last, ...(days?.[2] ? { day: Number(days[2]) } : {}) } : undefined;
  // "May 3--5" and "3--5 May" name the month once.
  if (from.day !== undefined) from.month ??= to?.month ?? Number.NaN;
  if (to?.day !== undefined) to.month ??= from.month ?? Number.NaN;
  return [from, ...(to ? [to] : [])].some((side) => Number.isNaN(side.month)) ? undefined : [from, ...(to ? [to] : [])];
}

function judge(reading: WrittenReading | DateReading, words: string): ParsedDate {
  const { value, impossible } = reading;
  const { ambiguous, isCoarse } = reading as WrittenReading;
  const shown = words.slice(0, 80);
  if (isCoarse) return { value: { ...value, literal: words }, problems: [] };
  if (impossible !== undefined) {
    const problem = complain(`The date "${shown}" is impossible: ${impossible}. Only the year is used.`, hint);
    return { value: { ...value, literal: words }, problems: [problem] };
  }
  if (ambiguous !== undefined) {
    const problem = complain(
      `The date "${shown}" can be read in two ways (${ambiguous}), so only the year is used.`,
      hint,
    );
    return { value: { ...value, literal: words }, problems: [problem] };
  }
  return { value, problems: [] };
}

function withStatus(words: string, year: string): PartialDate {
  const doubts = { circa: false, uncertain: false };
  return year ? { start: [Number(year)], ...doubts } : { ...doubts, literal: words };
}

function complain(message: string, advice: string): TextProblem {
  return { code: "record/date", offset: 0, message, hint: advice };
}

const circaWord =
  /^(?:(?:c|ca|approx|env|etwa)\.?|circa|cerca de|approximately|about|around|um|vers|environ|hacia|verso|por volta de)(?!\p{L})\s*(?=\d|\p{L}+\.?\s+\d)/iu;

/** Takes brackets, words and signs of doubt off a date: "[ca. 1890?]". */
function cutDoubt(text: string): { words: string; circa: boolean; uncertain: boolean } {
  let words = text;
  let circa = false;
  let uncertain = false;
  if (text.length > 100) return { words, circa, uncertain };
  for (let before = ""; before !== words; ) {
    before = words;
    words = words
      .replace(/^[[(](.*)[\])]$/s, "$1")
      .replace(/^(?:[©℗]\s?|cop\.\s?|[cp](?=\d))/i, "")
      .replace(/[.,;]$/, "")
      .trim();
    const withoutCirca = words.replace(circaWord, "");
    const withoutMark = withoutCirca.replace(/\s?(?:\?|\(\?\)|\[\?\])$/, "");
    circa ||= withoutCirca !== words;
    uncertain ||= withoutMark !== withoutCirca;
    words = withoutMark;
  }
  return { words, circa, uncertain };
}

function toPlain(text: string): string {
  // No date is that long, and a broken file should not cost the time to decode it.
  const plain = text.length < 1000 && /[\\{}$&~<`]|--/.test(text) ? latexToPlain(text).value : text;
  return plain.replace(/\s+/g, " ").trim().normalize("NFC");
}

/** Digits of any script as ASCII ones: Unicode has each script's ten in a row, from its zero on. */
function asciiDigits(text: string): string {
  return text.replace(/(?![0-9])\p{Nd}/gu, (digit) => {
    const plain = digit.normalize("NFKC");
    if (plain !== digit) return plain;
    const code = digit.codePointAt(0)!;
    let zero = code;
    while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
    return String(code - zero);
  });
}
