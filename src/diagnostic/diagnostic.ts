// In: nothing. Out: the shape every message to an author has. This room imports no other room.
import { type DiagnosticCode, diagnosticCodes, type Severity } from "./codes.ts";

/** A position in a content file, both counted from 1; columns count UTF-16 units, as editors do. */
export interface Place {
  /** Path of the file, relative to the site where it lies inside of it, with forward slashes. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** The one certain mend of a fault: a stretch of the message's file and what belongs in its place. */
export interface Fix {
  /** Where the stretch begins, as places count. */
  readonly line: number;
  readonly column: number;
  /** The stretch as it stands in the file, line ends included; where it stands there no more, nothing is mended. */
  readonly replaced: string;
  readonly replacement: string;
}

/** One fault, told to the author: what happened and why in whole sentences, and what to write instead. */
export interface Diagnostic extends Place {
  /** `room/kebab-case`, permanent, listed in `codes.ts`. */
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** What happened and why, quoting the author's value. */
  readonly message: string;
  /** What to write instead. */
  readonly hint?: string;
  /** The author's line as it stands in the file, shown below the message with a caret at the column. */
  readonly excerpt?: string;
  /** The citation key of the entry concerned. */
  readonly key?: string;
  /** What `check --fix` writes; only where nothing else can be meant. */
  readonly fix?: Fix;
  /** What there is not because of this fault; see `lostThing`. */
  readonly costs?: readonly string[];
  /** What the message says there is not. Where another fault costs any of it, that is the cause, and this is not told. */
  readonly misses?: readonly string[];
}

/** A diagnostic, as grave as its code says unless it says otherwise itself. */
export function diagnostic(told: Omit<Diagnostic, "severity"> & Partial<Pick<Diagnostic, "severity">>): Diagnostic {
  return { severity: diagnosticCodes[told.code].severity, ...told };
}

/** What every step of the pipeline returns: its value, and what the author must be told. */
export interface Result<Value> {
  readonly value: Value;
  readonly diagnostics: readonly Diagnostic[];
}

/** Takes the value of a result and keeps its messages. */
export function takeInto(diagnostics: Diagnostic[]): <Value>(result: Result<Value>) => Value {
  return ({ value, diagnostics: found }) => {
    for (const one of found) diagnostics.push(one);
    return value;
  };
}

/** Thrown where a page can't be made because of what its author wrote: the messages say what, and are for that author. */
export class ContentFault extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`).join("\n"));
    this.diagnostics = diagnostics;
  }
}
