import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo, LookupFunction } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import {
  basesOf,
  type ClientOptions,
  createClient,
  jsonOf,
  keysOf,
  type ServiceAnswer,
  ServiceFailure,
  type ServiceName,
  serviceBases,
  xmlOf,
} from "../../src/services/client/client.ts";
import { createPacing } from "../../src/services/client/pacing.ts";
import { isPrivateAddress, isPrivateHost, publicLookup } from "../../src/services/client/private-networks.ts";
import { laneOf } from "../../src/services/client/service-table.ts";
import { createTransport } from "../../src/services/client/transport.ts";
import {
  cutOffJson,
  drip,
  gzipBomb,
  type Handlers,
  html,
  json,
  type Loopback,
  large,
  movableClock,
  redirect,
  reset,
  resetMidway,
  silence,
  startLoopback,
} from "./loopback.ts";

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

async function serve(handlers: Handlers): Promise<Loopback> {
  const loopback = await startLoopback(handlers);
  endings.push(loopback.close);
  return loopback;
}

function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "offprint-services-"));
  endings.push(() => rmSync(folder, { recursive: true }));
  return folder;
}

function hasOpenssl(): boolean {
  try {
    execFileSync("openssl", ["version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** Each service at the same base. */
const everywhere = (base: string) =>
  Object.fromEntries(Object.keys(serviceBases).map((name) => [name, base])) as Record<ServiceName, string>;

/** A client of one server, with a clock that moves by itself and no proxy. */
function clientOf(base: string, options: Partial<ClientOptions> = {}) {
  const clock = movableClock();
  const client = createClient({
    version: "1.2.3",
    project: "https://offprint.example",
    bases: everywhere(base),
    clock,
    environment: {},
    ...options,
  });
  return { client, clock };
}

/** Why a promise failed: kind and message. */
async function failureOf(promise: Promise<unknown>): Promise<readonly [string, string]> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ServiceFailure)) throw new Error(`This is no ServiceFailure: ${String(error)}`);
  expect(error.message).not.toContain("\n");
  return [error.kind, error.message];
}

const good = json({ status: "ok" });

describe("what is sent", () => {
  test("is one GET with who asks, below the base address, each id in its place", async () => {
    const { base, requests } = await serve(() => good);
    const { client } = clientOf(`${base}/mirror/`, { contact: "ada@kern.example" });
    const sici = "/v1/works/10.1002/(SICI)1097-0258(19980815/30)17:15/16%3C1661::AID-SIM968%3E3.0.CO%3B2-2";
    const answer = await client.get("crossref", {
      path: sici,
      query: { rows: "2", filter: "doi:10.1/a b&c", left: undefined },
      accept: "application/json",
    });
    expect(answer).toEqual({
      status: 200,
      text: '{"status":"ok"}',
      mediaType: "application/json",
      address: `${base}/mirror${sici}?rows=2&filter=doi%3A10.1%2Fa+b%26c`,
    });
    const [request] = requests;
    expect(request).toMatchObject({ method: "GET", path: `/mirror${sici}` });
    expect([...request!.query]).toEqual([
      ["rows", "2"],
      ["filter", "doi:10.1/a b&c"],
      ["mailto", "ada@kern.example"],
    ]);
    expect(request!.headers).toMatchObject({
      "user-agent": "Offprint/1.2.3 (https://offprint.example; mailto:ada@kern.example)",
      accept: "application/json",
    });
  });

  test("names no mail address where the author gave none", async () => {
    const { base, requests } = await serve(() => good);
    const { client } = clientOf(base);
    for (const service of ["crossref", "datacite", "pubmed", "idconv"] as const)
      await client.get(service, { path: "/x" });
    expect(requests.map(({ query }) => query.toString())).toEqual(["", "", "tool=offprint", "tool=offprint"]);
    expect(requests.map(({ headers }) => headers["user-agent"])).toEqual(
      Array(4).fill("Offprint/1.2.3 (https://offprint.example)"),
    );
  });

  test("has each key where the service wants it, and nowhere else", async () => {
    const { base, requests } = await serve(() => good);
    const keys = {
      openalex: "alex-key",
      semanticScholar: "s2-key",
      pubmed: "ncbi-key",
      zotero: "zotero-key",
      openreview: "review-token",
    };
    const { client } = clientOf(base, { keys, contact: "ada@kern.example" });
    for (const service of Object.keys(serviceBases) as ServiceName[]) {
      const { address } = await client.get(service, { path: `/${service}` });
      expect(address).toBe(`${base}/${service}`);
    }
    const sent = (name: string) => requests.find((request) => request.path === `/${name}`)!;
    expect(sent("openalex").query.get("api_key")).toBe("alex-key");
    expect(sent("pubmed").query.toString()).toBe("tool=offprint&email=ada%40kern.example&api_key=ncbi-key");
    expect(sent("semanticScholar").headers["x-api-key"]).toBe("s2-key");
    expect(sent("zotero").headers).toMatchObject({ "zotero-api-key": "zotero-key", "zotero-api-version": "3" });
    expect(sent("openreview").headers.authorization).toBe("Bearer review-token");
    for (const [service, key] of Object.entries(keys)) {
      const holders = requests.filter((one) => JSON.stringify([one.path, [...one.query], one.headers]).includes(key));
      expect(holders.map((one) => one.path)).toEqual([`/${service}`]);
    }
  });

  test("never leaves the base address by an identifier", async () => {
    const { base, requests } = await serve(() => good);
    const { client } = clientOf(`${base}/api`);
    for (const wrong of ["/../../x", "/a/%2e%2E/b", "/./a", "/a/..", "/a?b", "/a#b", "/a\\..\\b", "a"]) {
      expect(await failureOf(client.get("datacite", { path: wrong }))).toEqual([
        "refused",
        "An identifier with path parts in it can't be asked for.",
      ]);
    }
    expect(requests).toEqual([]);
    await client.get("datacite", { path: "//elsewhere.example/x" });
    expect(requests.map((request) => request.path)).toEqual(["/api//elsewhere.example/x"]);
  });
});

describe("statuses", () => {
  test("that are expected are answers, others a failure by their kind", async () => {
    const { base } = await serve({
      "GET /404": { status: 404, body: "Resource not found." },
      "GET /204": { status: 204 },
      "GET /400": { status: 400 },
      "GET /401": { status: 401 },
      "GET /403": { status: 403, body: '{"name":"ChallengeRequiredError"}' },
      "GET /406": { status: 406 },
      "GET /410": { status: 410 },
      "GET /500": { status: 500 },
    });
    const { client } = clientOf(base);
    const ask = (status: number, ...expected: number[]) => client.get("openreview", { path: `/${status}`, expected });
    expect(await ask(404, 404)).toMatchObject({ status: 404, text: "Resource not found." });
    expect(await ask(204)).toMatchObject({ status: 204, text: "" });
    expect(await ask(403, 403)).toMatchObject({ status: 403, text: '{"name":"ChallengeRequiredError"}' });
    expect(await failureOf(ask(404))).toEqual(["unknown", "OpenReview has no such record (404)."]);
    expect(await failureOf(ask(410))).toEqual(["unknown", "OpenReview has no such record (410)."]);
    expect(await failureOf(ask(400))).toEqual(["wrong", "OpenReview does not take the request (400)."]);
    expect(await failureOf(ask(406))).toEqual(["wrong", "OpenReview does not take the request (406)."]);
    const refusal = "OpenReview refuses the request (403). A key can be given in OPENREVIEW_TOKEN.";
    expect(await failureOf(ask(403))).toEqual(["refused", refusal]);
    const wrongKey = clientOf(base, { keys: { openreview: "wrong-token" } }).client.get("openreview", { path: "/403" });
    const question = "OpenReview refuses the request (403). Is the key in OPENREVIEW_TOKEN right?";
    expect(await failureOf(wrongKey)).toEqual(["refused", question]);
    const keyless = await failureOf(clientOf(base).client.get("hal", { path: "/403" }));
    expect(keyless).toEqual(["refused", "HAL refuses the request (403)."]);
    expect((await failureOf(ask(401)))[0]).toBe("refused");
    const fault = "OpenReview has a fault of its own (500); try again later.";
    expect(await failureOf(ask(500))).toEqual(["network", fault]);
  });

  test("400, 401, 403, 404, 406, 410 and 500 are asked once", async () => {
    for (const status of [400, 401, 403, 404, 406, 410, 500]) {
      const { base, requests } = await serve(() => ({ status }));
      await failureOf(clientOf(base).client.get("hal", { path: "/x" }));
      expect(requests.length).toBe(1);
    }
  });
});

describe("gaps", () => {
  /** When each of five requests, asked for at once, comes in, from the first. */
  async function arrivals(service: ServiceName, path: string, options: Partial<ClientOptions> = {}, answer = good) {
    const times: number[] = [];
    const { base } = await serve(() => {
      times.push(clock.now());
      return answer;
    });
    const { client, clock } = clientOf(base, options);
    await Promise.all(Array.from({ length: 5 }, () => client.get(service, { path })));
    return times.map((time) => time - times[0]!);
  }

  const contact = "ada@kern.example";
  test.each<[ServiceName, string, Partial<ClientOptions>, number]>([
    ["arxiv", "/api/query", {}, 3000],
    ["crossref", "/v1/works/10.1/x", { contact }, 100],
    ["crossref", "/v1/works/10.1/x", {}, 200],
    ["crossref", "/v1/works", { contact }, 334],
    ["crossref", "/v1/works", {}, 1000],
    ["datacite", "/dois/10.1/x", { contact }, 300],
    ["datacite", "/dois/10.1/x", {}, 600],
    ["pubmed", "/entrez", {}, 334],
    ["pubmed", "/entrez", { keys: { pubmed: "k" } }, 100],
    ["inspire", "/api/literature/1", {}, 334],
    ["dblp", "/rec/x.bib", {}, 2000],
    ["semanticScholar", "/graph", {}, 1000],
    ["orcid", "/v3.0/x", {}, 125],
    ["openlibrary", "/api/books", {}, 1000],
  ])("%s %s %j: %d ms", async (service, path, options, gap) => {
    expect(await arrivals(service, path, options)).toEqual([0, 1, 2, 3, 4].map((count) => count * gap));
  });

  test("Crossref may ask for longer ones", async () => {
    const slow = json({}, { "x-rate-limit-limit": "2", "x-rate-limit-interval": "1s" });
    expect(await arrivals("crossref", "/v1/works/x", { contact }, slow)).toEqual([0, 500, 1000, 1500, 2000]);
    const fast = json({}, { "x-rate-limit-limit": "50", "x-rate-limit-interval": "1s" });
    expect(await arrivals("crossref", "/v1/works/x", { contact }, fast)).toEqual([0, 100, 200, 300, 400]);
  });

  test("Zotero's Backoff holds with a good answer too", async () => {
    expect(await arrivals("zotero", "/items", {}, json([], { backoff: "7" }))).toEqual([0, 7000, 14000, 21000, 28000]);
  });

  test("PubMed and its id converter share one, other services do not wait for each other", async () => {
    const { base } = await serve(() => good);
    const { client, clock } = clientOf(base);
    await Promise.all([client.get("pubmed", { path: "/a" }), client.get("idconv", { path: "/b" })]);
    expect(clock.waits).toEqual([334]);
    await Promise.all([client.get("hal", { path: "/a" }), client.get("inspire", { path: "/b" })]);
    expect(clock.waits).toEqual([334]);
  });

  test("arXiv is one, by whatever host it is asked", () => {
    for (const address of ["https://arxiv.org/abs/1", "https://oaipmh.arxiv.org/oai", "https://export.arxiv.org/api"]) {
      expect(laneOf(new URL(address), undefined)).toBe("arxiv");
    }
    expect(laneOf(new URL("https://notarxiv.org/"), undefined)).toBe("notarxiv.org");
  });

  test("hold from one command to the next", async () => {
    const folder = temporaryFolder();
    const clock = movableClock();
    const ask = (lane: string, gap: number, hold = 0) => {
      const next = createPacing(clock, folder);
      return next.run(lane, "It", gap, async () => {
        if (hold > 0) next.hold(lane, hold);
        return "done";
      });
    };
    await ask("arxiv", 3000);
    clock.move(1000);
    await ask("arxiv", 3000);
    expect(clock.waits).toEqual([2000]);
    await ask("hal", 1000, 3_600_000);
    expect(await failureOf(ask("hal", 1000))).toEqual([
      "limit",
      "It asks to wait 60 minutes; run the command again then.",
    ]);
    await ask("inspire", 334);
    clock.move(3_600_000);
    expect(await ask("hal", 1000)).toBe("done");
    // A clock that was set back is no reason to wait for hours, and nobody is left alone for ever.
    clock.move(-7_200_000);
    expect(await ask("hal", 1000, 1e12)).toBe("done");
    clock.move(24 * 3_600_000);
    expect(await ask("hal", 1000)).toBe("done");
    expect(clock.waits).toEqual([2000]);
  });

  test("of a server on this machine, or of another mirror, are its own", async () => {
    const slow = await serve(() => ({ status: 429, headers: { "retry-after": "3600" } }));
    const { base } = await serve(() => good);
    const cacheFolder = temporaryFolder();
    const { client } = clientOf(slow.base, { cacheFolder });
    for (let time = 0; time < 2; time += 1) await failureOf(client.get("hal", { path: "/x" }));
    expect(slow.requests.length).toBe(1);
    await failureOf(clientOf(slow.base, { cacheFolder }).client.get("hal", { path: "/x" }));
    expect(slow.requests.length).toBe(2);
    expect(await clientOf(base, { cacheFolder }).client.get("hal", { path: "/x" })).toMatchObject({ status: 200 });
  });

  test("one host has one request at a time", async () => {
    let open = 0;
    let most = 0;
    const { base } = await serve(() => (response) => {
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => {
        open -= 1;
        response.end("{}");
      }, 20);
    });
    const { client } = clientOf(base);
    await Promise.all(Array.from({ length: 4 }, (_, index) => client.get("orcid", { path: `/${index}` })));
    expect(most).toBe(1);
  });
});

