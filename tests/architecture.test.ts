import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

/** The rooms of `src/` and the rooms each may import besides itself; a file outside any folder is a room by its name. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  diagnostic: [],
  model: ["diagnostic"],
  read: ["model", "diagnostic"],
  parse: ["read", "model", "diagnostic"],
  normalize: ["parse", "read", "model", "diagnostic"],
  validate: ["model", "diagnostic"],
  relate: ["model", "diagnostic"],
  render: ["model", "diagnostic"],
  "pipeline.ts": ["read", "parse", "normalize", "validate", "relate", "render", "model", "diagnostic"],
  write: ["pipeline.ts", "render", "read", "model", "diagnostic"],
  eleventy: ["write", "pipeline.ts", "render", "model", "diagnostic"],
  check: ["diagnostic"],
  browser: [],
};
/** The one room that may import everything. */
const outermost = "cli";

/** What only some rooms may import. */
const reserved: readonly { readonly module: RegExp; readonly rooms: readonly string[] }[] = [
  { module: /^@11ty\//, rooms: ["eleventy"] },
  { module: /^@citation-js\//, rooms: ["render"] },
  { module: /^(node:)?fs(\/|$)/, rooms: ["read", "write", "eleventy", "check", "cli"] },
];

/** Each wrong import as "file imports module"; files are paths below `src/` with their text. */
function wrongImports(files: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(files).flatMap(([file, text]) => {
    const room = file.split("/", 1)[0]!;
    const imports = [...text.matchAll(/(?:\bfrom|^import|\bimport\(|\brequire\()\s*["']([^"']+)["']/gm)];
    const wrong = imports.filter(([, module = ""]) => !mayImport(room, file, module));
    return [
      ...wrong.map(([, module]) => `${file} imports ${module}`),
      ...(room !== outermost && !arrows[room] ? [`${file} is in no room`] : []),
      ...(room !== "eleventy" && wrong.length === 0 && text.includes("@11ty/") ? [`${file} names @11ty/`] : []),
    ];
  });
}

function mayImport(room: string, file: string, module: string): boolean {
  if (!module.startsWith(".")) return reserved.every((one) => !one.module.test(module) || one.rooms.includes(room));
  const target = path.posix.join(path.posix.dirname(file), module).split("/", 1)[0]!;
  return target === room || (target !== ".." && (room === outermost || (arrows[room]?.includes(target) ?? false)));
}

describe("the rooms of src/", () => {
  const folder = path.join(import.meta.dirname, "../src");
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));

  test("import along the arrows only", () => {
    const files = names.map((name) => [name.replaceAll("\\", "/"), readFileSync(path.join(folder, name), "utf8")]);
    expect(wrongImports(Object.fromEntries(files))).toEqual([]);
  });

  test("are all there", () => {
    const rooms = [...new Set(names.map((name) => name.split(path.sep, 1)[0]))].sort();
    expect(rooms).toEqual([...Object.keys(arrows), outermost].sort());
  });
});

describe("wrongImports", () => {
  test("says which file imports what it may not", () => {
    const files = {
      "model/name.ts": 'import type { Place } from "../diagnostic/diagnostic.ts";\nimport "../read/read-files.ts";',
      "relate/order.ts": 'import {\n  one,\n} from "../normalize/dates.ts";\nimport { readFileSync } from "node:fs";',
      "render/view/list.ts": 'export { a } from "../math.ts";\nconst b = await import("../../pipeline.ts");',
      "check/page.ts": 'import { readFileSync } from "node:fs";\n// As @11ty/eleventy does.',
      "cli/main.ts": 'import "../eleventy/build.ts";\nimport "@11ty/eleventy";\nimport "../../tests/all.ts";',
      "utils/more.ts": "",
    };
    expect(wrongImports(files)).toEqual([
      "model/name.ts imports ../read/read-files.ts",
      "relate/order.ts imports ../normalize/dates.ts",
      "relate/order.ts imports node:fs",
      "render/view/list.ts imports ../../pipeline.ts",
      "check/page.ts names @11ty/",
      "cli/main.ts imports @11ty/eleventy",
      "cli/main.ts imports ../../tests/all.ts",
      "utils/more.ts is in no room",
    ]);
  });
});
