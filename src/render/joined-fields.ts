import { formatName } from "../model/format-name.ts";
import type { Name } from "../model/name.ts";
import type { Publication } from "../model/publication.ts";
import type { RichText } from "../model/rich-text.ts";

/**
 * A work as programs take it that know fewer fields than BibLaTeX: what is printed behind a title is part of it, a
 * collaboration is an author beside the persons, as INSPIRE and REVTeX print it, and a patent's holder is its publisher.
 */
export function joinFields(publication: Publication): Publication {
  const { title, titleAddon, author, containerTitle, containerTitleAddon, publisher, holder, type } = publication;
  const groups = collaborations(publication);
  const owner = type === "patent" ? holder.map((name) => formatName(name)).join(", ") : "";
  const container = [containerTitle, containerTitleAddon].filter(Boolean).join(". ");
  return {
    ...publication,
    title: titleAddon.length === 0 ? title : joinSentences(title, titleAddon),
    author: groups.length === 0 ? author : [...author, ...groups],
    ...(container === "" ? {} : { containerTitle: container }),
    ...(publisher === undefined && owner !== "" ? { publisher: owner } : {}),
  };
}

/** A title and what is printed behind it. */
export function joinSentences(title: RichText, addon: RichText): RichText {
  return [...title, { kind: "text", value: ". " }, ...addon];
}

/** "ATLAS Collaboration" for `collaboration = {ATLAS}`, each group once, without those that are authors already. */
export function collaborations({ collaboration, author }: Publication): readonly Name[] {
  const known = new Set(author.map((name) => fold(formatName(name))));
  return (collaboration ?? "").split(/\s*,\s*|\s+and\s+/).flatMap((group) => {
    if (group === "" || known.has(fold(group))) return [];
    const isNamed = /\b(collaborations?|group|team|consortium|network|project)\b/i.test(group);
    return [{ literal: isNamed ? group : `${group} Collaboration`, equalContribution: false, corresponding: false }];
  });
}

const fold = (name: string): string => name.toLowerCase().replace(/^the |\bcollaboration\b|[^\p{L}\p{N}]/gu, "");
