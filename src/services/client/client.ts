// The services that know of works, asked as each wants to be asked: slowly, with limits, and once for each answer.
import { TextDecoder } from "node:util";
import { digestOf } from "../../memory/digest.ts";
import { keepAnswer, keptAnswer, type ServiceAnswer } from "./answer-cache.ts";
import { type HttpAnswer, httpGet, TransportFault } from "./http-get.ts";

/** Where each service is asked, and what it is called to an author. */
const services = {
  doi: ["https://doi.org", "doi.org"],
  crossref: ["https://api.crossref.org", "Crossref"],
  datacite: ["https://api.datacite.org", "DataCite"],
  arxiv: ["https://export.arxiv.org", "arXiv"],
  pubmed: ["https://eutils.ncbi.nlm.nih.gov", "PubMed"],
  idconv: ["https://pmc.ncbi.nlm.nih.gov", "PMC"],
  openalex: ["https://api.openalex.org", "OpenAlex"],
  semanticScholar: ["https://api.semanticscholar.org", "Semantic Scholar"],
  orcid: ["https://pub.orcid.org", "ORCID"],
  openreview: ["https://api2.openreview.net", "OpenReview"],
  acl: ["https://aclanthology.org", "The ACL Anthology"],
  dblp: ["https://dblp.org", "DBLP"],
  hal: ["https://api.archives-ouvertes.fr", "HAL"],
  inspire: ["https://inspirehep.net", "INSPIRE"],
  openlibrary: ["https://openlibrary.org", "Open Library"],
} as const;

export type { ServiceAnswer };
export type ServiceName = keyof typeof services;
const names = Object.keys(services) as readonly ServiceName[];
const ofServices = (part: 0 | 1) =>
  Object.fromEntries(names.map((name) => [name, services[name][part]])) as Readonly<Record<ServiceName, string>>;
export const serviceBases = ofServices(0);
/** What each service is called to an author, as a sentence begins with it. */
export const serviceNames = ofServices(1);

/** What a service could not give; the message is one plain line for the author. */
export class ServiceFailure extends Error {
  readonly kind: "unknown" | "network" | "limit" | "wrong" | "refused" | "large" | "offline";

  constructor(kind: ServiceFailure["kind"], message: string) {
    super(message);
    this.kind = kind;
  }
}

export interface ServiceRequest {
  /** Percent-encoded, below the base address, with a slash before it. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly accept?: string;
  /** Statuses that are an answer besides 200 to 299, as 404. */
  readonly expected?: readonly number[];
}

export interface ServiceClient {
  /** Asks a service; throws a `ServiceFailure` where there is no answer. */
  readonly get: (service: ServiceName, request: ServiceRequest) => Promise<ServiceAnswer>;
  /** One page of the web, at most 2 MiB of HTML. */
  readonly getPage: (address: string) => Promise<ServiceAnswer>;
}

/** Milliseconds as a clock has them, and how to let them pass. */
export interface Clock {
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
}

export interface ClientOptions {
  readonly version: string;
  /** The address of the program's own page, by which services know who asks. */
  readonly project: string;
  /** The author's mail address, which the author gave for this. */
  readonly contact?: string | undefined;
  /** Where answers are kept; undefined keeps none. */
  readonly cacheFolder?: string | undefined;
  readonly isOffline?: boolean;
  /** Whether to ask again what is kept. */
  readonly isRefreshed?: boolean;
  readonly bases?: Partial<Record<ServiceName, string>>;
  /** Keys that the author has at services; none is kept or shown. */
  readonly keys?: Partial<Record<ServiceName, string>>;
  readonly clock?: Clock;
}

const realClock: Clock = {
  now: () => Date.now(),
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

/** The base addresses that the environment names: `OFFPRINT_SERVICE_CROSSREF`. */
export const basesOf = (environment: NodeJS.ProcessEnv): Partial<Record<ServiceName, string>> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const base = environment[`OFFPRINT_SERVICE_${name.toUpperCase()}`];
      return base && URL.canParse(base) ? [[name, base.replace(/\/+$/, "")]] : [];
    }),
  );

const keyNames: Partial<Record<ServiceName, string>> = {
  openalex: "OPENALEX_API_KEY",
  semanticScholar: "S2_API_KEY",
  pubmed: "NCBI_API_KEY",
  openreview: "OPENREVIEW_TOKEN",
};

/** The keys that the environment has, by the names that the services' own documents give them. */
export const keysOf = (environment: NodeJS.ProcessEnv): Partial<Record<ServiceName, string>> =>
  Object.fromEntries(
    Object.entries(keyNames).flatMap(([name, variable]) =>
      environment[variable] ? [[name, environment[variable]]] : [],
    ),
  );

