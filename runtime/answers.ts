// The decisions that can be made, as frozen values: most of them are made once, long before a call.

import type { Allowed, Decision, Denied, ShadowDecision } from "./decision.js";
import type { DecidedCall } from "./record.js";

/** Where in the policy a decision comes from. */
export type Origin = Pick<Denied, "rule" | "line" | "policy">;

const nowhere: Origin = { rule: null, line: null, policy: null };

/** A denial. `reason` may be shown to the model, so it must name no policy internals. */
export function deny(
  code: Denied["code"],
  reason: string,
  path: string | null = null,
  { rule, line, policy }: Origin = nowhere,
): Denied {
  const decision: Denied = {
    allowed: false,
    effect: code === "approval-required" ? "require_approval" : "deny",
    code,
    rule,
    line,
    policy,
    reason,
    path,
    shadow: null,
  };
  return Object.freeze(decision);
}

/** What is on record of a call that may have an outcome. */
export interface RunningCall {
  readonly call: DecidedCall;
  /** The number of the decision's record, where its sink gives one. */
  readonly of: number | null;
}

/** A decision that remembers its record, where nobody else can read or write that: cheaper than a map of all of them. */
class AllowedDecision implements Allowed<never> {
  readonly allowed = true;
  readonly effect = "allow";
  readonly code = null;
  readonly rule: string | null;
  readonly line: number | null;
  readonly policy: string | null;
  readonly reason: string;
  readonly path = null;
  readonly shadow: ShadowDecision | null;
  readonly args: never;
  #running: RunningCall | null = null;

  constructor(
    args: object,
    reason: string,
    { rule, line, policy }: Origin,
    shadow: ShadowDecision | null,
  ) {
    this.shadow = shadow;
    this.rule = rule;
    this.line = line;
    this.policy = policy;
    this.reason = reason;
    // INVARIANT: the one place that gives out the brand `Permitted`, to the copy that the guard has checked.
    this.args = args as never;
  }

  static begin(decision: object, running: RunningCall): void {
    if (#running in decision) decision.#running = running;
  }

  static end(decision: object): RunningCall | null {
    if (!(#running in decision)) return null;
    const running = decision.#running;
    decision.#running = null;
    return running;
  }
}

/** Lets a call through with exactly these arguments. */
export function allow(args: object, reason: string, origin: Origin): Allowed<never> {
  return new AllowedDecision(args, reason, origin, null);
}

/** The same decision, with what shadow policies make of the call. */
export function besideShadow(decision: Decision<never>, shadow: ShadowDecision): Decision<never> {
  return decision.allowed
    ? new AllowedDecision(decision.args, decision.reason, decision, shadow)
    : Object.freeze({ ...decision, shadow });
}

/** Notes what is on record of a call that was let through. */
export function beginCall(decision: object, running: RunningCall): void {
  AllowedDecision.begin(decision, running);
}

/** What was noted of it, once; null of a decision that is none of ours. */
export function endCall(decision: object): RunningCall | null {
  return AllowedDecision.end(decision);
}

export const unknownTool: Denied = deny("unknown-tool", "there is no tool of this name");
export const unknownAssistant: Denied = deny(
  "unknown-assistant",
  "no policy is known for the assistant that makes this call",
);
export const noRule: Denied = deny("no-rule", "no rule allows this tool");
export const auditFailed: Denied = deny(
  "audit-failed",
  "the call could not be recorded, and what is not recorded does not run",
);
export const internal: Denied = deny("internal", "the call could not be checked");
