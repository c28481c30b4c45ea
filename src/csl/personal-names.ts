// How one name is written ("Names", "Name-part", "Name Particles", "Name-part Order" of CSL 1.0.2).

import type { Name } from "./item.ts";

/** A stretch of a name: formatted as the family or given name, in no way of its own, or what stands between two. */
export interface NamePiece {
  readonly kind: "family" | "given" | "plain" | "between";
  readonly text: string;
}

/** What the affixes of a name part stand around; all that is shown of the part, where it `isWhole`. */
export interface NameGroup {
  readonly part: "family" | "given" | "between";
  readonly isWhole: boolean;
  readonly pieces: readonly NamePiece[];
}

export interface NameForm {
  readonly form: string;
  readonly initialize: boolean;
  readonly initializeWith: string | undefined;
  readonly keepsHyphens: boolean;
  readonly sortSeparator: string;
  readonly demotes: string;
}

/** Letters of alphabets whose names are written "given family", with spaces. */
const alphabetic =
  /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Armenian}\p{Script=Georgian}]/u;
const startsAlphabetic = new RegExp(`^\\s*["'“‘\\p{M}]*${alphabetic.source}`, "u");

/** Particles written into a family or given name, parted from it; the family's own lower-case words and the given's last. */
export function parseName(name: Name): Name {
  if (name.literal !== undefined || name.family === undefined) return name;
  let { family, given } = name;
  const found: Record<string, string> = {};
  const quoted = /^"(.*)"$/s.exec(family)?.[1];
  if (quoted !== undefined) return { ...name, family: quoted };
  if (name["non-dropping-particle"] === undefined && name["dropping-particle"] === undefined) {
    const before = /^((?:\p{Ll}[\p{Ll}\p{M}.]*\s+|\p{Ll}{1,2}['’]\s?|\p{Ll}+-(?=\p{Lu}))+)(?=\S)/u.exec(family)?.[1];
    if (before !== undefined && before.length < family.length) {
      found["non-dropping-particle"] = before.trim();
      family = family.slice(before.length);
    }
    const begin = given === undefined ? undefined : lastParticleIn(given);
    if (begin !== undefined) {
      found["dropping-particle"] = given!.slice(begin);
      given = given!.slice(0, begin - 1);
    }
  }
  const suffix = name.suffix === undefined && given !== undefined ? /^(.*?),(!?)\s*(\S.*)$/s.exec(given) : null;
  if (suffix) {
    given = suffix[1]!;
    return { ...name, ...found, family, given, suffix: suffix[3]!, ...(suffix[2] ? { "comma-suffix": true } : {}) };
  }
  return { ...name, ...found, family, ...(given === undefined ? {} : { given }) };
}

/** Where the words in small letters begin that a given name ends with; undefined where it ends with none. */
function lastParticleIn(given: string): number | undefined {
  let begin: number | undefined;
  for (const { 0: word, index } of [...given.matchAll(/\S+/g)].reverse()) {
    if (index === 0 || !/^\p{Ll}[\p{Ll}\p{M}]*['’]?$/u.test(word)) break;
    begin = index;
  }
  return /\s$/.test(given) ? undefined : begin;
}

/** The stretches of a name in their order; `isInverted` puts the family before the given name. */
export function writeName(written: Name, form: NameForm, isInverted: boolean): readonly NameGroup[] {
  const { initialize, initializeWith, keepsHyphens, sortSeparator, demotes } = form;
  const name = parseName(written);
  if (name.literal !== undefined) return [group("family", ["family", name.literal])];
  const family = name.family ?? "";
  if (family === "") return [group("given", ["given", name.given ?? ""])];
  const { "non-dropping-particle": nonDropping = "", "dropping-particle": dropping = "" } = name;
  if (form.form === "short") return [group("family", ...apart("family", nonDropping), ["family", family])];
  const isAlphabetic = startsAlphabetic.test(family) || startsAlphabetic.test(name.given ?? "");
  const given =
    initializeWith === undefined || !isAlphabetic
      ? (name.given ?? "")
      : toInitials(name.given ?? "", initializeWith, initialize, keepsHyphens);
  if (!isAlphabetic || name["static-ordering"])
    return [
      group("family", ["family", family]),
      group("between", ["between", given !== "" && isAlphabetic ? " " : ""]),
      group("given", ["given", given]),
    ];
  const isBare = initializeWith !== undefined && !initializeWith.includes(".");
  const suffix = isBare ? (name.suffix ?? "").replaceAll(".", "") : (name.suffix ?? "");
  if (isInverted) {
    const isDemoted = demotes === "display-and-sort";
    const behind: Stretch[] = [
      ["given", given],
      ["given", dropping === "" ? "" : ` ${dropping}`],
      ["between", isDemoted && nonDropping !== "" ? " " : ""],
      ["family", isDemoted ? nonDropping : ""],
    ];
    const isAnything = behind.some(([, text]) => text.trim() !== "");
    return [
      group("family", ...(isDemoted ? [] : apart("family", nonDropping)), ["family", family]),
      group("between", ["between", isAnything ? sortSeparator : ""]),
      group("given", ...behind),
      group("between", ["between", suffix === "" ? "" : sortSeparator], ["plain", suffix]),
    ];
  }
  return [
    group("given", ["given", given]),
    group("between", ["between", given === "" ? "" : " "]),
    group(
      "family",
      ...apart("given", dropping),
      ...apart("family", nonDropping),
      ["family", family],
      ["between", suffix === "" ? "" : name["comma-suffix"] ? ", " : " "],
      ["plain", suffix],
    ),
  ];
}

type Stretch = readonly [kind: NamePiece["kind"], text: string];

function group(part: NameGroup["part"], ...stretches: readonly Stretch[]): NameGroup {
  const pieces = stretches.flatMap(([kind, text]) => (text === "" ? [] : [{ kind, text }]));
  return { part, pieces, isWhole: pieces.length > 0 };
}

/** A particle before a name: "d'" and "al-" stand close to it, others apart. */
const apart = (kind: NamePiece["kind"], particle: string): readonly Stretch[] => [
  [kind, particle],
  ["between", particle === "" || /['’\-‐]$/.test(particle) ? "" : " "],
];

/** "Jean-Luc" as "J.-L.": initials with what ends them, or, without `initialize`, that behind initials alone. */
function toInitials(given: string, end: string, initialize: boolean, keepsHyphens: boolean): string {
  const spaced = (keepsHyphens ? given : given.replaceAll("-", " "))
    .replace(/(?<!\s)\s*-\s*/g, "-")
    .replace(/\.(?=[^\s.-])/g, ". ")
    .replace(/\s+/g, " ")
    .trim();
  const words = spaced.split(/([ -])/);
  let text = "";
  for (let at = 0; at < words.length; at += 2) {
    const word = words[at]!;
    if (word === "") continue;
    const separator = at === 0 ? "" : words[at - 1]!;
    const isInitial = /^\p{L}\p{M}*\.?$/u.test(word) && word !== word.toLowerCase();
    const isAbbreviated = isInitial || /^\p{Lu}\p{L}*\.$/u.test(word);
    if (separator === "-" && initialize && word === word.toLowerCase() && hasCase.test(word)) continue;
    const begun = separator === "-" ? `${text.trimEnd()}-` : text;
    if (!initialize) {
      const bare = isAbbreviated ? word.replace(/\.$/, "") + end : word;
      text =
        separator === "-" ? begun + bare : isAbbreviated && wasAbbreviated(text, end) ? text + bare : join(begun, bare);
    } else if (/^\p{Lu}\p{L}+\.$/u.test(word)) {
      // Abbreviated already: "Ts."
      text = `${begun}${word.slice(0, -1)}${end}`;
    } else if (!/\p{L}/u.test(word)) {
      text = `${text}${word} `;
    } else if (word === word.toLowerCase() && hasCase.test(word) && separator !== "-") {
      text = `${join(text, word)} `;
    } else {
      text = `${begun}${firstLetters(word)}${end}`;
    }
  }
  return text.replace(/\s+/g, " ").replaceAll(" -", "-").trim();
}

const hasCase = /\p{Ll}|\p{Lu}/u;
const wasAbbreviated = (text: string, end: string): boolean => end !== "" && text.endsWith(end);
const join = (before: string, after: string): string =>
  before === "" || before.endsWith(" ") || before.endsWith("-") ? before + after : `${before} ${after}`;

/** The initial of a name; one of several signs is typed in capitals: "TSerendorjiin". */
function firstLetters(word: string): string {
  const several = /^\p{Lu}{2,3}(?=\p{Ll})/u.exec(word)?.[0];
  if (several !== undefined) return several[0] + several.slice(1).toLowerCase();
  const [first = ""] = word.match(/\p{L}\p{M}*/u) ?? [word];
  return first.toUpperCase();
}
