// In: a service's XML. Out: its elements as plain data. Nothing is loaded, and entities of its own are not known.
import { SaxesParser } from "saxes";

/** An element, by its name without a prefix. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
}

/** XML that can't be read, or that brings a document type of its own; the message says which. */
export class UnreadableXml extends Error {}

const deepest = 200;
const bare = (name: string): string => name.replace(/^.*:/, "");

/** The root element. */
export function parseXml(xml: string): XmlElement {
  interface Open {
    readonly name: string;
    readonly attributes: Readonly<Record<string, string>>;
    readonly children: (XmlElement | string)[];
  }
  const document: Open = { name: "", attributes: {}, children: [] };
  const open: Open[] = [document];
  const parser = new SaxesParser();
  parser.on("doctype", (text) => {
    if (text.includes("[")) throw new UnreadableXml("it has a document type of its own");
  });
  parser.on("opentag", ({ name, attributes }) => {
    if (open.length > deepest) throw new UnreadableXml("its elements are nested too deeply");
    const node: Open = {
      name: bare(name),
      attributes: Object.fromEntries(Object.entries(attributes).map(([key, value]) => [bare(key), String(value)])),
      children: [],
    };
    open.at(-1)!.children.push(node);
    open.push(node);
  });
  for (const kind of ["text", "cdata"] as const) parser.on(kind, (text) => open.at(-1)!.children.push(text));
  parser.on("closetag", () => {
    open.pop();
  });
  parser.on("error", ({ message }) => {
    throw new UnreadableXml(`it is not well-formed (${message.split("\n", 1)[0]})`);
  });
  parser.write(xml).close();
  const root = document.children.find((child) => typeof child !== "string");
  if (root === undefined) throw new UnreadableXml("it is empty");
  return root as XmlElement;
}

const isElement = (child: XmlElement | string): child is XmlElement => typeof child !== "string";

/** The elements along a path of names below an element. */
export function all(element: XmlElement | undefined, ...path: readonly string[]): readonly XmlElement[] {
  let found: readonly XmlElement[] = element === undefined ? [] : [element];
  for (const name of path)
    found = found.flatMap(({ children }) => children.filter(isElement).filter((child) => child.name === name));
  return found;
}

/** The first of them. */
export const first = (element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined =>
  all(element, ...path)[0];

/** All text in an element, without blanks around it; undefined where there is none. */
export function textIn(element: XmlElement | undefined): string | undefined {
  if (element === undefined) return undefined;
  const read = ({ children }: XmlElement): string =>
    children.map((child) => (typeof child === "string" ? child : read(child))).join("");
  return read(element).replace(/\s+/g, " ").trim() || undefined;
}

/** What is in an element, as markup again, for who reads texts with markup. */
export function markupIn({ children }: XmlElement): string {
  return children
    .map((child) =>
      typeof child === "string"
        ? child.replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign]!)
        : `<${child.name}>${markupIn(child)}</${child.name}>`,
    )
    .join("");
}
