import { isAlias, isMap, isNode, isScalar, type Node, parseDocument, visit } from "yaml";
import type { Diagnostic, Place, Result } from "../diagnostic/diagnostic.ts";
import { lostThing } from "../diagnostic/lost-things.ts";
import { placeAt, type SourceFile } from "../read/source-file.ts";

/** A path into a YAML value: names of fields and positions in lists. */
export type YamlPath = readonly (string | number)[];

/** YAML as plain values in which every scalar is the text the author typed, with the place of each. */
export interface LocatedYaml {
  readonly value: unknown;
  /** The place of the value at a path, or of the nearest enclosing value there is. */
  readonly placeOf: (path: YamlPath) => Place;
  /** The place of the name of a field. */
  readonly placeOfName: (path: YamlPath) => Place;
}

/** Names that would reach into JavaScript's own objects. */
const unsafeNames = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Parses YAML 1.2 that stands in a file from `offset` to `end`. By the failsafe schema all scalars stay text, so that
 * 2021-03-05 is no moment in time and 2106.05970 keeps its zero. One fault is reported, the first; then there is no value.
 */
export function parseYaml(file: SourceFile, offset: number, end: number): Result<LocatedYaml | undefined> {
  const fault = (at: number, message: string, hint: string, code: Diagnostic["code"] = "parse/yaml") => ({
    value: undefined,
    diagnostics: [
      {
        code,
        severity: "error",
        message,
        hint,
        costs: [lostThing("file", file.path)],
        ...placeAt(file, offset + at),
      } as const,
    ],
  });
  try {
    const document = parseDocument(file.text.slice(offset, end), {
      schema: "failsafe",
      logLevel: "silent",
      prettyErrors: false,
      stringKeys: true,
    });
    const error = [...document.errors].sort((one, other) => one.pos[0] - other.pos[0])[0];
    if (error)
      return fault(
        error.pos[0],
        `The YAML can't be read: ${sentence(error.message)}`,
        yamlHint(error.code, error.message),
      );

    let unsafe: Node | undefined;
    visit(document, {
      Pair(_, pair) {
        if (isScalar(pair.key) && unsafeNames.has(String(pair.key.value))) unsafe ??= pair.key;
      },
    });
    if (unsafe) {
      const name = isScalar(unsafe) ? String(unsafe.value) : "";
      return fault(
        unsafe.range![0],
        `A field can't be called "${name}".`,
        "give it another name.",
        "parse/unsafe-name",
      );
    }
    const nodeAt = (path: YamlPath) => {
      for (let length = path.length; length >= 0; length--) {
        const node = document.getIn(path.slice(0, length), true);
        if (isNode(node) && !isAlias(node) && node.range) return node;
      }
      return undefined;
    };
    const value: LocatedYaml = {
      value: document.toJS({ maxAliasCount: 50 }),
      placeOf: (path) => placeAt(file, offset + (nodeAt(path)?.range?.[0] ?? 0)),
      placeOfName: (path) => {
        const map = document.getIn(path.slice(0, -1), true);
        const pair = isMap(map) ? map.items.find(({ key }) => isScalar(key) && key.value === path.at(-1)) : undefined;
        return placeAt(file, offset + (isNode(pair?.key) ? (pair.key.range?.[0] ?? 0) : 0));
      },
    };
    return { value, diagnostics: [] };
  } catch (error) {
    const reason = sentence(error instanceof Error ? error.message : String(error));
    return fault(0, `The YAML can't be read: ${reason}`, "write plain fields, without anchors that repeat each other.");
  }
}

function sentence(message: string): string {
  const line = message.split("\n")[0]!.trim();
  return line.endsWith(".") ? line : `${line}.`;
}

function yamlHint(code: string, message: string): string {
  if (code === "TAB_AS_INDENT") return "use spaces instead of the tab.";
  if (code === "DUPLICATE_KEY") return "keep one of the two fields.";
  if (/nested mappings|implicit keys|Implicit keys/i.test(message) || code === "BLOCK_AS_IMPLICIT_KEY") {
    return 'put the value into quotes if it holds a colon: title: "Foo: bar".';
  }
  if (/flow (sequence|map)/i.test(message)) return "close the bracket that is opened here.";
  if (/quote/i.test(message)) return "close the quote that is opened here.";
  return "put values with : # [ ] { } & * ! | > % @ or quotes into double quotes, and begin each field on a line of its own.";
}
