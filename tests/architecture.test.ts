import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

/**
 * The rooms of `src/`, each with the rooms it may import besides itself, the nearest first; a file outside any folder is a
 * room by its name. What stands in one list is all that a room may ask.
 */
const arrows: Readonly<Record<string, readonly string[]>> = {
  memory: [],
  diagnostic: ["memory"],
  text: ["memory", "diagnostic"],
  messages: ["memory", "diagnostic"],
  csl: [],
  record: ["text", "messages", "memory", "diagnostic"],
  input: ["record", "text", "memory", "diagnostic"],
  validate: ["record", "text", "memory", "diagnostic"],
  relate: ["record", "text", "memory", "diagnostic"],
  export: ["csl", "record", "text", "messages", "memory", "diagnostic"],
  picture: ["text", "memory", "diagnostic"],
  site: ["relate", "export", "picture", "record", "text", "messages", "memory", "diagnostic"],
  "pipeline.ts": [
    "site",
    "input",
    "validate",
    "relate",
    "export",
    "picture",
    "record",
    "text",
    "messages",
    "memory",
    "diagnostic",
  ],
  "library.ts": ["pipeline.ts", "input", "relate", "export", "record", "memory", "diagnostic"],
  build: ["pipeline.ts", "input", "site", "picture", "export", "record", "memory", "diagnostic"],
  services: ["pipeline.ts", "input", "relate", "export", "record", "text", "memory", "diagnostic"],
  eleventy: ["build", "pipeline.ts", "site", "export", "record", "text", "memory", "diagnostic"],
  import: ["services", "input", "record", "text", "memory", "diagnostic"],
  check: ["diagnostic"],
  browser: ["csl", "text", "memory"],
};
/** The one room that may import everything. */
const outermost = "cli";

