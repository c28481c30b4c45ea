import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import {
  drawSocialPicture,
  type MeasureText,
  painterVersion,
  type SocialPicture,
  socialPictureName,
} from "../../src/picture/social-picture.ts";

const root = path.join(import.meta.dirname, "../..");

/** Half an em for every letter; no Korean, no emoji, no single-letter numerals. */
const measure: MeasureText = (text) =>
  /[\uac00-\ud7af\u{1f300}-\u{1faff}\u{1d400}-\u{1d7ff}]/u.test(text) ? undefined : [...text].length / 2;

const paper: SocialPicture = {
  title: "Scaling Vision",
  subtitle: "Two authors",
  footer: "NeurIPS 2021",
  accentHue: 32,
  direction: "ltr",
  language: "en",
};

/** What an SVG says, line by line: the size, the place and the text of each. */
function lines(svg: string) {
  return [...svg.matchAll(/<text x="(\d+)" y="(\d+)" text-anchor="(\w+)".*?font-size="(\d+)".*?>(.*?)<\/text>/g)].map(
    ([, x, y, anchor, size, text]) => ({ x: Number(x), y: Number(y), anchor, size: Number(size), text: text! }),
  );
}

function says(change: Partial<SocialPicture>): string[] {
  return lines(drawSocialPicture({ ...paper, ...change }, measure)).map(({ text }) => text);
}

