// What actions answer to a sort of call, as far as their conditions and the limits on what those read decide it.

import type { Condition } from "../../conditions/expression.js";
import type { CheckedConstraint } from "../../policy/checked-policy.js";
import type { Given } from "../build-arguments.js";
import { conditionsOf, isAt, type Stance } from "../subject.js";
import { holdsFor } from "./hold.js";
import type { Sort } from "./sorts-of-calls.js";

/** The first of them that decides, denials coming before the others; null where none does. */
export function deciderOf(order: readonly Stance[], { args }: Sort): Stance | null {
  // A condition without an answer decides: it denies.
  return order.find(({ when }) => when === null || holdsFor(when, args) !== false) ?? null;
}

/** Whether the conditions of an action are fulfilled, and its limits on what tells the sort from others. */
export function isMet(stance: Stance, sort: Sort): boolean {
  const isTrue = (condition: Condition) => holdsFor(condition, sort.args) === true;
  return conditionsOf(stance).every(isTrue) && failedBy(sort, stance).length === 0;
}

/** The limits of an action that what tells the sort from others fails. */
export function failedBy({ given }: Sort, { constraints }: Stance): readonly CheckedConstraint[] {
  return constraints.filter((entry) => !given.every((each) => isWithin(each, entry)));
}

/** True as well where the constraint is about something else, or the compiler cannot tell. */
function isWithin({ path, value }: Given, entry: CheckedConstraint): boolean {
  if (!isAt(path)(entry)) return true;
  return value === undefined ? entry.mayBeAbsent : entry.constraint.holds?.(value) !== false;
}
