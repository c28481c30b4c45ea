import { describe, expect, test } from "vitest";
import { nearestName } from "../../src/diagnostic/nearest-name.ts";

describe("nearestName", () => {
  test("knows what was meant, where it is near enough", () => {
    expect(nearestName("titel", ["title", "date"])).toBe("title");
    expect(nearestName("Athors", ["authors", "order"])).toBe("authors");
    expect(nearestName("colour", ["title", "date"])).toBeUndefined();
  });
});
