// The whole of a condition, as the guard asks for it.

import type { ConditionInput } from "../compiled-policy.js";
import { refill } from "./budget.js";
import { type Operand, termOf } from "./term.js";

/** Closes a condition over its terms. */
export function condition(whole: Operand<boolean>): (input: ConditionInput) => boolean {
  const holds = termOf(whole);
  return (input) => {
    refill();
    return holds(input, null);
  };
}
