// Every regular expression that may see what an author typed, held to linear time by recheck, or by hand where that can't say.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse, type Token } from "acorn";
import { transformSync } from "esbuild";
import type { Figure, Share } from "./table.ts";
import { ofShare } from "./table.ts";

/** The rooms that see content. */
const rooms =
  "text messages record input validate relate export csl picture site diagnostic services import pipeline.ts".split(
    " ",
  );

/** What recheck can't follow or takes for slow, by what stands in the expression, and why it takes no longer than its text. */
const byHand: Readonly<Record<string, string>> = {
  "<sort>[\\s\\S]*?<\\/sort>":
    "a style is written anew when it is read (read-styles.ts), so that each element has its end",
  "(<citation\\b[^>]*>)": "a style is written anew when it is read, so that each element has its end",
  '<macro\\s+name="([^"]*)"': "a style is written anew when it is read, so that each element has its end",
  "<\\/?a\\b[^>]*>": "HTML of ours, in which each tag has its end",
  "<text\\b[^>]*>": "a style is written anew when it is read, so that each tag has its end",
  "^\\W*(?:\\w+ )?posters?\\b": "begins at the text's beginning, or at a whole word",
  "\\d+\\/$": "the address of a page",
  "[^/]*$": "the address of a page",
  "([^/]*?)\\.(\\w+)$": "the path of a file",
  "\\w+$": "the path of a file",
  "[\\\\/]*$": "the path of a file",
  "\\..*$": "the name of a file",
  "(?:^|[.!?:;>\\n])\\s*$": "looks at 20 characters",
  "[\\s,]+(?=et": "looks at 20 characters",
  "[\\s,]+\\{?(?:et": "looks at 20 characters",
  "^[ \\t]+[^\\s([]": "looks at 500 characters",
  "[,;]?\\s+(?=(?:https?": "looks at 3,000 characters",
  "^(?:pmid": "an identifier of fewer than 1,000 characters",
  "^(?:pmcid": "an identifier of fewer than 1,000 characters",
  "<(script|style|iframe)\\b": "what nothing closes goes on to the end of the text, so it is never tried again",
  "([0-9]*[a-zA-Z]+0*)?": "pages of at most 1,000 characters",
  "(.)(?:<[^<>]*>)*$": "looks at 200 characters",
  "([\\w-]{1,60})\\s{0,9}=": "the inside of a tag, of at most 4,000 characters",
  "(!?)\\[([^[\\]": "looks at 6,000 characters from each bracket",
  "(^|\\n)(`{3,}|~{3,})": "a fence that nothing closes goes on to the end of the text, so it is never tried again",
  "zenodo\\.org": "an identifier of fewer than 1,000 characters",
  "ssrn\\.com": "an identifier of fewer than 1,000 characters",
  "(?:\\bdoi\\s?": "its digits and dots hold no other beginning",
  "\\\\(?:url|href|nolinkurl": "its blanks and letters hold no other beginning",
  "\\s*=?\\s*-?[\\d.]*": "matches always, so it never goes back",
  "^((?:[a-z]+ )+)": "reads a table of ours",
  "\\\\DeclareMathOperator": "its blanks hold no other beginning",
  "\\{\\\\textdollar\\}": "looks at 500 characters from each beginning",
  "^[ \\t]*(?:(@)": "begins at a line, and each run of blanks in it has one place",
  "|&(?=#?\\w+;)": "a run of letters has one ampersand before it",
  "\\s(?:disambiguate-[a-z-]+|": "each value ends at the next quotation mark",
  "<(?:text|number)\\b": "XML that is written anew, where each element ends and has one such attribute",
  '(?:[}"]\\s*(?:,': "each run of white space has one beginning",
};

export interface Expression {
  readonly pattern: string;
  readonly flags: string;
  readonly file: string;
}

/** The regular expressions of the rooms, each once. */
export function expressions(): readonly Expression[] {
  const source = path.join(import.meta.dirname, "../../src");
  const found = new Map<string, Expression>();
  for (const room of rooms) {
    const files = room.endsWith(".ts")
      ? [room]
      : readdirSync(path.join(source, room), { recursive: true, encoding: "utf8" }).map((name) => `${room}/${name}`);
    for (const file of files.filter((name) => /(?<!\.d)\.ts$/.test(name))) {
      const { code } = transformSync(readFileSync(path.join(source, file), "utf8"), { loader: "ts", target: "es2024" });
      const onToken = ({ type, value }: Token & { value?: { pattern: string; flags: string } }) => {
        if (type.label === "regexp" && value) found.set(`/${value.pattern}/${value.flags}`, { ...value, file });
      };
      parse(code, { ecmaVersion: "latest", sourceType: "module", onToken });
    }
  }
  return [...found.values()].sort((one, other) => (spell(one) < spell(other) ? -1 : 1));
}

export const spell = ({ pattern, flags }: Expression) => `/${pattern}/${flags}`;

/** Whether an expression is one of those that are looked at by hand. */
export const isJudgedByHand = ({ pattern }: Expression) => Object.keys(byHand).some((part) => pattern.includes(part));

/** What recheck has shown to be linear, one a line, so that it is asked of each once; a run writes it. */
export const listFile = path.join(import.meta.dirname, "linear-expressions.txt");

/** Checks the expressions that are not on the list. */
export async function linearExpressions(share: Share): Promise<readonly Figure[] & { linear?: readonly string[] }> {
  const { checkSync } = await recheck();
  const known = new Set(readFileSync(listFile, "utf8").split("\n"));
  const all = ofShare(expressions(), share);
  const reasons = Object.entries(byHand);
  const failures: string[] = [];
  const linear: string[] = [];
  let hand = 0;
  for (const one of all) {
    if (isJudgedByHand(one)) {
      hand += 1;
      continue;
    }
    const name = spell(one);
    const { status, ...found } = known.has(name)
      ? { status: "safe" }
      : checkSync(one.pattern, one.flags, { timeout: 20_000 });
    if (status === "safe") linear.push(name);
    else failures.push(`${one.file}: ${name}: ${"complexity" in found ? found.complexity?.type : status}`);
  }
  const unused =
    share.step > 1 || share.parts > 1
      ? []
      : reasons.filter(([start]) => !all.some(({ pattern }) => pattern.includes(start)));
  const figures = [
    { what: "regular expressions over content, by recheck", tried: linear.length + failures.length, failures },
    {
      what: "those that recheck can't follow, looked at by hand",
      tried: hand,
      failures: unused.map(([start]) => `no expression has ${start}`),
      remark: "each with the reason in `bench/trust/expressions.ts`",
    },
  ];
  return Object.assign(figures, { linear });
}

/** Named so that a checkout without the bench's own packages is type-checked too. */
const byName: string = "recheck";

interface Recheck {
  checkSync(
    pattern: string,
    flags: string,
    options: { readonly timeout: number },
  ): { readonly status: string; readonly complexity?: { readonly type: string } };
}

function recheck(): Promise<Recheck> {
  // Its own Java and native programs are not installed.
  process.env.RECHECK_BACKEND = "pure";
  return import(byName);
}
