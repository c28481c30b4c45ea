import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, onTestFinished, test } from "vitest";
import {
  basesOf,
  type ClientOptions,
  createClient,
  jsonOf,
  keysOf,
  ServiceFailure,
  type ServiceName,
} from "../../src/services/client/client.ts";
import { isPrivate } from "../../src/services/client/http-get.ts";
import { type Handler, startLoopback } from "./loopback.ts";

/** A client of a server that has these answers, whose clock passes when it is told to wait. */
async function clientOf(
  handlers: Readonly<Record<string, Handler>>,
  service: ServiceName = "crossref",
  options: Partial<ClientOptions> = {},
) {
  const { base, asked } = await startLoopback(handlers);
  let now = Date.parse("2026-01-01T00:00:00Z");
  const waits: number[] = [];
  const clock = {
    now: () => now,
    wait: async (milliseconds: number) => {
      waits.push(milliseconds);
      now += milliseconds;
    },
  };
  const client = createClient({
    version: "1.2.3",
    project: "https://example.org/offprint",
    bases: { [service]: base },
    clock,
    ...options,
  });
  const get = (path: string, more: object = {}) => client.get(service, { path, ...more });
  const fault = (path: string, more: object = {}) =>
    get(path, more).then(
      (one) => `answer ${one.status}`,
      (error: Error) => (error instanceof ServiceFailure ? error.message : `${error.name}: ${error.message}`),
    );
  return {
    client,
    get,
    fault,
    asked,
    base,
    waits,
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

const folder = () => {
  const made = mkdtempSync(path.join(os.tmpdir(), "offprint-answers-"));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
};

describe("a request", () => {
  test("says who asks, and the author's address only where it was given", async () => {
    const silent = await clientOf({ "/": {} });
    await silent.get("/v1/works/a");
    expect(silent.asked[0]).toMatchObject({ method: "GET", path: "/v1/works/a" });
    expect(silent.asked[0]!.headers["user-agent"]).toBe("Offprint/1.2.3 (https://example.org/offprint)");
    const known = await clientOf({ "/": {} }, "crossref", { contact: "ada@example.org" });
    await known.get("/v1/works/a", { query: { rows: "5", none: undefined }, accept: "application/json" });
    expect(known.asked[0]!.path).toBe("/v1/works/a?rows=5&mailto=ada%40example.org");
    expect(known.asked[0]!.headers).toMatchObject({
      accept: "application/json",
      "user-agent": "Offprint/1.2.3 (https://example.org/offprint; mailto:ada@example.org)",
    });
    const pubmed = await clientOf({ "/": {} }, "pubmed", { contact: "ada@example.org" });
    await pubmed.get("/efetch");
    expect(pubmed.asked[0]!.path).toBe("/efetch?tool=offprint&email=ada%40example.org");
  });

  test.each<[ServiceName, number]>([
    ["arxiv", 3000],
    ["crossref", 100],
    ["hal", 1000],
  ])("to %s waits for its turn", async (service, gap) => {
    const { get, waits } = await clientOf({ "/": {} }, service);
    await Promise.all([get("/a"), get("/b"), get("/c")]);
    expect(waits).toEqual([gap, gap]);
  });

  test("keeps to the rate that Crossref names", async () => {
    const headers = { "x-rate-limit-limit": "5", "x-rate-limit-interval": "1s" };
    const { get, waits } = await clientOf({ "/": { headers } });
    await get("/a");
    await get("/b");
    expect(waits).toEqual([200]);
  });
});

describe("a service in trouble", () => {
  test("is asked again, after the time that it names or a little longer each time", async () => {
    const busy = await clientOf({ "/": (_, times) => (times < 2 ? { status: 503 } : { body: "fine" }) });
    expect((await busy.get("/a")).text).toBe("fine");
    const pauses = busy.waits.filter((wait) => wait !== 100);
    expect(pauses[0]).toBeGreaterThanOrEqual(750);
    expect(pauses[0]).toBeLessThanOrEqual(1250);
    expect(pauses.at(-1)).toBeGreaterThanOrEqual(2250);
    const told = await clientOf({
      "/": (_, times) => (times === 0 ? { status: 429, headers: { "retry-after": "7" } } : {}),
    });
    await told.get("/a");
    expect(told.waits).toContain(7000);
    const dated = await clientOf({
      "/": (_, times) =>
        times === 0 ? { status: 429, headers: { "retry-after": "Thu, 01 Jan 2026 00:00:20 GMT" } } : {},
    });
    await dated.get("/a");
    expect(dated.waits).toContain(20_000);
  });

  test.each<[string, Handler, string, number]>([
    [
      "asks to wait a day",
      { status: 429, headers: { "retry-after": "86400" } },
      "Crossref asks to wait 86400 s; run the command again then.",
      1,
    ],
    [
      "is asked too much",
      { status: 429, body: "<html>" },
      "Crossref is asked too much at present (429, tried 3 times).",
      3,
    ],
    ["is out of order", { status: 502 }, "Crossref is out of order at present (502, tried 3 times).", 3],
    ["refuses", { status: 403 }, "Crossref answers with the status 403.", 1],
    ["does not know", { status: 404 }, "Crossref answers with the status 404.", 1],
    ["breaks off", (_e, _t, response) => void response.socket?.destroy(), "Crossref broke the connection off.", 3],
    [
      "breaks its answer off",
      (_e, _t, response) => {
        response.writeHead(200, { "content-length": "100" });
        response.write("half");
        setTimeout(() => response.socket?.destroy(), 20);
        return undefined;
      },
      "Crossref broke its answer off.",
      3,
    ],
    [
      "goes in a circle",
      { status: 302, headers: { location: "/a" } },
      "Crossref sends from one address to the next without an end.",
      6,
    ],
    [
      "sends to the machine's own data",
      { status: 302, headers: { location: "http://169.254.169.254/latest/" } },
      "Crossref sends into a private network.",
      1,
    ],
    [
      "sends to another port of this machine",
      { status: 302, headers: { location: "https://127.0.0.1:9/" } },
      "Crossref sends into a private network.",
      1,
    ],
    [
      "sends to a file",
      { status: 302, headers: { location: "file:///etc/passwd" } },
      "Crossref sends to an address of file:.",
      1,
    ],
    ["answers with 20 MiB", { body: Buffer.alloc(20 * 1024 * 1024) }, "Crossref: The answer is larger than 5 MiB.", 1],
    [
      "answers with what unpacks to 64 MiB",
      { headers: { "content-encoding": "gzip" }, body: gzipSync(Buffer.alloc(64 * 1024 * 1024)) },
      "Crossref: The answer is larger than 5 MiB.",
      1,
    ],
    ["packs badly", { headers: { "content-encoding": "gzip" }, body: "no gzip" }, "Crossref broke its answer off.", 3],
  ])("that %s is one plain line", async (_, handler, message, requests) => {
    const { fault, asked } = await clientOf({ "/": handler });
    expect(await fault("/a")).toBe(message);
    expect(asked).toHaveLength(requests);
  });

  test("takes no connection: one plain line", async () => {
    const { fault } = await clientOf({}, "crossref", { bases: { crossref: "http://127.0.0.1:9" } });
    expect(await fault("/a")).toBe("Crossref takes no connection.");
  });

  test("is an answer where its status is expected", async () => {
    const { get } = await clientOf({ "/": { status: 404 } });
    expect((await get("/a", { expected: [404] })).status).toBe(404);
  });
});

describe("an answer", () => {
  test.each<[string, Handler, string]>([
    [
      "UTF-8, whatever is declared",
      { headers: { "content-type": "text/plain; charset=iso-8859-1" }, body: "Kärn" },
      "Kärn",
    ],
    [
      "what is declared, where it is no UTF-8",
      { headers: { "content-type": "text/plain; charset=iso-8859-1" }, body: Buffer.from("Kärn", "latin1") },
      "Kärn",
    ],
    ["without its byte-order mark", { body: "\ufeffKern" }, "Kern"],
    ["unpacked", { headers: { "content-encoding": "gzip" }, body: gzipSync("Kern") }, "Kern"],
  ])("is read as %s", async (_, handler, text) => {
    const { get } = await clientOf({ "/": handler });
    expect((await get("/a")).text).toBe(text);
  });

  test.each<[string, string]>([
    ["<!doctype html><p>Log in", "Crossref gave a web page instead of data: is a login needed for this network?"],
    ["", "Crossref gave an empty answer."],
    ['{"a": [1,', "Crossref gave an answer that is cut off or no JSON."],
  ])("that is no JSON is told: %j", (text, message) => {
    const answer = { status: 200, text, mediaType: "application/json", address: "" };
    expect(() => jsonOf("crossref", answer)).toThrow(new ServiceFailure("wrong", message));
  });

  test("has nothing that changes what objects are", () => {
    const answer = { status: 200, text: '{"__proto__": {"a": 1}, "b": 2}', mediaType: "", address: "" };
    expect(jsonOf("crossref", answer)).toEqual({ b: 2 });
    expect(({} as { a?: number }).a).toBeUndefined();
  });
});

describe("what is kept", () => {
  test("is not asked for again for a week, and without a network not at all", async () => {
    const cacheFolder = folder();
    const first = await clientOf({ "/": { body: "kept" } }, "crossref", { cacheFolder });
    await first.get("/a");
    await first.get("/a");
    expect(first.asked).toHaveLength(1);
    first.pass(8 * 24 * 3600 * 1000);
    await first.get("/a");
    expect(first.asked).toHaveLength(2);
    const offline = await clientOf({}, "crossref", { cacheFolder, isOffline: true, bases: { crossref: first.base } });
    expect(await offline.fault("/b")).toBe("Crossref was not asked, because of --offline, and its answer is not kept.");
  });

  test("is asked for again where that is wanted", async () => {
    const { get, asked } = await clientOf({ "/": {} }, "crossref", { cacheFolder: folder(), isRefreshed: true });
    await get("/a");
    await get("/a");
    expect(asked).toHaveLength(2);
  });

  test("is what went well, and for a moment that there is nothing", async () => {
    const { get, fault, asked, pass } = await clientOf(
      { "/none": { status: 404 }, "/bad": { status: 400 } },
      "crossref",
      { cacheFolder: folder() },
    );
    await get("/none", { expected: [404] });
    await get("/none", { expected: [404] });
    pass(11 * 60_000);
    await get("/none", { expected: [404] });
    await fault("/bad");
    await fault("/bad");
    expect(asked.map(({ path: one }) => one)).toEqual(["/none", "/none", "/bad", "/bad"]);
  });

  test("holds no key and no address of the author's", async () => {
    const cacheFolder = folder();
    const options = { cacheFolder, contact: "ada@example.org", keys: { openalex: "SECRET" } };
    const { get, asked } = await clientOf({ "/": { body: "kept" } }, "openalex", options);
    await get("/works/W1");
    expect(asked[0]!.path).toBe("/works/W1?api_key=SECRET");
    const kept = readdirSync(cacheFolder).map((name) => readFileSync(path.join(cacheFolder, name), "latin1"));
    expect(kept).toHaveLength(1);
    expect(kept[0]).not.toMatch(/SECRET|ada@/);
  });
});

describe("credentials", () => {
  test("are not sent on to another host", async () => {
    const other = await startLoopback({ "/": {} });
    const { get, asked } = await clientOf(
      { "/": { status: 302, headers: { location: other.base } } },
      "semanticScholar",
      { keys: { semanticScholar: "SECRET" } },
    );
    await get("/a").catch(() => {});
    expect(asked[0]!.headers["x-api-key"]).toBe("SECRET");
    expect(other.asked.map(({ headers }) => headers["x-api-key"])).not.toContain("SECRET");
  });
});

test("the environment names keys and other base addresses", () => {
  expect(keysOf({ OPENALEX_API_KEY: "a", S2_API_KEY: "b", OTHER: "c" })).toEqual({
    openalex: "a",
    semanticScholar: "b",
  });
  expect(basesOf({ OFFPRINT_SERVICE_CROSSREF: "http://127.0.0.1:8000/", OFFPRINT_SERVICE_DOI: "no address" })).toEqual({
    crossref: "http://127.0.0.1:8000",
  });
});

test.each([
  "127.0.0.1",
  "10.1.2.3",
  "192.168.0.1",
  "169.254.169.254",
  "172.20.0.1",
  "::1",
  "::ffff:127.0.0.1",
  "fd00::1",
  "fe80::1",
  "0.0.0.0",
  "100.64.0.1",
])("%s is of a private network", (address) => expect(isPrivate(address)).toBe(true));
test.each(["8.8.8.8", "172.32.0.1", "2001:4860:4860::8888", "192.0.2.1"])("%s is not", (address) =>
  expect(isPrivate(address)).toBe(false),
);
