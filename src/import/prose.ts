// In: the body of a page of Jekyll's or Hugo's. Out: the same in Markdown alone. What a program would have run is taken out and told.
import { bounds } from "../diagnostic/bounds.ts";
import { readableSlug } from "../memory/fold.ts";
import type { ImportReport } from "./import-report.ts";
import type { NewSite } from "./new-site.ts";
import type { OldLinks } from "./old-links.ts";
import { linesIn } from "./read-matter.ts";

/** A body, and where it stood. */
export interface OldProse {
  readonly text: string;
  readonly file: string;
  /** The line of the file in which the text begins. */
  readonly line: number;
  /** Where it is to stand: the folder of content in which pictures and files are put that it names. */
  readonly folder: string;
  /** What stands before the names of those files, seen from the new file: "files/". */
  readonly prefix?: string;
  readonly system: "jekyll" | "hugo";
  /** Whether it is a page, which may cite papers by their keys. */
  readonly mayCite?: boolean;
  /** The titles of papers by their keys, for texts that may not; there a link stands in place of a citation. */
  readonly titles?: ReadonlyMap<string, string>;
}

/** A text in Markdown, and what was in it. */
export interface NewProse {
  readonly text: string;
  /** The keys of the papers that it cites. */
  readonly cited: readonly string[];
  /** What its lists of references ask for, as `{% bibliography … %}` says it. */
  readonly bibliographies: readonly string[];
}

const [maskOpen, maskClose] = ["\uE000", "\uE001"];

