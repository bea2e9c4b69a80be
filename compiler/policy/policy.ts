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

/** The application's facts: typed look-ups that conditions may use. */
export interface FactsEntry {
  readonly module: Located<string>;
  /** How long all the facts that one decision needs may take together. */
  readonly deadlineMs: number;
  /** Facts that are asked for once in a run. */
  readonly perRun: readonly Located<string>[];
  /** Facts whose values the audit keeps. */
  readonly log: readonly Located<string>[];
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

export const modes = ["enforce", "shadow"] as const;

/** Whether a policy decides, or is only evaluated beside those that do. */
export type Mode = (typeof modes)[number];

/** A name of the application's own for an assistant, and the ids it has where the application runs. */
export interface Agent {
  readonly name: Located<string>;
  readonly ids: readonly Located<string>[];
}

/** What any file of policies holds, the one that is compiled and those that it includes. */
export interface IncludedFile {
  readonly file: SourceFile;
  /** Other files whose policies count as well, and which this one may only narrow. */
  readonly include: readonly Located<string>[];
  readonly policies: readonly Policy[];
}

/** The file that is compiled, before others are read. */
export interface RootFile extends IncludedFile {
  /** Null where the file names none. */
  readonly tools: readonly ToolsEntry[] | null;
  /** Null where the file names none. */
  readonly facts: FactsEntry | null;
  /** The output folder, as written. */
  readonly out: Located<string> | null;
  readonly exhaustive: boolean;
  readonly strictArguments: boolean;
  readonly log: readonly LogEntry[];
  readonly agents: readonly Agent[];
  /** Of the list of policies. */
  readonly policiesRange: Range;
}

/** One of the files that policies come from. */
export interface PolicySource {
  readonly file: SourceFile;
  /** Absolute. */
  readonly path: string;
  /** Those that it includes itself. */
  readonly includes: readonly SourceFile[];
}

/** All policies of the file and of those that it includes. */
export interface PolicyFile extends RootFile {
  /** Each before those that it includes, as its policies are. */
  readonly sources: readonly PolicySource[];
}

export interface Policy {
  readonly file: SourceFile;
  readonly range: Range;
  readonly name: Located<string>;
  readonly description: string | null;
  /** Empty: the policy is shared by all. */
  readonly assistants: readonly Located<string>[];
  readonly mode: Mode;
  /** The policies whose actions it takes over. */
  readonly extends: readonly Located<string>[];
  /** Why it may allow what included files do not; null where it may not. The place is that of `widen`. */
  readonly widens: Located<string> | null;
  readonly actions: readonly Action[];
}

export interface Action {
  /** Where it is written: not in its policy's file where the policy has taken it over from elsewhere. */
  readonly file: SourceFile;
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
