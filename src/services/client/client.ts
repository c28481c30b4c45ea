// The one door to bibliographic services and to single pages of the web.
import path from "node:path";
import { allServices, contactForm, type ServiceName, serviceBases, serviceNames } from "../../record/services.ts";
import { type AnswerCache, agesOfLinks, agesOfRecordings, createCache } from "./answer-cache.ts";
import { askedWait, type Clock, createPacing, wallClock } from "./pacing.ts";
import { contentType, decodeAnswer, isWebPage, isWhole, type ServiceAnswer } from "./read-answer.ts";
import { ServiceFailure } from "./service-failure.ts";
import { checkBase } from "./service-settings.ts";
import {
  gapBefore,
  introduction,
  keyPlaces,
  laneOf,
  ownHeaders,
  slowServices,
  waitsAfterRefusal,
} from "./service-table.ts";
import { createTransport, PassingFault, type TimeLimits, type TransportReply } from "./transport.ts";

export { type ServiceName, serviceBases, serviceNames } from "../../record/services.ts";
export type { Clock } from "./pacing.ts";
export { jsonOf, type ServiceAnswer, xmlOf } from "./read-answer.ts";
export { ServiceFailure } from "./service-failure.ts";
export { basesOf, keysOf } from "./service-settings.ts";

export interface ServiceRequest {
  /** Percent-encoded, below the base address, with a leading slash. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly accept?: string;
  /** Statuses besides 2xx that are an answer, as 404. */
  readonly expected?: readonly number[];
}

export interface ServiceClient {
  readonly get: (service: ServiceName, request: ServiceRequest) => Promise<ServiceAnswer>;
  /** One page of the web, at most 2 MiB of HTML or other text. It is not told who asks. */
  readonly getPage: (address: string) => Promise<ServiceAnswer>;
  /** One file of text, at most 5 MiB. Whose it is is not told who asks. */
  readonly getFile: (address: string) => Promise<ServiceAnswer>;
  /**
   * Whether an address leads anywhere: the status it is answered with, at the address to which it is redirected. Asks for the head
   * alone and, where that is not well answered, for the whole, of which nothing is read; `http:` stays as it is.
   */
  readonly probe: (address: string) => Promise<Pick<ServiceAnswer, "status" | "address">>;
}

