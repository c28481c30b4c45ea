// Several publications together, in the formats and styles of their own pages, to copy or to save.

import { joinBlocks } from "../../text/latex/bibtex-blocks.ts";
import { codeOf, licenceLink, toolsOf } from "./copyable.ts";
import { fetchPage } from "./fetch-page.ts";
import { keep, read, styleKey } from "./kept.ts";
import { make } from "./make.ts";
import { asOnPage, dataOf, itemOf, type PageData, referenceOf, risOf, slugOf } from "./page-record.ts";
import { offeredStyles, words } from "./site-facts.ts";

/** What is cited: the addresses of its pages, in their order, and what a file of it is called. */
export interface Several {
  readonly addresses: readonly string[];
  readonly fileName: string;
  /** Their places among all publications of the site, in the order of its whole files, and how many these are; where that is known. */
  readonly places?: readonly number[];
  readonly total?: number;
}

/** A way in which they are given. */
interface Form {
  readonly label: string;
  readonly ending: string;
  /** Whether the references are in a style that the site sends. */
  readonly isOurs?: boolean;
  /** Gives what one publication has of it. */
  readonly of: (address: string) => Promise<string | Node>;
  /** What the site's file of all publications has of each. */
  readonly ofWhole?: (text: string) => readonly string[];
  /** Puts that of all together. */
  readonly join: (all: readonly (string | Node)[]) => HTMLElement;
}

/** How many pages are asked for at once. */
const atOnce = 16;
/** A page is about as long as so many records in the site's whole files. */
const recordsOfPage = 8;
/** From how many characters on a text is not shown, only copied and saved: to lay it out would keep the page from answering. */
const mostShown = 200_000;
const formKey = "citedAs";

/** Makes a menu give what `several` says when it is opened. What is on its way when it is closed is let go. */
export function startSeveral(menu: HTMLDetailsElement, several: () => Several): void {
  let turn = 0;
  menu.addEventListener("toggle", () => {
    turn++;
    const mine = turn;
    if (menu.open) void show(menu.querySelector<HTMLElement>(".panel")!, several(), () => mine === turn);
  });
}

async function show(panel: HTMLElement, several: Several, isWanted: () => boolean): Promise<void> {
  const { addresses, fileName } = several;
  const said = panel.closest<HTMLElement>(".asked")!.dataset;
  const box = make("div", { class: "copyable" }, make("p", { role: "status" }, said.fetching!));
  panel.replaceChildren(box);
  const first = await firstOf(addresses);
  if (!isWanted()) return;
  if (!first) return box.replaceChildren(make("p", { role: "status" }, said.failed!));
  const forms = formsOf(first);
  let turn = 0;
  const write = async (form: Form): Promise<void> => {
    turn++;
    const mine = turn;
    const status = make("p", { role: "status" }, said.fetching!);
    box.replaceChildren(status);
    const isAsked = () => mine === turn && isWanted();
    const pages = () =>
      ofEach(addresses, form.of, isAsked, (done) => {
        status.textContent = `${said.fetching} ${done} / ${addresses.length}`;
      });
    const all = (await ofWholeFile(form, several)) ?? (await pages());
    if (!isAsked()) return;
    const there = all.filter((one) => one !== undefined);
    const missing = addresses.filter((_, index) => all[index] === undefined).map(slugOf);
    if (there.length === 0) status.textContent = said.failed!;
    else status.textContent = missing.length === 0 ? "" : said.missing!.replace("{names}", missing.join(", "));
    if (there.length === 0) return;
    const content = form.join(there);
    content.hidden = content.textContent!.length > mostShown;
    const name = `${fileName}.${form.ending}`;
    const file = make(
      "button",
      { type: "button", class: "download", "data-name": name },
      words().download.replace(".bib", name),
    );
    box.append(content, toolsOf(form.label, file, ...(form.isOurs ? [licenceLink()] : [])));
  };
  const chosen = forms.find(({ label }) => label === read(formKey)) ?? forms[0]!;
  const choices = make("fieldset", { class: "styles" }, make("legend", { class: "unseen" }, said.format!));
  for (const form of forms) {
    const input = make("input", { type: "radio", name: `form-of-${fileName}` }) as HTMLInputElement;
    input.checked = form === chosen;
    input.addEventListener("change", () => {
      keep(formKey, form.label);
      if (form.ending === "html") keep(styleKey, form.label);
      void write(form);
    });
    choices.append(make("label", {}, input, ` ${form.label}`));
  }
  box.before(choices);
  await write(chosen);
}

