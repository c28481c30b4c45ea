// What the parts between two commas can be, by which a sentence of names is told from "Family, Given".
import { isBody } from "../model/body-name.ts";
import { cutMarks } from "./name-marks.ts";
import { isFullyBraced, isParticle, splitWords } from "./name-structure.ts";

// Without their dots "Jun" and "Sen" are given names, and "M. D." are initials.
export const surelySuffix = /^(?:(?:jr|sr|ph\.?\s?d|esq)\.?|junior|senior|jun\.|sen\.)$/i;
export const suffix = /^(?:(?:jr|sr|ph\.?\s?d|esq|ii|iii|iv|\d(?:nd|rd|th))\.?|junior|senior|jun\.|sen\.)$/i;
// Where a suffix is wanted, those of other languages count too, accents written in any way.
export const foreignSuffix =
  /^(?:neto|filho|sobrinho|segundo|bisneto|j[\\'{}]*[uú][\\'{}]*nior|hijo|fils|p[\\`{}]*[eè][\\`{}]*re|jnr\.?|snr\.?|vi{1,3}|ix)$/i;

// "Ma" and "Md" are names too, "MA" and "MD" behind a whole name are not.
const degree =
  /^(?:[Pp][Hh]\.?\s?[Dd]\.?|Dr\.?|Prof\.?|M\.?D\.?|D\.?\s?[Pp]hil\.?|M\.?Sc\.?|B\.?Sc\.?|M\.?A\.?|B\.?A\.?|MBA|MPH|MPhil|M\.?Eng\.?|FRCP|FRS|FACS|FIEEE|RN|MSN|DVM|PharmD|EdD|PsyD|DDS|JD|LLM|DSc|Dr\.-Ing\.|Dipl\.-\w+\.)$/;

/** Whether a text is an academic degree or title, which is nobody's name. */
export function isDegree(text: string): boolean {
  return degree.test(text.trim());
}

/**
 * `full` a whole name ("Ada Kern", a body), `inverted` one with its initials last ("Kern AB"), `one` a family or given name
 * ("Kern", "van der Berg"), `initials` ("A. B."), `suffix` ("Jr."), `others` ("et al.").
 */
export type NameWords = "full" | "inverted" | "one" | "initials" | "suffix" | "others";

export const saysOthers = /^\{*(?:(?:and\s+|&\s*)?others|(?:and\s+)?et\.?\s*al\.?|et\s+alii)\}*,?$/i;

const initials = /^(?:(?:\p{Lu}\p{Ll}?\.[-‐–]?)+\p{Lu}?|\p{Lu}(?:[-‐]?\p{Lu}){0,2})$/u;

/** What a text between two commas is, its marks aside. */
export function nameWordsOf(text: string): NameWords {
  const bare = cutMarks(text).text.trim();
  if (saysOthers.test(bare)) return "others";
  if (isFullyBraced(bare) || isBody(bare)) return "full";
  if (suffix.test(bare)) return "suffix";
  const words = splitWords(bare);
  if (words.length > 0 && words.every((word) => initials.test(word))) return "initials";
  if (words.length < 2) return /^[\p{sc=Han}\p{sc=Hang}\p{sc=Kana}\p{sc=Hira}ー々]{2,}$/u.test(bare) ? "full" : "one";
  if (isParticle(words[0]!)) return "one";
  const hasLastInitials = initials.test(words.at(-1)!) && !/\./.test(words.at(-1)!);
  return hasLastInitials && words.slice(0, -1).every((word) => /\p{Ll}/u.test(word)) ? "inverted" : "full";
}