describe("retries", () => {
  const ask = (base: string, service: ServiceName = "crossref", options: Partial<ClientOptions> = {}) => {
    const { client, clock } = clientOf(base, { timeLimits: { firstByte: 150, whole: 400 }, ...options });
    return { clock, promise: client.get(service, { path: "/x" }), client };
  };

  test.each([429, 502, 503, 504])(
    "%d twice, then an answer: after 1 s and 3 s, a quarter more or less",
    async (status) => {
      const { base, requests } = await serve({ "GET /x": [{ status }, { status }, good] });
      const { clock, promise } = ask(base);
      expect(await promise).toMatchObject({ status: 200 });
      expect(requests.length).toBe(3);
      const [first, second] = clock.waits;
      expect(clock.waits.length).toBe(2);
      expect(first).toBeGreaterThanOrEqual(750);
      expect(first).toBeLessThanOrEqual(1250);
      expect(second).toBeGreaterThanOrEqual(2250);
      expect(second).toBeLessThanOrEqual(3750);
    },
  );

  test("an HTML page with 429 or 503 is one too", async () => {
    const { base } = await serve({ "GET /x": [html("<h1>Rate exceeded.", 429), html("<h1>Sorry", 503), good] });
    expect(await ask(base, "arxiv").promise).toMatchObject({ status: 200 });
  });

  test("end after three tries", async () => {
    const limited = await serve(() => ({ status: 429 }));
    expect(await failureOf(ask(limited.base).promise)).toEqual([
      "limit",
      "Crossref takes no more requests for now (429, tried 3 times); try again later.",
    ]);
    expect(limited.requests.length).toBe(3);
    const down = await serve(() => ({ status: 503 }));
    expect(await failureOf(ask(down.base, "arxiv").promise)).toEqual([
      "network",
      "arXiv does not answer (503, tried 3 times).",
    ]);
    expect(down.requests.length).toBe(3);
  });

  test.each([
    ["seconds", { "retry-after": "17" }, 17_000],
    ["a date", { "retry-after": "Fri, 27 Nov 2026 12:00:40 GMT" }, 40_000],
    ["Zotero's Backoff", { backoff: "12" }, 12_000],
  ])("wait as long as is asked: %s", async (_, headers, wait) => {
    const { base } = await serve({ "GET /x": [{ status: 429, headers }, good] });
    const { clock, promise } = ask(base);
    await promise;
    expect(clock.waits).toEqual([wait]);
  });

  test.each([
    ["120", "Crossref asks to wait 120 s; run the command again then."],
    ["2700", "Crossref asks to wait 45 minutes; run the command again then."],
    ["86400", "Crossref asks to wait 24 hours; run the command again then."],
    ["Sat, 28 Nov 2026 12:00:00 GMT", "Crossref asks to wait 24 hours; run the command again then."],
  ])("stop where it is too long: Retry-After %s", async (after, message) => {
    const { base, requests } = await serve(() => ({ status: 429, headers: { "retry-after": after } }));
    const { clock, promise, client } = ask(base);
    expect(await failureOf(promise)).toEqual(["limit", message]);
    // Nobody asks again meanwhile, and nobody waits for it.
    expect(await failureOf(client.get("crossref", { path: "/y" }))).toEqual(["limit", message]);
    expect(requests.length).toBe(1);
    expect(clock.waits).toEqual([]);
  });

  test("a Retry-After that says nothing counts as none; a date gone by as now", async () => {
    const { base } = await serve({ "GET /x": [{ status: 503, headers: { "retry-after": "soon" } }, good] });
    const { clock, promise } = ask(base);
    await promise;
    expect(clock.waits[0]).toBeGreaterThanOrEqual(750);
    const past = { status: 503, headers: { "retry-after": "Fri, 27 Nov 2026 11:00:00 GMT" } };
    const other = await serve({ "GET /x": [past, good] });
    const second = ask(other.base);
    await second.promise;
    expect(second.clock.waits).toEqual([200]);
  });

  test("INSPIRE, which counts refused requests, is left alone for 5 s", async () => {
    const { base } = await serve({ "GET /x": [{ status: 429 }, good] });
    const { clock, promise } = ask(base, "inspire");
    await promise;
    expect(clock.waits).toEqual([5000]);
  });

  test("while one waits, the others of the same service wait too", async () => {
    const times: number[] = [];
    const { base } = await serve((_, count) => {
      times.push(clock.now());
      return times.length === 1 ? { status: 429, headers: { "retry-after": "30" } } : count >= 0 ? good : undefined;
    });
    const { client, clock } = clientOf(base);
    await Promise.all([client.get("hal", { path: "/a" }), client.get("hal", { path: "/b" })]);
    expect(times.map((time) => time - times[0]!)).toEqual([0, 30_000, 31_000]);
  });

  test("a connection that breaks off is tried again", async () => {
    const { base, requests } = await serve({ "GET /x": [reset, resetMidway, good] });
    const { clock, promise } = ask(base);
    expect(await promise).toMatchObject({ text: '{"status":"ok"}' });
    expect(requests.length).toBe(3);
    expect(
      clock.waits.map((wait) => Math.abs(wait / 1000 - (wait < 2000 ? 1 : 3)) <= (wait < 2000 ? 0.25 : 0.75)),
    ).toEqual([true, true]);
    const always = await serve(() => reset);
    expect(await failureOf(ask(always.base, "arxiv").promise)).toEqual([
      "network",
      "arXiv does not answer (the connection broke off, tried 3 times).",
    ]);
  });

  test("a slow first byte and a drip end in time", async () => {
    const silent = await serve(() => silence);
    expect(await failureOf(ask(silent.base, "arxiv").promise)).toEqual([
      "network",
      "arXiv does not answer (time-out after 0.15 s, tried 3 times).",
    ]);
    expect(silent.requests.length).toBe(3);
    const dripping = await serve(() => drip(20));
    expect(await failureOf(ask(dripping.base, "arxiv").promise)).toEqual([
      "network",
      "arXiv does not answer (time-out after 0.4 s, tried 3 times).",
    ]);
    const late = await serve({ "GET /x": [silence, good] });
    expect(await ask(late.base).promise).toMatchObject({ status: 200 });
  });

  test("nothing listens: once, in words", async () => {
    const { base, close } = await startLoopback({});
    await close();
    const { clock, promise } = ask(base, "hal");
    expect(await failureOf(promise)).toEqual(["network", "HAL can't be reached: nothing answers there."]);
    expect(clock.waits).toEqual([]);
  });
});

