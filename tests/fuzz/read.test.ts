import { describe, expect, test } from "vitest";
import { damagedInput, randomNumbers } from "./damage.ts";
import { readerFaults } from "./reader-faults.ts";

const seed = 20261125;

describe("the reader", () => {
  test(`survives 10,000 damaged inputs and tells the truth of each (seed ${seed})`, { timeout: 120_000 }, () => {
    const random = randomNumbers(seed);
    for (let index = 0; index < 10_000; index++) {
      const { format, text } = damagedInput(random);
      try {
        expect(readerFaults(format, text)).toEqual([]);
      } catch (error) {
        throw new Error(`Input ${index}: ${JSON.stringify(text)}`, { cause: error });
      }
    }
  });
});
