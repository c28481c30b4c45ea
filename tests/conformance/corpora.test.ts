import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { offprint } from "../offprint.ts";

// Real libraries beside the project: other people's data, which stays out of it.
const folder = path.join(import.meta.dirname, "../../../shared/corpora");
const isThere = existsSync(folder);

/** What `inspect --json` prints of a publication, as far as it is looked at here. */
interface Inspected {
  readonly key: string;
  readonly title: { readonly text: string; readonly html: string };
  readonly author: readonly Readonly<Record<string, unknown>>[];
  readonly editor: readonly Readonly<Record<string, unknown>>[];
  readonly source: { readonly file: string; readonly line: number };
}

describe.skipIf(!isThere)(
  `inspect, on the libraries in ../shared/corpora${isThere ? "" : " (absent, so skipped)"}`,
  () => {
    test("shows every entry of all files, and no TeX in titles and names but in formulas or where a message says so", {
      timeout: 180_000,
    }, async () => {
      const files = readdirSync(folder)
        .filter((name) => name.endsWith(".bib"))
        .map((name) => path.join(folder, name));
      const { output, errors } = await offprint("inspect", "--json", ...files);
      expect(errors).toBe("");
      const { publications, diagnostics } = JSON.parse(output) as {
        publications: readonly Inspected[];
        diagnostics: readonly { file: string; key: string | null }[];
      };
      const read = new Set(publications.map(({ source }) => `${source.file}:${source.line}`));
      const missing = files.flatMap((file) => {
        const lines = readFileSync(file, "latin1").split(/\r\n|\n|\r/);
        const counted = lines.flatMap((line, index) =>
          /^\s*@(?!comment|string|preamble|xdata|set)\w+/i.test(line) ? [index + 1] : [],
        );
        return counted.map((line) => `${file}:${line}`).filter((place) => !read.has(place));
      });
      expect(missing).toEqual([]);

      const told = new Set(diagnostics.map(({ key }) => key));
      const raw = publications.filter(({ key, title, author, editor }) => {
        const names = [...author, ...editor].flatMap((name) =>
          Object.values(name).filter((part) => typeof part === "string"),
        );
        const texts = [title.html.replace(/<math[\s\S]*?<\/math>/g, ""), ...names];
        return (
          texts.some((text) => /[\\{}]|<span(?! class="small-caps")/.test(text)) && !told.has(key.replace(/#\d+$/, ""))
        );
      });
      expect(raw.map(({ key, title }) => `${key}: ${title.text}`)).toEqual([]);
    });
  },
);
