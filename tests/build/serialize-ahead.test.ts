import { describe, expect, test } from "vitest";
import { serializeAhead } from "../../src/build/serialization/serialize-ahead.ts";
import { createSerializer, type Serializations } from "../../src/export/serializations.ts";
import { serializationRequester } from "../../src/site/views/publication-view.ts";
import { catalogueOf, name, publication, text, year } from "../site/sample-catalogue.ts";

const site = {
  citationStyles: [
    { name: "apa", title: "APA" },
    { name: "vancouver", title: "Vancouver" },
  ],
};
const catalogue = catalogueOf(
  Array.from({ length: 700 }, (_, index) =>
    publication(`paper${index}`, {
      title: text(`Paper ${index}`),
      author: [name("Ada Ames")],
      issued: year(2000 + (index % 20)),
    }),
  ),
  [],
  site,
);
const requests = catalogue.publications.map(serializationRequester(catalogue.site, "en"));

describe("startForms", () => {
  test("makes on threads what is made without them", async () => {
    const kept = new Map<string, Serializations>();
    const told: number[] = [];
    const serializations = serializeAhead(requests, kept, 2, createSerializer(kept), (done, all) =>
      told.push(done / all),
    );
    const give = createSerializer(new Map());
    let own = 0;
    for (const request of requests) {
      await serializations.ready([request]);
      if (!kept.has(request.digest)) {
        kept.set(request.digest, give(request));
        own += 1;
      }
      expect(kept.get(request.digest)).toEqual(give(request));
    }
    await serializations.close();
    expect(told.length).toBeGreaterThan(0);
    expect(own).toBeLessThan(requests.length);
    const seventh = requests.find(({ publication }) => publication.key === "paper7")!;
    expect(kept.get(seventh.digest)!.references[0]).toContain("Ames, A. (2007). <i>Paper 7</i>.");
  });

  test("leaves few of them, and those that are kept, to the one who asks", async () => {
    const kept = new Map<string, Serializations>();
    const few = serializeAhead(requests.slice(0, 20), kept, 2, createSerializer(kept));
    await few.ready(requests);
    await few.close();
    expect(kept.size).toBe(0);
  });
});
