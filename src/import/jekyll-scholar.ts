import { importBibliography } from "./bibliography.ts";
import type { SourceFolder } from "./files/source-folder.ts";
import type { ImportReport } from "./import-report.ts";
import { addPage, addressOf, citationStyle, convertBody, mattersIn, openJekyll, planPage, tellLeft } from "./jekyll.ts";
import { markdownFile, type NewSite } from "./new-site.ts";
import { foldOldAddress } from "./old-links.ts";
import { hasMatter, mapOf, textOf } from "./read-matter.ts";

/** A site of Jekyll's with the plugin jekyll-scholar: BibTeX in a folder, lists of it on pages of any kind. */
export function importJekyllScholar(folder: SourceFolder, site: NewSite, report: ImportReport): void {
  const jekyll = openJekyll(folder, site, report);
  const { config, links } = jekyll;
  const scholar = mapOf(config.value.scholar);
  const setting = (name: string) => textOf(scholar[name]).replace(/^(?:\.?\/)+|(?<!\/)\/+$/g, "");
  citationStyle(textOf(scholar.style), jekyll);
  const place = setting("source") || "_bibliography";
  const repository = setting("repository");
  const inFolder = (path: string) => path.startsWith(`${place}/`) && /\.bib(?:tex)?$/i.test(path);
  const entries = folder.paths.filter(inFolder).flatMap((file) => {
    const text = folder.text(file);
    return text === undefined
      ? []
      : importBibliography(file, text, site, folder, report, {
          foldersOf: { "": ["", repository, "assets", "files", "pdf", "papers"] },
          ...(repository === "" ? {} : { repository }),
        });
  });
  const details = setting("details_dir");
  if (details !== "" || folder.paths.some((path) => path.startsWith("_layouts/") && path.endsWith("/details.html")))
    for (const { key } of entries) site.redirect(`/${details || "bibliography"}/${key}.html`, key);
  for (const name of ["query", "sort_by", "group_by", "type_names"])
    if (textOf(scholar[name]) !== "" || Object.keys(mapOf(scholar[name])).length > 0)
      report.remark(
        `the setting scholar: ${name}: lists are by year here; sections: in site.yaml says otherwise`,
        config.file,
        config.lineOf("scholar", name),
      );

  links.addPage("/", "/");
  const pages = mattersIn(jekyll, /^(?:[^_]|_pages\/)/).filter(({ file }) => {
    return !file.startsWith(`${place}/`) && hasMatter(folder.text(file) ?? "");
  });
  const isFront = (address: string) => foldOldAddress(address) === "";
  const planned = pages.flatMap((matter) => {
    const address = addressOf(matter);
    if (isFront(address)) return [];
    if (/^(?:publications|papers|bibliography)$/.test(foldOldAddress(address)) && listsAllAlone(matter.body)) {
      links.addPage(address, "/publications/");
      site.redirect(address, "/publications/");
      return [];
    }
    return [{ ...planPage(matter, jekyll, address), nav: true }];
  });
  const front = pages.find((matter) => isFront(addressOf(matter)));
  if (front !== undefined) {
    const { text } = convertBody(front, jekyll, "content");
    const title = textOf(front.value.title);
    if (text !== "" && site.add("content/index.md", markdownFile(title === "" ? {} : { title }, text)))
      report.count("pages");
  }
  for (const page of planned) addPage(page, jekyll);
  tellLeft(jekyll, {
    posts: /^_posts\/.+\.(?:md|markdown|html)$/,
    drafts: /^_drafts\//,
    "pages in HTML": /^(?!_)(?!assets\/).*\.html?$/i,
  });
}

/** Whether a page holds nothing but the list of all papers, with a heading at most. */
function listsAllAlone(body: string): boolean {
  const rest = body
    .replace(/\{%-?\s*bibliography\s*-?%\}/g, "")
    .replace(/^#+ .*$/gm, "")
    .trim();
  return rest === "" && rest !== body.trim();
}
