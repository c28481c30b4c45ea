// In: the pages of a site. Out: their files, of those that have changed; forms of works are made ahead on other threads.
import { readFileSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { digestOf } from "../model/digest.ts";
import type { Kept } from "../model/once.ts";
import type { GiveForms, WorkForms } from "../render/forms.ts";
import { inOnePiece, type Page, type PageContent } from "../render/page.ts";
import { startForms } from "./make-forms.ts";
import { createFileWriter, fileOfAddress, type WrittenFile, type WrittenPages } from "./output-folder.ts";
import type { PageBytes } from "./page-bytes.ts";

export interface WritePagesOptions {
  readonly bytes: PageBytes;
  /** The folder into which changed pages are written. */
  readonly folder: string;
  /** The folder of the last build, where it can be gone on with, and what was written there, by file. */
  readonly last?: { readonly output: string; readonly files: Readonly<Record<string, WrittenFile>> } | undefined;
  /** Whether a page of the last build stays as it is while its digest does. */
  readonly areMakersSame?: boolean;
  /** What is done to the text of a page before it is written. */
  readonly transform?: ((page: Page, content: string | Uint8Array) => Promise<string | Uint8Array>) | undefined;
  readonly forms: Kept<WorkForms>;
  /** Makes what is not in `forms` and puts it there. */
  readonly giveForms: GiveForms;
  /** On how many threads forms are made, besides this one. */
  readonly threads: number;
  readonly tell?: ((what: "works" | "pages", done: number, all: number) => void) | undefined;
}

/** How many pages are made before other threads are heard. */
const pagesAtOnce = 16;

/** Writes the pages that are not in the last build's folder as they should be. */
export async function writePages(pages: readonly Page[], options: WritePagesOptions): Promise<WrittenPages> {
  const { bytes, folder, last, areMakersSame, transform, tell = () => {} } = options;
  const files: Record<string, string> = {};
  const changed: string[] = [];
  const write = createFileWriter(folder);
  const digests = new Map<Page, string>();
  const open = pages.filter((page) => {
    const file = fileOfAddress(page.address);
    const known = areMakersSame ? last?.files[file] : undefined;
    const digest = digestOf(page.madeOf());
    digests.set(page, digest);
    if (known?.[0] !== digest) return true;
    files[file] = digest;
    return false;
  });
  // What shows forms of works comes last: they are made meanwhile.
  const others = open.filter((page) => page.forms === undefined);
  const withForms = open.filter((page) => page.forms !== undefined);
  const requests = withForms.flatMap((page) => page.forms?.() ?? []);
  const forms = startForms(requests, options.forms, options.threads, options.giveForms, (done, all) =>
    tell("works", done, all),
  );
  try {
    for (const [index, page] of [...others, ...withForms].entries()) {
      if (index % pagesAtOnce === 0) {
        tell("pages", index, open.length);
        await setImmediate();
      }
      await forms.ready(page.forms?.() ?? []);
      const made = bytes(page);
      const content = transform ? await transform(page, inOnePiece(made)) : made;
      const file = fileOfAddress(page.address);
      files[file] = digests.get(page)!;
      if (last && isSame(last.output + file, last.files[file], content)) continue;
      write(file, content);
      changed.push(file);
    }
  } finally {
    await forms.close();
  }
  return { files, changed };
}

/** Whether a file of the last build has this content already; of a long text that is not looked at. */
function isSame(file: string, known: WrittenFile | undefined, content: PageContent): boolean {
  if (typeof content !== "string" && !(content instanceof Uint8Array)) return false;
  return known?.[1] === Buffer.byteLength(content) && readFileSync(file).equals(Buffer.from(content as string));
}
