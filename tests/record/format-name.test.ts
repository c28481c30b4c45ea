import { describe, expect, test } from "vitest";
import { formatName, type Name } from "../../src/record/names/name.ts";

const facts = { equalContribution: false, corresponding: false };
const name = (parts: Partial<Name>): Name => ({ ...parts, ...facts });

describe("formatName", () => {
  test.each([
    [
      { family: "Beethoven", given: "Ludwig", nonDroppingParticle: "van", suffix: "Jr." },
      "Ludwig van Beethoven Jr.",
      "van Beethoven, Ludwig, Jr.",
    ],
    [{ family: "Fontaine", given: "Jean", droppingParticle: "de" }, "Jean de Fontaine", "Fontaine, Jean de"],
    [{ family: "Ormesson", given: "Jean", droppingParticle: "d'" }, "Jean d'Ormesson", "Ormesson, Jean d'"],
    [{ family: "Hassan", given: "Omar", nonDroppingParticle: "al-" }, "Omar al-Hassan", "al-Hassan, Omar"],
    [{ family: "杨", given: "秀文" }, "杨秀文", "杨秀文"],
    [{ family: "김", given: "철수" }, "김철수", "김철수"],
    [{ family: "杨", given: "Xiuwen" }, "Xiuwen 杨", "杨, Xiuwen"],
    [{ family: "Plato" }, "Plato", "Plato"],
    [{ literal: "The ALPIN Collaboration" }, "The ALPIN Collaboration", "The ALPIN Collaboration"],
    [{}, "", ""],
  ])("shows %j", (parts, natural, sorted) => {
    expect(formatName(name(parts))).toBe(natural);
    expect(formatName(name(parts), "sorted")).toBe(sorted);
  });
});
