// An index of each part: topics, years, types, venues, people, with how many publications each holds.
import type { TemplatePage } from "../page.ts";
import { groupAddress, type Part, pageAddress } from "../view/addresses.ts";
import { partsOf, viewBrowsing } from "../view/site.ts";
import { type ListedGroup, textsMadeOf } from "./listed-groups.ts";
import type { PageTools } from "./page-tools.ts";

/** How many names a page of an index holds at most. */
const indexSize = 2000;

export function indexPages(tools: PageTools, groups: readonly ListedGroup[]): readonly TemplatePage[] {
  return partsOf(tools.catalogue).flatMap((part) => {
    const own = groups.filter((group) => group.part === part);
    return part === "collections" ? [collectionsPage(own, tools)] : indexOf(part, own, tools);
  });
}

function collectionsPage(groups: readonly ListedGroup[], tools: PageTools): TemplatePage {
  const { catalogue, locale, addresses, page, title } = tools;
  const { say } = locale;
  return page(
    "/collections/",
    "collections",
    () => [tools.catalogueDigest(), catalogue.collections.map((one) => [one, textsMadeOf(one, tools)])],
    () => ({
      title: say("collections"),
      description: say("indexDescription", { site: title, kind: say("collections") }),
      heading: say("collections"),
      collections: groups.map((group) => group.about().collection),
      browsing: viewBrowsing("/collections/", catalogue, addresses, locale),
    }),
  );
}

function indexOf(part: Part, groups: readonly ListedGroup[], tools: PageTools): readonly TemplatePage[] {
  const { catalogue, locale, addresses, page, title } = tools;
  const { say } = locale;
  const isByName = part === "people" || part === "venues";
  const sortNames = new Map(catalogue.people.map(({ slug, sortName }) => [slug, sortName]));
  const nameOf = (group: ListedGroup) => (part === "people" ? (sortNames.get(group.slug) ?? group.name) : group.name);
  const sorted = isByName ? [...groups].sort((one, other) => locale.compare(nameOf(one), nameOf(other))) : groups;
  const pageCount = Math.ceil(sorted.length / indexSize);
  return Array.from({ length: pageCount }, (_, at) => {
    const items = sorted.slice(at * indexSize, (at + 1) * indexSize);
    const madeOf = () => [
      pageCount,
      items.map(({ slug, name, publications, hasFiles }) => [slug, name, publications.length, hasFiles]),
    ];
    return page(pageAddress(`/${part}/`, at + 1), "index", madeOf, () => {
      const text = pageCount === 1 ? "" : say("pageOf", { page: at + 1, pages: pageCount });
      return {
        title: [say(part), text].filter(Boolean).join(", "),
        description: [say("indexDescription", { site: title, kind: say(part) }), text].filter(Boolean).join(" "),
        heading: say(part),
        part,
        items: items.map(({ slug, name, publications, hasFiles }) => ({
          name,
          href: addresses.page(groupAddress(part, slug)),
          count: publications.length,
          isKnown: part === "people" && hasFiles,
        })),
        pagination: {
          text,
          newer: at > 0 ? addresses.page(pageAddress(`/${part}/`, at)) : undefined,
          older: at + 1 < pageCount ? addresses.page(pageAddress(`/${part}/`, at + 2)) : undefined,
        },
        browsing: viewBrowsing(`/${part}/`, catalogue, addresses, locale),
      };
    });
  });
}
