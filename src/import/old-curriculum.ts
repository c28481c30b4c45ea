// In: a CV as another system keeps it. Out: `content/cv.yaml`, in the words of JSON Resume or of RenderCV.
import {
  curriculumAccountFields,
  curriculumEntryFields,
  curriculumFields,
  curriculumGroupFields,
  curriculumLocationFields,
  curriculumPersonFields,
} from "../input/front-matter/curriculum-fields.ts";
import { curriculumKinds } from "../record/curriculum.ts";
import type { ImportReport } from "./import-report.ts";
import { dataFile, type NewSite } from "./new-site.ts";
import { type Data, listOf, mapOf, textOf, textsOf, type Values } from "./read-matter.ts";
import { asEmail, inLine } from "./text/old-text.ts";

/** Where a CV goes, and what makes Markdown of its texts. */
export interface CurriculumTarget {
  readonly site: NewSite;
  readonly report: ImportReport;
  readonly toMarkdown: (text: string, line: number) => string;
  /** Has the CV as a file copied beside `cv.yaml`; its name there. */
  readonly pdf?: () => string | undefined;
}

type Path = readonly (string | number)[];

/** Takes a CV over that al-folio or academicpages keeps, in JSON Resume's words, RenderCV's or al-folio's own; whether it says anything. */
export function addCurriculum(data: Data, target: CurriculumTarget): boolean {
  const { report } = target;
  const reader = curriculumReader(data, target);
  const value = mapOf(data.value);
  if (Array.isArray(data.value)) return write(data, reader.ofAlFolio(data.value), target);
  const isRenderCv = value.cv !== undefined;
  const [own, path]: readonly [Values, Path] = isRenderCv ? [mapOf(value.cv), ["cv"]] : [value, []];
  const person = isRenderCv
    ? reader.person(own, path, curriculumGroupFields)
    : { basics: reader.person(mapOf(own.basics), ["basics"], curriculumPersonFields) };
  const kinds = isRenderCv
    ? {}
    : Object.fromEntries(curriculumKinds.flatMap((kind) => section(kind, reader.entries(own[kind], [kind]))));
  // academicpages has lists of its own beside those of JSON Resume.
  const others = isRenderCv
    ? mapOf(own.sections)
    : Object.fromEntries(
        Object.entries(own).filter(([name, one]) => !Object.hasOwn(curriculumFields, name) && Array.isArray(one)),
      );
  const below: Path = isRenderCv ? ["cv", "sections"] : [];
  const sections = Object.fromEntries(
    Object.entries(others).flatMap(([name, one]) =>
      section(
        isRenderCv ? name : name.replace(/^./, (letter) => letter.toUpperCase()),
        reader.entries(one, [...below, name]),
      ),
    ),
  );
  if (listOf(own.publications).length > 0 || listOf(mapOf(own.sections).publications).length > 0)
    report.remark(
      "the papers of a CV: as they stand there; publications: {order: newest} takes those of the site",
      data.file,
      data.lineOf(...(isRenderCv ? ["cv", "sections", "publications"] : ["publications"])),
    );
  return write(data, { ...person, ...kinds, sections }, target);
}

/** A section where there is anything in it. */
const section = (name: string, entries: readonly unknown[]): readonly (readonly [string, unknown])[] =>
  entries.length === 0 ? [] : [[name, entries]];

/** Takes over what Hugo Blox says in an author's file: education, posts, skills, languages and awards. */
export function addCurriculumOfAuthor(data: Data, target: CurriculumTarget): boolean {
  const value = mapOf(data.value);
  const reader = curriculumReader(data, target);
  const renamed = (item: unknown): Values => {
    const {
      date_start,
      date_end,
      company_name,
      company_url,
      course,
      year,
      percent: _,
      icon: __,
      ...rest
    } = mapOf(item);
    return {
      ...rest,
      ...defined({
        start_date: date_start,
        end_date: date_end,
        company: company_name,
        url: rest.url ?? company_url,
        degree: course,
        date: rest.date ?? year,
      }),
    };
  };
  const list = (name: string) => {
    const items = Array.isArray(value[name]) ? listOf(value[name]) : listOf(mapOf(value[name]).courses);
    return reader.entries(items.map(renamed), [name]);
  };
  const skills = listOf(value.skills).flatMap((group) => {
    const { name, items } = mapOf(group);
    const keywords = listOf(items)
      .map((one) => textOf(mapOf(one).name))
      .filter(Boolean);
    return textOf(name) === "" ? [] : [{ name: inLine(textOf(name)), keywords }];
  });
  const parts: readonly (readonly [string, readonly unknown[]])[] = [
    ["work", [...list("work"), ...list("experience")]],
    ["education", list("education")],
    ["awards", list("awards")],
    ["skills", skills],
    ["languages", list("languages").map((one) => languageOf(mapOf(one)))],
  ];
  if (skills.length > 0) target.report.count("CV entries", skills.length);
  return write(data, Object.fromEntries(parts.filter(([, entries]) => entries.length > 0)), target);
}

