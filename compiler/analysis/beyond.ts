// What passes the constraints of one action and not those of another.

import type { CheckedConstraint } from "../policy/checked-policy.js";
import type { Given } from "./build-arguments.js";
import { absent } from "./constrained-optional.js";
import { endsOf, findRange, isRange } from "./ranges.js";
import { argumentOf, isAt, isSame, type Stance, type SubjectTool } from "./subject.js";
import { findValue } from "./values/find-value.js";

/** Values, or that there is none, that only the first action lets through. */
export interface Beyond {
  readonly given: readonly Given[];
  /** The constraint of the other action that it fails. */
  readonly limit: CheckedConstraint;
}

export function findBeyond(
  own: Pick<Stance, "constraints">,
  other: Pick<Stance, "constraints">,
  tool: SubjectTool,
): readonly Beyond[] {
  return other.constraints.flatMap((limit): readonly Beyond[] => {
    const { path, constraint } = limit;
    if (isRange(limit)) return longerRange(limit, own, tool);
    const { type, optional } = argumentOf(limit, tool);
    const same = own.constraints.filter(isAt(path));
    const mayBeAbsent = optional && same.every((entry) => entry.mayBeAbsent);
    const passes = same.map((entry) => entry.constraint);
    const found = findValue(type, { passes, fails: constraint }, tool.definitions);
    if (found.kind === "value") return [{ given: [{ path, value: found.value }], limit }];
    return mayBeAbsent && !limit.mayBeAbsent ? [{ given: [absent(path, tool)], limit }] : [];
  });
}

/** The longest that the first lets through, or one day more than the other does. */
function longerRange(
  limit: CheckedConstraint,
  { constraints }: Pick<Stance, "constraints">,
  tool: SubjectTool,
): readonly Beyond[] {
  const most = Number(limit.constraint.value);
  const longest = longestRange(limit, constraints);
  const ends = endsOf(limit);
  if (ends === null || longest <= most) return [];
  const days = longest === Infinity ? Math.floor(most) + 1 : longest;
  const range = findRange(ends, days, { ...tool, constraints });
  if (range === null) return [];
  return [{ given: range.map((value, index) => ({ path: ends[index] ?? [], value })), limit }];
}

/** In days. */
export function longestRange(
  { path, ends }: CheckedConstraint,
  constraints: readonly CheckedConstraint[],
): number {
  const same = constraints.filter(
    (entry) => isRange(entry) && isSame(entry.path, path) && isSame(entry.ends ?? [], ends ?? []),
  );
  return Math.min(...same.map(({ constraint }) => Number(constraint.value)));
}
