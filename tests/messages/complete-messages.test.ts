import { describe, expect, test } from "vitest";
import { en } from "../../src/messages/en.ts";
import { completeMessages } from "../../src/messages/messages.ts";
import { createSay } from "../../src/site/views/locale.ts";

const place = { file: "content/site.yaml", line: 1, column: 1 };
const own = (value: unknown) => ({ value, placeOf: () => place, placeOfName: () => place });

describe("completeMessages", () => {
  test("has every word of a language that is ours, with nothing to say", () => {
    expect(completeMessages("en-GB", undefined, place)).toEqual({ value: en, diagnostics: [] });
  });

  test("puts the site's own words in the place of ours", () => {
    const { value, diagnostics } = completeMessages("en", own({ collections: "Themes" }), place);
    expect([value.collections, value.publications, diagnostics]).toEqual(["Themes", "Publications", []]);
  });

  test("says which words a language lacks, and shows them in English", () => {
    const { value, diagnostics } = completeMessages("eo", own({ publications: "Publikaĵoj" }), place);
    expect([value.publications, value.copy]).toEqual(["Publikaĵoj", "Copy"]);
    expect(diagnostics.map(({ code }) => code)).toEqual(["messages/incomplete"]);
    expect(diagnostics[0]!.message).toContain(`${Object.keys(en).length - 1} words`);
  });

  test("takes plural forms, and refuses what is no message", () => {
    const { value, diagnostics } = completeMessages(
      "en",
      own({ others: { one: "plus {count}", other: "plus {count}!" }, copy: ["a"], fewer: { one: "x" } }),
      place,
    );
    expect(createSay(value, "en")("others", { count: 2 })).toBe("plus 2!");
    expect([value.copy, value.fewer]).toEqual([en.copy, en.fewer]);
    expect(diagnostics).toHaveLength(2);
  });
});

describe("createSay", () => {
  const t = createSay(en, "en");

  test("chooses the plural form and writes the number as the language does", () => {
    expect(t("publicationCount", { count: 1 })).toBe("1 publication");
    expect(t("publicationCount", { count: 10_000 })).toBe("10,000 publications");
  });

  test("fills in texts, whatever they hold", () => {
    expect(t("by", { names: "A {names} $& B" })).toBe("By A {names} $& B.");
  });
});
