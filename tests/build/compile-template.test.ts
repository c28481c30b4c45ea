import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import nunjucks from "nunjucks";
import { describe, expect, test } from "vitest";
import { compileTemplate } from "../../src/build/compile-template.ts";
import { createTemplates } from "../../src/build/templates.ts";
import { siteIn } from "../site-in.ts";

const project = path.join(import.meta.dirname, "../..");

const context = {
  name: 'Ada & "Ben"',
  markup: "<i>x</i>",
  none: undefined,
  nothing: null,
  zero: 0,
  list: ["a", "<b>", undefined, "d"],
  empty: [],
  people: [{ name: "Ada", tags: ["x", "y"] }, { name: "Ben" }],
  pairs: { a: 1 },
  shadowed: "context",
  t: (key: string, values?: object) => `${key}${values ? JSON.stringify(values) : ""}`,
  tools: {
    prefix: ">",
    join(one: string) {
      return this.prefix + one;
    },
  },
  set: new Set([1, 2]),
};

/** Other templates that the cases include and extend. */
const others = {
  "item.njk": "[{{ item }}|{{ shadowed }}|{{ loop.index }}]",
  "sets.njk": "{% set shadowed = none %}{{ shadowed }};{% set inner = 1 %}{{ inner }}{% include 'item.njk' %}",
  "base.njk":
    "<{% block head %}base head{% endblock %}>{% block main %}base {% block part %}part{% endblock %}{% endblock %}{{ late }}",
  "middle.njk":
    "{% extends 'base.njk' %}{% set late = 'set in the middle' %}{% block main %}middle {{ own }}{% block part %}mid part{% endblock %}{% endblock %}",
};

function environmentOf(template: string): nunjucks.Environment {
  const sources: Readonly<Record<string, string>> = { ...others, "case.njk": template };
  const loader = {
    getSource: (name: string) =>
      Object.hasOwn(sources, name) ? { src: sources[name]!, path: name, noCache: true } : null,
  };
  const environment = new nunjucks.Environment(loader as nunjucks.ILoader, {
    autoescape: true,
    trimBlocks: true,
    lstripBlocks: true,
  });
  environment.addGlobal("site", { title: "Global <title>" });
  environment.addGlobal("name", "a global that the context covers");
  environment.addFilter(
    "wait",
    (value: unknown, done: (error: null, value: unknown) => void) => done(null, value),
    true,
  );
  return environment;
}

describe("a compiled template shows what Nunjucks shows", () => {
  test.each([
    "{{ name }} {{ markup }} {{ markup | safe }} {{ none }}{{ nothing }}{{ zero }} {{ site.title }} {{ missing.at.all }}",
    "{% if zero %}a{% elif name %}b{% else %}c{% endif %}{% if not nothing %}!{% endif %}",
    "{% for item in list %}{{ loop.index }}{{ loop.revindex0 }}{{ item }}{% if not loop.last %}, {% endif %}{% else %}none{% endfor %}",
    "{% for item in empty %}x{% else %}none{% endfor %}{% for item in missing %}x{% else %}none{% endfor %}{% for c in name %}{{ c }}.{% endfor %}",
    "{% for item in set %}{{ item }}{% endfor %}{% for item in pairs %}x{% else %}no list{% endfor %}",
    "{% for one in people %}{{ one.name }}:{% for tag in one.tags %}{{ tag }}{{ loop.first }}{% endfor %}{{ loop.index0 }}{% endfor %}{{ loop }}{{ one }}",
    "{% for shadowed in list %}{{ shadowed }}{% include 'item.njk' %}{% endfor %}{{ shadowed }}",
    "{% for item in list %}{% include 'item.njk' %}{% endfor %}",
    "{{ shadowed }}{% set shadowed = 'set' %}{{ shadowed }}{% include 'sets.njk' %}{{ shadowed }}{{ inner }}",
    "{% set shadowed = missing %}{{ shadowed }}!{% include 'item.njk' %}",
    "{% if zero %}{% set shadowed = 1 %}{% endif %}{{ shadowed }}",
    "{% for item in list %}{{ last }}{% set last = item %}{{ last }}{% endfor %}{{ last }}",
    "{% set a, b = name %}{{ a }}{{ b }}",
    "{{ t('key') }}{{ t('key', { name: name, 'quoted key': 1 }) }}{{ tools.join('a') }}{{ tools['join']('b') }}",
    "{{ 1 + 2 * 3 }}{{ 7 % 4 }}{{ 'a' ~ zero }}{{ -zero }}{{ [1, 2] }}{{ (1 + 2) * 3 }}{{ 'x' if zero }}{{ 'x' if name else 'y' }}",
    "{{ not zero == true }}{{ zero == 0 and name != 'x' or none }}{{ 1 < 2 }}{{ 2 >= 3 }}{{ nothing === null }}",
    "{{ name | upper }}{{ list | join('-') }}{{ none | default('usual') }}{{ people | length }}{{ markup | safe | upper }}",
    "{# said to nobody #}a\n  {% if name %}\n  b\n  {% endif %}\n{%- if name -%} c {%- endif %}\u2028`$ {name}\\",
    "{% extends 'base.njk' %}{% block main %}own main{% endblock %}",
    "{% extends 'base.njk' %}{% set late = 'set late' %}{% set own = 1 %}lost{% block part %}own part {{ own }}{% endblock %}",
    "{% extends 'middle.njk' %}{% set own = 'own' %}{% block part %}{% set own = 'in the block' %}{{ own }}{% include 'item.njk' %}{% endblock %}{% block head %}{{ own }}{% endblock %}",
  ])("%s", (template) => {
    const environment = environmentOf(template);
    const compiled = compileTemplate(environment, "case.njk");
    expect(compiled?.(context)).toBe(environment.render("case.njk", context));
  });
});

