import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import type { DiagnosticCode } from "../../src/diagnostic/codes.ts";
import { listContent } from "../../src/input/files/list-content.ts";
import { loadSite } from "../../src/pipeline.ts";
import { about } from "../about.ts";
import { type SiteFiles, siteIn } from "../site-in.ts";

/** What these tests are about. */
const codes: readonly DiagnosticCode[] = ["input/link", "input/not-read", "input/special-file", "input/unreadable"];

const paper = "---\ntitle: A\ndate: 2000\n---\n";

/** A folder outside of the site, with a bibliography. */
function elsewhere(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "offprint-elsewhere-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(path.join(folder, "refs.bib"), "@misc{linked, title={L}, year=2001}");
  return folder;
}

/** The keys of a site with these links (from a path below content/ to a target), and its messages. */
function load(links: Readonly<Record<string, string>>, files: SiteFiles = { "a.md": paper }) {
  const site = siteIn(files);
  for (const [name, target] of Object.entries(links)) symlinkSync(target, path.join(site, "content", name));
  const { value, diagnostics: all } = loadSite(site);
  const diagnostics = about(all, codes);
  return {
    keys: value.catalogue.publications.map(({ publication }) => publication.key).sort(),
    messages: diagnostics.map(({ code, severity, file }) => `${severity} ${code} ${file}`),
    texts: diagnostics.map(({ message }) => message).join("\n"),
  };
}

describe("listContent", () => {
  test("follows a link to a file and to a folder, also out of the site", () => {
    const folder = elsewhere();
    expect(load({ "publications/r.bib": path.join(folder, "refs.bib") })).toMatchObject({
      keys: ["a", "linked"],
      messages: [],
    });
    expect(load({ "publications/more": folder })).toMatchObject({ keys: ["a", "linked"], messages: [] });
  });

  test("reads a site whose content is a link", () => {
    const real = siteIn({ "a.md": paper });
    const site = mkdtempSync(path.join(os.tmpdir(), "offprint-test-"));
    onTestFinished(() => rmSync(site, { recursive: true, force: true }));
    symlinkSync(path.join(real, "content"), path.join(site, "content"));
    expect(listContent(site).value.map((file) => file.path)).toEqual(["content/publications/a.md"]);
  });

  test.each([
    ["publications/up", "..", "in a circle"],
    ["publications/self", ".", "read already"],
    ["publications/twice", "x", "read already"],
    ["publications/gone.md", "nowhere.md", "does not exist"],
    ["publications/loop.md", "loop.md", "its links lead in a circle"],
    ["publications/key.txt", "../../.git/config", "hidden"],
    ["publications/env.txt", "/proc/self/environ", "hidden or the system's own"],
    ["publications/zero.bib", "/dev/null", "hidden or the system's own"],
  ])("does not follow the link %s to %s, and says why", (name, target, why) => {
    const files = { "x/a.md": "", "content/publications/x/b.md": paper, ".git/config": "token" };
    delete (files as Record<string, string>)["x/a.md"];
    const { keys, messages, texts } = load({ [name]: target }, files);
    expect(keys).toEqual(["b"]);
    expect(messages).toEqual([`warning input/link content/${name}`]);
    expect(texts).toContain(why);
  });

  test("does not read folders of links again and again", () => {
    const site = siteIn({ "a.md": paper });
    let below = "content/publications";
    for (let depth = 0; depth < 30; depth++) {
      const next = path.join(below, "x");
      mkdirSync(path.join(site, next));
      for (const name of ["one", "two"]) symlinkSync("x", path.join(site, below, name));
      below = next;
    }
    const { value, diagnostics } = listContent(site);
    expect([value.length, diagnostics.length]).toEqual([1, 60]);
  });

  test.each([".#a.md", ".a.md.swp", "#a.md#", "a.md~", "~$a.docx", "Thumbs.db", "a.md.tmp"])(
    "passes over %s, which an editor or the system left, without a word",
    (name) => {
      const { keys, messages } = load({ [`publications/${name}`]: "ada@host.1234:1700000000" });
      expect([keys, messages]).toEqual([["a"], []]);
    },
  );

  test("passes over a named pipe, and says so", () => {
    const site = siteIn({ "a.md": paper });
    execFileSync("mkfifo", [path.join(site, "content/publications/b.bib")]);
    symlinkSync("b.bib", path.join(site, "content/publications/c.bib"));
    const { value, diagnostics: all } = loadSite(site);
    const diagnostics = about(all, codes);
    expect(value.catalogue.publications).toHaveLength(1);
    expect(diagnostics.map(({ code, file, message }) => [code, file, message])).toEqual([
      ["input/special-file", "content/publications/b.bib", "This is a named pipe and no file, so it is not read."],
      ["input/special-file", "content/publications/c.bib", "This is a named pipe and no file, so it is not read."],
    ]);
  });

  test("reports a file and a folder whose names are not UTF-8", () => {
    const site = siteIn({ "a.md": paper });
    const folder = Buffer.from(path.join(site, "content/publications/"));
    writeFileSync(Buffer.concat([folder, Buffer.from("m\xfcller.md", "latin1")]), paper);
    mkdirSync(Buffer.concat([folder, Buffer.from("b\xe4ume", "latin1")]));
    expect(listContent(site).diagnostics.map(({ code, severity, file }) => `${severity} ${code} ${file}`)).toEqual([
      "error input/unreadable content/publications/b\uFFFDume",
      "error input/unreadable content/publications/m\uFFFDller.md",
    ]);
  });

  test("says that there is no content where a site has none", () => {
    const site = mkdtempSync(path.join(os.tmpdir(), "offprint-test-"));
    onTestFinished(() => rmSync(site, { recursive: true, force: true }));
    expect(about(loadSite(site).diagnostics, codes).map(({ code, file }) => [code, file])).toEqual([
      ["input/unreadable", "content"],
    ]);
  });
});