export interface ClientOptions {
  readonly version: string;
  /** The project's page, which tells a service what asks it. */
  readonly project: string;
  /** The mail address that services are told, so that they can write before they block; without one none is told. */
  readonly contact?: string | undefined;
  /** Where answers are kept; without one none is. */
  readonly cacheFolder?: string | undefined;
  /** Asks nobody: what is in the cache, however old, or a refusal. */
  readonly isOffline?: boolean;
  /** Asks even for what is in the cache. */
  readonly isRefreshed?: boolean;
  /** Other base addresses, each of which may be in a private network. */
  readonly bases?: Partial<Record<ServiceName, string>>;
  /** Other addresses whose hosts may be in a private network, since the site's owner names them. */
  readonly trusted?: readonly string[];
  /** API keys by service, sent as each wants them, never kept or shown. */
  readonly keys?: Partial<Record<ServiceName, string>>;
  /** A folder that gets each answer, or whose answers are given in place of those of the services. */
  readonly recording?: { readonly folder: string; readonly isPlayedBack: boolean };
  readonly clock?: Clock;
  /** Of which `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` are used; that of the process if absent. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly timeLimits?: Partial<TimeLimits>;
}

const mebibyte = 1024 * 1024;
const mostTries = 3;
const mostRedirects = 5;
/** The first wait before another try; each further one is three times as long. */
const firstWait = 1_000;
const timeLimits: TimeLimits = { connect: 10_000, firstByte: 20_000, whole: 45_000 };
const isPassingStatus = (status: number) => [429, 502, 503, 504].includes(status);
const isRedirect = (status: number) => [301, 302, 303, 307, 308].includes(status);

/** What is asked: by whom it is answered, how they are called, and what is wanted. */
interface Question {
  readonly service: ServiceName | undefined;
  readonly name: string;
  readonly address: URL;
  readonly accept: string;
  readonly expected: readonly number[] | "every";
  readonly method: "GET" | "HEAD";
  /** What is read of the answer of a host that is no service: a page, a file, or nothing. */
  readonly reads: keyof typeof readings;
}

/** Of what media type an answer may be, what that is called, and how much of it is read. */
const readings = {
  page: { types: /^(text\/.+|application\/xhtml\+xml|)$/, is: "web page", most: 2 * mebibyte },
  file: {
    types: /^(text\/.+|application\/(x-bibtex|x-research-info-systems|json|octet-stream)|)$/,
    is: "text",
    most: 5 * mebibyte,
  },
  nothing: { types: /^/, is: "answer", most: 0 },
} as const;

export function createClient(options: ClientOptions): ServiceClient {
  const { contact, keys = {}, clock = wallClock } = options;
  if (contact !== undefined && !contactForm.test(contact)) {
    throw new ServiceFailure("refused", "The contact is no mail address that a service could be told.");
  }
  const given = Object.entries(options.bases ?? {}).map(
    ([service, base]) => [service, checkBase(service, base)] as const,
  );
  const bases = new Map<string, URL>([
    ...allServices.map((one) => [one, new URL(serviceBases[one])] as const),
    ...given,
  ]);
  const baseOf = (service: ServiceName) => bases.get(service)!;
  const trustedOrigins = new Set([
    ...given.map(([, base]) => base.origin),
    ...(options.trusted ?? []).map((address) => new URL(address).origin),
  ]);
  const secrets = [...Object.values(keys), ...(contact ? [contact] : [])];

  const outerPacing = createPacing(clock, options.cacheFolder);
  // A server on this machine has no limits that the next command must keep.
  const localPacing = createPacing(clock, undefined);
  const transport = createTransport(options.environment ?? process.env);
  const cache: AnswerCache = createCache(options.cacheFolder, clock.now, secrets);
  const links = createCache(
    options.cacheFolder && path.join(options.cacheFolder, "links"),
    clock.now,
    secrets,
    agesOfLinks,
  );
  const { recording } = options;
  const recorded = createCache(recording?.folder, clock.now, secrets, agesOfRecordings);
  /** What is asked, whatever the address of the service, so that a recording does not depend on it. */
  const recordedKey = ({ service, address, accept }: Question) =>
    service === undefined
      ? ["GET", address.href, accept]
      : ["GET", service, pathBelowBase(address, service) + address.search, accept];
  const agent = (isTold: boolean) =>
    `Offprint/${options.version} (${options.project}${isTold && contact ? `; mailto:${contact}` : ""})`;

  async function probed(address: URL): Promise<Pick<ServiceAnswer, "status" | "address">> {
    const key = ["LINK", address.href];
    const isOffline = options.isOffline === true;
    const kept = isOffline || !options.isRefreshed ? await links.find(key, isOffline) : undefined;
    if (kept) return kept;
    const question = {
      service: undefined,
      name: address.host,
      address,
      accept: "*/*",
      expected: "every",
      reads: "nothing",
    } as const;
    if (isOffline) throw notKept(question.name);
    const head = await tried({ ...question, method: "HEAD" });
    const fresh = head.status >= 200 && head.status < 300 ? head : await tried({ ...question, method: "GET" });
    await links.keep(key, fresh);
    return fresh;
  }

  async function answer(question: Question): Promise<ServiceAnswer> {
    const key = ["GET", question.address.href, question.accept];
    const hasKey = question.service !== undefined && keys[question.service] !== undefined;
    if (recording?.isPlayedBack) {
      const said = await recorded.find(recordedKey(question), true);
      if (said) return judged(said, question, hasKey);
      throw new ServiceFailure("offline", `${question.name}: the recording holds no answer to this.`);
    }
    const isOffline = options.isOffline === true;
    const kept = isOffline || !options.isRefreshed ? await cache.find(key, isOffline) : undefined;
    if (kept) return judged(kept, question, hasKey);
    if (isOffline) throw notKept(question.name);
    const fresh = await tried(question);
    if (recording) await recorded.keep(recordedKey(question), fresh);
    const isKept = question.service === undefined ? fresh.text.trim() !== "" : isWhole(fresh) && !isWebPage(fresh);
    if (isKept || fresh.status === 404) await cache.keep(key, fresh);
    return judged(fresh, question, hasKey);
  }

  /** Asks until there is an answer, three times at most. */
  async function tried(question: Question): Promise<ServiceAnswer> {
    const { name } = question;
    for (let tries = 1; ; tries += 1) {
      const isLast = tries === mostTries;
      try {
        const pause = firstWait * 3 ** (tries - 1) * (0.75 + Math.random() / 2);
        const { reply, address } = await followed(question, pause);
        if (!isPassingStatus(reply.status) || isExpected(question, reply.status)) return answerOf(reply, address, name);
        if (isLast) throw givenUp(reply.status, name);
      } catch (error) {
        if (!(error instanceof PassingFault)) throw error;
        if (isLast) {
          throw new ServiceFailure("network", `${name} does not answer (${error.message}, tried ${tries} times).`);
        }
      }
    }
  }

  /** One request and what it is redirected to; what fails holds its lane for `pause` milliseconds, or as it asks. */
  async function followed(question: Question, pause: number) {
    const { name, service, method, reads } = question;
    const limits = { ...timeLimits, ...(service && slowServices[service] ? { firstByte: slowServices[service] } : {}) };
    let address = question.address;
    for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
      const asked = serviceAt(address, service);
      const lane = laneOf(address, asked);
      const gap = gapBefore(lane, pathBelowBase(address, asked), contact !== undefined, Boolean(asked && keys[asked]));
      const request = {
        method,
        address: introduced(address, service === undefined ? undefined : asked),
        headers: headersFor(question, service === undefined ? undefined : asked),
        name,
        isTrusted: trustedOrigins.has(address.origin),
        limits: { ...limits, ...options.timeLimits },
        mostBytes: (status: number, headers: Readonly<Record<string, string>>) => mostBytes(question, status, headers),
      };
      // A mirror's limits are its own.
      const pacing = trustedOrigins.has(address.origin) && address.protocol === "http:" ? localPacing : outerPacing;
      const queue = trustedOrigins.has(address.origin) ? `${lane} ${address.origin}` : lane;
      const reply = await pacing.run(queue, name, gap, async () => {
        try {
          const one = await transport(request);
          if (lane === "crossref") pacing.widen(queue, askedGap(one));
          const wait = askedWait(one.headers, clock.now());
          const hasFailed = isPassingStatus(one.status) && !isExpected(question, one.status);
          if (wait !== undefined || hasFailed) {
            pacing.hold(queue, wait ?? Math.max(pause, (asked && waitsAfterRefusal[asked]) ?? 0));
          }
          return one;
        } catch (error) {
          if (error instanceof PassingFault) pacing.hold(queue, pause);
          throw error;
        }
      });
      const { location } = reply.headers;
      if (!isRedirect(reply.status) || location === undefined) return { reply, address };
      address = redirected(location, address, name, reads === "nothing");
    }
    throw new ServiceFailure("wrong", `${name} leads from one address to the next, more than ${mostRedirects} times.`);
  }

