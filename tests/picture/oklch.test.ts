import { describe, expect, test } from "vitest";
import { oklchToHex } from "../../src/picture/social-picture.ts";

describe("oklchToHex", () => {
  test("gives white and black", () => {
    expect(oklchToHex(1, 0, 0)).toBe("#ffffff");
    expect(oklchToHex(0, 0, 0)).toBe("#000000");
  });

  // Colors of sRGB, as CSS Color 4 gives them among its samples.
  test.each([
    [0.627955, 0.257683, 29.2339, "#ff0000"],
    [0.51975, 0.17686, 142.4953, "#008000"],
    [0.452014, 0.313214, 264.052, "#0000ff"],
    // Accents of the stylesheet, as Chromium paints them.
    [0.46, 0.12, 0, "#8b3655"],
    [0.46, 0.12, 32, "#8f392a"],
    [0.46, 0.12, 150, "#0f6a31"],
    [0.46, 0.12, 250, "#125a98"],
    [0.46, 0.12, 300, "#634590"],
  ])("gives oklch(%f %f %f) as %s", (lightness, chroma, hue, hex) => {
    expect(oklchToHex(lightness, chroma, hue)).toBe(hex);
  });

  test("lowers the chroma of what sRGB can't show, and keeps its hue", () => {
    const [red, green, blue] = channels(oklchToHex(0.46, 0.4, 250));
    expect(blue).toBeGreaterThan(green!);
    expect(green).toBeGreaterThan(red!);
    expect(channels(oklchToHex(0.46, 0.4, 250))).not.toEqual(channels(oklchToHex(0.46, 0, 250)));
  });

  test("takes a hue for what it is around the circle", () => {
    expect(oklchToHex(0.46, 0.12, 392)).toBe(oklchToHex(0.46, 0.12, 32));
  });
});

function channels(hex: string): number[] {
  return [1, 3, 5].map((place) => Number.parseInt(hex.slice(place, place + 2), 16));
}
