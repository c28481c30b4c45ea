// In: a folder or file of another system, and what the site holds already. Out: the files of a site, and what is told of them.
import { importAcademicPages } from "./academicpages.ts";
import { importAlFolio } from "./al-folio.ts";
import type { SourceFolder } from "./files/source-folder.ts";
import { importHugoBlox } from "./hugo-blox.ts";
import type { ImportReport } from "./import-report.ts";
import { importJekyllScholar } from "./jekyll-scholar.ts";
import { importLabWebsite } from "./lab-website-template.ts";
import { NewSite, type PresentContent } from "./new-site.ts";
import { importOrcid } from "./orcid.ts";
import { importZotero } from "./zotero.ts";

interface System {
  /** Whether what is given may be one file. */
  readonly takesFile: boolean;
  /** How its files are known, in words: "a folder with _bibliography/". */
  readonly has: string;
  readonly run: (folder: SourceFolder, site: NewSite, report: ImportReport, today: string) => void;
}

/** The systems from which papers and pages can be taken over, by the name that a command line gives them. */
export const systems: Readonly<Record<string, System>> = {
  "al-folio": { takesFile: false, has: ".bib files in _bibliography/", run: importAlFolio },
  "hugo-blox": {
    takesFile: false,
    has: "papers in content/publication/ or content/publications/",
    run: importHugoBlox,
  },
  academicpages: { takesFile: false, has: "papers in _publications/", run: importAcademicPages },
  "lab-website-template": { takesFile: false, has: "_data/citations.yaml", run: importLabWebsite },
  "jekyll-scholar": { takesFile: false, has: ".bib files in _bibliography/", run: importJekyllScholar },
  zotero: {
    takesFile: true,
    has: "an export as BibTeX (.bib), CSL JSON (.json) or Zotero RDF (.rdf)",
    run: importZotero,
  },
  orcid: { takesFile: true, has: "an export of works as BibTeX (.bib), JSON or XML", run: importOrcid },
};

/** Makes the files of a site from another system's. Nothing is written, nothing of it runs. */
export function importSystem(
  name: string,
  folder: SourceFolder,
  report: ImportReport,
  present: PresentContent,
  today: string,
): NewSite {
  const site = new NewSite(folder, report, present);
  systems[name]!.run(folder, site, report, today);
  site.finish();
  return site;
}
