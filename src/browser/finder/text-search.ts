import MiniSearch from "minisearch";
import { foldLetters } from "../../memory/fold.ts";
import type { SearchData } from "./search-data.ts";
import { isNearly, nearest, rawWords, spellings } from "./words.ts";

/** Scores of publications by position. */
type Scores = ReadonlyMap<number, number>;

/** Finds publications by words: all words of a query are required, each also as the beginning of one. */
export interface TextSearch {
  /**
   * Those that have all words, by position, with their scores. A word that nothing has may have one letter wrong, too
   * many, too few, or two swapped; two words may be one, and one may be two.
   */
  readonly find: (query: string) => Scores;
  /** The query with the words that nothing has replaced by the nearest that something has, if that finds anything. */
  readonly suggest: (query: string) => string | undefined;
  /** Adds the publications from a position on of data that holds those that are there already. */
  readonly add: (data: SearchData, from: number) => void;
  /** Adds abstracts, the first one that of the publication at `from`; a few at a time, so that typing goes on meanwhile. */
  readonly addAbstracts: (abstracts: readonly string[], from: number) => Promise<void>;
}

const boost = { title: 4, people: 3, venue: 2, words: 2 };
/** What a match is worth where its letters are not those of the query. */
const nearWorth = 0.3;
/** From how many letters on a word may be misspelt, and how long the halves of one are at least. */
const [nearFrom, halfFrom] = [5, 3];

export function createTextSearch(data: SearchData): TextSearch {
  /** What is indexed, each with a spelling it has been written in. */
  const vocabulary = new Map<string, string>();
  const processTerm = (raw: string): string[] => {
    const terms = spellings(raw);
    for (const term of terms) if (!vocabulary.has(term)) vocabulary.set(term, raw);
    return terms;
  };
  const create = (fields: string[]) => new MiniSearch<{ id: number }>({ fields, tokenize: rawWords, processTerm });
  const facts = create(["title", "people", "venue", "words"]);
  const abstracts = create(["abstract"]);
  let titles = data.titles;

  const lookUp = (term: string, prefix: boolean): Scores => {
    const options = { prefix, boost, tokenize: (text: string) => [text], processTerm: (word: string) => word };
    return union(
      [facts, abstracts].map((index) => new Map(index.search(term, options).map(({ id, score }) => [id, score]))),
    );
  };
  const exact = (raw: string): Scores =>
    union([...spellings(raw).map((term) => lookUp(term, true)), halves(foldLetters(raw))]);
  /** Those whose title has a word in two: "smart watch" for "smartwatch". */
  const halves = (term: string): Scores => {
    const found: Scores[] = [];
    for (let at = halfFrom; at <= term.length - halfFrom; at++) {
      const [left, right] = [term.slice(0, at), term.slice(at)];
      if (!vocabulary.has(left) || !vocabulary.has(right)) continue;
      const isInTitle = ([position]: readonly [number, number]) => {
        const words = rawWords(titles[position] ?? "").map(foldLetters);
        return words.some((word, index) => word === left && words[index + 1] === right);
      };
      found.push(new Map([...intersection([lookUp(left, false), lookUp(right, false)])].filter(isInTitle)));
    }
    return union(found);
  };
  const near = (raw: string): Scores => {
    const term = foldLetters(raw);
    if ([...term].length < nearFrom || /\p{N}/u.test(term)) return new Map();
    const terms = [...vocabulary.keys()].filter((known) => isNearly(term, known));
    return weighted(union(terms.map((known) => lookUp(known, false))), nearWorth);
  };

  const find = (query: string): Scores => {
    const words = rawWords(query);
    if (words.length === 0) return new Map();
    const found = words.map(exact);
    for (const [index, word] of words.slice(0, -1).entries()) {
      const whole = lookUp(foldLetters(word) + foldLetters(words[index + 1]!), index === words.length - 2);
      for (const at of [index, index + 1]) found[at] = union([found[at]!, whole]);
    }
    const all = intersection(found.map((scores, index) => (scores.size > 0 ? scores : near(words[index]!))));
    if (all.size > 0) return all;
    return intersection(found.map((scores, index) => union([scores, near(words[index]!)])));
  };

  const add = (more: SearchData, from: number) => {
    titles = more.titles;
    const labels = (name: string) => {
      const facet = more.facets.find((one) => one.name === name);
      return (position: number) => (facet?.of[position] ?? []).map((value) => facet!.values[value]![1]).join(" ");
    };
    const [people, venue, year, collection] = [labels("person"), labels("venue"), labels("year"), labels("collection")];
    const documents = more.slugs.slice(from).map((slug, index) => {
      const id = from + index;
      const words = [more.words[id], slug, year(id), collection(id)].join(" ");
      return { id, title: more.titles[id]!, people: people(id), venue: venue(id), words };
    });
    facts.addAll(documents);
  };
  add(data, 0);

  return {
    find,
    suggest: (query) => {
      const words = rawWords(query).map((word) => {
        if (exact(word).size > 0) return word;
        const other = nearest(foldLetters(word), vocabulary.keys());
        return other === undefined ? word : vocabulary.get(other)!;
      });
      const other = words.join(" ");
      return other !== rawWords(query).join(" ") && find(other).size > 0 ? other : undefined;
    },
    add,
    addAbstracts: (some, from) => {
      const documents = some.map((abstract, index) => ({ id: from + index, abstract }));
      return abstracts.addAllAsync(documents, { chunkSize: 40 });
    },
  };
}

function union(all: readonly Scores[]): Scores {
  const sum = new Map<number, number>();
  for (const scores of all) for (const [id, score] of scores) sum.set(id, (sum.get(id) ?? 0) + score);
  return sum;
}

function intersection([first, ...others]: readonly Scores[]): Scores {
  const shared = [...(first ?? [])].filter(([id]) => others.every((scores) => scores.has(id)));
  return new Map(shared.map(([id, score]) => [id, others.reduce((sum, scores) => sum + scores.get(id)!, score)]));
}

function weighted(scores: Scores, worth: number): Scores {
  return new Map([...scores].map(([id, score]) => [id, score * worth]));
}
