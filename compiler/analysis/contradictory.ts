// Constraints on one argument that nothing can satisfy together.

import type { Limits } from "../constraints/constraint.js";
import { finiteValues } from "../constraints/value-kinds.js";
import type { CheckedConstraint } from "../policy/checked-policy.js";
import type { ResolvedConstraint } from "../policy/resolved-policy.js";
import { fault, type Place } from "../policy/shape.js";
import type { ArgumentType } from "../tools/argument-type.js";
import { groupBy } from "./group-by.js";

/** Reports each argument of an action whose constraints exclude each other. */
export function findContradictions(
  constraints: readonly CheckedConstraint[],
  resolved: readonly ResolvedConstraint[],
  place: Place,
): void {
  const byPath = groupBy(constraints, ({ path }) => path.join("\0"));
  for (const [key, together] of byPath) {
    const argument = resolved.find(({ path }) => path.join("\0") === key)?.argument;
    const last = together.at(-1);
    if (last === undefined || isSatisfiable(together, argument?.type ?? null)) continue;
    const texts = together.map(({ constraint }) => constraint.text).join(" and ");
    const message = `nothing satisfies this: \`${last.path.join(".")}\` ${texts}`;
    fault("SC5002", last.range, message, place, {
      help: "correct the values, or use `effect: deny` if no call may pass",
    });
  }
}

function isSatisfiable(
  constraints: readonly CheckedConstraint[],
  type: ArgumentType | null,
): boolean {
  const lists = constraints.map(({ constraint }) => constraint.values);
  const candidates = [...lists, type && finiteValues(type)].find((list) => list !== null);
  if (candidates != null) {
    const passes = (value: unknown) =>
      constraints.every(({ constraint }) => constraint.holds?.(value) ?? true);
    return candidates.some(passes);
  }
  const limits = constraints.flatMap(({ constraint }) => constraint.limits ?? []);
  return (
    [...limits, ...ownLimits(type)].length === 0 ||
    leavesRoom([...limits, ...ownLimits(type)], type)
  );
}

function leavesRoom(limits: readonly Limits[], type: ArgumentType | null): boolean {
  const whole = type?.kind === "number" && type.integer;
  return (["value", "length"] as const).every((of) => {
    const here = limits.filter((limit) => limit.of === of);
    const lower = Math.max(...here.map((limit) => limit.lower ?? Number.NEGATIVE_INFINITY));
    const upper = Math.min(...here.map((limit) => limit.upper ?? Number.POSITIVE_INFINITY));
    return here.length === 0 || (whole ? Math.ceil(lower) <= Math.floor(upper) : lower <= upper);
  });
}

/** What the tool's own schema already demands. */
function ownLimits(type: ArgumentType | null): readonly Limits[] {
  if (type?.kind === "number") {
    const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = type;
    return [limit("value", minimum ?? exclusiveMinimum, maximum ?? exclusiveMaximum)];
  }
  return type?.kind === "string" ? [limit("length", type.minLength, type.maxLength)] : [];
}

function limit(of: Limits["of"], lower: number | undefined, upper: number | undefined): Limits {
  return {
    of,
    ...(lower === undefined ? {} : { lower }),
    ...(upper === undefined ? {} : { upper }),
  };
}
