import { describe, expect, test } from "vitest";
import { publicationToBibtex } from "../../src/export/bibtex.ts";
import { publicationToCsl } from "../../src/export/csl-json.ts";
import { inspectPublications } from "../../src/export/inspection.ts";
import { publicationToRis } from "../../src/export/ris.ts";
import { findEntryField } from "../../src/record/fields.ts";
import type { Publication } from "../../src/record/publication.ts";
import { emptyOf, fieldOf, parts } from "../../src/record/publication-fields.ts";
import { publicationTypes } from "../../src/record/types.ts";
import { publication } from "../publication.ts";
import { fullPublication, wordsOf } from "./sample-publication.ts";

/** A publication that says nothing of a part, or something else where it has to say something. */
function without(part: keyof Publication, one: Publication): Publication {
  if (part === "key") return { ...one, key: "other" };
  if (part === "type") return { ...one, type: one.type === "song" ? "map" : "song" };
  const { [part]: _, ...rest } = one;
  return { ...rest, ...(emptyOf(part) === undefined ? {} : { [part]: emptyOf(part) }) } as Publication;
}

/** Publications with a part, of every type: all parts filled, and that one alone, which no other stands before. */
function publicationsWith(part: keyof Publication): readonly Publication[] {
  return publicationTypes.flatMap((type) => {
    const full = { ...fullPublication(), type };
    return [full, publication("alone", { type, [part]: full[part] })];
  });
}

/** What CSL-JSON says in its own variables. */
function variablesOf(one: Publication): string {
  const { custom, ...item } = publicationToCsl(one);
  return JSON.stringify(item);
}

describe.each([
  ["bibtex", publicationToBibtex],
  ["csl", variablesOf],
  ["ris", publicationToRis],
] as const)("every part of a publication is written in %s", (format, write) => {
  const written = parts.filter((part) => {
    const place = fieldOf(part)[format];
    return typeof place === "string" || "within" in place;
  });

  test.each(written)("%s", (part) => {
    const says = (one: Publication) => {
      const [text, other] = [write(one), write(without(part, one))];
      return text !== other && text.includes(wordsOf(part));
    };
    expect(publicationsWith(part).some(says)).toBe(true);
  });
});

describe("every part of a publication", () => {
  const full = fullPublication();
  const inBibtex = parts.filter((part) => typeof fieldOf(part).bibtex === "string");

  // `entrysubtype` and `related` say what other fields say too.
  test.each(inBibtex.filter((part) => part !== "type" && part !== "versions"))(
    "is read from a field of BibTeX in which it is written: %s",
    (part) => {
      const names = String(fieldOf(part).bibtex).split(" ");
      const filled = names.flatMap((name) => publicationTypes.map((type) => findEntryField(name, type)?.field));
      expect(filled).toContain(part);
    },
  );

  test.each(parts.filter((part) => fieldOf(part).of === "work" && part !== "key" && part !== "type"))(
    "of the work stands in CSL-JSON or beside it: %s",
    (part) => {
      expect(publicationToCsl(full)).not.toEqual(publicationToCsl(without(part, full)));
    },
  );

  test.each(parts.filter((part) => part !== "source"))("is shown by inspect: %s", (part) => {
    const shown = (one: Publication) => inspectPublications([one], []).publications[0]![part];
    expect(shown(full)).not.toEqual(shown(without(part, full)));
  });

  test("of the site alone is in no format that is given away", () => {
    const site = parts.filter((part) => fieldOf(part).of === "site" && part !== "source" && part !== "versions");
    const bare = site.reduce((one, part) => without(part, one), full);
    for (const write of [publicationToBibtex, variablesOf, publicationToRis]) expect(write(full)).toBe(write(bare));
    expect(publicationToCsl(full)).toEqual(publicationToCsl(bare));
  });
});
