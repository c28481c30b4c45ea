// The faces of the site's own, which come from it and from nobody else: Source Serif 4 and Source Sans 3 (SIL Open Font License 1.1),
// cut by script, from the packages of Fontsource. A clone reads them there; a package brings them.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { lazy } from "../memory/memoize.ts";
import type { BytesPage } from "../site/pages/page.ts";
import { engineFolder, isPackage } from "./cache/engine.ts";

/** What of Unicode each cut holds (CSS Fonts 4, `unicode-range`), as Fontsource's `unicode.json` says it. */
export const scripts = {
  latin:
    "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD",
  "latin-ext":
    "U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C4,U+2113,U+2C60-2C7F,U+A720-A7FF",
  greek: "U+0370-0377,U+037A-037F,U+0384-038A,U+038C,U+038E-03A1,U+03A3-03FF",
  cyrillic: "U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116",
} as const;

type Script = keyof typeof scripts;

/** Serif for what is read, sans for what is used; `isFirst` are those that every page begins with. */
const faces = [
  { family: "Source Serif 4", weight: 400, style: "normal", isFirst: true },
  { family: "Source Serif 4", weight: 600, style: "normal", isFirst: true },
  { family: "Source Serif 4", weight: 400, style: "italic", isFirst: false },
  { family: "Source Sans 3", weight: 400, style: "normal", isFirst: true },
] as const;

/** A script of which a page in these languages is written (ISO 15924), where that is not Latin, which every page has. */
const scriptOfLanguage: Readonly<Record<string, Script>> = { Cyrl: "cyrillic", Grek: "greek" };

/** The faces as the site has them. */
export interface Fonts {
  /** What the stylesheet says of them. */
  readonly css: string;
  readonly pages: readonly BytesPage[];
  /** The addresses of those with which every page in a language begins. */
  readonly first: (language: string) => readonly string[];
}

/** Each file by its name: "source-serif-4-latin-400-normal". */
export function readFonts(): ReadonlyMap<string, Uint8Array> {
  return new Map(
    rows().map(({ name, folder }) => [
      name,
      readFileSync(
        isPackage
          ? path.join(engineFolder, "dist/assets/fonts", `${name}.woff2`)
          : path.join(engineFolder, "node_modules/@fontsource", folder, "files", `${name}.woff2`),
      ),
    ]),
  );
}

const rows = () =>
  (Object.keys(scripts) as Script[]).flatMap((script) =>
    faces.map((face) => {
      const folder = face.family.toLowerCase().replaceAll(" ", "-");
      return { ...face, script, folder, name: `${folder}-${script}-${face.weight}-${face.style}` };
    }),
  );

/**
 * The faces with their addresses, which change with their content. A face that has not come by the first paint is not used on that
 * page (`font-display: optional`), so that nothing moves under the reader.
 */
export const siteFonts: () => Fonts = lazy(() => {
  const bytes = readFonts();
  const made = rows().map((row) => {
    const content = bytes.get(row.name)!;
    const hash = createHash("sha256").update(content).digest("hex").slice(0, 8);
    const file = `${row.name}.${hash}.woff2`;
    const page: BytesPage = { address: `/assets/${file}`, digest: () => "", bytes: () => content };
    return { ...row, file, page };
  });
  const rules = made.map(
    ({ family, weight, style, script, file }) =>
      `@font-face{font-family:"${family}";font-weight:${weight};font-style:${style};font-display:optional;src:url(${file})format("woff2");unicode-range:${scripts[script]}}`,
  );
  const use =
    ':root{--font-text:"Source Serif 4",var(--system-text);--font-ui:"Source Sans 3",var(--system-interface)}';
  return {
    css: `/* Source Serif 4 and Source Sans 3, (c) Adobe, SIL Open Font License 1.1 */\n${rules.join("\n")}\n${use}\n`,
    pages: made.map(({ page }) => page),
    first: (language) => {
      const wanted = new Set<string>(["latin", scriptOfLanguage[new Intl.Locale(language).maximize().script ?? ""]!]);
      return made.filter(({ script, isFirst }) => isFirst && wanted.has(script)).map(({ page }) => page.address);
    },
  };
});
