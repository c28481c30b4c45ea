/** An error of the operating system's, as Node throws it: with the name of its kind, and what was asked of which path. */
export interface SystemError extends Error {
  readonly code: string;
  readonly syscall: string;
  readonly path?: string;
  readonly dest?: string;
}

/** Whether something that was thrown is the operating system's refusal, not a fault of the program. */
export function isSystemError(error: unknown): error is SystemError {
  return error instanceof Error && "syscall" in error && "code" in error && typeof error.code === "string";
}

/** What the names of POSIX's `errno.h` mean, in words for who has never heard of them. */
const reasons: Readonly<Record<string, string>> = {
  EACCES: "you have no permission to do that",
  EADDRINUSE: "the address is used by another program",
  EADDRNOTAVAIL: "this machine has no such address",
  EAGAIN: "the system is too busy",
  EBUSY: "another program is using it",
  ECONNREFUSED: "nothing answers there",
  ECONNRESET: "the other side broke off the connection",
  EDQUOT: "your share of the disk is full",
  EEXIST: "something else has that name already",
  EFBIG: "the file is larger than the disk can hold in one",
  EINVAL: "the system does not accept that name or request",
  EIO: "the disk reports a fault",
  EISDIR: "it is a folder, not a file",
  ELOOP: "its links lead in a circle",
  EMFILE: "too many files are open at once",
  EMLINK: "it has too many links",
  ENAMETOOLONG: "the name is too long for this disk",
  ENFILE: "too many files are open at once",
  ENODEV: "that device is missing",
  ENOENT: "there is no such file or folder",
  ENOMEM: "there is not enough memory",
  ENOSPC: "the disk is full",
  ENOTDIR: "a part of the path is a file, not a folder",
  ENOTEMPTY: "the folder is not empty",
  ENOTSUP: "this disk can't do that",
  ENXIO: "nothing reads from it or writes to it",
  EOPNOTSUPP: "this disk can't do that",
  EPERM: "the system does not allow that",
  EPIPE: "the program that was to read it has ended",
  EROFS: "the disk can only be read",
  ESTALE: "the file on the network drive is gone",
  ETIMEDOUT: "there was no answer in time",
  ETXTBSY: "the program in it is running",
  EXDEV: "it lies on another disk",
};

/** Why the operating system refused, as half a sentence without a full stop: "the disk is full". */
export function systemReason(error: unknown): string {
  if (!isSystemError(error)) return error instanceof Error ? error.message : String(error);
  return reasons[error.code] ?? `the system says ${error.code}`;
}
