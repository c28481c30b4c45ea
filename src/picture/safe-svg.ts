// What may stand in a published drawing: names of SVG 2 (its indexes of elements and of attributes) that run nothing.
import { SaxesParser, type SaxesTagNS } from "saxes";
import { bounds, moreThan } from "../diagnostic/bounds.ts";
import { escapeHtml } from "../text/escape.ts";

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Elements that draw, describe, style or move what is drawn. */
export const svgElements = words(`
  a animate animateMotion animateTransform circle clipPath defs desc ellipse feBlend feColorMatrix feComponentTransfer
  feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB
  feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting
  feSpotLight feTile feTurbulence filter font font-face g glyph hkern image line linearGradient marker mask metadata
  missing-glyph mpath path pattern polygon polyline radialGradient rect set stop style svg switch symbol text textPath
  title tref tspan use view vkern`);

/** Attributes without a namespace; `data-…` and `aria-…` are allowed besides. */
export const svgAttributes = words(`
  accumulate additive alignment-baseline alphabetic amplitude arabic-form ascent attributeName attributeType azimuth
  baseFrequency baseline-shift baseProfile begin bias by calcMode cap-height class clip clip-path clip-rule clipPathUnits
  color color-interpolation color-interpolation-filters color-profile color-rendering cx cy d descent diffuseConstant
  direction display divisor dominant-baseline dur dx dy edgeMode elevation enable-background end exponent fill
  fill-opacity fill-rule filter filterRes filterUnits flood-color flood-opacity focusable font-family font-feature-settings
  font-kerning font-size font-size-adjust font-stretch font-style font-variant font-variant-caps font-weight fr from fx fy
  g1 g2 glyph-name glyph-orientation-horizontal glyph-orientation-vertical gradientTransform gradientUnits hanging height
  horiz-adv-x horiz-origin-x horiz-origin-y href hreflang id ideographic image-rendering in in2 intercept isolation k k1
  k2 k3 k4 kernelMatrix kernelUnitLength kerning keyPoints keySplines keyTimes lang lengthAdjust letter-spacing
  lighting-color limitingConeAngle marker-end marker-mid marker-start markerHeight markerUnits markerWidth mask
  mask-type maskContentUnits maskUnits mathematical max media method min mix-blend-mode mode numOctaves offset opacity
  operator order orient orientation origin overflow overline-position overline-thickness paint-order panose-1 path
  pathLength patternContentUnits patternTransform patternUnits pointer-events points pointsAtX pointsAtY pointsAtZ
  preserveAlpha preserveAspectRatio primitiveUnits r radius refX refY rendering-intent repeatCount repeatDur
  requiredExtensions requiredFeatures restart result role rotate rx ry scale seed shape-rendering side slope spacing
  specularConstant specularExponent spreadMethod startOffset stdDeviation stemh stemv stitchTiles stop-color stop-opacity
  strikethrough-position strikethrough-thickness stroke stroke-dasharray stroke-dashoffset stroke-linecap
  stroke-linejoin stroke-miterlimit stroke-opacity stroke-width style surfaceScale systemLanguage tabindex tableValues
  target targetX targetY text-align text-anchor text-decoration text-overflow text-rendering textLength title to transform
  transform-box transform-origin type u1 u2 underline-position underline-thickness unicode unicode-bidi unicode-range
  units-per-em v-alphabetic v-hanging v-ideographic v-mathematical values vector-effect version vert-adv-y vert-origin-x
  vert-origin-y viewBox viewTarget visibility white-space width widths word-spacing word-wrap writing-mode x x-height x1
  x2 xChannelSelector y y1 y2 yChannelSelector z zoomAndPan`);

/** A drawing that runs nothing and loads nothing, and in words what was taken out of it for that. */
export interface SafeSvg {
  readonly svg: string;
  readonly removed: readonly string[];
}

/** Why a drawing can't be published: the end of a sentence about it, and what to do. */
export interface SvgFault {
  readonly why: string;
  readonly hint: string;
}

const svgNamespace = "http://www.w3.org/2000/svg";
const xlinkNamespace = "http://www.w3.org/1999/xlink";
const xmlNamespace = "http://www.w3.org/XML/1998/namespace";

/** A picture or typeface that is in the drawing itself. */
const ownData = /^data:(?:image\/(?:png|jpe?g|gif|webp|avif)|(?:application\/(?:x-)?font-|font\/)[\w+-]+)[;,]/i;

const hint = "save it anew as “plain SVG”, or as PNG.";

/**
 * A drawing rebuilt from an allow-list of SVG's elements and attributes (`svg-names.ts`), since an SVG is a page that may
 * hold scripts: links lead to http, https or mailto, all else only within the drawing; styles load nothing; there is no DOCTYPE. What
 * programs write for themselves in namespaces of their own, and comments, go without a word, for nobody sees them.
 */
