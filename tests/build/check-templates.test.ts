import { describe, expect, test } from "vitest";
import { checkTemplates } from "../../src/build/check-templates.ts";
import { createTemplates } from "../../src/build/templates.ts";
import { siteIn } from "../site-in.ts";

function faultsOf(text: string, name = "partials/footer.njk"): readonly string[] {
  const site = siteIn({ [`_includes/${name}`]: text });
  return checkTemplates(site, createTemplates(site)).map(({ line, column, message }) => `${line}:${column} ${message}`);
}

describe("checkTemplates", () => {
  test.each([
    ["<p>\n{% if a %}\nx", /^2:\d+ .*endif/],
    ["x\n{{ a | nosuch }}", /^2:8 .*filter "nosuch"/],
    ['x\n\n{% include "partials/nope.njk" %}', /^3:12 .*template "partials\/nope.njk"/],
    ['x\n  {{ "abc }}', /^2:3 /],
    ["{% iff x %}", /^1:\d+ .*iff/],
    ["{% if a is strng %}{% endif %}", /^1:12 .*test "strng"/],
    ['{% extends "layouts/nope.njk" %}', /^1:12 .*layouts\/nope.njk/],
  ])("finds the place of the fault in %j", (text, expected) => {
    expect(faultsOf(text)).toEqual([expect.stringMatching(expected)]);
  });

  test("finds nothing in a template that uses what there is", () => {
    expect(faultsOf('{% extends "layouts/base.njk" %}{% block main %}{{ a | upper }}{% endblock %}', "a.njk")).toEqual(
      [],
    );
    expect(faultsOf('{% include "partials/own.njk" ignore missing %}')).toEqual([]);
  });
});
