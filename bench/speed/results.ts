// In: what was measured. Out: the tables, as rows of words. No disk, no clock.
import { median } from "../median.ts";
import type { Run } from "./measure.ts";
import type { Outcome, Written } from "./step.ts";
import { type Goal, goals, growthFrom, isPeers, mostGrowth, type Work, works } from "./works.ts";

/** All runs of one work on so many papers. */
export interface Row {
  readonly papers: number;
  readonly work: Work;
  readonly runs: readonly Run[];
  readonly written?: Written;
  /** Milliseconds by room, as each run told them. */
  readonly rooms: readonly ReadonlyMap<string, number>[];
  /** Why it was not run, or not as often. */
  readonly fault?: string;
}

/** A table: its head and its rows. */
export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Rows gathered while the rounds go on. */
export class Results {
  readonly #rows = new Map<string, Row>();

  add(papers: number, { work, run, said = "", written }: Outcome): void {
    const row = this.#row(papers, work);
    const rooms = readRooms(said);
    this.#set({
      ...row,
      runs: [...row.runs, run],
      rooms: rooms.size > 0 ? [...row.rooms, rooms] : row.rooms,
      ...(written && { written }),
    });
  }

  fail(papers: number, work: Work, fault: string): void {
    this.#set({ ...this.#row(papers, work), fault });
  }

  /** By number of papers, then as `works` has them. */
  rows(): readonly Row[] {
    const order = Object.keys(works);
    return [...this.#rows.values()].sort(
      (one, other) => one.papers - other.papers || order.indexOf(one.work) - order.indexOf(other.work),
    );
  }

  #row(papers: number, work: Work): Row {
    return this.#rows.get(`${papers} ${work}`) ?? { papers, work, runs: [], rooms: [] };
  }

  #set(row: Row): void {
    this.#rows.set(`${row.papers} ${row.work}`, row);
  }
}

/** The lines "room  milliseconds" among what `build --timings` says. */
export function readRooms(said: string): ReadonlyMap<string, number> {
  const found = [...said.matchAll(/^ *(\S.*?) {2,}([\d,]+(?:\.\d+)?)(?: ms)?$/gm)];
  return new Map(found.map(([, room, time]) => [room!, Number(time!.replaceAll(",", ""))]));
}

/** The median of a figure of a row's runs; undefined where it was not measured. */
function middleOf(row: Row | undefined, figure: Exclude<keyof Run, "otherLoad"> = "wall"): number | undefined {
  const values = row?.runs.flatMap((run) => run[figure] ?? []) ?? [];
  return values.length > 0 ? median(values) : undefined;
}

/** Each goal at each number of papers that was asked for, with what was measured. */
export function goalTable(rows: readonly Row[]): Table {
  const counts = [...new Set(rows.map(({ papers }) => papers))];
  const lines = goals.flatMap((goal) => {
    const asked = new Set([...Object.keys(goal.most).map(Number), ...counts]);
    return [...asked]
      .sort((one, other) => one - other)
      .filter((papers) => counts.includes(papers))
      .flatMap((papers) => goalLine(goal, papers, rows));
  });
  return { head: ["work", "papers", "figure", "goal", "met"], rows: lines };
}

/** None where there is no goal at this number of papers, and no peer to compare with. */
function goalLine(goal: Goal, papers: number, rows: readonly Row[]): readonly string[][] {
  const { text, figure, of, against, most } = goal;
  const first = (some: readonly Work[]) =>
    rows.find((row) => row.papers === papers && some.includes(row.work) && row.runs.length > 0);
  const own = middleOf(first(of), figure);
  const peer = against && first(against);
  const limit = most[papers];
  const instead = peer && peer.work !== against[0] ? ` (${works[peer.work]})` : "";
  const beside = against === undefined ? 1 : middleOf(peer, figure);
  const value = own === undefined || beside === undefined ? undefined : own / beside;
  if (limit === undefined && (value === undefined || against === undefined)) return [];
  return [
    [
      `${text}${instead}`,
      count(papers),
      value === undefined ? "not run" : figure === "peak" ? count(Math.round(value)) : value.toFixed(2),
      limit === undefined ? "–" : `at most ${count(limit)}`,
      limit === undefined ? "–" : verdict(value, limit),
    ],
  ];
}

