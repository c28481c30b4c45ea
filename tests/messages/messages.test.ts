import { describe, expect, test } from "vitest";
import { en, type Message, type MessageKey } from "../../src/messages/en.ts";
import { builtInMessages } from "../../src/messages/messages.ts";

const forms = (message: Message): Readonly<Record<string, string>> =>
  typeof message === "string" ? { other: message } : (message as Readonly<Record<string, string>>);
const places = (text: string): readonly string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
const keys = Object.keys(en) as MessageKey[];

describe.each(Object.entries(builtInMessages))("the words in %s", (language, messages) => {
  test("are all there, with nothing around them", () => {
    expect(Object.keys(messages)).toEqual(keys);
    const texts = keys.flatMap((key) => Object.values(forms(messages[key])));
    expect(texts.filter((text) => text === "" || text !== text.trim())).toEqual([]);
  });

  test("have every plural form of the language and no other", () => {
    const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
    const plural = keys.filter((key) => typeof en[key] !== "string");
    expect(plural.map((key) => Object.keys(forms(messages[key])).sort())).toEqual(plural.map(() => categories));
  });

  test("have the places of the English ones; a form for a certain number may say it in words", () => {
    const wrong = keys.flatMap((key) =>
      Object.entries(forms(messages[key])).flatMap(([form, text]) => {
        const isNumberSaid = ["zero", "one", "two"].includes(form);
        const wanted = places(forms(en[key]).other!).filter((place) => !isNumberSaid || place !== "{count}");
        const found = places(text).filter((place) => !isNumberSaid || place !== "{count}");
        return wanted.join() === found.join() ? [] : [`${key}.${form}: ${text}`];
      }),
    );
    expect(wrong).toEqual([]);
  });
});
