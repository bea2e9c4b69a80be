// Why the guard answers a call as it does: for `safeclaw evaluate --explain`.

import type { Condition } from "../../conditions/expression.js";
import type { GuardIr } from "../../ir/guard-ir.js";
import type { LoadedPolicies } from "../../output/load.js";
import { type ConsideredAction, considered } from "./considered.js";
import { type NearestCall, nearestCall } from "./nearest-call.js";
import type { TrialCall } from "./parse-calls.js";
import { type Tried, tryCall } from "./try-call.js";

export interface Explanation {
  /** Denials first, as the guard asks them; those of shadow policies at the end. */
  readonly considered: readonly ConsideredAction[];
  /** The facts that were used. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** A call that passes; null for a call that does, and where none was found. */
  readonly nearest: NearestCall | null;
}

export function explain(
  { policies, tables }: LoadedPolicies,
  ir: GuardIr,
  call: TrialCall,
  { decision, args, facts: used = new Map(), given, now }: Tried,
): Explanation {
  const { tool, assistant } = call;
  const fits = args !== null && decision.code !== "invalid-arguments";
  const surroundings = fits ? { args, facts: given, assistantId: assistant ?? "", now } : null;
  const [conditions, pairs] = [conditionsOf(ir), pairsOf(ir)];
  const explaining = { policies: tables, conditions, pairs, surroundings };
  const decide = (candidate: object) =>
    tryCall(policies, { ...call, args: candidate, now }).decision;
  const facts = valuesOf(given);
  const nearest = (from: object) =>
    nearestCall(ir, tool, { args: from, facts, assistant: assistant ?? "", now }, decide);
  return {
    considered: considered(explaining, tool, assistant, decision),
    facts: fits ? valuesOf(used) : {},
    nearest: decision.allowed || args === null ? null : nearest(args),
  };
}

/** Of those that are known. */
function valuesOf(facts: Tried["given"]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    [...facts].flatMap(([name, fact]) => (fact.failed === null ? [[name, fact.value]] : [])),
  );
}

/** As they are written, by the rule that they belong to. */
function conditionsOf({ policies }: GuardIr): ReadonlyMap<string, Condition> {
  const actions = policies.flatMap((policy) => policy.actions);
  return new Map(
    actions.flatMap(({ rule, when, requirements }) => [
      ...(when === null ? [] : [[rule, when] as const]),
      ...requirements.map((each) => [each.rule, each.condition] as const),
    ]),
  );
}

/** Arguments that are seen as one, by the rule on both. */
function pairsOf({ policies }: GuardIr): ReadonlyMap<string, readonly string[]> {
  const constraints = policies.flatMap(({ actions }) =>
    actions.flatMap((action) => action.constraints),
  );
  return new Map(
    constraints.flatMap(({ rule, ends }) => (ends === null ? [] : [[rule, ends] as const])),
  );
}
