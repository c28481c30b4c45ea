import { readFileSync } from "node:fs";
import path from "node:path";

/** What is used of libxml2-wasm. */
interface Library {
  readonly XmlDocument: { readonly fromString: (text: string) => Document };
  readonly RelaxNGValidator: {
    readonly fromDoc: (schema: Document) => { readonly validate: (document: Document) => void };
  };
}

interface Document {
  readonly eval: (xpath: string, namespaces: Readonly<Record<string, string>>) => unknown;
  readonly dispose: () => void;
}

/** Validates XML against a RELAX NG schema of bench/schemas and against rules in XPath that must be true. */
export type XmlReader = (text: string, schema: string, rules: readonly XmlRule[]) => readonly string[];

export interface XmlRule {
  /** True where the rule is kept; `a` is Atom's namespace, `s` that of sitemaps. */
  readonly xpath: string;
  readonly fault: string;
}

/** The namespaces of `XmlRule`. */
export const namespaces = {
  a: "http://www.w3.org/2005/Atom",
  s: "http://www.sitemaps.org/schemas/sitemap/0.9",
} as const;

/** Named so that a checkout without the bench's own packages is type-checked too. */
const libxml: string = "libxml2-wasm";

/** Gives the faults of a document; undefined where the bench's packages are not installed. */
export async function loadXmlReader(): Promise<XmlReader | undefined> {
  const library = await (import(libxml) as Promise<Library>).catch(() => undefined);
  if (library === undefined) return undefined;
  const { XmlDocument, RelaxNGValidator } = library;
  return (text, schema, rules) => {
    const grammar = XmlDocument.fromString(readFileSync(path.join(import.meta.dirname, "../schemas", schema), "utf8"));
    const validator = RelaxNGValidator.fromDoc(grammar);
    try {
      const document = XmlDocument.fromString(text);
      const broken = rules.filter(({ xpath }) => document.eval(xpath, namespaces) !== true);
      const faults = broken.map(({ fault }) => fault);
      try {
        validator.validate(document);
        return faults;
      } catch (error) {
        return [...messagesOf(error), ...faults];
      }
    } catch (error) {
      return messagesOf(error);
    }
  };
}

function messagesOf(error: unknown): readonly string[] {
  const { details = [], message } = error as Error & { details?: { message: string; line: number }[] };
  return details.length === 0 ? [message] : details.map((one) => `line ${one.line}: ${one.message.trim()}`);
}
