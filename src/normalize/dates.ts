// In: the text of a date field. Out: a partial date, and what about it is impossible or not understood. Never a `Date`.
import type { PartialDate } from "../model/partial-date.ts";
import { type DateReading, type DayReading, toDate } from "./calendar.ts";
import { readEdtf } from "./edtf.ts";
import { latexToPlain } from "./latex.ts";
import { splitStatus } from "./status-words.ts";
import type { TextProblem } from "./text-problem.ts";
import { readSides, readWrittenDate, type WrittenReading, type WrittenSide } from "./written-dates.ts";

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
  return { code: "normalize/date", offset: 0, message, hint: advice };
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
