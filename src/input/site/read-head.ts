// In: what the author wants to have in the head of every page. Out: the elements that only say something, and what was left out.
import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";
import { type Diagnostic, diagnostic, type Place, type Result } from "../../diagnostic/diagnostic.ts";
import {
  type AnalyticsService,
  analyticsServices,
  type HeadTag,
  type OutsideScript,
  verificationNames,
} from "../../record/analytics.ts";
import { isSafeHref } from "../../text/escape.ts";
import { placeAt, type SourceFile } from "../files/source-file.ts";
import { analyticsFields } from "../front-matter/field-tables.ts";
import { checkFields } from "../yaml/check-fields.ts";
import type { LocatedYaml } from "../yaml/parse-yaml.ts";

type Element = DefaultTreeAdapterTypes.Element;

/** The relations of links that load nothing and are not the page's own to say (HTML standard, 4.6.7). */
const relations: ReadonlySet<string> = new Set([
  "me",
  "author",
  "license",
  "help",
  "search",
  "alternate",
  "describedby",
  "webmention",
  "pingback",
  "pgpkey",
  "payment",
  "token_endpoint",
  "authorization_endpoint",
  "micropub",
  "indieauth-metadata",
  "openid2.provider",
  "openid2.local_id",
]);
/** What every page says itself, as is right for it. */
const ownNames =
  /^(?:viewport|referrer|robots|description|color-scheme|theme-color|generator|citation_.*|dc\..*|og:.*|article:.*|twitter:.*)$/i;

/** `content/head.html`: what only says something. A script, a style and whatever changes how a page works is told and left out. */
export function readHead(file: SourceFile | undefined): Result<readonly HeadTag[]> {
  if (file === undefined) return { value: [], diagnostics: [] };
  const diagnostics: Diagnostic[] = [];
  const value = parseFragment(file.text, { sourceCodeLocationInfo: true }).childNodes.flatMap(
    (node): readonly HeadTag[] => {
      const isBlank = node.nodeName === "#comment" || ("value" in node && node.value.trim() === "");
      if (isBlank) return [];
      const place = placeAt(file, node.sourceCodeLocation?.startOffset ?? 0);
      const tell = (what: string, hint: string) => {
        diagnostics.push(diagnostic({ code: "input/head", message: `${what}, so it is left out.`, hint, ...place }));
        return [];
      };
      if (!("tagName" in node))
        return tell("A text stands in the head of no page", "write it into a page, or into the footer.");
      const problem = problemOf(node);
      if (problem !== undefined) return tell(...problem);
      const attributes = node.attrs.map(({ name, value }) => ({ name, value }));
      return [{ element: node.tagName as HeadTag["element"], attributes }];
    },
  );
  return { value, diagnostics };
}

/** Why an element may not stand in the head, and what to do; undefined where it may. */
function problemOf({ tagName, attrs }: Element): readonly [what: string, hint: string] | undefined {
  const of = (name: string) => attrs.find((one) => one.name === name)?.value.trim();
  const shown = `The element <${tagName}>`;
  if (tagName === "script")
    return [
      "A script would run in every page",
      "name a service that counts visits under analytics in content/site.yaml; nothing else of content runs.",
    ];
  if (tagName === "style") return ["The pages take no style of their own", "put it into content/style.css."];
  if (tagName !== "meta" && tagName !== "link")
    return [`${shown} says nothing of a page`, "leave meta and link elements."];
  const bad = attrs.find(
    ({ name }) => /^on/.test(name) || name === "http-equiv" || name === "style" || name === "charset",
  );
  if (bad !== undefined) return [`${shown} has "${bad.name}", which would change how pages work`, "take it out."];
  if (tagName === "meta") {
    const name = of("name") ?? of("property") ?? of("itemprop");
    if (name === undefined || of("content") === undefined)
      return [`${shown} has no name or no content`, 'write <meta name="…" content="…">.'];
    return ownNames.test(name)
      ? [`Every page says "${name}" of itself`, "say it in content/site.yaml, or with the page or paper."]
      : undefined;
  }
  const words = (of("rel") ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  const other = words.find((one) => !relations.has(one));
  if (words.length === 0 || other !== undefined)
    return [
      `A link of the relation "${other ?? ""}" would load something, or is the page's own to say`,
      `the relations are ${[...relations].slice(0, 6).join(", ")} and the like.`,
    ];
  const href = of("href") ?? "";
  return isSafeHref(href)
    ? undefined
    : [`The address "${href}" is none that a page may lead to`, "write an address with https://."];
}

/** The tags of `verification`, and the script of `analytics`, of `site.yaml`. */
export function readHeadSettings(
  yaml: LocatedYaml | undefined,
  verification: Readonly<Partial<Record<keyof typeof verificationNames, string>>> = {},
): Result<{ readonly headTags: readonly HeadTag[]; readonly analytics?: OutsideScript }> {
  const headTags = Object.entries(verification).map(
    ([service, content]): HeadTag => ({
      element: "meta",
      attributes: [
        { name: "name", value: verificationNames[service as keyof typeof verificationNames] },
        { name: "content", value: content },
      ],
    }),
  );
  if (yaml === undefined) return { value: { headTags }, diagnostics: [] };
  const { value: fields, diagnostics } = checkFields(yaml, ["analytics"], analyticsFields);
  const { service, id, address } = fields;
  // What is wrong may be the address to which visits were to go.
  if (service === undefined || diagnostics.length > 0) return { value: { headTags }, diagnostics };
  const { script, id: idInWords, address: usual } = analyticsServices[service as AnalyticsService];
  const place = yaml.placeOf(["analytics"]);
  const tell = (message: string, hint: string, at: Place) => ({
    value: { headTags },
    diagnostics: [diagnostic({ code: "input/head", message, hint, ...at })],
  });
  if (idInWords !== undefined && (id === undefined || !/^[\w.-]{1,100}$/.test(id)))
    return tell(
      `Visits are not counted: ${service} wants ${idInWords} as id.`,
      `write analytics: {service: ${service}, id: …}.`,
      place,
    );
  const base = usual === undefined ? "" : (address?.replace(/(?<!\/)\/+$/, "") ?? usual);
  return { value: { headTags, analytics: script(id ?? "", base) }, diagnostics };
}