  /** The service that is asked by an address: the one that is meant, where it is its own, or another whose address it is. */
  function serviceAt({ origin }: URL, meant: ServiceName | undefined): ServiceName | undefined {
    if (meant && baseOf(meant).origin === origin) return meant;
    return allServices.find((one) => baseOf(one).origin === origin);
  }

  const pathBelowBase = ({ pathname }: URL, service: ServiceName | undefined) =>
    service ? pathname.slice(baseOf(service).pathname.replace(/\/$/, "").length) : pathname;

  /** The address as it is sent, with what says who asks. */
  function introduced(address: URL, service: ServiceName | undefined): URL {
    const sent = new URL(address);
    if (service === undefined) return sent;
    for (const [name, value] of Object.entries(introduction(service, contact))) sent.searchParams.set(name, value);
    const parameter = keyPlaces[service]?.parameter;
    const key = keys[service];
    if (parameter && key) sent.searchParams.set(parameter, key);
    return sent;
  }

  function headersFor({ accept }: Question, service: ServiceName | undefined): Record<string, string> {
    const headers: Record<string, string> = { "user-agent": agent(service !== undefined), accept };
    if (service === undefined) return headers;
    const place = keyPlaces[service];
    const key = keys[service];
    if (place?.header && key) headers[place.header] = `${place.before ?? ""}${key}`;
    return { ...headers, ...ownHeaders[service] };
  }

  function redirected(location: string, from: URL, name: string, mayBePlain: boolean): URL {
    const address = URL.canParse(location, from) ? new URL(location, from) : undefined;
    if (!address || !/^https?:$/.test(address.protocol)) {
      throw new ServiceFailure("wrong", `${name} leads to something that is no address of the web.`);
    }
    for (const [parameter, value] of [...address.searchParams]) {
      if (secrets.some((secret) => value.includes(secret))) address.searchParams.delete(parameter);
    }
    return safe(address, mayBePlain);
  }

  /** An address over HTTPS, unless it `mayBePlain`, and without a password. */
  function safe(address: URL, mayBePlain = false): URL {
    const one = new URL(address);
    if (!mayBePlain && !trustedOrigins.has(one.origin)) one.protocol = "https:";
    one.username = "";
    one.password = "";
    one.hash = "";
    return one;
  }

