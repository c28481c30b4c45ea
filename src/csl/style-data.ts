import { childOf, type StyleNode, UnsupportedStyle } from "./style-tree.ts";

/** An element of a style or locale as compact JSON: its name, its attributes, and its text or the elements in it. */
export type StyleData = readonly [
  name: string,
  attributes: Readonly<Record<string, string>>,
  ...content: (string | StyleData)[],
];

/**
 * What references need of a style or locale, to be kept or sent as JSON: of a style without what is said about it, its
 * citations, its order and macros that its bibliography does not use. `fromStyleData` makes a tree of it that compiles alike.
 */
export function toStyleData(root: StyleNode): StyleData {
  const macros = usedMacros(root);
  const isNeeded = ({ name, attributes }: StyleNode) =>
    !leftOut.has(name) && (name !== "macro" || macros.has(attributes.name ?? ""));
  const toData = ({ name, attributes, children, text }: StyleNode): StyleData => [
    name,
    attributes,
    ...(children.length > 0 ? children.filter(isNeeded).map(toData) : text === "" ? [] : [text]),
  ];
  return toData(root);
}

const leftOut: ReadonlySet<string> = new Set(["info", "citation", "sort"]);

/** The macros that a style's bibliography uses, and those that these use. */
function usedMacros(style: StyleNode): ReadonlySet<string> {
  const macros = new Map(style.children.map((child) => [child.name === "macro" ? child.attributes.name : "", child]));
  const used = new Set<string>();
  const visit = (node: StyleNode | undefined): void => {
    for (const child of node?.children ?? []) {
      const { macro } = child.attributes;
      if (macro !== undefined && !used.has(macro)) {
        used.add(macro);
        visit(macros.get(macro));
      }
      visit(child);
    }
  };
  visit(childOf(style, "bibliography"));
  return used;
}

/** The tree again; throws an `UnsupportedStyle` for anything else. */
export function fromStyleData(data: unknown): StyleNode {
  const [name, attributes, ...content] = Array.isArray(data) ? (data as readonly unknown[]) : [];
  if (typeof name !== "string" || typeof attributes !== "object" || attributes === null)
    throw new UnsupportedStyle("it is no data of a style");
  const isText = (child: unknown) => typeof child === "string";
  return {
    name,
    attributes: Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, String(value)])),
    children: content.filter((child) => !isText(child)).map(fromStyleData),
    text: content.filter(isText).join(""),
  };
}
