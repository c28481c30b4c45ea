import { type Diagnostic, diagnostic, type Place, type Result, takeInto } from "../../diagnostic/diagnostic.ts";
import { nearestName } from "../../diagnostic/nearest-name.ts";
import { standardFields } from "../../record/fields.ts";
import { parseIssn } from "../../record/identifiers/identifier-syntax.ts";
import { webAddressProblem } from "../../record/identifiers/web-addresses.ts";
import type { ServiceSettings } from "../../record/services.ts";
import type {
  Appearance,
  CitationStyle,
  ListSection,
  Profile,
  Site,
  SiteTexts,
  Venue,
} from "../../record/site-settings.ts";
import { canonicalLanguage } from "../../text/localization-keys.ts";
import type { RichText } from "../../text/rich-text.ts";
import { problemAt } from "../../text/text-problem.ts";
import type { SourceFile } from "../files/source-file.ts";
import {
  appearanceFields,
  bibtexFieldsFields,
  referencesFields,
  sectionFields,
  sectionMatchFields,
  siteFields,
  translationFields,
  venueFields,
} from "../front-matter/field-tables.ts";
import { type CheckedFields, checkFields } from "../yaml/check-fields.ts";
import { type LocatedYaml, parseYaml, type YamlPath } from "../yaml/parse-yaml.ts";
import { readAuthorMarks } from "./read-author-marks.ts";
import { readHeadSettings } from "./read-head.ts";
import { readServiceSettings } from "./read-services.ts";
import { readStyles } from "./read-styles.ts";

const defaultAppearance: Appearance = {
  accentHue: 32,
  theme: "auto",
  fonts: "own",
  density: "comfortable",
  list: "entry",
  numbering: "none",
  details: "short",
  pictures: "nowhere",
  abstracts: "front",
};

/** Reads a title or a sentence: without markup, and as pages show it. */
export type TitleReader = (
  written: string,
  place: Place,
) => Result<{ readonly title: string; readonly heading: RichText }>;

/** Reads a text of several paragraphs. */
export type TextReader = (written: string, place: Place) => Result<RichText>;

