// Run before the tests: gets a browser where there is none, or says that the browser tests are skipped and why.
import { spawnSync } from "node:child_process";
import { findBrowser } from "./browser.ts";

const minutes = 60_000;

if (findBrowser() === undefined) {
  console.log("The browser tests need Chromium, and none is here: installing one.");
  if (process.getuid?.() === 0 && runs("apt-get", ["--version"])) {
    const options = { DEBIAN_FRONTEND: "noninteractive" };
    runs("apt-get", ["update", "--quiet=2"], options);
    runs("apt-get", ["install", "--quiet=2", "--yes", "--no-install-recommends", "chromium"], options);
  }
  if (findBrowser() === undefined) runs("npx", ["playwright-core", "install", "chromium"]);
  if (findBrowser() === undefined) {
    console.log(
      "The browser tests are skipped: no browser was found, and none could be installed (CHROME_PATH names one).",
    );
  }
}

/** Runs a program without showing what it says; whether it ended well. */
function runs(program: string, words: readonly string[], environment: Readonly<Record<string, string>> = {}): boolean {
  const env = { ...process.env, ...environment };
  return spawnSync(program, words, { stdio: "ignore", timeout: 5 * minutes, env }).status === 0;
}
