import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { isCancel, select, text } from "@clack/prompts";
import { parse, stringify } from "yaml";
import { builtInMessages } from "../messages/messages.ts";
import { readArguments, readUrl, UsageError } from "./terminal/arguments.ts";

/** What a new site is made of, as it was said or answered; an empty address is not known yet. */
type Answers = Readonly<Record<"folder" | "name" | "url" | "language" | "deploy", string>>;

interface Question {
  readonly of: keyof Answers;
  readonly text: string;
  /** The only answers there are, each with its name. */
  readonly choices?: Readonly<Record<string, string>>;
  /** What holds where nothing is answered. */
  readonly usual: () => string;
  /** The answer as it is used; a `UsageError` says what is wrong with it. */
  readonly read: (answer: string) => string;
}

const languageNames = Object.fromEntries(
  Object.keys(builtInMessages).map((tag) => [tag, new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag]),
);
const hosts = { github: "GitHub Pages", gitlab: "GitLab Pages", netlify: "Netlify", none: "on another web server" };

const questions: readonly Question[] = [
  { of: "folder", text: "The folder to make for the site", usual: () => "my-site", read: readFolder },
  { of: "name", text: "Your name, as on your papers", usual: nameInGit, read: readName },
  {
    of: "url",
    text: "The address the site will have, where you know it",
    usual: () => "",
    read: (url) => (url === "" ? "" : readUrl(url)),
  },
  {
    of: "language",
    text: "The language of the site",
    choices: languageNames,
    usual: () => "en",
    read: (language) => oneOf(language, languageNames, "The interface has no words in"),
  },
  {
    of: "deploy",
    text: "Where it will be published",
    choices: hosts,
    usual: () => "github",
    read: (host) => oneOf(host, hosts, "There are no files for"),
  },
];

/**
 * `offprint init`: makes a new site, of what the flags say and of the answers to questions about the rest, on a terminal or
 * line by line from standard input. What is there already stays.
 * @param source the package that brings `starter/`
 * @param usualFolder the folder where the words name none; undefined asks for it
 */
export async function init(words: readonly string[], source: string, usualFolder: string | undefined): Promise<number> {
  const { values, positionals } = readArguments(
    words,
    {
      yes: { type: "boolean" },
      name: { type: "string" },
      url: { type: "string" },
      language: { type: "string" },
      deploy: { type: "string" },
    },
    1,
  );
  const said = { ...values, folder: positionals[0] ?? usualFolder };
  const open: Question[] = [];
  const answers: Partial<Record<keyof Answers, string>> = {};
  for (const question of questions) {
    const words = said[question.of];
    if (words !== undefined) answers[question.of] = question.read(words.trim());
    else if (values.yes) answers[question.of] = question.usual();
    else open.push(question);
  }
  const isTerminal = process.stdin.isTTY && process.stdout.isTTY;
  if (!(await (isTerminal ? askOnTerminal : askInLines)(open, answers))) {
    console.error("Nothing was written.");
    return 1;
  }

  const site = answers as Answers;
  const { written, kept } = writeSite(site, source);
  const isHere = path.resolve(site.folder) === process.cwd();
  const isSite = readFileSync(path.join(site.folder, "package.json"), "utf8").includes('"offprint"');
  for (const name of kept) console.log(`${name} is there already and stays as it is.`);
  if (written.length > 0)
    console.log(`Wrote into ${isHere ? "this folder" : `the folder ${site.folder}`}:\n  ${written.join("\n  ")}`);
  const steps = [
    ...(isHere ? [] : [`cd ${/^[\w./-]+$/.test(site.folder) ? site.folder : `"${site.folder}"`}`]),
    ...(isSite ? ["npm install", "npm run dev"] : ["npm install offprint", "npx offprint dev"]),
  ];
  console.log(`\nNow type:\n${steps.map((step) => `  ${step}\n`).join("")}`);
  console.log("Then the site is at http://localhost:8080/, and README.md says how to go on.");
  return 0;
}

function readFolder(folder: string): string {
  if (folder === "") throw new UsageError("The folder has no name.");
  if (existsSync(folder) && !statSync(folder).isDirectory())
    throw new UsageError(`"${folder}" is a file, not a folder.`);
  return folder;
}

function readName(name: string): string {
  if (name === "" || /\p{Cc}/u.test(name)) throw new UsageError("The name is empty, or has signs that no name has.");
  return name;
}

function oneOf(answer: string, known: Readonly<Record<string, string>>, complaint: string): string {
  if (!Object.hasOwn(known, answer))
    throw new UsageError(`${complaint} "${answer}"; there are ${Object.keys(known).join(", ")}.`);
  return answer;
}

/** The name that git signs with on this machine. */
function nameInGit(): string {
  try {
    return readName(execFileSync("git", ["config", "user.name"], { encoding: "utf8", stdio: "pipe" }).trim());
  } catch {
    return "Your Name";
  }
}

