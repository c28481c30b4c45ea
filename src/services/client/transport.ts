// One request over the net, from the connection to the last byte, with all limits.
import type { Readable } from "node:stream";
import { pipeline } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import type { Dispatcher } from "undici";
import { isSystemError, systemReason } from "../../diagnostic/system-reason.ts";
import { isPrivateHost, PrivateAddressError, publicLookup } from "./private-networks.ts";
import { ServiceFailure } from "./service-failure.ts";

/** How long a request may take, in milliseconds. */
export interface TimeLimits {
  readonly connect: number;
  /** Until the first byte of the answer, the connection included. */
  readonly firstByte: number;
  readonly whole: number;
}

export interface TransportRequest {
  readonly method: "GET" | "HEAD";
  readonly address: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** What the other side is called to an author. */
  readonly name: string;
  /** Whether its owner named the address in the settings, so that it may be in a private network. */
  readonly isTrusted: boolean;
  readonly limits: TimeLimits;
  /** The most bytes to read of an answer like this, unpacked; 0 where its text is not wanted. */
  readonly mostBytes: (status: number, headers: Readonly<Record<string, string>>) => number;
}

export interface TransportReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
}

/** A fault that may be gone the next time; the message is half a sentence. */
export class PassingFault extends Error {}

const timeOut = (milliseconds: number) => new PassingFault(`time-out after ${milliseconds / 1_000} s`);

/** `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`, in capitals or not. */
type Environment = Readonly<Record<string, string | undefined>>;

/** `lookup` resolves names to addresses that may be connected to. */
export function createTransport(
  environment: Environment,
  lookup = publicLookup(),
): (request: TransportRequest) => Promise<TransportReply> {
  const variable = (name: string) => environment[name] || environment[name.toUpperCase()] || "";
  // As other programs do, a proxy without a scheme is taken for one over HTTP; an empty text is none.
  const proxy = (name: string) => variable(name).replace(/^(?![a-z\d+.-]+:\/\/)(?=.)/i, "http://");
  const proxies = {
    httpProxy: proxy("http_proxy"),
    httpsProxy: proxy("https_proxy"),
    noProxy: variable("no_proxy"),
  };
  const hasProxy = proxies.httpProxy !== "" || proxies.httpsProxy !== "";
  const isProxied = ({ address, isTrusted }: TransportRequest) =>
    hasProxy && !(isTrusted && isPrivateHost(address.hostname));
  const dispatchers = new Map<string, Dispatcher>();

  /** Connections of one kind: one to a host; straight, or by the proxies; to anywhere, or to public addresses only. */
  async function dispatcherFor(request: TransportRequest): Promise<Dispatcher> {
    const { isTrusted, limits } = request;
    const kind = `${isProxied(request)} ${isTrusted}`;
    const known = dispatchers.get(kind);
    if (known) return known;
    const { Agent, EnvHttpProxyAgent } = await import("undici");
    const options = {
      connections: 1,
      connect: { timeout: limits.connect, ...(isTrusted ? {} : { lookup }) },
    };
    try {
      const made = isProxied(request) ? new EnvHttpProxyAgent({ ...options, ...proxies }) : new Agent(options);
      dispatchers.set(kind, made);
      return made;
    } catch {
      // The error would show the address, which may hold a password.
      throw new ServiceFailure("refused", "HTTPS_PROXY or HTTP_PROXY is not the address of a proxy.");
    }
  }

  return async (request) => {
    const { address, name, isTrusted, limits } = request;
    if (!isTrusted && isPrivateHost(address.hostname)) throw leadsInside(address, name);
    const [{ request: send }, dispatcher] = [await import("undici"), await dispatcherFor(request)];
    const ending = new AbortController();
    const endAfter = (milliseconds: number) => setTimeout(() => ending.abort(timeOut(milliseconds)), milliseconds);
    const [wholeTimer, firstByteTimer] = [endAfter(limits.whole), endAfter(limits.firstByte)];
    try {
      const {
        statusCode,
        headers: given,
        body,
      } = await send(address, {
        dispatcher,
        method: request.method,
        headers: { ...request.headers, "accept-encoding": "gzip, deflate, br" },
        headersTimeout: 0,
        bodyTimeout: 0,
        signal: ending.signal,
      });
      clearTimeout(firstByteTimer);
      const headers = singleHeaders(given);
      try {
        const most = request.mostBytes(statusCode, headers);
        const bytes = most === 0 ? Buffer.alloc(0) : await readBody(body, headers["content-encoding"], most, name);
        return { status: statusCode, headers, bytes };
      } finally {
        // What is not wanted is not waited for either.
        if (!body.readableEnded) body.on("error", () => {}).destroy();
      }
    } catch (error) {
      if (ending.signal.aborted) throw ending.signal.reason;
      throw explained(error, request, isProxied(request));
    } finally {
      clearTimeout(wholeTimer);
      clearTimeout(firstByteTimer);
    }
  };
}