describe("redirects", () => {
  test("are followed, at most five", async () => {
    const { base, requests } = await serve(({ path }) => {
      const left = Number(path.slice(1));
      return left === 0 ? good : redirect(`/${left - 1}`, [301, 302, 303, 307, 308][left % 5]);
    });
    const { client } = clientOf(base);
    expect(await client.get("openalex", { path: "/5" })).toMatchObject({ status: 200, address: `${base}/0` });
    expect(requests.length).toBe(6);
    expect(await failureOf(client.get("openalex", { path: "/6" }))).toEqual([
      "wrong",
      "OpenAlex leads from one address to the next, more than 5 times.",
    ]);
    expect(requests.length).toBe(12);
  });

  test("in a circle end", async () => {
    const { base, requests } = await serve(() => redirect("/x"));
    expect((await failureOf(clientOf(base).client.get("hal", { path: "/x" })))[0]).toBe("wrong");
    expect(requests.length).toBe(6);
  });

  test.each([
    "http://169.254.169.254/latest/meta-data/",
    "https://10.0.0.1/",
    "https://192.168.1.1/",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://0x7f.1/",
    "https://2130706433/",
    "https://localhost/",
    "https://nas.local/",
    "https://router/",
  ])("into a private network are refused: %s", async (target) => {
    const { base } = await serve(() => redirect(target));
    const [kind, message] = await failureOf(clientOf(base).client.get("doi", { path: "/x" }));
    expect(kind).toBe("refused");
    expect(message).toBe(
      `doi.org leads to ${new URL(target).hostname}, which is inside a private network; that is not followed.`,
    );
  });

  test("to another port of this machine are refused, unless that is a base address of the settings", async () => {
    const other = await serve(() => good);
    const { base } = await serve(() => redirect(`${other.base}/there`));
    const refused = clientOf(base).client.get("doi", { path: "/x" });
    expect((await failureOf(refused))[0]).toBe("refused");
    expect(other.requests).toEqual([]);
    const { client } = clientOf(base, { bases: { doi: base, crossref: other.base } });
    expect(await client.get("doi", { path: "/x" })).toMatchObject({ address: `${other.base}/there` });
  });

  test("take no key and no password along", async () => {
    const other = await serve(() => good);
    const there = other.base.replace("http://", "http://user:secret@");
    const { base } = await serve(({ query }) => redirect(`${there}/y?${query}`));
    const bases = { openalex: base, openreview: base, pubmed: base, hal: other.base };
    const keys = { openalex: "alex-key", openreview: "review-token", pubmed: "ncbi-key" };
    const { client } = clientOf(base, { bases, keys, contact: "ada@kern.example" });
    for (const service of ["openalex", "openreview", "pubmed"] as const) {
      const { address } = await client.get(service, { path: "/x", query: { a: "b" } });
      expect(address).not.toMatch(/key|token|ada|secret/);
    }
    expect(other.requests.length).toBe(3);
    for (const { query, headers } of other.requests) {
      expect(query.get("a")).toBe("b");
      expect(JSON.stringify([...query])).not.toMatch(/-key|kern/);
      expect(headers.authorization).toBeUndefined();
    }
  });

  test("to the service itself are asked with its key again", async () => {
    const { base, requests } = await serve({ "GET /W1": redirect("/W2", 301), "GET /W2": good });
    const { client } = clientOf(base, { keys: { openalex: "alex-key" } });
    expect(await client.get("openalex", { path: "/W1" })).toMatchObject({ address: `${base}/W2` });
    expect(requests.map(({ query }) => query.get("api_key"))).toEqual(["alex-key", "alex-key"]);
  });

  test("to what is no address of the web end", async () => {
    for (const target of ["file:///etc/passwd", "javascript:alert(1)", "http://[broken"]) {
      const { base } = await serve(() => redirect(target));
      expect(await failureOf(clientOf(base).client.get("doi", { path: "/x" }))).toEqual([
        "wrong",
        "doi.org leads to something that is no address of the web.",
      ]);
    }
  });
});

