import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

/** A package as `package-lock.json` lists it (docs.npmjs.com/cli/configuring-npm/package-lock-json, "packages"). */
interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
}

const manifest = read("package.json");
const lockfile = read("package-lock.json");
const packages = Object.entries<LockedPackage>(lockfile.packages).filter(([place]) => place !== "");
const placesOf = (isMeant: (one: LockedPackage) => boolean) =>
  packages.filter(([, one]) => isMeant(one)).map(([place]) => place);

describe("package-lock.json", () => {
  test("lists packages, in the form npm 7 and later write", () => {
    expect(lockfile.lockfileVersion).toBe(3);
    expect(packages.length).toBeGreaterThan(20);
  });

  test("has a strong checksum for every package", () => {
    expect(placesOf(({ integrity }) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? ""))).toEqual([]);
  });

  test("takes no package from an address that is not https", () => {
    expect(placesOf(({ resolved }) => resolved !== undefined && !resolved.startsWith("https://"))).toEqual([]);
  });

  test("is of this package.json", () => {
    const { name, version, dependencies, devDependencies } = lockfile.packages[""];
    const { name: ownName, version: ownVersion, dependencies: own, devDependencies: ownDevelopment } = manifest;
    expect({ name, version, dependencies, devDependencies }).toEqual({
      name: ownName,
      version: ownVersion,
      dependencies: own,
      devDependencies: ownDevelopment,
    });
  });

  test("holds install scripts only of packages for which package.json says whether they may run", () => {
    const named = placesOf(({ hasInstallScript }) => hasInstallScript === true).map(
      (place) => place.split("node_modules/").at(-1)!,
    );
    const decided = Object.keys(manifest.allowScripts);
    expect([...new Set(named)].filter((name) => !decided.includes(name))).toEqual([]);
  });
});

describe("package.json", () => {
  test("names each dependency by one exact version", () => {
    const ranges = Object.entries<string>({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(ranges.length).toBeGreaterThan(10);
    expect(ranges.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });
});

function read(name: string) {
  return JSON.parse(readFileSync(path.join(import.meta.dirname, "..", name), "utf8"));
}
