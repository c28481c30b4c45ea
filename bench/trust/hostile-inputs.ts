// Hostile values in every field of a site: what its files hold afterwards, and what a browser does with its pages.

import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { type DefaultTreeAdapterTypes, parse } from "parse5";
import { SaxesParser } from "saxes";
import { startScript, themeScript } from "../../src/site/metadata/content-security.ts";
import { launch } from "../../tests/browser/browser.ts";
import { serveSite } from "../../tests/browser/site-server.ts";
import { hostileSite, hostileValues } from "./hostile-values.ts";
import { writeContent } from "./small-site.ts";
import { type Figure, ofShare, type Share } from "./table.ts";

type Node = DefaultTreeAdapterTypes.Node;

const project = path.join(import.meta.dirname, "../..");

/** What pages are made of: of templates, of texts and of formulas. */
const elements = new Set(
  (
    "html head body meta title link script main header footer nav div section article aside h1 h2 h3 h4 h5 h6 p a span b i em " +
    "strong s sub sup code pre br hr ul ol li dl dt dd blockquote table thead tbody tr th td figure figcaption img bdi time " +
    "form input button label fieldset legend details summary select option search output noscript small cite abbr mark kbd " +
    "math mrow mi mn mo ms mtext mspace msub msup msubsup mfrac msqrt mroot mover munder munderover mstyle mtable mtr mtd " +
    "mpadded mphantom menclose mmultiscripts mprescripts none svg rect"
  ).split(" "),
);
const addresses = new Set(["href", "src", "action", "formaction", "data", "poster", "xlink:href", "srcset", "ping"]);
/** What a page may lead to or load: the web, a letter, and places of the site. */
const safeAddress = /^(?:https?:\/\/[^@/?#]*(?:[/?#]|$)|mailto:|[./#?]|$|[\w%.-]+(?:[/?#]|$))/i;

/** What is wrong with a page, in words; `isSound` says whether its parts are ours. */
export function pageFaults(html: string): readonly string[] {
  const faults: string[] = [];
  const visit = (node: Node) => {
    if ("value" in node && !isBalanced(node.value)) faults.push(`turns what is behind it: ${node.value}`);
    if ("value" in node && hasNoText(node.value))
      faults.push(`holds control characters: ${JSON.stringify(node.value)}`);
    if ("tagName" in node) {
      const attribute = (name: string) => node.attrs.find((one) => one.name === name)?.value;
      if (!elements.has(node.tagName)) faults.push(`<${node.tagName}>`);
      if (
        node.tagName === "script" &&
        !/^application\/(?:ld\+)?json$/.test(attribute("type") ?? "") &&
        !/^\/assets\/site\.\w+\.js$/.test(attribute("src") ?? "") &&
        // Ours, which the policy of the page knows by their digests.
        !(
          node.childNodes.length === 1 &&
          "value" in node.childNodes[0]! &&
          [themeScript, startScript].includes(node.childNodes[0].value)
        )
      )
        faults.push("a script of its own");
      if (
        node.tagName === "link" &&
        /stylesheet/.test(attribute("rel") ?? "") &&
        !/^\/assets\//.test(attribute("href") ?? "")
      )
        faults.push("a stylesheet of its own");
      if (
        node.tagName === "meta" &&
        /refresh/i.test(attribute("http-equiv") ?? "") &&
        !/^0; url=\//.test(attribute("content") ?? "")
      )
        faults.push("leads away");
      for (const { name, value } of node.attrs) {
        if (/^on|^style$|^srcdoc$/.test(name)) faults.push(`${name}="${value}"`);
        if (addresses.has(name) && (!safeAddress.test(value) || value.startsWith("//")))
          faults.push(`${name}="${value}"`);
        if (
          (name === "src" || (node.tagName === "link" && name === "href")) &&
          /^https?:/.test(value) &&
          !value.startsWith("https://example.org/")
        )
          faults.push(`loads ${value}`);
        if (!isBalanced(value) || hasNoText(value)) faults.push(`${name}: ${JSON.stringify(value)}`);
      }
      if (node.tagName === "a" && node.parentNode && isInLink(node)) faults.push("a link in a link");
      // What stands as a block turns nothing outside of it.
      if (node.tagName === "pre") return;
      const content = "content" in node ? (node.content as Node) : undefined;
      if (content) visit(content);
    }
    if ("childNodes" in node) for (const child of node.childNodes) visit(child);
  };
  visit(parse(html));
  if (/>[^<]*\b1337\b/.test(html)) faults.push("a template of the author's was run");
  return faults;
}

function isInLink(node: DefaultTreeAdapterTypes.Element): boolean {
  for (let at: unknown = node.parentNode; at && typeof at === "object" && "parentNode" in at; at = at.parentNode)
    if ("tagName" in at && at.tagName === "a") return true;
  return false;
}

/** Whether each direction that a text opens ends in it (Unicode Bidirectional Algorithm). */
function isBalanced(text: string): boolean {
  const count = (form: RegExp) => text.match(form)?.length ?? 0;
  return (
    count(/[\u202a\u202b\u202d\u202e]/g) <= count(/\u202c/g) + count(/\u2069/g) &&
    count(/[\u2066-\u2068]/g) === count(/\u2069/g)
  );
}

const hasNoText = (text: string) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff]/.test(text);

/** What is wrong with any other file of a site. */
function fileFaults(name: string, text: string): readonly string[] {
  if (/\.(?:xml|svg)$/.test(name)) {
    const faults: string[] = [];
    const parser = new SaxesParser({ xmlns: true });
    parser.on("error", ({ message }) => faults.push(message));
    parser.on("opentag", ({ local, attributes }) => {
      if (/^(?:script|foreignObject)$/i.test(local)) faults.push(`<${local}>`);
      for (const key of Object.keys(attributes)) if (/^on/i.test(key)) faults.push(key);
    });
    parser.write(text).close();
    return faults;
  }
  if (name.endsWith(".json")) {
    try {
      JSON.parse(text);
      return hasNoText(text) ? ["holds control characters"] : [];
    } catch (error) {
      return [String(error)];
    }
  }
  return hasNoText(text) ? ["holds control characters"] : [];
}

/** Builds the site, in which many papers have errors; its folder, and what the build told. */
async function build(values: readonly string[]) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "offprint-hostile-"));
  const { files, tried } = hostileSite(values);
  writeContent(folder, files);
  const words = ["src/cli/offprint.mjs", "build", folder, "--lenient", "--no-cache"];
  const env = { ...process.env, GITHUB_ACTIONS: "true", NO_COLOR: "1" };
  const { code, told } = await new Promise<{ code: number | null; told: string }>((resolve) => {
    const child = execFile(process.execPath, words, { cwd: project, env, maxBuffer: 1 << 28 }, (_, output, errors) =>
      resolve({ code: child.exitCode, told: output + errors }),
    );
  });
  return { folder, output: path.join(folder, "_site"), tried, code, told };
}

