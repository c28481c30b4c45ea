import { type Diagnostic, diagnostic, type Place, type Result } from "../diagnostic/diagnostic.ts";
import { ar } from "./ar.ts";
import { de } from "./de.ts";
import { en, type Message, type MessageKey, type Messages } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { ja } from "./ja.ts";
import { pt } from "./pt.ts";
import { zh } from "./zh.ts";

/** Our words of the interface by BCP 47 primary language. */
export const builtInMessages: Readonly<Record<string, Messages>> = { ar, de, en, es, fr, ja, pt, zh };

/** The words a site gives itself, as read from `content/messages/<language>.yaml`, and where each stands. */
export interface OwnMessages {
  readonly value: unknown;
  readonly placeOf: (path: readonly (string | number)[]) => Place;
  readonly placeOfName: (path: readonly (string | number)[]) => Place;
}

/** CLDR's categories of numbers, which a message may have a text for. */
export const pluralForms: ReadonlySet<string> = new Set(["zero", "one", "two", "few", "many", "other"]);

/**
 * All words of the interface in a language: the site's own, else ours, else English. What is missing, unknown or no message
 * is reported at its place in the site's file; a language that neither we nor the site know, once, at `place`.
 */
export function completeMessages(language: string, own: OwnMessages | undefined, place: Place): Result<Messages> {
  const diagnostics: Diagnostic[] = [];
  const tell = (message: string, hint: string, at: Place) =>
    diagnostics.push(diagnostic({ code: "messages/incomplete", message, hint, ...at }));
  const base = builtInMessages[language] ?? builtInMessages[language.split("-")[0]!.toLowerCase()];
  const messages: Record<string, Message> = { ...en, ...base };
  const given = new Set<string>();
  if (own !== undefined && (typeof own.value !== "object" || own.value === null || Array.isArray(own.value))) {
    tell(
      "The file should hold messages with their names.",
      "write one message a line, as in copy: Copy.",
      own.placeOf([]),
    );
  } else if (own !== undefined) {
    for (const [key, value] of Object.entries(own.value as object)) {
      if (!Object.hasOwn(en, key)) {
        tell(
          `There is no message "${key}", so it is shown nowhere.`,
          "see src/messages/en.ts.",
          own.placeOfName([key]),
        );
      } else if (isMessage(value)) {
        messages[key] = value;
        given.add(key);
      } else {
        tell(
          `The message "${key}" is neither a text nor texts by plural form with "other", so it is left out.`,
          'write a text, or one: "…" and other: "…".',
          own.placeOfName([key]),
        );
      }
    }
  }
  const missing = base ? [] : (Object.keys(en) as MessageKey[]).filter((key) => !given.has(key));
  if (missing.length > 0) {
    tell(
      `${missing.length} words of the interface are missing in "${language}" and stand in English: ${missing.slice(0, 8).join(", ")}${missing.length > 8 ? " …" : ""}.`,
      `write them into content/messages/${language}.yaml; those in English are in src/messages/en.ts.`,
      own?.placeOf([]) ?? place,
    );
  }
  return { value: messages as Messages, diagnostics };
}

function isMessage(value: unknown): value is Message {
  if (typeof value === "string") return value !== "";
  if (typeof value !== "object" || value === null || !("other" in value)) return false;
  return Object.entries(value).every(([form, text]) => pluralForms.has(form) && typeof text === "string");
}

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
  t: (key: MessageKey) => string,
): string | undefined {
  const key = text === undefined ? undefined : keysByWords.get(`${kind}-${bare(text)}`);
  if (key === undefined) return text;
  const words = t(key);
  return words === en[key] ? text : words;
}

/** Makes the function that names a region (ISO 3166-1, and "EU") in a language; what has no name is its code. */
export function regionNamer(language: string): (code: string) => string {
  // Made when a region is named, which few works do: to make it takes longer than all else of a page's details.
  let names: Intl.DisplayNames | undefined;
  return (code) => {
    if (!/^[A-Z]{2}$/.test(code)) return code;
    names ??= new Intl.DisplayNames([language, "en"], { type: "region" });
    return names.of(code) ?? code;
  };
}
