import { en, type Messages } from "./en.ts";

/** Our words of the interface by BCP 47 primary language. */
export const builtInMessages: Readonly<Record<string, Messages>> = { en };
