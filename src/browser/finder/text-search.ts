import MiniSearch from "minisearch";
import type { SearchData } from "./search-data.ts";

/** Finds publications by words: gives their scores by position, all words required, each also as the beginning of one. */
export interface TextSearch {
  readonly find: (query: string) => ReadonlyMap<number, number>;
  /** Adds the abstracts, a few at a time, so that typing goes on meanwhile. */
  readonly addAbstracts: (abstracts: readonly string[]) => Promise<void>;
}

const fields = ["title", "people", "venue", "words", "abstract"];
const boost = { title: 4, people: 3, venue: 2, words: 2 };

/** Scripts without spaces between words: each sign counts as one. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;
const word = new RegExp(`${unspaced.source}|(?:(?!${unspaced.source})[\\p{L}\\p{N}\\p{M}])+`, "gu");

/** The words of a text without case, accents and marks; "ß" and "ss" are the same. */
export function wordsOf(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replaceAll("ß", "ss")
      .replaceAll("ø", "o")
      .replaceAll("ł", "l")
      .replaceAll("æ", "ae")
      .replaceAll("œ", "oe")
      .replaceAll("ı", "i")
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .match(word) ?? []
  );
}

export function createTextSearch(data: SearchData): TextSearch {
  const labels = (name: string) => {
    const facet = data.facets.find((one) => one.name === name);
    return (position: number) => (facet?.of[position] ?? []).map((value) => facet!.values[value]![1]).join(" ");
  };
  const people = labels("person");
  const venues = labels("venue");
  const collections = labels("collection");
  const document = (position: number, abstract: string) => ({
    id: position,
    title: data.titles[position]!,
    people: people(position),
    venue: venues(position),
    words: `${data.words[position]} ${collections(position)}`,
    abstract,
  });
  const create = () => new MiniSearch({ fields, tokenize: wordsOf, processTerm: (term) => term });
  let index = create();
  index.addAll(data.slugs.map((_, position) => document(position, "")));
  return {
    find: (query) => {
      const results = index.search(query, { prefix: true, combineWith: "AND", boost });
      return new Map(results.map(({ id, score }) => [id as number, score]));
    },
    addAbstracts: async (abstracts) => {
      const whole = create();
      const documents = abstracts.map((abstract, position) => document(position, abstract));
      await whole.addAllAsync(documents, { chunkSize: 40 });
      index = whole;
    },
  };
}
