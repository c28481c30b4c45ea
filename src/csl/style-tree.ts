/** An element of a CSL style or locale; `text` is what stands directly in it. Plain data, which may be kept as JSON. */
export interface StyleNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly StyleNode[];
  readonly text: string;
}

export const childrenOf = ({ children }: StyleNode, name: string): readonly StyleNode[] =>
  children.filter((child) => child.name === name);

export const childOf = ({ children }: StyleNode, name: string): StyleNode | undefined =>
  children.find((child) => child.name === name);

/** What a style asks for that one reference without neighbours cannot be given, or that is not CSL 1.0.2. */
export class UnsupportedStyle extends Error {}
