/** The path under which a site stands, with a slash at both ends: "/" or "/papers/". */
export function normalizePathPrefix(prefix = "/"): string {
  return `/${prefix}/`.replace(/\/{2,}/g, "/");
}
