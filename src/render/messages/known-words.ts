import { en, type MessageKey } from "./en.ts";

/** A genre, status or series without what people write differently: case, dots, spaces, the form of the apostrophe. */
const bare = (text: string): string => text.toLowerCase().replace(/[.'’\s-]/g, "");

const keysByWords: ReadonlyMap<string, MessageKey> = new Map(
  Object.entries(en).flatMap(([key, words]) => {
    const kind = /^(?:genre|status|series)-/.exec(key)?.[0];
    return kind === undefined || typeof words !== "string" ? [] : [[kind + bare(words), key as MessageKey] as const];
  }),
);

/**
 * A genre ("PhD thesis"), status ("in press") or series ("New series") of the record in the words of a language, which `say` knows. What has no
 * message, and what is English already, stays as the author wrote it.
 */
export function translateKnown(
  kind: "genre" | "status" | "series",
  text: string | undefined,
  say: (key: MessageKey) => string,
): string | undefined {
  const key = text === undefined ? undefined : keysByWords.get(`${kind}-${bare(text)}`);
  if (key === undefined) return text;
  const words = say(key);
  return words === en[key] ? text : words;
}
