// YAML that can be read, but says what no author of papers means: a line that joins the one above, a word that is an
// anchor, a comment in a title.
import { type Alias, type Document, isMap, isNode, isPair, isScalar, type Pair, visit } from "yaml";
import { foreignSpace, looseKeyPattern, missingBlankAfterHyphen, noField, strangeBlank } from "./yaml-lines.ts";
import { beginsWith, inQuotes, lineFrom, type YamlFault } from "./yaml-value.ts";

/** The end of the YAML in the middle of a text: what stands below a line `...`, or a second `---`, would not be read. */
export function findEarlyEnd(text: string): YamlFault | undefined {
  const marker = [...text.matchAll(/^(?:---|\.\.\.)(?=\s|$)/gm)].find(
    ({ 0: sign, index }) => sign === "..." || /^[^#\s]/m.test(text.slice(0, index)),
  );
  if (!marker || !/^\s*[^#\s]/m.test(text.slice(marker.index + 3))) return undefined;
  return {
    at: marker.index,
    message: `The line "${marker[0]}" ends the fields here, so what stands below would not be read.`,
    hint: "leave the line out.",
  };
}

/** The first place at which the YAML is read as something that was not meant. */
export function findUnmeant(document: Document, source: string): YamlFault | undefined {
  const faults: YamlFault[] = [];
  /** Names of values that nothing refers to, with where the values begin. */
  const anchors = new Map<string, number | undefined>();
  const used = new Set<string>();
  const unresolved: Alias[] = [];
  const quoteHint = (at: number) => {
    const before = source
      .slice(0, at)
      .split(/[\r\n]/)
      .at(-1)!
      .trimStart();
    return `put the whole value into quotes: ${/[:-] +$/.test(before) ? before : ""}${inQuotes(lineFrom(source, at))}`;
  };
  for (const { code, pos } of document.warnings) {
    if (code === "TAG_RESOLVE_FAILED") faults.push({ at: pos[0], message: beginsWith("!"), hint: quoteHint(pos[0]) });
  }
  visit(document, {
    Value(_, node) {
      if (node.anchor) anchors.set(node.anchor, node.range?.[0]);
    },
  });
  visit(document, {
    Alias(_, node) {
      if (anchors.has(node.source)) used.add(node.source);
      else unresolved.push(node);
    },
    Pair(_, pair, path) {
      const parent = path.at(-1);
      if (!isScalar(pair.key) || !pair.key.range) return;
      const at = pair.key.range[0];
      const name = String(pair.key.value);
      if (pair.value === null && isMap(parent) && parent.flow && parent.range) {
        const isLoose = /\s/.test(name.trim());
        const start = parent.range[0];
        faults.push(isLoose ? noField(at, name) : { at: start, message: beginsWith("{"), hint: quoteHint(start) });
      } else if (foreignSpace.test(name[0] ?? "")) faults.push(strangeBlank(at));
      else if (/^-[^\s-]/.test(name)) {
        faults.push(missingBlankAfterHyphen(at, lineFrom(source, at)));
      } else if (/^(?:author|editor)s?$/i.test(name)) {
        const fault = namesOnLines(pair.value, source);
        if (fault) faults.push(fault);
      }
    },
    Scalar(role, node, path) {
      if (role === "key" || node.type !== "PLAIN" || !node.range) return;
      const fault = plainFault(node.range[0], source.slice(node.range[0], node.range[1]), source, path.length === 1);
      if (fault) faults.push(fault);
    },
  });
  const missing = unresolved[0]?.range?.[0];
  if (missing !== undefined) faults.push({ at: missing, message: beginsWith("*"), hint: quoteHint(missing) });
  for (const [name, start] of anchors) {
    const at = used.has(name) ? -1 : source.lastIndexOf(`&${name}`, start);
    if (at >= 0) faults.push({ at, message: beginsWith("&"), hint: quoteHint(at) });
  }
  return faults.sort((one, other) => one.at - other.at)[0];
}

/** Names on lines of their own without hyphens, which would be read as one name. */
function namesOnLines(value: unknown, source: string): YamlFault | undefined {
  if (!isScalar(value) || value.type !== "PLAIN" || !value.range) return undefined;
  const raw = source.slice(value.range[0], value.range[1]);
  if (raw.startsWith("-") || !/[\r\n]/.test(raw) || /[,;&]|\sand\b/.test(raw)) return undefined;
  return {
    at: value.range[0],
    message: "These lines are read as one name, since none of them begins with a hyphen.",
    hint: `begin each name with a hyphen and a blank: - ${lineFrom(raw, 0).trim()}`,
  };
}

/** What is wrong with a text without quotes that begins at `from`. */
function plainFault(from: number, raw: string, source: string, isRoot: boolean): YamlFault | undefined {
  const lines = raw.split(/\r\n|\r|\n/);
  const isOnOwnLine = /(?:^|[\r\n])[ \t]*$/.test(source.slice(0, from));
  if (isOnOwnLine && /^-[^\s-]/.test(raw)) return missingBlankAfterHyphen(from, lines[0]!);
  let at = from;
  for (const [index, line] of lines.entries()) {
    const content = line.trimStart();
    const place = at + line.length - content.length;
    if ((index > 0 || isOnOwnLine) && looseKeyPattern.test(content) && (isRoot || !/\s/.test(content.split(":")[0]!))) {
      return noField(place, content);
    }
    if (index > 0 && /^-[^\s-]/.test(content)) return missingBlankAfterHyphen(place, content);
    if (index > 0 && /^-\s/.test(content)) {
      return {
        at: place,
        message: "This line begins like an item of a list, but it is read as going on from the line above.",
        hint: "begin it with as many blanks as the other items; above the first item no value stands behind the colon.",
      };
    }
    at += line.length + (source.slice(at + line.length, at + line.length + 2) === "\r\n" ? 2 : 1);
  }
  if (isRoot) return noField(from, lines[0]!);
  if (/^[^[(]*\]$/.test(raw)) {
    const message = 'The bracket "]" that stands here is opened nowhere.';
    return { at: from + raw.length - 1, message, hint: `write [${raw.replace(/\s+/g, " ")}` };
  }
  return undefined;
}

/** Fields, of papers and of the site, that hold words in which a `#` may be meant. */
const textNames = new Set(
  `title subtitle titleaddon maintitle booktitle journal journaltitle venue publication eventtitle series publisher
  institution school organization location address note abstract summary description keywords tags name short variants
  patterns distinction howpublished teaser-alt teaser-caption`.split(/\s+/),
);

/**
 * A `#` that cuts a text, as in `title: C# and # of worms`. After a single blank it is more likely to be meant as a sign
 * than as the beginning of a comment, before which at least two stand by custom. A text that begins with `#` and a letter
 * is read as one.
 */
export function findCutTexts(document: Document, source: string): readonly YamlFault[] {
  const faults: YamlFault[] = [];
  visit(document, {
    Scalar(role, node, path) {
      const pair = path.findLast((one) => isPair(one)) as Pair | undefined;
      const isText = isScalar(pair?.key) && textNames.has(String(pair.key.value).toLowerCase());
      if (role === "key" || !isText || node.type !== "PLAIN" || !node.range || !isNode(pair.key)) return;
      const [from, to] = node.range;
      const isEmpty = to === from;
      const start = isEmpty && pair.key.range ? pair.key.range[1] : to;
      const cut = (isEmpty ? /^[ \t]*:[ \t]*(#[^\s#].*)/ : /^[ \t](#.*)/).exec(lineFrom(source, start));
      if (!cut || (isEmpty && pair.value !== node)) return;
      const rest = cut[1]!.trim();
      const at = start + cut[0].length - cut[1]!.length;
      if (isEmpty) node.value = rest;
      const whole = isEmpty ? rest : `${source.slice(from, to)} ${rest}`;
      faults.push({
        at,
        message: isEmpty
          ? `In YAML "#" begins a comment; "${rest}" was read as the text all the same.`
          : `In YAML a blank and "#" begin a comment, so "${rest}" is not read as a part of the text.`,
        hint: `put the text into quotes: ${inQuotes(whole)}${isEmpty ? "" : "; a comment can stand on a line of its own"}.`,
      });
    },
  });
  return faults;
}
