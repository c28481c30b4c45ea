// One GET over HTTPS with limits: of time, of size after decompression, and of the networks that it may reach.
import { lookup as resolveName } from "node:dns";
import http from "node:http";
import https from "node:https";
import net from "node:net";
import { createGunzip } from "node:zlib";

/** Why there is no answer; `isLasting` says that asking again would not help. */
export class TransportFault extends Error {
  readonly kind: "network" | "large" | "refused";
  readonly isLasting: boolean;

  constructor(kind: TransportFault["kind"], message: string, isLasting = false) {
    super(message);
    this.kind = kind;
    this.isLasting = isLasting;
  }
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
  readonly address: string;
}

export interface HttpLimits {
  /** Bytes after decompression. */
  readonly mostBytes: number;
  /** Milliseconds until the connection stands, until the first byte, and in all. */
  readonly connect: number;
  readonly firstByte: number;
  readonly whole: number;
  /** Whether addresses of this machine and of private networks may be asked, as a base address of the settings may be. */
  readonly mayBePrivate: boolean;
}

/** Follows at most this many redirects. */
const mostRedirects = 5;

/** The answer of an address, redirects followed; headers go only to the host that was asked for. */
export async function httpGet(
  address: string,
  headers: Readonly<Record<string, string>>,
  limits: HttpLimits,
): Promise<HttpAnswer> {
  const asked = new URL(address);
  let next = asked;
  for (let redirects = 0; ; redirects++) {
    const isAsked = next.host === asked.host;
    const answer = await getOnce(next, isAsked ? headers : withoutSecrets(headers), {
      ...limits,
      mayBePrivate: limits.mayBePrivate && isAsked,
    });
    const { location } = answer.headers;
    if (![301, 302, 303, 307, 308].includes(answer.status) || location === undefined) return answer;
    if (redirects === mostRedirects)
      throw new TransportFault("network", "sends from one address to the next without an end", true);
    if (!URL.canParse(location, next)) throw new TransportFault("network", "sends to an address that is none", true);
    next = new URL(location, next);
  }
}

const withoutSecrets = (headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => ["accept", "user-agent"].includes(name.toLowerCase())));

function getOnce(address: URL, headers: Readonly<Record<string, string>>, limits: HttpLimits): Promise<HttpAnswer> {
  const isPlain = address.protocol === "http:";
  if (address.protocol !== "https:" && !(isPlain && limits.mayBePrivate))
    // What is asked for by http is asked for by https.
    return isPlain
      ? getOnce(new URL(address.href.replace(/^http:/, "https:")), headers, limits)
      : Promise.reject(new TransportFault("refused", `sends to an address of ${address.protocol}`, true));
  const hostname = address.hostname.replace(/^\[|\]$/g, "");
  if (!limits.mayBePrivate && net.isIP(hostname) !== 0 && isPrivate(hostname))
    return Promise.reject(new TransportFault("refused", "sends into a private network", true));
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => {
      request.destroy();
      clearTimeout(whole);
      reject(error);
    };
    const whole = setTimeout(
      () =>
        fail(new TransportFault("network", `does not answer (time-out after ${Math.round(limits.whole / 1000)} s)`)),
      limits.whole,
    );
    let waiting = setTimeout(
      () =>
        fail(new TransportFault("network", `can't be reached (time-out after ${Math.round(limits.connect / 1000)} s)`)),
      limits.connect,
    );
    const request = (isPlain ? http : https).request(
      address,
      {
        method: "GET",
        headers: { ...headers, "accept-encoding": "gzip" },
        lookup: (name, options, callback) => {
          resolveName(name, { ...options, all: true }, (error, addresses) => {
            if (error) return callback(error, "", 0);
            const bad = !limits.mayBePrivate && addresses.some((one) => isPrivate(one.address));
            if (bad) return callback(Object.assign(new Error("private"), { code: "EPRIVATE" }), "", 0);
            if (options.all) return callback(null, addresses as never, 0);
            return callback(null, addresses[0]!.address, addresses[0]!.family);
          });
        },
      },
      (response) => {
        clearTimeout(waiting);
        const source = /gzip/i.test(response.headers["content-encoding"] ?? "")
          ? response.pipe(createGunzip())
          : response;
        const parts: Buffer[] = [];
        let length = 0;
        source.on("data", (part: Buffer) => {
          length += part.length;
          if (length > limits.mostBytes)
            fail(new TransportFault("large", `The answer is larger than ${limits.mostBytes / 1024 / 1024} MiB.`, true));
          else parts.push(part);
        });
        for (const stream of new Set([source, response])) {
          stream.on("error", () => fail(new TransportFault("network", "broke its answer off")));
          stream.on("aborted", () => fail(new TransportFault("network", "broke its answer off")));
        }
        source.on("end", () => {
          clearTimeout(whole);
          const headersOf = Object.fromEntries(
            Object.entries(response.headers).map(([name, value]) => [
              name,
              Array.isArray(value) ? value.join(", ") : value,
            ]),
          );
          resolve({
            status: response.statusCode ?? 0,
            headers: headersOf,
            body: Buffer.concat(parts),
            address: address.href,
          });
        });
      },
    );
    request.on("socket", (socket) => {
      const connected = () => {
        clearTimeout(waiting);
        waiting = setTimeout(
          () =>
            fail(
              new TransportFault(
                "network",
                `does not answer (time-out after ${Math.round(limits.firstByte / 1000)} s)`,
              ),
            ),
          limits.firstByte,
        );
      };
      if (socket.connecting) socket.once(isPlain ? "connect" : "secureConnect", connected);
      else connected();
    });
    request.on("error", (error: NodeJS.ErrnoException) => {
      clearTimeout(waiting);
      const isPrivateName = error.code === "EPRIVATE";
      fail(
        error instanceof TransportFault
          ? error
          : isPrivateName
            ? new TransportFault("refused", "sends into a private network", true)
            : new TransportFault("network", reasonOf(error)),
      );
    });
    request.on("close", () => clearTimeout(waiting));
    request.end();
  });
}

const reasons: Readonly<Record<string, string>> = {
  ENOTFOUND: "can't be found: is there a network?",
  EAI_AGAIN: "can't be found: is there a network?",
  ECONNREFUSED: "takes no connection",
  ECONNRESET: "broke the connection off",
  ENETUNREACH: "can't be reached: is there a network?",
  EHOSTUNREACH: "can't be reached: is there a network?",
  CERT_HAS_EXPIRED: "has a certificate that has expired",
};
const reasonOf = ({ code = "", message }: NodeJS.ErrnoException): string =>
  reasons[code] ?? `can't be asked (${code || message})`;

const privateNetworks = new net.BlockList();
for (const [network, length] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
] as const)
  privateNetworks.addSubnet(network, length, "ipv4");
for (const [network, length] of [
  ["::", 127],
  ["64:ff9b::", 96],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const)
  privateNetworks.addSubnet(network, length, "ipv6");

/** Whether an address is of this machine or a private network (IANA's registries of special-purpose addresses). */
export function isPrivate(address: string): boolean {
  const inner = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  return privateNetworks.check(inner, net.isIPv6(inner) ? "ipv6" : "ipv4");
}
