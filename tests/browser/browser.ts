import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const macApplication = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/**
 * The path of a Chromium that starts on this machine: that of `CHROME_PATH`, else one on the `PATH` or in its usual
 * place, else the one Playwright installed; undefined where there is none.
 */
export function findBrowser(): string | undefined {
  const folders = [...(process.env.PATH ?? "").split(path.delimiter), "/usr/bin"].filter(path.isAbsolute);
  const installed = folders.flatMap((folder) => names.map((name) => path.join(folder, name)));
  const candidates = [process.env.CHROME_PATH ?? "", ...installed, macApplication, chromium.executablePath()];
  return candidates.find(
    (file) => existsSync(file) && spawnSync(file, ["--version"], { stdio: "ignore" }).status === 0,
  );
}

/**
 * Starts the browser that `findBrowser` finds, without a window and with a new profile that goes when it is closed. Playwright
 * forbids it to keep pages for Back and Forward, unless `doesKeepPages` says otherwise.
 */
export function launch({ doesKeepPages = false } = {}): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error("There is no browser.");
  return chromium.launch({
    executablePath,
    ignoreDefaultArgs: doesKeepPages ? ["--disable-back-forward-cache"] : [],
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** Opens a page and waits until its script, which starts after it has been painted, has run, where there are scripts. */
export async function visit(page: Page, address: string): Promise<void> {
  await page.goto(address);
  const isScripted = await page.evaluate(
    () => document.querySelector("script[data-script]") !== null && !matchMedia("(scripting: none)").matches,
  );
  if (isScripted) await page.waitForFunction(() => document.documentElement.classList.contains("scripted"));
}