  return {
    get(service, { path, query = {}, accept = "*/*", expected = [] }) {
      return later(() => {
        const address = below(baseOf(service), path);
        for (const [name, value] of Object.entries(query))
          if (value !== undefined) address.searchParams.set(name, value);
        return answer({
          service,
          name: serviceNames[service],
          address,
          accept,
          expected,
          method: "GET",
          reads: "page",
        });
      });
    },
    getPage(text) {
      const accept = "text/html, application/xhtml+xml, text/*;q=0.8";
      return later(() => answer(outside(text, accept, "page")));
    },
    getFile(text) {
      return later(() => answer(outside(text, "application/x-bibtex, text/*, */*;q=0.5", "file")));
    },
    probe(text) {
      return later(() => probed(safe(webAddress(text), true)));
    },
  };

  function outside(text: string, accept: string, reads: "page" | "file"): Question {
    const typed = webAddress(text);
    const address = safe(typed);
    return { service: undefined, name: typed.host, address, accept, expected: [], method: "GET", reads };
  }
}

function webAddress(text: string): URL {
  const typed = URL.canParse(text) ? new URL(text) : undefined;
  if (!typed || !/^https?:$/.test(typed.protocol)) {
    throw new ServiceFailure("wrong", "That is no address of a web page.");
  }
  return typed;
}

const isExpected = ({ expected }: Question, status: number): boolean =>
  expected === "every" || expected.includes(status);

const notKept = (name: string) =>
  new ServiceFailure("offline", `${name}: this answer is not in the cache, and --offline asks nobody.`);

/** A failure before the first wait is the promise's too. */
const later = async <T>(task: () => Promise<T>): Promise<T> => task();

/** Crossref says in each answer how many requests it takes in what time. */
function askedGap({ headers }: TransportReply): number {
  const count = Number(headers["x-rate-limit-limit"]);
  const seconds = /^(\d+)s?$/.exec(headers["x-rate-limit-interval"] ?? "")?.[1];
  return count > 0 && seconds ? (Number(seconds) * 1_000) / count : 0;
}

/** An address below a base; an identifier with `..`, `?` or `#` in it leads nowhere else. */
function below(base: URL, path: string): URL {
  if (!path.startsWith("/") || /[?#\\]|\/(\.|%2e){1,2}(\/|$)/i.test(path)) {
    throw new ServiceFailure("refused", "An identifier with path parts in it can't be asked for.");
  }
  const address = new URL(base);
  address.pathname = base.pathname.replace(/\/$/, "") + path;
  return address;
}

function mostBytes(question: Question, status: number, headers: Readonly<Record<string, string>>): number {
  const { service, name } = question;
  if (isRedirect(status) || isPassingStatus(status)) return 0;
  const { mediaType } = contentType(headers["content-type"]);
  if (service !== undefined) return mediaType === "text/html" ? 2 * mebibyte : 5 * mebibyte;
  const { types, is, most } = readings[question.reads];
  if (status === 200 && !types.test(mediaType)) {
    throw new ServiceFailure(
      "wrong",
      `${name} gave no ${is} there, but something else (${mediaType.replace(/[^\w/.+-]/g, "")}).`,
    );
  }
  return most;
}

function answerOf({ status, headers, bytes }: TransportReply, address: URL, name: string): ServiceAnswer {
  const { mediaType, charset } = contentType(headers["content-type"]);
  return { status, text: decodeAnswer(bytes, charset, name), mediaType, address: address.href };
}

/** The answer, unless its status is no answer to what was asked. */
function judged(answer: ServiceAnswer, question: Question, hasKey: boolean): ServiceAnswer {
  const { name, service } = question;
  const { status } = answer;
  if ((status >= 200 && status < 300) || isExpected(question, status)) return answer;
  const there = service === undefined ? "page" : "record";
  if (status === 404 || status === 410)
    throw new ServiceFailure("unknown", `${name} has no such ${there} (${status}).`);
  if (status === 401 || status === 403) {
    const variable = service && keyPlaces[service]?.variable;
    const hint = hasKey ? ` Is the key in ${variable} right?` : ` A key can be given in ${variable}.`;
    throw new ServiceFailure("refused", `${name} refuses the request (${status}).${variable ? hint : ""}`);
  }
  if (status >= 500)
    throw new ServiceFailure("network", `${name} has a fault of its own (${status}); try again later.`);
  throw new ServiceFailure("wrong", `${name} does not take the request (${status}).`);
}

/** How it ends after the last try. */
function givenUp(status: number, name: string): ServiceFailure {
  if (status === 429) {
    return new ServiceFailure(
      "limit",
      `${name} takes no more requests for now (429, tried ${mostTries} times); try again later.`,
    );
  }
  return new ServiceFailure("network", `${name} does not answer (${status}, tried ${mostTries} times).`);
}
