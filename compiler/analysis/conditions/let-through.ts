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

/** Of the calls that an action decides among those of its caller, those that a group of others does not let through. */
export function letThroughAmong(
  own: Stance,
  order: readonly Stance[],
  group: readonly Stance[],
  tool: SubjectTool,
): readonly JsonObject[] | null {
  const all = [...order, ...group];
  const conditions = all.flatMap(({ when, requirements }) => [
    ...(when === null ? [] : [when]),
    ...requirements.map(({ condition }) => condition),
  ]);
  const compared = all.flatMap(({ constraints }) => constraints.map(comparisonOf));
  const calls = sortsOfCalls(
    conditions,
    tool,
    compared.filter((each) => each !== null),
  );
  const isLet = (args: JsonObject, among: readonly Stance[]) => {
    const by = among.find(({ when }) => when === null || holdsFor(when, args) !== false);
    return by?.effect.value === "allow" && passes(by, args) ? by : null;
  };
  return calls?.filter((args) => isLet(args, order) === own && !isLet(args, group)) ?? null;
}

function passes({ when, requirements, constraints }: Stance, args: JsonObject): boolean {
  return (
    (when === null || holdsFor(when, args) === true) &&
    requirements.every(({ condition }) => holdsFor(condition, args) === true) &&
    // The others tell no sorts of calls apart that conditions do.
    constraints.every((entry) => comparisonOf(entry) === null || holdsAt(entry, args))
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
