import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { isSystemError, systemReason } from "../../src/diagnostic/system-reason.ts";

function errorOf(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}

describe("the system's reason", () => {
  test.each<[string, () => unknown, string]>([
    ["a file that is missing", () => readFileSync("no-such-file"), "there is no such file or folder"],
    [
      "a file in the place of a folder",
      () => readdirSync("package.json/x"),
      "a part of the path is a file, not a folder",
    ],
    ["a folder in the place of a file", () => readFileSync("src"), "it is a folder, not a file"],
    ["a name that is too long", () => writeFileSync("x".repeat(300), ""), "the name is too long for this disk"],
  ])("is said in words for %s", (_, act, reason) => {
    const error = errorOf(act);
    expect(isSystemError(error)).toBe(true);
    expect(systemReason(error)).toBe(reason);
  });

  test("is the name of the kind where there are no words for it, and no fault of the program is taken for one", () => {
    const rare = Object.assign(new Error("EFOO: foo, open"), { code: "EFOO", syscall: "open" });
    expect(systemReason(rare)).toBe("the system says EFOO");
    expect(isSystemError(new TypeError("x is not a function"))).toBe(false);
  });
});
