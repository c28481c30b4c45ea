// The part of `npm run trust` that takes minutes and not hours; bench/TRUST.md has the whole.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { doubling } from "../../bench/trust/doubling.ts";
import { exportsReadBack } from "../../bench/trust/exports.ts";
import { expressions, isJudgedByHand, listFile, spell } from "../../bench/trust/expressions.ts";
import { brokenBuilds, faultKinds, otherWrites } from "../../bench/trust/faults.ts";
import { hostileInputs } from "../../bench/trust/hostile-inputs.ts";
import { defencesTakenOut, mutations, placeOf } from "../../bench/trust/mutations.ts";
import { sameBytes } from "../../bench/trust/sameness.ts";
import type { Figure } from "../../bench/trust/table.ts";
import { hasProgram } from "../has-program.ts";

const minutes = 60_000;

function expectNone(figures: readonly Figure[]): void {
  expect(figures.reduce((sum, { tried }) => sum + tried, 0)).toBeGreaterThan(0);
  expect(figures.flatMap(({ failures }) => failures)).toEqual([]);
}

test("builds that are killed or fail at a call leave the former site or the new one", {
  timeout: 6 * minutes,
}, async () => {
  expectNone(await brokenBuilds({ part: 7, parts: 240, step: 1 }, faultKinds));
});

test("what other commands write is whole or as it was", { timeout: 4 * minutes }, async () => {
  expectNone(await otherWrites({ part: 3, parts: 120, step: 1 }));
});

test("hostile values run nothing, load nothing and command no log", { timeout: 4 * minutes }, async () => {
  expectNone(await hostileInputs({ part: 1, parts: 8, step: 1 }, false));
});

test("what is repeated takes no longer than its length", { timeout: 6 * minutes }, async () => {
  expectNone(await doubling({ part: 5, parts: 199, step: 1 }));
});

test.skipIf(!hasProgram("biber"))("other programs read what visitors are given", { timeout: 4 * minutes }, async () => {
  expectNone(await exportsReadBack({ part: 1, parts: 12, step: 1 }));
});

test("a defence that is taken out is missed by the test that is named for it", { timeout: 4 * minutes }, async () => {
  // Each says where it stands, of which a few are taken out.
  expect(mutations.map(placeOf).every((at) => at >= 0)).toBe(true);
  expectNone(await defencesTakenOut({ part: 2, parts: 13, step: 1 }));
});

test("every regular expression over content is known to be linear: npm run trust -- --part expressions", () => {
  const known = new Set(readFileSync(listFile, "utf8").split("\n"));
  expect(
    expressions()
      .filter((one) => !known.has(spell(one)) && !isJudgedByHand(one))
      .map(spell),
  ).toEqual([]);
});

test("the same content gives the same bytes", { timeout: 6 * minutes }, async () => {
  expectNone(await sameBytes([]));
});
