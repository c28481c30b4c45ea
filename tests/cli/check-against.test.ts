import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import { offprint } from "../offprint.ts";
import { emptyFolder, siteIn } from "../site-in.ts";

const paper = (more = "") => `---\ntitle: On Pines and Oaks\ndate: 2021\nauthors: [Ada Kern]\n${more}---\n`;
const sitemap = (...addresses: string[]) =>
  `<?xml version="1.0"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${addresses
    .map((one) => `<url>\n <loc>${one}</loc></url>\n`)
    .join("")}</urlset>`;

/** Serves answers by their paths from this machine; gives its address. */
async function serve(answers: (origin: string) => Readonly<Record<string, string | Buffer>>): Promise<string> {
  const server = createServer(({ url }, response) => {
    const found = answers(origin)[url!];
    response.writeHead(found === undefined ? 404 : 200).end(found ?? "nothing");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return origin;
}

const fileOf = (text: string | Buffer, name = "sitemap.xml"): string => {
  const file = path.join(emptyFolder(), name);
  writeFileSync(file, text);
  return file;
};

const against = (site: string, what: string) => offprint("check", "--format", "json", "--against", what, site);

const messagesOf = (output: string) =>
  (
    JSON.parse(output) as { code: string; message: string; hint: string; line: number; column: number; file: string }[]
  ).filter(({ code }) => code === "check/gone-address");

test("names what a site on the web has and the new one would not, with the line that keeps it", async () => {
  const site = siteIn({ "pines.md": paper("aliases: [/kept/]\n"), "content/site.yaml": "redirects: {/cv.html: /}\n" });
  const origin = await serve((at) => ({
    "/kern/sitemap.xml": sitemap(
      `${at}/kern/`,
      `${at}/kern/kept/`,
      `${at}/kern/cv.html`,
      `${at}/kern/publications/`,
      `${at}/kern/publication/2015-10-01-on-pines`,
      `${at}/kern/b%C3%A4ume/?a=1&amp;b=2`,
    ),
  }));
  const { code, output } = await against(site, `${origin}/kern`);
  expect(code).toBe(1);
  expect(messagesOf(output)).toMatchObject([
    {
      message: "The address /publication/2015-10-01-on-pines is published and would be gone.",
      hint: 'if pines is what was there, write into content/site.yaml: redirects: {"/publication/2015-10-01-on-pines": pines}',
      file: `${origin}/kern/sitemap.xml`,
      line: 12,
      column: 7,
    },
    { message: "The address /bäume/ is published and would be gone.", line: 14 },
  ]);
});

test("follows an index within its site, packed parts too, and what robots.txt names", async () => {
  const site = siteIn({ "pines.md": paper() });
  const origin = await serve((at) => ({
    "/robots.txt": `User-agent: *\nSitemap: ${at}/maps/index.xml\nSitemap: https://other.example/sitemap.xml\n`,
    "/maps/index.xml": `<sitemapindex><!-- <loc>${at}/none.xml</loc> --><sitemap><loc>${at}/maps/1.xml.gz</loc></sitemap><sitemap><loc>https://other.example/2.xml</loc></sitemap></sitemapindex>`,
    "/maps/1.xml.gz": gzipSync(sitemap(`${at}/publications/pines/`, `${at}/old/`)),
  }));
  const { output } = await against(site, origin);
  expect(messagesOf(output).map(({ message }) => message)).toEqual([
    "The address /old/ is published and would be gone.",
  ]);
});

test("reads a sitemap from a file, a list with an address a line, and a built folder", async () => {
  const site = siteIn({ "pines.md": paper(), "content/site.yaml": "url: https://example.org/kern/\n" });
  const gone = async (what: string) => messagesOf((await against(site, what)).output).map(({ message }) => message);
  const old = "The address /old/ is published and would be gone.";
  expect(
    await gone(fileOf(sitemap("https://example.org/kern/old/", "https://example.org/kern/people/ada-kern/"))),
  ).toEqual([old, "The address /people/ada-kern/ is published and would be gone."]);
  expect(await gone(fileOf("# mine\n/publications/pines\nhttps://example.org/kern/old/\n/old/\n", "list.txt"))).toEqual(
    [old],
  );
  const built = siteIn({ "old/index.html": "<p>", "publications/pines/index.html": "<p>" });
  expect(await gone(built)).toEqual([old]);
});

test("knows the old addresses of al-folio, Hugo Blox and academicpages once they are named", async () => {
  const list = "/publications/#Kern2015\n/publications/#orr\n/publication/kern-pines/\n/publication/2015-10-01-x\n";
  const before = siteIn({ "x.bib": "@misc{kern2015, title = {Pines}, author = {Kern, Ada}, year = 2015}" });
  expect(messagesOf((await against(before, fileOf(list, "list.txt"))).output)).toHaveLength(3);
  const after = siteIn({
    "x.bib": "@misc{kern2015, title = {Pines}, author = {Kern, Ada}, year = 2015}",
    "kern2015.md": '---\naliases: ["/publications/#orr", /publication/kern-pines/, /publication/2015-10-01-x]\n---\n',
  });
  const { code, output } = await offprint("check", "--against", fileOf(list, "list.txt"), after);
  expect(output).toMatch(/^4 of 4 addresses of \S+list\.txt are there\.$/m);
  expect(code).toBe(0);
});

test("with --built it looks at what is there", async () => {
  const site = siteIn({ "pines.md": paper() });
  const built = siteIn({ "about/index.html": "<p>", "index.html": "<p>" });
  const file = fileOf("/about/\n/publications/pines/\n", "list.txt");
  const { output } = await offprint("check", "--format", "json", "--built", built, "--against", file, site);
  expect(messagesOf(output).map(({ message }) => message)).toEqual([
    "The address /publications/pines/ is published and would be gone.",
  ]);
});

test.each([
  ["nothing there", async () => "/nowhere/sitemap.xml", /\/nowhere\/sitemap\.xml could not be read: .+\./],
  ["no sitemap", async () => fileOf("<html><body>Hello</body></html>"), /is no sitemap/],
  ["an empty one", async () => fileOf(sitemap()), /names no address/],
  ["a 404", async () => serve(() => ({})), /sitemap\.xml could not be read: the server answers 404 Not Found\./],
  ["nobody who answers", async () => "http://127.0.0.1:9/", /could not be read: .+\./],
  ["damaged gzip", async () => fileOf(Buffer.from([0x1f, 0x8b, 1, 2, 3]), "s.xml.gz"), /could not be unpacked/],
])("says in one line what can't be read: %s", async (_, what, message) => {
  const { code, output, errors } = await against(siteIn({ "pines.md": paper() }), await what());
  expect([code, output]).toEqual([1, ""]);
  expect(errors).toMatch(message);
  expect(errors.trim().split("\n")).toHaveLength(1);
});
