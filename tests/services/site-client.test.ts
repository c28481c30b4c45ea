import { expect, onTestFinished, test } from "vitest";
import { siteClient } from "../../src/services/site-client.ts";
import { json, startLoopback } from "./loopback.ts";

test("a site says where a service is asked and who asks; the environment comes first", async () => {
  const handlers = { "GET /works": json({}) };
  const [own, other] = [await startLoopback(handlers), await startLoopback(handlers)];
  onTestFinished(async () => {
    await Promise.all([own.close(), other.close()]);
  });
  const settings = { contact: "ada@example.org", bases: { crossref: own.base }, sources: [] };
  const options = { version: "1.0.0", contact: "git@example.org" };
  await siteClient(settings, {}, options).get("crossref", { path: "/works" });
  expect(own.requests.map(({ query }) => query.get("mailto"))).toEqual(["ada@example.org"]);
  const environment = { OFFPRINT_SERVICE_CROSSREF: other.base, OFFPRINT_MAILTO: "ben@example.org" };
  await siteClient(settings, environment, options).get("crossref", { path: "/works" });
  expect(other.requests.map(({ headers }) => headers["user-agent"])).toEqual([
    "Offprint/1.0.0 (https://www.npmjs.com/package/offprint; mailto:ben@example.org)",
  ]);
  await siteClient({ bases: { crossref: own.base }, sources: [] }, {}, options).get("crossref", { path: "/works" });
  expect(own.requests.at(-1)?.query.get("mailto")).toBe("git@example.org");
});
