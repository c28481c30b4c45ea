import { SaxesParser } from "saxes";
import { type StyleNode, UnsupportedStyle } from "./style-tree.ts";

const deepest = 200;

/** The root element of a style's or locale's XML; throws an `UnsupportedStyle` where it is not well-formed. */
export function parseStyle(xml: string): StyleNode {
  interface Open {
    readonly name: string;
    readonly attributes: Readonly<Record<string, string>>;
    readonly children: StyleNode[];
    text: string;
  }
  const document: Open = { name: "", attributes: {}, children: [], text: "" };
  const open: Open[] = [document];
  const parser = new SaxesParser();
  parser.on("opentag", ({ name, attributes }) => {
    if (open.length > deepest) throw new UnsupportedStyle("its elements are nested too deeply");
    const node: Open = { name, attributes: { ...attributes }, children: [], text: "" };
    open.at(-1)!.children.push(node);
    open.push(node);
  });
  parser.on("text", (text) => {
    open.at(-1)!.text += text;
  });
  parser.on("closetag", () => {
    open.pop();
  });
  parser.on("error", ({ message }) => {
    throw new UnsupportedStyle(`it is not well-formed: ${message}`);
  });
  parser.write(xml).close();
  return document.children[0] ?? { name: "", attributes: {}, children: [], text: "" };
}
