// The one loop that decides. Everything generated is data and predicates; the control flow of every guard is here.

import { allow, deny, internal, unknownTool } from "./answers.js";
import type { ArgumentSchema, ToolTypes } from "./compiled-policy.js";
import type { Decision, Denied } from "./decision.js";
import { Malformed } from "./malformed.js";
import { parseArguments } from "./parse-arguments.js";
import type { PermittedFor, ToolName } from "./permitted.js";
import type { Plan } from "./plan.js";

/** A decision, and the arguments as they were read for it: null where the name was enough or nothing could be read. */
export interface Examination<Args> {
  readonly decision: Decision<Args>;
  readonly args: object | null;
}

/** Decides the calls of one assistant. None of it throws. `args` is a parsed value or the model's raw JSON text. */
export interface Guard<Tools extends ToolTypes = ToolTypes> {
  decide<Name extends string>(
    tool: ToolName<Tools, Name>,
    args: unknown,
  ): Decision<PermittedFor<Tools, Name>>;
  /** The decision where the tool's name is enough for one, as for a denied tool; else null. */
  decideByName(tool: string): Decision | null;
  /** The id of the rule that decides the calls of this tool; null where there is none. */
  ruleOf(tool: string): string | null;
  /** As `decide`, with the arguments that were looked at, for whoever records the call. */
  examine<Name extends string>(
    tool: ToolName<Tools, Name>,
    args: unknown,
  ): Examination<PermittedFor<Tools, Name>>;
}

/** Where a guard finds its plans. Undefined for a tool that no policy may speak of. */
export type FindPlan = (tool: string) => Plan | undefined;

export function guardOf<Tools extends ToolTypes>(findPlan: FindPlan): Guard<Tools> {
  const examine = (tool: string, args: unknown): Examination<never> => {
    try {
      return decideOne(findPlan(tool) ?? noPlan, args);
    } catch {
      // INVARIANT: whatever fails while deciding denies.
      return { decision: internal, args: null };
    }
  };
  return Object.freeze({
    examine,
    decide: (tool: string, args: unknown) => examine(tool, args).decision,
    decideByName: (tool: string) => (findPlan(tool) ?? noPlan).byName,
    ruleOf: (tool: string) => ruleOf(findPlan(tool) ?? noPlan),
  });
}

function ruleOf(plan: Plan): string | null {
  return plan.byName === null ? plan.grant.origin.rule : plan.byName.rule;
}

const noPlan: Plan = { byName: unknownTool };

function decideOne(plan: Plan, input: unknown): Examination<never> {
  if (plan.byName !== null) {
    return { decision: plan.byName, args: null };
  }
  const args = parseArguments(input);
  if (args instanceof Malformed) {
    return { decision: malformed(args), args: null };
  }
  // INVARIANT: only `true` passes; a promise or anything else that is merely truthy does not.
  if (plan.schema.accepts(args) !== true) {
    return { decision: invalid(plan.schema, args), args };
  }
  for (const { holds, denial } of plan.constraints) {
    // INVARIANT: as above; a constraint that throws denies, too, in `examine`.
    if (holds(args) !== true) {
      return { decision: denial, args };
    }
  }
  const { approval, reason, origin } = plan.grant;
  return { decision: approval ?? allow(args, reason, origin), args };
}

function malformed({ path, what }: Malformed): Denied {
  const place = path === null ? "" : `${path}: `;
  return deny("malformed-arguments", `malformed arguments: ${place}${what}`, path);
}

function invalid(schema: ArgumentSchema, args: object): Denied {
  const { path, message } = schema.explain(args);
  const place = path === null ? "" : `${path}: `;
  return deny("invalid-arguments", `invalid arguments: ${place}${message}`, path);
}