/** Milliseconds between two requests to a service, by its own rules; others are asked once a second. */
const gaps: Partial<Record<ServiceName, number>> = {
  doi: 200,
  crossref: 100,
  datacite: 300,
  arxiv: 3000,
  pubmed: 340,
  idconv: 340,
  inspire: 350,
  dblp: 1500,
  orcid: 125,
};
const usualGap = 1000;
const mebibyte = 1024 * 1024;
const limits = { mostBytes: 5 * mebibyte, connect: 10_000, firstByte: 20_000, whole: 45_000 };
const pageLimits = { ...limits, mostBytes: 2 * mebibyte };
/** doi.org's content negotiation asks another server in its turn. */
const slowFirstByte = 30_000;

const transient: ReadonlySet<number> = new Set([429, 502, 503, 504]);
const mostTries = 3;
/** Milliseconds before another try, where the service names none; by as much as a quarter more or less. */
const pauses = [1000, 3000, 9000];
/** Whoever asks to wait longer is not waited for. */
const mostPatience = 60_000;

/** How a service wants to be told who asks. */
const introductions: Partial<Record<ServiceName, (contact: string) => Readonly<Record<string, string>>>> = {
  crossref: (mailto) => ({ mailto }),
  pubmed: (email) => ({ tool: "offprint", email }),
  idconv: (email) => ({ tool: "offprint", email }),
};
/** How a service takes a key: as a parameter, or in a header. */
const keyParameters: Partial<Record<ServiceName, string>> = { openalex: "api_key", pubmed: "api_key" };
const keyHeaders: Partial<Record<ServiceName, (key: string) => readonly [string, string]>> = {
  semanticScholar: (key) => ["x-api-key", key],
  openreview: (key) => ["authorization", `Bearer ${key}`],
};

export function createClient(options: ClientOptions): ServiceClient {
  const {
    version,
    project,
    contact,
    cacheFolder,
    isOffline = false,
    isRefreshed = false,
    bases = {},
    keys = {},
    clock = realClock,
  } = options;
  const agent = `Offprint/${version} (${project}${contact === undefined ? "" : `; mailto:${contact}`})`;
  /** Each service's requests go one after the other: when the next may, and the last that is under way. */
  const lanes = new Map<string, { free: number; last: Promise<unknown> }>();
  /** The gaps that services have named themselves. */
  const namedGaps = new Map<string, number>();

  const inTurn = (name: string, gap: number, work: () => Promise<HttpAnswer>): Promise<HttpAnswer> => {
    const lane = lanes.get(name) ?? { free: 0, last: Promise.resolve() };
    lanes.set(name, lane);
    const done = lane.last.then(async () => {
      const pause = lane.free - clock.now();
      if (pause > 0) await clock.wait(pause);
      try {
        const answer = await work();
        const named = gapIn(answer);
        if (named !== undefined) namedGaps.set(name, named);
        return answer;
      } finally {
        lane.free = clock.now() + Math.max(gap, namedGaps.get(name) ?? 0);
      }
    });
    // Whoever asked hears of a failure; the next one's turn comes all the same.
    lane.last = done.catch(() => {});
    return done;
  };

  const ask = async (
    who: string,
    lane: string,
    gap: number,
    address: string,
    headers: Readonly<Record<string, string>>,
    expected: readonly number[],
    limitsOf: typeof limits,
    mayBePrivate: boolean,
  ): Promise<HttpAnswer> => {
    for (let tries = 1; ; tries++) {
      let wait: number | undefined;
      let message: string;
      try {
        const answer = await inTurn(lane, gap, () => httpGet(address, headers, { ...limitsOf, mayBePrivate }));
        if ((answer.status >= 200 && answer.status < 300) || expected.includes(answer.status)) return answer;
        if (!transient.has(answer.status))
          throw new ServiceFailure("wrong", `${who} answers with the status ${answer.status}.`);
        wait = patienceOf(answer, clock.now());
        if (wait !== undefined && wait > mostPatience)
          throw new ServiceFailure(
            "limit",
            `${who} asks to wait ${Math.ceil(wait / 1000)} s; run the command again then.`,
          );
        message =
          answer.status === 429
            ? `${who} is asked too much at present (429, tried ${tries} times).`
            : `${who} is out of order at present (${answer.status}, tried ${tries} times).`;
      } catch (error) {
        if (!(error instanceof TransportFault)) throw error;
        if (error.kind === "large") throw new ServiceFailure("large", `${who}: ${error.message}`);
        message = error.isLasting
          ? `${who} ${error.message}.`
          : `${who} ${error.message.replace(/\)$/, `, tried ${tries} times)`)}.`;
        if (error.isLasting) throw new ServiceFailure(error.kind, message);
      }
      if (tries === mostTries) throw new ServiceFailure("network", message);
      const usual = pauses[tries - 1]!;
      await clock.wait(wait ?? usual * (0.75 + Math.random() / 2));
    }
  };

  const remembered = async (
    name: string,
    fetchAnswer: () => Promise<ServiceAnswer>,
    who: string,
  ): Promise<ServiceAnswer> => {
    const digest = digestOf(name);
    const known =
      cacheFolder === undefined || (isRefreshed && !isOffline)
        ? undefined
        : keptAnswer(cacheFolder, digest, clock.now());
    if (known !== undefined) return known;
    if (isOffline)
      throw new ServiceFailure("offline", `${who} was not asked, because of --offline, and its answer is not kept.`);
    const answer = await fetchAnswer();
    if (cacheFolder !== undefined) keepAnswer(cacheFolder, digest, answer, clock.now());
    return answer;
  };

  return {
    get: (service, { path, query = {}, accept = "*/*", expected = [] }) => {
      const base = bases[service] ?? serviceBases[service];
      const pairs = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined);
      const search = (more: Readonly<Record<string, string>>) => {
        const all = [...pairs, ...Object.entries(more)].map(
          ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
        );
        return all.length === 0 ? "" : `?${all.join("&")}`;
      };
      const who = serviceNames[service];
      const key = keys[service];
      const parameter = keyParameters[service];
      const told = {
        ...(contact === undefined ? {} : introductions[service]?.(contact)),
        ...(key !== undefined && parameter !== undefined ? { [parameter]: key } : {}),
      };
      const header = key === undefined ? undefined : keyHeaders[service]?.(key);
      const headers = { "user-agent": agent, accept, ...(header === undefined ? {} : { [header[0]]: header[1] }) };
      const limitsOf = service === "doi" ? { ...limits, firstByte: slowFirstByte } : limits;
      // Nothing of the author's is in the name under which an answer is kept.
      return remembered(
        `${accept} ${base}${path}${search({})}`,
        async () =>
          decode(
            await ask(
              who,
              base,
              gaps[service] ?? usualGap,
              `${base}${path}${search(told)}`,
              headers,
              expected,
              limitsOf,
              bases[service] !== undefined,
            ),
          ),
        who,
      );
    },
    getPage: (address) => {
      if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol) || new URL(address).username !== "")
        throw new ServiceFailure("refused", `"${address}" is no address of a page.`);
      const { host } = new URL(address);
      return remembered(
        `page ${address}`,
        async () =>
          decode(
            await ask(
              host,
              host,
              usualGap,
              address,
              { "user-agent": agent, accept: "text/html" },
              [],
              pageLimits,
              false,
            ),
          ),
        host,
      );
    },
  };
}