export async function hostileInputs(share: Share, withBrowser: boolean): Promise<readonly Figure[]> {
  const values = ofShare(hostileValues, share);
  const { folder, output, tried, code, told } = await build(values);
  const failures: string[] = code === 0 ? [] : [`the build ended with ${code}: ${told.slice(-500)}`];
  const stray = told
    .split("\n")
    .filter(
      (line) =>
        /##\[|^\s*::/.test(line) &&
        !/^::(?:error|warning) file=[^:,]*,line=\d+,col=\d+,title=[\w%-]*\/?[\w%-]*::/.test(line),
    );
  for (const line of stray) failures.push(`the log is commanded: ${line}`);
  const entries = code === 0 ? readdirSync(output, { recursive: true, withFileTypes: true }) : [];
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(output, path.join(entry.parentPath, entry.name)));
  // What leads on by itself can't be looked at at rest; where it leads to is read back.
  const leadsOn = (name: string) => readFileSync(path.join(output, name), "utf8").includes('http-equiv="refresh"');
  const pages = names.filter((name) => name.endsWith(".html") && !leadsOn(name));
  for (const name of names) {
    if (/\.(?:png|css|js|woff2)$/.test(name)) continue;
    const text = readFileSync(path.join(output, name), "utf8");
    const faults = name.endsWith(".html") ? pageFaults(text) : fileFaults(name, text);
    for (const fault of faults) failures.push(`${name}: ${fault.slice(0, 200)}`);
  }
  const figures: Figure[] = [
    {
      what: `hostile values: ${values.length} in every field and way in, ${names.length} files read back`,
      tried,
      failures,
    },
  ];
  if (withBrowser && code === 0) figures.push(await inBrowser(output, pages));
  rmSync(folder, { recursive: true });
  return figures;
}

/** Opens each page with the content policy switched off: no dialog, no request to elsewhere. */
async function inBrowser(output: string, pages: readonly string[]): Promise<Figure> {
  const served = await serveSite(output, "/");
  const browser = await launch();
  const failures: string[] = [];
  try {
    const context = await browser.newContext({ bypassCSP: true });
    await context.route("**/*", (route) => {
      const { origin } = new URL(route.request().url());
      if (origin === served.origin) return route.continue();
      failures.push(`asks for ${route.request().url()}`);
      return route.abort();
    });
    const page = await context.newPage();
    let at = "";
    page.on("dialog", (dialog) => {
      failures.push(`${at}: ran`);
      void dialog.dismiss();
    });
    for (const name of pages) {
      at = name;
      await page.goto(`${served.origin}/${name}`, { waitUntil: "load" });
      // What a visitor may do: open what opens, and bring the pointer and the focus to everything.
      await page.evaluate(() => {
        addEventListener("click", (event) => event.preventDefault());
        for (const one of document.querySelectorAll<HTMLElement>("main *")) {
          one.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
          if (one.matches(".opener, summary")) one.click();
          if (one.matches("a[href^='javascript'], a[href^='data']")) one.click();
        }
      });
    }
  } finally {
    await browser.close();
    await served.close();
  }
  return {
    what: `pages opened in Chromium without content policy, with a canary in each value`,
    tried: pages.length,
    failures,
  };
}
