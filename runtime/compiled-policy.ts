// The shape of what the compiler generates: tables of data and positive predicates, nothing that decides.

import type { Effect } from "./decision.js";

/** Holds only where it returns exactly `true`; a throw, a promise or anything else denies. */
export type Predicate = (args: object) => boolean;

/** One obligation on the arguments of an action. */
export interface CompiledConstraint {
  /** Stable id, e.g. `support-assistant/refund_order/max_amount`. */
  readonly rule: string;
  /** Line of the policy file, from 1. */
  readonly line: number;
  /** The constrained argument as a dotted path. */
  readonly path: string;
  /** What the argument must be, as a sentence, e.g. `amount must be at most 100`. */
  readonly text: string;
  readonly holds: Predicate;
}

/** What a condition may read. */
export interface ConditionInput {
  readonly args: object;
  /** Those that the condition says it reads, by name. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** Who calls: its id, empty where nobody said; and the name of the policy that asks. */
  readonly assistant: { readonly id: string; readonly policy: string };
  /** Milliseconds since 1970, the same throughout a decision. */
  readonly now: number;
}

/** A `when` or a `require`, compiled. Whatever it does but return exactly `true` or `false` denies the call. */
export interface CompiledCondition {
  /** As it is written, on one line. */
  readonly text: string;
  /** The names of the facts that it reads. */
  readonly facts?: readonly string[];
  readonly holds: (input: ConditionInput) => boolean;
}

/** One `require` of an action: a condition that an allowed call must fulfil. */
export interface CompiledRequirement {
  /** Stable id, e.g. `support-assistant/refund_order/require#1`. */
  readonly rule: string;
  /** Line of the policy file, from 1. */
  readonly line: number;
  /** What the model is told where it does not hold. */
  readonly text: string;
  readonly requires: CompiledCondition;
}

/** One entry of a policy's `actions`. */
export interface CompiledAction {
  /** Stable id, e.g. `support-assistant/refund_order`. */
  readonly rule: string;
  readonly line: number;
  readonly tool: string;
  readonly effect: Effect;
  /** The author's own words, where the policy has some. */
  readonly reason?: string;
  /** Assistants for whom it does not count, though its policy is for them. */
  readonly except?: readonly string[];
  /** Whether the action applies to a call at all; without one it always does. */
  readonly when?: CompiledCondition;
  /** In written order; the first one that does not hold is named. */
  readonly constraints?: readonly (CompiledConstraint | CompiledRequirement)[];
}

/** One policy of the file: its table of rules. */
export interface CompiledPolicy {
  readonly name: string;
  /** SHA-256 of the lowered policy, as `sha256:` and 64 hex digits. */
  readonly digest: string;
  /** The ids this policy is for. Empty: it is shared by all. */
  readonly assistants: readonly string[];
  /** What a shadow policy would decide is recorded, and never part of the decision. */
  readonly mode?: "shadow";
  /** In file order. */
  readonly actions: readonly CompiledAction[];
}

/** How a tool's arguments, or a fact, are checked. Structural: the runtime knows no schema library. */
export interface ArgumentSchema {
  /** True where the value fits. Does not change it, and gives the same answer every time. */
  accepts(value: unknown): boolean;
  /** Why a value does not fit. Asked only after `accepts` said no. */
  explain(value: unknown): { readonly path: string | null; readonly message: string };
  /** What the tool calls its arguments, as far as that is known. */
  readonly names?: readonly string[];
}

/** One tool that the policies may speak of. */
export interface CompiledTool {
  readonly name: string;
  /** Null for a built-in tool: it runs on the provider's side and is decided by its name alone. */
  readonly arguments: ArgumentSchema | null;
}

/** One fact that conditions may read. */
export interface CompiledFact {
  readonly name: string;
  /** The arguments of a call that its look-up takes; null where only the caller can give the fact. */
  readonly arguments: readonly string[] | null;
  /** What it must be. */
  readonly result: ArgumentSchema;
  /** Whether it is looked up once for all calls of a run that ask it with the same arguments. */
  readonly perRun?: true;
  /** Recorded as it is; otherwise by its digest. */
  readonly log?: "full";
}

/** The argument types of the application's tools, by tool name. */
export type ToolTypes = object;
