// One request over the net, from the connection to the last byte, with all limits.
import type { Readable } from "node:stream";
import { pipeline } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import type { Dispatcher } from "undici";
import { systemReason } from "../../diagnostic/system-reason.ts";
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

export function createTransport(environment: Environment): (request: TransportRequest) => Promise<TransportReply> {
  const variable = (name: string) => environment[name] || environment[name.toUpperCase()] || undefined;
  const proxies = {
    httpProxy: variable("http_proxy"),
    httpsProxy: variable("https_proxy"),
    noProxy: variable("no_proxy"),
  };
  const hasProxy = Boolean(proxies.httpProxy ?? proxies.httpsProxy);
  const dispatchers = new Map<string, Dispatcher>();

  /** Connections of one kind: one to a host; straight, or by the proxies; to anywhere, or to public addresses only. */
  async function dispatcherFor({ address, isTrusted, limits }: TransportRequest): Promise<Dispatcher> {
    const isStraight = !hasProxy || (isTrusted && isPrivateHost(address.hostname));
    const kind = `${isStraight} ${isTrusted}`;
    const known = dispatchers.get(kind);
    if (known) return known;
    const { Agent, EnvHttpProxyAgent } = await import("undici");
    const options = {
      connections: 1,
      connect: { timeout: limits.connect, ...(isTrusted ? {} : { lookup: publicLookup() }) },
    };
    // An empty text is a proxy that is none: what the environment of this process says is in `proxies` already.
    const chosen = {
      httpProxy: proxies.httpProxy ?? "",
      httpsProxy: proxies.httpsProxy ?? "",
      noProxy: proxies.noProxy ?? "",
    };
    const made = isStraight ? new Agent(options) : new EnvHttpProxyAgent({ ...options, ...chosen });
    dispatchers.set(kind, made);
    return made;
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
        method: "GET",
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
      throw explained(error, request, hasProxy);
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
  return new ServiceFailure(
    "refused",
    `${name} leads to ${address.hostname}, which is inside a private network; that is not followed.`,
  );
}

/** What an error of the net means. */
function explained(error: unknown, { address, name, limits }: TransportRequest, hasProxy: boolean): unknown {
  if (error instanceof PrivateAddressError) return leadsInside(address, name);
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return error;
  const { code } = error;
  const route = hasProxy ? " Is the proxy that HTTPS_PROXY names the right one?" : "";
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
  if (code === "UND_ERR_ABORTED") return unreachable("the proxy of this network does not let the request through");
  if (/^(Z_|ERR_BROTLI|ERR__ERROR)/.test(code)) {
    return new ServiceFailure("wrong", `${name} gave an answer that can't be unpacked.`);
  }
  if (/^HPE_|^UND_ERR_/.test(code))
    return new ServiceFailure("wrong", `${name} gave an answer that is no right HTTP (${code}).`);
  return unreachable(systemReason(error));
}
