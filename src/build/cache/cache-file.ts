// What a build keeps for the next one: many values in one file, or one in a file of its own. A file that is damaged or of
// another engine is as good as none, and a folder that can't be written only costs time: nothing here is needed for a right site.

import { createHash } from "node:crypto";
import {
  appendFileSync,
  closeSync,
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
  /** Lets go of what is in memory and of the file, once it is saved. */
  readonly forget: () => void;
}

/**
 * The values of `file` that were kept by an engine of the same digest, each read when it is asked for. What is added is
 * appended; where more than half of what is there was not asked for, the file is written anew without it. Several processes
 * may keep values in one file.
 */
export function openCacheFile<Value>(file: string, engineDigest: string): CacheFile<Value> {
  const source = openIfThere(file);
  const found = source === undefined ? undefined : partsOfEngine(source, engineDigest);
  let isDamaged = source !== undefined && found === undefined;
  /** In which part of the file a value is that has not been read. */
  const unread = new Map<string, Part>();
  for (const one of found ?? []) for (const digest of one.digests) unread.set(digest, one);
  let count = unread.size;
  const values = new Map<string, Value>();
  const added = new Map<string, Value>();
  const used = new Set<string>();
  const read = (one: Part): void => {
    for (const digest of one.digests) unread.delete(digest);
    const body = readBody(source!, one);
    if (body === undefined) isDamaged = true;
    for (const [index, digest] of (body === undefined ? [] : one.digests).entries())
      if (!added.has(digest)) values.set(digest, body![index] as Value);
  };
  const get = (digest: string): Value | undefined => {
    const waiting = unread.get(digest);
    if (waiting !== undefined) read(waiting);
    const value = values.get(digest);
    if (value !== undefined) used.add(digest);
    return value;
  };
  const isStale = () => used.size < count / 2;
  const write = () => {
    // Another engine may have written the file anew since it was read.
    if (!isDamaged && !isStale() && isOfEngine(file, engineDigest)) {
      for (const some of inParts(added)) appendFileSync(file, partOf(some));
      return;
    }
    const draft = `${file}.draft`;
    writeFileSync(draft, partOf([[engineDigest, undefined]]));
    const all = [...used].flatMap((digest) => {
      const value = get(digest);
      return value === undefined ? [] : [[digest, value] as const];
    });
    for (const some of inParts(all)) appendFileSync(draft, partOf(some));
    renameSync(draft, file);
  };
  return {
    get,
    has: (digest) => {
      const isKnown = values.has(digest) || unread.has(digest);
      if (isKnown) used.add(digest);
      return isKnown;
    },
    set: (digest, value) => {
      if (!values.has(digest) && !unread.delete(digest)) count += 1;
      values.set(digest, value);
      added.set(digest, value);
      used.add(digest);
    },
    save: () => {
      if (added.size === 0 && !isStale()) return;
      orGoWithout(() => {
        mkdirSync(path.dirname(file), { recursive: true });
        whileLocked(`${file}.lock`, () => {
          write();
          added.clear();
        });
      });
    },
    forget: () => {
      for (const one of [values, added, used, unread]) one.clear();
      count = 0;
      if (source !== undefined) closeSync(source);
    },
  };
}

// A file is a sequence of parts, each of some values under their digests. The first has one digest, the engine's.

/** A part of a file: what is in it, and where. */
interface Part {
  readonly digests: readonly string[];
  readonly at: number;
  readonly length: number;
  readonly sha256: Buffer;
}

/** The head of a part: the lengths of its digests and of its values, and the SHA-256 of each. */
const headLength = 4 + 4 + 32 + 32;

/** How many values are in a part: so many are read for one. */
const partSize = 50;

function* inParts<Value>(values: Iterable<readonly [string, Value]>): Iterable<readonly (readonly [string, Value])[]> {
  let some: (readonly [string, Value])[] = [];
  for (const one of values) {
    some.push(one);
    if (some.length < partSize) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}

function partOf(values: readonly (readonly [digest: string, value: unknown])[]): Buffer {
  const [digests, body] = [serialize(values.map(([digest]) => digest)), serialize(values.map(([, value]) => value))];
  const lengths = Buffer.alloc(8);
  lengths.writeUInt32LE(digests.length);
  lengths.writeUInt32LE(body.length, 4);
  return Buffer.concat([lengths, sha256(digests), sha256(body), digests, body]);
}

/** The parts of an open file; throws where it is damaged, but for the values. */
function* readParts(source: number): Iterable<Part> {
  const { size } = fstatSync(source);
  for (let at = 0; at < size; ) {
    const head = readBytes(source, at, headLength);
    const [digestsLength, length] = [head.readUInt32LE(), head.readUInt32LE(4)];
    const body = at + headLength + digestsLength;
    if (body + length > size) throw new Error("a part is cut short");
    const digests = readBytes(source, at + headLength, digestsLength);
    if (!sha256(digests).equals(head.subarray(8, 40))) throw new Error("a part is damaged");
    yield { digests: deserialize(digests), at: body, length, sha256: head.subarray(40) };
    at = body + length;
  }
}

/** The values of a part; undefined where they are not as they were kept. */
function readBody(source: number, part: Part): readonly unknown[] | undefined {
  const body = readBytes(source, part.at, part.length);
  return sha256(body).equals(part.sha256) ? deserialize(body) : undefined;
}

function readBytes(source: number, at: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  readSync(source, bytes, 0, length, at);
  return bytes;
}

/** The parts behind the first, where that is this engine's; undefined where the file can't be gone on with. */
function partsOfEngine(source: number, engineDigest: string): readonly Part[] | undefined {
  try {
    const [first, ...parts] = readParts(source);
    return first?.digests[0] === engineDigest ? parts : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the first part of a file is this engine's digest. */
function isOfEngine(file: string, engineDigest: string): boolean {
  const source = openIfThere(file);
  if (source === undefined) return false;
  try {
    for (const { digests } of readParts(source)) return digests[0] === engineDigest;
    return false;
  } catch {
    return false;
  } finally {
    closeSync(source);
  }
}

function openIfThere(file: string): number | undefined {
  try {
    return openSync(file, "r");
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return undefined;
  }
}

function sha256(bytes: Buffer): Buffer {
  return createHash("sha256").update(bytes).digest();
}

/** The value at a position of a file of its own; undefined where there is none, or not as it was kept. */
export function keptValue<Value>(file: string, position = 0): Value | undefined {
  const source = openIfThere(file);
  if (source === undefined) return undefined;
  try {
    const part = [...readParts(source)][position];
    return part && (readBody(source, part)?.[0] as Value | undefined);
  } catch {
    return undefined;
  } finally {
    closeSync(source);
  }
}

/** Keeps values in a file of their own, of which each can be read without the others. */
export function keepValue(file: string, ...values: readonly unknown[]): void {
  orGoWithout(() => writeWhole(file, Buffer.concat(values.map((value) => partOf([["", value]])))));
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
