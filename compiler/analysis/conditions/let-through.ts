// The calls that an action with conditions lets through and another one does not, where both can be seen through.

import type { CheckedConstraint } from "../../policy/checked-policy.js";
import type { JsonObject } from "../build-arguments.js";
import type { Stance, SubjectTool } from "../subject.js";
import { holdsFor } from "./hold.js";
import { type Comparison, sortsOfCalls } from "./sorts-of-calls.js";

/** One of each sort; null where the conditions ask for more than comparisons, or the constraints do. */
export function letThrough(
  own: Stance,
  other: Stance,
  tool: SubjectTool,
): readonly JsonObject[] | null {
  const conditions = [
    ...(own.when === null ? [] : [own.when]),
    ...own.requirements.map(({ condition }) => condition),
  ];
  const compared = [...own.constraints, ...other.constraints].map(comparisonOf);
  const known = compared.filter((each) => each !== null);
  if (known.length < compared.length) return null;
  const calls = sortsOfCalls(conditions, tool, known);
  return (
    calls?.filter(
      (args) =>
        conditions.every((condition) => holdsFor(condition, args) === true) &&
        own.constraints.every((entry) => holdsAt(entry, args)) &&
        !other.constraints.every((entry) => holdsAt(entry, args)),
    ) ?? null
  );
}

/** Kinds that tell values apart by no more than a few of them. */
const byValues: ReadonlySet<string> = new Set([
  ...["min", "max", "above", "below", "equals", "in", "not_in"],
]);

export function comparisonOf({ path, ends, constraint }: CheckedConstraint): Comparison | null {
  if (ends !== null || !byValues.has(constraint.kind)) return null;
  const { value } = constraint;
  const values = [value].flat().filter((each) => isScalar(each));
  return { path, values };
}

function isScalar(value: unknown): value is string | number | boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}

export function holdsAt({ path, constraint }: CheckedConstraint, args: JsonObject): boolean {
  const value = path.reduce<unknown>(
    (inner, name) =>
      typeof inner === "object" && inner !== null && Object.hasOwn(inner, name)
        ? Object.entries(inner).find(([key]) => key === name)?.[1]
        : undefined,
    args,
  );
  return constraint.holds?.(value) === true;
}