/** Out of the site's file of all publications, where that is less than their pages; undefined where it is not, or can't be had. */
async function ofWholeFile(
  { ofWhole, ending }: Form,
  { places, total = 0 }: Several,
): Promise<readonly string[] | undefined> {
  if (!ofWhole || !places || places.length * recordsOfPage <= total) return undefined;
  const file = fileIn(document, ".colophon", `/publications.${ending}`);
  const records =
    file &&
    (await fetchText(file)
      .then(ofWhole)
      .catch(() => undefined));
  // The site may have changed since the search was fetched.
  return records?.length === total ? places.map((place) => records[place]!) : undefined;
}

/** The first page that is there: the others are as it is. */
async function firstOf(addresses: readonly string[]): Promise<Document | undefined> {
  for (const address of addresses.slice(0, 3)) {
    const page = await fetchPage(address).catch(() => undefined);
    if (page?.querySelector(".cites")) return page;
  }
  return undefined;
}

/** The formats and styles in which publications of the site are given, as one of their pages says. */
function formsOf(first: Document): readonly Form[] {
  const bibtexFile = fileIn(first, ".format", ".bib");
  const own = [...first.querySelectorAll<HTMLElement>(".citation")].map(({ dataset }) => dataset.style!);
  const offered = offeredStyles();
  return [
    {
      label: "BibTeX",
      ending: "bib",
      // Where publications have a file of it, that is a tenth of the page.
      of: async (address) =>
        bibtexFile === undefined
          ? (await fetchPage(address)).querySelector(".format:not(.written) pre")!.textContent!
          : fetchText(bibtexFile.replace(/[^/]+$/, `${slugOf(address)}.bib`)),
      join: (all) => codeOf(joinBibtex(all as string[])),
    },
    {
      label: "RIS",
      ending: "ris",
      of: async (address) => {
        const { page, data } = await fetchRecord(address);
        return risOf(data, page);
      },
      ofWhole: (text) =>
        text
          .replaceAll("\r\n", "\n")
          .split(/\n{2,}(?=TY {2}- )/)
          .map((record) => record.trim()),
      // Behind the end of a record stands a blank, but for the last, of which it is no part to copy.
      join: (all) => codeOf(all.join(" \n\n")),
    },
    {
      label: "CSL-JSON",
      ending: "json",
      of: async (address) => {
        const { page, data } = await fetchRecord(address);
        return JSON.stringify(itemOf(data, page));
      },
      ofWhole: (text) =>
        JSON.parse(text).map((item: Readonly<Record<string, unknown>>) => JSON.stringify(asOnPage(item))),
      join: (all) => codeOf(JSON.stringify(JSON.parse(`[${all.join()}]`), null, 1)),
    },
    ...[...own, ...offered.keys()].map((title): Form => {
      const style = offered.get(title);
      return {
        label: title,
        ending: "html",
        isOurs: style !== undefined,
        of: async (address) => {
          const { page, data } = await fetchRecord(address);
          const written = page.querySelector(`.citation[data-style="${CSS.escape(title)}"] .reference`);
          if (written) return document.importNode(written, true);
          const reference = await referenceOf(data, page, style!);
          return make("p", { class: "reference", dir: "auto" }, reference);
        },
        join: (all) => make("div", { class: "reference-list", tabindex: "0" }, ...all),
      };
    }),
  ];
}

/** A publication's page and its data, which stand in files where the page would be too large with them. */
async function fetchRecord(address: string): Promise<{ readonly page: Document; readonly data: PageData }> {
  const page = await fetchPage(address);
  const data = dataOf(page);
  if (data) return { page, data };
  const [ris = "", csl = ""] = await Promise.all(
    ["ris", "json"].map((ending) => fetchText(fileIn(page, ".format", `.${ending}`)!)),
  );
  return { page, data: { ris: ris.replaceAll("\r\n", "\n").trim(), csl: asOnPage(JSON.parse(csl)[0]) } };
}

/** The file whose name ends so to which a part of a page leads; undefined where there is none. */
const fileIn = (page: Document, part: ".format" | ".colophon", end: string): string | undefined =>
  page.querySelector(`${part} a[download][href$="${end}"]`)?.getAttribute("href") ?? undefined;

async function fetchText(address: string): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  return response.text();
}

/** Entries of BibTeX with all that each needs, as one file. */
const joinBibtex = (entries: readonly string[]): string =>
  joinBlocks(entries.flatMap((one) => one.split(/\n\n(?=@)/))).join("\n\n");

/** What is made of each address, some at a time; undefined where it can't be had, or is not asked for any longer. */
async function ofEach<Made>(
  addresses: readonly string[],
  make: (address: string) => Promise<Made>,
  isAsked: () => boolean,
  onDone: (count: number) => void,
): Promise<readonly (Made | undefined)[]> {
  const all = new Array<Made | undefined>(addresses.length);
  let next = 0;
  let done = 0;
  const work = async () => {
    while (next < addresses.length && isAsked()) {
      const at = next++;
      all[at] = await make(addresses[at]!).catch(() => undefined);
      if (isAsked()) onDone(++done);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return all;
}
