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

/** One entry of a policy's `actions`. */
export interface CompiledAction {
  /** Stable id, e.g. `support-assistant/refund_order`. */
  readonly rule: string;
  readonly line: number;
  readonly tool: string;
  readonly effect: Effect;
  /** The author's own words, where the policy has some. */
  readonly reason?: string;
  /** In written order; the first one that does not hold is named. */
  readonly constraints?: readonly CompiledConstraint[];
}

/** One policy of the file: its table of rules. */
export interface CompiledPolicy {
  readonly name: string;
  /** SHA-256 of the lowered policy, as `sha256:` and 64 hex digits. */
  readonly digest: string;
  /** The ids this policy is for. Empty: it is shared by all. */
  readonly assistants: readonly string[];
  /** In file order. */
  readonly actions: readonly CompiledAction[];
}

/** How a tool's arguments are checked. Structural: the runtime knows no schema library. */
export interface ArgumentSchema {
  /** True where the value fits. Does not change it, and gives the same answer every time. */
  accepts(value: object): boolean;
  /** Why a value does not fit. Asked only after `accepts` said no. */
  explain(value: object): { readonly path: string | null; readonly message: string };
}

/** One tool that the policies may speak of. */
export interface CompiledTool {
  readonly name: string;
  /** Null for a built-in tool: it runs on the provider's side and is decided by its name alone. */
  readonly arguments: ArgumentSchema | null;
}

/** The argument types of the application's tools, by tool name. */
export type ToolTypes = object;