/** Milliseconds between requests, where a service says how often it may be asked, as Crossref does. */
function gapIn({ headers }: HttpAnswer): number | undefined {
  const most = Number(headers["x-rate-limit-limit"]);
  const seconds = /^(\d+)s$/.exec(headers["x-rate-limit-interval"] ?? "")?.[1];
  return most > 0 && seconds !== undefined ? Math.ceil((1000 * Number(seconds)) / most) : undefined;
}

/** For how many milliseconds a service asks to be left alone; undefined where it says nothing. */
function patienceOf({ headers }: HttpAnswer, now: number): number | undefined {
  const said = headers["retry-after"] ?? headers.backoff;
  if (said === undefined) return undefined;
  if (/^\d+$/.test(said)) return 1000 * Number(said);
  const day = Date.parse(said);
  return Number.isNaN(day) ? undefined : Math.max(0, day - now);
}

function decode({ status, headers, body, address }: HttpAnswer): ServiceAnswer {
  const type = headers["content-type"] ?? "";
  const charset = /charset\s*=\s*"?([\w-]+)/i.exec(type)?.[1];
  return { status, text: textOf(body, charset), mediaType: type.split(";")[0]!.trim().toLowerCase(), address };
}

/** UTF-8 where the bytes are that, whatever is declared; else what is declared, else Windows-1252. */
function textOf(body: Buffer, charset: string | undefined): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    try {
      return new TextDecoder(charset === undefined || /^utf-?8$/i.test(charset) ? "windows-1252" : charset).decode(
        body,
      );
    } catch {
      return new TextDecoder("windows-1252").decode(body);
    }
  }
}

/** The value of a JSON answer; throws a `ServiceFailure` for a web page, an empty or a cut-off text. */
export function jsonOf(service: ServiceName, { text }: ServiceAnswer): unknown {
  const who = serviceNames[service];
  if (text.trim() === "") throw new ServiceFailure("wrong", `${who} gave an empty answer.`);
  if (/^\s*<(?:!doctype|html|head|body)/i.test(text))
    throw new ServiceFailure("wrong", `${who} gave a web page instead of data: is a login needed for this network?`);
  try {
    return JSON.parse(text, (name, value: unknown) => (name === "__proto__" ? undefined : value));
  } catch {
    throw new ServiceFailure("wrong", `${who} gave an answer that is cut off or no JSON.`);
  }
}