describe("drawSocialPicture", () => {
  test("is 1200 by 630, as large previews want", () => {
    expect(drawSocialPicture(paper, measure)).toMatch(
      /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="1200" height="630" viewBox="0 0 1200 630" xml:lang="en">/,
    );
  });

  test("says the title, what is below it and the footer, in that order", () => {
    expect(says({})).toEqual(["Scaling Vision", "Two authors", "NeurIPS 2021"]);
  });

  test("has the colors of the stylesheet", () => {
    const css = readFileSync(path.join(root, "_includes/assets/site.css"), "utf8");
    const color = (name: string) => new RegExp(`--${name}-light: (#[0-9a-f]{6});`).exec(css)?.[1];
    const svg = drawSocialPicture(paper, measure);
    expect(svg).toContain(`<rect width="1200" height="630" fill="${color("paper")}"/>`);
    expect(svg).toContain(`fill="${color("ink")}">Scaling Vision<`);
    expect(svg).toContain(`fill="${color("quiet")}">Two authors<`);
    expect(css).toContain("--accent-light: oklch(46% 0.12 var(--accent-hue));");
    expect(css).toContain("--accent-hue: 32;");
  });

  test("has the accent of the site, or the design's own where it is none", () => {
    const accent = (accentHue: number) =>
      /<path [^>]*fill="(.*?)"/.exec(drawSocialPicture({ ...paper, accentHue }, measure));
    expect(accent(250)?.[1]).not.toBe(accent(32)?.[1]);
    expect(accent(Number.NaN)?.[1]).toBe(accent(32)?.[1]);
  });

  test("escapes what an author typed, and leaves out what XML forbids", () => {
    expect(says({ title: "<b> & \"c\" 'd' \u0000\u0008\ud800\uffff", language: '"><script>' })[0]).toBe(
      "&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;",
    );
    expect(drawSocialPicture({ ...paper, language: '"><script>' }, measure)).not.toContain("<script");
  });

  test("sets a title smaller the longer it is, and every line within the margins and above the footer", () => {
    const sizes = [2, 6, 9, 12, 16, 40, 4000].map((words) => {
      const set = lines(drawSocialPicture({ ...paper, title: "wonderful ".repeat(words) }, measure));
      const title = set.filter(({ text }) => text.includes("wonderful"));
      expect(title.length).toBeLessThanOrEqual(5);
      for (const { text, size } of title) expect((text.length / 2) * size).toBeLessThanOrEqual(1024);
      expect(set.at(-2)!.y).toBeLessThan(set.at(-1)!.y - 40);
      expect(title.at(-1)!.text.endsWith("…")).toBe(words >= 40);
      return title[0]!.size;
    });
    expect(sizes).toEqual(sizes.toSorted((one, other) => other - one));
    expect(new Set(sizes).size).toBeGreaterThan(3);
    expect(sizes.at(-1)).toBeGreaterThanOrEqual(48);
  });

  test("cuts a long list of authors and a long footer", () => {
    const said = says({ subtitle: "Some Author, ".repeat(100), footer: "Proceedings of ".repeat(30) });
    expect(said).toHaveLength(5);
    expect(said[3]).toMatch(/Some( Author)?…$/);
    expect(said[4]).toMatch(/^Proceedings.*…$/);
  });

  test("begins at the right where the page reads from there, and isolates what does too", () => {
    const picture = { ...paper, title: "تعلم Transformer", subtitle: "Ada", direction: "rtl" } as const;
    const [title, subtitle] = lines(drawSocialPicture(picture, measure));
    expect(title).toMatchObject({ x: 1112, anchor: "end", text: "\u2067تعلم Transformer\u2069" });
    expect(subtitle).toMatchObject({ x: 1112, anchor: "end", text: "Ada" });
    expect(lines(drawSocialPicture(paper, measure))[0]).toMatchObject({ x: 88, anchor: "start" });
  });

  test("lets the footer stand for a title that no font can show", () => {
    expect(says({ title: "희소 전문가", subtitle: "Kim 김" })).toEqual(["NeurIPS 2021"]);
  });

  test("is a rule on paper where nothing can be shown", () => {
    const nothing = { title: "희소", subtitle: "", footer: "모델" };
    expect(says(nothing)).toEqual([]);
    expect(drawSocialPicture({ ...paper, ...nothing }, measure)).toContain("<path ");
  });

  test("leaves out emoji alone, and shows letters of formulas as plain ones", () => {
    expect(says({ title: "🤗 Transformers 🚀 for 𝑥" })[0]).toBe("Transformers for x");
  });

  test("shows no character that steers others", () => {
    expect(says({ title: "Sca\u00adling\u202e \u2067Vision\ufeff\n\nand\tmore" })[0]).toBe("Scaling Vision and more");
  });

  test("keeps letters apart that would join in a line with ideographs", () => {
    expect(says({ subtitle: "Efficient 模型" })[1]).toBe("Ef\u200cf\u200cicient 模型");
    expect(says({ subtitle: "Efficient" })[1]).toBe("Efficient");
  });

  test("is the same each time, and made at once of whatever was typed", () => {
    expect(drawSocialPicture(paper, measure)).toBe(drawSocialPicture(paper, measure));
    const huge = "a\u0301b ".repeat(300_000);
    const begun = performance.now();
    drawSocialPicture({ ...paper, title: huge, subtitle: huge, footer: "x".repeat(1_000_000) }, measure);
    expect(performance.now() - begun).toBeLessThan(2000);
  });
});

describe("socialPictureName", () => {
  test("is 16 digits of lower-case hex", () => {
    expect(socialPictureName(paper)).toMatch(/^[0-9a-f]{16}$/);
  });

  test("changes with everything the picture says", () => {
    const changes: readonly Partial<SocialPicture>[] = [
      {},
      { title: "Other" },
      { subtitle: "Other" },
      { footer: "Other" },
      { accentHue: 33 },
      { direction: "rtl" },
      { language: "de" },
      { title: "Scaling", subtitle: "VisionTwo authors" },
    ];
    const names = changes.map((change) => socialPictureName({ ...paper, ...change }));
    expect(new Set(names).size).toBe(changes.length);
    expect(socialPictureName({ ...paper })).toBe(names[0]);
  });

  test("knows which version of the painter is installed", () => {
    const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
    expect(manifest.dependencies["@resvg/resvg-js"]).toBe(painterVersion);
  });
});
