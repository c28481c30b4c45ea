import { all, parseXml, textIn, UnreadableXml, type XmlElement } from "../services/reading/xml-tree.ts";
import type { ImportReport } from "./import-report.ts";

/** The root of an XML file; undefined, and told as a loss, where it can't be read. */
export function rootOf(file: string, text: string, report: ImportReport): XmlElement | undefined {
  try {
    return parseXml(text);
  } catch (error) {
    if (!(error instanceof UnreadableXml)) throw error;
    report.lose(`a file that can't be read as XML: ${error.message}`, file, 1);
    return undefined;
  }
}

/** The elements below an element. */
export const elementsIn = (element: XmlElement | undefined): readonly XmlElement[] =>
  element?.children.filter((child) => typeof child !== "string") ?? [];

/** The text of the first element of a name below another; "" where there is none. */
export const textBelow = (element: XmlElement | undefined, name: string): string => textIn(all(element, name)[0]) ?? "";

/** Finds the line of a file in which a title stands; 1 where it is written otherwise. */
export function lineFinder(text: string): (title: string) => number {
  const lines = text.split("\n");
  return (title) => {
    const at = title === "" ? -1 : lines.findIndex((line) => line.includes(title));
    return Math.max(0, at) + 1;
  };
}