/** Each header once, the last of several. */
function singleHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value ?? ""].flat().at(-1) ?? ""]));
}

/** Reads a body, unpacked, and stops where it is larger than it may be. */
async function readBody(body: Readable, encoding: string | undefined, most: number, name: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of unpacked(body, encoding?.trim().toLowerCase() ?? "", name)) {
    length += chunk.length;
    if (length > most) {
      throw new ServiceFailure("large", `The answer of ${name} is larger than ${most / 1024 / 1024} MiB.`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function unpacked(body: Readable, encoding: string, name: string): Readable {
  if (encoding === "" || encoding === "identity") return body;
  const unpackers = { gzip: createGunzip, "x-gzip": createGunzip, deflate: createInflate, br: createBrotliDecompress };
  if (!Object.hasOwn(unpackers, encoding)) {
    throw new ServiceFailure("wrong", `${name} gave an answer packed in a way that was not asked for.`);
  }
  // The error is the loop's that reads; `pipeline` only hands it on, and ends both sides.
  return pipeline(body, unpackers[encoding as keyof typeof unpackers](), () => {});
}

function leadsInside(address: URL, name: string): ServiceFailure {
  const { hostname } = address;
  return new ServiceFailure(
    "refused",
    name === address.host
      ? `${hostname} is inside a private network, in which nothing is asked.`
      : `${name} leads to ${hostname}, which is inside a private network; that is not followed.`,
  );
}

/** What an error of the net means. */
function explained(thrown: unknown, { address, name, limits }: TransportRequest, isProxied: boolean): unknown {
  // Several, where a name has several addresses.
  const error = thrown instanceof AggregateError ? thrown.errors[0] : thrown;
  if (error instanceof PrivateAddressError) return leadsInside(address, name);
  if (!(error instanceof Error) || !("code" in error)) return error;
  const code = String(error.code);
  if (error.name === "HTTPParserError" || code === "UND_ERR_HEADERS_OVERFLOW") {
    return new ServiceFailure("wrong", `${name} gave an answer that is no right HTTP.`);
  }
  const route = isProxied ? " Is the proxy that HTTPS_PROXY names the right one?" : "";
  const unreachable = (why: string) => new ServiceFailure("network", `${name} can't be reached: ${why}.${route}`);
  if (code === "UND_ERR_CONNECT_TIMEOUT") return timeOut(limits.connect);
  if (code === "ETIMEDOUT") return new PassingFault("time-out");
  if (
    /^(ECONNRESET|EPIPE|UND_ERR_SOCKET|UND_ERR_RES_CONTENT_LENGTH_MISMATCH|Z_BUF_ERROR|ERR_STREAM_PREMATURE_CLOSE)$/.test(
      code,
    )
  ) {
    return new PassingFault("the connection broke off");
  }
  if (/^(ENOTFOUND|EAI_AGAIN|EAI_NODATA)$/.test(code)) {
    return unreachable(`no address is known for ${address.hostname} (is this machine online?)`);
  }
  if (/CERT|_TLS_|_SSL_|SELF_SIGNED|UNABLE_TO/.test(code)) {
    return unreachable(`the certificate of ${address.hostname} is not to be trusted (${code})`);
  }
  if (code === "UND_ERR_ABORTED" || code.startsWith("UND_ERR_PRX"))
    return unreachable("the proxy of this network does not let the request through");
  if (/^(Z_|ERR_BROTLI|ERR__ERROR)/.test(code)) {
    return new ServiceFailure("wrong", `${name} gave an answer that can't be unpacked.`);
  }
  return isSystemError(error) ? unreachable(systemReason(error)) : error;
}
