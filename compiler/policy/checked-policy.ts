// A policy file that makes sense from end to end. After this stage nothing can fail.

import type { Condition } from "../conditions/expression.js";
import type { Constraint, FoundArgument } from "../constraints/constraint.js";
import type { Range, SourceFile } from "../source/source-file.js";
import type { ResolvedAction, ResolvedPolicy, ResolvedPolicyFile } from "./resolved-policy.js";

declare const checked: unique symbol;

/** Branded: only `check` makes one, so no later stage can be given less. */
export interface CheckedPolicyFile extends Omit<ResolvedPolicyFile, "policies"> {
  readonly [checked]: true;
  readonly policies: readonly CheckedPolicy[];
}

export interface CheckedPolicy extends Omit<ResolvedPolicy, "actions"> {
  readonly actions: readonly CheckedAction[];
}

export interface CheckedAction
  extends Omit<ResolvedAction, "when" | "constraints" | "requirements"> {
  readonly when: Condition | null;
  readonly constraints: readonly CheckedConstraint[];
  readonly requirements: readonly CheckedRequirement[];
  /** Assistants for whom a denial does not count, since a policy below that may widen grants them the tool. */
  readonly except?: readonly string[] | "all";
}

/** A requirement with its condition checked. */
export interface CheckedRequirement {
  readonly condition: Condition;
  readonly otherwise: string | null;
  readonly file: SourceFile;
  readonly range: Range;
  /** The rule of an included file that it stands for; null where it is the action's own. */
  readonly of: string | null;
}

/** A constraint with its value read. */
export interface CheckedConstraint {
  /** The last part of its id. */
  readonly rule: string;
  /** The id of the action of an included file that it comes from; null where it is the action's own. */
  readonly of: string | null;
  readonly constraint: Constraint;
  readonly path: readonly string[];
  /** Null where there is no tools module to say. */
  readonly argument: FoundArgument | null;
  /** The two arguments of a pair that the path stands for; null where it is an argument's own. */
  readonly ends: readonly [string, string] | null;
  readonly mayBeAbsent: boolean;
  readonly file: SourceFile;
  readonly range: Range;
}
