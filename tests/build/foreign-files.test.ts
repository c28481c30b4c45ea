// What Offprint did not write stays in the output, whatever happens to the site around it.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { manifestName, readManifest } from "../../src/build/output/apply-changes.ts";
import { createFileWriter } from "../../src/build/output/output-folder.ts";
import { replaceOutput } from "../../src/build/output/replace-output.ts";
import { clearAbandoned } from "../../src/build/output/staging.ts";

let root: string;
let output: string;

beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), "offprint-foreign-"));
  output = path.join(root, "_site");
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
});

type Files = Readonly<Record<string, string>>;

/** Publishes files; those that are not in `changed` are taken over from the former output. */
async function publish(files: Files, changed: readonly string[] = Object.keys(files)): Promise<void> {
  await replaceOutput(output, async (folder) => {
    const write = createFileWriter(folder);
    for (const file of changed) write(file, files[file]!);
    return { files: Object.fromEntries(Object.keys(files).map((file) => [file, ""])), changed };
  });
}

function put(file: string, text: string): void {
  mkdirSync(path.dirname(output + file), { recursive: true });
  writeFileSync(output + file, text);
}

/** All files of a folder but the manifest, with their texts. */
function textsOf(folder: string): Files {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== manifestName)
    .map((entry) => path.join(entry.parentPath, entry.name));
  return Object.fromEntries(found.map((file) => [file.slice(folder.length), readFileSync(file, "utf8")]));
}

const first: Files = { "/index.html": "front", "/a/index.html": "a", "/404.html": "none" };
const second: Files = { "/index.html": "new front", "/b/index.html": "b", "/404.html": "none" };
const foreign: Files = {
  "/.git/HEAD": "ref: refs/heads/gh-pages",
  "/.git/objects/ab/cd": "object",
  "/CNAME": "papers.example.org",
  "/thesis.pdf": "%PDF-1.7",
  "/a/notes.txt": "beside a page that goes",
};

