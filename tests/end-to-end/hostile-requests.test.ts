// What other programs and pages on the web may send to `dev`: it lives, gives nothing away but the site, and goes on answering.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { writeSite } from "../site-in.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "offprint-hostile-requests-"));
const site = path.join(folder, "site");
/** What nobody may be given: it stands beside the site, in its code, its drafts of nobody's, and below a link. */
const secret = "the-secret-of-this-machine";

let port: number;
let server: ChildProcess;
let told = "";

beforeAll(async () => {
  writeSite(site, {
    "a.md": "---\ntitle: On pines\nauthors: [Ada Kern]\ndate: 2021\n---\nWe show that pines grow.\n",
    "notes.txt": secret,
    "./.env": secret,
    "./package.json": `{"secret": "${secret}"}`,
    "content/static/robots.pdf": "published",
  });
  writeFileSync(path.join(folder, "secret.txt"), secret);
  symlinkSync(folder, path.join(site, "content/static/up"));
  port = await freePort();
  const words = ["src/cli/offprint.mjs", "dev", site, "--port", String(port), "--no-cache"];
  server = spawn(process.execPath, words, { env: { ...process.env, GITHUB_ACTIONS: "", NO_COLOR: "1" } });
  for (const stream of [server.stdout!, server.stderr!]) stream.on("data", (text) => (told += text));
  await vi.waitFor(() => expect(told).toContain("Serving at"), { timeout: 60_000 });
});

afterAll(async () => {
  const ended = new Promise((resolve) => server.once("exit", resolve));
  server.kill("SIGTERM");
  expect(await ended).toBe(0);
  rmSync(folder, { recursive: true });
});

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port: free } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return free;
}

/** Sends bytes as they are, and gives all that comes until the other side has nothing more to say. */
function send(bytes: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes, "latin1"));
    let answer = "";
    let idle: NodeJS.Timeout;
    const waitOn = () => {
      clearTimeout(idle);
      idle = setTimeout(() => socket.destroy(), 1500);
    };
    waitOn();
    socket.on("data", (data) => {
      answer += data.toString("latin1");
      waitOn();
    });
    socket.on("error", () => {});
    socket.on("close", () => {
      clearTimeout(idle);
      resolve(answer);
    });
  });
}

const request = (line: string, headers: readonly string[] = [], body = "") =>
  send(
    `${line} HTTP/1.1\r\n${[`Host: localhost:${port}`, "Connection: close", ...headers].join("\r\n")}\r\n\r\n${body}`,
  );

const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);

async function expectAlive(): Promise<void> {
  const answer = await request("GET /publications/a/");
  expect(statusOf(answer), told).toBe(200);
  expect(answer).toContain("On pines");
  expect(server.exitCode).toBeNull();
  expect(told).not.toMatch(/has ended|^\s+at /m);
}

/** Request lines, and what may be answered to each; 0 is a connection that is closed. */
const lines: readonly (readonly [line: string, statuses: readonly number[]])[] = [
  ["GET /../secret.txt", [404]],
  ["GET /../../secret.txt", [404]],
  ["GET /publications/../../secret.txt", [404]],
  ["GET /%2e%2e/secret.txt", [404]],
  ["GET /%2e%2e%2fsecret.txt", [404]],
  ["GET /..%2fsecret.txt", [404]],
  ["GET /..%5csecret.txt", [404]],
  ["GET /..\\secret.txt", [404]],
  ["GET /%252e%252e%252fsecret.txt", [404]],
  ["GET /..%c0%afsecret.txt", [404]],
  ["GET /....//....//secret.txt", [404]],
  ["GET /up/secret.txt", [404]],
  ["GET /static/up/secret.txt", [404]],
  ["GET /.env", [404]],
  ["GET /package.json", [404]],
  ["GET /content/publications/notes.txt", [404]],
  ["GET /content/publications/a.md", [404]],
  ["GET /.eleventy.ts", [404]],
  ["GET /proc/self/environ", [404]],
  ["GET /etc/passwd", [404]],
  ["GET //etc/passwd", [404]],
  ["GET ///secret.txt", [404]],
  ["GET //elsewhere.example/", [404]],
  ["GET /%00", [404]],
  ["GET /a%00.html", [404]],
  ["GET /%", [404]],
  ["GET /%zz%ff%fe", [404]],
  ["GET /a\u0000b", [400, 0]],
  ["GET file:///etc/passwd", [400, 403]],
  ["GET http://elsewhere.example/", [403]],
  ["GET http://elsewhere.example:80@localhost/", [403]],
  ["GET http://[::1", [400]],
  ["GET *", [400]],
  ["GET secret.txt", [400, 403]],
  ["GET ?x", [400, 403]],
  [`GET /${"a".repeat(9000)}`, [414]],
  [`GET /${"a/".repeat(4000)}`, [414]],
  [`GET /${"a".repeat(100_000)}`, [400, 431]],
  ["GET /a b c", [400]],
  ["GET", [400]],
  ["", [400]],
  ["POST /", [405]],
  ["PUT /secret.txt", [405]],
  ["DELETE /publications/a/", [405]],
  ["PATCH /", [405]],
  ["OPTIONS *", [405]],
  ["PROPFIND /", [405]],
  ["TRACE /", [405]],
  [`CONNECT localhost:22`, [0, 400, 405]],
  ["CONNECT elsewhere.example:443", [0, 400, 405]],
  ["NONSENSE /", [400]],
  ["get /", [400]],
  ["GET /__proto__", [404]],
  ["GET /constructor", [404]],
  ["GET /hasOwnProperty/", [404]],
  ["GET /publications/a/?x=<script>alert(1)</script>", [200]],
  ["GET /<script>alert(1)</script>", [404]],
];

