// In: the lists that site.yaml gives to other sites. Out: these lists, each once.
import { type Diagnostic, diagnostic, type Result } from "../diagnostic/diagnostic.ts";
import type { Site } from "../record/site-settings.ts";
import type { CataloguedActivity, EmbeddedList } from "./catalogue.ts";
import type { Library } from "./page-parts.ts";
import type { SiteLinks } from "./site-links.ts";

/** The lists that other sites may show, in the author's order; their pages can only name a site whose address is known. */
export function embeddedLists(
  { embed = [], url }: Pick<Site, "embed" | "url">,
  links: Pick<SiteLinks, "find" | "deadLink">,
  { listAt }: Pick<Library, "listAt">,
  activities: readonly CataloguedActivity[],
): Result<readonly EmbeddedList[]> {
  const [first] = embed;
  if (first !== undefined && url === undefined) {
    const problem = diagnostic({
      code: "relate/embed",
      message: "Other sites can't show a list of a site whose address is not known, so none is given to them.",
      hint: "write where the site is published, as in url: https://example.org/papers/.",
      ...first.place,
    });
    return { value: [], diagnostics: [problem] };
  }
  const lists = new Map<string, EmbeddedList>();
  const diagnostics: Diagnostic[] = [];
  for (const { href, place } of embed) {
    const address = links.find(href, place, "/")?.address;
    const publications = address === undefined ? undefined : listAt(address);
    const own = activities.filter(({ kind }) => address === `/${kind}/`);
    if (address !== undefined && publications !== undefined) lists.set(address, { address, publications });
    else if (address !== undefined && own.length > 0)
      lists.set(address, { address, publications: [], activities: own });
    else
      diagnostics.push(
        diagnostic({
          code: "relate/embed",
          message: `There is no list at "${href}", so other sites can't show it.`,
          hint:
            (address === undefined ? links.deadLink({ href, place, isPicture: false }, "/").hint : undefined) ??
            "write the address of a list as the site has it: /publications/, /people/ada/, /collections/trees/ or /courses/.",
          ...place,
        }),
      );
  }
  return { value: [...lists.values()], diagnostics };
}
