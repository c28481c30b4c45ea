// `offprint sync`: what has come since, elsewhere and about the papers here, each change shown before it is made.
import path from "node:path";
import { writeWhole } from "../build/output/output-folder.ts";
import { forLog, jsonForLog } from "../diagnostic/print-diagnostics.ts";
import { loadSite } from "../pipeline.ts";
import type { PaperSource } from "../record/services.ts";
import type { Person } from "../record/site-settings.ts";
import { ServiceFailure } from "../services/client/client.ts";
import type { PlannedEntry } from "../services/plan-entry.ts";
import { ignoredFile, readIgnored, withIgnored } from "../services/sync/ignored.ts";
import { type Proposal, propose, type SyncedSite } from "../services/sync/propose.ts";
import { factsOf, fenced, shown, textOf, writeNew } from "./add.ts";
import { diffOf, writeMended } from "./check.ts";
import { enterSite, readArguments, UsageError } from "./terminal/arguments.ts";
import { Asker } from "./terminal/asker.ts";
import { openClient } from "./terminal/service-client.ts";

interface Options {
  readonly yes: boolean;
  readonly isDry: boolean;
  readonly isJson: boolean;
}

/** What became of a proposal. */
interface Outcome {
  readonly proposal: Proposal;
  readonly result: "written" | "shown" | "left" | "ignored";
}

/** `offprint sync`: exit code 1 where a service could not be asked. */
export async function sync(words: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(
    words,
    {
      yes: { type: "boolean" },
      "dry-run": { type: "boolean" },
      json: { type: "boolean" },
      report: { type: "string" },
      offline: { type: "boolean" },
      refresh: { type: "boolean" },
    },
    1,
  );
  const report = values.report === undefined ? undefined : path.resolve(values.report);
  enterSite(positionals[0]);
  const options: Options = {
    yes: values.yes ?? false,
    isDry: values["dry-run"] ?? false,
    isJson: values.json ?? false,
  };
  const { value: loaded } = loadSite(".", undefined, true);
  const site: { -readonly [Key in keyof SyncedSite]: SyncedSite[Key] } = { ...factsOf(loaded), readText: textOf };
  const client = await openClient(loaded.services, !options.yes && !options.isJson, {
    isOffline: values.offline ?? false,
    isRefreshed: values.refresh ?? false,
  });
  const sources = [...ownSources(site.people, loaded.services.sources), ...loaded.services.sources];
  if (sources.length + site.publications.length === 0)
    throw new UsageError(
      "The site has no papers, no owner with an ORCID iD in people.yaml and no sources in site.yaml.",
    );
  const failures: string[] = [];
  const notes: string[] = [];
  const say = (line: string) => {
    if (!options.isJson) console.error(forLog(`offprint sync: ${line}`));
  };
  const proposals = propose(site, client, {
    sources,
    ignored: readIgnored(textOf(ignoredFile)),
    fail: (line) => {
      failures.push(line);
      say(line);
    },
    tell: (line) => {
      notes.push(line);
      say(line);
    },
  });
  const asker = new Asker();
  const outcomes: Outcome[] = [];
  try {
    for await (const proposal of proposals) {
      const result = await decided(proposal, options, asker, say);
      outcomes.push({ proposal, result });
      // What is there now decides of what comes next.
      if (result === "written") Object.assign(site, factsOf(loadSite(".", undefined, true).value));
    }
  } finally {
    asker.close();
  }
  if (report !== undefined) writeWhole(report, reportOf(outcomes, [...failures, ...notes]));
  if (options.isJson) process.stdout.write(jsonForLog({ proposals: outcomes.map(inJson), failures, notes }));
  else console.log(sumOf(outcomes));
  return failures.length > 0 ? 1 : 0;
}

/** The owner's works at ORCID, unless the site names a record there itself. */
function ownSources(people: readonly Person[], sources: readonly PaperSource[]): readonly PaperSource[] {
  if (sources.some(({ kind }) => kind === "orcid")) return [];
  const place = { file: "content/people.yaml", line: 1, column: 1 };
  return people.flatMap(({ owner, orcid }) =>
    owner && orcid !== undefined ? [{ kind: "orcid", id: orcid, place }] : [],
  );
}

