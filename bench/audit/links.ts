import { execFile } from "node:child_process";
import path from "node:path";
import { cellsByKind, type SitePage } from "./site-pages.ts";
import { type Cell, notRun } from "./table.ts";

const column = "links";

/** `offprint check --built`: every internal address and anchor is alive, and nothing is loaded from elsewhere. */
export async function runCheck(
  project: string,
  site: string,
  built: string,
  pages: readonly SitePage[],
): Promise<readonly Cell[]> {
  const words = ["src/cli/offprint.mjs", "check", site, "--built", built];
  const env = { ...process.env, GITHUB_ACTIONS: "", NO_COLOR: "1" };
  const report = await new Promise<string>((resolve) => {
    execFile(process.execPath, words, { cwd: project, env, maxBuffer: 1 << 28 }, (_, output, errors) =>
      resolve(output + errors),
    );
  });
  if (!/^(Nothing to complain of\.|\d+ (error|warning)s?\b.*)$/m.test(report)) {
    const kinds = [...new Set(pages.map(({ kind }) => kind))];
    return notRun(kinds, [column], `offprint check failed: ${report.slice(0, 200)}`);
  }
  const lines = report.split("\n");
  return cellsByKind(column, pages, ({ file }) => {
    const place = `${path.join(built, file)}:`;
    return lines.flatMap((line, index) =>
      line.startsWith(place) ? [`${line.slice(place.length)}  ${lines[index + 1]?.trim()}`] : [],
    );
  });
}
