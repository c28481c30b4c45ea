import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { bibtexBlocks } from "../../src/export/bibtex.ts";
import { formatName } from "../../src/record/names/name.ts";
import { assignSlugs } from "../../src/relate/assign-slugs.ts";
import { personRecognizer } from "../../src/relate/recognize.ts";
import { differences, fold } from "./compare.ts";
import { hasErrorsIn, type ReadCase, readCase } from "./read-case.ts";
import { absence, areCasesThere, sharedCases } from "./shared-look.ts";

/** A case as its file holds it. */
interface Case {
  readonly id: string;
  readonly kind: string;
  readonly format: "bib" | "md";
  readonly input: string;
  readonly expect: Expectation;
}

/** Two authors, each by key and position. */
type AuthorPair = readonly [readonly [string, number], readonly [string, number]];

interface Expectation {
  readonly entries?: number;
  readonly entriesAtLeast?: number;
  readonly entriesAnyOf?: readonly number[];
  readonly entriesPublished?: number;
  readonly records?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly warnings?: readonly string[];
  readonly order?: readonly string[];
  readonly encoding?: "latin1";
  readonly slugs?: { readonly pattern: string };
  readonly sameAuthor?: AuthorPair;
  readonly differentAuthor?: AuthorPair;
  readonly bibtexOut?: { readonly mustContain?: readonly string[]; readonly mustNotContain?: readonly string[] };
  readonly htmlMustContain?: readonly string[];
  readonly htmlMustNotMatch?: string;
  readonly hrefs?: readonly string[];
  readonly build?: string;
}

// Not of the project: they lie beside it where it is built.
const shared = ["cases.jsonl", "more-cases.jsonl"].map((name) => path.join(sharedCases, name));
const own = path.join(import.meta.dirname, "neighbours.jsonl");
const parse = (file: string) =>
  readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Case);
const mustPass = readFileSync(path.join(import.meta.dirname, "passes.txt"), "utf8")
  .trim()
  .split("\n");

/** Every way in which what was read is not what a case wants. */
function faults({ expect: wanted }: Case, read: ReadCase): readonly string[] {
  const { inspection, publications, messages } = read;
  const found: string[] = [];
  const check = (holds: boolean, what: string) => holds || found.push(what);
  const count = inspection.publications.length;
  check(wanted.entries === undefined || count === wanted.entries, `${count} entries`);
  check(wanted.entriesAtLeast === undefined || count >= wanted.entriesAtLeast, `${count} entries`);
  check(wanted.entriesAnyOf?.includes(count) ?? true, `${count} entries`);
  check(
    wanted.entriesPublished === undefined || read.published === wanted.entriesPublished,
    `${read.published} published`,
  );
  for (const [key, record] of Object.entries(wanted.records ?? {})) {
    const index = key === "$self" ? 0 : inspection.publications.findIndex((one) => one.key === key);
    const publication = inspection.publications[index];
    if (!publication) found.push(`${key} is missing`);
    else
      found.push(
        ...differences(
          key,
          record,
          publication,
          read.tex[index]!,
          publications[index]!.author.map((name) => formatName(name)),
        ),
      );
  }
  for (const warning of wanted.warnings ?? []) {
    // "no title (key eg)", "duplicate key dup (lines 1 and 2)": the key and the last line it names.
    const key = /\bkeys? (?!differ)([\w:]+)/.exec(warning)?.[1];
    const line = Number(/\blines? (?:\d+ and )?(\d+)/.exec(warning)?.[1] ?? 0);
    const isTold = messages.some(
      (one) => (!key || one.key === key || one.message.includes(`"${key}"`)) && (!line || one.line === line),
    );
    check(isTold, `nothing says: ${warning}`);
  }
  if (wanted.order) check(fold(inspection.publications.map(({ key }) => key)) === fold(wanted.order), "another order");
  if (wanted.slugs) {
    const slugs = assignSlugs(inspection.publications.map(({ key }) => key));
    check(new Set(slugs.map((slug) => slug.toLowerCase())).size === count, "slugs alike");
    check(
      slugs.every((slug) => new RegExp(wanted.slugs!.pattern).test(slug)),
      "slugs of other letters",
    );
  }
  const html = inspection.publications
    .flatMap(({ title, abstract, note, links }) => [
      title.html,
      abstract.html,
      note.html,
      ...links.map(({ href }) => `<a href="${href}">`),
    ])
    .join("\n");
  check(!wanted.htmlMustNotMatch || !new RegExp(wanted.htmlMustNotMatch, "i").test(html), "forbidden HTML");
  for (const part of wanted.htmlMustContain ?? []) check(html.includes(part), `no ${part}`);
  for (const href of wanted.hrefs ?? []) check(html.includes(`"${href}"`), `no link to ${href}`);
  const bibtex = publications.flatMap((one) => bibtexBlocks(one, "original")).join("\n");
  for (const part of wanted.bibtexOut?.mustContain ?? []) check(bibtex.includes(part), `no ${part} in the BibTeX`);
  for (const part of wanted.bibtexOut?.mustNotContain ?? []) check(!bibtex.includes(part), `${part} in the BibTeX`);
  const nameAt = ([key, index]: readonly [string, number]) =>
    publications.find((one) => one.key === key)!.author[index]!;
  const areOne = (pair: AuthorPair) => {
    const [one, other] = pair.map(nameAt);
    // Initials and other accents are one person's only where people.yaml says so.
    const variants = wanted.differentAuthor ? ["García-López, M. J."] : [];
    const person = { id: "one", name: formatName(one!), variants, owner: false };
    return personRecognizer([person]).recognize(other!) !== undefined;
  };
  check(!wanted.sameAuthor || areOne(wanted.sameAuthor), "two authors who are one");
  check(!wanted.differentAuthor || !areOne(wanted.differentAuthor), "one author for two");
  if (wanted.build) check(hasErrorsIn(messages, 1, 2), "no single error at line 2");
  return found;
}

describe.skipIf(!areCasesThere)(`the reader, on the shared cases${absence}`, () => {
  const cases = areCasesThere ? shared.flatMap(parse) : [];

  test.each(cases.map((one) => [one.id, one.kind, one] as const))("%s %s", (id, _, one) => {
    const found = faults(one, readCase(one.input, one.format, one.expect.encoding));
    if (mustPass.includes(id)) expect(found).toEqual([]);
    else expect(found, `${id} passes now: add it to passes.txt`).not.toEqual([]);
  });

  test("are all in the ledger that must be", () => {
    expect(mustPass.filter((id) => !cases.some((one) => one.id === id))).toEqual([]);
  });
});

describe("the reader, on cases of our own", () => {
  test.each(parse(own).map((one) => [one.id, one] as const))("%s", (_, one) => {
    expect(faults(one, readCase(one.input, one.format, one.expect.encoding))).toEqual([]);
  });
});
