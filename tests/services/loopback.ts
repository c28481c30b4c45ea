// A real HTTP server on this machine that answers as services do, and as they should not.
import http from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

export interface Exchange {
  readonly method: string;
  /** With the query, as it was asked. */
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | object;
}

/** An answer, or what is done to the connection instead; `times` counts how often this was asked before. */
export type Handler =
  | Answer
  | ((exchange: Exchange, times: number, response: http.ServerResponse) => Answer | undefined);

export interface Loopback {
  readonly base: string;
  readonly asked: readonly Exchange[];
}

/** Serves answers by the beginning of a path, the longest first; what has none is a 404. Closed at the test's end. */
export async function startLoopback(handlers: Readonly<Record<string, Handler>>): Promise<Loopback> {
  const asked: Exchange[] = [];
  const times = new Map<string, number>();
  const starts = Object.keys(handlers).sort((one, other) => other.length - one.length);
  const server = http.createServer((request, response) => {
    const path = request.url ?? "";
    const exchange = { method: request.method ?? "", path, headers: request.headers };
    asked.push(exchange);
    const start = starts.find((one) => path.startsWith(one));
    const handler = start === undefined ? { status: 404, body: "Resource not found." } : handlers[start]!;
    const before = times.get(start ?? "") ?? 0;
    times.set(start ?? "", before + 1);
    const answer = typeof handler === "function" ? handler(exchange, before, response) : handler;
    if (answer === undefined) return;
    const { status = 200, headers = {}, body = "" } = answer;
    const isData = typeof body === "object" && !Buffer.isBuffer(body);
    const type = isData ? "application/json" : "text/plain; charset=utf-8";
    response.writeHead(status, { "content-type": type, ...headers });
    response.end(isData ? JSON.stringify(body) : body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  );
  return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}
