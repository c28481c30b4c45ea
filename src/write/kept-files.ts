// What a build keeps for the next one, in one file for each sort of value. A file that is damaged or of another engine is
// as good as none; nothing here is needed for a right site.
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { deserialize, serialize } from "node:v8";
import { crc32 } from "node:zlib";
import type { Kept } from "../model/kept.ts";

/** Kept values, and how those that are new get into their file. */
export interface KeptFile<Value> extends Kept<Value> {
  readonly save: () => void;
  /** Lets go of what is in memory, once it is saved. */
  readonly forget: () => void;
}

/** The head of each part of a file: the length of what follows, and its CRC-32. */
const headLength = 4 + 4;

/**
 * The values of `file` that were kept by an engine of the same digest. What is added is appended; where more than half of
 * what is there was not asked for, the file is written anew without it.
 */
export function openKeptFile<Value>(file: string, engineDigest: string): KeptFile<Value> {
  const kept = readParts<Value>(file, engineDigest);
  const isNew = kept === undefined;
  const values = kept ?? new Map<string, Value>();
  const added = new Map<string, Value>();
  const used = new Set<string>();
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
      const isStale = used.size < values.size / 2;
      if (added.size === 0 && !isStale) return;
      try {
        mkdirSync(path.dirname(file), { recursive: true });
        if (!isNew && !isStale) appendFileSync(file, part(added));
        else {
          const parts = [part(engineDigest), part(new Map([...values].filter(([digest]) => used.has(digest))))];
          writeFileSync(`${file}.${process.pid}`, Buffer.concat(parts));
          renameSync(`${file}.${process.pid}`, file);
        }
        added.clear();
      } catch {
        // A folder that can't be written only costs time.
      }
    },
    forget: () => {
      for (const one of [values, added, used]) one.clear();
    },
  };
}

/** The values of a file whose first part is this engine's digest; undefined where it can't be gone on with. */
function readParts<Value>(file: string, engineDigest: string): Map<string, Value> | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const bytes = readFileSync(file);
    const values = new Map<string, Value>();
    let isFirst = true;
    for (let at = 0; at < bytes.length; ) {
      const length = bytes.readUInt32LE(at);
      const body = bytes.subarray(at + headLength, at + headLength + length);
      if (body.length !== length || crc32(body) !== bytes.readUInt32LE(at + 4)) return undefined;
      const value = deserialize(body);
      if (!isFirst) for (const [digest, one] of value as Map<string, Value>) values.set(digest, one);
      else if (value !== engineDigest) return undefined;
      isFirst = false;
      at += headLength + length;
    }
    return isFirst ? undefined : values;
  } catch {
    return undefined;
  }
}

function part(value: unknown): Buffer {
  const body = serialize(value);
  const head = Buffer.alloc(headLength);
  head.writeUInt32LE(body.length);
  head.writeUInt32LE(crc32(body), 4);
  return Buffer.concat([head, body]);
}
