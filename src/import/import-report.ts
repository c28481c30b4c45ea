/** A place in the folder that is imported, as a message names it. */
export interface SourcePlace {
  readonly file: string;
  /** Counted from 1; absent where the whole file is meant. */
  readonly line?: number;
}

/** Something of the old site that is not in the new one, or is otherwise than it was. */
export interface Remark {
  /** What is said of it and of all that are like it: "the field codecoming: not taken over". */
  readonly what: string;
  readonly place?: SourcePlace | undefined;
}

/** A paper of the old site. */
export interface FoundPaper {
  readonly key: string;
  readonly place: SourcePlace;
}

/** What is told of an import while it goes on. */
export class ImportReport {
  /** How many of each kind were taken over, by its plural: "pictures". */
  readonly counts = new Map<string, number>();
  readonly remarks: Remark[] = [];
  readonly papers: FoundPaper[] = [];
  /** Papers that can't be taken over, each with the reason. */
  readonly lost: Remark[] = [];
  /** Keys of the papers whose own words were changed. */
  readonly changed = new Set<string>();
  /** Keys of the papers of which not all authors are known. */
  readonly withoutAuthors = new Set<string>();

  count(kind: string, more = 1): void {
    const count = (this.counts.get(kind) ?? 0) + more;
    if (count === 0) this.counts.delete(kind);
    else this.counts.set(kind, count);
  }

  remark(what: string, file?: string, line?: number): void {
    this.remarks.push({ what, place: file === undefined ? undefined : placeOf(file, line) });
  }

  lose(what: string, file: string, line?: number): void {
    this.lost.push({ what, place: placeOf(file, line) });
  }

  found(key: string, file: string, line?: number): void {
    this.papers.push({ key, place: placeOf(file, line) });
  }
}

const placeOf = (file: string, line?: number): SourcePlace => (line === undefined ? { file } : { file, line });

/** Remarks that say the same, in the order of the first of each. */
export interface RemarkGroup {
  readonly what: string;
  readonly places: readonly SourcePlace[];
  readonly count: number;
}

/** Puts together what is said of many places. */
export function groupRemarks(remarks: readonly Remark[]): readonly RemarkGroup[] {
  const groups = new Map<string, { places: SourcePlace[]; count: number }>();
  for (const { what, place } of remarks) {
    const group = groups.get(what) ?? { places: [], count: 0 };
    groups.set(what, group);
    group.count++;
    if (place) group.places.push(place);
  }
  return [...groups].map(([what, group]) => ({ what, ...group }));
}

/** "_bibliography/papers.bib:12". */
export const placeInWords = ({ file, line }: SourcePlace): string => (line === undefined ? file : `${file}:${line}`);
