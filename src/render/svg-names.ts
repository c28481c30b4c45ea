// What may stand in a published drawing: names of SVG 2 (its indexes of elements and of attributes) that run nothing.

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
