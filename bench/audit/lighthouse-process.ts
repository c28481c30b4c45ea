// A process of its own for Lighthouse, started by lighthouse.ts: it answers each address with the report of one run. Its code is
// loaded once, and what it does with a page keeps no server of the audit waiting. Each run has a profile of its own.

/** Named so that a checkout without the bench's own packages is type-checked too. */
const [lighthouseName, puppeteerName]: readonly string[] = ["lighthouse", "puppeteer-core"];

interface Closable {
  readonly close: () => Promise<void>;
}
interface Profile extends Closable {
  readonly newPage: () => Promise<object>;
}
interface Puppeteer {
  readonly launch: (options: object) => Promise<Closable & { readonly createBrowserContext: () => Promise<Profile> }>;
}

interface Settings {
  throttling: { cpuSlowdownMultiplier: number };
}
interface Gathered {
  readonly artifacts: { readonly BenchmarkIndex: number; readonly settings: Settings };
  flags: object;
}
interface Lighthouse {
  readonly startFlow: (page: object) => Promise<{
    readonly navigate: (address: string, flags: object) => Promise<void>;
    readonly createArtifactsJson: () => { readonly gatherSteps: readonly Gathered[] };
  }>;
  readonly auditFlowArtifacts: (flow: object) => Promise<{
    readonly steps: readonly { readonly lhr: { readonly categories: object; readonly audits: object } }[];
  }>;
}

const { startFlow, auditFlowArtifacts }: Lighthouse = await import(lighthouseName!);
const { default: puppeteer }: { default: Puppeteer } = await import(puppeteerName!);

/**
 * By how much a page's work is multiplied for a phone. Lighthouse takes 4 of a machine whose BenchmarkIndex is 1,500 to 2,000 and
 * asks to take less where it is lower (its docs/throttling.md, "Calibrating the CPU slowdown"); the index is taken in each run, since
 * it falls by half while a machine that is shared has other things to do.
 */
const slowdown = (benchmarkIndex: number): number => Math.min(4, (4 * benchmarkIndex) / 1750);

let opened: Awaited<ReturnType<Puppeteer["launch"]>> | undefined;

/** One run of Lighthouse on an address. */
async function run(address: string, onlyCategories: readonly string[], executablePath: string) {
  opened ??= await puppeteer.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      // Without it a page is held back for what was there before, and nothing is painted for a second or two.
      "--disable-features=PaintHolding",
    ],
  });
  const profile = await opened.createBrowserContext();
  try {
    const flow = await startFlow(await profile.newPage());
    await flow.navigate(address, { onlyCategories, disableFullPageScreenshot: true, logLevel: "silent" });
    const gathered = flow.createArtifactsJson();
    for (const step of gathered.gatherSteps) {
      const { settings, BenchmarkIndex } = step.artifacts;
      settings.throttling = { ...settings.throttling, cpuSlowdownMultiplier: slowdown(BenchmarkIndex) };
      step.flags = { ...step.flags, throttling: settings.throttling };
    }
    const { steps } = await auditFlowArtifacts(gathered);
    const { categories, audits } = steps[0]!.lhr;
    return { categories, audits };
  } finally {
    await profile.close();
  }
}

process.on(
  "message",
  async ({ address, categories, browser }: { address: string; categories: readonly string[]; browser: string }) => {
    try {
      process.send!({ report: await run(address, categories, browser) });
    } catch (error) {
      process.send!({ failure: (error as Error).message });
    }
  },
);
process.on("disconnect", async () => {
  await opened?.close();
  process.exit();
});
process.send!("ready");
