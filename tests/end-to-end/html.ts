import { type DefaultTreeAdapterTypes, parse } from "parse5";

type Node = DefaultTreeAdapterTypes.Node;
export type Element = DefaultTreeAdapterTypes.Element;

/** Reads a page as a browser does. */
export function readHtml(html: string): Node {
  return parse(html);
}

/** The elements below a node, in document order, that have this tag name and, where given, this class. */
export function all(node: Node, tag: string, className?: string): Element[] {
  const found: Element[] = [];
  const visit = (one: Node) => {
    if ("tagName" in one && one.tagName === tag) {
      if (className === undefined || attribute(one, "class")?.split(" ").includes(className)) found.push(one);
    }
    if ("childNodes" in one) for (const child of one.childNodes) visit(child);
  };
  visit(node);
  return found;
}

export function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((one) => one.name === name)?.value;
}

/** What a reader sees of a node: its text with white space folded, without what is `hidden`. */
export function text(node: Node): string {
  const read = (one: Node): string => {
    if (one.nodeName === "#text" && "value" in one) return one.value;
    if ("attrs" in one && attribute(one, "hidden") !== undefined) return "";
    return "childNodes" in one ? one.childNodes.map(read).join("") : "";
  };
  return read(node)
    .replace(/[\s\u00a0]+/g, " ")
    .trim();
}