const languageOf = ({ name, label, ...rest }: Values): Values => ({
  ...rest,
  ...defined({ language: name, fluency: label }),
});

const defined = (fields: Values): Values =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== ""));

function write({ file }: Data, value: Values, { site, report, pdf }: CurriculumTarget): boolean {
  if (dataFile(value) === undefined) {
    report.remark("a CV that says nothing", file, 1);
    return false;
  }
  // Where the navigation is written out, it leads there too, in place of a file by that name.
  const navigation = Array.isArray(site.settings.navigation) ? site.settings.navigation : undefined;
  const at = navigation?.findIndex((item) => Object.keys(mapOf(item)).some((label) => /^cv$/i.test(label))) ?? -1;
  const name = pdf?.();
  const href = name === undefined ? Object.values(mapOf(navigation?.[at])).map(textOf)[0] : encodeURIComponent(name);
  const said = "basics" in value ? mapOf(value.basics) : value;
  const summary = [textOf(said.summary), href === undefined ? "" : `[PDF](${href})`].filter(Boolean).join("\n\n");
  const whole = "basics" in value ? { ...value, basics: { ...said, summary } } : { ...value, summary };
  const isNew = site.add("content/cv.yaml", dataFile(whole)!);
  if (isNew) navigation?.splice(at < 0 ? navigation.length : at, at < 0 ? 0 : 1, "/cv/");
  return isNew;
}

