// A policy file whose names are looked up: tools, arguments, and which constraint kind each entry means.

import type {
  Constraint,
  ConstraintKind,
  FoundArgument,
  Reader,
} from "../constraints/constraint.js";
import type { FactSignature } from "../facts/fact-signature.js";
import type { Range } from "../source/source-file.js";
import type { ValueSyntax } from "../syntax/syntax.js";
import type { ArgumentType } from "../tools/argument-type.js";
import type { ToolSignature } from "../tools/tool-signature.js";
import type { LogPath } from "./log-paths.js";
import type { Action, LogMode, Policy, PolicyFile } from "./policy.js";

export interface ResolvedPolicyFile
  extends Omit<PolicyFile, "tools" | "facts" | "log" | "policies"> {
  /** Null where the file names no tools module. */
  readonly tools: ReadonlyMap<string, ToolSignature> | null;
  /** Where the file names its tools; its start where it names none. */
  readonly toolsRange: Range;
  /** Null where the file names no facts module. */
  readonly facts: ResolvedFacts | null;
  readonly log: readonly ResolvedLogEntry[];
  readonly policies: readonly ResolvedPolicy[];
}

/** The application's facts, and how they are asked. */
export interface ResolvedFacts {
  readonly signatures: ReadonlyMap<string, FactSignature>;
  readonly deadlineMs: number;
  /** By name: asked for once in a run. */
  readonly perRun: ReadonlySet<string>;
  /** By name: the audit keeps their values. */
  readonly logged: ReadonlySet<string>;
}

/** What the audit keeps of one argument. */
export interface ResolvedLogEntry {
  readonly tool: string;
  readonly path: LogPath;
  readonly mode: LogMode;
  /** Of the argument's name. */
  readonly range: Range;
}

export interface ResolvedPolicy extends Omit<Policy, "actions"> {
  readonly actions: readonly ResolvedAction[];
}

export interface ResolvedAction extends Omit<Action, "constraints"> {
  readonly constraints: readonly ResolvedConstraint[];
}

/** One constraint kind on one argument, its value not yet read. */
export interface ResolvedConstraint {
  /** The last part of the rule's id: the key as written, or `argument.kind` for the long form. */
  readonly rule: string;
  /** What it speaks of, as a message names it: `tags`, or `tags[]` for the items. */
  readonly name: string;
  readonly kind: ConstraintKind;
  readonly read: Reader<Constraint>;
  readonly path: readonly string[];
  /** Null where there is no tools module to say. */
  readonly argument: FoundArgument | null;
  /** The type of what it speaks of: of the argument, or of the items of a list. Null where nothing says. */
  readonly type: ArgumentType | null;
  /** True where the policy lets the argument be absent. */
  readonly mayBeAbsent: boolean;
  readonly keyRange: Range;
  readonly value: ValueSyntax;
}
