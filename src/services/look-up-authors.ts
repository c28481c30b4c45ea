// In: a paper's file of which not all authors are known. Out: the same with the authors that services know.
import { parse, stringify } from "yaml";
import { foldSigns } from "../memory/fold.ts";
import { richTextToPlain } from "../text/plain-text.ts";
import { type ServiceClient, ServiceFailure } from "./client/client.ts";
import { fieldIn } from "./edit-front-matter.ts";
import { nameItems } from "./entry-text.ts";
import { findWork } from "./find-work.ts";
import type { FoundWork } from "./reading/found-work.ts";
import { type Asked, identify } from "./reading/identify.ts";
import { NoPaper } from "./sources/crossref.ts";

/**
 * Looks a paper up by its identifier or, where it has none, by its title, which must then be the same: its file with all authors, or why
 * there are none.
 */
export async function lookUpAuthors(
  text: string,
  client: ServiceClient,
): Promise<{ readonly text: string } | { readonly why: string }> {
  const [, matter, rest] = /^---\n([\s\S]*?\n)(---(?:\n[\s\S]*)?)$/.exec(text) ?? [];
  if (matter === undefined) return { why: "it has no front matter" };
  const found = await lookUp(text, client);
  if ("why" in found) return found;
  const { title, ...fields } = parse(matter) as Readonly<Record<string, unknown>>;
  const written = { title, ...fields, authors: nameItems(found.work.author) };
  return { text: `---\n${stringify(written, { lineWidth: 0, flowCollectionPadding: false })}${rest}` };
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
