// `offprint add`: papers from their identifiers, files or pages, each shown before it is written.
import { existsSync, readFileSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { writeWhole } from "../build/output/output-folder.ts";
import { forLog, jsonForLog } from "../diagnostic/print-diagnostics.ts";
import { systemReason } from "../diagnostic/system-reason.ts";
import { createCitationFormatter } from "../export/citation.ts";
import { linkOrCopy } from "../import/files/write-site.ts";
import { markdownFile } from "../import/new-site.ts";
import { contentKind, listContent } from "../input/files/list-content.ts";
import { readFiles } from "../input/files/read-files.ts";
import { parsePeople } from "../input/site/people.ts";
import { parseVenues } from "../input/site/site-content.ts";
import { type LoadedSite, loadSite } from "../pipeline.ts";
import { allPapers } from "../relate/catalogue.ts";
import { type ServiceClient, ServiceFailure } from "../services/client/client.ts";
import { changeOf, fileFor } from "../services/edit-front-matter.ts";
import type { EntryTextOptions } from "../services/entry-text.ts";
import { type Found, findWork } from "../services/find-work.ts";
import type { MergedWork } from "../services/merge-works.ts";
import {
  compareWithTwin,
  editedEntry,
  findTwin,
  isOtherText,
  type KnownEntry,
  type PlannedEntry,
  parted,
  planBibtex,
  planEntry,
  rekeyed,
  type SiteFacts,
  withKnownPeople,
} from "../services/plan-entry.ts";
import { type NewTopic, type Proposal, proposalText, topicOf, withItems } from "../services/propose-names.ts";
import { readWorkFile, WorkFileFault } from "../services/read-work-file.ts";
import { identifiersIn, identify } from "../services/reading/identify.ts";
import { NoPaper } from "../services/sources/crossref.ts";
import { enterSite, readArguments, UsageError } from "./terminal/arguments.ts";
import { Asker } from "./terminal/asker.ts";
import { editText } from "./terminal/edit-text.ts";
import { openClient } from "./terminal/service-client.ts";

interface Options {
  /** Ask nothing, and write what is free of serious doubts. */
  readonly yes: boolean;
  readonly isDry: boolean;
  readonly isJson: boolean;
  readonly format: "md" | "bib";
  readonly collections: readonly string[];
  readonly isUpdate: boolean;
  /** Without being asked, write what is proposed for people.yaml and venues.yaml too. */
  readonly isAlso: boolean;
  /** Write a preprint beside what became of it. */
  readonly isBoth: boolean;
  /** Write even what there is doubt about, since somebody else reads what is answered before it becomes part of the site. */
  readonly isAnswered: boolean;
}

/** What came of one thing that was asked for. */
type Outcome =
  | {
      readonly what: string;
      readonly result: "written" | "shown" | "updated" | "declined" | "known";
      readonly entry?: PlannedEntry;
      readonly file?: string;
    }
  | { readonly what: string; readonly result: "failed"; readonly message: string };

/** One thing to add: what was typed, and how it is found. */
interface Wish {
  readonly what: string;
  readonly find: () => Promise<readonly Found[]>;
  readonly collections: readonly string[];
  /** The topic that the heading above it would be. */
  readonly topic?: NewTopic | undefined;
}

/** `offprint add`: exit code 1 where something was not added that was asked for. */
export async function add(words: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(
    words,
    {
      from: { type: "string" },
      yes: { type: "boolean" },
      "dry-run": { type: "boolean" },
      json: { type: "boolean" },
      format: { type: "string" },
      collection: { type: "string", multiple: true },
      update: { type: "boolean" },
      also: { type: "boolean" },
      offline: { type: "boolean" },
      refresh: { type: "boolean" },
      answer: { type: "string" },
      both: { type: "boolean" },
      record: { type: "string" },
      playback: { type: "string" },
    },
    Number.POSITIVE_INFINITY,
  );
  const format = values.format ?? "md";
  if (format !== "md" && format !== "bib")
    throw new UsageError(`There is no format "${format}"; there are md and bib.`);
  const answer = values.answer === undefined ? undefined : path.resolve(values.answer);
  if (answer !== undefined && (positionals.length > 0 || values.from === undefined || values.json))
    throw new UsageError("--answer is for the one paper that --from takes of a text.");
  if (values.record !== undefined && values.playback !== undefined)
    throw new UsageError("A run is either recorded or played back.");
  const record = values.record === undefined ? undefined : path.resolve(values.record);
  const recordingFolder = record ?? (values.playback === undefined ? undefined : path.resolve(values.playback));
  if (recordingFolder !== undefined && values.from !== undefined)
    throw new UsageError("What is recorded is named by itself, and not in a text.");
  if (positionals.length === 0 && values.from === undefined) throw new UsageError("Nothing is named to add.");
  // What is named on the command line lies where that is typed.
  const files = new Map(positionals.flatMap((word) => (isFile(word) ? [[word, path.resolve(word)]] : [])));
  const from = values.from !== undefined && isFile(values.from) ? path.resolve(values.from) : values.from;
  enterSite();
  const options: Options = {
    yes: values.yes ?? false,
    isDry: values["dry-run"] ?? false,
    isJson: values.json ?? false,
    format,
    collections: values.collection ?? [],
    isUpdate: values.update ?? false,
    isAlso: values.also ?? false,
    isBoth: values.both ?? false,
    isAnswered: answer !== undefined,
  };
  const { value: site } = loadSite(".", undefined, true);
  const client = await openClient(site.services, !options.yes && !options.isJson && !options.isAnswered, {
    isOffline: values.offline ?? false,
    isRefreshed: values.refresh ?? record !== undefined,
    ...(recordingFolder === undefined
      ? {}
      : { recording: { folder: path.join(recordingFolder, "answers"), isPlayedBack: record === undefined } }),
  });
  const wishes = [
    ...positionals.map((word) => wishFor(word, files.get(word), client)),
    ...(from === undefined ? [] : await wishesFrom(values.from!, from, client, site.catalogue.collections, options)),
  ];
  if (answer !== undefined) wishes.splice(1);
  const facts: Mutable<SiteFacts> = factsOf(site);
  const asker = new Asker();
  const outcomes: Outcome[] = [];
  try {
    for (const wish of wishes) {
      const made = await grant(wish, facts, client, options, asker);
      for (const outcome of made) {
        outcomes.push(outcome);
        if (!("entry" in outcome) || !outcome.entry) continue;
        facts.publications = [...facts.publications, outcome.entry.publication];
        if (outcome.result === "written" && outcome.entry.proposals.length > 0) Object.assign(facts, listsOf());
      }
    }
  } finally {
    asker.close();
  }
  if (answer !== undefined) writeWhole(answer, answerOf(outcomes));
  if (record !== undefined)
    writeWhole(
      path.join(record, "run.json"),
      `${JSON.stringify({ words: positionals, outcomes: outcomes.map(inJson) }, undefined, 2)}\n`,
    );
  if (options.isJson) process.stdout.write(jsonForLog(outcomes.map(inJson)));
  else if (outcomes.length > 1) console.log(sumOf(outcomes));
  return outcomes.some(({ result }) => result === "failed" || result === "declined") ? 1 : 0;
}

/** What of the site in the working folder counts for papers that come. */
export function factsOf({ catalogue }: LoadedSite): SiteFacts {
  return {
    publications: allPapers(catalogue).map(({ publication }) => publication),
    ...listsOf(),
    isThere: existsSync,
  };
}

/** Whom and what the site in the working folder names in its lists. */
function listsOf(): Pick<SiteFacts, "people" | "venues"> {
  const isMeant = (file: string) => /^content\/(?:(?:people|venues)\.ya?ml$|people\/)/.test(file);
  const { value: files } = readFiles(
    ".",
    listContent(".").value.filter(({ path: file }) => isMeant(file)),
  );
  const list = (name: string) => files.find(({ path: file }) => file.replace(/\.ya?ml$/, "") === `content/${name}`);
  const pages = files.filter(
    ({ path: file }) => file.startsWith("content/people/") && contentKind(file) === "markdown",
  );
  return { people: parsePeople(list("people"), pages).value.items, venues: parseVenues(list("venues")).value.items };
}

type Mutable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

const isFile = (word: string): boolean => existsSync(word) && statSync(word).isFile();

function wishFor(word: string, file: string | undefined, client: ServiceClient): Wish {
  const collections: readonly string[] = [];
  if (word === "-" || file !== undefined)
    return { what: word, collections, find: async () => readWorkFile(file === undefined ? "-" : word, readText(file)) };
  const asked = identify(word);
  if (asked === undefined) throw new UsageError("Nothing is named to add.");
  return { what: word, collections, find: async () => [await findWork(asked, client)] };
}

const readText = (file: string | undefined): string => readFileSync(file ?? 0, "utf8");

/** A wish for each paper that a text names; one under a heading that is a topic's title joins that topic. */
async function wishesFrom(
  name: string,
  from: string,
  client: ServiceClient,
  collections: readonly { readonly slug: string; readonly title: string }[],
  { isJson, isAnswered }: Options,
): Promise<readonly Wish[]> {
  const text =
    from === "-"
      ? readText(undefined)
      : /^https?:\/\//i.test(from)
        ? (await client.getPage(from)).text
        : readText(from);
  const mentions = identifiersIn(text);
  if (mentions.length === 0 && !isAnswered) throw new UsageError(`"${name}" names no paper by an identifier.`);
  if (!isJson) console.log(forLog(`${mentions.length} papers are named in ${name}.`));
  return mentions.map(({ asked, line, heading }): Wish => {
    const topic = collections.find(({ title, slug }) =>
      [title, slug].some((one) => one.toLowerCase() === heading?.toLowerCase()),
    );
    return {
      what: `${asked.id} (line ${line}${heading === undefined ? "" : `, "${heading}"`})`,
      collections: topic === undefined ? [] : [topic.slug],
      topic: topic !== undefined || heading === undefined ? undefined : topicOf(heading),
      find: async () => [await findWork(asked, client)],
    };
  });
}

async function grant(
  wish: Wish,
  site: SiteFacts,
  client: ServiceClient,
  options: Options,
  asker: Asker,
): Promise<readonly Outcome[]> {
  try {
    const outcomes: Outcome[] = [];
    for (const found of await wish.find())
      outcomes.push(...(await addFound(wish, found, site, client, options, asker)));
    return outcomes;
  } catch (error) {
    if (error instanceof ServiceFailure || error instanceof NoPaper || error instanceof WorkFileFault) {
      if (!options.isJson) console.error(forLog(`offprint add: ${error.message}`));
      return [{ what: wish.what, result: "failed", message: error.message }];
    }
    throw error;
  }
}

async function addFound(
  wish: Wish,
  found: Found,
  site: SiteFacts,
  client: ServiceClient,
  options: Options,
  asker: Asker,
): Promise<readonly Outcome[]> {
  const { what } = wish;
  if ("candidates" in found) {
    if (options.yes || options.isJson || options.isAnswered)
      throw new ServiceFailure("unknown", `"${what}" may be several papers: name one by its DOI.`);
    const chosen = await asker.choose(
      "Which one is it?",
      found.candidates.map(({ line }) => line),
    );
    if (chosen === undefined) return [{ what, result: "declined" }];
    return addFound(wish, await findWork(found.candidates[chosen]!.asked, client), site, client, options, asker);
  }
  const collections = [...options.collections, ...wish.collections];
  if ("bibtex" in found) {
    const planned = planBibtex(found.bibtex, found.name, site);
    if (planned === undefined) throw new ServiceFailure("wrong", `${found.source} gave no BibTeX entry for ${what}.`);
    return [await offer(what, planned, () => planned, options, asker)];
  }
  const both = options.isBoth || isOtherText(found.work) ? parted(found.work) : undefined;
  const [work, preprint] = both ?? [found.work];
  const { topic } = wish;
  const first = await addWork(what, work, { collections, topic }, site, options, asker);
  if (preprint === undefined || !("entry" in first) || first.entry === undefined) return [first];
  // The preprint is another version of what was just taken.
  const versions = [first.entry.key];
  const beside = { ...site, publications: [...site.publications, first.entry.publication] };
  const more = { collections, versions, topic };
  return [first, await addWork(`${what} (its preprint)`, preprint, more, beside, options, asker)];
}

async function addWork(
  what: string,
  found: MergedWork,
  { topic, collections = [], ...more }: EntryTextOptions & { readonly topic: NewTopic | undefined },
  site: SiteFacts,
  options: Options,
  asker: Asker,
): Promise<Outcome> {
  const work = withKnownPeople(found, site.people);
  const plan = (key?: string, format = options.format, isAlso = false) => {
    const joined = isAlso && topic !== undefined ? [...collections, topic.slug] : collections;
    return { ...planEntry(work, site, { ...more, collections: joined, format, key }), topic };
  };
  const planned = plan();
  const twin = findTwin(planned.publication, site.publications);
  if (twin !== undefined) return tellKnown(what, compareWithTwin(planned.publication, twin), options);
  return offer(what, planned, plan, options, asker);
}

/** Shows a paper, asks, and writes it. */
async function offer(
  what: string,
  first: PlannedEntry,
  plan: (key?: string, format?: "md" | "bib", isAlso?: boolean) => PlannedEntry,
  options: Options,
  asker: Asker,
): Promise<Outcome> {
  let planned = first;
  let isEdited = false;
  for (;;) {
    if (!options.isJson) console.log(forLog(shown(planned)));
    if (options.isDry) return { what, result: "shown", entry: planned };
    if (options.isAnswered) return write(what, planned);
    const isDoubtful = planned.doubts.some(({ isSerious }) => isSerious);
    if (options.yes || options.isJson) {
      if (!options.yes) return { what, result: "shown", entry: planned };
      if (isDoubtful)
        throw new ServiceFailure(
          "refused",
          `${what} was not written, because of what is marked ✱ above; without --yes you are asked.`,
        );
      return write(what, options.isAlso ? plan(planned.key, formatOf(planned), true) : planned, options.isAlso);
    }
    const answer = await asker.ask(planned.file, [
      ...new Set(planned.proposals.map(({ list }) => `${list}.yaml`)),
      ...(planned.topic === undefined || isEdited ? [] : [topicFile(planned.topic)]),
    ]);
    if (answer === "yes") return write(what, planned);
    // What its author has edited says itself which topics it joins.
    if (answer === "also")
      return write(
        what,
        isEdited ? { ...planned, topic: undefined } : plan(planned.key, formatOf(planned), true),
        true,
      );
    if (answer === "no") return { what, result: "declined" };
    if (answer === "edit") {
      const edited = editText(path.basename(planned.file), planned.text);
      const entry = "text" in edited ? editedEntry(planned, edited.text) : undefined;
      if (entry === undefined)
        console.error(
          forLog("why" in edited ? edited.why : "What you wrote names no paper, so it was left as it was."),
        );
      else [planned, isEdited] = [entry, true];
      continue;
    }
    const format = answer === "bib" ? "bib" : formatOf(planned);
    const key = answer === "bib" ? planned.key : answer.key;
    planned = isEdited ? rekeyed(planned, key, format) : plan(key, format);
  }
}

const formatOf = ({ file }: PlannedEntry) => (file.endsWith(".bib") ? "bib" : "md");
const topicFile = ({ slug }: NewTopic) => `content/collections/${slug}.md`;

function write(what: string, entry: PlannedEntry, isAlso = false): Outcome {
  writeNew(entry.file, entry.text);
  if (isAlso) for (const list of ["people", "venues"] as const) addTo(list, entry.proposals);
  if (isAlso && entry.topic !== undefined && !existsSync(topicFile(entry.topic)))
    writeNew(topicFile(entry.topic), markdownFile({ title: entry.topic.title }, ""));
  return { what, result: "written", entry, file: entry.file };
}

/** Puts what is proposed for a list of the site behind what stands there. */
function addTo(list: Proposal["list"], proposals: readonly Proposal[]): void {
  const items = proposals.filter((one) => one.list === list);
  if (items.length === 0) return;
  const file = [`content/${list}.yml`].find(existsSync) ?? `content/${list}.yaml`;
  const change = withItems({ file, text: textOf(file) }, items);
  if (change === undefined) {
    console.error(forLog(`${file} is no list that can be added to; write what is proposed for it yourself.`));
    return;
  }
  writeWhole(file, change.after);
  console.error(forLog(`Added ${items.map(({ item }) => item.name).join(", ")} to ${file}.`));
}

/** Writes a file that is not there, as a whole; one that has come in the meantime stays. */
export function writeNew(file: string, text: string): void {
  const draft = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}`);
  try {
    writeWhole(draft, text);
    linkOrCopy(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    throw new ServiceFailure("refused", `${file} exists already, and was left as it is.`);
  } finally {
    removeDraft(draft);
  }
  console.error(forLog(`Wrote ${file}.`));
}

/** Takes a draft away; one that stays is no paper, since its name begins with a dot, and does not undo what was written. */
function removeDraft(draft: string): void {
  try {
    rmSync(draft, { force: true });
  } catch (error) {
    console.error(forLog(`The draft ${draft} could not be removed (${systemReason(error)}); delete it.`));
  }
}

/** Says what a paper of the site lacks or has otherwise; what it lacks is written where that is asked for. */
function tellKnown(what: string, { twin, lacking, other }: KnownEntry, options: Options): Outcome {
  const { file, line } = twin.source;
  const names = Object.keys(lacking);
  if (!options.isJson) {
    console.log(forLog(`${what} is there already: ${twin.key} in ${file}:${line}.`));
    for (const { name, here, found } of other) console.log(forLog(`  ${name}: "${here}" here, "${found}" there`));
    for (const name of names) console.log(forLog(`  ${name}: nothing here, "${lacking[name]}" there`));
  }
  if (!options.isUpdate || options.isDry || names.length === 0) return { what, result: "known", file };
  const change = changeOf(twin, lacking, textOf);
  if (change === undefined)
    throw new ServiceFailure(
      "refused",
      `${fileFor(twin) ?? file} has no front matter that can be added to; write the fields yourself.`,
    );
  writeWhole(change.file, change.after);
  console.error(forLog(`Added ${names.join(", ")} to ${change.file}.`));
  return { what, result: "updated", file: change.file };
}

/** What a file of the site holds; undefined where it is not there. */
export const textOf = (file: string): string | undefined => (existsSync(file) ? readFileSync(file, "utf8") : undefined);

/** The reference, the file and each doubt. */
export function shown(planned: PlannedEntry): string {
  const formatter = createCitationFormatter({ style: { name: "apa" }, locale: "en-US", language: "en" });
  const origins = new Map<string, string[]>();
  for (const [part, source] of planned.origins) origins.set(source, [...(origins.get(source) ?? []), part]);
  return [
    "",
    formatter?.format(planned.publication).text ?? planned.key,
    "",
    `  ${planned.file}`,
    ...planned.text
      .trimEnd()
      .split("\n")
      .map((line) => `  │ ${line}`),
    "",
    ...[...origins]
      .filter(([source]) => source !== "")
      .map(([source, parts]) => `  from ${source}: ${parts.join(", ")}`),
    ...planned.doubts.map(({ text, isSerious }) => `  ${isSerious ? "✱" : "·"} ${text}`),
    ...(["people", "venues"] as const).flatMap((list) => {
      const items = planned.proposals.filter((one) => one.list === list).map(proposalText);
      const lines = items.join("").trimEnd().split("\n");
      return items.length === 0 ? [] : [`  not in ${list}.yaml:`, ...lines.map((line) => `  │ ${line}`)];
    }),
    ...(planned.topic === undefined ? [] : [`  no topic yet: "${planned.topic.title}" (${topicFile(planned.topic)})`]),
  ].join("\n");
}

const inJson = (outcome: Outcome): unknown => {
  if (outcome.result === "failed" || outcome.entry === undefined) return outcome;
  const { entry, ...rest } = outcome;
  const { key, file, text, doubts, origins, proposals, topic } = entry;
  return { ...rest, key, file, text, doubts, origins: Object.fromEntries(origins), proposals, topic };
};

/** What to say to who asked for a paper: Markdown in which what was typed and found is in a fence, so that none of it is markup. */
function answerOf([outcome]: readonly Outcome[]): string {
  if (outcome === undefined)
    return "No identifier of a paper stands there: write a DOI, as `10.1000/182`, and the like into the first field.\n";
  if (outcome.result === "failed") return `That did not go:\n\n${fenced(outcome.message)}`;
  if (outcome.entry === undefined) return `The site has it already:\n\n${fenced(outcome.file ?? "")}`;
  return `This would stand on the site:\n\n${fenced(shown(outcome.entry).trim())}`;
}

/** A text as a block of Markdown that holds nothing but text, whatever it holds. */
export function fenced(text: string): string {
  const plain = text.replace(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/gu, " ");
  const fence = "`".repeat(Math.max(3, ...[...plain.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return `${fence}text\n${plain}\n${fence}\n`;
}

function sumOf(outcomes: readonly Outcome[]): string {
  const words = {
    written: "written",
    updated: "added to",
    known: "there already",
    shown: "shown",
    declined: "not wanted",
    failed: "failed",
  };
  const counts = Object.entries(words).flatMap(([result, word]) => {
    const count = outcomes.filter((one) => one.result === result).length;
    return count === 0 ? [] : [`${count} ${word}`];
  });
  return `${outcomes.length} in all: ${counts.join(", ")}.`;
}
