import { isHarmfulAddress } from "../record/identifiers/web-addresses.ts";
import type { SourceFolder } from "./files/source-folder.ts";

/** An address of the old site as it is compared: no slashes at its ends, no `.html`, no capitals. */
export function foldOldAddress(address: string): string {
  const path = address.replace(/[?#].*$/s, "");
  return decodeOrKeep(path)
    .replace(/\/index\.html?$|\.(?:html?|md)$/i, "")
    .replace(/^\/+|(?<!\/)\/+$/g, "")
    .toLowerCase();
}

/** Whether an address is one from which someone can be led on: no file and not the front page. */
export function isPageAddress(address: string): boolean {
  return (
    address !== "" &&
    !/(?:^|\/)\.\.?(?:\/|$)/.test(address) &&
    foldOldAddress(address) !== "" &&
    !/\.(?!html?$)[a-z]\w{1,4}$/i.test(address) &&
    !/[?#\s\\<>:"|*]/.test(address)
  );
}

export function decodeOrKeep(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What a link of the old site leads to. */
export type OldTarget =
  | { readonly kind: "elsewhere" | "page"; readonly href: string }
  /** A file of the folder. */
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "nothing" };

/** The old site's addresses: what its links lead to. */
export class OldLinks {
  private readonly pages = new Map<string, string>();
  private readonly source: SourceFolder;
  /** Where the site stood, "https://example.org/lab", without a slash at its end; "" where that is not known. */
  private readonly url: string;
  private readonly basePath: string;
  /** Folders whose files stood at the site's root: "static". */
  private readonly roots: readonly string[];

  constructor(source: SourceFolder, url: string, basePath: string, roots: readonly string[]) {
    this.source = source;
    this.url = url.replace(/(?<!\/)\/+$/, "");
    this.basePath = basePath.replace(/^\/+|(?<!\/)\/+$/g, "");
    this.roots = roots;
  }

  /** Takes note of what a page of the old site is now. */
  addPage(former: string, now: string): void {
    const address = foldOldAddress(former);
    if (!this.pages.has(address)) this.pages.set(address, now);
  }

  /** A file of the folder that an address names, seen from a folder of the source; never one outside of it. */
  fileAt(href: string, from: string): string | undefined {
    const name = decodeOrKeep(href.trim().replace(/[?#].*$/s, ""));
    const bare = this.withoutBase(name);
    if (bare === "" || /[\0\\]/.test(bare)) return undefined;
    const candidates = bare.startsWith("/")
      ? this.roots.map((root) => joinPath(root, bare))
      : [joinPath(from, bare), ...this.roots.map((root) => joinPath(root, bare.replace(/^(?:\.\.?\/)+/, "")))];
    return candidates.find((path) => path !== undefined && this.source.has(path));
  }

  /** What a link leads to; `from` is the folder of the source in which its text lies. */
  target(href: string, from: string): OldTarget {
    const written = href.trim();
    const own = this.url !== "" && written.startsWith(this.url) ? written.slice(this.url.length) || "/" : written;
    if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(own))
      return isHarmfulAddress(own) || !/^(?:https?|mailto):/i.test(own)
        ? { kind: "nothing" }
        : { kind: "elsewhere", href: own };
    if (own.startsWith("#")) return { kind: "nothing" };
    const file = this.fileAt(own, from);
    const page = this.pages.get(foldOldAddress(this.withoutBase(own)));
    if (page !== undefined) return { kind: "page", href: page };
    if (file !== undefined && !/\.(?:md|html?|markdown)$/i.test(file)) return { kind: "file", path: file };
    return { kind: "nothing" };
  }

  private withoutBase(address: string): string {
    const { basePath } = this;
    if (basePath === "" || !address.startsWith(`/${basePath}/`)) return address;
    return address.slice(basePath.length + 1);
  }
}

/** A name within a folder; undefined where it leads out of the source. */
export function joinPath(folder: string, name: string): string | undefined {
  const steps = folder.split("/").filter(Boolean);
  for (const step of name.split("/")) {
    if (step === ".." && steps.pop() === undefined) return undefined;
    if (step !== ".." && step !== "." && step !== "") steps.push(step);
  }
  return steps.join("/");
}
