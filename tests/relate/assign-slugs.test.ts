import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assignSlugs } from "../../src/relate/assign-slugs.ts";

describe("assignSlugs", () => {
  test("keeps what a slug may hold, in lower case, and makes hyphens of the rest", () => {
    expect(assignSlugs(["Smith2020", "DBLP:conf/nips/X1", "10.1145/3613904", "müller_größe", "o'neil+2019"])).toEqual([
      "smith2020",
      "dblp-conf-nips-x1",
      "10.1145-3613904",
      "muller_grosse",
      "oneil-2019",
    ]);
  });

  test("takes no name that a file beside the papers' folders may have", () => {
    expect(assignSlugs(["a.bib", "index.html", "b.htm"])).toEqual(["a-bib", "index-html", "b-htm"]);
  });

  test("is safe, unique without regard to case, and begins with a letter or digit, whatever the keys", () => {
    const odd = [
      "a:b",
      "a/b",
      "A-B",
      "../../etc/x",
      "con",
      "CON.txt",
      "qi$^2$long",
      "ЛенскЗ2022",
      "杨2021",
      "...",
      "x".repeat(300),
    ];
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.oneof(fc.constantFrom(...odd), fc.string({ unit: "grapheme", minLength: 1 }))),
        (keys) => {
          const slugs = assignSlugs(keys);
          expect(new Set(slugs).size).toBe(keys.length);
          for (const slug of slugs) {
            expect(slug).toMatch(/^[a-z0-9][a-z0-9._-]{0,79}$/);
            expect(slug).not.toMatch(/\.\.|^(con|prn|aux|nul)(\.|$)/);
          }
        },
      ),
    );
  });

  test("does not change the address of a key when others come, unless they come out alike", () => {
    expect(assignSlugs(["x", "Smith2020", "y"])[1]).toBe(assignSlugs(["Smith2020"])[0]);
    const [plain, other] = assignSlugs(["a-b", "A:B"]);
    expect(plain).toBe("a-b");
    expect(other).toMatch(/^a-b-[0-9a-f]{8}$/);
    expect(assignSlugs(["A:B", "a-b"])).toEqual([other, plain]);
  });
});