describe("private networks", () => {
  test.each([
    ...["127.0.0.1", "127.9.9.9", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.0.1", "169.254.169.254"],
    ...["0.0.0.0", "100.64.0.1", "198.18.0.1", "224.0.0.1", "255.255.255.255"],
    ...[
      "::",
      "::1",
      "fe80::1",
      "fe80::1%eth0",
      "fc00::1",
      "fd12:3456::1",
      "ff02::1",
      "::ffff:10.0.0.1",
      "::ffff:7f00:1",
    ],
    ...["64:ff9b::10.0.0.1", "64:ff9b::a00:1", "64:ff9b::7f00:0", "2002:7f00:1::", "2001:db8::1"],
  ])("%s is in one", (address) => expect(isPrivateAddress(address)).toBe(true));

  test.each([
    ...["8.8.8.8", "172.15.0.1", "172.32.0.1", "100.128.0.1", "192.167.1.1"],
    ...["2606:4700::1111", "2a00:1450:4001::200e", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "64:ff9b::808:808"],
  ])("%s is in none", (address) => expect(isPrivateAddress(address)).toBe(false));

  test("names of this machine and its network are told without asking", () => {
    for (const name of ["localhost", "LOCALHOST.", "a.localhost", "nas.local", "db.internal", "router", "[::1]"]) {
      expect([name, isPrivateHost(name)]).toEqual([name, true]);
    }
    for (const name of ["doi.org", "localhost.example", "local.org", "8.8.8.8"]) {
      expect([name, isPrivateHost(name)]).toEqual([name, false]);
    }
  });

  /** What a connection would be made to. */
  const resolved = (lookup: LookupFunction, isAll: boolean) =>
    new Promise<unknown>((resolve, reject) =>
      lookup("a.example", { all: isAll }, (error, address, family) =>
        error ? reject(error) : resolve(isAll ? address : [address, family]),
      ),
    );

  test("a public name that resolves into one is not connected to (DNS rebinding)", async () => {
    const open = [{ address: "93.184.216.34", family: 4 }];
    const inside = [...open, { address: "127.0.0.1", family: 4 }];
    const answers = [open, inside, open];
    const lookup = publicLookup((_, __, callback) => callback(null, answers.shift()!));
    expect(await resolved(lookup, true)).toEqual(open);
    await expect(resolved(lookup, true)).rejects.toThrow("a.example");
    expect(await resolved(lookup, false)).toEqual(["93.184.216.34", 4]);
  });
});

describe("the transport", () => {
  test("connects to what was looked at, and to nothing where that is private", async () => {
    const { base, requests } = await serve(() => good);
    const { port } = new URL(base);
    const looked: string[] = [];
    const lookup = publicLookup((name, _, callback) => {
      looked.push(name);
      callback(null, [{ address: "127.0.0.1", family: 4 }]);
    });
    const ask = (isTrusted: boolean) =>
      createTransport(
        {},
        lookup,
      )({
        method: "GET",
        address: new URL(`http://${isTrusted ? "localhost" : "rebinding.example"}:${port}/`),
        headers: {},
        name: "It",
        isTrusted,
        limits: { connect: 1000, firstByte: 1000, whole: 1000 },
        mostBytes: () => 100,
      });
    expect(await failureOf(ask(false))).toEqual([
      "refused",
      "It leads to rebinding.example, which is inside a private network; that is not followed.",
    ]);
    expect(looked).toEqual(["rebinding.example"]);
    expect(requests).toEqual([]);
    expect(await ask(true)).toMatchObject({ status: 200 });
  });

  test("says in words what the net says in codes", async () => {
    const answering = (error: Error & { code?: string }) =>
      createTransport({}, (_, __, callback) => callback(error, [], 0))({
        method: "GET",
        address: new URL("https://name.example/"),
        headers: {},
        name: "It",
        isTrusted: false,
        limits: { connect: 1000, firstByte: 1000, whole: 1000 },
        mostBytes: () => 100,
      });
    const unknown = Object.assign(new Error("getaddrinfo"), { code: "ENOTFOUND", syscall: "getaddrinfo" });
    expect(await failureOf(answering(unknown))).toEqual([
      "network",
      "It can't be reached: no address is known for name.example (is this machine online?).",
    ]);
    const odd = Object.assign(new Error("?"), { code: "EHOSTUNREACH", syscall: "connect" });
    expect(await failureOf(answering(odd))).toEqual(["network", "It can't be reached: the system says EHOSTUNREACH."]);
  });

  test("says so where none of several addresses answers", async () => {
    const { base, close } = await startLoopback({});
    await close();
    const both = [
      { address: "127.0.0.1", family: 4 },
      { address: "127.0.0.2", family: 4 },
    ];
    const asked = createTransport({}, (_, __, callback) => callback(null, both))({
      method: "GET",
      address: new URL(`http://name.example:${new URL(base).port}/`),
      headers: {},
      name: "It",
      isTrusted: false,
      limits: { connect: 1000, firstByte: 1000, whole: 1000 },
      mostBytes: () => 100,
    });
    expect(await failureOf(asked)).toEqual(["network", "It can't be reached: nothing answers there."]);
  });

  test("takes no answer that is no HTTP, and no endless headers", async () => {
    const { base } = await serve({
      "GET /ssh": (_, { socket }) => void socket.end("SSH-2.0-OpenSSH_9.6\r\n"),
      "GET /long": json({}, { "x-long": "a".repeat(100_000) }),
    });
    const { client } = clientOf(base);
    for (const place of ["/ssh", "/long"]) {
      const failure = await failureOf(client.get("hal", { path: place }));
      expect(failure).toEqual(["wrong", "HAL gave an answer that is no right HTTP."]);
    }
  });

  test.skipIf(!hasOpenssl())("trusts no certificate that nobody signed", async () => {
    const folder = temporaryFolder();
    const [key, cert] = [path.join(folder, "key.pem"), path.join(folder, "cert.pem")];
    const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-subj", "/CN=localhost"];
    execFileSync("openssl", ["req", "-x509", "-nodes", ...kind, "-keyout", key, "-out", cert], { stdio: "ignore" });
    const server = createSecureServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_, response) => {
      response.end("{}");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    endings.push(() => server.close());
    const base = `https://localhost:${(server.address() as AddressInfo).port}`;
    const [, message] = await failureOf(clientOf(base).client.get("hal", { path: "/x" }));
    expect(message).toMatch(/^HAL can't be reached: the certificate of localhost is not to be trusted \(\w+\)\.$/);
  });
});

describe("sizes", () => {
  test("stop at 5 MiB, and a web page at 2 MiB", async () => {
    const { base } = await serve({
      "GET /json": large(20),
      "GET /xml": large(6, "application/xml"),
      "GET /almost": { body: `[${" ".repeat(5 * 1024 * 1024 - 2)}]` },
      "GET /html": large(3, "text/html"),
      "GET /small": large(1, "text/html"),
    });
    const { client } = clientOf(base);
    const tooLarge = ["large", "The answer of INSPIRE is larger than 5 MiB."];
    expect(await failureOf(client.get("inspire", { path: "/json" }))).toEqual(tooLarge);
    expect(await failureOf(client.get("inspire", { path: "/xml" }))).toEqual(tooLarge);
    expect(await client.get("inspire", { path: "/almost" })).toMatchObject({ status: 200 });
    const [kind, message] = await failureOf(client.getPage(`${base}/html`));
    expect([kind, message]).toEqual(["large", `The answer of ${new URL(base).host} is larger than 2 MiB.`]);
    expect(await client.getPage(`${base}/small`)).toMatchObject({ status: 200, mediaType: "text/html" });
  });

  test("are counted after unpacking: 1 MiB that becomes 1 GiB", async () => {
    const bomb = gzipBomb();
    expect(bomb.body!.length).toBeLessThan(2 * 1024 * 1024);
    const { base } = await serve(() => bomb);
    const before = process.memoryUsage().arrayBuffers;
    expect((await failureOf(clientOf(base).client.get("hal", { path: "/x" })))[0]).toBe("large");
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(200 * 1024 * 1024);
  });

  test.each([
    ["gzip", gzipSync],
    ["br", brotliCompressSync],
    ["deflate", deflateSync],
  ])("%s is unpacked", async (encoding, pack) => {
    const headers = { "content-encoding": encoding };
    const { base } = await serve({
      "GET /x": { headers, body: pack('{"a":"ä"}') },
      "GET /bad": { headers, body: "this is not packed at all, and long enough to be seen as such" },
    });
    const { client } = clientOf(base);
    expect(jsonOf("hal", await client.get("hal", { path: "/x" }))).toEqual({ a: "ä" });
    const failure = ["wrong", "HAL gave an answer that can't be unpacked."];
    expect(await failureOf(client.get("hal", { path: "/bad" }))).toEqual(failure);
  });

  test("a packed answer that is cut off is asked for again; a packing nobody asked for is told", async () => {
    const headers = { "content-encoding": "gzip" };
    const cut = { headers, body: gzipSync(JSON.stringify(Array(999).fill(0).map(Math.random))).subarray(0, 500) };
    const { base, requests } = await serve({
      "GET /x": [cut, good],
      "GET /zstd": { headers: { "content-encoding": "zstd" }, body: "x" },
    });
    const { client } = clientOf(base);
    expect(await client.get("hal", { path: "/x" })).toMatchObject({ status: 200 });
    expect(requests.length).toBe(2);
    expect((await failureOf(client.get("hal", { path: "/zstd" })))[0]).toBe("wrong");
  });
});

describe("texts", () => {
  const textOf = async (body: Uint8Array, type: string) => {
    const { base } = await serve(() => ({ headers: { "content-type": type }, body }));
    return (await clientOf(base).client.get("dblp", { path: "/x" })).text;
  };

  test.each([
    ["UTF-8", Buffer.from("é “x” 李"), "text/plain; charset=utf-8", "é “x” 李"],
    ["a byte-order mark", Buffer.from("\uFEFF{}"), "application/json", "{}"],
    ["UTF-16 by its mark", Buffer.from("\uFEFFé李", "utf16le"), "text/plain", "é李"],
    ["Latin-1 as it is declared", Buffer.from("Café", "latin1"), "text/plain; charset=ISO-8859-1", "Café"],
    ["Windows-1252", Buffer.from([0x93, 0x61, 0x94]), 'text/html; charset="windows-1252"', "“a”"],
    ["UTF-8 declared Latin-1", Buffer.from("Café 李"), "text/plain; charset=latin1", "Café 李"],
    ["UTF-8 declared GBK", Buffer.from("Café 李"), "text/plain; charset=gbk", "Café 李"],
    ["GBK", Buffer.from([0xc0, 0xee]), "text/plain; charset=GBK", "李"],
    ["Latin-1 declared UTF-8", Buffer.from("Café", "latin1"), "text/plain; charset=utf-8", "Café"],
    [
      "Shift_JIS by its meta",
      Buffer.concat([Buffer.from('<meta charset="shift_jis">'), Buffer.from([0x97, 0x9b])]),
      "text/html",
      '<meta charset="shift_jis">李',
    ],
    ["ISO-2022-JP", Buffer.from("\x1b$BM{\x1b(B", "latin1"), "text/plain; charset=iso-2022-jp", "李"],
  ])("%s", async (_, body, type, text) => expect(await textOf(body, type)).toBe(text));

  test("in an encoding that nobody knows are a failure, not letters that are wrong", async () => {
    const message = "DBLP gave a text that is not in the encoding it is said to be in.";
    for (const charset of ["x-unheard-of", "shift_jis"]) {
      const failure = failureOf(textOf(Buffer.from([0x61, 0xff, 0xff]), `text/plain; charset=${charset}`));
      expect(await failure).toEqual(["wrong", message]);
    }
  });
});

describe("jsonOf and xmlOf", () => {
  const answer = (text: string, mediaType = "application/json"): ServiceAnswer => ({
    status: 200,
    text,
    mediaType,
    address: "https://api.crossref.org/v1/works/x",
  });
  const login = "api.crossref.org gave a web page instead of data: is a login needed for this network?";

  const empty = "Crossref gave an empty answer.";
  const damaged = "Crossref gave data that is cut off or damaged.";
  test.each([
    ["a page", "<!DOCTYPE html><title>Wi-Fi", "text/html", login],
    ["a page that says it were JSON", "  <html><body>Just a moment", "application/json", login],
    ["nothing", "", "application/json", empty],
    ["blanks", " \n", "application/json", empty],
    ["half of it", cutOffJson.body as string, "application/json", damaged],
    ["a bottomless one", "[".repeat(200_000), "application/json", damaged],
    ["a deeply nested one", `${"[".repeat(100_000)}${"]".repeat(100_000)}`, "application/json", damaged],
  ])("%s is no JSON", async (_, text, mediaType, message) => {
    const promise = Promise.resolve().then(() => jsonOf("crossref", answer(text, mediaType)));
    expect(await failureOf(promise)).toEqual(["wrong", message]);
  });

  test("JSON has no `__proto__`, however deep", () => {
    const value = jsonOf("crossref", answer('{"__proto__":{"a":1},"b":[{"__proto__":{"c":1},"d":2}]}'));
    expect(JSON.stringify(value)).toBe('{"b":[{"d":2}]}');
    expect(Object.hasOwn(value as object, "__proto__")).toBe(false);
  });

  const bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbb"><!ENTITY c "&b;&b;">]><a>&c;</a>';
  test.each([
    ["a page", "<html><body/></html>", login],
    ["nothing", "", empty],
    ["half of it", "<feed><entry>", damaged],
    ["what lacks its end", "<feed><entry></entry>", damaged],
    ["what lacks its end behind an empty element", "<feed><entry/>", damaged],
    ["a tag that is cut off", "<feed></feed", damaged],
    ["a comment without end", "<!-- <feed></feed>", damaged],
    [
      "a comment and a bomb",
      `<!-- > -->${bomb.slice(21)}`,
      "Crossref gave XML with definitions of its own, which are not read.",
    ],
    ["a bomb", bomb, "Crossref gave XML with definitions of its own, which are not read."],
  ])("%s is no XML", async (_, text, message) => {
    const promise = Promise.resolve().then(() => xmlOf("crossref", answer(text, "application/xml")));
    expect(await failureOf(promise)).toEqual(["wrong", message]);
  });

  test("XML with the name of an outer document type, as PubMed has it, is taken", () => {
    const text =
      '<?xml version="1.0"?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle//EN" "https://dtd.nlm.nih.gov/x.dtd">\n<PubmedArticleSet></PubmedArticleSet>\n';
    expect(xmlOf("pubmed", answer(text, "text/xml"))).toBe(text);
    for (const whole of [
      "<a/>",
      " <a b='c'/> \n",
      "<!-- see <b> --><?x y?><a><![CDATA[<!DOCTYPE c [ ]]></a >\n",
      "<a>1</a>",
    ]) {
      expect(xmlOf("arxiv", answer(whole, "text/xml"))).toBe(whole);
    }
  });
});

describe("the cache", () => {
  const day = 24 * 60 * 60 * 1000;

  test("keeps a good answer for seven days, a 404 for ten minutes", async () => {
    const { base, requests } = await serve({ "GET /good": good });
    const { client, clock } = clientOf(base, { cacheFolder: temporaryFolder() });
    const first = await client.get("crossref", { path: "/good" });
    expect(await client.get("crossref", { path: "/good" })).toEqual(first);
    clock.move(7 * day - 1000);
    expect(await client.get("crossref", { path: "/good" })).toEqual(first);
    expect(requests.length).toBe(1);
    clock.move(2000);
    await client.get("crossref", { path: "/good" });
    expect(requests.length).toBe(2);

    await failureOf(client.get("crossref", { path: "/missing" }));
    clock.move(9 * 60_000);
    expect(await client.get("crossref", { path: "/missing", expected: [404] })).toMatchObject({ status: 404 });
    expect(requests.length).toBe(3);
    clock.move(2 * 60_000);
    await failureOf(client.get("crossref", { path: "/missing" }));
    expect(requests.length).toBe(4);
  });

  test("tells addresses and what is accepted apart, not who asks", async () => {
    const { base, requests } = await serve(() => good);
    const cacheFolder = temporaryFolder();
    const ask = (options: Partial<ClientOptions>, accept: string, query = {}) =>
      clientOf(base, { cacheFolder, ...options }).client.get("openalex", { path: "/x", accept, query });
    await ask({}, "a/b");
    await ask({ contact: "ada@kern.example", keys: { openalex: "alex-key" } }, "a/b");
    expect(requests.length).toBe(1);
    await ask({}, "a/c");
    await ask({}, "a/b", { q: "1" });
    expect(requests.length).toBe(3);
    await ask({ isRefreshed: true }, "a/b");
    expect(requests.length).toBe(4);
  });

  test("keeps nothing else: a web page, a cut-off or an empty text, another status", async () => {
    const answers = [
      html("<!doctype html>login"),
      cutOffJson,
      { body: "" },
      { status: 204 },
      { status: 403 },
      { status: 500 },
    ];
    const halfXml = { headers: { "content-type": "application/atom+xml" }, body: "<feed><entry>" };
    for (const answer of [...answers, halfXml]) {
      const { base, requests } = await serve(() => answer);
      const cacheFolder = temporaryFolder();
      const { client } = clientOf(base, { cacheFolder });
      for (let time = 0; time < 2; time += 1) await client.get("doi", { path: "/x" }).catch(() => undefined);
      expect(requests.length).toBe(2);
      expect(readdirSync(cacheFolder)).toEqual([]);
    }
  });

  test("holds no key and no mail address, not even one that a service repeats", async () => {
    const { base } = await serve(({ path, query, headers }) =>
      path === "/echo" ? json({ query: [...query], headers }) : path === "/moved" ? redirect(`/x?${query}`) : good,
    );
    const cacheFolder = temporaryFolder();
    const keys = { openalex: "alex-key", pubmed: "ncbi-key", zotero: "zotero-key" };
    const { client } = clientOf(base, { cacheFolder, keys, contact: "ada@kern.example" });
    for (const service of ["openalex", "pubmed", "zotero", "crossref"] as const) {
      for (const place of ["/x", "/moved", "/echo"]) await client.get(service, { path: place });
    }
    const files = readdirSync(cacheFolder);
    expect(files.length).toBeGreaterThanOrEqual(2);
    for (const file of files) {
      expect(file).toMatch(/^[\w-]{24}\.json$/);
      expect(readFileSync(path.join(cacheFolder, file), "utf8")).not.toMatch(/-key|kern/);
    }
  });

  test("that is damaged, or can't be written, is as if there were none", async () => {
    const { base, requests } = await serve(() => good);
    const cacheFolder = temporaryFolder();
    const { client } = clientOf(base, { cacheFolder });
    await client.get("orcid", { path: "/x" });
    const [file] = readdirSync(cacheFolder);
    for (const text of ["", "{", "null", '{"time":1}', '{"time":1,"answer":{"status":200,"text":5}}']) {
      writeFileSync(path.join(cacheFolder, file!), text);
      expect(await client.get("orcid", { path: "/x" })).toMatchObject({ text: '{"status":"ok"}' });
    }
    expect(requests.length).toBe(6);
    const taken = path.join(cacheFolder, file!);
    const other = clientOf(base, { cacheFolder: taken });
    expect(await other.client.get("hal", { path: "/x" })).toMatchObject({ status: 200 });
  });

  test("loses what was kept more than 90 days ago, when a command keeps its first answer", async () => {
    const { base } = await serve(() => good);
    const cacheFolder = temporaryFolder();
    const { client, clock } = clientOf(base, { cacheFolder });
    for (const [name, days] of [
      ["old.json", 91],
      ["young.json", 89],
    ] as const) {
      const file = path.join(cacheFolder, name);
      writeFileSync(file, "{}");
      const written = new Date(clock.now() - days * day);
      utimesSync(file, written, written);
    }
    await client.get("hal", { path: "/x" });
    const names = readdirSync(cacheFolder);
    expect(names).toHaveLength(2);
    expect(names).toContain("young.json");
  });

  test("answers alone with --offline, at any age", async () => {
    const { base, requests } = await serve(() => good);
    const cacheFolder = temporaryFolder();
    const { client, clock } = clientOf(base, { cacheFolder });
    const answer = await client.get("hal", { path: "/x" });
    clock.move(30 * day);
    const offline = clientOf(base, { cacheFolder, clock, isOffline: true }).client;
    expect(await offline.get("hal", { path: "/x" })).toEqual(answer);
    expect(await failureOf(offline.get("hal", { path: "/y" }))).toEqual([
      "offline",
      "HAL: this answer is not in the cache, and --offline asks nobody.",
    ]);
    expect((await failureOf(offline.getPage(`${base}/z`)))[0]).toBe("offline");
    expect(requests.length).toBe(1);
  });
});

describe("getPage", () => {
  test("gives a page, does not say who asks, and keeps it", async () => {
    const { base, requests } = await serve(() => html("<title>A paper</title>"));
    const keys = { openreview: "review-token" };
    const { client } = clientOf(base, { contact: "ada@kern.example", keys, cacheFolder: temporaryFolder() });
    const page = await client.getPage(`${base}/paper?id=1#top`);
    expect(page).toEqual({
      status: 200,
      text: "<title>A paper</title>",
      mediaType: "text/html",
      address: `${base}/paper?id=1`,
    });
    expect(await client.getPage(`${base}/paper?id=1`)).toEqual(page);
    expect(requests.length).toBe(1);
    expect(requests[0]!.query.toString()).toBe("id=1");
    expect(requests[0]!.headers["user-agent"]).toBe("Offprint/1.2.3 (https://offprint.example)");
    expect(JSON.stringify(requests[0]!.headers)).not.toMatch(/kern|token/);
  });

  test("takes no other kind of file, and nothing that is no page", async () => {
    const { base } = await serve({
      "GET /a.pdf": { headers: { "content-type": "application/pdf" }, body: "%PDF-1.7" },
      "GET /plain": { headers: { "content-type": "text/plain" }, body: "doi:10.1/x" },
    });
    const { client } = clientOf(base);
    const { host } = new URL(base);
    expect(await failureOf(client.getPage(`${base}/a.pdf`))).toEqual([
      "wrong",
      `${host} gave no web page there, but something else (application/pdf).`,
    ]);
    expect(await client.getPage(`${base}/plain`)).toMatchObject({ text: "doi:10.1/x" });
    expect(await failureOf(client.getPage(`${base}/missing`))).toEqual(["unknown", `${host} has no such page (404).`]);
    for (const wrong of ["", "paper", "file:///etc/passwd", "ftp://a.example/b", "https://"]) {
      expect(await failureOf(client.getPage(wrong))).toEqual(["wrong", "That is no address of a web page."]);
    }
  });

  test("goes into no private network", async () => {
    const { base, requests } = await serve(() => html("secret"));
    const { client } = clientOf(base, { bases: {} });
    for (const wrong of [base, "http://169.254.169.254/", "https://user:pw@localhost/", "https://printer/"]) {
      expect(await failureOf(client.getPage(wrong))).toEqual([
        "refused",
        `${new URL(wrong).hostname} is inside a private network, in which nothing is asked.`,
      ]);
    }
    expect(requests).toEqual([]);
  });
});

describe("settings", () => {
  test("base addresses come from site.yaml and, before it, from the environment", () => {
    const environment = {
      OFFPRINT_SERVICE_CROSSREF: "https://mirror.example/crossref",
      OFFPRINT_SERVICE_SEMANTIC_SCHOLAR: "http://127.0.0.1:8080",
      OFFPRINT_SERVICE_HAL: "",
      PATH: "/bin",
    };
    expect(basesOf(environment, { crossref: "https://other.example", arxiv: "https://oaipmh.arxiv.org" })).toEqual({
      crossref: "https://mirror.example/crossref",
      semanticScholar: "http://127.0.0.1:8080",
      arxiv: "https://oaipmh.arxiv.org",
    });
  });

  test.each([
    "http://mirror.example",
    "http://10.0.0.1",
    "http://127.0.0.1.example",
    "ftp://mirror.example",
    "mirror.example",
    "https://user:pw@mirror.example",
    "https://mirror.example/?a=b",
  ])("%s is no base address", async (value) => {
    const [kind, message] = await failureOf(Promise.resolve().then(() => basesOf({ OFFPRINT_SERVICE_HAL: value })));
    expect(kind).toBe("refused");
    expect(message).toContain("OFFPRINT_SERVICE_HAL is no address of a service");
    expect(message).not.toContain("pw");
    const made = Promise.resolve().then(() => clientOf("", { bases: { hal: value } }));
    expect((await failureOf(made))[0]).toBe("refused");
  });

  test("a service that does not exist is told", async () => {
    const unknown = Promise.resolve().then(() => basesOf({ OFFPRINT_SERVICE_CROSSREV: "https://x.example" }));
    expect((await failureOf(unknown))[1]).toContain(
      "OFFPRINT_SERVICE_CROSSREV names no service; the services are doi, crossref,",
    );
  });

  test("keys come from the environment only, and none is shown", async () => {
    expect(
      keysOf({
        OPENALEX_API_KEY: "a",
        S2_API_KEY: " b ",
        NCBI_API_KEY: "c",
        ZOTERO_API_KEY: "d",
        OPENREVIEW_TOKEN: "e",
        CROSSREF_KEY: "f",
      }),
    ).toEqual({ openalex: "a", semanticScholar: "b", pubmed: "c", zotero: "d", openreview: "e" });
    expect(keysOf({ S2_API_KEY: "" })).toEqual({});
    expect(await failureOf(Promise.resolve().then(() => keysOf({ S2_API_KEY: "se\ncret" })))).toEqual([
      "refused",
      "S2_API_KEY holds blanks or letters that no key has.",
    ]);
  });

  test("a contact that is no mail address is refused without showing it", async () => {
    for (const contact of ["ada", "ada@kern.example)\r\nX-Evil: 1", "a b@c.example"]) {
      const [kind, message] = await failureOf(Promise.resolve().then(() => clientOf("https://x.example", { contact })));
      expect([kind, message]).toEqual(["refused", "The contact is no mail address that a service could be told."]);
    }
  });
});

describe("proxies", () => {
  /** A proxy that lets nothing through, and what it was asked for. */
  async function closedProxy() {
    const asked: string[] = [];
    const server = createServer();
    server.on("connect", ({ url }, socket) => {
      asked.push(url ?? "");
      socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    endings.push(() => server.close());
    return { asked, address: `http://user:secret@127.0.0.1:${(server.address() as AddressInfo).port}` };
  }

  test.each(["HTTPS_PROXY", "https_proxy"])("%s is asked for the outer world", async (name) => {
    const { asked, address } = await closedProxy();
    const { client } = clientOf("", { bases: {}, environment: { [name]: address } });
    const [kind, message] = await failureOf(client.get("crossref", { path: "/x" }));
    expect(kind).toBe("network");
    expect(message).toContain("Crossref can't be reached: the proxy of this network does not let the request through");
    expect(message).not.toContain("secret");
    expect(asked).toEqual(["api.crossref.org:443"]);
  });

  test("is asked over HTTPS, even where somebody leads to http:, and by its bare name", async () => {
    const { asked, address } = await closedProxy();
    const { base } = await serve(() => redirect("http://paper.example/x"));
    const environment = { https_proxy: new URL(address).host };
    const { client } = clientOf(base, { environment });
    expect((await failureOf(client.get("doi", { path: "/x" })))[0]).toBe("network");
    expect((await failureOf(client.getPage("http://other.example:80/page")))[0]).toBe("network");
    expect(asked).toEqual(["paper.example:443", "other.example:443"]);
  });

  test("that can't be one is told without its password", async () => {
    for (const HTTPS_PROXY of ["http://user:secret@:bad", "ftp://user:secret@proxy.example"]) {
      const { client } = clientOf("", { bases: {}, environment: { HTTPS_PROXY } });
      expect(await failureOf(client.get("crossref", { path: "/x" }))).toEqual([
        "refused",
        "HTTPS_PROXY or HTTP_PROXY is not the address of a proxy.",
      ]);
    }
  });

  test("is not asked for this machine, and private networks stay closed", async () => {
    const { asked, address } = await closedProxy();
    const { base } = await serve(() => redirect("https://192.168.0.1/"));
    const { client } = clientOf(base, { environment: { HTTPS_PROXY: address, HTTP_PROXY: address } });
    expect((await failureOf(client.get("hal", { path: "/x" })))[0]).toBe("refused");
    expect(asked).toEqual([]);
  });
});
