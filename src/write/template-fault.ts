import { existsSync } from "node:fs";
import path from "node:path";
import { ContentFault } from "../diagnostic/content-fault.ts";

/**
 * What stopped a template while it made a page, as a fault at its place; undefined where it was no template that failed.
 * Nunjucks names each template on the way down; the last is where it happened.
 */
export function templateFault(error: unknown, site: string): ContentFault | undefined {
  if (error instanceof ContentFault) return error;
  if (!(error instanceof Error)) return undefined;
  const text = error.message;
  const places = [...text.matchAll(/\(([^()\n]+)\)(?: \[Line (\d+), Column (\d+)\])?(?=\n|$)/g)];
  const last = places.at(-1);
  if (last === undefined || !/Template render error/.test(`${error.name} ${text}`)) return undefined;
  const reason = text.slice(last.index + last[0].length).trim();
  // What happens while a page is made has its line counted from 0, what is found before from 1.
  const shift = reason.startsWith("Error:") ? 1 : 0;
  const file = path.relative(site, path.resolve(site, last[1]!));
  return new ContentFault([
    {
      code: "render/template",
      severity: "error",
      message: `The template can't be shown: ${reason.replace(/^Error:\s*/, "").split("\n")[0]}.`,
      hint: "correct the template; what it can show is what its page gives it.",
      file: existsSync(path.join(site, file)) && !file.startsWith("..") ? file.replaceAll(path.sep, "/") : last[1]!,
      line: Number(last[2] ?? 1) + (last[2] === undefined ? 0 : shift),
      column: Number(last[3] ?? 1),
    },
  ]);
}
