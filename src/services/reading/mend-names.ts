// In: names as services give them. Out: the same as people write them, with what is doubtful of them.
import { isOrcid } from "../../record/identifiers/identifier-syntax.ts";
import { isBody } from "../../record/names/name.ts";
import { isDegree, isParticle, suffix as suffixPattern } from "../../record/names/name-forms.ts";
import { defined, type Json, textOf, textsOf } from "./answer-values.ts";
import { type Doubt, type FoundName, note, serious } from "./found-work.ts";

/** A name as a service has it, before anything is looked at. */
export interface RawName {
  readonly family?: string | undefined;
  readonly given?: string | undefined;
  readonly suffix?: string | undefined;
  readonly literal?: string | undefined;
  readonly orcid?: string | undefined;
  readonly affiliations?: readonly string[] | undefined;
}

export interface MendedNames {
  readonly names: readonly FoundName[];
  readonly doubts: readonly Doubt[];
}

/** The names of a list, each once in a row, in its order. */
export function mendNames(raw: readonly RawName[]): MendedNames {
  const doubts: Doubt[] = [];
  const names: FoundName[] = [];
  for (const one of raw) {
    const name = mendName(one, doubts);
    if (name === undefined) continue;
    const last = names.at(-1);
    const isSame = last && spelled(last) === spelled(name);
    if (!isSame) names.push(name);
    else names[names.length - 1] = withAffiliations({ ...last, ...defined({ orcid: name.orcid }) }, name.affiliations);
  }
  return { names, doubts };
}

const spelled = ({ literal, given, family }: FoundName): string => literal ?? `${given ?? ""} ${family ?? ""}`;

function withAffiliations(name: FoundName, more: readonly string[] = []): FoundName {
  const affiliations = [...new Set([...(name.affiliations ?? []), ...more])];
  return affiliations.length === 0 ? name : { ...name, affiliations };
}

/** Words that tell a group's name from a person's. */
const groupWord =
  /\b(?:consorti(?:um|a)|collaborations?|study|group|network|team|investigators|initiative|committee|society|association|institute|university|foundation|project|task force|working party|council|agency|program(?:me)?|center|centre|department|organi[sz]ation)\b/i;
const behalf = /^(?:on behalf of|for|and)\s+(?:the\s+)?/i;

