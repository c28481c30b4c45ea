import { isArchive } from "../record/entry-types.ts";
import { formatName, type Name } from "../record/names/name.ts";
import type { Publication } from "../record/publication.ts";
import type { RichText } from "../text/rich-text.ts";

/**
 * A work as programs take it that know fewer fields than BibLaTeX: what is printed behind a title is part of it, a
 * collaboration is an author beside the persons, as INSPIRE and REVTeX print it, a patent's holder is its publisher, and
 * so is a preprint's archive.
 */
export function joinFields(work: Publication): Publication {
  const publication = work.type === "article" ? preprint(work) : work;
  const { title, titleAddon, author, containerTitle, containerTitleAddon, publisher, holder, type } = publication;
  const groups = collaborations(publication);
  const owner = type === "patent" ? holder.map((name) => formatName(name)).join(", ") : "";
  const container = [containerTitle, containerTitleAddon].filter(Boolean).join(". ");
  const given = {
    ...(titleAddon.length === 0 ? {} : { title: joinSentences(title, titleAddon) }),
    ...(groups.length === 0 ? {} : { author: [...author, ...groups] }),
    ...(container === "" || container === containerTitle ? {} : { containerTitle: container }),
    ...(publisher === undefined && owner !== "" ? { publisher: owner } : {}),
  };
  // Most works have nothing to join.
  return Object.keys(given).length === 0 ? publication : { ...publication, ...given };
}

/**
 * A preprint as APA 7 (10.8) and Zotero have it: the archive is the publisher. Where it also stands as the journal
 * ("arXiv preprint arXiv:2101.00001", DBLP's "CoRR" with "abs/2101.00001" as volume), that says it a second time.
 */
function preprint(publication: Publication): Publication {
  const { eprint, containerTitle = "", volume, issue, page, ...rest } = publication;
  const isNamed = isArchive(containerTitle);
  const isInVolume = isNamed && volume !== undefined && !saysIdentifier(volume, eprint);
  const archive = eprint?.archive ?? (isNamed ? containerTitle.replace(/^corr$/i, "arXiv") : undefined);
  return {
    ...rest,
    ...(eprint === undefined ? {} : { eprint }),
    ...(containerTitle === "" || (isNamed && !isInVolume) ? {} : { containerTitle }),
    ...(volume === undefined || saysIdentifier(volume, eprint) ? {} : { volume }),
    ...(issue === undefined || saysIdentifier(issue, eprint) ? {} : { issue }),
    ...(page === undefined || saysIdentifier(page, eprint) ? {} : { page }),
    ...(publication.publisher !== undefined || archive === undefined || isInVolume ? {} : { publisher: archive }),
  };
}

/** Whether a volume, an issue or pages are the identifier in the archive: "abs/2101.00001", "arXiv:2101.00001". */
function saysIdentifier(text: string, eprint: Publication["eprint"]): boolean {
  return /^(?:abs\/|arxiv\s*:)/i.test(text) || (eprint !== undefined && text.includes(eprint.id.replace(/v\d+$/, "")));
}

/** A title and what is printed behind it, or in its place. */
export function joinSentences(title: RichText, addon: RichText): RichText {
  return title.length === 0 ? addon : [...title, { kind: "text", value: ". " }, ...addon];
}

/** "ATLAS Collaboration" for `collaboration = {ATLAS}`, each group once, without those that are authors already. */
export function collaborations({ collaboration, author }: Publication): readonly Name[] {
  if (collaboration === undefined) return [];
  const known = new Set(author.map((name) => fold(formatName(name))));
  return collaboration.split(/(?<!\s)\s*,\s*|(?<!\s)\s+and\s+/).flatMap((group) => {
    if (group === "" || known.has(fold(group))) return [];
    const isNamed = /\b(collaborations?|group|team|consortium|network|project)\b/i.test(group);
    return [{ literal: isNamed ? group : `${group} Collaboration`, equalContribution: false, corresponding: false }];
  });
}

const fold = (name: string): string => name.toLowerCase().replace(/^the |\bcollaboration\b|[^\p{L}\p{N}]/gu, "");
