// In: a command line. Out: an exit code: 0, 1 where the content has errors or the disk refuses, 2 where the command line
// has errors, 70 where Offprint has. No logic of other rooms.
import { explainFailure } from "./failures.ts";

/** One command: its help, and what it does with its words. Modules are loaded when needed, so that each starts fast. */
interface Command {
  readonly help: string;
  readonly run: (words: readonly string[]) => Promise<number>;
}

const commands: Readonly<Record<string, Command>> = {
  init: {
    help: `offprint init [DIR] [--yes] [--name NAME] [--url ADDRESS] [--language LANGUAGE]
              [--deploy github|gitlab|netlify|none]

Makes a new site in the folder DIR (the current one): one paper as an example, settings, and the files with which it is
published. Asks for what is not said; what is there already stays as it is.
  --yes               ask nothing, and take what is usual
  --name NAME         whose publications they are
  --url ADDRESS       the address to which the site will be published, where it is known
  --language LANGUAGE the language of the interface (en)
  --deploy HOST       where it is published: GitHub Pages (github), GitLab Pages, Netlify, or another server (none)`,
    run: async (words) => {
      const [{ init }, { engineFolder }] = await Promise.all([import("./init.ts"), import("../build/cache/engine.ts")]);
      return init(words, engineFolder, ".");
    },
  },
  add: {
    help: `offprint add WHAT… [--from FILE|ADDRESS|-] [--yes] [--dry-run] [--json] [--format md|bib]
             [--collection NAME] [--update] [--also] [--offline] [--refresh] [--both]
             [--answer FILE] [--record DIR|--playback DIR]

Looks papers up and adds each as a file that is shown first, with where each part is from and what to look at. WHAT is a DOI,
arXiv, PubMed or PMC identifier, an ISBN, an address of a paper's page (OpenReview, ACL Anthology, DBLP, HAL, INSPIRE …), an
ORCID iD, a file (.bib, .ris, .json, .nbib), "-" for the standard input, or a title. What is there already stays.
  --from WHAT         each paper that a text names by an identifier: a CV or list in a file, a page of the web, or "-"
  --yes               ask nothing, and write what there is no doubt about
  --dry-run           only show it; --json: as JSON, and write only with --yes
  --format bib        write BibTeX instead of Markdown (md)
  --collection NAME   let it join a topic; may stand several times
  --update            of a paper that is there, add the fields that it lacks
  --also              with --yes: make what is proposed besides: people and venues in people.yaml and venues.yaml, a topic of a heading
  --offline           ask no service, and use what was asked in the last week; --refresh: ask again
  --both              write the preprint beside the published paper, as another version of it, and not one file for both
  --record DIR        keep what the services answer, and what came of it; --playback DIR: ask nobody, and take that
  --answer FILE       with --from: add the first paper that is named alone, whatever there is doubt about, and write into FILE
                      what to answer to who asked for it, in Markdown (for workflows)`,
    run: async (words) => (await import("./add.ts")).add(words),
  },
  sync: {
    help: `offprint sync [SITE] [--yes] [--dry-run] [--json] [--report FILE] [--offline] [--refresh]

Says what has come since: works of the owner's ORCID record (people.yaml) and of the places under sources in site.yaml that are
not here, preprints that have appeared, with the fields to fill in, retractions and corrections. Each is shown as the change of
a file, with its source, and asked about; what is never to be proposed again is noted in content/sync-ignore.txt.
  --yes               ask nothing, and make the changes that there is no doubt about
  --dry-run           only show them; --json: as JSON, and make them only with --yes
  --report FILE       write what was done and what is left into FILE
  --offline           ask no service, and use what was asked in the last week; --refresh: ask again`,
    run: async (words) => (await import("./sync.ts")).sync(words),
  },
  metrics: {
    help: `offprint metrics [SITE] [--refresh]

Asks OpenAlex, and OpenCitations for what OpenAlex does not know, how often the papers of the folder SITE (the current one) are
cited, and notes it with source and day in content/metrics.json. Pages then show it, and lists can be sorted by it; take the
file away, and they do not. No build asks anyone.
  --refresh           ask even for what was asked in the last week`,
    run: async (words) => (await import("./metrics.ts")).metrics(words),
  },
  build: {
    help: `offprint build [SITE] [--path-prefix /x/] [--url ADDRESS] [--output DIR] [--lenient] [--jobs N]
               [--cache DIR] [--no-cache] [--timings]

Builds the site of the folder SITE (the current one) into DIR (SITE/_site). With errors in the content nothing is
published and the last good output stays. What has not changed since the last build is not made again.
  --path-prefix /x/   the path under which the site will stand, as on GitHub Pages
  --url ADDRESS       the address to which the site is published, in the place of the one in site.yaml
  --output DIR        the folder to write, relative to SITE
  --lenient           publish what can be, and say what was left out
  --jobs N            work on N threads (as many as there are processors)
  --cache DIR         keep what the next build may take over in DIR (node_modules/.cache/offprint)
  --no-cache          take nothing over and keep nothing
  --timings           say how many milliseconds each step took`,
    run: async (words) => (await import("./build.ts")).build(words),
  },
  dev: {
    help: `offprint dev [SITE] [--port N] [--host NAME] [--cache DIR] [--no-cache]

Serves the site of the folder SITE (the current one) at http://localhost:N/ (8080) and rebuilds and reloads it when
content, templates or code change. Errors are shown in the page, and a page is made when it is asked for.
  --host NAME         listen on this address of the machine, so that others can see the site (127.0.0.1)
  --cache DIR         where to keep what the next start may take over, as with build
  --no-cache          take nothing over and keep nothing`,
    run: async (words) => (await import("./dev.ts")).dev(words),
  },
  check: {
    help: `offprint check [SITE] [--format text|lines|json|github] [--all] [--watch] [--fix [--dry-run]]
               [--built DIR] [--path-prefix /x/] [--against ADDRESS|FILE] [--links] [--open-access] [--refresh]

Says what is wrong with the content of the folder SITE (the current one) and builds nothing.
  --format text       for a person; lines: a line a message, for an editor; json: an array, its JSON Schema is
                      src/diagnostic/diagnostics.schema.json; github: annotations for a workflow of GitHub's
  --all               print each of the warnings that are many and alike
  --watch             say it again whenever content or a template is saved
  --fix               mend what has one certain mend, and show the change as a diff
  --dry-run           with --fix: only show it
  --built DIR         check the built pages in DIR too: links, ids, what they load
  --path-prefix /x/   the path prefix with which they were built
  --against WHAT      say which addresses would be gone of those that are published: of a site on the web, of a
                      sitemap (an address or a file), of a list with an address a line, or of a built site's folder
  --links             try each address elsewhere that the site leads to, and say which lead nowhere, with the Internet
                      Archive's copy; what was tried lately is not tried again, but with --refresh
  --open-access       name the papers that nobody can read for nothing, and the free copy that OpenAlex knows`,
    run: async (words) => (await import("./check.ts")).check(words),
  },
  eject: {
    help: `offprint eject [PATH…]

Copies a file of Offprint's, such as partials/footer.njk, into _includes/ of the site, where it stands in place of the
original, and notes what it was made of. Without PATH it names the files there are.`,
    run: async (words) => (await import("./overrides.ts")).eject(words),
  },
  overrides: {
    help: `offprint overrides [diff|merge|accept] [PATH…]

Names the site's files that stand in place of Offprint's, and the version of which each was made.
  diff                show what Offprint changed since in these files (in all that are behind)
  merge               put that into the site's files; what both changed stands there side by side
  accept              take note that they are up to date with the Offprint that is installed`,
    run: async (words) => (await import("./overrides.ts")).overrides(words),
  },
  import: {
    help: `offprint import al-folio|hugo-blox|academicpages|lab-website-template|jekyll-scholar|zotero|orcid
                FOLDER|FILE|ID [SITE] [--fetch] [--dry-run] [--all]

Takes the papers, people, venues, topics, pages, pictures and former addresses of another system's site over into the
folder SITE (the current one), or those of an export of Zotero's or ORCID's, or of an ORCID iD's record. What is there already stays as it is; says
what was not taken over, and ends with 1 where a paper was lost. Nothing of what it reads is run.
  --fetch             look papers up whose authors the old site does not say in full, by their identifier or title
  --dry-run           only say what would be taken over
  --all               say each place, and not the first of each kind`,
    run: async (words) => (await import("./import.ts")).importSite(words),
  },
  export: {
    help: `offprint export bibtex|biblatex|ris|csl-json|markdown|csv|references [SITE] [--topic NAME] [--person NAME]
                [--query ADDRESS] [--style STYLE] [--as text|html|markdown|latex|typst]
                [--language LANGUAGE] [--output FILE]
offprint export csv|json|bibtex|ris [SITE] --of projects|grants|courses|theses|awards [--person NAME] [--output FILE]

Writes the papers of the folder SITE (the current one) in a format; each once, and none that is a draft or hidden.
  --of KIND           projects, grants, courses, theses or awards in place of papers; BibTeX and RIS are for theses alone
  --topic NAME        those of a topic, by its title or the name of its file
  --person NAME       those of a person, by the name, the id of people.yaml or the ORCID iD
  --query ADDRESS     those that a page of the site shows; a list that was filtered has an address that says how
  --style STYLE       references as apa, vancouver, harvard, a style in content/styles or a .csl file has them; where it
                      is not said, the first of site.yaml
  --as FORM           references as text, an HTML list, a list in Markdown, LaTeX or Typst; --language: in the words of this
                      language
  --output FILE       write there, and not to the standard output; of markdown, a new folder: a file for each paper and each
                      version of it, as Offprint reads them, with the files that they name`,
    run: async (words) => (await import("./export.ts")).exportWorks(words),
  },
  list: {
    help: `offprint list [SITE] --for FORM [--person NAME] [--style STYLE] [--language LANGUAGE]
              [--as text|html|markdown|latex|typst|csv|docx|pdf] [--output FILE]

Writes the list of works that a form asks for: which, from which years, in which order, how many, with whose name set
apart. FORM is dfg, erc, five-years, nih, nsf, promotion, snsf, or the name of a file in content/forms/ of the folder
SITE (the current one). Which works it had no room for is said. --as is not needed where FILE has an ending that says it.
  --person NAME       whose list it is, by the name, the id of people.yaml or the ORCID iD; else the site's owner's
  --style STYLE       references as apa, vancouver, harvard, a style in content/styles or a .csl file has them
  --language LANGUAGE in the words of this language
  --as FORM           docx needs the package docx, pdf @myriaddreamin/typst-ts-node-compiler; the others need none
  --output FILE       write there, and not to the standard output`,
    run: async (words) => (await import("./list.ts")).listWorks(words),
  },
  inspect: {
    help: `offprint inspect FILE… [--json]
offprint inspect --schema

Shows what is read from .bib and .md files, in the site's order; nothing else of a site is looked at.
  --json              one JSON object { "publications": […], "diagnostics": […] }; --schema
                      prints its JSON Schema`,
    run: async (words) => (await import("./inspect.ts")).inspect(words),
  },
};

const overview = `offprint: a publications site from Markdown and BibTeX

${Object.values(commands)
  .map(({ help }) => `  ${help.split("\n", 1)[0]}`)
  .join("\n")}

"offprint COMMAND --help" says more.`;

/**
 * Answers a command line: prints, and gives the code to end with. What is to be done for a process of its own before a command runs
 * is done by `prepare`.
 */
export async function answer(
  [name, ...words]: readonly string[],
  prepare: (command: string) => void = () => {},
): Promise<number> {
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    console.log(overview);
    return name === undefined ? 2 : 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name]! : undefined;
  if (!command) {
    console.error(`There is no command "${name}"; the commands are ${Object.keys(commands).join(", ")}.`);
    return 2;
  }
  if (words.includes("--help") || words.includes("-h")) {
    console.log(command.help);
    return 0;
  }
  prepare(name);
  try {
    return await command.run(words);
  } catch (error) {
    return explainFailure(error, name);
  }
}
