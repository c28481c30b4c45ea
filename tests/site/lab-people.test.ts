import { describe, expect, test } from "vitest";
import { builtPages } from "../built-pages.ts";
import { all, attribute, readHtml, text } from "../end-to-end/html.ts";

const files = {
  "content/site.yaml": "title: Tree Lab\nurl: https://example.org/\n",
  "content/people.yaml": `- {name: Ada Kern, id: ada, role: Head, from: 2019-09}
- name: Ben Orr
  id: ben
  from: 2019
  to: 2021-06
  affiliation:
    - "[University of Firs](https://example.org/firs)"
    - {name: University of Pines, from: 2015, to: 2019}
- {name: Wei Lin, id: wei-soil, role: Soils, orcid: 0000-0002-1825-0097}
- {name: Wei Lin, id: wei-bark, role: Bark}
`,
  "refs.bib": `@misc{before, title = {Before}, author = {Kern, Ada}, year = 2018}
@misc{same, title = {Same year}, author = {Kern, Ada}, year = 2019}
@misc{early, title = {Earlier in it}, author = {Kern, Ada}, date = {2019-03}}
@misc{after, title = {After}, author = {Orr, Ben}, date = {2021-07}}
@misc{during, title = {During}, author = {Orr, Ben and Cy Ash}, date = {2021-06}}
@misc{press, title = {In press}, author = {Orr, Ben}, pubstate = {inpress}}
@misc{soil, title = {Soil}, author = {Lin, Wei}, author+an:orcid = {1="0000-0002-1825-0097"}, year = 2020}
@misc{bark, title = {Bark}, author = {Lin, Wei}, author+an:id = {1="wei-bark"}, year = 2020}
@misc{others, title = {By others}, author = {Cy Ash}, year = 2020}
`,
};

describe("a lab's people", () => {
  const personAt = (site: ReturnType<typeof builtPages>, address: string) => {
    const [, json = ""] = /<script type="application\/ld\+json">([^<]+)/.exec(site.at(address))!;
    return JSON.parse(json)["@graph"][0].mainEntity;
  };

  test("have their papers in the search, of each those of the time in which they were members", () => {
    const site = builtPages(files);
    const { slugs, facets } = JSON.parse(site.at("/assets/search.en.json"));
    const has = facets.find(({ name }: { name: string }) => name === "has");
    const at = has.values.findIndex(([id]: [string]) => id === "members");
    expect(has.values[at]).toEqual(["members", "Our members"]);
    const found = slugs.filter((_: string, index: number) => has.of[index].includes(at));
    expect(found.sort()).toEqual(["bark", "during", "same", "soil"]);
  });

  test("of one name have pages of their own, and their papers are told apart", () => {
    const site = builtPages(files);
    expect(site.diagnostics).toEqual([]);
    const titles = (address: string) => all(readHtml(site.at(address)), "h3").map((one) => text(one));
    expect(titles("/people/wei-soil/")).toEqual(["Soil"]);
    expect(titles("/people/wei-bark/")).toEqual(["Bark"]);
    const links = all(readHtml(site.at("/people/")), "a").filter((one) => text(one) === "Wei Lin");
    expect(links.map((one) => attribute(one, "href"))).toEqual(["/people/wei-soil/", "/people/wei-bark/"]);
  });

  test("have former places of work with their time, and schema.org's words for both and for the lab", () => {
    const site = builtPages(files);
    const places = all(readHtml(site.at("/people/ben/")), "p", "affiliation").map((one) => text(one).trim());
    expect(places).toEqual(["University of Firs", "University of Pines, 2015–2019"]);
    const lab = {
      "@type": "Organization",
      "@id": "https://example.org/#organization",
      name: "Tree Lab",
      url: "https://example.org/",
    };
    expect(personAt(site, "/people/ben/")).toMatchObject({
      affiliation: [{ "@type": "Organization", name: "University of Firs" }],
      alumniOf: [{ "@type": "Organization", name: "University of Pines" }, lab],
    });
    expect(personAt(site, "/people/ada/").memberOf).toEqual([lab]);
  });

  test("are a group's where several own the site, and one's own site speaks of no group", () => {
    const owned = (people: string) => builtPages({ ...files, "content/people.yaml": people });
    const two = owned("- {name: Ada Kern, owner: true}\n- {name: Ben Orr, owner: true}\n");
    const [, json = ""] = /<script type="application\/ld\+json">([^<]+)/.exec(two.at("/"))!;
    const types = JSON.parse(json)["@graph"].map((one: { "@type": string }) => one["@type"]);
    expect(types).toEqual(["CollectionPage", "Organization", "WebSite"]);
    const bold = all(readHtml(two.at("/publications/")), "b").map((one) => text(one));
    expect(new Set(bold)).toEqual(new Set(["Ada Kern", "Ben Orr"]));
    expect(
      personAt(owned("- {name: Ada Kern, owner: true, role: Head}\n"), "/people/ada-kern/").memberOf,
    ).toBeUndefined();
  });
});
