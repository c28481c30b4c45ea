// Takes the README's pictures of the built demo: npm run build && npm run pictures
import path from "node:path";
import { launch } from "./browser/browser.ts";
import { serveSite } from "./browser/site-server.ts";

const pictures = [
  { name: "front", address: "/", width: 1280, height: 860, scheme: "light" },
  { name: "paper-dark", address: "/publications/zhai2022lit/", width: 1280, height: 860, scheme: "dark" },
  { name: "list-phone", address: "/publications/", width: 390, height: 844, scheme: "light" },
  { name: "topic-phone-dark", address: "/collections/multimodality/", width: 390, height: 844, scheme: "dark" },
] as const;

const project = path.join(import.meta.dirname, "..");
const server = await serveSite(path.join(project, "_site"), "/");
const browser = await launch();
for (const { name, address, width, height, scheme } of pictures) {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: scheme });
  await page.goto(server.origin + address);
  await page.screenshot({ path: path.join(project, `docs/${name}.jpg`), type: "jpeg", quality: 88 });
  await page.close();
}
await browser.close();
await server.close();
