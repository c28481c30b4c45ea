import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { SearchData } from "../../src/browser/finder/search-data.ts";
import { createTextSearch } from "../../src/browser/finder/text-search.ts";
import { siteIn } from "../site-in.ts";
import { buildOf } from "./in-process.ts";
import {
  absence,
  areCasesThere,
  type BuiltSite,
  loadLook,
  sharedCases,
  type Told,
  type WantedMessage,
} from "./shared-look.ts";

/** What must be true of a built site; see the README of the cases. */
interface Wanted {
  readonly file?: string;
  readonly mustMatch?: readonly string[];
  readonly mustNotMatch?: readonly string[];
  readonly resolves?: readonly string[];
  readonly exists?: string;
  readonly absent?: string;
  readonly diagnostic?: WantedMessage;
  readonly noDiagnostics?: true;
  readonly noErrors?: true;
  readonly search?: string;
  readonly finds?: string;
  readonly anyOf?: readonly (Wanted | readonly Wanted[])[];
}

const folder = path.join(sharedCases, "sites");
const names = areCasesThere
  ? readdirSync(folder).filter((name) => existsSync(path.join(folder, name, "expect.json")))
  : [];
const mustPass = readFileSync(path.join(import.meta.dirname, "sites.txt"), "utf8")
  .trim()
  .split("\n");

/** Whether a page of the site leads to a file of it by an address that an expression fits. */
function resolves(site: BuiltSite, pattern: string, expression: string): boolean {
  return site.inside(pattern).some((file) => {
    const html = readFileSync(path.join(site.folder, file), "utf8");
    const addresses = [...html.matchAll(/\b(?:href|src)="([^"]*)"/g)].map(([, address]) => address!);
    return addresses
      .filter((address) => new RegExp(expression, "u").test(address) && !/^[a-z]+:/i.test(address))
      .map((address) => new URL(address.replaceAll("&amp;", "&"), `https://site.invalid/${file}`).pathname)
      .some((target) => existsSync(path.join(site.folder, decodeURIComponent(target).slice(1))));
  });
}

/** Whether the search finds the paper. */
function finds(site: BuiltSite, query: string, slug: string): boolean {
  return site.inside("assets/search*.json").some((file) => {
    const data = JSON.parse(readFileSync(path.join(site.folder, file), "utf8")) as SearchData;
    return [...createTextSearch(data).find(query).keys()].some((position) => data.slugs[position] === slug);
  });
}

describe.skipIf(!areCasesThere)(`small sites${absence}`, () => {
  let look: Awaited<ReturnType<typeof loadLook>>;
  beforeAll(async () => {
    look = await loadLook();
  });

  function faults(wanted: Wanted, site: BuiltSite, told: readonly Told[]): readonly string[] {
    if (wanted.anyOf) {
      const ways = wanted.anyOf.map((way) => [way].flat().flatMap((one) => faults(one as Wanted, site, told)));
      return ways.find((way) => way.length === 0) ?? ways.flat();
    }
    const { file = "" } = wanted;
    const found: string[] = [];
    const check = (holds: boolean, what: string) => holds || found.push(what);
    const texts = (messages: readonly Told[]) =>
      messages.map((one) => `${one.file}:${one.line} ${one.text}`).join("\n");
    if (wanted.exists) check(site.inside(wanted.exists).length > 0, `no ${wanted.exists}`);
    if (wanted.absent) check(site.inside(wanted.absent).length === 0, `there is ${wanted.absent}`);
    if (wanted.noDiagnostics) check(told.length === 0, texts(told));
    const errors = told.filter(({ severity }) => severity === "error");
    if (wanted.noErrors) check(errors.length === 0, texts(errors));
    const { diagnostic } = wanted;
    if (diagnostic) {
      const isTold = told.some((one) => look.fits(diagnostic, one));
      check(isTold, `not told: ${JSON.stringify(diagnostic)}`);
    }
    if (wanted.search) check(finds(site, wanted.search, wanted.finds!), `"${wanted.search}" does not find it`);
    for (const one of wanted.mustMatch ?? []) check(!!site.finds(one, file), `${file} lacks ${one}`);
    for (const one of wanted.mustNotMatch ?? []) check(!site.finds(one, file), `${file} has ${one}`);
    for (const one of wanted.resolves ?? []) check(resolves(site, file, one), `${file} leads to no ${one}`);
    return found;
  }

  test.each(names)("%s", async (name) => {
    const site = siteIn({});
    cpSync(path.join(folder, name), site, { recursive: true });
    const expectations = path.join(site, "expect.json");
    const wanted = JSON.parse(readFileSync(expectations, "utf8")) as readonly Wanted[];
    rmSync(expectations);
    const output = path.join(site, "_site");
    const told = look.readDiagnostics(await buildOf(site, output), site);
    const built = look.builtSite(output);
    expect(built.files).toContain("index.html");
    const found = wanted.flatMap((one) => faults(one, built, told));
    if (mustPass.includes(name)) expect(found).toEqual([]);
    else expect(found, `${name} passes now: add it to sites.txt`).not.toEqual([]);
  });

  test("are all in the ledger that must be", () => {
    expect(mustPass.filter((name) => !names.includes(name))).toEqual([]);
  });
});
