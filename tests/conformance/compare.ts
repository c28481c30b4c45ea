// How the fields of a case are compared with what was read; `../shared/cases/README.md` says what they mean.
import type { InspectedPublication } from "../../src/export/inspection.ts";

type Expected = Readonly<Record<string, unknown>>;

/** NFC, with one space for any white space. */
export function fold(value: unknown): string {
  return String(value ?? "")
    .normalize("NFC")
    .replace(/[\s\u00a0\u2009\u202f]+/g, " ")
    .trim();
}

function same(one: unknown, other: unknown): boolean {
  const plain = (value: unknown): unknown =>
    typeof value === "string" ? fold(value) : Array.isArray(value) ? value.map(plain) : value;
  const isEmpty = (value: unknown) =>
    value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
  return (isEmpty(one) && isEmpty(other)) || JSON.stringify(plain(one)) === JSON.stringify(plain(other));
}

type Name = InspectedPublication["author"][number];

function nameDiffers(wanted: Expected, name: Name | undefined): boolean {
  if (!name) return true;
  if (wanted.familyOrLiteral) return ![name.family, name.literal].some((part) => same(part, wanted.familyOrLiteral));
  const particle = [name.droppingParticle, name.nonDroppingParticle].filter(Boolean).join(" ");
  const got: Expected = { ...name, particle };
  return ["family", "given", "particle", "suffix", "literal", "marks", "annotations"].some((part) => {
    if (part === "marks" || part === "annotations") return part in wanted && !same(wanted[part], got[part]);
    return !same(wanted[part], got[part]);
  });
}

function namesDiffer(wanted: readonly Expected[], names: readonly Name[]): boolean {
  return wanted.length !== names.length || wanted.some((name, index) => nameDiffers(name, names[index]));
}

const htmlTags: Readonly<Record<string, readonly [open: string, close: string]>> = {
  i: ["<em>", "</em>"],
  b: ["<strong>", "</strong>"],
  sc: ['<span class="small-caps">', "</span>"],
  code: ["<code>", "</code>"],
  sub: ["<sub>", "</sub>"],
  sup: ["<sup>", "</sup>"],
};

/** The values of a publication by the cases' names for them. */
function valueFor(name: string, publication: InspectedPublication): unknown {
  const { issued, accessed, eprint } = publication;
  const values: Expected = {
    titleText: publication.title.text,
    titleLength: [...publication.title.text].length,
    venue: publication.containerTitle,
    doi: publication.doi,
    url: publication.url,
    pages: publication.page,
    cslType: publication.type,
    authorsCount: publication.author.length,
    status: publication.status,
    date: issued?.dateParts,
    accessed: accessed?.dateParts,
    keywords: publication.keywords,
    arxiv: eprint?.archive === "arXiv" ? eprint.id : null,
    arxivClass: eprint?.class,
    publisher: publication.publisher,
    etAl: publication.authorsTruncated,
    noteText: publication.note.text,
    volume: publication.volume,
  };
  if (!(name in values)) throw new Error(`The suite does not know the field "${name}" of a case.`);
  return values[name];
}

/** What of a record's expectations does not hold, one line each. */
export function differences(
  key: string,
  wanted: Expected,
  publication: InspectedPublication,
  tex: readonly string[],
  display: readonly string[],
): readonly string[] {
  const html = publication.title.html + publication.abstract.html + publication.note.html;
  return Object.entries(wanted).flatMap(([field, value]) => {
    const isAny = field.endsWith("AnyOf");
    const name = isAny ? field.slice(0, -"AnyOf".length) : field;
    const alternatives = (isAny ? value : [value]) as readonly unknown[];
    const list = value as readonly string[];
    const checks: Readonly<Record<string, () => boolean>> = {
      authors: () => alternatives.some((one) => !namesDiffer(one as readonly Expected[], publication.author)),
      editors: () => alternatives.some((one) => !namesDiffer(one as readonly Expected[], publication.editor)),
      authorsInclude: () =>
        (value as readonly Expected[]).every((one) => publication.author.some((name_) => !nameDiffers(one, name_))),
      protected: () => list.every((word) => publication.title.text.includes(word)),
      mathKept: () => list.every((formula) => tex.includes(formula)),
      displayNames: () => same(display, value),
      doiHref: () => publication.links.some(({ href }) => href === value),
      note: () => {
        const { text, href } = value as { text: string; href: string };
        return (
          same(publication.note.text, text) && publication.note.html.includes(`href="${href.replaceAll("&", "&amp;")}"`)
        );
      },
      abstractMustContain: () => list.every((words) => fold(publication.abstract.text).includes(words)),
      abstractParagraphs: () => publication.abstract.html.match(/<p>/g)?.length === value,
      titleMarkup: () =>
        Object.entries(value as Record<string, readonly string[]>).every(([tag, words]) =>
          words.every((word) => html.includes(htmlTags[tag]!.join(word))),
        ),
    };
    const holds = checks[name]?.() ?? alternatives.some((one) => same(one, valueFor(name, publication)));
    return holds ? [] : [`${key}.${field}: wanted ${JSON.stringify(value)}, read ${JSON.stringify(publication)}`];
  });
}
