// Lists of names, their labels, and what stands for those that are left out ("Names", "Name", "Et-al", "Label in cs:names").

import type { Locale } from "./csl-locale.ts";
import { type Attributes, affixed, formatted, isTrue, marked } from "./formatting.ts";
import type { Name } from "./item.ts";
import { pushRichText } from "./item-text.ts";
import type { Output } from "./output.ts";
import { type NameForm, type NameGroup, writeName } from "./personal-names.ts";
import { childOf, childrenOf, type StyleNode } from "./style-tree.ts";
import { textCaseOf } from "./text-case.ts";

/** The names of a list, as the `<name>` and `<et-al>` of its `<names>` want them. */
export function compileNameList(own: StyleNode, inherited: Attributes, { term }: Locale) {
  const name = childOf(own, "name");
  const of = (option: string, inheritedAs = option): string | undefined =>
    name?.attributes[option] ?? own.attributes[option] ?? inherited[inheritedAs];
  const delimiter = name?.attributes.delimiter ?? inherited["name-delimiter"] ?? ", ";
  const [least, first] = [Number(of("et-al-min") ?? 0), Number(of("et-al-use-first") ?? Number.POSITIVE_INFINITY)];
  const usesLast = isTrue(of("et-al-use-last"));
  const and = of("and");
  const andWord = and === "text" ? term("and") : and === "symbol" ? (term("and", "symbol") ?? "&") : undefined;
  const conjunction = and === "symbol" && andWord === term("and") ? "&" : andWord;
  const sorted = of("name-as-sort-order");
  const isInverted = (index: number) => sorted === "all" || (sorted === "first" && index === 0);
  const form: NameForm = {
    form: name?.attributes.form ?? inherited["name-form"] ?? "long",
    initialize: of("initialize") !== "false",
    initializeWith: of("initialize-with"),
    keepsHyphens: inherited["initialize-with-hyphen"] !== "false",
    sortSeparator: of("sort-separator") ?? ", ",
    demotes: inherited["demote-non-dropping-particle"] ?? "display-and-sort",
  };
  const precedes = (option: string, isContextual: boolean, last: number, isBody = false): boolean => {
    // Before a body it is as between words, as in citeproc: "Ada Kern & Society of Pines".
    const value = isBody ? "contextual" : (of(option) ?? "contextual");
    return (
      value === "always" ||
      (value === "contextual" && isContextual) ||
      (value === "after-inverted-name" && isInverted(last))
    );
  };
  const showName = compileNameParts(name);
  const etAl = childOf(own, "et-al");
  const within = marked(name?.attributes ?? {});
  const showEtAl = formatted(etAl?.attributes ?? {});
  const show = (output: Output, one: Name, index: number) => {
    const { prefix, suffix } = name?.attributes ?? {};
    if (prefix) output.push("affix", prefix);
    within(output, () => showName(output, writeName(one, form, isInverted(index))));
    if (suffix) output.push("affix", suffix);
  };
  const isCut = (count: number) => least > 0 && count >= least && first < count;
  return {
    isCount: form.form === "count",
    countOf: (names: readonly Name[]) => (isCut(names.length) ? first : names.length),
    show: (output: Output, names: readonly Name[]) => {
      const count = names.length;
      const isShortened = isCut(count);
      const shown = isShortened ? first : count;
      for (let index = 0; index < shown; index++) {
        if (index > 0) {
          const isLast = !isShortened && index === count - 1;
          if (!isLast || conjunction === undefined) output.push("affix", delimiter);
          else if (precedes("delimiter-precedes-last", count > 2, index - 1, names[index]!.literal !== undefined)) {
            output.push("affix", /\s$/.test(delimiter) ? delimiter : `${delimiter} `);
            output.push("text", `${conjunction} `);
          } else output.push("text", ` ${conjunction} `);
        }
        show(output, names[index]!, index);
      }
      if (!isShortened || shown === 0) return;
      if (usesLast && first <= count - 2) {
        output.push("affix", delimiter);
        output.push("text", "… ");
        show(output, names[count - 1]!, count - 1);
        return;
      }
      const words = term(etAl?.attributes.term ?? "et-al") ?? "et al.";
      if (words.trim() === "") return;
      output.push("affix", precedes("delimiter-precedes-et-al", shown > 1, shown - 1) ? delimiter : " ");
      showEtAl(output, words);
    },
  };
}

/** The label of a list of names, by the name of its term and how many there are; undefined where it has none. */
export function compileNameLabel(
  own: StyleNode,
  locale: Locale,
): ((output: Output, term: string, count: number) => void) | undefined {
  const label = childOf(own, "label");
  if (label === undefined) return undefined;
  const { form, plural } = label.attributes;
  const show = affixed(label.attributes);
  return (output, name, count) => {
    const term = locale.term(name, form, plural === "always" || (plural !== "never" && count > 1));
    if (term) show(output, term);
  };
}

/** Shows a name: each stretch in the formatting of its part, each part in its affixes. */
function compileNameParts(name: StyleNode | undefined): (output: Output, groups: readonly NameGroup[]) => void {
  const parts = new Map(
    (name ? childrenOf(name, "name-part") : []).map(({ attributes }) => [
      attributes.name,
      { attributes, within: marked(attributes), change: textCaseOf(attributes) },
    ]),
  );
  return (output, groups) => {
    for (const { part, isWhole, pieces } of groups) {
      const { prefix, suffix }: Attributes = parts.get(part)?.attributes ?? {};
      if (prefix && isWhole) output.push("affix", prefix);
      for (const { kind, text } of pieces) {
        const own = parts.get(kind);
        if (kind === "between") output.push(text === " " ? "text" : "affix", text);
        else if (own === undefined) pushRichText(output, text);
        else
          own.within(output, () => {
            const from = output.length;
            pushRichText(output, text);
            if (own.change) output.changeCase(from, own.change);
          });
      }
      if (suffix && isWhole) output.push("affix", suffix);
    }
  };
}
