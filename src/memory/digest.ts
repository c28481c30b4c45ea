import { hash } from "node:crypto";

/**
 * A short name for a value: equal for equal values, different for different ones (the beginning of the SHA-256 of all that is
 * in it), as a Base64 of 24 characters that may stand in a file name. Values are texts, numbers, truth values, lists, maps and
 * plain objects of these, in the order of their parts; a part that is undefined counts as absent. `nameOf` gives the name
 * of an object that has one already, in whose place it stands.
 */
export function digestOf(value: unknown, nameOf: (object: object) => string | undefined = () => undefined): string {
  return hash("sha256", typeof value === "string" ? value : spell(value, nameOf), "base64url").slice(0, 24);
}

/** All of a value in one text; texts have their length before them, so that no other value is spelled alike. */
function spell(value: unknown, nameOf: (object: object) => string | undefined): string {
  if (typeof value === "string") return `${value.length}"${value}`;
  if (typeof value !== "object" || value === null) return `${String(value)};`;
  const name = nameOf(value);
  if (name !== undefined) return `#${name}`;
  let text = "";
  if (value instanceof Map) {
    for (const [key, one] of value) text += spell(key, nameOf) + spell(one, nameOf);
    return `<${text}>`;
  }
  if (Array.isArray(value)) {
    for (const one of value) text += spell(one, nameOf);
    return `[${text}]`;
  }
  for (const [key, one] of Object.entries(value))
    if (one !== undefined) text += spell(key, nameOf) + spell(one, nameOf);
  return `{${text}}`;
}
