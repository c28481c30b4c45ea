import { foldHyphens } from "../../memory/fold.ts";
import { groupAddress, newsAddress, publicationAddress } from "../../record/content-files.ts";
import type { FrontPerson, Member, NewsItem, Person, Prose } from "../../record/site-settings.ts";
import type { Catalogue, CataloguedPublication, PersonGroup } from "../../relate/catalogue.ts";
import { richTextToPlain } from "../../text/plain-text.ts";
import type { RichText } from "../../text/rich-text.ts";
import { webSiteData } from "../metadata/structured-data.ts";
import { titleTextOf } from "../views/entry-view.ts";
import { viewList } from "../views/list-view.ts";
import { siteHeading } from "../views/site-view.ts";
import { newestNews, viewNews } from "./authored-pages.ts";
import type { TemplatePage } from "./page.ts";
import type { PageContent, PageTools } from "./page-tools.ts";

/** How many publications the front page shows where the author selected none. */
const recentCount = 10;

interface FrontInputs {
  readonly introduction: Prose | undefined;
  readonly isTranslated: boolean;
  /** Whose page it is; what one language does not say is as in the site's own. */
  readonly person: FrontPerson | undefined;
  /** The names of what is said in this language. */
  readonly said: readonly string[];
  readonly owner: Person | undefined;
  /** Those who belong to the site, where nobody owns it. */
  readonly members: readonly (Pick<PersonGroup, "name" | "slug"> & Pick<Member, "role" | "hasLeft">)[];
  /** The pages of topics, by the titles that interests may have. */
  readonly topics: readonly (readonly [title: string, slug: string])[];
  readonly heading: "selected" | "recent";
  readonly shown: readonly CataloguedPublication[];
  readonly count: number;
  readonly news: readonly NewsItem[];
  readonly hasMoreNews: boolean;
}

export function frontPage(catalogue: Catalogue, { page, locale, site, isReferenceShown }: PageTools): TemplatePage {
  const { publications, introductions, people, collections, news } = catalogue;
  const selected = publications.filter(({ publication }) => publication.selected);
  const own = introductions.get(locale.language);
  const said = Object.entries(own?.person ?? {}).filter(([, value]) => value.length > 0);
  const first = introductions.get(site.language)?.person;
  const person = first === undefined ? own?.person : { ...first, ...Object.fromEntries(said) };
  // Of several owners the site is a group's.
  const owners = people.filter((one) => one.person?.owner);
  const owner = owners.length === 1 ? owners[0]!.person : undefined;
  return page<FrontInputs>({
    address: "/",
    layout: "front",
    inputs: (): FrontInputs => ({
      introduction: own ?? introductions.get(site.language),
      isTranslated: own !== undefined || locale.language === site.language,
      person,
      said: said.map(([name]) => name),
      owner,
      members: owner === undefined ? membersOf(people) : [],
      topics:
        person === undefined || person.interests.length === 0
          ? []
          : collections.flatMap(({ title, translations, slug }) =>
              [title, translations.get(locale.language)?.title ?? title].map(
                (one) => [foldHyphens(one), slug] as const,
              ),
            ),
      heading: selected.length > 0 ? ("selected" as const) : ("recent" as const),
      shown: selected.length > 0 ? selected : publications.slice(0, recentCount),
      count: publications.length,
      news: newestNews(news),
      hasMoreNews: newestNews(news).length < news.length,
    }),
    ...(isReferenceShown ? { serialized: ({ shown }: FrontInputs) => shown } : {}),
    content: frontContent,
  });
}

/** The members in the order in which the site names them. */
const membersOf = (people: readonly PersonGroup[]): FrontInputs["members"] =>
  people
    .filter(({ member, person }) => member !== undefined || person?.owner)
    .sort((one, other) => (one.member?.position ?? 0) - (other.member?.position ?? 0))
    .map(({ name, slug, member }) => ({ name, slug, role: member?.role ?? [], hasLeft: member?.hasLeft ?? false }));

function frontContent(inputs: FrontInputs, tools: PageTools): PageContent {
  const { introduction, isTranslated, person, said, owner, members, topics } = inputs;
  const { heading, shown, count, news, hasMoreNews } = inputs;
  const { site, locale, addresses, entry, title, description, text } = tools;
  const { t, language } = locale;
  const saying = (tree: RichText, name: keyof FrontPerson) => {
    const own = said.includes(name) || language === site.language ? undefined : site.language;
    return { textHtml: text.html(tree, { language: own }), language: own };
  };
  const introductionLanguage = isTranslated ? undefined : site.language;
  const plain = (trees: readonly RichText[]) => trees.map((tree) => richTextToPlain(tree));
  const picture = person?.portrait.find((node) => node.kind === "image")?.target;
  const name = person?.name ?? owner?.name ?? title;
  return {
    title: "",
    description: description || t("feedDescription", { name: title }),
    structuredDataHtml: webSiteData({
      canonical: addresses.canonical("/"),
      name: title,
      description,
      language,
      owner,
      person: person && {
        name,
        role: richTextToPlain(person.role),
        location: richTextToPlain(person.location),
        affiliations: plain(person.affiliation),
        interests: plain(person.interests),
        email: person.email,
        portrait: picture && addresses.canonicalFile(picture.address),
      },
      profiles: site.profiles.map(({ href }) => href),
      members: members.map(({ name: memberName, slug, role, hasLeft }) => ({
        name: memberName,
        role: richTextToPlain(role),
        hasLeft,
        address: addresses.canonical(groupAddress("people", slug)),
      })),
      items: shown.map(({ publication, slug }) => ({
        name: titleTextOf(publication),
        address: addresses.canonical(publicationAddress(slug)),
      })),
    }),
    heading: introduction?.title ?? (person ? name : title),
    headingHtml: text.html(
      introduction?.heading ?? (person && name !== title ? [{ kind: "text", value: name }] : siteHeading(site, locale)),
      { isTitle: true, language: introductionLanguage },
    ),
    introductionHtml: text.html(introduction?.text ?? [], {
      headingLevel: 2,
      footnotes: "note",
      language: introductionLanguage,
    }),
    introductionLanguage,
    about: person && {
      // What is to be read comes before it.
      portraitHtml: text.html(person.portrait).replace("<img ", '<img fetchpriority="low" '),
      role: saying(person.role, "role"),
      affiliations: person.affiliation.map((one) => saying(one, "affiliation")),
      location: saying(person.location, "location"),
      email: person.email && { label: person.email, href: `mailto:${person.email}` },
      interests: locale.list(plain(person.interests)).map(({ separator, space }, index) => {
        const interest = person.interests[index]!;
        const slug = topics.find(([topic]) => topic === foldHyphens(richTextToPlain(interest)))?.[1];
        const href = slug === undefined ? undefined : addresses.page(groupAddress("collections", slug));
        return { ...saying(interest, "interests"), separator, space, href };
      }),
    },
    list: viewList(
      shown.length === 0 ? [] : [{ heading: t(heading), publications: shown }],
      shown.length,
      entry,
      locale,
      site,
      "front",
    ),
    news: news.map((item) => viewNews(item, tools)),
    allNews: hasMoreNews ? { href: addresses.page(newsAddress), label: t("allNews") } : undefined,
    all: count > 1 ? { href: addresses.page("/publications/"), label: t("allPublications", { count }) } : undefined,
  };
}
