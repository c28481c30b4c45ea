import type { Diagnostic } from "./diagnostic.ts";

/** A message, and others that say the same of other places. */
export interface DiagnosticGroup {
  readonly told: Diagnostic;
  readonly others: readonly Diagnostic[];
}

/** So many warnings of one kind are told one by one; more of them, once. */
const mostAlike = 3;

/** Puts warnings that say the same, but for the author's words in them, to the first of them; errors stand for themselves. */
export function groupDiagnostics(diagnostics: readonly Diagnostic[]): readonly DiagnosticGroup[] {
  const alike = new Map<string, Diagnostic[]>();
  for (const one of diagnostics) {
    if (one.severity === "error") continue;
    const shape = shapeOf(one);
    const known = alike.get(shape);
    if (known) known.push(one);
    else alike.set(shape, [one]);
  }
  return diagnostics.flatMap((told): DiagnosticGroup[] => {
    const [first, ...others] = (told.severity === "warning" && alike.get(shapeOf(told))) || [told];
    if (others.length < mostAlike) return [{ told, others: [] }];
    return first === told ? [{ told, others }] : [];
  });
}

/** The words in quotes of a message, by which it differs from others like it. */
export function quotedIn({ message }: Diagnostic): string | undefined {
  return /"[^"]*"/.exec(message)?.[0];
}

/** What a message says of any place: without the author's words, but with the guess at what was meant by them. */
function shapeOf({ code, message, hint = "" }: Diagnostic): string {
  const bare = message.replace(/"[^"]*"/g, '""').replace(/\S*\/\S+|\d+/g, "#");
  return [code, bare, /\bdid you mean\b/i.test(hint) ? hint : ""].join("\n");
}
