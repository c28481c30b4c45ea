/** The years of a list as bars, by which a visitor chooses some of them. */
export interface YearBars {
  /** What the table is called that a screen reader reads. */
  readonly label: string;
  /** How many publications each year has. */
  readonly years: readonly { readonly year: number; readonly count: number }[];
  readonly isChosen: (year: number) => boolean;
  readonly onChange: (from: string, to: string) => void;
}

/** The width of a year and the height of the greatest bar, which are stretched to the room there is. */
const [step, height] = [10, 40];
/** More years than these are bars that nobody can tell apart. */
const mostYears = 200;

/**
 * A bar for each year from the first to the last: a click chooses one, dragging from one to another all between them. The
 * fields beside it do the same by keys, and are read as a table. Undefined where there is nothing to choose.
 */
export function makeYearBars({ label, years, isChosen, onChange }: YearBars): SVGElement | undefined {
  const first = Math.min(...years.map(({ year }) => year));
  const count = Math.max(...years.map(({ year }) => year)) - first + 1;
  if (years.length < 2 || count > mostYears) return undefined;
  const most = Math.max(1, ...years.map((one) => one.count));
  const rows = years.map(({ year, count: amount }) => {
    const size = (height * amount) / most;
    const x = (year - first) * step;
    const room = shape("rect", { class: "room", x, y: 0, width: step, height });
    const bar = shape("rect", { x: x + 1, y: height - size, width: step - 2, height: size });
    const header = shape("g", { role: "rowheader" }, room, shape("text", {}, String(year)));
    const cell = shape("g", { role: "cell" }, bar, shape("text", {}, String(amount)));
    const title = shape("title", {}, `${year}: ${amount}`);
    return { year, row: shape("g", { role: "row" }, title, header, cell) };
  });
  const bars = shape(
    "svg",
    { class: "years-chosen", role: "table", "aria-label": label, viewBox: `0 0 ${count * step} ${height}` },
    ...rows.map(({ row }) => row),
  );
  bars.setAttribute("preserveAspectRatio", "none");
  const mark = (isMarked: (year: number) => boolean) => {
    for (const { year, row } of rows) row.classList.toggle("chosen", isMarked(year));
  };
  mark(isChosen);
  const yearAt = ({ clientX }: PointerEvent) => {
    const { left, width } = bars.getBoundingClientRect();
    return first + Math.min(count - 1, Math.max(0, Math.floor((count * (clientX - left)) / width)));
  };
  let start: number | undefined;
  const between = (event: PointerEvent) => {
    const ends = [start!, yearAt(event)].sort((one, other) => one - other);
    return [ends[0]!, ends[1]!] as const;
  };
  bars.addEventListener("pointerdown", (event) => {
    start = yearAt(event);
    bars.setPointerCapture(event.pointerId);
    mark((year) => year === start);
  });
  bars.addEventListener("pointermove", (event) => {
    if (start === undefined) return;
    const [from, to] = between(event);
    mark((year) => year >= from && year <= to);
  });
  bars.addEventListener("pointerup", (event) => {
    if (start === undefined) return;
    const [from, to] = between(event);
    start = undefined;
    onChange(String(from), String(to));
  });
  // A finger that scrolls has chosen nothing.
  bars.addEventListener("pointercancel", () => {
    start = undefined;
    mark(isChosen);
  });
  return bars;
}

function shape(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  ...children: (Node | string)[]
): SVGElement {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
}
