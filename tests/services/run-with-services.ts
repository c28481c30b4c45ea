// The services on this machine, and the commands that ask them.
import { spawn } from "node:child_process";
import path from "node:path";
import { onTestFinished } from "vitest";
import { serviceBases } from "../../src/services/client/client.ts";
import { acl, book, crossrefPines, dataciteTrees, oai, oaiError, pubmed } from "./answers.ts";
import { type Answer, startLoopback } from "./loopback.ts";

/** What services answer, by the beginning of a path and its query, the longest first. */
export type Answers = Readonly<Record<string, Omit<Answer, "body"> & { readonly body?: string | object }>>;

export const registered = (agency: string) => ({ body: [{ RA: agency }] });
export const answers: Answers = {
  "/ra/10.5555/": registered("Crossref"),
  "/ra/10.5281/": registered("DataCite"),
  "/ra/10.5555/gone": { body: [{ DOI: "10.5555/gone", status: "DOI does not exist" }] },
  "/v1/works/10.5555%2Fpines": { body: crossrefPines },
  "/v1/works/10.5555%2Fslow": { status: 429, headers: { "retry-after": "86400" } },
  "/v1/works/10.5555%2Flogin": { headers: { "content-type": "text/html" }, body: "<!doctype html><p>Log in" },
  "/v1/works/10.5555%2Fcut": { body: '{"message": {"DOI": "10.55' },
  "/v1/works/10.5555%2Fissue": {
    body: { message: { DOI: "10.5555/issue", type: "journal-issue", title: ["Trees 3"] } },
  },
  "/v1/works?filter=isbn": { body: { message: { items: [] } } },
  "/v1/works?query.bibliographic=": { body: { message: { items: [crossrefPines.message] } } },
  "/dois/10.5281/zenodo.7": { body: dataciteTrees },
  "/oai2?verb=GetRecord&metadataPrefix=arXiv&identifier=oai%3AarXiv.org%3A2101.00001": {
    body: oai("2101.00001", "10.5555/pines", "Growth of\n  Pinus nigra"),
  },
  "/oai2?verb=GetRecord&metadataPrefix=arXiv&identifier=oai%3AarXiv.org%3A2102": { body: oai("2102.00002") },
  "/oai2": { body: oaiError },
  "/entrez/eutils/efetch.fcgi": { body: pubmed("123") },
  "/2020.acl-main.60.bib": { body: acl },
  "/api/books": { body: book },
};

/** The services on this machine until the test ends, and the environment in which a command asks them. */
export async function servicesHere(given = answers) {
  const starts = Object.keys(given).sort((one, other) => other.length - one.length);
  const { base, requests, close } = await startLoopback(({ path: asked, query }) => {
    const whole = query.size === 0 ? asked : `${asked}?${query}`;
    const answer = given[starts.find((one) => whole.startsWith(one)) ?? ""];
    if (answer === undefined) return undefined;
    const { body = "" } = answer;
    return typeof body === "string"
      ? { headers: { "content-type": "text/plain; charset=utf-8" }, ...answer, body }
      : { ...answer, body: JSON.stringify(body) };
  });
  onTestFinished(close);
  const variable = (name: string) => `OFFPRINT_SERVICE_${name.replace(/(?=[A-Z])/g, "_").toUpperCase()}`;
  const environment: Readonly<Record<string, string>> = {
    NO_COLOR: "1",
    GITHUB_ACTIONS: "",
    OFFPRINT_MAILTO: "ada@example.org",
    ...Object.fromEntries(Object.keys(serviceBases).map((name) => [variable(name), base])),
  };
  return { base, requests, environment };
}

/** Runs a command of `offprint` in a site, with all services on this machine, and what is typed at its questions. */
export async function runWithServices(site: string, words: readonly string[], typed = "", given = answers) {
  const { base, requests, environment } = await servicesHere(given);
  const cli = path.join(import.meta.dirname, "../../src/cli/offprint.mjs");
  const ran = await new Promise<{ code: number; output: string; errors: string }>((resolve) => {
    const child = spawn(process.execPath, [cli, ...words], { cwd: site, env: { ...process.env, ...environment } });
    const [output, errors]: [string[], string[]] = [[], []];
    child.stdout.setEncoding("utf8").on("data", (part: string) => output.push(part));
    child.stderr.setEncoding("utf8").on("data", (part: string) => errors.push(part));
    child.on("close", (code) => resolve({ code: code ?? -1, output: output.join(""), errors: errors.join("") }));
    child.stdin.end(typed);
  });
  return { ...ran, asked: requests, base };
}