describe("dev answers a request of a hostile kind, gives nothing away and lives", () => {
  test.each(lines.map(([line, statuses]) => [JSON.stringify(line).slice(0, 60), line, statuses] as const))(
    "%s",
    async (_, line, statuses) => {
      const answer = await request(line);
      expect(statuses).toContain(statusOf(answer));
      expect(answer).not.toMatch(new RegExp(`${secret}|root:|<script>alert`));
      await expectAlive();
    },
  );

  test.each<[string, readonly string[], string, readonly number[]]>([
    ["the name of another site (DNS rebinding)", ["Host: elsewhere.example"], "", [400, 403]],
    ["a header that is too long", [`X-Long: ${"a".repeat(100_000)}`], "", [400, 431]],
    ["too many headers", Array.from({ length: 5000 }, (_, index) => `X-${index}: a`), "", [400, 431]],
    ["an origin of another site", ["Origin: https://elsewhere.example"], "", [403]],
    ["an origin that only begins like this machine's", ["Origin: http://localhost.elsewhere.example"], "", [403]],
    ["no origin that could be named", ["Origin: null"], "", [403]],
    ["two lengths (smuggling)", ["Content-Length: 5", "Content-Length: 6"], "hello", [400]],
    [
      "a length and parts (smuggling)",
      ["Content-Length: 4", "Transfer-Encoding: chunked"],
      "0\r\n\r\nGET /../secret.txt HTTP/1.1\r\n\r\n",
      [400],
    ],
    ["parts that are none", ["Transfer-Encoding: chunked"], "zz\r\n", [200, 400]],
    [
      "a second request in the body",
      ["Content-Length: 40"],
      "GET /..%2fsecret.txt HTTP/1.1\r\nHost: x\r\n\r\n",
      [200, 400],
    ],
    [
      "the wish for a web socket",
      ["Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13"],
      "",
      [200, 400],
    ],
    [
      "the wish for HTTP/2",
      ["Upgrade: h2c", "Connection: Upgrade, HTTP2-Settings", "HTTP2-Settings: AAMAAABk"],
      "",
      [200, 400],
    ],
    ["a name with a line end in it", ["X: a\nHost: elsewhere.example"], "", [400, 403]],
    ["what waits to be told to go on", ["Expect: 100-continue", "Content-Length: 10"], "", [0, 100, 200, 417]],
    ["a range beyond the end", ["Range: bytes=999999-"], "", [200]],
  ])("with %s", async (_, headers, body, statuses) => {
    const answer = await request("GET /", headers, body);
    expect(statuses).toContain(statusOf(answer));
    expect(answer).not.toContain(secret);
    if (!statuses.includes(200)) expect(answer).not.toContain("On pines");
    await expectAlive();
  });

  test.each([
    ["one host's name is another's", "GET / HTTP/1.1\r\nHost: elsewhere.example\r\nConnection: close\r\n\r\n"],
    ["no host is named", "GET / HTTP/1.1\r\nConnection: close\r\n\r\n"],
    ["HTTP/1.0 names no host", "GET / HTTP/1.0\r\n\r\n"],
    ["HTTP/0.9", "GET /\r\n"],
    ["HTTP/2 is begun", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"],
    ["TLS is begun", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"],
    ["another version", "GET / HTTP/9.9\r\n\r\n"],
    ["bytes", "\x00\xff\xfe\x80".repeat(1000)],
    ["line ends", "\r\n".repeat(100_000)],
  ])("that is none: %s", async (_, bytes) => {
    const answer = await send(bytes);
    expect(statusOf(answer)).not.toBe(200);
    expect(answer).not.toMatch(new RegExp(`${secret}|On pines`));
    await expectAlive();
  });
});

describe("a flood of sockets", () => {
  /** Opens sockets that send no more than this, and tells when all are closed by the other side. */
  async function open(count: number, bytes: string) {
    const sockets: Socket[] = [];
    let closed = 0;
    for (let index = 0; index < count; index++) {
      const socket = connect(port, "127.0.0.1", () => bytes && socket.write(bytes));
      socket.on("error", () => {});
      socket.on("close", () => closed++);
      socket.resume();
      sockets.push(socket);
      if (index % 100 === 0) await new Promise(setImmediate);
    }
    return { sockets, closed: () => closed };
  }

  test("on which nothing comes, or never the end, is let go while dev goes on answering", async () => {
    const silent = await open(1000, "");
    const slow = await open(300, `GET / HTTP/1.1\r\nHost: localhost:${port}\r\nX-Slow: `);
    await expectAlive();
    // One letter now and then does not help.
    const dripping = setInterval(() => {
      for (const socket of slow.sockets) if (socket.writable) socket.write("a");
    }, 500);
    await expect.poll(() => silent.closed() + slow.closed(), { timeout: 40_000 }).toBe(1300);
    clearInterval(dripping);
    await expectAlive();
  });

  test("that are broken off at once, and pages that listen for changes, leave nothing", async () => {
    const listening = await open(200, `GET /.offprint/changes HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`);
    const broken = await open(2000, "GET / HT");
    for (const { sockets } of [broken, listening]) for (const socket of sockets) socket.resetAndDestroy();
    await expectAlive();
    writeFileSync(
      path.join(site, "content/publications/a.md"),
      "---\ntitle: On pines again\nauthors: [Ada Kern]\ndate: 2021\n---\n",
    );
    await expect.poll(() => request("GET /publications/a/")).toContain("On pines again");
  });
});
