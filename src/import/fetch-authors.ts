// In: papers of an import of which not all authors are known. Out: the same with the authors that services know.
import { parse, stringify } from "yaml";
import { foldSigns } from "../memory/fold.ts";
import { type ServiceClient, ServiceFailure } from "../services/client/client.ts";
import { fieldIn } from "../services/edit-front-matter.ts";
import { nameItems } from "../services/entry-text.ts";
import { findWork } from "../services/find-work.ts";
import type { FoundWork } from "../services/reading/found-work.ts";
import { type Asked, identify } from "../services/reading/identify.ts";
import { NoPaper } from "../services/sources/crossref.ts";
import { richTextToPlain } from "../text/plain-text.ts";
import type { ImportReport } from "./import-report.ts";

/**
 * Looks up each paper whose authors the old site does not say in full: by its identifier or, where it has none, by its title, which must
 * then be the same. What is found stands in `texts`, by the paths of the files that are to be written; what is not stays as it was.
 */
export async function fetchAuthors(
  texts: Map<string, string>,
  report: ImportReport,
  client: ServiceClient,
): Promise<void> {
  for (const key of [...report.withoutAuthors]) {
    const path = [`content/publications/${key}.md`, `content/publications/${key}/index.md`].find((one) =>
      texts.has(one),
    );
    if (path === undefined) continue;
    const text = texts.get(path)!;
    const found = await lookUp(text, client);
    if ("why" in found) {
      report.remark(`the authors could not be looked up: ${found.why}`, path);
      continue;
    }
    const [, matter, rest] = /^---\n([\s\S]*?\n)(---(?:\n[\s\S]*)?)$/.exec(text) ?? [];
    if (matter === undefined) continue;
    const { title, ...fields } = parse(matter) as Readonly<Record<string, unknown>>;
    const authors = nameItems(found.work.author);
    texts.set(
      path,
      `---\n${stringify({ title, ...fields, authors }, { lineWidth: 0, flowCollectionPadding: false })}${rest}`,
    );
    report.withoutAuthors.delete(key);
    report.changed.add(key);
    report.count("lists of authors looked up");
  }
}

async function lookUp(
  text: string,
  client: ServiceClient,
): Promise<{ readonly work: FoundWork } | { readonly why: string }> {
  const title = fieldIn(text, "title") ?? "";
  const named = ["doi", "arxiv", "pmid"].flatMap((field): readonly Asked[] => {
    const id = fieldIn(text, field);
    const asked = id === undefined ? undefined : identify(field === "pmid" ? `PMID ${id}` : id);
    return asked !== undefined && ["doi", "arxiv", "pmid"].includes(asked.kind) ? [asked] : [];
  });
  try {
    const found = await findWork(named[0] ?? { kind: "title", id: title }, client);
    const [first] = "candidates" in found ? found.candidates : [];
    const one = first === undefined ? found : await findWork(first.asked, client);
    if (!("work" in one)) return { why: "no paper of this title is known" };
    const isSame =
      named.length > 0 || foldSigns(richTextToPlain(one.work.title)) === foldSigns(title.replace(/[*_$`]/g, ""));
    if (!isSame) return { why: "no paper of this title is known" };
    return one.work.author.length > 0 ? { work: one.work } : { why: "nobody is named as its author there either" };
  } catch (error) {
    if (!(error instanceof ServiceFailure || error instanceof NoPaper)) throw error;
    return { why: error.message.replace(/\.$/, "") };
  }
}
