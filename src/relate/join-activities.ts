// In: activities, and who and what papers are. Out: each with its people, its papers and its address, and what papers name of them.
import { type Diagnostic, diagnostic, type Result } from "../diagnostic/diagnostic.ts";
import { nearestName } from "../diagnostic/nearest-name.ts";
import { foldAccents, readableSlug } from "../memory/fold.ts";
import { type Activity, type ActivityKind, activityKinds } from "../record/activities.ts";
import { activityAddress } from "../record/content-files.ts";
import { formatName, type Name } from "../record/names/name.ts";
import { type Publication, placeOfField, type ReadPublication } from "../record/publication.ts";
import type {
  ActivityLink,
  CataloguedActivity,
  CataloguedPerson,
  CataloguedPublication,
  NamedPerson,
} from "./catalogue.ts";

/** What activities are related to. */
export interface ActivitySurroundings {
  /** Who a name is, where the site knows. */
  readonly personOf: (name: Name) => Pick<CataloguedPerson, "name" | "slug" | "hasPage"> | undefined;
  readonly byKey: ReadonlyMap<string, CataloguedPublication>;
}

/** Finds the activities of a kind by what papers and other activities call them: an id, a title, or a grant's number. */
export function activityFinder(
  activities: readonly Activity[],
): (kind: ActivityKind, name: string) => Activity | undefined {
  const fold = (text: string) => foldAccents(text).trim();
  const found = new Map<string, Activity>();
  for (const activity of [...activities].reverse()) {
    const number = activity.facts.number?.[0];
    const names = [activity.title, ...(number?.kind === "text" ? [number.value] : []), activity.id];
    for (const name of names) found.set(`${activity.kind} ${fold(name)}`, activity);
  }
  return (kind, name) => found.get(`${kind} ${fold(name)}`) ?? found.get(`${kind} ${readableSlug(name)}`);
}

/** What a paper says paid for it and what it belongs to: activities of the site, or words. */
export function supportOf(
  { funding, projects }: Pick<Publication, "funding" | "projects">,
  find: ReturnType<typeof activityFinder>,
): readonly ActivityLink[] {
  const named = (kind: "grants" | "projects", names: readonly string[]) =>
    names.flatMap((name): readonly ActivityLink[] => {
      const activity = find(kind, name);
      if (activity === undefined) return kind === "grants" ? [{ kind, title: name }] : [];
      const { number, funder } = activity.facts;
      return [{ kind, title: activity.title, slug: activity.id, ...(number && { number }), ...(funder && { funder }) }];
    });
  return funding.length + projects.length === 0 ? [] : [...named("grants", funding), ...named("projects", projects)];
}

/** The addresses of the activities' pages: that of each kind, and of what has more to say or is named by papers. */
export function activityPages(
  activities: readonly Activity[],
  publications: readonly Publication[],
  find: ReturnType<typeof activityFinder>,
): readonly { readonly address: string; readonly file?: string }[] {
  const named = new Set<Activity | undefined>();
  for (const { funding, projects } of publications) {
    for (const name of funding) named.add(find("grants", name));
    for (const name of projects) named.add(find("projects", name));
  }
  return activityKinds.flatMap((kind) => {
    const own = activities.filter((one) => one.kind === kind);
    const withPages = own.filter((one) => one.text.length > 0 || named.has(one));
    return own.length === 0
      ? []
      : [
          { address: `/${kind}/` },
          ...withPages.map(({ id, place }) => ({ address: activityAddress(kind, id), file: place.file })),
        ];
  });
}

/** Activities as the catalogue has them: the kinds in their order, each in its own. */
export function joinActivities(
  activities: readonly Activity[],
  papers: readonly CataloguedPublication[],
  { personOf, byKey }: ActivitySurroundings,
): Result<readonly CataloguedActivity[]> {
  const diagnostics: Diagnostic[] = [];
  const find = activityFinder(activities);
  const papersOf = new Map<string, CataloguedPublication[]>();
  for (const paper of papers)
    for (const { kind, slug } of paper.support ?? []) {
      if (slug === undefined) continue;
      const address = activityAddress(kind, slug);
      const known = papersOf.get(address);
      if (known === undefined) papersOf.set(address, [paper]);
      else known.push(paper);
    }
  const named = (names: readonly Name[]) =>
    names.map((name): NamedPerson => {
      const person = personOf(name);
      return person
        ? { name: person.name, ...(person.hasPage ? { slug: person.slug } : {}) }
        : { name: formatName(name) };
    });
  const tell = (of: Activity, message: string, nearest: string | undefined, hint: string) =>
    diagnostics.push(
      diagnostic({
        code: "relate/unknown-activity",
        message,
        hint: nearest ? `did you mean "${nearest}"?` : hint,
        ...of.place,
      }),
    );
  const value = activities.map((activity): CataloguedActivity => {
    const { kind, id, funding, paper } = activity;
    const grants = funding.flatMap((name) => {
      const grant = find("grants", name);
      if (grant) return [grant];
      const message = `"${name}" is the id of no grant, so "${activity.title}" is shown without it.`;
      tell(activity, message, nearestId(name, activities, "grants"), "the grants are in content/grants.yaml.");
      return [];
    });
    const own = paper === undefined ? undefined : byKey.get(paper);
    if (paper !== undefined && own === undefined) {
      const message = `"${paper}" is the key of no paper, so "${activity.title}" leads to none.`;
      tell(
        activity,
        message,
        nearestName(paper, byKey.keys()),
        "write the key of a BibTeX entry, or the name of a paper's file.",
      );
    }
    const members = papersOf.get(activityAddress(kind, id)) ?? [];
    return {
      ...activity,
      named: named(activity.people),
      namedStudents: named(activity.students),
      grants: grants.map(({ id: slug, title }) => ({ kind: "grants", title, slug })),
      ...(own && { paperSlug: own.slug }),
      papers: members,
      hasPage: activity.text.length > 0 || members.length > 0,
    };
  });
  const order = (one: Activity) => activityKinds.indexOf(one.kind);
  return { value: value.toSorted((one, other) => order(one) - order(other)), diagnostics };
}

/** Tells of projects that papers name and that are not there, and of single words of funding that no grant has where there are grants. */
export function checkSupport(
  publications: readonly ReadPublication[],
  activities: readonly Activity[],
): readonly Diagnostic[] {
  const find = activityFinder(activities);
  const hasGrants = activities.some(({ kind }) => kind === "grants");
  return publications.flatMap((read) => {
    const { funding, projects, key } = read.publication;
    const told = (field: "funding" | "projects", kind: "grants" | "projects", name: string) => {
      const nearest = nearestId(name, activities, kind);
      return diagnostic({
        code: "relate/unknown-activity",
        message:
          kind === "grants"
            ? `"${name}" is the id of no grant, so it is shown as it is written.`
            : `"${name}" is the id of no project, so it is shown nowhere.`,
        hint: nearest ? `did you mean "${nearest}"?` : `add it to content/${kind}.yaml.`,
        key,
        ...placeOfField(read, field),
      });
    };
    return [
      ...funding
        .filter((name) => hasGrants && !/\s/.test(name) && find("grants", name) === undefined)
        .map((name) => told("funding", "grants", name)),
      ...projects
        .filter((name) => find("projects", name) === undefined)
        .map((name) => told("projects", "projects", name)),
    ];
  });
}

const nearestId = (name: string, activities: readonly Activity[], kind: ActivityKind): string | undefined =>
  nearestName(
    name,
    activities.flatMap((one) => (one.kind === kind ? [one.id] : [])),
  );
