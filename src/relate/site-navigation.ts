// In: what the author says of the navigation, and what the site holds. Out: one list of items for each language.

import { type Diagnostic, diagnostic, type Result } from "../diagnostic/diagnostic.ts";
import type { ActivityKind } from "../record/activities.ts";
import { curriculumAddress, newsAddress, partAt } from "../record/content-files.ts";
import { webAddressProblem } from "../record/identifiers/web-addresses.ts";
import type { AuthoredPage, Collection, Site, WrittenNavigationItem } from "../record/site-settings.ts";
import type { SiteTarget } from "../text/rich-text.ts";
import { problemAt } from "../text/text-problem.ts";
import type { NavigationItem } from "./catalogue.ts";
import type { SiteLinks } from "./site-links.ts";

/** What the navigation is made of. */
export interface NavigationParts {
  readonly site: Site;
  readonly collections: readonly Collection[];
  /** Whether the site is of several people, so that they are named. */
  readonly hasSeveralPeople: boolean;
  readonly hasNews: boolean;
  readonly hasCurriculum: boolean;
  /** The kinds of activities that there are. */
  readonly activities: readonly ActivityKind[];
  /** The pages of the author's, in their order, at addresses without a language's folder: "/about/". */
  readonly pages: readonly { readonly page: AuthoredPage; readonly address: string }[];
}

/**
 * The navigation in each language: what `site.yaml` lists in its order or, where it lists nothing, the publications, topics
 * where there are some, people where the site is of several, news and the CV; then the pages that want to be there and are not named.
 */
export function siteNavigation(
  { site, collections, hasSeveralPeople, hasNews, hasCurriculum, activities, pages }: NavigationParts,
  links: SiteLinks,
): Result<ReadonlyMap<string, readonly NavigationItem[]>> {
  const told = new Map<WrittenNavigationItem, Diagnostic>();
  const usual = [
    "/publications/",
    ...(collections.length > 0 ? ["/collections/"] : []),
    ...(hasSeveralPeople ? ["/people/"] : []),
    ...activities.map((kind) => `/${kind}/`),
    ...(hasNews ? [newsAddress] : []),
    ...(hasCurriculum ? [curriculumAddress] : []),
  ].map((address): NavigationItem => ({ to: pageAt(address) }));

  const itemOf = (written: WrittenNavigationItem, language: string): readonly NavigationItem[] => {
    const { href, label, place } = written;
    const tell = (one: Diagnostic) => {
      told.set(written, one);
      return [];
    };
    const unnamed = () =>
      tell(
        diagnostic({
          code: "relate/navigation",
          message: `The navigation names "${href}" without saying what to call it, so it is left out.`,
          hint: `write what visitors are to read before it, as in - CV: ${href}`,
          ...place,
        }),
      );
    if (/^[a-z][a-z0-9+.-]*:/i.test(href)) {
      const problem = webAddressProblem("The navigation", href, true);
      if (problem) return tell(problemAt(problem, place));
      return label === undefined ? unnamed() : [{ label, to: href }];
    }
    const to = links.find(href, place, "/");
    if (to === undefined)
      return tell({
        ...links.deadLink({ href, place, isPicture: false }, "/"),
        message: `The address "${href}" in the navigation leads to no page of the site, so it is left out.`,
      });
    if (label !== undefined) return [{ label, to }];
    const own = pages.find(({ address }) => address === to.address);
    if (own === undefined && partAt(to.address) !== undefined) return [{ to }];
    const topic = collections.find(({ slug }) => to.address === `/collections/${slug}/`);
    const name =
      (own && labelOf(own.page, language)) ?? (topic && (topic.translations.get(language)?.title ?? topic.title));
    return name === undefined ? unnamed() : [{ label: name, to }];
  };

  const value = new Map(
    site.languages.map((language) => {
      const written = site.translations.get(language)?.navigation ?? site.navigation;
      const items = written?.flatMap((one) => itemOf(one, language)) ?? usual;
      const named = new Set(items.map(({ to }) => (typeof to === "string" ? to : to.address)));
      const others = pages
        .filter(({ page, address }) => page.nav !== undefined && !named.has(address))
        .map(({ page, address }): NavigationItem => ({ label: labelOf(page, language), to: pageAt(address) }));
      return [language, [...items, ...others]] as const;
    }),
  );
  return { value, diagnostics: [...told.values()] };
}

/** A page of the site. */
const pageAt = (address: string): SiteTarget => ({ address, isPage: true, suffix: "" });

/** What a page is called in a language: what it says there of itself, else its title. */
function labelOf(page: AuthoredPage, language: string): string {
  const own = page.translations.get(language);
  return [own?.nav, own?.title, page.nav].find((one) => typeof one === "string") ?? page.title;
}
