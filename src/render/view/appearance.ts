import type { Appearance } from "../../model/site.ts";

/** Space between lines and entries, as a factor of the comfortable one. */
const densities: Record<Appearance["density"], number> = { comfortable: 1, compact: 0.7 };

/**
 * The end of the stylesheet: what the author turned, as custom properties. It stands in the stylesheet because the
 * pages' security policy allows no style in a page. A hue that is no number keeps the design's own.
 */
export function appearanceCss({ accentHue, density }: Appearance): string {
  const hue = Number.isFinite(accentHue) ? `--accent-hue:${((accentHue % 360) + 360) % 360};` : "";
  return `:root{${hue}--density:${densities[density]}}\n`;
}