function mendName(raw: RawName, doubts: Doubt[]): FoundName | undefined {
  const rest = restOf(raw, doubts);
  const clean = (text: string | undefined) =>
    (text ?? "")
      .replace(/\s+/g, " ")
      .replace(/(?<![*†‡§¶#])[*†‡§¶#]+$/u, "")
      .trim();
  let [family, given, suffix] = [clean(raw.family), clean(raw.given), clean(raw.suffix)];
  const literal = clean(raw.literal);
  if (literal !== "") return withRest({ literal: literal.replace(behalf, "") }, rest);
  if (behalf.test(given) && groupWord.test(`${given} ${family}`) && given.split(" ").length > 2)
    return withRest({ literal: `${given} ${family}`.trim().replace(behalf, "") }, rest);
  if (family === "" && given === "") return undefined;
  if (isDegree(family) && given === "") return undefined;
  // A name in one field.
  if (family.includes(",")) {
    const [last = "", first = "", ...others] = family.split(/(?<!\s)\s*,\s*/);
    [family, given] = [last, [first, given].filter(Boolean).join(" ")];
    suffix ||= others.join(" ");
  } else if (given.includes(",") && family === "") {
    const [last = "", first = ""] = given.split(/(?<!\s)\s*,\s*/);
    [family, given] = [last, first];
  } else if (given === "" && family.includes(" ")) {
    if (groupWord.test(family) || isBody(family)) return withRest({ literal: family.replace(behalf, "") }, rest);
    const words = family.split(" ");
    const start = startOfFamily(words);
    [family, given] = [words.slice(start).join(" "), words.slice(0, start).join(" ")];
    if (given !== "") doubts.push(serious(`"${raw.family}" came in one piece: is the family name "${family}"?`));
  } else if (family === "") [family, given] = [given, ""];
  // Degrees are no part of a name, and what follows from a name stands behind it.
  const words = [...given.split(" ")];
  while (words.length > 1 && isDegree(words.at(-1)!.replace(/,$/, ""))) words.pop();
  if (words.length > 1 && suffixPattern.test(words.at(-1)!) && suffix === "") suffix = words.pop()!;
  given = words.join(" ").replace(/,$/, "");
  const familyWords = family.split(" ");
  if (familyWords.length > 1 && suffixPattern.test(familyWords.at(-1)!) && suffix === "") {
    suffix = familyWords.pop()!;
    family = familyWords.join(" ");
  }
  // Particles at the end of the given names belong to the family.
  const givenWords = given === "" ? [] : given.split(" ");
  const particles: string[] = [];
  while (givenWords.length > 1 && isLooseParticle(givenWords.at(-1)!)) particles.unshift(givenWords.pop()!);
  if (particles.length > 0) {
    family = `${particles.map((one) => one.toLowerCase()).join(" ")} ${family}`;
    given = givenWords.join(" ");
  }
  return withRest(
    {
      family: lowered(family),
      ...(given === "" ? {} : { given: initials(lowered(given)) }),
      ...(suffix === "" ? {} : { suffix: spellSuffix(suffix) }),
    },
    rest,
  );
}

const looseParticle = /^(?:de|del|della|der|den|di|da|dos|du|la|le|van|von|ten|ter|zu|zur|al|el|bin|ibn|mac)$/i;
const isLooseParticle = (word: string): boolean => looseParticle.test(word);

/** Where the family name begins in a whole name: at its particle, or at the last word. */
function startOfFamily(words: readonly string[]): number {
  const particle = words.findIndex((word, index) => index > 0 && index < words.length - 1 && isParticle(word));
  return particle > 0 ? particle : words.length - 1;
}

/** A name in capitals in the letters of a name: "MCDONALD", "O'BRIEN", "VAN DER BERG". Short ones may be initials. */
function lowered(name: string): string {
  const letters = name.replace(/[^\p{L}]/gu, "");
  const areInitials = /^(?:\p{Lu}(?:\.[\s-]?|[\s-]|$))+$/u.test(name);
  if (letters.length < 3 || areInitials || name !== name.toUpperCase() || name === name.toLowerCase()) return name;
  return name
    .toLowerCase()
    .split(" ")
    .map((word) =>
      isLooseParticle(word)
        ? word
        : word
            .replace(/(?<=^|[-'’])\p{L}/gu, (letter) => letter.toUpperCase())
            .replace(/^Mc(\p{L})/u, (_, letter: string) => `Mc${letter.toUpperCase()}`),
    )
    .join(" ");
}

/** "JA", "J.A" and "J A" are initials: "J. A." */
function initials(given: string): string {
  if (/^\p{Lu}{1,3}$/u.test(given)) return [...given].map((letter) => `${letter}.`).join(" ");
  return given
    .replace(/(?<=\p{Lu})\.(?=\p{Lu})/gu, ". ")
    .split(" ")
    .map((word) => (/^\p{Lu}$/u.test(word) ? `${word}.` : word))
    .join(" ");
}

const spellSuffix = (text: string): string =>
  /^(?:jr|sr)$/i.test(text)
    ? `${text[0]!.toUpperCase()}${text[1]!.toLowerCase()}.`
    : text.replace(/^([js]r)\.$/i, (whole) => whole[0]!.toUpperCase() + whole.slice(1).toLowerCase());

function restOf(
  { orcid: written, affiliations = [] }: RawName,
  doubts: Doubt[],
): Pick<FoundName, "orcid" | "affiliations"> {
  const bare = (written ?? "")
    .replace(/^https?:\/\/(?:www\.)?orcid\.org\//i, "")
    .replaceAll("-", "")
    .trim()
    .toUpperCase();
  const orcid = isOrcid(bare) ? bare.replace(/(.{4})(?=.)/g, "$1-") : undefined;
  if (bare !== "" && orcid === undefined)
    doubts.push(note(`the ORCID iD ${written} has a wrong check digit and is left out`));
  const places = [...new Set(affiliations.map((one) => one.replace(/\s+/g, " ").trim()).filter(Boolean))];
  return { ...(orcid === undefined ? {} : { orcid }), ...(places.length === 0 ? {} : { affiliations: places }) };
}

const withRest = (name: FoundName, rest: Pick<FoundName, "orcid" | "affiliations">): FoundName => ({
  ...name,
  ...rest,
});

/** A name of Crossref's. */
export const crossrefName = (value: Json): RawName => ({
  family: textOf(value.family),
  given: textOf(value.given),
  suffix: textOf(value.suffix),
  literal: textOf(value.name),
  orcid: textOf(value.ORCID),
  affiliations: textsOf((value.affiliation as readonly Json[] | undefined)?.map?.((one) => one?.name)),
});
