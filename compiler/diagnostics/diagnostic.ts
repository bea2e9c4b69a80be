// What the compiler has to say about a file. Data only: render.ts turns it into text.

import type { Effect } from "../policy/policy.js";
import type { Range, SourceFile } from "../source/source-file.js";
import type { DiagnosticCode } from "./catalog.js";

export interface Diagnostic {
  readonly code: DiagnosticCode;
  /** One sentence, lower case, no full stop, user text in backticks. */
  readonly message: string;
  readonly file: SourceFile;
  readonly range: Range;
  /** Printed beside the caret. */
  readonly label?: string;
  /** What to do about it. */
  readonly help?: string;
  readonly related?: readonly RelatedPlace[];
  /** A call that shows it; the compiled guard was asked. */
  readonly witness?: Witness;
}

/** A call, and what the guard answers to it. */
export interface Witness {
  readonly tool: string;
  readonly args: object;
  /** Null where nobody need say who calls. */
  readonly assistant: string | null;
  readonly answer: Effect;
}

export interface RelatedPlace {
  readonly message: string;
  readonly file: SourceFile;
  readonly range: Range;
}