/** What only some rooms may import. */
const reserved: readonly { readonly module: RegExp; readonly rooms: readonly string[] }[] = [
  { module: /^@11ty\//, rooms: ["eleventy"] },
  { module: /^@citation-js\//, rooms: ["export"] },
  { module: /^(node:)?fs(\/|$)/, rooms: ["input", "import", "services", "build", "eleventy", "check", "cli"] },
  { module: /^undici$|^(node:)?(https?|http2|net|tls|dns)(\/|$)/, rooms: ["services", "eleventy", "cli"] },
];
/** The only folder of its room that reads the disk, for `import` writes it too, or of `services` a cache on it. */
const readers: Readonly<Record<string, string>> = {
  input: "input/files",
  import: "import/files",
  services: "services/client",
};

/** What a folder and `src/` as a whole may hold, so that a newcomer finds what belongs where. */
const [mostInFolder, mostFiles] = [20, 387];

type Files = Readonly<Record<string, string>>;

/** The modules that a file imports, types too, as they are written. */
const importsOf = (text: string): readonly string[] =>
  [...text.matchAll(/(?:\bfrom|^import|\bimport\(|\brequire\()\s*["']([^"']+)["']/gm)].map(([, module = ""]) => module);

/** The files of ours that each file imports. */
function graphOf(files: Files): ReadonlyMap<string, readonly string[]> {
  const own = (file: string, module: string) => path.posix.join(path.posix.dirname(file), module);
  return new Map(
    Object.entries(files).map(([file, text]) => [
      file,
      importsOf(text).flatMap((module) => (module.startsWith(".") ? [own(file, module)] : [])),
    ]),
  );
}

/** Each wrong import as "file imports module"; files are paths below `src/` with their text. */
function wrongImports(files: Files): readonly string[] {
  return Object.entries(files).flatMap(([file, text]) => {
    const room = file.split("/", 1)[0]!;
    const wrong = importsOf(text).filter((module) => !mayImport(room, file, module));
    return [
      ...wrong.map((module) => `${file} imports ${module}`),
      ...(room !== outermost && !arrows[room] ? [`${file} is in no room`] : []),
      ...(room !== "eleventy" && wrong.length === 0 && text.includes("@11ty/") ? [`${file} names @11ty/`] : []),
    ];
  });
}

function mayImport(room: string, file: string, module: string): boolean {
  if (!module.startsWith(".")) {
    const isReader = !/^(node:)?fs(\/|$)/.test(module) || file.startsWith(readers[room] ?? room);
    return isReader && reserved.every((one) => !one.module.test(module) || one.rooms.includes(room));
  }
  const target = path.posix.join(path.posix.dirname(file), module).split("/", 1)[0]!;
  return target === room || (target !== ".." && (room === outermost || (arrows[room]?.includes(target) ?? false)));
}

/** A circle of things that lead to one another, as a path that comes back to its beginning; undefined where there is none. */
function circleIn(graph: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (one: string, way: readonly string[]): readonly string[] | undefined => {
    if (way.includes(one)) return [...way.slice(way.indexOf(one)), one];
    if (done.has(one)) return undefined;
    for (const next of graph.get(one) ?? []) {
      const circle = visit(next, [...way, one]);
      if (circle) return circle;
    }
    done.add(one);
    return undefined;
  };
  for (const one of graph.keys()) {
    const circle = visit(one, []);
    if (circle) return circle;
  }
  return undefined;
}

/** The same graph between folders. */
function foldersOf(graph: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, readonly string[]> {
  const folders = new Map<string, string[]>();
  for (const [file, targets] of graph) {
    const folder = path.posix.dirname(file);
    const others = targets.map((target) => path.posix.dirname(target)).filter((target) => target !== folder);
    folders.set(folder, [...(folders.get(folder) ?? []), ...others]);
  }
  return folders;
}

describe("the rooms of src/", () => {
  const folder = path.join(import.meta.dirname, "../src");
  const all = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
  const names = all.filter((name) => name.endsWith(".ts"));
  const files: Files = Object.fromEntries(names.map((name) => [name, readFileSync(path.join(folder, name), "utf8")]));
  const graph = graphOf(files);

  test("import along the arrows only", () => {
    expect(wrongImports(files)).toEqual([]);
  });

  test("are all there", () => {
    const rooms = [...new Set(names.map((name) => name.split("/", 1)[0]))].sort();
    expect(rooms).toEqual([...Object.keys(arrows), outermost].sort());
  });

  test("go in no circle, neither files nor folders", () => {
    expect(circleIn(graph)).toBeUndefined();
    // The file that joins the rooms stands above them, though it is in the folder that holds them.
    expect(
      circleIn(
        foldersOf(
          new Map(
            [...graph]
              .filter(([file]) => file.includes("/"))
              .map(([file, targets]) => [file, targets.filter((target) => target.includes("/"))]),
          ),
        ),
      ),
    ).toBeUndefined();
  });

  test("stay small, and no name means two things", () => {
    const counts = new Map<string, number>();
    for (const name of all) counts.set(path.posix.dirname(name), (counts.get(path.posix.dirname(name)) ?? 0) + 1);
    expect([...counts].filter(([, count]) => count > mostInFolder)).toEqual([]);
    expect(all.length).toBeLessThanOrEqual(mostFiles);
    const modules = names
      .map((name) => path.posix.basename(name))
      .filter((name) => !/^(build|check|inspect|dev|main)\.ts$/.test(name));
    expect(modules.filter((name, index) => modules.indexOf(name) !== index)).toEqual([]);
  });
});

describe("wrongImports", () => {
  test("says which file imports what it may not", () => {
    const files = {
      "record/name.ts":
        'import type { Place } from "../diagnostic/diagnostic.ts";\nimport "../input/files/read-files.ts";',
      "relate/order.ts": 'import {\n  one,\n} from "../input/dates.ts";\nimport { readFileSync } from "node:fs";',
      "site/views/list.ts": 'export { a } from "../math.ts";\nconst b = await import("../../pipeline.ts");',
      "check/page.ts": 'import { readFileSync } from "node:fs";\n// As @11ty/eleventy does.',
      "input/yaml/read.ts": 'import { readFileSync } from "node:fs";',
      "cli/main.ts": 'import "../eleventy/build.ts";\nimport "@11ty/eleventy";\nimport "../../tests/all.ts";',
      "utils/more.ts": "",
    };
    expect(wrongImports(files)).toEqual([
      "record/name.ts imports ../input/files/read-files.ts",
      "relate/order.ts imports ../input/dates.ts",
      "relate/order.ts imports node:fs",
      "site/views/list.ts imports ../../pipeline.ts",
      "check/page.ts names @11ty/",
      "input/yaml/read.ts imports node:fs",
      "cli/main.ts imports @11ty/eleventy",
      "cli/main.ts imports ../../tests/all.ts",
      "utils/more.ts is in no room",
    ]);
  });
});

describe("circleIn", () => {
  test("sees circles between files and between folders, and nothing where there is none", () => {
    const files = {
      "a/one.ts": 'import type { Two } from "../b/two.ts";',
      "b/two.ts": "",
      "b/three.ts": 'import "../a/four.ts";',
      "a/four.ts": "",
    };
    expect(circleIn(graphOf(files))).toBeUndefined();
    expect(circleIn(foldersOf(graphOf(files)))).toEqual(["a", "b", "a"]);
    expect(circleIn(graphOf({ ...files, "b/two.ts": 'import "../a/one.ts";' }))).toEqual([
      "a/one.ts",
      "b/two.ts",
      "a/one.ts",
    ]);
  });
});
