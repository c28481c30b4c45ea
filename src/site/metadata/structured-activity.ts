import type { Course, Organization, ResearchProject, Person as SchemaPerson, Thesis, Thing } from "schema-dts";
import { isoOf } from "../../record/dates/partial-date.ts";
import type { CataloguedActivity } from "../../relate/catalogue.ts";
import { richTextToPlain } from "../../text/plain-text.ts";
import type { RichText } from "../../text/rich-text.ts";
import { describeGrant, type Leaf, node } from "./structured-work.ts";

const plain = (tree: RichText | undefined): string | undefined =>
  tree === undefined ? undefined : richTextToPlain(tree);

const organization = (tree: RichText | undefined): Leaf<Organization, "Organization"> | undefined =>
  tree === undefined ? undefined : { "@type": "Organization", name: richTextToPlain(tree) };

/** An activity as schema.org describes it; undefined for an award, for which it has no type. */
export function describeActivity(activity: CataloguedActivity, url: string | undefined): Thing | undefined {
  const { kind, title, facts, summary, named, namedStudents, period, grants } = activity;
  const description = plain(summary) || undefined;
  const persons = (some: typeof named) =>
    some.map(({ name }): Leaf<SchemaPerson, "Person"> => ({ "@type": "Person", name }));
  switch (kind) {
    case "projects":
      return node<Leaf<ResearchProject, "ResearchProject">>({
        "@type": "ResearchProject",
        ...{ name: title, url, description },
        foundingDate: isoOf(period),
        member: persons(named),
        funding: grants.map(describeGrant),
      });
    case "grants":
      return { ...describeGrant({ title, ...facts }), ...(url && { url }), ...(description && { description }) };
    case "courses":
      return node<Leaf<Course, "Course">>({
        "@type": "Course",
        ...{ name: title, url, description },
        courseCode: plain(facts.code),
        educationalLevel: plain(facts.level),
        provider: organization(facts.institution),
      });
    case "theses":
      return node<Leaf<Thesis, "Thesis">>({
        "@type": "Thesis",
        ...{ name: title, url, description },
        author: persons(namedStudents),
        contributor: persons(named),
        inSupportOf: plain(facts.degree),
        datePublished: isoOf(period),
        sourceOrganization: organization(facts.institution),
      });
    case "awards":
      return undefined;
  }
}
