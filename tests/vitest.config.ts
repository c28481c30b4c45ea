import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Tests that look at pages in a browser. */
const inBrowser = ["tests/browser/**/*.test.ts"];

/** Tests that build whole sites, start programs or read whole libraries. */
const ofSites = [
  "tests/end-to-end/**/*.test.ts",
  "tests/fuzz/**/*.test.ts",
  "tests/conformance/{corpora,mistakes,sites}.test.ts",
  "tests/diagnostic/bounds.test.ts",
  "tests/build/{flush-order,killed-build,lock,serialize-ahead,social-pictures,warm-build}.test.ts",
  "tests/eleventy/configuration-fault.test.ts",
  "tests/{cli,docs,own-site,pages,readme}.test.ts",
  "tests/cli/*.test.ts",
];

const all = ["tests/**/*.test.ts"];

export default defineConfig({
  test: {
    root: fileURLToPath(new URL("..", import.meta.url)),
    projects: [
      // None leaves anything behind for the next, so the code is loaded once for all of a worker's.
      { extends: true, test: { name: "unit", include: all, exclude: [...inBrowser, ...ofSites], isolate: false } },
      { extends: true, test: { name: "sites", include: ofSites } },
      { extends: true, test: { name: "browser", include: inBrowser } },
    ],
    setupFiles: ["tests/fixed-seed.ts"],
    env: { TZ: "Pacific/Kiritimati", LC_ALL: "C.UTF-8" },
    // One worker for each core: tests wait for the programs they start.
    maxWorkers: "100%",
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // A condition that comes true ends the wait at once; a busy machine may take seconds.
    expect: { poll: { timeout: 20_000 } },
    coverage: {
      include: ["src/{text,record,input,validate,relate,export,site}/**/*.ts"],
      reporter: ["text"],
      reportsDirectory: "node_modules/.cache/coverage",
    },
  },
});
