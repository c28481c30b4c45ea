// Takes the README's pictures of the built demo, in English and in Arabic: npm run pictures
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { launch } from "./browser/browser.ts";
import { serveSite } from "./browser/site-server.ts";
import { offprint } from "./offprint.ts";

const desktop = { width: 1280, height: 860 };
const phone = { width: 390, height: 844 };
const filters = "?year=2021&year=2022&q=experts";
const pictures = [
  { name: "front", address: "/", size: desktop, scheme: "light" },
  { name: "front-phone-dark", address: "/", size: phone, scheme: "dark" },
  { name: "list", address: `/publications/${filters}`, size: desktop, scheme: "light" },
  { name: "list-phone", address: `/publications/${filters}`, size: phone, scheme: "light" },
  { name: "paper-dark", address: "/publications/zhai2022lit/", size: desktop, scheme: "dark" },
  { name: "paper-phone", address: "/publications/zhai2022lit/", size: phone, scheme: "light" },
  { name: "topic", address: "/collections/multimodality/", size: desktop, scheme: "light" },
  { name: "topic-phone-dark", address: "/collections/multimodality/", size: phone, scheme: "dark" },
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
  await page.goto(server.origin + address);
  if (address.includes("?")) await page.locator(".results .entry").first().waitFor();
  await page.screenshot({ path: path.join(project, `docs/${name}.jpg`), type: "jpeg", quality: 85 });
  await page.close();
}
await browser.close();
await server.close();
rmSync(site, { recursive: true });