/** Asks with fields and lists that the keys move in; false where it was broken off. */
async function askOnTerminal(open: readonly Question[], answers: Partial<Record<keyof Answers, string>>) {
  for (const { of, text: message, choices, usual, read } of open) {
    const most = usual();
    const complain = (answer: string | undefined) => complaintOf(read, answer?.trim() || most);
    const answer = await (choices
      ? select({
          message,
          initialValue: most,
          options: Object.entries(choices).map(([value, label]) => ({ value, label })),
        })
      : text({ message, placeholder: most, defaultValue: most, validate: complain }));
    if (isCancel(answer)) return false;
    answers[of] = read(answer.trim());
  }
  return true;
}

/** Asks one question after the other in plain lines; an empty line, and the end of the input, stand for what is usual. */
async function askInLines(open: readonly Question[], answers: Partial<Record<keyof Answers, string>>) {
  const reader = createInterface({ input: process.stdin, terminal: false });
  const lines = reader[Symbol.asyncIterator]();
  for (const { of, text: message, choices, usual, read } of open) {
    const most = usual();
    const named = choices ? ` (${Object.keys(choices).join(", ")})` : "";
    while (answers[of] === undefined) {
      process.stdout.write(`${message}${named}${most === "" ? "" : ` [${most}]`}: `);
      const { value, done } = await lines.next();
      if (done) process.stdout.write("\n");
      const answer = (done ? "" : value.trim()) || most;
      const complaint = complaintOf(read, answer);
      if (complaint === undefined) answers[of] = read(answer);
      else console.log(complaint);
    }
  }
  reader.close();
  return true;
}

function complaintOf(read: Question["read"], answer: string): string | undefined {
  try {
    read(answer);
    return undefined;
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

/** The folder in which the files of a new site are prepared; one that a killed command left is taken away. */
const draftName = ".offprint-init";

/**
 * Writes the files of a site; the names of those that it wrote, and of what was there. Each is moved to its place, the
 * content in one, when all are made; after an error none is there.
 */
function writeSite(answers: Answers, source: string) {
  const { folder, deploy } = answers;
  const starter = path.join(source, "starter");
  const fill = createFiller(answers, source);
  const written: string[] = [];
  const kept: string[] = [];
  const hasContent = existsSync(path.join(folder, "content"));
  if (hasContent) kept.push("content");
  const draft = path.join(folder, draftName);
  const moved: string[] = [];
  try {
    rmSync(draft, { recursive: true, force: true });
    for (const part of [path.join(starter, "site"), path.join(starter, deploy)]) {
      for (const one of readdirSync(part, { recursive: true }).map(String).sort()) {
        if (one === "publish.md" || statSync(path.join(part, one)).isDirectory()) continue;
        // npm packs no file that is called .gitignore.
        const name = one.replaceAll(path.sep, "/").replace(/^gitignore$/, ".gitignore");
        if (name.startsWith("content/") && hasContent) continue;
        if (existsSync(path.join(folder, name))) {
          kept.push(name);
          continue;
        }
        mkdirSync(path.dirname(path.join(draft, name)), { recursive: true });
        writeFileSync(path.join(draft, name), fill(name, readFileSync(path.join(part, one), "utf8")));
        written.push(name);
      }
    }
    for (const name of new Set(written.map((one) => (one.startsWith("content/") ? "content" : one)))) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      renameSync(path.join(draft, name), path.join(folder, name));
      moved.push(name);
    }
    rmSync(draft, { recursive: true, force: true });
  } catch (error) {
    for (const name of [...moved, draftName]) rmSync(path.join(folder, name), { recursive: true, force: true });
    throw error;
  }
  return { written, kept };
}

/** Puts what is known of a site where a file of the starter says `{{name}}`. */
function createFiller({ folder, name, url, language, deploy }: Answers, source: string) {
  const title = path.basename(path.resolve(folder)).toLowerCase();
  const publish = readFileSync(path.join(source, "starter", deploy, "publish.md"), "utf8").trim();
  const yaml = (value: string) => stringify(value, { lineWidth: 0 }).trim();
  const texts = parse(readFileSync(path.join(source, "starter/texts.yaml"), "utf8")) as Readonly<
    Record<string, Record<string, string>>
  >;
  return (file: string, text: string): string => {
    const values: Readonly<Record<string, string>> = {
      ...texts[language],
      publish,
      language,
      name: file.startsWith("content/") ? yaml(name) : name,
      url: url === "" ? "# url: https://example.org/papers/" : `url: ${yaml(url)}`,
      package: title.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "") || "publications",
      offprint: askedOffprint(folder, source),
    };
    return text.replace(/\{\{(\w+)\}\}/g, (_, field: string) => values[field]!);
  };
}

/** What a site's package.json asks npm for: the version that makes it, or the clone that does. */
function askedOffprint(folder: string, source: string): string {
  const { version } = JSON.parse(readFileSync(path.join(source, "package.json"), "utf8")) as { version: string };
  if (!existsSync(path.join(source, "src/cli/main.ts"))) return `^${version}`;
  mkdirSync(folder, { recursive: true });
  return `file:${path.relative(realpathSync(folder), source).replaceAll(path.sep, "/")}`;
}
