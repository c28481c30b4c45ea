// What "offprint sync" is not to propose again: a line each, in a file of the site.
import type { Asked } from "../reading/identify.ts";

export const ignoredFile = "content/sync-ignore.txt";

const head = '# What "offprint sync" does not propose again: an identifier a line, and behind it whatever you like.\n';

/** The names in the text of the file. */
export const readIgnored = (text: string | undefined): ReadonlySet<string> =>
  new Set(
    (text ?? "").split(/\r\n?|\n/).flatMap((line) => {
      const [name = ""] = line.trim().split(/\s/, 1);
      return name === "" || name.startsWith("#") ? [] : [name.toLowerCase()];
    }),
  );

/** The text of the file with a name more, and what it is the name of. */
export function withIgnored(text: string | undefined, name: string, what: string): string {
  const before = text === undefined ? head : text.replace(/(?<!\n)$/, "\n");
  return `${before}${name}  ${what.replace(/[\s\p{Cc}]+/gu, " ").slice(0, 100)}\n`;
}

/** The name of what is asked for by an identifier: "doi:10.5555/pines". */
export const nameOf = ({ kind, id }: Asked): string => `${kind}:${id.toLowerCase().replace(/\s+/g, "")}`;
