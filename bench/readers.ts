// The readers that are compared, each made to answer in CSL-JSON, which is what they have in common.
import { execFileSync } from "node:child_process";
import { plugins } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import { publicationToCsl } from "../src/export/csl-json.ts";
import { sourceFile } from "../src/input/files/source-file.ts";
import { readPublications } from "../src/pipeline.ts";
import { hasProgram } from "../tests/has-program.ts";

/** A CSL-JSON item as far as it is compared. */
export type Item = Readonly<Record<string, unknown>>;

/** One reader: its name, and what it makes of a .bib text; it may throw. Absent where it can't be asked on this machine. */
export interface Reader {
  readonly name: string;
  readonly read: (text: string) => readonly Item[];
  /** The number of entries alone, where that is all that can be asked. */
  readonly countOnly?: boolean;
}

const offprint: Reader = {
  name: "Offprint",
  read: (text) =>
    // A title is asked without what is printed behind it, which CSL has no variable for.
    readPublications([sourceFile("case.bib", text)]).value.map(({ publication }) =>
      publicationToCsl({ ...publication, titleAddon: [] }),
    ),
};

/** citation-js' own chain of parsers, of which the product uses none. */
const { input } = plugins as unknown as {
  input: { chain(text: string, options: object): readonly Item[] };
};

const citationJs: Reader = {
  name: "citation-js 0.8.2",
  read: (text) => input.chain(text, { forceType: "@bibtex/text", strict: false, generateGraph: false }),
};

const pandoc: Reader = {
  name: "pandoc",
  read: (text) =>
    JSON.parse(
      execFileSync("pandoc", ["-f", "biblatex", "-t", "csljson"], {
        input: text,
        encoding: "utf8",
        maxBuffer: 1 << 28,
        stdio: ["pipe", "pipe", "ignore"],
      }),
    ),
};

/** biber rewrites a file in its tool mode; how many entries come out is all that it can be asked. */
const biber: Reader = {
  name: "biber",
  countOnly: true,
  read: (text) => {
    const script =
      'cd "$(mktemp -d)" && cat > in.bib && biber --tool --quiet in.bib > log 2>&1; cat in_bibertool.bib 2> none';
    const output = execFileSync("bash", ["-c", script], { input: text, encoding: "utf8", maxBuffer: 1 << 28 });
    return [...output.matchAll(/^@(?!comment|string|preamble)\w+\{([^,]+)/gim)].map(([, id]) => ({ id }));
  },
};

/** Named so that a checkout without the bench's own packages is type-checked too. */
const betterBibtex: string = "@retorquere/bibtex-parser";

/** The parser of Better BibTeX, which gives fields and not CSL; bench/package.json has it. */
async function retorquere(): Promise<Reader[]> {
  try {
    const { parse } = await import(betterBibtex);
    const options = { sentenceCase: { guess: false, subSentence: false }, unsupported: "ignore" };
    return [{ name: "@retorquere/bibtex-parser 9.0.29", read: (text) => parse(text, options).entries.map(toItem) }];
  } catch {
    return [];
  }
}

interface ParsedEntry {
  readonly key: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

function toItem({ key, fields }: ParsedEntry): Item {
  const names = (list: unknown) =>
    Array.isArray(list)
      ? list.map(({ name, firstName, lastName, prefix, suffix }) => ({
          literal: name,
          family: lastName,
          given: firstName,
          "non-dropping-particle": prefix,
          suffix,
        }))
      : undefined;
  const dated = /^(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(String(fields.date ?? fields.year ?? ""));
  const month = Number(fields.month);
  const parts = dated?.slice(1).filter(Boolean).map(Number);
  if (parts?.length === 1 && month > 0) parts.push(month);
  return {
    id: key,
    title: fields.title,
    author: names(fields.author),
    editor: names(fields.editor),
    issued: parts && { "date-parts": [parts] },
    "container-title": fields.journaltitle ?? fields.journal ?? fields.booktitle,
    publisher: Array.isArray(fields.publisher) ? fields.publisher.join(", ") : fields.publisher,
    DOI: fields.doi,
    URL: fields.url,
    page: fields.pages,
  };
}

/** Every reader that can be asked here, ours first. */
export async function availableReaders(): Promise<readonly Reader[]> {
  return [
    offprint,
    citationJs,
    ...(await retorquere()),
    ...(hasProgram("pandoc") ? [pandoc] : []),
    ...(hasProgram("biber") ? [biber] : []),
  ];
}
