// A process of its own for Lighthouse, started by lighthouse.ts: it answers each address with the report of one run. Its code is
// loaded once, and what it does with a page keeps no server of the audit waiting. Each run has a browser of its own.

/** Named so that a checkout without the bench's own packages is type-checked too. */
const [lighthouseName, launcherName]: readonly string[] = ["lighthouse", "chrome-launcher"];

interface Launcher {
  readonly launch: (options: object) => Promise<{ readonly port: number; readonly kill: () => void }>;
}
type Lighthouse = (address: string, flags: object) => Promise<{ readonly lhr: { categories: object; audits: object } }>;

const { default: lighthouse }: { default: Lighthouse } = await import(lighthouseName!);
const { launch }: Launcher = await import(launcherName!);

process.on(
  "message",
  async ({ address, categories, browser }: { address: string; categories: readonly string[]; browser: string }) => {
    try {
      const chrome = await launch({
        chromePath: browser,
        chromeFlags: [
          "--headless=new",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-background-networking",
          "--disable-component-update",
          // Without it a page is held back for what was there before, and nothing is painted for a second or two.
          "--disable-features=PaintHolding",
        ],
      });
      try {
        const flags = {
          port: chrome.port,
          onlyCategories: categories,
          disableFullPageScreenshot: true,
          logLevel: "silent",
        };
        const { lhr } = await lighthouse(address, flags);
        process.send!({ report: { categories: lhr.categories, audits: lhr.audits } });
      } finally {
        chrome.kill();
      }
    } catch (error) {
      process.send!({ failure: (error as Error).message });
    }
  },
);
process.send!("ready");
