// Takes the pictures of README.md and docs/design.md of the built demo, in English and in Arabic: npm run pictures
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { launch } from "./browser/browser.ts";
import { serveSite } from "./browser/site-server.ts";
import { offprint } from "./offprint.ts";

const desktop = { width: 1280, height: 860 };
const phone = { width: 390, height: 844 };
const filters = "?year=2021&year=2022&q=experts";
const kinds = {
  front: "/",
  list: `/publications/${filters}`,
  paper: "/publications/zhai2022lit/",
  person: "/people/basil-mustafa/",
  topic: "/collections/multimodality/",
} as const;
const looks = [
  ["", desktop, "light"],
  ["-dark", desktop, "dark"],
  ["-phone", phone, "light"],
  ["-phone-dark", phone, "dark"],
] as const;
const pictures = [
  ...Object.entries(kinds).flatMap(([kind, address]) =>
    looks.map(([look, size, scheme]) => ({ name: kind + look, address, size, scheme })),
  ),
  { name: "arabic-front-phone", address: "/ar/", size: phone, scheme: "light" },
  { name: "arabic-list-dark", address: `/ar/publications/${filters}`, size: desktop, scheme: "dark" },
  { name: "arabic-paper-phone-dark", address: "/ar/publications/zhai2022lit/", size: phone, scheme: "dark" },
  { name: "arabic-topic", address: "/ar/collections/multimodality/", size: desktop, scheme: "light" },
] as const;

const project = path.join(import.meta.dirname, "..");
const site = mkdtempSync(path.join(os.tmpdir(), "offprint-pictures-"));
cpSync(path.join(project, "content"), path.join(site, "content"), { recursive: true });
const settings = path.join(site, "content/site.yaml");
writeFileSync(settings, `${readFileSync(settings, "utf8")}languages: [en, ar]\n`);
const { code, errors } = await offprint("build", site);
if (code !== 0) throw new Error(errors);
const server = await serveSite(path.join(site, "_site"), "/");
const browser = await launch();
for (const { name, address, size, scheme } of pictures) {
  const page = await browser.newPage({ viewport: size, colorScheme: scheme });
  // Faces that come late are left for the next visit, which is the one that is shown.
  await page.route("**/*.css", async (route) => {
    const style = await (await route.fetch()).text();
    await route.fulfill({
      contentType: "text/css",
      body: style.replaceAll("font-display:optional", "font-display:block"),
    });
  });
  await page.goto(server.origin + address);
  if (address.includes("?")) await page.locator(".results .entry").first().waitFor();
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: path.join(project, `docs/${name}.jpg`), type: "jpeg", quality: 80 });
  await page.close();
}
await browser.close();
await server.close();
rmSync(site, { recursive: true });