function curriculumReader(data: Data, { report, toMarkdown }: CurriculumTarget) {
  const { file, lineOf } = data;
  /** The fields that a CV has here, the others told. */
  const known = (values: Values, path: Path, table: object): Values =>
    Object.fromEntries(
      Object.entries(values).filter(([name, value]) => {
        if (value === "" || (Array.isArray(value) && value.length === 0)) return false;
        if (Object.hasOwn(table, name)) return true;
        report.remark(`the field ${name} of a CV: not taken over`, file, lineOf(...path, name));
        return false;
      }),
    );
  const markdown = (text: string, path: Path) => toMarkdown(text, lineOf(...path));

  /** An address on the web; any other is told and left out. */
  const withAddresses = (values: Values, path: Path): Values =>
    Object.fromEntries(
      Object.entries(values).filter(([name, value]) => {
        if (!/^(?:url|website)$/.test(name) || /^https?:\/\/[^\s<>"]+$/i.test(textOf(value))) return true;
        report.remark("an address of a CV that is none on the web", file, lineOf(...path, name));
        return false;
      }),
    );

  const person = (values: Values, path: Path, table: object): Values => {
    const { sections: _, image: __, photo: ___, ...said } = known(values, path, table);
    const accounts = (name: string) =>
      listOf(said[name]).map((one, index) =>
        withAddresses(known(mapOf(one), [...path, name, index], curriculumAccountFields), [...path, name, index]),
      );
    const { location } = said;
    return {
      ...withAddresses(said, path),
      ...defined({
        location:
          typeof location === "string"
            ? inLine(location)
            : location === undefined
              ? ""
              : known(mapOf(location), [...path, "location"], curriculumLocationFields),
        summary: said.summary === undefined ? "" : markdown(textOf(said.summary), [...path, "summary"]),
      }),
      ...(said.profiles === undefined ? {} : { profiles: accounts("profiles") }),
      ...(said.social_networks === undefined ? {} : { social_networks: accounts("social_networks") }),
    };
  };

  const entries = (items: unknown, path: Path): readonly unknown[] => {
    const read = listOf(items).flatMap((item, index): readonly unknown[] => {
      const at = [...path, index];
      if (typeof item === "string") return item.trim() === "" ? [] : [markdown(item.trim(), at)];
      const entry = entryOf(mapOf(item), at);
      return Object.keys(entry).length === 0 ? [] : [entry];
    });
    if (read.length > 0) report.count("CV entries", read.length);
    return read;
  };

  /** An entry; academicpages' talks and courses have words of their own. */
  const entryOf = (item: Values, path: Path): Values => {
    const { event, course, role, category, ...rest } = item;
    const named = {
      ...rest,
      ...defined({
        organization: rest.organization ?? event,
        title: rest.title ?? course,
        details: rest.details ?? role,
        type: rest.type ?? category,
      }),
    };
    const said = withAddresses(known(named, path, curriculumEntryFields), path);
    const texts = Object.entries(said).map(([name, value]) => {
      if (/^(?:url|website|doi|.*[dD]ate)$/.test(name)) return [name, value];
      return [
        name,
        Array.isArray(value)
          ? textsOf(value).map((one) => markdown(one, [...path, name]))
          : markdown(textOf(value), [...path, name]),
      ];
    });
    return withDates(Object.fromEntries(texts));
  };

  /** al-folio's own form: sections of facts, of what was when, and of lists. */
  const ofAlFolio = (parts: readonly unknown[]): Values => {
    const sections: Record<string, unknown> = {};
    let name = "";
    let email = "";
    for (const [index, part] of parts.entries()) {
      const { title, contents } = mapOf(part);
      const items = listOf(contents).flatMap((item, at): readonly unknown[] => {
        if (typeof item === "string") return [item];
        const one = mapOf(item);
        const value = textOf(one.value);
        if (/^(?:full )?name$/i.test(textOf(one.name)) && value !== "") name = inLine(value);
        else if (/^e-?mail$/i.test(textOf(one.name)) && value !== "") email = inLine(value);
        else return [alFolioEntry(one, [index, "contents", at])];
        return [];
      });
      const read = entries(items, [index, "contents"]);
      const heading = inLine(textOf(title));
      if (read.length > 0) sections[heading === "" ? "CV" : heading] = read;
    }
    return { ...defined({ name, email: asEmail(email) }), sections };
  };

  const alFolioEntry = (one: Values, path: Path): Values => {
    if (one.value !== undefined) return { label: one.name, details: one.value };
    if (one.items !== undefined) return { label: one.title, keywords: one.items };
    const { year, department, description, title, institution, location, ...rest } = one;
    for (const name of Object.keys(rest))
      report.remark(`the field ${name} of a CV: not taken over`, file, lineOf(...path, name));
    const points = Array.isArray(description) ? description : description === undefined ? [] : [description];
    return defined({
      title,
      institution: [textOf(department), textOf(institution)].filter(Boolean).join(", "),
      location,
      date: year,
      highlights: points.flatMap((point) => {
        const { title: heading, contents } = mapOf(point);
        return typeof point === "string"
          ? [point]
          : [[textOf(heading), textsOf(contents).join("; ")].filter(Boolean).join(": ")];
      }),
    });
  };

  return { person, entries, ofAlFolio };
}

/** An entry whose dates are such as are read: "2013 - 2017" is from one to the other, and what is no date stands as its words. */
function withDates(entry: Values): Values {
  const isDate = (value: unknown) => value === undefined || /^\d{4}(?:-\d{1,2}){0,2}$|^present$/i.test(textOf(value));
  const { start_date, startDate, end_date, endDate, ...rest } = entry;
  const [from, to] = [start_date ?? startDate, end_date ?? endDate];
  const [, first, last] = /^(\d{4})\s*[-–]\s*(\d{4}|present)$/i.exec(textOf(rest.date)) ?? [];
  if (first !== undefined) {
    const { date: _, ...others } = rest;
    return { ...others, start_date: first, end_date: last };
  }
  if (isDate(from) && isDate(to)) return entry;
  return { ...rest, date: [textOf(from), textOf(to)].filter(Boolean).join(" – ") };
}
