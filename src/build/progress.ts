/** Says how far a long build is. */
export interface Progress {
  readonly tell: (what: "works" | "pages", done: number, all: number) => void;
  /** Takes the line away. */
  readonly end: () => void;
}

/** How often the line changes, and after what time a build is long, in milliseconds. */
const [interval, patience] = [200, 1500];

/** A line on a terminal that says what is done of how much, and how long the rest may take; nothing elsewhere. */
export function createProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  if (!stream.isTTY || process.env.CI) return { tell: () => {}, end: () => {} };
  const begin = performance.now();
  const done = new Map<string, readonly [done: number, all: number]>();
  let shown = 0;
  return {
    tell: (what, count, all) => {
      done.set(what, [count, all]);
      const now = performance.now();
      if (now - begin < patience || now - shown < interval) return;
      shown = now;
      const parts = [...done].map(([name, [some, most]]) => `${format(some)} of ${format(most)} ${name}`);
      const share = Math.min(...[...done.values()].map(([some, most]) => (most === 0 ? 1 : some / most)));
      const left = share === 0 ? "" : `, ${timeLeft(((now - begin) / share) * (1 - share))} left`;
      stream.write(`\r\x1b[K${parts.join(", ")}${left}`);
    },
    end: () => {
      if (shown > 0) stream.write("\r\x1b[K");
    },
  };
}

const format = (count: number): string => count.toLocaleString("en");

function timeLeft(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  return seconds < 100 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
