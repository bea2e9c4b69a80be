// The call nearest to a denied one that the guard lets through, where changing single arguments leads to one.

import type { Decision } from "@authensor/safeclaw-runtime";
import { narrowType } from "../../constraints/narrow-type.js";
import type { ConstraintIr, GuardIr, ToolIr } from "../../ir/guard-ir.js";
import { objectIn } from "../../policy/interpret.js";
import type { ArgumentType } from "../../tools/argument-type.js";
import { nearestValue } from "./nearest-value.js";

export interface NearestCall {
  readonly args: object;
  /** The arguments that differ, as dotted paths. */
  readonly changed: readonly string[];
}

/** Null where none was found. `decide` is the compiled guard, so that what is found does pass. */
export function nearestCall(
  ir: GuardIr,
  tool: string,
  args: object,
  decide: (args: object) => Decision,
): NearestCall | null {
  const signature = ir.tools.find(({ name }) => name === tool);
  const actions = ir.policies.flatMap((policy) => policy.actions);
  let nearest: NearestCall = { args, changed: [] };
  for (;;) {
    const { code, rule, path } = decide(nearest.args);
    if (code === null || code === "approval-required") {
      return nearest.changed.length === 0 ? null : nearest;
    }
    const constraints = actions
      .filter((action) => action.constraints.some((constraint) => constraint.rule === rule))
      .flatMap((action) => action.constraints);
    if ((code !== "constraint" && code !== "invalid-arguments") || path === null) return null;
    // What was not enough the first time would not be the second time.
    if (nearest.changed.includes(path)) return null;
    const changed = signature && changeAt(path, constraints, signature, nearest.args);
    if (!changed) return null;
    nearest = { args: changed, changed: [...nearest.changed, path] };
  }
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

function valueAt(args: object, steps: readonly string[]): unknown {
  return steps.reduce<unknown>(
    (value, step) => (Object.hasOwn(Object(value), step) ? Object(value)[step] : undefined),
    args,
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
