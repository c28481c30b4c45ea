import { describe, expect, test } from "vitest";
import { offprint } from "../offprint.ts";
import { answers, runWithServices, servicesHere } from "../services/run-with-services.ts";
import { siteIn } from "../site-in.ts";

/** The services, and a web where some pages are gone. */
const web = {
  ...answers,
  "/alive": { body: "here" },
  "/no-heads": { body: "here" },
  "/10.5555/pines": { body: "the paper" },
  "/robots-only": { status: 403 },
  "/moved": { status: 301, headers: { location: "/alive" } },
  "/moved-away": { status: 302, headers: { location: "/gone" } },
  "/to-the-inside": { status: 302, headers: { location: "http://169.254.169.254/latest/" } },
};

describe("offprint check --links", () => {
  test("asks nothing inside a private network", async () => {
    const { base, requests } = await servicesHere(web);
    const folder = siteIn({
      "a.md": `---\ntitle: A\nauthors: [Ada Kern]\ndate: 2020\nlinks:\n  Code: ${base}/gone\n---\n`,
    });
    const { code, output, errors } = await offprint("check", folder, "--links", "--format", "lines");
    expect([code, output, requests.length]).toEqual([0, "", 0]);
    expect(errors).toContain("inside a private network, in which nothing is asked");
  });

  test("tries them politely: the head, then the whole; a redirect is followed, but not inside", async () => {
    const { base, environment, requests } = await servicesHere({
      ...web,
      "/wayback/available": {
        body: { archived_snapshots: { closest: { available: true, url: "http://web.archive.org/web/2020/x" } } },
      },
    });
    const folder = siteIn({
      "content/site.yaml": `title: Trees\nprofiles:\n  Blog: ${base}/alive\nfooter: "[Gone](${base}/gone-footer)"\nservices: {contact: ada@example.org}\n`,
      "content/people.yaml": `- name: Ada Kern\n  homepage: ${base}/no-heads\n`,
      "content/index.md": `Hello.\n\n[A page](${base}/gone-text) that is no more.\n`,
      "a.md": `---\ntitle: A\nauthors: [Ada Kern]\ndate: 2020\nlinks:\n  Code: ${base}/moved\n  Data: ${base}/moved-away\n  Slides: ${base}/robots-only\n  Inside: ${base}/to-the-inside\n---\n`,
      "b.bib": `@article{b,\n  title={B}, author={Orr, Ben}, journal={T}, year=2020,\n  url={${base}/gone},\n}\n`,
    });
    const before = { ...process.env };
    Object.assign(process.env, environment);
    try {
      const { code, output, errors } = await offprint("check", folder, "--links", "--format", "lines");
      expect(
        output
          .trimEnd()
          .split("\n")
          .map((line) => line.replaceAll(base, "")),
      ).toEqual([
        expect.stringMatching(
          /^content\/index\.md:3:10: warning: The address \/gone-text leads nowhere: it answers with 404\..*Internet Archive has a copy: https:\/\/web\.archive\.org\/web\/2020\/x/,
        ),
        expect.stringMatching(/^content\/publications\/a\.md:7:9: warning: The address \/moved-away leads nowhere/),
        expect.stringMatching(/^content\/publications\/b\.bib:3:8: warning: The address \/gone leads nowhere/),
        expect.stringMatching(/^content\/site\.yaml:4:17: warning: The address \/gone-footer leads nowhere/),
      ]);
      expect(code).toBe(0);
      expect(errors.replaceAll(base, "")).toMatch(
        /^Tried 9 links to elsewhere: 4 lead nowhere; of 2 nothing certain is known:\n {2}\/robots-only: it answers with 403\n {2}\/to-the-inside: .*private network/,
      );
      const heads = requests.filter(({ method }) => method === "HEAD").map(({ path }) => path);
      expect(new Set(heads).size).toBe(heads.length - 2);
      // Nobody is told who looks.
      expect(
        requests
          .filter(({ path }) => path !== "/wayback/available")
          .every(({ headers }) => !/mailto/.test(headers["user-agent"]!)),
      ).toBe(true);
      const count = requests.length;
      expect((await offprint("check", folder, "--links", "--format", "lines")).output).toBe(output);
      // What was tried is kept, but for what could not be tried.
      expect(requests.slice(count).every(({ path }) => path === "/to-the-inside")).toBe(true);
    } finally {
      process.env = before;
    }
  });
});

describe("offprint check --open-access", () => {
  test("names papers without a free copy, and the one that OpenAlex knows", async () => {
    const folder = siteIn({
      "content/site.yaml": "title: Trees\n",
      "closed.md": "---\ntitle: A\nauthors: [Ada Kern]\ndate: 2020\ndoi: 10.5555/closed\n---\n",
      "free.md": "---\ntitle: B\nauthors: [Ada Kern]\ndate: 2020\ndoi: 10.5555/free\n---\n",
      "arxiv.md": '---\ntitle: C\nauthors: [Ada Kern]\ndate: 2020\narxiv: "2101.00001"\n---\n',
      "pdf.md": "---\ntitle: D\nauthors: [Ada Kern]\ndate: 2020\npdf: https://example.org/d.pdf\n---\n",
    });
    const given = {
      ...answers,
      "/works?filter=doi": {
        body: {
          results: [
            {
              doi: "https://doi.org/10.5555/FREE",
              best_oa_location: { pdf_url: "https://repository.example/free.pdf" },
            },
            { doi: "https://doi.org/10.5555/closed", best_oa_location: { pdf_url: "javascript:alert(1)" } },
          ],
        },
      },
    };
    const { code, output } = await runWithServices(folder, ["check", "--open-access", "--format", "lines"], "", given);
    expect([code, output.trimEnd().split("\n")]).toEqual([
      0,
      [
        expect.stringMatching(
          /^content\/publications\/closed\.md:1:1: warning: The page of "closed" leads to no free copy, and none is known\./,
        ),
        expect.stringMatching(
          /^content\/publications\/free\.md:1:1: warning: OpenAlex knows a free copy of "free".*: https:\/\/repository\.example\/free\.pdf/,
        ),
      ],
    ]);
    const failed = await runWithServices(folder, ["check", "--open-access", "--refresh"], "", {
      ...answers,
      "/works": { status: 403 },
    });
    expect([failed.code, failed.errors]).toEqual([1, expect.stringContaining("OpenAlex refuses the request (403).")]);
  });

  test.each([[["--refresh"]], [["--links", "--watch"]]])("%j is no way to ask", async (words) => {
    expect((await offprint("check", siteIn({ "a.md": "---\ntitle: A\n---\n" }), ...words)).code).toBe(2);
  });
});
