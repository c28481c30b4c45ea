// The tables of bench/FIDELITY.md, and its sections, which several commands write.

type Cells = readonly (string | number)[];

const row = (cells: Cells) => `| ${cells.join(" | ")} |`;

/** A table in Markdown. */
export function table(head: readonly string[], rows: readonly Cells[]): string {
  return [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");
}

/** The section of a text under a heading of the second level, with the heading; empty where there is none. */
export function sectionOf(text: string, heading: string): string {
  return text.split(/^(?=## )/m).find((section) => section.startsWith(`## ${heading}\n`)) ?? "";
}

/** The text with a section in the place of the one of its heading, or at its end. */
export function replaceSection(text: string, section: string): string {
  const heading = /^## (.*)/.exec(section)![1]!;
  const before = sectionOf(text, heading);
  return before === "" ? `${text.trimEnd()}\n\n${section}` : text.replace(before, () => `${section.trimEnd()}\n\n`);
}
