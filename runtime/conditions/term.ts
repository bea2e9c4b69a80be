// What a condition is made of: terms, each of which reads the call and gives a value, or throws.

import type { ConditionInput } from "../compiled-policy.js";

/** A variable that `all` and its like bind, and those that are bound around it. */
export interface Bound {
  readonly name: string;
  readonly value: unknown;
  readonly outer: Bound | null;
}

/** A part of a condition. Whatever it cannot answer for certain throws, and what throws denies. */
export type Term<Value = unknown> = (input: ConditionInput, bound: Bound | null) => Value;

/** A part of a condition, or a value that stands there as it is. */
export type Operand<Value> = Term<Value> | Value;

export function termOf<Value>(operand: Operand<Value>): Term<Value> {
  // INVARIANT: no value of CEL is a function.
  return typeof operand === "function" ? (operand as Term<Value>) : () => operand;
}

/** The end of a condition that has no answer. */
export function fail(why: string): never {
  throw new TypeError(`this condition cannot be decided: ${why}`);
}