/** How the time of each work grows when there are ten times as many papers. */
export function growthTable(rows: readonly Row[]): Table {
  const lines = rows
    .filter(({ papers, runs }) => papers >= growthFrom && runs.length > 0)
    .flatMap((row) => {
      const more = middleOf(rows.find(({ papers, work }) => papers === row.papers * 10 && work === row.work));
      if (more === undefined) return [];
      const growth = more / middleOf(row)!;
      const from = `${count(row.papers)} to ${count(row.papers * 10)}`;
      const goal = isPeers(row.work) ? ["–", "–"] : [`at most ${mostGrowth}`, verdict(growth, mostGrowth)];
      return [[works[row.work], from, growth.toFixed(1), ...goal]];
    });
  return { head: ["work", "papers", "growth", "goal", "met"], rows: lines };
}

function verdict(value: number | undefined, most: number): string {
  if (value === undefined) return "not run";
  return value <= most ? "yes" : "**no**";
}

/** Every row with its numbers. */
export function measuredTable(rows: readonly Row[]): Table {
  const lines = rows.map(({ papers, work, runs, written, fault }) => {
    const walls = runs.map(({ wall }) => wall);
    const middle = (read: (run: Run) => number | undefined, digits: number) => {
      const values = runs.flatMap((run) => read(run) ?? []);
      return values.length === 0 ? "–" : median(values).toFixed(digits);
    };
    const range = `${seconds(Math.min(...walls))}–${seconds(Math.max(...walls))}`;
    return [
      count(papers),
      works[work] + (fault === undefined ? "" : ` (${fault})`),
      String(runs.length),
      walls.length === 0 ? "not run" : seconds(median(walls)),
      walls.length === 0 ? "–" : range,
      middle(({ cpu }) => cpu, 2),
      middle(({ peak }) => peak, 0),
      written === undefined ? "–" : count(written.files),
      written === undefined ? "–" : (written.bytes / 1e6).toFixed(1),
      middle(({ otherLoad }) => otherLoad, 2),
    ];
  });
  const head = ["papers", "work", "runs", "wall s", "range", "CPU s", "peak MB", "files", "MB", "other load"];
  return { head, rows: lines };
}

/** Milliseconds by room, a column for each row that told them; undefined where none did. */
export function roomTable(rows: readonly Row[]): Table | undefined {
  const told = rows.filter((row) => row.rooms.length > 0);
  if (told.length === 0) return undefined;
  const rooms = [...new Set(told.flatMap((row) => row.rooms.flatMap((run) => [...run.keys()])))];
  return {
    head: ["papers", "work", ...rooms],
    rows: told.map((row) => [
      count(row.papers),
      works[row.work],
      ...rooms.map((room) => {
        const times = row.rooms.flatMap((run) => run.get(room) ?? []);
        return times.length === 0 ? "–" : count(Math.round(median(times)));
      }),
    ]),
  };
}

/** A table for a terminal: columns of even width, numbers to the right. */
export function alignedText({ head, rows }: Table): string {
  const lines = [head, ...rows.map((row) => row.map((cell) => cell.replaceAll("**", "")))];
  const widths = head.map((_, index) => Math.max(...lines.map((line) => line[index]!.length)));
  const isText = head.map((name) => name === "work");
  return lines
    .map((line) =>
      line
        .map((cell, index) => (isText[index] ? cell.padEnd(widths[index]!) : cell.padStart(widths[index]!)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** The same in Markdown. */
export function markdownText({ head, rows }: Table): string {
  const rule = head.map((name) => (name === "work" ? "---" : "---:"));
  return [head, rule, ...rows]
    .map((row) => `| ${row.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`)
    .join("\n");
}

function count(number: number): string {
  return number.toLocaleString("en");
}

/** Three digits that count. */
function seconds(time: number): string {
  return time >= 100 ? time.toFixed(0) : time >= 10 ? time.toFixed(1) : time >= 1 ? time.toFixed(2) : time.toFixed(3);
}
