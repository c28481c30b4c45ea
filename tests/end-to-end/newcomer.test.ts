// The path of a newcomer, as docs/content/pages/start-in-a-terminal.md has it: from nothing to a site of one's own.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { offprint } from "../offprint.ts";
import { emptyFolder } from "../site-in.ts";

const page = readFileSync(path.join(import.meta.dirname, "../../docs/content/pages/start-in-a-terminal.md"), "utf8");
const commands = /```sh\n([\s\S]*?)```/.exec(page)![1]!.trim().split("\n");
const blocks = new Map([...page.matchAll(/```markdown (\S+)\n([\s\S]*?)```/g)].map(([, file, text]) => [file!, text!]));

const papers = `@article{pines, title = {Growth of Pines}, author = {Kern, Ada and Orr, Ben}, journal = {Journal of Tests}, year = {2021}}
@inproceedings{firs, title = {Firs in Winter}, author = {Kern, A.}, booktitle = {Conference on Tests}, year = {2020}}
@phdthesis{yews, title = {On Yews}, author = {Kern, Ada}, school = {University of Tests}, year = {2018}}
`;
/** One pixel. */
const portrait = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

test("a site of one's own, with portrait, three papers and an about page, takes ten commands and edits at most", async () => {
  const site = path.join(emptyFolder(), "my-site");
  // What the first three do on a machine with a network is tried by package.test.ts; what the last does, by dev.test.ts.
  expect(commands).toEqual(["npm create offprint@latest my-site", "cd my-site", "npm install", "npm run dev"]);
  expect(await offprint("init", site, "--yes", "--name", "Ada Kern")).toMatchObject({ code: 0 });
  const publications = path.join(site, "content/publications");
  const edits: readonly (() => void)[] = [
    () => writeFileSync(path.join(publications, "refs.bib"), papers),
    () => rmSync(path.join(publications, "example.md")),
    () =>
      writeFileSync(path.join(site, "content/people.yaml"), "- name: Ada Kern\n  variants: [A. Kern]\n  owner: true\n"),
    () => writeFileSync(path.join(site, "content/ada.png"), portrait),
    () => writeFileSync(path.join(site, "content/index.md"), blocks.get("content/index.md")!),
    () => {
      const about = path.join(site, "content/pages/about.md");
      mkdirSync(path.dirname(about), { recursive: true });
      writeFileSync(about, blocks.get("content/pages/about.md")!);
    },
  ];
  for (const edit of edits) edit();
  expect(commands.length + edits.length).toBeLessThanOrEqual(10);

  expect(await offprint("build", site)).toMatchObject({ code: 0, errors: "" });
  const read = (file: string) => readFileSync(path.join(site, "_site", file), "utf8");
  expect(read("index.html")).toMatch(/<img [^>]*src="\/ada\.png"[^>]*alt="Ada Kern in a wood"/);
  expect(read("index.html")).toMatch(/<a href="\/about\/"[^>]*>About<\/a>/);
  expect(read("about/index.html")).toContain("Growth of Pines");
  const list = read("publications/index.html");
  for (const title of ["Growth of Pines", "Firs in Winter", "On Yews"]) expect(list).toContain(title);
  expect(await offprint("check", site, "--built", path.join(site, "_site"))).toMatchObject({ code: 0 });
});
