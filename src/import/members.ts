// The people of a group, as another system describes them: an item of people.yaml, and a file of content/people/ each.
import type { ImportReport } from "./import-report.ts";
import { type ImportedPerson, markdownFile, type NewSite } from "./new-site.ts";
import { profileOf } from "./profiles.ts";
import { asEmail, inLine, pageSlug } from "./text/old-text.ts";

/** What is said of a member besides who that is. */
export interface ImportedMember {
  readonly group: string;
  readonly role: string;
  /** In Markdown. */
  readonly affiliation: readonly string[];
  /** The picture's name in `content/people/`. */
  readonly portrait: string | undefined;
  readonly email: string;
  /** Pages elsewhere, each by its service: an address, or the user's name there. */
  readonly elsewhere: readonly (readonly [service: string, value: string])[];
  readonly text: string;
}

/** The folder of what is said of members, and of their pictures. */
export const membersFolder = "content/people";

/** Adds a person; the address of their page, where enough is said for one. */
export function addMember(
  name: string,
  wanted: string,
  person: Omit<ImportedPerson, "id" | "name">,
  member: ImportedMember,
  site: NewSite,
  report: ImportReport,
): string | undefined {
  const base = pageSlug(wanted) || pageSlug(name) || "member";
  let id = base;
  for (let more = 2; site.texts.has(`${membersFolder}/${id}.md`); more++) id = `${base}-${more}`;
  const profiles = member.elsewhere.flatMap(([service, value]) => {
    const profile = profileOf(service, value.trim());
    return profile === undefined || profile.href === person.homepage ? [] : [[profile.label, profile.href] as const];
  });
  const { group, role, affiliation, portrait, email, text } = member;
  const fields = {
    group: headingOf(group),
    role: inLine(role),
    affiliation,
    portrait,
    email: asEmail(email),
    profiles: Object.fromEntries(profiles.filter(([, href]) => /^https?:/i.test(href))),
  };
  site.addPerson({ ...person, id, name });
  report.count("people");
  const file = markdownFile(fields, text);
  if (file === "" || !site.add(`${membersFolder}/${id}.md`, file)) return undefined;
  report.count("members");
  return `/people/${id}/`;
}

/** The heading of a group by the word that a site has for it: "alum", "grad-student". */
function headingOf(group: string): string {
  const words = inLine(group.replaceAll(/[-_]/g, " "));
  if (/^alum(?:n(?:i|us|a|ae))?s?$/i.test(words)) return "Alumni";
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
