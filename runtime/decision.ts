// What the guard answers about one tool call.

/** What an action of the policy, or the guard itself, says about a call. */
export type Effect = "allow" | "deny" | "require_approval";

/** Why a call did not pass. The codes are stable: applications and dashboards may switch on them. */
export type DenialCode =
  | "malformed-arguments"
  | "unknown-tool"
  | "unknown-assistant"
  | "invalid-arguments"
  | "denied"
  | "no-rule"
  | "constraint"
  | "condition-failed"
  | "fact-failed"
  | "approval-required"
  | "audit-failed"
  | "internal";

/** What a shadow policy would have said. Never part of the decision. */
export interface ShadowDecision {
  readonly effect: Effect;
  readonly code: DenialCode | null;
  readonly rule: string | null;
}

interface DecisionBase {
  /** The rule that decided, e.g. `support-assistant/refund_order/max_amount`; null where no rule did. */
  readonly rule: string | null;
  /** The policy line of that rule, from 1. */
  readonly line: number | null;
  /** Digest of the policy that holds the rule. */
  readonly policy: string | null;
  /** One sentence that may be shown to the model. Names no policy internals. */
  readonly reason: string;
  readonly shadow: ShadowDecision | null;
}

/** The call may run, with exactly these arguments. */
export interface Allowed<Args> extends DecisionBase {
  readonly allowed: true;
  readonly effect: "allow";
  readonly code: null;
  readonly path: null;
  /** Our own frozen copy of the arguments: what was checked is what runs. */
  readonly args: Args;
}

/** The call must not run (or not before a person approved it). */
export interface Denied extends DecisionBase {
  readonly allowed: false;
  readonly effect: "deny" | "require_approval";
  readonly code: DenialCode;
  /** The argument that failed, as a dotted path, where one did. */
  readonly path: string | null;
  readonly args?: undefined;
}

/** The answer to one call. Look at `allowed` before anything else. */
export type Decision<Args = unknown> = Allowed<Args> | Denied;
