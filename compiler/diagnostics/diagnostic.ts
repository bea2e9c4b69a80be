// What the compiler has to say about a file. Data only: render.ts turns it into text.

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
}

export interface RelatedPlace {
  readonly message: string;
  readonly file: SourceFile;
  readonly range: Range;
}
