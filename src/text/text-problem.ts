import type { DiagnosticCode } from "../diagnostic/codes.ts";
import { type Diagnostic, diagnostic, type Place } from "../diagnostic/diagnostic.ts";

/** A fault inside of one field's text, before anyone knows where that text stands: the caller makes it a `Diagnostic`. */
export interface TextProblem {
  readonly code: DiagnosticCode;
  /** Where in the text that was given, in UTF-16 units from 0. */
  readonly offset: number;
  readonly message: string;
  readonly hint?: string;
  /** "error" where what is shown would be false; else a warning. */
  readonly severity?: "error";
  /** The one certain mend: what stands at the offset, and what belongs there. */
  readonly mend?: { readonly replaced: string; readonly replacement: string };
}

/** A problem told at a place, where more than that is not known of it. */
export function problemAt({ code, message, hint }: TextProblem, place: Place): Diagnostic {
  return diagnostic({ code, message, ...(hint === undefined ? {} : { hint }), ...place });
}

/** Where the lines of a text begin. A line ends with LF, CR or both. */
export function lineOffsets(text: string): readonly number[] {
  return [0, ...[...text.matchAll(/\r\n?|\n/g)].map(({ 0: end, index }) => index + end.length)];
}

// A text that is put together from another one, and still knows where each part of it comes from.

/** A rewritten text. */
export interface Expansion {
  readonly text: string;
  /** The place in the given text for a place in the rewritten one. */
  readonly originalOffset: (offset: number) => number;
}

/** Collects the parts of a rewritten text. Offsets are UTF-16 units from 0. */
export class OffsetText {
  readonly #pieces: string[] = [];
  /** Ascending places in the new text, each with its place in the old one; `step` is 0 where that place stays. */
  readonly #anchors: { to: number; from: number; step: 0 | 1 }[] = [];
  #length = 0;

  /** Adds text that stands at `from` as it is. */
  copy(piece: string, from: number): void {
    this.#put(piece, from, 1);
  }

  /** Adds text that what stands at `from` gave rise to. */
  insert(piece: string, from: number): void {
    this.#put(piece, from, 0);
  }

  end(): Expansion {
    const anchors = this.#anchors;
    const originalOffset = (offset: number) => {
      let [low, high] = [0, anchors.length - 1];
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (anchors[middle]!.to <= offset) low = middle;
        else high = middle - 1;
      }
      const anchor = anchors[low];
      return anchor ? anchor.from + anchor.step * (offset - anchor.to) : offset;
    };
    return { text: this.#pieces.join(""), originalOffset };
  }

  #put(piece: string, from: number, step: 0 | 1): void {
    if (!piece) return;
    this.#anchors.push({ to: this.#length, from, step });
    this.#pieces.push(piece);
    this.#length += piece.length;
  }
}
