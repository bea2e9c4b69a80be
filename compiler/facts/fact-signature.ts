// What a reader of facts finds out: what each tells, which arguments of a call it takes, and where it stands.

import type { Range, SourceFile } from "../source/source-file.js";
import type { ArgumentType, Definitions, ObjectType } from "../tools/argument-type.js";

/** One fact of the application. */
export interface FactSignature {
  readonly name: string;
  readonly description: string | null;
  /** The arguments of a call that it takes, by name; null where only the caller can tell it. */
  readonly parameters: FactParameters | null;
  /** What it tells, as declared: a value may hold more. */
  readonly result: ArgumentType;
  /** The types in it that are referred to by name. */
  readonly definitions: Definitions;
  readonly origin: FactOrigin;
}

export interface FactParameters {
  readonly type: ObjectType;
  readonly definitions: Definitions;
}

export interface FactOrigin {
  readonly file: SourceFile;
  readonly range: Range;
  /** Absolute path of the file that declares it. */
  readonly path: string;
  /** Absolute path of the module that exports it. */
  readonly module: string;
}
