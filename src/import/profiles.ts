import type { ImportReport } from "./import-report.ts";
import type { NewSite } from "./new-site.ts";

/** What a page elsewhere is called, and what stands before a user's name in its address; "" where only whole addresses are known. */
const services: Readonly<Record<string, readonly [label: string, address: string]>> = {
  bluesky: ["Bluesky", "https://bsky.app/profile/"],
  dblp: ["DBLP", "https://dblp.org/pid/"],
  facebook: ["Facebook", "https://www.facebook.com/"],
  github: ["GitHub", "https://github.com/"],
  gitlab: ["GitLab", "https://gitlab.com/"],
  googlescholar: ["Google Scholar", "https://scholar.google.com/citations?user="],
  impactstory: ["ImpactStory", ""],
  inspirehep: ["INSPIRE", "https://inspirehep.net/authors/"],
  instagram: ["Instagram", "https://www.instagram.com/"],
  kaggle: ["Kaggle", "https://www.kaggle.com/"],
  linkedin: ["LinkedIn", "https://www.linkedin.com/in/"],
  mastodon: ["Mastodon", "https://"],
  medium: ["Medium", "https://medium.com/@"],
  orcid: ["ORCID", "https://orcid.org/"],
  osf: ["OSF", "https://osf.io/"],
  pubmed: ["PubMed", ""],
  researchgate: ["ResearchGate", "https://www.researchgate.net/profile/"],
  scopus: ["Scopus", "https://www.scopus.com/authid/detail.uri?authorId="],
  semanticscholar: ["Semantic Scholar", "https://www.semanticscholar.org/author/"],
  ssrn: ["SSRN", ""],
  stackoverflow: ["Stack Overflow", "https://stackoverflow.com/users/"],
  x: ["X", "https://x.com/"],
  youtube: ["YouTube", "https://www.youtube.com/@"],
  zotero: ["Zotero", "https://www.zotero.org/"],
};

const otherNames: Readonly<Record<string, string>> = {
  scholar: "googlescholar",
  "google-scholar": "googlescholar",
  twitter: "x",
  "x-twitter": "x",
  "stack-overflow": "stackoverflow",
  "semantic-scholar": "semanticscholar",
  inspire: "inspirehep",
};

/** What a setting of another system's is about: "github" of `github_username`, "orcid" of `orcid_id`. */
function serviceOf(name: string): string {
  const bare = name
    .toLowerCase()
    .replace(/[_-](?:username|userid|user|id|url|profile|link)$/, "")
    .replaceAll("_", "-");
  return otherNames[bare] ?? bare.replaceAll("-", "");
}

/** The address of someone's page at a service, by whatever a site says of it. */
export function profileOf(name: string, value: string): { readonly label: string; readonly href: string } | undefined {
  const service = Object.hasOwn(services, serviceOf(name)) ? services[serviceOf(name)]! : undefined;
  if (/^https?:\/\//i.test(value)) return { label: service?.[0] ?? name.replaceAll(/[_-]/g, " "), href: value };
  if (service === undefined || service[1] === "" || /[\s<>"]/.test(value)) return undefined;
  return { label: service[0], href: service[1] + value.replace(/^@(?!.*@)/, "") };
}

/** Settings that look like pages elsewhere and are none. */
const noProfile = /^(?:rss|rss_icon|cv_pdf|email|e-?mail|contact_note|work_url|uri|phone)$/i;

/** Takes the pages elsewhere over that a site's settings name. */
export function addProfiles(
  values: Readonly<Record<string, unknown>>,
  site: NewSite,
  report: ImportReport,
  file: string,
  lineOf: (name: string) => number,
): void {
  for (const [name, value] of Object.entries(values)) {
    if (typeof value !== "string" || value.trim() === "" || noProfile.test(name)) continue;
    const profile = profileOf(name, value.trim());
    if (profile === undefined || !site.addProfile(profile.label, profile.href))
      report.remark(`the profile ${name}: its address is not known`, file, lineOf(name));
    else report.count("profiles");
  }
}
