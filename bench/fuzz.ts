// Reads many damaged inputs: npm run fuzz -- --inputs 1000000 [--seed N]. Ends with 1 at the first that is not read right.
import { parseArgs } from "node:util";
import { damagedInput, randomNumbers } from "../tests/fuzz/damage.ts";
import { readerFaults } from "../tests/fuzz/reader-faults.ts";

const { values } = parseArgs({ options: { inputs: { type: "string" }, seed: { type: "string" } } });
const inputs = Number(values.inputs ?? 1_000_000);
const seed = Number(values.seed ?? Date.now() % 1e9);
const random = randomNumbers(seed);
const start = Date.now();
let slowest = 0;
for (let index = 0; index < inputs; index++) {
  const { format, text } = damagedInput(random);
  const begun = performance.now();
  try {
    const faults = readerFaults(format, text);
    if (faults.length > 0) throw new Error(faults.join("\n"));
  } catch (error) {
    console.error(`Input ${index} of seed ${seed} (${format}): ${JSON.stringify(text)}\n${error}`);
    process.exitCode = 1;
    break;
  }
  slowest = Math.max(slowest, performance.now() - begun);
  if ((index + 1) % 100_000 === 0)
    console.log(`${index + 1} of ${inputs}, ${Math.round((Date.now() - start) / 1000)} s`);
}
if (!process.exitCode) {
  console.log(
    `${inputs} damaged inputs (seed ${seed}): no crash, no fault, ${Math.round((Date.now() - start) / 1000)} s, the slowest ${Math.round(slowest)} ms`,
  );
}
