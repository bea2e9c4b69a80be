// What passes the constraints of one action and not those of another.

import type { CheckedConstraint } from "../policy/checked-policy.js";
import type { Given } from "./build-arguments.js";
import { argumentOf, isAt, type Stance, type SubjectTool } from "./subject.js";
import { findValue } from "./values/find-value.js";

/** A value, or that there is none, that only the first action lets through. */
export interface Beyond {
  readonly given: Given;
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
    if (limit.ends !== null) return [];
    const { type, optional } = argumentOf(limit, tool);
    const same = own.constraints.filter(isAt(path));
    const mayBeAbsent = optional && same.every((entry) => entry.mayBeAbsent);
    const passes = same.map((entry) => entry.constraint);
    const found = findValue(type, { passes, fails: constraint }, tool.definitions);
    if (found.kind === "value") return [{ given: { path, value: found.value }, limit }];
    return mayBeAbsent && !limit.mayBeAbsent ? [{ given: { path, value: undefined }, limit }] : [];
  });
}