describe("an output in which others have files", () => {
  test.each<[string, readonly string[]]>([
    ["as a whole", Object.keys(second)],
    ["in part", ["/index.html", "/b/index.html"]],
  ])("keeps them when it is written %s", async (_, changed) => {
    await publish(first);
    for (const [file, text] of Object.entries(foreign)) put(file, text);
    await publish(second, changed);
    expect(textsOf(output)).toEqual({ ...second, ...foreign });
    expect(readdirSync(root)).toEqual(["_site"]);
  });

  test("keeps their empty folders, links and permissions", async () => {
    await publish(first);
    mkdirSync(path.join(output, "uploads"), { mode: 0o750 });
    symlinkSync("../elsewhere", path.join(output, "link"));
    writeFileSync(path.join(output, "private"), "x", { mode: 0o600 });
    await publish(second);
    expect(statSync(path.join(output, "uploads")).mode & 0o777).toBe(0o750);
    expect(readlinkSync(path.join(output, "link"))).toBe("../elsewhere");
    expect(statSync(path.join(output, "private")).mode & 0o777).toBe(0o600);
  });

  test.each<[string, string]>([
    ["a file where a page would be", "/b/index.html"],
    ["a file where a folder would be", "/b"],
    ["a folder where a page would be", "/b/index.html/mine.txt"],
  ])("is left as it is where there is %s, and the place is said", async (_, file) => {
    await publish(first);
    put(file, "mine");
    await expect(publish(second)).rejects.toThrow(/_site\/b.* was not written by Offprint/);
    expect(textsOf(output)).toEqual({ ...first, [file]: "mine" });
    expect(readdirSync(root)).toEqual(["_site"]);
  });

  test("is left as it is where a link to a folder stands in a page's way, and so is what it leads to", async () => {
    await publish(first);
    mkdirSync(path.join(root, "mine"));
    symlinkSync("../mine", path.join(output, "b"));
    await expect(publish(second)).rejects.toThrow(/_site\/b" was not written by Offprint/);
    expect(readdirSync(path.join(root, "mine"))).toEqual([]);
  });

  test("has a list of what is Offprint's, the same for the same files and without what is others'", async () => {
    await publish(first);
    const manifest = readFileSync(path.join(output, manifestName));
    put("/CNAME", "papers.example.org");
    await publish(Object.fromEntries(Object.entries(first).reverse()));
    expect(readFileSync(path.join(output, manifestName))).toEqual(manifest);
    expect(readManifest(output)).toEqual(new Set(Object.keys(first)));
  });
});

describe("the folders and files of an output", () => {
  test("may be read by everyone, as far as the umask lets them", async () => {
    const umask = process.umask(0o022);
    onTestFinished(() => void process.umask(umask));
    await publish(first);
    const modes = ["", "/a", "/index.html", `/${manifestName}`].map((name) => statSync(output + name).mode & 0o777);
    expect(modes).toEqual([0o755, 0o755, 0o644, 0o644]);
  });
});

describe("what a killed build left", () => {
  const number = "0123456789abcdef";
  const next = () => `${output}.next-${number}`;
  const previous = () => `${output}.previous-${number}`;

  test("is taken away, and the former output is put back where the new one had not come to its place", async () => {
    await publish(first);
    put("/CNAME", "papers.example.org");
    renameSync(output, previous());
    mkdirSync(next());
    clearAbandoned(output);
    expect(readdirSync(root)).toEqual(["_site"]);
    expect(textsOf(output)).toEqual({ ...first, "/CNAME": "papers.example.org" });
  });

  test("gives up what others had in it before it is taken away", async () => {
    await publish(first);
    put("/CNAME", "papers.example.org");
    renameSync(output, previous());
    await replaceOutput(output, async (folder) => {
      renameSync(output, previous());
      createFileWriter(folder)("/index.html", "new");
      return { files: { "/index.html": "" }, changed: ["/index.html"] };
    });
    clearAbandoned(output);
    expect(readdirSync(root)).toEqual(["_site"]);
    expect(textsOf(output)).toEqual({ "/index.html": "new", "/CNAME": "papers.example.org" });
  });

  test("is kept as far as others have the same name for another file in the output", async () => {
    await publish(second);
    mkdirSync(previous());
    writeFileSync(path.join(previous(), manifestName), '{ "files": [] }');
    writeFileSync(path.join(previous(), "CNAME"), "old.example.org");
    put("/CNAME", "new.example.org");
    clearAbandoned(output);
    expect(textsOf(previous())).toEqual({ "/CNAME": "old.example.org" });
    expect(textsOf(output)).toEqual({ ...second, "/CNAME": "new.example.org" });
  });

  test.each(["_site.previous-backup", "_site.next-summer", "_site.old", "_site.next-0123456789abcdef"])(
    "is not taken for the author's folder %s",
    async (name) => {
      mkdirSync(path.join(root, name));
      writeFileSync(path.join(root, name, "mine.txt"), "mine");
      await publish(first);
      expect(readFileSync(path.join(root, name, "mine.txt"), "utf8")).toBe("mine");
    },
  );
});

describe("a folder that can't be put aside", () => {
  test.each<[string, string, readonly string[], string | undefined]>([
    ["a file of others", "/b/index.html", ["/b/index.html"], "/b/index.html"],
    ["a file of others where a folder is to be", "/b", ["/b/c/index.html"], "/b"],
    ["a folder of others", "/b/index.html/mine.txt", ["/b/index.html"], "/b/index.html"],
    ["a file of others beside it", "/b/mine.txt", ["/b/index.html"], undefined],
    ["a file of its own", "/CNAME", ["/a/index.html"], undefined],
    ["a folder of its own", "/CNAME", ["/a"], undefined],
  ])("meets %s where a new file is to be", async (_, there, changed, inTheWay) => {
    await publish(first);
    put(there, "mine");
    const { foreignAt } = await import("../../src/build/output/apply-changes.ts");
    expect(foreignAt(output, new Set(Object.keys(first)), changed)).toBe(inTheWay);
  });

  /** Publishes files as where the output is a mount point, or lies in a folder that can't be written. */
  const inPlace = async (files: Files, changed?: readonly string[]) => {
    const { applyChanges } = await import("../../src/build/output/apply-changes.ts");
    const staging = path.join(output, ".offprint-next-0123456789abcdef");
    mkdirSync(staging);
    const write = createFileWriter(staging);
    for (const file of changed ?? Object.keys(files)) write(file, files[file]!);
    applyChanges(staging, output, Object.keys(files), changed ?? Object.keys(files));
    rmSync(staging, { recursive: true });
  };

  test("is changed file by file, and what others have in it stays", async () => {
    await publish(first);
    for (const [file, text] of Object.entries(foreign)) put(file, text);
    await inPlace(second, ["/index.html", "/b/index.html"]);
    expect(textsOf(output)).toEqual({ ...second, ...foreign });
    expect(readManifest(output)).toEqual(new Set(Object.keys(second)));
  });

  test("is as it was where a file can't be moved into it", async () => {
    await publish(first);
    mkdirSync(path.join(output, "b/index.html/full"), { recursive: true });
    await expect(inPlace(second)).rejects.toThrow();
    rmSync(path.join(output, ".offprint-next-0123456789abcdef"), { recursive: true });
    expect(textsOf(output)).toEqual(first);
    expect(readManifest(output)).toEqual(new Set(Object.keys(first)));
    expect(existsSync(path.join(output, "b/index.html/full"))).toBe(true);
  });
});