const headings: Readonly<Record<Proposal["kind"], string>> = {
  new: "A paper that is not here",
  same: "A paper that may be here under another title",
  appeared: "A preprint has appeared",
  notice: "A notice about a paper",
  copy: "A copy that is not what it is of",
};

/** What becomes of a proposal; one whose file has changed in the meantime is told, and left. */
async function decided(
  proposal: Proposal,
  options: Options,
  asker: Asker,
  say: (line: string) => void,
): Promise<Outcome["result"]> {
  try {
    return await decide(proposal, options, asker);
  } catch (error) {
    if (!(error instanceof ServiceFailure)) throw error;
    say(error.message);
    return "left";
  }
}

/** Shows a proposal, asks, and makes the change. */
async function decide(proposal: Proposal, options: Options, asker: Asker): Promise<Outcome["result"]> {
  const { change, doubts, otherwise } = proposal;
  if (!options.isJson) console.log(forLog(inWords(proposal)));
  if (options.isDry || (options.isJson && !options.yes)) return "shown";
  if (options.yes) {
    if (doubts.some(({ isSerious }) => isSerious)) return "left";
    make(proposal);
    return "written";
  }
  const answer = await asker.pick(change.before === undefined ? `Write ${change.file}?` : `Change ${change.file}?`, [
    { value: "yes", label: "Yes" },
    ...(otherwise === undefined
      ? []
      : [{ value: "another", label: `No, it is another paper: write ${otherwise.file}` } as const]),
    { value: "no", label: "Not now" },
    { value: "ignore", label: `Never: note it in ${ignoredFile}` },
  ]);
  if (answer === "yes") {
    make(proposal);
    return "written";
  }
  if (answer === "another" && otherwise !== undefined) {
    writeNew(otherwise.file, otherwise.text);
    return "written";
  }
  if (answer !== "ignore") return "left";
  writeWhole(ignoredFile, withIgnored(textOf(ignoredFile), proposal.name, proposal.what));
  return "ignored";
}

function make({ change: { file, before, after } }: Proposal): void {
  if (before === undefined) {
    writeNew(file, after);
    return;
  }
  if (textOf(file) !== before)
    throw new ServiceFailure("refused", `${file} was changed in the meantime, and stays as it is.`);
  writeMended({ file, after, mark: "" });
  console.error(forLog(`Changed ${file}.`));
}

function inWords({ kind, what, source, doubts, change, entry }: Proposal): string {
  const { file, before, after } = change;
  const isEntry = entry !== undefined && before === undefined;
  return [
    "",
    `${headings[kind]}: ${what}`,
    `  known from ${source}`,
    isEntry
      ? shown({ ...entry, doubts: [] } satisfies PlannedEntry)
      : diffOf({ file, before: before ?? "", after, mark: "" }).trimEnd(),
    ...doubts.map(({ text, isSerious }) => `  ${isSerious ? "✱" : "·"} ${text}`),
  ].join("\n");
}

const inJson = ({ proposal, result }: Outcome): unknown => {
  const { kind, name, what, source, doubts, change } = proposal;
  return { kind, name, what, source, doubts, ...change, result };
};

function sumOf(outcomes: readonly Outcome[]): string {
  if (outcomes.length === 0) return "Nothing has come: all is here.";
  const words = {
    written: "written",
    shown: "shown",
    left: "left for you to decide",
    ignored: "never to be asked again",
  };
  const counts = Object.entries(words).flatMap(([result, word]) => {
    const count = outcomes.filter((one) => one.result === result).length;
    return count === 0 ? [] : [`${count} ${word}`];
  });
  return `${outcomes.length} ${outcomes.length === 1 ? "change" : "changes"}: ${counts.join(", ")}.`;
}

/** What was done, for the text of a pull request: within a fence, where nothing that a service said is markup. */
function reportOf(outcomes: readonly Outcome[], lines: readonly string[]): string {
  const text = [
    ...outcomes.flatMap(({ proposal, result }) => [
      `${result === "written" ? "changed" : "left to you"}: ${headings[proposal.kind]}: ${proposal.what}`,
      `  ${proposal.change.file}, known from ${proposal.source}`,
      ...proposal.doubts.map((doubt) => `  ${doubt.isSerious ? "✱" : "·"} ${doubt.text}`),
    ]),
    ...lines,
  ];
  return `${sumOf(outcomes)}\n\n${fenced(text.map((line) => line.replace(/\s+/g, " ")).join("\n"))}`;
}
