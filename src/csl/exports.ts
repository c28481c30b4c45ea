// What a program has of this room: `import … from "offprint/csl"`.

import { parseStyle } from "./parse-style.ts";
import { type StyleData, toStyleData } from "./style-data.ts";

export * from "./references.ts";

/** A style or locale of CSL, its XML, as data for `compileStyle`; throws an `UnsupportedStyle` where it is not well-formed. */
export const readStyle = (xml: string): StyleData => toStyleData(parseStyle(xml));
