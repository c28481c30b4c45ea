import { hash } from "node:crypto";

/**
 * A short name for a value: equal for equal values, different for different ones (the beginning of the SHA-256 of its JSON,
 * a map as the list of its pairs), as a Base64 of 24 characters that may stand in a file name.
 */
export function digestOf(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value, withMaps) ?? "");
  return hash("sha256", text, "base64url").slice(0, 24);
}

function withMaps(_: string, value: unknown): unknown {
  return value instanceof Map ? [...value] : value;
}
