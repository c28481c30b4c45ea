import type { Message, MessageKey, Messages } from "../messages/en.ts";

/** Says a message, its places filled in; `count` chooses the plural form and is written as the language writes numbers. */
export type Say = (key: MessageKey, values?: Readonly<Record<string, string | number>>) => string;

/** Makes the function that says the messages of one language (a usable BCP 47 tag). Numbers have the digits 0 to 9. */
export function createSay(messages: Messages, language: string): Say {
  const plural = new Intl.PluralRules(language);
  const number = new Intl.NumberFormat(language, { numberingSystem: "latn" });
  return (key, values) => {
    const message: Message = messages[key];
    const count = values?.count;
    const form = typeof count === "number" ? plural.select(count) : "other";
    const text = typeof message === "string" ? message : (message[form] ?? message.other);
    if (values === undefined) return text;
    return text.replace(/\{(\w+)\}/g, (place, name: string) => {
      const value = values[name];
      return typeof value === "number" ? number.format(value) : (value ?? place);
    });
  };
}
