// What a power cut may not take back: the calls of whole builds, in their order.
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { replaceOutput } from "../../src/build/output/replace-output.ts";
import { build } from "../../src/cli/build.ts";
import { emptyFolder, siteIn } from "../site-in.ts";

/** What was done, "write /a" or "rename /a /b", and a folder that can't be renamed. */
const calls = vi.hoisted(() => ({ done: [] as string[], fixed: "", canFlushAll: true }));

vi.mock("node:fs", async (original) => {
  const fs = await original<typeof import("node:fs")>();
  const opened = new Map<number, string>();
  const nameOf = (target: unknown) => (typeof target === "number" ? opened.get(target) : String(target));
  return {
    ...fs,
    openSync: (...words: Parameters<typeof fs.openSync>) => {
      const number = fs.openSync(...words);
      opened.set(number, String(words[0]));
      return number;
    },
    fsyncSync: (number: number) => {
      calls.done.push(`flush ${nameOf(number)}`);
      fs.fsyncSync(number);
    },
    writeFileSync: (...words: Parameters<typeof fs.writeFileSync>) => {
      calls.done.push(`write ${nameOf(words[0])}`);
      fs.writeFileSync(...words);
    },
    renameSync: (from: string, to: string) => {
      if (from === calls.fixed) throw Object.assign(new Error("EBUSY"), { code: "EBUSY", syscall: "rename" });
      calls.done.push(`rename ${from} ${to}`);
      fs.renameSync(from, to);
    },
    unlinkSync: (file: string) => {
      calls.done.push(`unlink ${file}`);
      fs.unlinkSync(file);
    },
    rmSync: (...words: Parameters<typeof fs.rmSync>) => {
      calls.done.push(`remove ${words[0]}`);
      fs.rmSync(...words);
    },
  };
});

vi.mock("node:child_process", async (original) => {
  const programs = await original<typeof import("node:child_process")>();
  const execFile = (program: string, words: readonly string[], done: (error: Error | null) => void) => {
    calls.done.push(`${program} ${words.join(" ")}`);
    done(calls.canFlushAll ? null : new Error("no such program"));
  };
  return { ...programs, execFile };
});

vi.mock("node:fs/promises", async (original) => {
  const fs = await original<typeof import("node:fs/promises")>();
  return {
    ...fs,
    open: async (...words: Parameters<typeof fs.open>) => {
      const file = await fs.open(...words);
      const sync = file.sync.bind(file);
      return Object.assign(file, {
        sync: async () => {
          await sync();
          calls.done.push(`flush ${words[0]}`);
        },
      });
    },
  };
});

const paper = (title: string) => `---\ntitle: ${title}\nauthors: [Ada Kern]\ndate: 2021\n---\n`;

