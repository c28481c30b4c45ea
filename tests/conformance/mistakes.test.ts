import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { siteIn } from "../site-in.ts";
import { buildOf, checkOf } from "./in-process.ts";
import {
  absence,
  areCasesThere,
  type BuiltSite,
  loadLook,
  sharedCases,
  type Told,
  type WantedMessage,
} from "./shared-look.ts";

/** A mistake as its README describes it. */
interface Mistake extends Way {
  readonly id: string;
  readonly title: string;
  readonly key?: string;
  readonly edits: readonly Edit[];
  readonly or?: readonly Way[];
}

/** One way of being right. */
interface Way {
  readonly expect?: readonly (WantedMessage | readonly WantedMessage[])[];
  readonly first?: boolean;
  readonly atMost?: number;
  readonly published?: boolean;
  readonly present?: readonly Found[];
  readonly absent?: readonly Found[];
}

type Found = string | { readonly in?: string; readonly re: string };

interface Edit {
  readonly file?: string;
  readonly find?: string;
  readonly replace?: string;
  readonly write?: string;
  readonly rename?: readonly [string, string];
  readonly delete?: string;
}

const folder = path.join(sharedCases, "mistakes");
const readLines = (file: string) => readFileSync(file, "utf8").trim().split("\n");
const mistakes = areCasesThere
  ? readLines(path.join(folder, "mistakes.jsonl")).map((line) => JSON.parse(line) as Mistake)
  : [];
const mustPass = readLines(path.join(import.meta.dirname, "mistakes.txt"));

function make(site: string, edit: Edit): void {
  const at = (name: string) => {
    const file = path.join(site, name);
    mkdirSync(path.dirname(file), { recursive: true });
    return file;
  };
  if (edit.rename) renameSync(at(edit.rename[0]), at(edit.rename[1]));
  else if (edit.delete) rmSync(at(edit.delete), { recursive: true });
  else if (edit.write !== undefined) writeFileSync(at(edit.file!), edit.write);
  else {
    const text = readFileSync(at(edit.file!), "utf8");
    expect(text).toContain(edit.find);
    writeFileSync(
      at(edit.file!),
      text.replace(edit.find!, () => edit.replace!),
    );
  }
}

describe.skipIf(!areCasesThere)(`what an author is told of a mistake${absence}`, () => {
  let look: Awaited<ReturnType<typeof loadLook>>;
  let ofBase: ReadonlySet<string>;
  const nameOf = ({ file, code, text }: Told) => `${file} ${code} ${text}`;
  const told = async (site: string) => look.readDiagnostics(await checkOf(site), site);

  beforeAll(async () => {
    look = await loadLook();
    // What the site is told of without a mistake does not count.
    ofBase = new Set((await told(path.join(folder, "base"))).map(nameOf));
  });

  const needsSite = (way: Way) => [way.published, way.present, way.absent].some((one) => one !== undefined);

  function faults(way: Way, key: string, messages: readonly Told[], site: BuiltSite | undefined): readonly string[] {
    const found: string[] = [];
    const check = (holds: boolean, what: string) => holds || found.push(what);
    const isTold = (wanted: WantedMessage | readonly WantedMessage[], among = messages) =>
      [wanted].flat().some((one) => among.some((message) => look.fits(one as WantedMessage, message)));
    for (const wanted of way.expect ?? []) check(isTold(wanted), `not told: ${JSON.stringify(wanted)}`);
    if (way.first && messages[0]) check(isTold(way.expect?.[0] ?? [], [messages[0]]), `first: ${nameOf(messages[0])}`);
    check(messages.length <= (way.atMost ?? messages.length), `${messages.length} messages`);
    if (!site) return found;
    const page = `publications/${key}/index.html`;
    check([undefined, site.inside(page).length > 0].includes(way.published), `${page} is there or not`);
    const at = (one: Found) => (typeof one === "string" ? { re: one } : one);
    for (const { re, in: where } of (way.present ?? []).map(at)) check(!!site.finds(re, where), `${where} lacks ${re}`);
    for (const { re, in: where } of (way.absent ?? []).map(at)) check(!site.finds(re, where), `${where} has ${re}`);
    return found;
  }

  test.each(mistakes.map((one) => [one.id, one.title, one] as const))("%s %s", async (id, _, mistake) => {
    const site = siteIn({});
    cpSync(path.join(folder, "base"), site, { recursive: true });
    for (const edit of mistake.edits) make(site, edit);
    const messages = (await told(site)).filter((one) => !ofBase.has(nameOf(one)));
    const ways = [mistake, ...(mistake.or ?? [])];
    let built: BuiltSite | undefined;
    if (ways.some(needsSite)) {
      const output = path.join(site, "_site");
      await buildOf(site, output);
      built = look.builtSite(output);
    }
    const found = ways.map((way) => faults(way, mistake.key ?? "lugworm", messages, built));
    const best = found.find((some) => some.length === 0) ?? found[0];
    if (mustPass.includes(id)) expect(best).toEqual([]);
    else expect(best, `${id} passes now: add it to mistakes.txt`).not.toEqual([]);
  });

  test("is in the ledger of what must be", () => {
    expect(mustPass.filter((id) => !mistakes.some((one) => one.id === id))).toEqual([]);
  });
});