/** The language that a file's name has before its ending: "de" of `index.de.md`; undefined where it has none. */
export function languageOfFile({ path }: SourceFile): string | undefined {
  const tag = /[^/.]\.([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\.\w+$/.exec(path)?.[1];
  return tag && canonicalLanguage(tag);
}

/** What `site.yaml` says: of the site, and of services that are asked for its author. */
export interface SiteFile {
  readonly site: Site;
  readonly services: ServiceSettings;
}

/**
 * `site.yaml` with its defaults; without the file, a site that says nothing of itself. `translations` are the files
 * `site.<language>.yaml`, `styleFiles` the `.csl` files of the site, `isStyle` says whether one of those can be used, and
 * `readTitle` and `readText` read texts.
 */
export function parseSite(
  file: SourceFile | undefined,
  translations: readonly SourceFile[],
  styleFiles: readonly SourceFile[],
  isStyle: (style: CitationStyle) => boolean,
  readTitle: TitleReader,
  readText: TextReader,
): Result<SiteFile> {
  const diagnostics: Diagnostic[] = [];
  const take = takeInto(diagnostics);
  const yaml = file && take(parseYaml(file, 0, file.text.length));
  const fields = yaml ? take(checkFields(yaml, [], siteFields)) : {};
  const appearance = yaml ? take(checkFields(yaml, ["appearance"], appearanceFields)) : {};
  const bibtexFields = yaml ? take(checkFields(yaml, ["bibtexFields"], bibtexFieldsFields)) : {};
  const references = yaml ? take(checkFields(yaml, ["references"], referencesFields)) : {};
  const profiles: Profile[] = [];
  for (const { label, href } of fields.profiles ?? []) {
    const problem = webAddressProblem(`The profile "${label}"`, href, true);
    if (problem === undefined) profiles.push({ label, href });
    else if (yaml) diagnostics.push(problemAt(problem, yaml.placeOf(["profiles", label])));
  }
  const listSections = Array.isArray(fields.sections)
    ? fields.sections.flatMap((_, index): readonly ListSection[] => {
        const { title } = take(checkFields(yaml!, ["sections", index], sectionFields));
        const match = take(
          checkFields(yaml!, ["sections", index, "match"], sectionMatchFields),
        ) as ListSection["match"];
        const place = yaml!.placeOf(["sections", index]);
        const isNamed = title !== undefined || (match.types ?? match.collections)?.length === 1;
        if (isNamed && Object.keys(match).length > 0)
          return [{ ...(title === undefined ? {} : { title }), match, place }];
        diagnostics.push(
          diagnostic({
            code: "input/section",
            message: isNamed
              ? "The section has no match, so it takes no paper and is left out."
              : "The section has no title and does not take one type or topic alone, so it is left out.",
            hint: isNamed
              ? "say what it takes, as in match: {types: [article-journal]}."
              : "give it a title, as in title: Peer-reviewed.",
            ...place,
          }),
        );
        return [];
      })
    : fields.sections;
  const language = fields.language ?? fields.languages?.[0] ?? "en";
  const styles = readStyles(styleFiles);
  const citationStyles = (fields.citationStyles ?? ["apa"]).flatMap((name, index) => {
    const wanted = name
      .trim()
      .toLowerCase()
      .replace(/\.csl$/, "")
      .replace(/^harvard$/, "harvard1");
    const style = styles.find((one) => one.name === wanted);
    const fault = style?.fault;
    if (
      style &&
      fault === undefined &&
      style.missingParent === undefined &&
      (style.xml === undefined || isStyle(style))
    )
      return [style];
    if (fault !== undefined) {
      diagnostics.push(
        diagnostic({
          code: "input/unknown-style",
          message: `The citation style "${name}" ${fault}, so no reference is shown in it.`,
          hint: "get the style's file anew, or choose another.",
          ...yaml!.placeOf(["citationStyles", index]),
        }),
      );
      return [];
    }
    const parent = style?.missingParent;
    if (parent !== undefined) {
      diagnostics.push(
        diagnostic({
          code: "input/unknown-style",
          message: `The citation style "${name}" only says that it is written like "${parent}", which is neither built in nor a file in content/styles, so no reference is shown in it.`,
          hint: `get the file ${parent}.csl from the same place and put it into content/styles too.`,
          ...yaml!.placeOf(["citationStyles", index]),
        }),
      );
      return [];
    }
    const nearest = nearestName(
      wanted,
      styles.map((one) => one.name.replace("harvard1", "harvard")),
    );
    diagnostics.push(
      diagnostic({
        code: "input/unknown-style",
        message: style
          ? `The citation style "${name}" is no CSL style with a bibliography, so no reference is shown in it.`
          : `The citation style "${name}" is neither built in nor a file in content/styles, so no reference is shown in it.`,
        hint: style
          ? "get the style's file anew."
          : nearest
            ? `did you mean "${nearest}"?`
            : `the styles are ${styles.map((one) => one.name.replace("harvard1", "harvard")).join(", ")}; or add content/styles/${wanted}.csl.`,
        ...yaml!.placeOf(["citationStyles", index]),
      }),
    );
    return [];
  });
  const textsOf = (
    source: LocatedYaml | undefined,
    {
      title,
      description,
      navigation,
      footer,
    }: Omit<CheckedFields<typeof translationFields>, "sections" | "authorMarks">,
  ): SiteTexts => ({
    ...(title && source ? take(readTitle(title, source.placeOf(["title"]))) : {}),
    ...(description && source
      ? { description: take(readTitle(description, source.placeOf(["description"]))).title }
      : {}),
    ...(navigation && source
      ? {
          navigation: navigation.map(({ label, href }, index) => ({
            ...(label === undefined ? {} : { label }),
            href,
            place: source.placeOf(["navigation", index]),
          })),
        }
      : {}),
    ...(footer && source ? { footer: take(readText(footer, source.placeOf(["footer"]))) } : {}),
  });
  const services = take(readServiceSettings(yaml));
  const site: Site = {
    title: "Publications",
    heading: [{ kind: "text", value: "Publications" }],
    description: "",
    ...textsOf(yaml, fields),
    ...(fields.url === undefined ? {} : { url: fields.url.replace(/(?<!\/)\/*$/, "/") }),
    language,
    languages: [...new Set([language, ...(fields.languages ?? [])])],
    translations: new Map(
      translations.map((one) => {
        const found = take(parseYaml(one, 0, one.text.length));
        const texts = found ? take(checkFields(found, [], translationFields)) : {};
        const { sections, authorMarks } = texts;
        return [
          languageOfFile(one)!,
          {
            ...textsOf(found, texts),
            ...(sections ? { sectionTitles: sections } : {}),
            ...(authorMarks ? { markTexts: authorMarks } : {}),
          },
        ];
      }),
    ),
    profiles,
    ...(fields.redirects && yaml
      ? {
          redirects: Object.entries(fields.redirects).map(([written, target]) => ({
            written,
            target,
            place: yaml.placeOfName(["redirects", written]),
          })),
        }
      : {}),
    ...(fields.logo && yaml ? { logo: pictureOf(fields.logo, "", yaml.placeOf(["logo"])) } : {}),
    bibtex: fields.bibtex ?? "original",
    bibtexFields: { ...standardFields, ...bibtexFields },
    bibtexFiles: fields.bibtexFiles ?? "papers",
    citationStyles,
    references: { sentenceCase: "bibtex", ...references },
    authorMarks: take(readAuthorMarks(yaml)),
    ...(listSections === undefined ? {} : { sections: listSections }),
    appearance: { ...defaultAppearance, ...appearance },
    ...take(readHeadSettings(yaml, fields.verification)),
    ...(fields.embed && yaml
      ? { embed: fields.embed.map((href, index) => ({ href, place: yaml.placeOf(["embed", index]) })) }
      : {}),
    socialPictures: fields.socialPictures ?? "topics",
    place: yaml?.placeOf(fields.languages ? ["languages"] : fields.language ? ["language"] : []) ?? {
      file: "content/site.yaml",
      line: 1,
      column: 1,
    },
  };
  return { value: { site, services }, diagnostics };
}

/** A picture that a field names. */
export function pictureOf(href: string, alt: string, place: Place): RichText {
  return [{ kind: "image", href, place, children: alt === "" ? [] : [{ kind: "text", value: alt }] }];
}

/** `venues.yaml`: a list of venues; one without a name is left out. */
export function parseVenues(file: SourceFile | undefined): Result<PlacedList<Venue>> {
  return parseList<Venue>(file, "venue", (yaml, index, diagnostics) => {
    const fields = takeInto(diagnostics)(checkFields(yaml, [index], venueFields));
    const name = fields.name ?? fields.short;
    if (name === undefined) return undefined;
    const problem = fields.url === undefined ? undefined : webAddressProblem(`The address of ${name}`, fields.url);
    if (problem) diagnostics.push(problemAt(problem, yaml.placeOf([index, "url"])));
    const issn = (fields.issn ?? []).flatMap((written, at) => {
      const { value, others, problems } = parseIssn(written);
      diagnostics.push(...problems.map((one) => problemAt(one, yaml.placeOf([index, "issn", at]))));
      return value === undefined ? [] : [value, ...others];
    });
    return {
      id: fields.id ?? fields.short ?? name,
      short: fields.short ?? name,
      name,
      ...(fields.url && !problem ? { url: fields.url } : {}),
      ...(fields.aliases ? { aliases: fields.aliases } : {}),
      ...(issn.length > 0 ? { issn } : {}),
      patterns: fields.patterns ?? [],
    };
  });
}

/** The items of a list, and where their fields stand. */
export interface PlacedList<Item> {
  readonly items: readonly Item[];
  readonly placeOf: (item: Item, path: YamlPath) => Place;
}

export function parseList<Item extends { readonly id: string }>(
  file: SourceFile | undefined,
  what: string,
  parse: (yaml: LocatedYaml, index: number, diagnostics: Diagnostic[]) => Item | undefined,
): Result<PlacedList<Item>> {
  const diagnostics: Diagnostic[] = [];
  const take = takeInto(diagnostics);
  const items: Item[] = [];
  const positions = new Map<string, number>();
  const yaml = file && take(parseYaml(file, 0, file.text.length));
  const value: PlacedList<Item> = {
    items,
    placeOf: ({ id }, path) => yaml!.placeOf([positions.get(id)!, ...path]),
  };
  if (!file || !yaml || yaml.value === null || yaml.value === "" || yaml.value === undefined)
    return { value, diagnostics };
  if (!Array.isArray(yaml.value)) {
    diagnostics.push(
      diagnostic({
        code: "input/wrong-type",
        severity: "error",
        message: `The file should be a list, one item for each ${what}.`,
        hint: `begin each ${what} with a hyphen: - name: …`,
        ...yaml.placeOf([]),
      }),
    );
    return { value, diagnostics };
  }
  for (const index of yaml.value.keys()) {
    const item = parse(yaml, index, diagnostics);
    if (item === undefined) {
      diagnostics.push(
        diagnostic({
          code: "input/wrong-type",
          severity: "error",
          message: `This ${what} has no name, so it is left out.`,
          hint: "add a line name: …",
          ...yaml.placeOf([index]),
        }),
      );
    } else if (items.some(({ id }) => id === item.id)) {
      diagnostics.push(
        diagnostic({
          code: "input/duplicate-name",
          message: `A ${what} "${item.id}" is there before, so this one is left out.`,
          hint: "give one of the two another id.",
          ...yaml.placeOf([index]),
        }),
      );
    } else {
      positions.set(item.id, index);
      items.push(item);
    }
  }
  return { value, diagnostics };
}
