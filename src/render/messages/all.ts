import { ar } from "./ar.ts";
import { de } from "./de.ts";
import { en, type Messages } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { ja } from "./ja.ts";
import { pt } from "./pt.ts";
import { zh } from "./zh.ts";

/** Our words of the interface by BCP 47 primary language. */
export const builtInMessages: Readonly<Record<string, Messages>> = { ar, de, en, es, fr, ja, pt, zh };
