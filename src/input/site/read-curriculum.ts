// In: `content/cv.yaml`, in the words of JSON Resume or of RenderCV. Out: the curriculum vitae that it says.
import { type Diagnostic, diagnostic, type Place, type Result, takeInto } from "../../diagnostic/diagnostic.ts";
import {
  type Curriculum,
  type CurriculumContact,
  type CurriculumEntry,
  type CurriculumKind,
  type CurriculumSection,
  curriculumKinds,
} from "../../record/curriculum.ts";
import type { DateParts, PartialDate } from "../../record/dates/partial-date.ts";
import { parseDoi } from "../../record/identifiers/identifier-syntax.ts";
import { webAddressProblem } from "../../record/identifiers/web-addresses.ts";
import type { WorkListForm } from "../../record/work-list-form.ts";
import type { RichText } from "../../text/rich-text.ts";
import { problemAt } from "../../text/text-problem.ts";
import type { SourceFile } from "../files/source-file.ts";
import {
  curriculumAccountFields,
  curriculumEntryFields,
  curriculumFields,
  curriculumGroupFields,
  curriculumLocationFields,
  curriculumPersonFields,
  curriculumWorksFields,
} from "../front-matter/curriculum-fields.ts";
import { formMatchFields } from "../front-matter/field-tables.ts";
import { type CheckedFields, checkFields } from "../yaml/check-fields.ts";
import { type LocatedYaml, parseYaml, type YamlPath } from "../yaml/parse-yaml.ts";
import { readInline, readText, readTitle } from "./site-prose.ts";

type Entry = CheckedFields<typeof curriculumEntryFields>;

/** Where the accounts of networks are that RenderCV knows, before their names. */
const networks: Readonly<Record<string, string>> = {
  github: "https://github.com/",
  gitlab: "https://gitlab.com/",
  linkedin: "https://www.linkedin.com/in/",
  orcid: "https://orcid.org/",
  "google scholar": "https://scholar.google.com/citations?user=",
  researchgate: "https://www.researchgate.net/profile/",
  bluesky: "https://bsky.app/profile/",
  x: "https://x.com/",
  youtube: "https://www.youtube.com/@",
};

/** Reads a curriculum vitae; undefined for a file that is no map of fields. What can't be read is left out with a message. */
export function parseCurriculum(file: SourceFile): Result<Curriculum | undefined> {
  const diagnostics: Diagnostic[] = [];
  const take = takeInto(diagnostics);
  const yaml = take(parseYaml(file, 0, file.text.length));
  if (yaml === undefined || yaml.value === null || typeof yaml.value !== "object" || Array.isArray(yaml.value)) {
    if (yaml !== undefined) take(checkFields(yaml, [], curriculumFields));
    return { value: undefined, diagnostics };
  }
  const reader = createReader(yaml, diagnostics);
  const all = take(checkFields(yaml, [], curriculumFields));
  const group = all.cv === undefined ? {} : take(checkFields(yaml, ["cv"], curriculumGroupFields));
  const basics = all.basics === undefined ? {} : take(checkFields(yaml, ["basics"], curriculumPersonFields));
  const people = [
    { said: all, path: [] },
    { said: group, path: ["cv"] },
    { said: basics, path: ["basics"] },
  ];
  const first = <Name extends keyof typeof curriculumPersonFields>(name: Name) =>
    people.flatMap(({ said, path }) =>
      said[name] === undefined ? [] : [{ value: said[name], path: [...path, name] }],
    )[0];
  const inline = (...names: readonly ("label" | "headline")[]) => {
    const found = names.flatMap((name) => first(name) ?? [])[0];
    return found === undefined ? [] : reader.inline(String(found.value), found.path);
  };
  const summary = first("summary");
  // In the order in which they stand in the file, whichever words they have.
  const sections = Object.keys(yaml.value).flatMap((name): readonly CurriculumSection[] => {
    if (name === "sections") return reader.titledSections(["sections"], all.sections);
    if (name === "cv") return reader.titledSections(["cv", "sections"], group.sections);
    const kind = curriculumKinds.find((one) => one === name);
    return kind === undefined || all[kind] === undefined ? [] : reader.section([kind], all[kind], { kind });
  });
  return {
    value: {
      name: String(first("name")?.value ?? "").trim(),
      label: inline("label", "headline"),
      contacts: people.flatMap(({ said, path }) => reader.contacts(said, path)),
      summary: summary === undefined ? [] : reader.text(String(summary.value), summary.path),
      sections,
      place: yaml.placeOf([]),
    },
    diagnostics,
  };
}

