// What a build keeps for the next one: many values in one file, or one in a file of its own. A file that is damaged or of
// another engine is as good as none, and a folder that can't be written only costs time: nothing here is needed for a right site.

import { createHash } from "node:crypto";
import {
  appendFileSync,
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { deserialize, serialize } from "node:v8";
import { isSystemError, type SystemError } from "../../diagnostic/system-reason.ts";
import type { ValueCache } from "../../memory/memoize.ts";
import { whileLocked } from "../output/lock.ts";
import { writeWhole } from "../output/output-folder.ts";

/** Kept values, and how those that are new get into their file. */
export interface CacheFile<Value> extends ValueCache<Value> {
  readonly save: () => void;
  /** Lets go of what is in memory, once it is saved. */
  readonly forget: () => void;
}

/** The head of each part of a file: the length of what follows, and its SHA-256. */
const headLength = 4 + 32;

/**
 * The values of `file` that were kept by an engine of the same digest. What is added is appended; where more than half of
 * what is there was not asked for, the file is written anew without it. Several processes may keep values in one file.
 */
export function openCacheFile<Value>(file: string, engineDigest: string): CacheFile<Value> {
  const cache = readParts<Value>(file, engineDigest);
  const isDamaged = cache === undefined && existsSync(file);
  const values = cache ?? new Map<string, Value>();
  const added = new Map<string, Value>();
  const used = new Set<string>();
  const write = () => {
    const isStale = used.size < values.size / 2;
    // Another engine may have written the file anew since it was read.
    if (!isDamaged && !isStale && isOfEngine(file, engineDigest)) {
      for (const some of inParts(added)) appendFileSync(file, part(some));
      return;
    }
    const draft = `${file}.draft`;
    writeFileSync(draft, part(engineDigest));
    for (const some of inParts([...values].filter(([digest]) => used.has(digest)))) appendFileSync(draft, part(some));
    renameSync(draft, file);
  };
  return {
    get: (digest) => {
      const value = values.get(digest);
      if (value !== undefined) used.add(digest);
      return value;
    },
    set: (digest, value) => {
      values.set(digest, value);
      added.set(digest, value);
      used.add(digest);
    },
    save: () => {
      if (added.size === 0 && used.size >= values.size / 2) return;
      orGoWithout(() => {
        mkdirSync(path.dirname(file), { recursive: true });
        whileLocked(`${file}.lock`, () => {
          write();
          added.clear();
        });
      });
    },
    forget: () => {
      for (const one of [values, added, used]) one.clear();
    },
  };
}

/** Whether the first part of a file is this engine's digest. */
function isOfEngine(file: string, engineDigest: string): boolean {
  try {
    for (const first of readBodies(file)) return first === engineDigest;
    return false;
  } catch {
    return false;
  }
}

/** The values of a file whose first part is this engine's digest; undefined where it can't be gone on with. */
function readParts<Value>(file: string, engineDigest: string): Map<string, Value> | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const values = new Map<string, Value>();
    let isFirst = true;
    for (const value of readBodies(file)) {
      if (!isFirst) for (const [digest, one] of value as Map<string, Value>) values.set(digest, one);
      else if (value !== engineDigest) return undefined;
      isFirst = false;
    }
    return isFirst ? undefined : values;
  } catch {
    return undefined;
  }
}

/** What the parts of a file hold, one after the other; throws at one that is damaged. */
function* readBodies(file: string): Iterable<unknown> {
  const source = openSync(file, "r");
  try {
    const { size } = fstatSync(source);
    for (let at = 0; at < size; ) {
      const head = Buffer.alloc(headLength);
      readSync(source, head);
      const length = head.readUInt32LE();
      at += headLength + length;
      if (at > size) throw new Error("a part is cut short");
      const body = Buffer.alloc(length);
      readSync(source, body);
      if (!sha256(body).equals(head.subarray(4))) throw new Error("a part is damaged");
      yield deserialize(body);
    }
  } finally {
    closeSync(source);
  }
}

/** How many values are in a part: all at once would be in memory twice more while they are written. */
const partSize = 2000;

function* inParts<Value>(values: Iterable<readonly [string, Value]>): Iterable<ReadonlyMap<string, Value>> {
  let some = new Map<string, Value>();
  for (const [digest, value] of values) {
    some.set(digest, value);
    if (some.size < partSize) continue;
    yield some;
    some = new Map();
  }
  if (some.size > 0) yield some;
}

function part(value: unknown): Buffer {
  const body = serialize(value);
  const head = Buffer.alloc(headLength);
  head.writeUInt32LE(body.length);
  sha256(body).copy(head, 4);
  return Buffer.concat([head, body]);
}

function sha256(bytes: Buffer): Buffer {
  return createHash("sha256").update(bytes).digest();
}

/** The value of a file of its own; undefined where there is none, or not as it was kept. */
export function keptValue<Value>(file: string): Value | undefined {
  try {
    const [value] = readBodies(file);
    return value as Value;
  } catch {
    return undefined;
  }
}

/** Keeps a value in a file of its own. */
export function keepValue(file: string, value: unknown): void {
  orGoWithout(() => writeWhole(file, part(value)));
}

/** Forgets the value of a file, of which nobody may make use any more. */
export function forgetValue(file: string): void {
  orGoWithout(() => rmSync(file, { force: true }));
}

let refusal: SystemError | undefined;

/** The first thing that the system refused to keep since this was asked last. */
export function takeRefusal(): SystemError | undefined {
  const first = refusal;
  refusal = undefined;
  return first;
}

function orGoWithout(write: () => void): void {
  try {
    write();
  } catch (error) {
    if (!isSystemError(error)) throw error;
    refusal ??= error;
  }
}
