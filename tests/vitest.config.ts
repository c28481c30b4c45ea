import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: fileURLToPath(new URL("..", import.meta.url)),
    include: ["tests/**/*.test.ts"],
    setupFiles: ["tests/fixed-seed.ts"],
    env: { TZ: "Pacific/Kiritimati", LC_ALL: "C.UTF-8" },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // A condition that comes true ends the wait at once; a busy machine may take seconds.
    expect: { poll: { timeout: 20_000 } },
  },
});
