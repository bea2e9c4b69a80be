// A policy file with its keys and types settled; names in it are not yet looked up.

import type { Range, SourceFile } from "../source/source-file.js";
import type { KeySyntax, ValueSyntax } from "../syntax/syntax.js";

/** A value and where it is written. */
export interface Located<Value> {
  readonly value: Value;
  readonly range: Range;
}

export const effects = ["allow", "deny", "require_approval"] as const;
export type Effect = (typeof effects)[number];

export const dialects = ["strict", "lenient"] as const;

/** Whether words for types that JSON Schema does not know, such as `dict` and `float`, are taken for what they mean. */
export type Dialect = (typeof dialects)[number];

/** A file of tool definitions, as the policy names it. */
export interface ToolsEntry {
  readonly path: Located<string>;
  /** Whether the module is run to find out which tools it has. */
  readonly evaluate: boolean;
  readonly dialect: Dialect;
}

export const logModes = ["full", "hash", "mask", "drop"] as const;

/** What the audit keeps of an argument. */
export type LogMode = (typeof logModes)[number];

/** One line of `log`, before anyone knows what it speaks of. */
export interface LogEntry {
  readonly tool: Located<string>;
  readonly argument: Located<string>;
  readonly mode: LogMode;
}

export interface PolicyFile {
  readonly file: SourceFile;
  /** Null where the file names none. */
  readonly tools: readonly ToolsEntry[] | null;
  /** The output folder, as written. */
  readonly out: Located<string> | null;
  readonly exhaustive: boolean;
  readonly strictArguments: boolean;
  readonly log: readonly LogEntry[];
  readonly policies: readonly Policy[];
}

export interface Policy {
  readonly range: Range;
  readonly name: Located<string>;
  readonly description: string | null;
  /** Empty: the policy is shared by all. */
  readonly assistants: readonly Located<string>[];
  readonly actions: readonly Action[];
}

export interface Action {
  readonly range: Range;
  readonly tool: Located<string>;
  readonly effect: Located<Effect>;
  readonly reason: string | null;
  /** What must be true for the action to apply, in CEL; null where it always does. */
  readonly when: Located<string> | null;
  /** Null where the key is not there. */
  readonly constraints: Located<readonly ConstraintEntry[]> | null;
  /** What stands under `require` there. */
  readonly requirements: readonly Requirement[];
}

/** What a call must fulfil, whatever it takes to know it. */
export interface Requirement {
  readonly range: Range;
  /** In CEL. */
  readonly that: Located<string>;
  /** What the model is told where it does not hold; null where the author has no words for it. */
  readonly otherwise: string | null;
}

/** One line of `constraints`, before anyone knows what it speaks of. */
export interface ConstraintEntry {
  readonly key: KeySyntax;
  readonly value: ValueSyntax;
}
