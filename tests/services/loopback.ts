// A server on this machine that answers as the services do, and fails as they fail.
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import type { Clock } from "../../src/services/client/client.ts";

export interface Request {
  readonly method: string;
  /** As it was sent, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** What a server does that goes wrong on the way. */
export type Fault = (response: ServerResponse, request: IncomingMessage) => void;

export type Handler = Answer | Fault;

/** What to answer: by "METHOD /path", a list of which is gone through one by one, its last for ever; or by a function. */
export type Handlers =
  | Readonly<Record<string, Handler | readonly Handler[]>>
  | ((request: Request, count: number) => Handler | undefined);

export interface Loopback {
  readonly base: string;
  readonly requests: readonly Request[];
  readonly close: () => Promise<void>;
}

/** Starts a server on 127.0.0.1 with a port of its own. What has no handler is answered by 404. */
export async function startLoopback(handlers: Handlers): Promise<Loopback> {
  const requests: Request[] = [];
  const counts = new Map<string, number>();
  const server = createServer((incoming, response) => {
    const [path = "", query = ""] = (incoming.url ?? "").split(/\?(.*)/s);
    const { method = "", headers } = incoming;
    const request = { method, path, query: new URLSearchParams(query), headers };
    requests.push(request);
    const name = `${method} ${path}`;
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    const found = typeof handlers === "function" ? handlers(request, count) : handlers[name];
    const handler = (Array.isArray(found) ? found[Math.min(count, found.length - 1)] : found) as Handler | undefined;
    if (typeof handler === "function") handler(response, incoming);
    else send(response, handler ?? { status: 404, body: "Resource not found." });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

function send(response: ServerResponse, { status = 200, headers = {}, body = "" }: Answer): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(body);
}

export const json = (value: unknown, headers: Readonly<Record<string, string>> = {}): Answer => ({
  headers: { "content-type": "application/json", ...headers },
  body: JSON.stringify(value),
});
export const html = (body: string, status = 200): Answer => ({
  status,
  headers: { "content-type": "text/html" },
  body,
});
export const redirect = (location: string, status = 302): Answer => ({ status, headers: { location } });

/** Takes a request and never answers. */
export const silence: Fault = () => {};
/** Sends a byte, then one more each `milliseconds`, and never ends. */
export const drip =
  (milliseconds: number): Fault =>
  (response) => {
    response.writeHead(200, { "content-type": "application/json" });
    const timer = setInterval(() => response.write(" "), milliseconds);
    response.write("{");
    response.on("close", () => clearInterval(timer));
  };
/** Breaks the connection off before a byte of the answer. */
export const reset: Fault = (_, { socket }) => void socket.resetAndDestroy();
/** Breaks the connection off in the middle of an answer whose length was told. */
export const resetMidway: Fault = (response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
  response.write('{"status":', () => response.socket?.destroy());
};
export const cutOffJson: Answer = { body: '{"status":"ok","message":{"title":["Half a' };
/** The same text in as many bytes of its own as are said. */
export const large = (mebibytes: number, type = "application/json"): Answer => ({
  headers: { "content-type": type },
  body: Buffer.alloc(mebibytes * 1024 * 1024, " "),
});
/** One MiB that becomes one GiB. */
export const gzipBomb = (): Answer => ({
  headers: { "content-encoding": "gzip" },
  body: Buffer.concat(Array<Buffer>(1024).fill(gzipSync(Buffer.alloc(1024 * 1024, " ")))),
});

/** A clock that goes on when somebody waits, and remembers how long. */
export function movableClock(start = Date.UTC(2026, 10, 27, 12)): Clock & {
  readonly waits: number[];
  readonly move: (milliseconds: number) => void;
} {
  let time = start;
  const waits: number[] = [];
  return {
    now: () => time,
    wait: async (milliseconds) => {
      waits.push(milliseconds);
      time += milliseconds;
    },
    waits,
    move: (milliseconds) => {
      time += milliseconds;
    },
  };
}
