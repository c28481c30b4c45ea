import { hash } from "node:crypto";

/**
 * A short name for a value: equal for equal values, different for different ones (the beginning of the SHA-256 of its JSON,
 * a map as the list of its pairs), as a Base64 of 24 characters that may stand in a file name. `nameOf` gives the name of an
 * object that has one already, in whose place it stands.
 */
export function digestOf(value: unknown, nameOf: (object: object) => string | undefined = () => undefined): string {
  const withNames = (_: string, inside: unknown): unknown => {
    if (typeof inside !== "object" || inside === null) return inside;
    return nameOf(inside) ?? (inside instanceof Map ? [...inside] : inside);
  };
  const text = typeof value === "string" ? value : (JSON.stringify(value, withNames) ?? "");
  return hash("sha256", text, "base64url").slice(0, 24);
}
