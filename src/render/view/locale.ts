import type { Messages } from "../messages/en.ts";
import { createDateFormatter, type DateFormatter } from "./date.ts";
import { createLister, type ListedItem, usableLanguage, writingDirection } from "./language.ts";
import { createSay, type Say } from "./say.ts";

/** How one language says things: words, dates, lists, order. */
export interface Locale {
  /** BCP 47, one that `Intl` takes. */
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  readonly say: Say;
  readonly date: DateFormatter;
  /** A year alone: "2021", "44 BC". */
  readonly year: (year: number) => string;
  readonly list: (texts: readonly string[]) => readonly ListedItem[];
  readonly compare: (one: string, other: string) => number;
}

/** The locale of a language; a tag that is none counts as English. */
export function createLocale(tag: string, messages: Messages): Locale {
  const language = usableLanguage(tag);
  const say = createSay(messages, language);
  const date = createDateFormatter(language, say);
  return {
    language,
    direction: writingDirection(language),
    say,
    date,
    year: (year) => date({ start: [year], circa: false, uncertain: false }),
    list: createLister(language),
    compare: new Intl.Collator([language, "en"], { numeric: true }).compare,
  };
}
