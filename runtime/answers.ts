// The decisions that can be made, as frozen values: most of them are made once, long before a call.

import type { Allowed, Denied } from "./decision.js";

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

/** Lets a call through with exactly these arguments. */
export function allow(args: object, reason: string, origin: Origin): Allowed<never> {
  return {
    allowed: true,
    effect: "allow",
    code: null,
    rule: origin.rule,
    line: origin.line,
    policy: origin.policy,
    reason,
    path: null,
    shadow: null,
    // INVARIANT: the one place that gives out the brand `Permitted`, to the copy that the guard has checked.
    args: args as never,
  };
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
