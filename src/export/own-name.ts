// In: a work in which somebody's name is marked, as a style has printed it. Out: the reference with that name set apart.
import type { Name } from "../record/names/name.ts";
import type { Publication } from "../record/publication.ts";
import type { RichMark, RichNode, RichText } from "../text/rich-text.ts";

/** Stand around a family name until the style has made its reference; no author can type them. */
const [opening, closing] = ["\ue001", "\ue002"];

/** A work in which the names at some positions, of its authors or else of its editors, can be found again in its reference. */
export function withMarkedNames(publication: Publication, positions: readonly number[]): Publication {
  const list = publication.author.length > 0 ? "author" : "editor";
  const names = publication[list].map((name, index) => (positions.includes(index) ? marked(name) : name));
  return { ...publication, [list]: names };
}

function marked(name: Name): Name {
  const mark = (text: string) => `${opening}${text}${closing}`;
  if (name.family !== undefined) return { ...name, family: mark(name.family) };
  return name.literal === undefined ? name : { ...name, literal: mark(name.literal) };
}

/**
 * A reference to such a work, with the names set apart as a whole: the family name with its particle, and the given names or
 * their initials on either side of it, as the style has them. Without a `mark` they are as the others.
 */
export function setNamesApart(
  reference: RichText,
  publication: Publication,
  positions: readonly number[],
  mark: RichMark | undefined,
): RichText {
  const names = publication.author.length > 0 ? publication.author : publication.editor;
  const patterns = positions.flatMap((at) => (names[at] === undefined ? [] : [patternOf(names[at])]));
  const pattern = patterns.length === 0 || mark === undefined ? undefined : new RegExp(patterns.join("|"), "gu");
  const text = (value: string): readonly RichNode[] => (value === "" ? [] : [{ kind: "text", value: bare(value) }]);
  const visit = (node: RichNode): readonly RichNode[] => {
    if (node.kind !== "text")
      return "children" in node ? [{ ...node, children: node.children.flatMap(visit) }] : [node];
    if (pattern === undefined) return text(node.value);
    const pieces: RichNode[] = [];
    let end = 0;
    for (const { 0: name, index } of node.value.matchAll(pattern)) {
      pieces.push(...text(node.value.slice(end, index)), { kind: mark!, children: text(name) });
      end = index + name.length;
    }
    return [...pieces, ...text(node.value.slice(end))];
  };
  return reference.flatMap(visit);
}

const bare = (text: string): string => text.replaceAll(opening, "").replaceAll(closing, "");

/** How a style may print a name around the marks: "A. M. van der Kern", "van der Kern, Ada", "Kern AM". */
function patternOf({ given = "", droppingParticle, nonDroppingParticle }: Name): string {
  const blank = "[\\s\\u00a0]";
  const initials = given
    .split(/[\s.-]+/)
    .filter((part) => part !== "")
    .map((part) => literally([...part][0]!.toUpperCase()));
  // A point behind initials that have none may be the reference's own.
  const forms = [
    literally(given.trim()),
    initials.map((one) => `${one}\\.`).join("[\\s\\u00a0-]?"),
    initials.join("[\\s\\u00a0-]?"),
  ];
  const oneOf = forms.filter((form) => form !== "").join("|");
  const particles = [droppingParticle, nonDroppingParticle]
    .filter((particle) => particle !== undefined)
    .map((particle) => `(?:${literally(particle)}${blank}?)?`)
    .join("");
  const family = `${particles}${opening}[^${opening}${closing}]*${closing}`;
  if (oneOf === "") return family;
  return `(?:(?:${oneOf})${blank})?${family}(?:,?${blank}(?:${oneOf}))?`;
}

const literally = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
