import { make, withTools } from "./open.ts";

/** Writes a publication's record in RIS, CSL-JSON and what else a site gives out of the page's own data, each when it is opened. */
export function startWrittenFormats(): void {
  const data = document.querySelector("script.data")?.textContent;
  if (!data) return;
  const fill = (box: HTMLElement) => {
    const { format = "", ending } = box.dataset;
    const { copy, download } = document.body.dataset;
    const label = box.textContent!.trim();
    const name = `${location.pathname.split("/").at(-2)}.${ending}`;
    const file = make("button", { type: "button", class: "download", "data-name": decodeURIComponent(name) });
    file.textContent = download!.replace(".bib", `.${ending}`);
    withTools(box, recordOf(JSON.parse(data)[format]), `${copy} ${label}`, file);
  };
  for (const box of document.querySelectorAll<HTMLDetailsElement>(".written"))
    box.addEventListener("toggle", () => fill(box), { once: true });
}

/** A record as the site's own files have it: what it lacks of authors and abstract stands in the page's tags. */
function recordOf(record: string | Readonly<Record<string, unknown>>): string {
  const contents = (tags: string) =>
    [...document.querySelectorAll<HTMLMetaElement>(tags)].map(({ content }) => content);
  const [abstract = ""] = contents('meta[name="citation_abstract"], meta[name="eprints.abstract"]');
  const authors = contents('meta[name="citation_author"]');
  if (typeof record === "string")
    return record
      .replace(/^AU {2}- $/m, () => authors.map((one) => `AU  - ${one}`).join("\n"))
      .replace(/^AB {2}- $/m, () => `AB  - ${abstract}`);
  const author = authors.map((one) => {
    const [family, given] = one.split(", ");
    return { family, given };
  });
  const whole = {
    ...record,
    ...(record.author === true ? { author } : {}),
    ...(record.abstract === true ? { abstract } : {}),
  };
  return JSON.stringify([whole], null, 1);
}
