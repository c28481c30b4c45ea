// Loaded before a program (`--import`), in its threads too: the calls that change the disk are counted, and the one whose
// number FAULT_AT says kills the process, halts it (SIGSTOP) or fails as FAULT_KIND says; from it on a disk is full or can only be
// read. FAULT_LOG names a file that gets the calls, one a line;
// FAULT_BELOW a folder outside of which nothing counts; FAULT_FIXED one that can't be renamed, as a mount point. A folder is removed name by name, and half of a file is written
// before the call that may fail, so that the fault may fall between.
import { createRequire, syncBuiltinESMExports } from "node:module";
import { resolve } from "node:path";

const fs = createRequire(import.meta.url)("node:fs");
const { openSync, writeSync, closeSync, readdirSync, lstatSync, unlinkSync, rmdirSync } = { ...fs };
/** What is to happen when, and how many calls there were; who builds again and again in one process sets it anew. */
const faults = { at: Number(process.env.FAULT_AT ?? Number.NaN), kind: process.env.FAULT_KIND, count: 0, fixed: process.env.FAULT_FIXED };
globalThis[Symbol.for("faulty calls")] = faults;
const log = process.env.FAULT_LOG && openSync(process.env.FAULT_LOG, "a");
const only = process.env.FAULT_BELOW;
const errno = { EIO: -5, ENOSPC: -28, EROFS: -30, EMFILE: -24, EBUSY: -16 };
/** What a full disk refuses, now and ever after. */
const needsSpace = /^(?:open|write|mkdir|link|symlink|copyfile)$/;

function before(syscall, path, dest) {
  if (path === 1 || path === 2) return;
  if (only !== undefined && (typeof path === "number" || !resolve(String(path)).startsWith(only))) return;
  if (syscall === "rename" && faults.fixed !== undefined && path === faults.fixed) fail("EBUSY", syscall, path, dest);
  const count = ++faults.count;
  const { at, kind } = faults;
  if (log) writeSync(log, `${syscall} ${path}${dest === undefined ? "" : ` ${dest}`}\n`);
  if (kind === "full" && count >= at && needsSpace.test(syscall)) fail("ENOSPC", syscall, path, dest);
  if (kind === "read-only" && count >= at) fail("EROFS", syscall, path, dest);
  // As after a kill: no call is done any more, whatever the program still tries.
  if (kind === "gone" && count >= at) throw new Error("killed on purpose");
  if (count !== at) return;
  if (kind === "kill") process.kill(process.pid, "SIGKILL");
  if (kind === "stop") process.kill(process.pid, "SIGSTOP");
  if (errno[kind] !== undefined) fail(kind, syscall, path, dest);
}

function fail(code, syscall, path, dest) {
  const where = typeof path === "number" ? "" : ` '${path}'${dest === undefined ? "" : ` -> '${dest}'`}`;
  throw Object.assign(new Error(`${code}: failed on purpose, ${syscall}${where}`), {
    errno: errno[code],
    code,
    syscall,
    ...(typeof path === "number" ? {} : { path: String(path) }),
    ...(dest === undefined ? {} : { dest: String(dest) }),
  });
}

const mayWrite = (flags = "r") => (typeof flags === "number" ? (flags & 3) !== 0 : /[wa+]/.test(flags));

function writeFile(target, data, options, flag) {
  const own = typeof options === "string" ? { encoding: options } : (options ?? {});
  const bytes = typeof data === "string" ? Buffer.from(data, own.encoding ?? "utf8") : Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const isOpen = typeof target === "number";
  const file = isOpen ? target : fs.openSync(target, own.flag ?? flag, own.mode);
  try {
    const half = bytes.length >> 1;
    for (let done = 0; done < half; ) done += writeSync(file, bytes, done, half - done);
    before("write", target);
    for (let done = half; done < bytes.length; ) done += writeSync(file, bytes, done);
  } finally {
    if (!isOpen) closeSync(file);
  }
}

function remove(path, { recursive = false, force = false } = {}) {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (!stats) {
    if (force) return;
    unlinkSync(path);
  } else if (stats.isDirectory() && recursive) {
    for (const name of readdirSync(path)) remove(`${path}/${name}`, { recursive, force });
    before("rmdir", path);
    rmdirSync(path);
  } else {
    before("unlink", path);
    unlinkSync(path);
  }
}

const two = (syscall, name) => {
  const real = fs[name];
  fs[name] = (path, dest, ...rest) => {
    before(syscall, path, dest);
    return real(path, dest, ...rest);
  };
};
const one = (syscall, name) => {
  const real = fs[name];
  fs[name] = (path, ...rest) => {
    before(syscall, path);
    return real(path, ...rest);
  };
};
two("rename", "renameSync");
two("link", "linkSync");
two("symlink", "symlinkSync");
two("copyfile", "copyFileSync");
one("mkdir", "mkdirSync");
one("mkdtemp", "mkdtempSync");
one("unlink", "unlinkSync");
one("rmdir", "rmdirSync");
one("chmod", "chmodSync");
one("utime", "utimesSync");
one("ftruncate", "ftruncateSync");
one("fsync", "fsyncSync");
one("fsync", "fdatasyncSync");
one("write", "writeSync");
fs.openSync = (path, flags, ...rest) => {
  if (mayWrite(flags)) before("open", path);
  return openSync(path, flags, ...rest);
};
fs.rmSync = remove;
fs.writeFileSync = (target, data, options) => writeFile(target, data, options, "w");
fs.appendFileSync = (target, data, options) => writeFile(target, data, options, "a");
// The same by callback and by promise, for whoever uses them.
for (const [name, syscall] of Object.entries({ rename: "rename", link: "link", symlink: "symlink", copyFile: "copyfile", mkdir: "mkdir", unlink: "unlink", rmdir: "rmdir", rm: "rm", writeFile: "write", appendFile: "write", fsync: "fsync", fdatasync: "fsync", cp: "copyfile" })) {
  const [byCallback, byPromise] = [fs[name], fs.promises[name]];
  if (byCallback)
    fs[name] = (path, ...rest) => {
      try {
        before(syscall, path);
      } catch (error) {
        process.nextTick(rest.at(-1), error);
        return;
      }
      byCallback(path, ...rest);
    };
  if (byPromise)
    fs.promises[name] = async (path, ...rest) => {
      before(syscall, path);
      return byPromise(path, ...rest);
    };
}
const handle = await fs.promises.open(process.execPath);
const handles = Object.getPrototypeOf(handle);
await handle.close();
for (const name of ["sync", "datasync"]) {
  const real = handles[name];
  handles[name] = async function () {
    before("fsync", this.fd);
    return real.call(this);
  };
}
syncBuiltinESMExports();