describe("a template that is not compiled", () => {
  test.each([
    "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1) }}",
    "{% set a %}captured{% endset %}{{ a }}",
    "{% for key, value in pairs %}{{ key }}{% endfor %}",
    "{% set a = 1 %}{% for item in list %}{% set a = item %}{% endfor %}{{ a }}",
    "{% extends 'base.njk' %}{% block head %}{{ super() }}{% endblock %}",
    "{% include name %}",
    "{% include 'gone.njk' ignore missing %}",
    "{% include 'gone.njk' %}",
    "{% include 'case.njk' %}",
    "{{ name | wait }}",
    "{{ t(key = 1) }}",
    "{{ 1 in list }}{{ zero is odd }}",
    "{% if name %}",
    "{{ constructor }}",
  ])("is left to Nunjucks: %s", (template) => {
    expect(compileTemplate(environmentOf(template), "case.njk")).toBeUndefined();
  });
});

describe("the templates of a site", () => {
  test("are compiled, all that the engine brings", () => {
    const templates = createTemplates(project);
    const names = readdirSync(path.join(project, "_includes"), { recursive: true }).map(String);
    const shown = names.filter((name) => name.endsWith(".njk"));
    expect(shown.length).toBeGreaterThan(20);
    expect(shown.filter((name) => compileTemplate(templates, name) === undefined)).toEqual([]);
  });

  test.each(["{{ name }}", "{{ name if true }}{% set a %}left to Nunjucks{% endset %}"])(
    "escape what they show: %s",
    (template) => {
      const templates = createTemplates(siteIn({ "./_includes/own.njk": template }));
      expect(templates.render("own.njk", { name: `<b title='"'>&` })).toBe("&lt;b title=&#39;&quot;&#39;&gt;&amp;");
    },
  );

  test("fail with the place that Nunjucks says", () => {
    const templates = createTemplates(siteIn({ "./_includes/own.njk": "{{ name }}\n\n{{ missing() }}" }));
    expect(() => templates.render("own.njk", { name: "A" })).toThrow(
      /own\.njk\) \[Line \d+, Column \d+\]\n.*`missing`/,
    );
  });

  test("are read anew when they are forgotten", () => {
    const site = siteIn({ "./_includes/own.njk": "first" });
    const templates = createTemplates(site);
    expect(templates.render("own.njk")).toBe("first");
    writeFileSync(path.join(site, "_includes/own.njk"), "second");
    expect(templates.render("own.njk")).toBe("first");
    templates.forget();
    expect(templates.render("own.njk")).toBe("second");
  });
});
