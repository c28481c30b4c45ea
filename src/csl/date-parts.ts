import type { Locale } from "./csl-locale.ts";
import type { DateValue } from "./item.ts";
import type { StyleNode } from "./style-tree.ts";
import { childrenOf } from "./style-tree.ts";

export type DatePart = "year" | "month" | "day";

/** A part of a date as a style asks for it. */
export interface DatePartForm {
  readonly name: DatePart;
  readonly attributes: Readonly<Record<string, string>>;
}

/** The parts of a `<date>` in their order and what stands between them ("Date", "Localized Date Formats"). */
export function datePartsOf(
  node: StyleNode,
  locale: Locale,
): { readonly parts: readonly DatePartForm[]; readonly delimiter: string } {
  const { form, delimiter = "", "date-parts": wanted = "year-month-day" } = node.attributes;
  const own = childrenOf(node, "date-part").map(
    ({ attributes }): DatePartForm => ({ name: attributes.name as DatePart, attributes }),
  );
  const localized = form === undefined ? undefined : locale.date(form);
  if (localized === undefined) return { parts: own, delimiter };
  const names = wanted.split("-");
  return {
    delimiter: localized.attributes.delimiter ?? delimiter,
    parts: childrenOf(localized, "date-part")
      .filter(({ attributes }) => names.includes(attributes.name!))
      .map(({ attributes }) => {
        const {
          prefix: _,
          suffix: __,
          ...changed
        } = own.find(({ name }) => name === attributes.name)?.attributes ?? {};
        return { name: attributes.name as DatePart, attributes: { ...attributes, ...changed } };
      }),
  };
}

/** Year, month and day of one end of a date; a season stands in the month's place, from 21 on as in EDTF. */
export type Day = readonly (number | undefined)[];

/** Both ends of a date, the second where it is a range; nothing for one in words. */
export function daysOf(date: DateValue): readonly Day[] {
  const season = date.season === undefined ? undefined : Number(date.season);
  return (date["date-parts"] ?? []).slice(0, 2).flatMap((parts) => {
    const [year, month, day] = parts.map((part) => (part === "" ? undefined : Number(part)));
    if (year === undefined || Number.isNaN(year)) return [];
    return [[year, month ?? (season === undefined || Number.isNaN(season) ? undefined : 20 + season), day]];
  });
}

const position: Readonly<Record<DatePart, number>> = { year: 0, month: 1, day: 2 };
export const partOf = (day: Day, name: DatePart): number | undefined => day[position[name]];

/** A part as text; undefined where the date does not say it. */
export function datePartText({ name, attributes }: DatePartForm, day: Day, locale: Locale): string | undefined {
  const value = partOf(day, name);
  if (value === undefined) return undefined;
  const { form } = attributes;
  if (name === "year") return yearText(value, form, locale);
  if (name === "month") return monthText(value, form ?? "long", locale);
  if (form === "numeric-leading-zeros") return String(value).padStart(2, "0");
  const isOrdinal = form === "ordinal" && (value === 1 || locale.option("limit-day-ordinals-to-day-1") !== "true");
  return isOrdinal ? locale.ordinal(value, monthName(partOf(day, "month"))) : String(value);
}

const monthName = (month = 1): string => `month-${String(month).padStart(2, "0")}`;

function yearText(year: number, form: string | undefined, locale: Locale): string | undefined {
  if (year === 0) return undefined;
  if (year < 0) return `${-year}${locale.term("bc") ?? ""}`;
  if (form === "short" && year > 999) return String(year).slice(-2);
  return year < 1000 ? `${year}${locale.term("ad") ?? ""}` : String(year);
}

function monthText(month: number, form: string, locale: Locale): string | undefined {
  if (month > 12) return locale.term(`season-0${((month - 1) % 4) + 1}`, form === "short" ? "short" : "long");
  if (month < 1) return undefined;
  if (form === "numeric") return String(month);
  if (form === "numeric-leading-zeros") return String(month).padStart(2, "0");
  return locale.term(monthName(month), form);
}

/** The largest part in which both ends of a range differ; undefined where they show the same. */
export function firstDifference(parts: readonly DatePartForm[], from: Day, to: Day): DatePart | undefined {
  const shown = new Set(parts.map(({ name }) => name));
  return (["year", "month", "day"] as const).find((name) => shown.has(name) && partOf(from, name) !== partOf(to, name));
}