export function safeSvg(text: string): SafeSvg | SvgFault {
  const parts: string[] = [];
  const removed = new Set<string>();
  let fault: string | undefined;
  // The depth at which an element began of which nothing is kept.
  let skippedAt = Number.POSITIVE_INFINITY;
  let depth = 0;
  let style: string[] | undefined;
  const parser = new SaxesParser({ xmlns: true, position: false });
  parser.on("error", ({ message }) => {
    fault ??= /undefined entity/.test(message) ? "it has entities of its own" : "it is no well-formed XML";
  });
  parser.on("processinginstruction", ({ target }) => {
    if (target === "xml-stylesheet") removed.add("a stylesheet that it loads");
  });
  parser.on("opentag", (tag) => {
    depth += 1;
    if (depth > bounds.drawingDepth.most) {
      fault ??= `it has ${moreThan("drawingDepth")}`;
      // Who looks for the names of elements looks at all that are open.
      throw new Error(fault);
    }
    if (fault !== undefined || depth > skippedAt) return;
    if (depth === 1 && tag.local !== "svg") fault = "its outermost element is not svg";
    else if (depth === 1 && tag.uri !== svgNamespace) fault = `its svg element lacks xmlns="${svgNamespace}"`;
    if (fault !== undefined) return;
    if (tag.uri !== svgNamespace || !svgElements.has(tag.local) || tag.local === "metadata" || !movesWhatMay(tag)) {
      if (tag.uri === svgNamespace && tag.local !== "metadata") removed.add(`<${tag.local}>`);
      if (tag.uri === "http://www.w3.org/1999/xhtml") removed.add(`<${tag.local}> of HTML`);
      skippedAt = depth;
      return;
    }
    parts.push(`<${tag.local}${depth === 1 ? ` xmlns="${svgNamespace}" xmlns:xlink="${xlinkNamespace}"` : ""}`);
    parts.push(...attributesOf(tag, removed), ">");
    if (tag.local === "style") style = [];
  });
  const addText = (value: string) => {
    if (depth === 0 || depth >= skippedAt) return;
    if (style) style.push(value);
    else parts.push(escapeHtml(value));
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.on("closetag", (tag) => {
    if (depth < skippedAt) {
      if (style) {
        const css = style.join("");
        if (loadsNothing(css)) parts.push(escapeHtml(css));
        else removed.add("styles that load something");
        style = undefined;
      }
      parts.push(`</${tag.local}>`);
    } else if (depth === skippedAt) skippedAt = Number.POSITIVE_INFINITY;
    depth -= 1;
  });
  try {
    parser.write(text).close();
  } catch {
    fault ??= "it is no well-formed XML";
  }
  if (fault !== undefined) return { why: `which is no drawing that can be published: ${fault}`, hint };
  return { svg: parts.join(""), removed: [...removed] };
}

/** Whether an element, if it moves an attribute, moves one that leads nowhere. */
function movesWhatMay({ attributes }: SaxesTagNS): boolean {
  const moved = Object.values(attributes)
    .find(({ name }) => name === "attributeName")
    ?.value.trim();
  return moved === undefined || (svgAttributes.has(moved) && !/href$|^style$/i.test(moved));
}

function attributesOf({ local: element, attributes }: SaxesTagNS, removed: Set<string>): readonly string[] {
  return Object.values(attributes).flatMap(({ uri, local, value }) => {
    const isLink = local === "href" && (uri === "" || uri === xlinkNamespace);
    if (isLink) {
      if (mayLead(element, value)) return [` ${uri === "" ? "href" : "xlink:href"}="${escapeHtml(value)}"`];
      removed.add(element === "a" ? "a link" : "what it loads from elsewhere");
      return [];
    }
    if (uri === xmlNamespace && (local === "space" || local === "lang"))
      return [` xml:${local}="${escapeHtml(value)}"`];
    if (uri !== "") return [];
    if (/^on/i.test(local)) removed.add("a script");
    if (!svgAttributes.has(local) && !/^(?:data|aria)-[a-z\d-]+$/.test(local)) return [];
    if (loadsNothing(value)) return [` ${local}="${escapeHtml(value)}"`];
    removed.add("what it loads from elsewhere");
    return [];
  });
}

/** Whether an address may stand in a drawing: of a link the web's, else a part of the drawing or a picture in it. */
function mayLead(element: string, address: string): boolean {
  if (/^\s*#/.test(address)) return true;
  // Browsers drop tabs and line ends in addresses, and spaces before them.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const read = address.replaceAll(/^[\u0000- ]+|[\t\n\r]/g, "");
  if (element === "a") return /^(?:https?:\/\/|mailto:)/i.test(read);
  return (element === "image" || element === "feImage") && ownData.test(read);
}

/** Whether CSS, or an attribute that may hold some, names only parts of the drawing and data that is in it. */
function loadsNothing(css: string): boolean {
  // A comment is looked at too: what is one here may stand in a string, which would hide what is between two of them.
  if (/@import|@namespace|expression\s*\(|-moz-binding|behavior\s*:|javascript:/i.test(css)) return false;
  // A backslash may stand for any letter of the words that are looked for here.
  if (css.includes("\\") && /[@(]/.test(css)) return false;
  if (/\b(?:-webkit-)?(?:image-set|image|src|cross-fade|element)\s*\(/i.test(css)) return false;
  return [...css.matchAll(/url\s*\(\s*["']?\s*([^"')]*)/gi)].every(
    ([, address = ""]) => address.startsWith("#") || ownData.test(address),
  );
}