/** Rewrites a body. Code stays as it is; lines keep their numbers until all is told. */
export function convertProse(prose: OldProse, site: NewSite, links: OldLinks, report: ImportReport): NewProse {
  const { file, line, folder, prefix = "", system, mayCite = false, titles } = prose;
  if (prose.text.length > bounds.fieldCharacters.most) {
    report.remark("a text is too long to be looked at, so it was taken over as it is", file, line);
    return { text: prose.text, cited: [], bibliographies: [] };
  }
  const sourceFolder = file.includes("/") ? file.slice(0, file.lastIndexOf("/")) : "";
  const code: string[] = [];
  const mask = (text: string) => {
    code.push(text);
    return `${maskOpen}${code.length - 1}:${"\n".repeat(linesIn(text))}${maskClose}`;
  };
  const cited: string[] = [];
  const bibliographies: string[] = [];
  let text = prose.text.replaceAll("\r\n", "\n").replace(/[\uE000\uE001]/g, "");
  /** Replaces what a pattern finds; what takes several lines leaves as many. */
  const rewrite = (pattern: RegExp, by: (found: readonly string[], tell: (what: string) => void) => string) => {
    text = text.replace(pattern, (...all) => {
      const at = all.findLast((one) => typeof one === "number") as number;
      const found = all.slice(0, all.lastIndexOf(at)).map((one) => one ?? "") as string[];
      const lineHere = () => line + linesIn(text.slice(0, at));
      const written = by(found, (what) => report.remark(what, file, lineHere()));
      return written + "\n".repeat(Math.max(0, linesIn(found[0]!) - linesIn(written)));
    });
  };
  const picture = (address: string, alt: string, caption: string, tell: (what: string) => void): string => {
    const target = links.target(address, sourceFolder);
    if (target.kind === "elsewhere") return mask(`[${alt || caption || "picture"}](${target.href})`);
    const name = target.kind === "file" ? site.copy(target.path, folder) : undefined;
    if (name !== undefined)
      return mask(`![${alt}](${encodePath(prefix + name)})`) + (caption === "" ? "" : `\n\n*${caption}*`);
    if (target.kind !== "file") tell("a picture that a text names was not found");
    return "";
  };

  rewrite(
    /(^|\n)(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:\n\2[`~]*[ \t]*(?=\n|$)|$)/g,
    ([whole = "", before = ""]) => before + mask(whole.slice(before.length)),
  );
  rewrite(/(?<!`)(`{1,9})(?!`)[^\n]{0,2000}?(?<!`)\1(?!`)/g, ([whole = ""]) => mask(whole));

  if (system === "jekyll") {
    rewrite(/\{%-?\s*comment\s*-?%\}[\s\S]*?(?:\{%-?\s*endcomment\s*-?%\}|$)/g, () => "");
    rewrite(/\{%-?\s*raw\s*-?%\}([\s\S]*?)(?:\{%-?\s*endraw\s*-?%\}|$)/g, ([, raw = ""]) => mask(raw));
    rewrite(
      /\{%-?\s*highlight\s([^%{]{0,200})%\}\n?([\s\S]*?)(?:\{%-?\s*endhighlight\s*-?%\}|$)/g,
      ([, words = "", lines = ""]) =>
        mask(`\`\`\`${/\w*/.exec(words.trim())![0]}\n${lines.replace(/\n?$/, "\n")}\`\`\``),
    );
    rewrite(
      /\{\{-?\s*(?:["']([^"'{}]{0,500})["']|site\.(?:baseurl|url)|base_path)\s*(?:\|[^{}]{0,200})?-?\}\}/g,
      ([, path = ""]) => path,
    );
    rewrite(/\{%((?:[^%{]|%(?!\})|\{(?!%)){1,4000})%\}/g, ([whole = "", inside = ""], tell) => {
      const [, name, words = ""] = /^-?\s*([\w-]+)(.*)$/s.exec(inside.replace(/-$/, "")) ?? [];
      return name === undefined ? whole : liquidTag(name, words.trim(), tell);
    });
    rewrite(/\{\{[^{}]{0,1000}\}\}/g, (_, tell) => {
      tell("{{ … }} of Liquid: taken out of a text");
      return "";
    });
    // Kramdown's attributes: {: .class}
    rewrite(/(?<![ \t])[ \t]*\{:[^{}\n]{0,300}\}/g, () => "");
  } else {
    rewrite(/\{\{[<%]\s*\/\*[\s\S]*?(?:\*\/\s*[%>]\}\}|$)/g, () => "");
    rewrite(/\{\{<\s*icon\s[^{}]{0,500}>\}\}[ \t]?/g, () => "");
    rewrite(
      /\{\{<\s*staticref\s+"([^"{}]{0,500})"[^{}]{0,200}>\}\}([^{}]{0,500})\{\{<\s*\/staticref\s*>\}\}/g,
      ([, address = "", label = ""]) => `[${label}](/${address.replace(/^\/+/, "")})`,
    );
    rewrite(/\{\{[<%]([^{}]{0,4000})[%>]\}\}/g, ([whole = "", inside = ""], tell) => {
      const [, closing, name, words = ""] = /^(\/?)\s*([\w/-]+)(.*)$/s.exec(inside.trim().replace(/\/$/, "")) ?? [];
      if (name === undefined) return whole;
      return closing ? "" : shortcode(name, words.trim(), tell);
    });
  }

  function liquidTag(name: string, words: string, tell: (what: string) => void): string {
    const options = attributesOf(words);
    if (name === "cite" || name === "reference") {
      const keys = words
        .replace(/(?<=^|\s)--?\w+(?:[ =](?:"[^"]*"|'[^']*'|\S+))?/g, "")
        .split(/\s+/)
        .filter((word) => /^[^\s="'@[\];,]+$/.test(word));
      cited.push(...keys);
      if (keys.length === 0) return "";
      if (mayCite) return mask(`[${keys.map((key) => `@${key}`).join("; ")}]`);
      return keys.map((key) => mask(`[${titles?.get(key) ?? key}](/publications/${readableSlug(key)}/)`)).join(", ");
    }
    if (name === "bibliography") {
      bibliographies.push(words);
      return "";
    }
    if (/^(?:end\w*|raw|capture|assign|nomarkdown)$/.test(name)) return "";
    if (name === "include" && /^(?:figure|image)\b/.test(words)) {
      const address =
        options.get("path") ?? options.get("src") ?? options.get("image") ?? options.get("image_path") ?? "";
      if (address !== "") return picture(address, options.get("alt") ?? "", options.get("caption") ?? "", tell);
    }
    if (name === "include" && /^(?:base_path|(?:section|icon)\.html)/.test(words)) return "";
    tell(`{% ${name}${name === "include" ? ` ${/^\S*/.exec(words)![0]}` : ""} %} of Liquid: taken out of a text`);
    return "";
  }

  function shortcode(name: string, words: string, tell: (what: string) => void): string {
    const options = attributesOf(words);
    if (name === "figure") {
      const address = options.get("src") ?? "";
      if (address !== "")
        return picture(address, options.get("alt") ?? "", options.get("caption") ?? options.get("title") ?? "", tell);
    }
    if (name === "cite") {
      const key =
        (options.get("page") ?? "")
          .replace(/\/(?:index\.md)?$/, "")
          .split("/")
          .at(-1) ?? "";
      if (key !== "" && mayCite) {
        cited.push(key);
        return mask(`[@${key}]`);
      }
    }
    if (name === "relref" || name === "ref") return words.replace(/^["']|["']$/g, "");
    tell(`the shortcode ${name}: taken out of a text`);
    return "";
  }

  // What is not closed goes on to the end, as in browsers.
  rewrite(/<!--[\s\S]*?(?:-->|$)/g, () => "");
  rewrite(/<(script|style|iframe)\b[\s\S]*?(?:<\/(?:script|style|iframe)\s*>|$)/gi, ([, name = ""], tell) => {
    tell(`<${name.toLowerCase()}>: taken out of a text`);
    return "";
  });
  rewrite(/<img\s([^<>]{0,2000})>/gi, ([, words = ""], tell) => {
    const options = attributesOf(words);
    return picture(options.get("src") ?? "", options.get("alt") ?? "", "", tell);
  });
  rewrite(/<a\s([^<>]{0,1000})>([^<\n]{0,1000})<\/a>/gi, ([, words = "", label = ""]) => {
    const address = attributesOf(words).get("href") ?? "";
    return address === "" || /[\s()]/.test(address) ? label : `[${label}](${address})`;
  });
  rewrite(
    /(!?)\[([^[\]\n]{0,1000}(?:\[[^[\]\n]{0,300}\][^[\]\n]{0,300}){0,3})\]\(\s{0,9}<?([^\s()<>]{0,2000}(?:\([^\s()<>]{0,300}\)[^\s()<>]{0,300})?)>?(?:\s{1,9}["'(][^\n]{0,300}?["')])?\s{0,9}\)/g,
    ([, sign = "", label = "", address = ""], tell) => {
      if (sign === "!") return picture(address, label, "", tell);
      const target = links.target(address, sourceFolder);
      if (target.kind === "elsewhere" || target.kind === "page") return `[${label}](${target.href})`;
      const name = target.kind === "file" ? site.copy(target.path, folder) : undefined;
      if (name !== undefined) return `[${label}](${encodePath(prefix + name)})`;
      if (address.startsWith("#")) return label;
      tell("a link leads to what was not taken over, so its words stand there without it");
      return label;
    },
  );

  text = text.replace(new RegExp(`${maskOpen}(\\d+):\\n*${maskClose}`, "g"), (_, index) => code[Number(index)]!);
  // A mask may stand within another.
  text = text.replace(new RegExp(`${maskOpen}(\\d+):\\n*${maskClose}`, "g"), (_, index) => code[Number(index)]!);
  return { text: tidy(text), cited: [...new Set(cited)], bibliographies };
}

/** `name="value"` and `name=value`, as tags of HTML, Liquid and Hugo have them; names in small letters. */
export function attributesOf(words: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, name = "", double, single, bare] of words.matchAll(
    /([\w-]{1,60})\s{0,9}=\s{0,9}(?:"([^"]{0,2000})"|'([^']{0,2000})'|([^\s"'<>]{1,2000}))/g,
  ))
    found.set(name.toLowerCase(), double ?? single ?? bare ?? "");
  return found;
}

/** Without blanks at the ends of lines that are no line break, and without empty lines in rows. */
function tidy(text: string): string {
  return text
    .replace(/(?<![ \t])[ \t]+$/gm, (blanks) => (blanks === "  " ? blanks : ""))
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

const encodePath = (name: string): string =>
  name.replace(/[\s()<>]/g, (sign) => encodeURIComponent(sign).replace("(", "%28").replace(")", "%29"));
