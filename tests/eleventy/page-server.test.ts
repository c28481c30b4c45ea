import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { type AddressInfo, connect, createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { ContentFault, type Diagnostic } from "../../src/diagnostic/diagnostic.ts";
import { createChangeTeller, createPageServer, type PageServer } from "../../src/eleventy/page-server.ts";
import type { Page } from "../../src/site/pages/page.ts";

const page = (address: string, digest = "") => ({ address, digest: () => digest }) as Page;
const fault: Diagnostic = {
  code: "build/template",
  severity: "error",
  message: 'There is no filter "<b>".',
  file: "_includes/a.njk",
  line: 2,
  column: 3,
};

describe("the server of dev", () => {
  let port: number;
  let server: PageServer;
  const folder = mkdtempSync(path.join(os.tmpdir(), "offprint-server-"));

  beforeAll(async () => {
    port = await freePort();
    mkdirSync(path.join(folder, "out/own"), { recursive: true });
    writeFileSync(path.join(folder, "secret.txt"), "secret");
    writeFileSync(path.join(folder, "out/own/index.html"), "<p>own</p>");
    server = createPageServer({
      host: "127.0.0.1",
      port,
      folder: path.join(folder, "out"),
      report: () => {},
      say: () => {},
    });
    await server.listen();
    showAll();
    server.refresh();
  });

  function showAll(): void {
    const pages = [page("/"), page("/a/"), page("/404.html")];
    server.show(pages, 1, async ({ address }) => `<body>page ${address}</body>`, "/");
  }

  /** What the server answers to a request as it is written. */
  function ask(target: string, headers: Record<string, string> = {}, method = "GET") {
    return new Promise<{ status: number; text: string; location: string | undefined }>((resolve, reject) => {
      const asked = request({ host: "127.0.0.1", port, path: target, method, headers }, (response) => {
        let text = "";
        response.on("data", (part) => (text += part));
        response.on("end", () => resolve({ status: response.statusCode!, text, location: response.headers.location }));
      });
      asked.on("error", reject);
      asked.end();
    });
  }

  test.each([
    ["/", 200],
    ["/a/", 200],
    ["/a", 302],
    ["/own/", 200],
    ["/nothing/", 404],
    ["/%", 404],
    ["/%00", 404],
    ["/..%2f..%2fx", 404],
    ["/..%2fsecret.txt", 404],
    ["/../secret.txt", 404],
    ["//elsewhere.example/", 404],
    ["/..%5c..%5cx", 404],
    [`/${"a".repeat(9000)}`, 414],
    ["*", 400],
    ["http://elsewhere.example/", 403],
  ])("answers %j with %i, and lives on", async (target, status) => {
    expect((await ask(target)).status).toBe(status);
    expect((await ask("/")).text).toContain("page /");
  });

  test.each([
    ["POST", 405],
    ["PUT", 405],
    ["OPTIONS", 405],
    ["HEAD", 200],
  ])("answers %s with %i", async (method, status) => {
    expect((await ask("/", {}, method)).status).toBe(status);
  });

  test.each<[string, Record<string, string>, number]>([
    ["a name that leads here from elsewhere (DNS rebinding)", { Host: "elsewhere.example" }, 403],
    ["another port", { Host: "localhost:1" }, 403],
    ["a name that only begins like this machine's", { Host: "localhost.elsewhere.example" }, 403],
    ["a page of another site", { Origin: "https://elsewhere.example" }, 403],
    ["a page that has no origin", { Origin: "null" }, 403],
    ["what another site loads", { "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors" }, 403],
    ["a link on another site", { "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate" }, 200],
  ])("of what comes from %s", async (_, headers, status) => {
    const answer = await ask("/a/", headers);
    expect(answer.status).toBe(status);
    if (status === 403) expect(answer.text).not.toContain("page /a/");
  });

  test("lives on after what is no HTTP", async () => {
    await new Promise<void>((resolve) => {
      const socket = connect(port, "127.0.0.1", () => socket.write("\x16\x03\x01 nonsense\r\n\r\n"));
      socket.on("error", () => {});
      socket.on("close", () => resolve());
      socket.resume();
    });
    expect((await ask("/")).status).toBe(200);
  });

  test("shows a fault, escaped, above the page there was, and the page alone when it is mended", async () => {
    await ask("/a/");
    server.fail([fault]);
    const during = await ask("/a/");
    expect(during.text).toContain("page /a/");
    expect(during.text).toContain("_includes/a.njk:2:3");
    expect(during.text).toContain("&lt;b&gt;");
    showAll();
    expect((await ask("/a/")).text).not.toContain("_includes/a.njk");
  });

  test("shows the last good page where a page can't be made or is gone while there is a fault", async () => {
    await ask("/a/");
    server.show([page("/a/")], 1, () => Promise.reject(new ContentFault([fault])), "/");
    expect((await ask("/a/")).text).toMatch(/page \/a\/[\s\S]*_includes\/a\.njk:2:3/);
    server.show([], 0, async () => "", "/");
    server.fail([fault]);
    expect((await ask("/a/")).text).toContain("page /a/");
    showAll();
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test("says how many pages a change has come to, once nothing newer is there", async () => {
  const said: string[] = [];
  const tell = createChangeTeller((line) => said.push(line));
  const pages = [page("/", "1"), page("/a/", "1"), page("/b/", "1")];
  await tell(pages, 2);
  await tell([page("/", "2"), page("/a/", "1"), page("/c/", "1")], 1);
  const overtaken = tell(pages, 2);
  await Promise.all([overtaken, tell([page("/", "2"), page("/a/", "1")], 1)]);
  expect(said).toEqual(["1 paper, 3 pages changed", "1 paper, 1 page changed"]);
});
