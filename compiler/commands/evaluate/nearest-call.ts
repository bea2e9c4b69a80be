// The call nearest to a denied one that the guard lets through, where changing single arguments leads to one.

import type { Decision } from "@authensor/safeclaw-runtime";
import type { Condition } from "../../conditions/expression.js";
import { narrowType } from "../../constraints/narrow-type.js";
import type { ActionIr, ConstraintIr, GuardIr, ToolIr } from "../../ir/guard-ir.js";
import { objectIn } from "../../policy/interpret.js";
import type { ArgumentType } from "../../tools/argument-type.js";
import { argumentsIn, comparedValues, valueAt } from "./compared-values.js";
import { byDistance, nearestValue } from "./nearest-value.js";
import type { TrialCall } from "./parse-calls.js";

export interface NearestCall {
  readonly args: object;
  /** The arguments that differ, as dotted paths. */
  readonly changed: readonly string[];
}

/** More calls are not tried for each number of changes. */
const mostTried = 400;

/**
 * Null where none was found. `decide` is the compiled guard, so that what is found does pass; of calls with as few
 * changes, the first is the nearest.
 */
export function nearestCall(
  ir: GuardIr,
  { tool, facts }: Pick<TrialCall, "tool" | "facts">,
  args: object,
  decide: (args: object) => Decision,
): NearestCall | null {
  const signature = ir.tools.find(({ name }) => name === tool);
  const actions = ir.policies.flatMap((policy) =>
    policy.actions.filter((action) => action.tool === tool),
  );
  const fixed = askedByFacts(ir, tool);
  let calls: readonly NearestCall[] = [{ args, changed: [] }];
  while (signature !== undefined && calls.length > 0) {
    const decided = calls.map((call) => ({ call, decision: decide(call.args) }));
    const passing =
      decided.find(({ decision }) => decision.allowed) ??
      decided.find(({ decision }) => decision.code === "approval-required");
    if (passing) return passing.call.changed.length === 0 ? null : passing.call;
    const next = decided.flatMap(({ call, decision }) =>
      changesOf(decision, actions, signature, { args: call.args, facts })
        // What was not enough the first time would not be the second time.
        .filter(({ path }) => !call.changed.includes(path) && !fixed.has(firstOf(path)))
        .map(({ path, args: changed }) => ({ args: changed, changed: [...call.changed, path] })),
    );
    calls = next.slice(0, mostTried);
  }
  return null;
}

/** Arguments by which facts are looked up: with other ones, the facts that were given would be others. */
function askedByFacts({ facts }: GuardIr, tool: string): ReadonlySet<string> {
  const needed = facts?.needed.get(tool) ?? [];
  const used = facts?.facts.filter(({ name }) => needed.includes(name)) ?? [];
  return new Set(used.flatMap(({ parameters }) => [...(parameters?.type.properties.keys() ?? [])]));
}

function firstOf(path: string): string {
  return path.split(".", 1)[0] ?? path;
}

interface Change {
  readonly path: string;
  readonly args: object;
}

/** What might turn this denial. */
function changesOf(
  { code, rule, path }: Decision,
  actions: readonly ActionIr[],
  signature: ToolIr,
  known: Pick<TrialCall, "facts"> & { readonly args: object },
): readonly Change[] {
  if (path !== null) {
    if (code !== "constraint" && code !== "invalid-arguments") return [];
    const deciding = actions.filter(({ constraints }) => constraints.some(isRule));
    const constraints = deciding.flatMap((action) => action.constraints);
    const changed = changeAt(path, constraints, signature, known.args);
    return changed === null ? [] : [{ path, args: changed }];
  }
  const conditions = actions.flatMap((action) => [
    ...(action.when !== null && (isRule(action) || code === "no-rule") ? [action.when] : []),
    ...action.requirements.filter(isRule).map(({ condition }) => condition),
  ]);
  return conditions.flatMap((condition) => turnsOf(condition, signature, known));

  function isRule(part: { readonly rule: string }): boolean {
    return part.rule === rule;
  }
}

/** Other values of each argument that a condition compares, the nearest first. */
function turnsOf(
  condition: Condition,
  { parameters }: ToolIr,
  known: Pick<TrialCall, "facts"> & { readonly args: object },
): readonly Change[] {
  return argumentsIn(condition).flatMap((steps) => {
    const type = parameters && typeAt(parameters, steps);
    if (!type) return [];
    const now = valueAt(known.args, steps);
    return byDistance(now, comparedValues(condition, type, known))
      .filter((value) => value !== now)
      .map((value) => ({ path: steps.join("."), args: withValue(known.args, steps, value) }));
  });
}

function changeAt(
  path: string,
  constraints: readonly ConstraintIr[],
  { parameters, definitions }: ToolIr,
  args: object,
): object | null {
  const together = constraints.filter((constraint) => constraint.path.join(".") === path);
  const steps = together[0]?.path ?? path.split(".");
  const type = parameters && typeAt(parameters, steps);
  if (!type) return null;
  const types = new Map(definitions.map(({ name, type: defined }) => [name, defined]));
  const left = together.reduce<ArgumentType | null>(
    (before, { constraint }) => before && narrowType(before, constraint, types),
    type,
  );
  const value = left && nearestValue(valueAt(args, steps), left);
  return value == null ? null : withValue(args, steps, value);
}

function typeAt(parameters: ArgumentType, steps: readonly string[]): ArgumentType | undefined {
  return steps.reduce<ArgumentType | undefined>(
    (type, step) => type && objectIn(type)?.properties.get(step)?.type,
    parameters,
  );
}

/** A copy with another value at this place; objects on the way to it are made where there are none. */
function withValue(
  args: object,
  [step = "", ...others]: readonly string[],
  value: unknown,
): object {
  const inner =
    others.length === 0 ? value : withValue(Object(valueAt(args, [step])), others, value);
  return { ...args, [step]: inner };
}
