/**
 * A color of CSS's `oklch()` as "#rrggbb" (CSS Color 4, sections 9 and 10): lightness from 0 to 1, chroma from 0, hue in
 * degrees. Outside of what sRGB can show, the chroma is lowered until it can.
 */
export function oklchToHex(lightness: number, chroma: number, hue: number): string {
  let shown = chroma;
  if (!isInGamut(linearSrgb(lightness, chroma, hue))) {
    let [low, high] = [0, chroma];
    for (let step = 0; step < 24; step++) {
      const middle = (low + high) / 2;
      if (isInGamut(linearSrgb(lightness, middle, hue))) low = middle;
      else high = middle;
    }
    shown = low;
  }
  const bytes = linearSrgb(lightness, shown, hue).map((light) => {
    const clear = Math.min(1, Math.max(0, light));
    const encoded = clear <= 0.0031308 ? 12.92 * clear : 1.055 * clear ** (1 / 2.4) - 0.055;
    return Math.round(encoded * 255)
      .toString(16)
      .padStart(2, "0");
  });
  return `#${bytes.join("")}`;
}

/** Oklab to linear-light sRGB, by the matrices of Oklab's definition. */
function linearSrgb(lightness: number, chroma: number, hue: number): readonly number[] {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ];
}

function isInGamut(light: readonly number[]): boolean {
  return light.every((one) => one >= -0.0001 && one <= 1.0001);
}