describe("before the site is another, the disk has", () => {
  let site: string;
  let output: string;
  let cache: string;

  beforeEach(async () => {
    vi.spyOn(console, "log").mockImplementation(() => {});
    site = siteIn({ "a.md": paper("On pines"), "b.md": paper("On firs") });
    output = path.join(site, "_site");
    cache = emptyFolder();
    calls.fixed = "";
    await run();
    writeFileSync(path.join(site, "content/publications/a.md"), paper("On larches"));
    mkdirSync(path.join(site, "content/static"));
    writeFileSync(path.join(site, "content/static/robots.pdf"), "a file of the author's");
  });

  /** The calls of a build. */
  async function run(): Promise<readonly string[]> {
    calls.done = [];
    expect(await build([site, "--cache", cache, "--jobs", "1"])).toBe(0);
    return [...calls.done];
  }

  /** Where a call stands that there must be. */
  function indexOf(done: readonly string[], call: string | RegExp): number {
    const at = done.findIndex((one) => (typeof call === "string" ? one === call : call.test(one)));
    expect(at, String(call)).toBeGreaterThanOrEqual(0);
    return at;
  }

  /** The files that were written into the folder in which the output is prepared. */
  function writtenInto(done: readonly string[]): readonly string[] {
    const files = done.flatMap((one) => /^write (.*\/_site\.next-[0-9a-f]{16}\/.*)$/.exec(one)?.[1] ?? []);
    expect(files.filter((file) => file.endsWith(".html")).length).toBeGreaterThan(2);
    return [...new Set(files)];
  }

  test("the new files, their list and their folder, and behind it the switch itself", async () => {
    const done = await run();
    const [, staging = ""] = /^rename (\S+) /.exec(done[indexOf(done, /^rename \S+\.next-[0-9a-f]{16} \S+_site$/)]!)!;
    const first = indexOf(done, new RegExp(`^rename ${output} `));
    const second = indexOf(done, `rename ${staging} ${output}`);
    expect(second).toBe(first + 1);
    for (const file of [...writtenInto(done), staging]) {
      const flushed = done.lastIndexOf(`flush ${file}`, first);
      expect(flushed, file).toBeGreaterThan(done.lastIndexOf(`write ${file}`, first));
    }
    // A file is there where its folder knows of it, also one that is only a second name.
    const entries = readdirSync(output, { recursive: true, withFileTypes: true });
    const isFolderOfFile = (one: string) => entries.some((entry) => entry.isFile() && entry.parentPath === one);
    const folders = entries
      .filter((entry) => entry.isDirectory())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .filter(isFolderOfFile);
    expect(folders.length).toBeGreaterThan(4);
    for (const folder of folders.map((one) => staging + one.slice(output.length)))
      expect(done.lastIndexOf(`flush ${folder}`, first), folder).toBeGreaterThanOrEqual(0);
    expect(done[second + 1]).toBe(`flush ${site}`);
    expect(readdirSync(path.join(output, "publications"))).toContain("a");
  });

  test("where it is changed file by file, how to undo that, and behind it the changes", async () => {
    calls.fixed = output;
    const done = await run();
    const isOfOutput = new RegExp(`^(?:rename \\S+ ${output}/|unlink ${output}/)`);
    const first = indexOf(done, isOfOutput);
    const last = done.findLastIndex((one) => isOfOutput.test(one));
    const journal = done[indexOf(done, /^rename \S+ \S+\/\.offprint-journal\.json$/)]!.split(" ")[2]!;
    const before = [...writtenInto(done).filter((file) => !file.includes("/.offprint-journal")), journal];
    for (const file of [...before, path.dirname(journal)])
      expect(done.lastIndexOf(`flush ${file}`, first), file).toBeGreaterThan(done.lastIndexOf(`write ${file}`, first));
    const changedFolder = path.join(output, "publications/a");
    expect(done.slice(0, last)).toContain(`flush ${changedFolder}`);
    expect(done.slice(0, first)).toContain(
      `flush ${path.join(path.dirname(journal), ".offprint-former/publications/a")}`,
    );
    expect(done[last]).toMatch(new RegExp(` ${output}/\\.offprint-manifest\\.json$`));
    expect(indexOf(done.slice(last), `flush ${output}`)).toBeLessThan(indexOf(done.slice(last), `remove ${journal}`));
  });

  describe.runIf(process.platform === "linux")("of many new files everything", () => {
    const many = Array.from({ length: 1000 }, (_, index) => `/${index}.html`);
    const publish = async () => {
      calls.done = [];
      const parent = emptyFolder();
      const written = { files: Object.fromEntries(many.map((file) => [file, "digest"])), changed: many };
      await replaceOutput(path.join(parent, "_site"), async (folder) => {
        for (const file of many) writeFileSync(folder + file, "");
        return written;
      });
      const [, staging = ""] = /^rename (\S+) /.exec(calls.done[indexOf(calls.done, /^rename \S+ \S+_site$/)]!)!;
      return {
        staging,
        done: calls.done.slice(0, indexOf(calls.done, `rename ${staging} ${path.join(parent, "_site")}`)),
      };
    };

    test("by one call", async () => {
      calls.canFlushAll = true;
      const { staging, done } = await publish();
      expect(indexOf(done, `sync -f ${staging}`)).toBeGreaterThan(indexOf(done, `write ${staging}${many.at(-1)}`));
      expect(done).toContain(`flush ${staging}`);
      expect(done).not.toContain(`flush ${staging}${many[0]}`);
    });

    test("or one by one, where that call fails", async () => {
      calls.canFlushAll = false;
      const { staging, done } = await publish();
      for (const file of many) expect(done).toContain(`flush ${staging}${file}`);
    });
  });
});
