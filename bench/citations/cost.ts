// What a reference costs with each engine, by itself and as a site makes it, in CPU time of one process.

import { createCitationFormatter } from "../../src/export/citation.ts";
import { publicationToCsl } from "../../src/export/csl-json.ts";
import { citeprocEngine, compiledEngine, createStyleEngine, type EngineMaker } from "../../src/export/style-engines.ts";
import { median } from "../median.ts";
import { readLibraries } from "../oracles/library.ts";
import { sampleOf } from "../oracles/references.ts";
import { table } from "../tables.ts";
import { itemOf } from "./compare.ts";

const styles = ["apa", "vancouver", "harvard1"];

/** Microseconds of CPU for one of so many, the middle of three rounds behind one that warms up. */
function cost(count: number, work: () => void): number {
  const rounds = [0, 1, 2, 3].map(() => {
    const begin = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(begin);
    return (user + system) / count;
  });
  return median(rounds.slice(1));
}

/** Microseconds a reference of so many entries, in the styles that Offprint brings. */
export function costTable(corpora: string, size: number): string {
  const works = sampleOf(readLibraries(corpora, Number.POSITIVE_INFINITY), size).map(([, { publication }]) => ({
    publication,
    item: publicationToCsl(publication),
  }));
  const items = works.map(({ publication }) => ({ ...itemOf(publication), id: "item" }));
  const round = (value: number) => (value < 100 ? value.toFixed(1) : value.toFixed(0));
  const rows = styles.map((name) => {
    const measured = [compiledEngine, citeprocEngine].map((maker: EngineMaker) => {
      const engine = createStyleEngine({ name }, "en-US", () => (text) => text, [maker])!;
      const formatter = createCitationFormatter({ style: { name }, locale: "en-US" }, (style, locale, editorOf) =>
        createStyleEngine(style, locale, editorOf, [maker]),
      )!;
      return {
        alone: cost(size, () => items.forEach((item) => void engine.format(item as never))),
        prepared: cost(size, () => works.forEach(({ publication, item }) => void formatter.format(publication, item))),
      };
    });
    const [ours, theirs] = measured as [(typeof measured)[0], (typeof measured)[0]];
    return [
      name,
      round(ours.alone),
      round(theirs.alone),
      `${(theirs.alone / ours.alone).toFixed(0)} ×`,
      round(ours.prepared),
      round(theirs.prepared),
      `${(theirs.prepared / ours.prepared).toFixed(0)} ×`,
    ];
  });
  return table(
    [
      "style",
      "compiled, alone",
      "citeproc, alone",
      "ratio",
      "compiled, with preparation",
      "citeproc, with preparation",
      "ratio",
    ],
    rows,
  );
}
