// Works out, before the first call, how one caller's calls of one tool are decided.

import { allow, deny, noRule, type Origin } from "./answers.js";
import type { ArgumentSchema, CompiledAction, CompiledTool, Predicate } from "./compiled-policy.js";
import type { Decision, Denied } from "./decision.js";

/** The answer where a tool's name is enough. */
export interface ByName {
  readonly byName: Decision<never>;
}

/** What is asked of the arguments where the name is not enough. */
export interface ByArguments {
  readonly byName: null;
  readonly schema: ArgumentSchema;
  /** In written order. */
  readonly constraints: readonly { readonly holds: Predicate; readonly denial: Denied }[];
  /** What follows where all of that holds. */
  readonly grant: Grant;
}

/** One caller's policy for one tool. */
export type Plan = ByName | ByArguments;

export interface Grant {
  readonly origin: Origin;
  readonly reason: string;
  /** The answer of an action that asks for a person's approval; null where the call may simply run. */
  readonly approval: Denied | null;
}

/** An action, and the digest of the policy that answers for it. */
export interface Rule {
  readonly action: CompiledAction;
  readonly policy: string;
}

/** Which action decides, of those that concern a tool in decision order: the first denial, else the first of the others. */
export function planOf(tool: CompiledTool, rules: readonly Rule[]): Plan {
  // Room for conditions (`when`): then a plan holds every action that may yet decide, and the guard asks them in order.
  const rule = rules.find(({ action }) => action.effect === "deny") ?? rules[0];
  if (rule === undefined) {
    return { byName: noRule };
  }
  const { action, policy } = rule;
  const origin = { rule: action.rule, line: action.line, policy };
  if (action.effect === "deny") {
    const reason = action.reason ?? "this tool may not be used here";
    return { byName: deny("denied", reason, null, origin) };
  }
  const grant = {
    origin,
    reason: action.reason ?? "allowed",
    approval:
      action.effect === "allow"
        ? null
        : deny(
            "approval-required",
            action.reason ?? "a person must approve this call",
            null,
            origin,
          ),
  };
  if (tool.arguments === null) {
    // Frozen, because it is the same answer each time.
    return { byName: grant.approval ?? Object.freeze(allow(noArguments, grant.reason, origin)) };
  }
  const constraints = (action.constraints ?? []).map(({ holds, text, path, ...constraint }) => ({
    holds,
    denial: deny("constraint", inWords(action, text), path, { ...constraint, policy }),
  }));
  return { byName: null, schema: tool.arguments, constraints, grant };
}

const noArguments: object = Object.freeze({});

/** What the argument must be, after the author's words about the limit. Words for an approver are not for the model. */
function inWords({ reason, effect }: CompiledAction, text: string): string {
  return reason === undefined || effect !== "allow" ? text : `${reason} (${text})`;
}
