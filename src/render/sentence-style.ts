/** How a style prints titles that are typed in Title Case: whether the first word of a subtitle keeps its capital. */
export interface SentenceStyle {
  readonly keepsSubtitle: boolean;
}

/**
 * What a CSL style asks of titles: sentence case in APA's styles and Vancouver's, which say nothing of it because CSL wants
 * titles to be typed so, and in those whose title has `text-case="sentence"` (CSL 1.0.2); undefined for all others.
 */
export function sentenceStyleOf(xml: string): SentenceStyle | undefined {
  const id = /<id>([^<]*)<\/id>/.exec(xml)?.[1]?.trim().toLowerCase().split("/").at(-1) ?? "";
  const isApa = /(?:^|-)apa(?:-|$)/.test(id);
  const asks = isApa || /(?:^|-)(?:vancouver|nlm)(?:-|$)/.test(id) || withTitlesAsGiven(xml) !== xml;
  return asks ? { keepsSubtitle: isApa } : undefined;
}

/**
 * The style without its own lowering of titles: citeproc lowers every word of every language that no markup protects,
 * and what it is given is in sentence case where it has to be.
 */
export function withTitlesAsGiven(xml: string): string {
  const macros = [...xml.matchAll(/<macro\s+name="([^"]*)"\s*>([\s\S]*?)<\/macro>/g)];
  const titleMacros = new Set(macros.flatMap(([, name, body]) => (/\svariable="title"/.test(body!) ? [name] : [])));
  return xml.replace(/<text\b[^>]*>/g, (element) => {
    const macro = /\smacro="([^"]*)"/.exec(element)?.[1];
    const isTitle = macro === undefined ? /\svariable="title"/.test(element) : titleMacros.has(macro);
    return isTitle ? element.replace(/\stext-case="sentence"/, ' text-case="capitalize-first"') : element;
  });
}