function createReader(yaml: LocatedYaml, diagnostics: Diagnostic[]) {
  const take = takeInto(diagnostics);
  const inline = (written: string, path: YamlPath): RichText => take(readInline(written, yaml.placeOf(path)));
  const text = (written: string, path: YamlPath): RichText => take(readText(written, yaml.placeOf(path)));
  const tell = (message: string, hint: string, place: Place) =>
    diagnostics.push(diagnostic({ code: "input/section", message, hint, ...place }));

  /** An address on the web; one that is none is told, and left out. */
  const address = (what: string, written: string | undefined, path: YamlPath): string | undefined => {
    if (written === undefined) return undefined;
    const problem = webAddressProblem(what, written);
    if (problem !== undefined) diagnostics.push(problemAt(problem, yaml.placeOf(path)));
    return problem === undefined ? written : undefined;
  };

  const contacts = (
    { email, phone, url, website, location, profiles, social_networks }: CheckedFields<typeof curriculumPersonFields>,
    path: YamlPath,
  ): readonly CurriculumContact[] => {
    const page = (name: "url" | "website", written: string | undefined) => {
      const href = address("The page of the person", written, [...path, name]);
      return href === undefined ? [] : [{ label: href.replace(/^https?:\/\//, "").replace(/\/$/, ""), href }];
    };
    const accounts = (name: "profiles" | "social_networks", items: readonly unknown[] | undefined) =>
      (items ?? []).flatMap((_, index) => accountAt([...path, name, index]));
    const place =
      typeof location === "object"
        ? take(checkFields(yaml, [...path, "location"], curriculumLocationFields))
        : undefined;
    const town = [place?.postalCode, place?.city].filter((one) => one !== undefined).join(" ");
    const where =
      place === undefined
        ? location
        : [place.address, town, place.region, place.countryCode]
            .filter((one) => one !== undefined && one !== "")
            .join(", ");
    return [
      ...(typeof where === "string" && where !== "" ? [{ label: where }] : []),
      ...(email === undefined ? [] : [{ label: email, href: `mailto:${email}` }]),
      ...(phone === undefined ? [] : [{ label: phone.replace(/^tel:/, "") }]),
      ...page("url", url),
      ...page("website", website),
      ...accounts("profiles", profiles),
      ...accounts("social_networks", social_networks),
    ];
  };

  const accountAt = (path: YamlPath): readonly CurriculumContact[] => {
    const { network = "", username = "", url } = take(checkFields(yaml, path, curriculumAccountFields));
    const label = network || username || url;
    if (label === undefined || label === "") return [];
    const [, user = "", host = ""] = /^@?([\w.-]+)@([\w.-]+)$/.exec(username) ?? [];
    const start = networks[network.toLowerCase()];
    const guessed =
      network.toLowerCase() === "mastodon" && host !== ""
        ? `https://${host}/@${user}`
        : start === undefined || !/^[\w.@-]+$/.test(username)
          ? undefined
          : start + username.replace(/^@/, "");
    const href = address(label, url, [...path, "url"]) ?? guessed;
    return [href === undefined ? { label: username === "" ? label : `${label}: ${username}` } : { label, href }];
  };

  const titledSections = (
    path: YamlPath,
    sections: Readonly<Record<string, unknown>> | undefined,
  ): readonly CurriculumSection[] =>
    Object.entries(sections ?? {}).flatMap(([title, value]) => {
      const kind = curriculumKinds.find((one) => one === title);
      const named =
        kind === undefined
          ? { title: take(readTitle(spelledOut(title), yaml.placeOf([...path, title]))).heading }
          : { kind };
      return section([...path, title], value, named);
    });

  const section = (
    path: YamlPath,
    value: unknown,
    named: { readonly title: RichText } | { readonly kind: CurriculumKind },
  ): readonly CurriculumSection[] => {
    const place = yaml.placeOf(path);
    if (value === null || value === "") return [];
    if (typeof value === "string") return [{ ...named, entries: [{ ...emptyEntry, text: text(value, path) }], place }];
    if (Array.isArray(value)) {
      const entries = value.flatMap((item, index) => entryAt([...path, index], item));
      return entries.length === 0 ? [] : [{ ...named, entries, place }];
    }
    return worksAt(path, named, place);
  };

  const worksAt = (
    path: YamlPath,
    named: { readonly title: RichText } | { readonly kind: CurriculumKind },
    place: Place,
  ): readonly CurriculumSection[] => {
    const { form, activities, works, limit, order, numbering, match } = take(
      checkFields(yaml, path, curriculumWorksFields),
    );
    if (activities !== undefined) {
      const most = limit === undefined ? {} : { limit };
      return [{ ...named, entries: [], activities: { kind: activities, ...most }, place }];
    }
    const own = [match, works, limit, order, numbering].some((one) => one !== undefined);
    if (form !== undefined) {
      if (own)
        tell(
          `The section names the form "${form}" and says besides which works it takes; the form is used.`,
          "leave one of the two out.",
          place,
        );
      return [{ ...named, entries: [], works: { form }, place: yaml.placeOf([...path, "form"]) }];
    }
    if (!own) {
      tell(
        "The section neither lists entries nor says which works it takes, so it is left out.",
        "write a list of entries, or what it takes, as in match: {types: article-journal}.",
        place,
      );
      return [];
    }
    const conditions = take(checkFields(yaml, [...path, "match"], formMatchFields));
    const part = {
      title: "",
      match: conditions,
      ...(works === undefined ? {} : { works }),
      ...(limit === undefined ? {} : { limit }),
    };
    const list: WorkListForm = {
      name: "",
      title: "",
      order: order ?? "newest",
      numbering: numbering ?? "none",
      ownName: "bold",
      marks: [],
      sections: [part],
      place,
    };
    return [{ ...named, entries: [], works: list, place }];
  };

  const entryAt = (path: YamlPath, item: unknown): readonly CurriculumEntry[] => {
    if (item === null || item === "") return [];
    if (typeof item === "string") return [{ ...emptyEntry, text: text(item, path) }];
    const fields = take(checkFields(yaml, path, curriculumEntryFields));
    if (Object.keys(fields).length === 0) return [];
    const at = (name: keyof Entry): RichText => {
      const written = fields[name];
      return typeof written === "string" ? inline(written, [...path, name]) : [];
    };
    const firstOf = (...names: readonly (keyof Entry)[]) =>
      at(names.find((name) => fields[name] !== undefined) ?? names[0]!);
    const points = (["highlights", "courses"] as const).flatMap((name) =>
      (fields[name] ?? []).map((point, index) => inline(point, [...path, name, index])),
    );
    const rest = [...(fields.keywords ?? []), ...(fields.roles ?? [])].map((word): RichText => [plain(word)]);
    const degree = joined([firstOf("degree", "studyType"), at("area")]);
    const name = at("name");
    const titles = [at("position"), degree, at("title"), at("label"), at("language")];
    const title = titles.find((one) => one.length > 0);
    const places = (["company", "organization", "institution", "awarder", "issuer", "entity"] as const).map(at);
    const whereNamed = [...places, at("publisher"), at("journal"), at("location")].filter((one) => one.length > 0);
    const isNameOfGiver = title !== undefined && fields.title === undefined && name.length > 0;
    const where = [...(isNameOfGiver ? [name] : []), ...whereNamed];
    const heading = title ?? (name.length > 0 ? name : where.shift()) ?? [];
    const summary = firstOf("summary", "description", "reference", "bullet", "number", "reversed_number");
    const long = fields.summary ?? fields.description ?? fields.reference;
    const longName = (["summary", "description", "reference"] as const).find((one) => fields[one] !== undefined);
    const doi = fields.doi === undefined ? undefined : parseDoi(fields.doi);
    diagnostics.push(...(doi?.problems ?? []).map((one) => problemAt(one, yaml.placeOf([...path, "doi"]))));
    const href =
      address("The entry", fields.url, [...path, "url"]) ??
      address("The entry", fields.website, [...path, "website"]) ??
      (doi?.value === undefined ? undefined : `https://doi.org/${doi.value}`);
    const date = dateOf(fields, path);
    return [
      {
        ...(date === undefined ? {} : { date }),
        title: heading,
        ...(href === undefined ? {} : { href }),
        where: [...(fields.authors === undefined ? [] : [[plain(fields.authors.join(", "))]]), ...where],
        detail: joined([at("details"), at("level"), at("fluency"), at("score"), at("type"), ...rest]),
        text:
          long === undefined
            ? summary.length === 0
              ? []
              : [{ kind: "paragraph", children: summary }]
            : text(long, [...path, longName!]),
        points,
      },
    ];
  };

  const dateOf = (fields: Entry, path: YamlPath): PartialDate | undefined => {
    const name = (...names: readonly (keyof Entry)[]) => names.find((one) => fields[one] !== undefined);
    const [single, from, to] = [
      name("date", "releaseDate"),
      name("start_date", "startDate"),
      name("end_date", "endDate"),
    ];
    const certain = { circa: false, uncertain: false };
    const parts = (field: keyof Entry | undefined): DateParts | undefined => {
      if (field === undefined) return undefined;
      const written = String(fields[field]);
      const found = datePartsOf(written);
      if (found !== undefined || isPresent(written)) return found;
      diagnostics.push(
        diagnostic({
          code: "input/wrong-type",
          message: `The field "${field}" takes a year, a month or a day, but "${written}" is given, so it is left out.`,
          hint: `write ${field}: 2021-09, or date: and any words.`,
          ...yaml.placeOf([...path, field]),
        }),
      );
      return undefined;
    };
    if (from === undefined && to === undefined) {
      if (single === undefined) return undefined;
      const start = datePartsOf(String(fields[single]));
      return start === undefined ? { ...certain, literal: String(fields[single]) } : { ...certain, start };
    }
    const [start, end] = [parts(from), parts(to)];
    const goesOn = to === undefined || isPresent(String(fields[to]));
    if (start === undefined && end === undefined) return undefined;
    // Of a degree the end alone may be said, which is when it was.
    if (from === undefined && end !== undefined) return { ...certain, start: end };
    return {
      ...certain,
      ...(start === undefined ? {} : { start }),
      ...(end !== undefined ? { end } : goesOn ? { end: "open" as const } : {}),
    };
  };

  return { inline, text, contacts, titledSections, section };
}

const emptyEntry: CurriculumEntry = { title: [], where: [], detail: [], text: [], points: [] };

const plain = (value: string) => ({ kind: "text", value }) as const;

/** Texts behind one another, with commas. */
function joined(trees: readonly RichText[]): RichText {
  return trees
    .filter((tree) => tree.length > 0)
    .flatMap((tree, index): RichText => (index === 0 ? tree : [plain(", "), ...tree]));
}

/** "Selected publications" of RenderCV's "selected_publications". */
const spelledOut = (title: string): string =>
  /^[a-z0-9_]+$/.test(title) ? title.replaceAll("_", " ").replace(/^./, (letter) => letter.toUpperCase()) : title;

const isPresent = (written: string): boolean => /^\s*present\s*$/i.test(written);

function datePartsOf(written: string): DateParts | undefined {
  const [, year, month, day] = /^\s*(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?\s*$/.exec(written) ?? [];
  const parts = [year, month, day].filter((part) => part !== undefined).map(Number);
  const [, m = 1, d = 1] = parts;
  return year === undefined || m < 1 || m > 12 || d < 1 || d > 31 ? undefined : (parts as unknown as DateParts);
}
