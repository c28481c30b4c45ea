/** What one tool found in one row of the table: the pages of a kind, or the files of a kind. */
export interface Cell {
  readonly row: string;
  readonly column: string;
  /** What is shown: a number as a rule. */
  readonly text: string;
  /** Why the cell is below its value, fault by fault; empty where it holds. */
  readonly faults: readonly string[];
}

/** What to do where a package of the bench is not there. */
export const needsPackages = "needs the bench's packages: npm ci --prefix bench --ignore-scripts";

/** How many faults of a cell are told; the rest are counted. */
const mostTold = 5;

/** A cell that counts faults, of which there may be none. */
export function countingCell(row: string, column: string, faults: readonly string[]): Cell {
  return { row, column, text: String(faults.length), faults };
}

/** Cells for what could not be run, each with the reason, so that nothing passes by being absent. */
export function notRun(rows: readonly string[], columns: readonly string[], reason: string): readonly Cell[] {
  return rows.flatMap((row) => columns.map((column) => ({ row, column, text: "not run", faults: [reason] })));
}

/** Cells as a Markdown table, rows and columns as first met; a cell below its value is bold, one not asked for a dash. */
export function markdownTable(cells: readonly Cell[]): string {
  const rows = [...new Set(cells.map(({ row }) => row))];
  const columns = [...new Set(cells.map(({ column }) => column))];
  const byPlace = new Map(cells.map((cell) => [JSON.stringify([cell.row, cell.column]), cell]));
  const shown = (row: string, column: string) => {
    const cell = byPlace.get(JSON.stringify([row, column]));
    if (cell === undefined) return "–";
    return cell.faults.length > 0 ? `**${cell.text}**` : cell.text;
  };
  return [
    line(["", ...columns]),
    line(["---", ...columns.map(() => "---:")]),
    ...rows.map((row) => line([row, ...columns.map((column) => shown(row, column))])),
  ].join("\n");
}

/** Each cell below its value as a line of a Markdown list with its first faults below; none where all hold. */
export function shortfalls(cells: readonly Cell[]): readonly string[] {
  return cells
    .filter(({ faults }) => faults.length > 0)
    .map(({ row, column, faults }) => {
      const more = faults.length - mostTold;
      const told = [...faults.slice(0, mostTold), ...(more > 0 ? [`and ${more} more`] : [])];
      return [
        `- ${row}, ${column}:`,
        ...told.map((fault) => `  - \`${fault.replace(/\s+/g, " ").replaceAll("`", "'")}\``),
      ].join("\n");
    });
}

function line(words: readonly string[]): string {
  return `| ${words.map((word) => word.replaceAll("|", "\\|")).join(" | ")} |`;
}
