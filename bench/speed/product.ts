// The product's own works on some papers.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Command } from "./measure.ts";
import { addEntry, editEntry, type Papers } from "./papers.ts";
import { commandStep, type Step } from "./step.ts";
import type { Work } from "./works.ts";

export const project = path.join(import.meta.dirname, "../..");
const { scripts } = JSON.parse(readFileSync(path.join(project, "package.json"), "utf8"));

/** The product's command line with these words. */
export function offprint(...words: readonly string[]): Command {
  const [node, ...rest] = scripts.offprint.split(" ");
  return { words: [node === "node" ? process.execPath : node, ...rest, ...words], cwd: project };
}

const helps = new Map<string, string>();

/** The words of an option, where the product's command has it. */
export function optional(name: string, option: string, ...values: readonly string[]): readonly string[] {
  if (!helps.has(name)) {
    const [program, ...rest] = offprint(name, "--help").words;
    helps.set(name, execFileSync(program!, rest, { cwd: project, encoding: "utf8" }));
  }
  return new RegExp(`${option}\\b`).test(helps.get(name)!) ? [option, ...values] : [];
}

/** A build into `output`, with its cache. */
function build(site: string, output: string, cache: string): Command {
  const options = [...optional("build", "--cache", cache), ...optional("build", "--timings")];
  return offprint("build", site, "--output", output, ...options);
}

const remove = (...folders: readonly string[]) => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
};

/** The works of a command line, in the order in which one leaves what the next needs. */
export function productSteps(papers: Papers, built: string, onDisk: string | undefined): readonly Step[] {
  const site = papers.bibtexSite;
  const bibtex = path.join(site, "content/publications/refs.bib");
  const output = path.join(built, "output");
  const cache = path.join(built, "cache");
  const pageOf = (folder: string, key: string) => path.join(folder, "publications", key, "index.html");
  const holds = (folder: string, key: string, text: string) => () => {
    if (!readFileSync(pageOf(folder, key), "utf8").includes(text))
      throw new Error(`the page of ${key} lacks "${text}"`);
  };
  let round = 0;
  const word = () => `Edited${round}`;
  const restore = () => {
    copyFileSync(papers.bibtex, bibtex);
    remove(path.join(site, "_includes"));
  };
  const change = (edit: (text: string) => string) => writeFileSync(bibtex, edit(readFileSync(bibtex, "utf8")));
  const warm = (work: Work, prepare: () => void, verify: () => void) =>
    commandStep(work, build(site, output, cache), output, { needs: "cold", prepare, verify, keeps: true });

  const cold = commandStep("cold", build(site, output, cache), output, {
    prepare: () => {
      round += 1;
      restore();
      remove(output, cache);
    },
    verify: holds(output, papers.subject, "</html>"),
    keeps: true,
  });
  const markdownOutput = path.join(built, "markdown");
  const markdownCache = path.join(built, "markdown-cache");
  const diskOutput = path.join(onDisk ?? "", "output");
  const diskCache = path.join(onDisk ?? "", "cache");
  return [
    cold,
    warm("warm", () => {}, holds(output, papers.subject, "</html>")),
    warm(
      "edit",
      () => change((text) => editEntry(text, papers.subject, ["title", "abstract"], word())),
      () => holds(output, papers.subject, word())(),
    ),
    warm("add", () => change((text) => addEntry(text, "added")), holds(output, "added", "One Paper More")),
    warm(
      "template",
      () => {
        const footer = readFileSync(path.join(project, "_includes/partials/footer.njk"), "utf8");
        mkdirSync(path.join(site, "_includes/partials"), { recursive: true });
        writeFileSync(path.join(site, "_includes/partials/footer.njk"), `${footer}<p>${word()} footer</p>\n`);
      },
      () => holds(output, papers.subject, `${word()} footer`)(),
    ),
    commandStep("markdown", build(papers.markdownSite, markdownOutput, markdownCache), markdownOutput, {
      prepare: () => remove(markdownOutput, markdownCache),
      verify: holds(markdownOutput, papers.subject, "</html>"),
    }),
    commandStep("check", offprint("check", site, ...optional("check", "--no-cache")), undefined, { prepare: restore }),
    ...(onDisk === undefined
      ? []
      : [
          commandStep("cold-disk", build(site, diskOutput, diskCache), diskOutput, {
            prepare: () => {
              restore();
              remove(diskOutput, diskCache);
            },
            verify: holds(diskOutput, papers.subject, "</html>"),
          }),
        ]),
  ];
}

/** The demo, whole command. */
export function demoStep(built: string): Step {
  const output = path.join(built, "demo");
  const cache = path.join(built, "demo-cache");
  return commandStep("demo", build(project, output, cache), output, { prepare: () => remove(output, cache) });
}
