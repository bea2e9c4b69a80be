// What a search for a value comes to. "None" is a proof; what could be neither found nor excluded is said to be so.

import type { Constraint } from "../../constraints/constraint.js";

export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [name: string]: Json };

export type Found<Value = Json> =
  | { readonly kind: "value"; readonly value: Value }
  | { readonly kind: "none" }
  | { readonly kind: "undecided" };

/** What a value must do: pass all of these constraints, and fail that one where there is one. */
export interface Wanted {
  readonly passes: readonly Constraint[];
  readonly fails: Constraint | null;
}

export const anything: Wanted = { passes: [], fails: null };
export const none: Found<never> = { kind: "none" };
export const undecided: Found<never> = { kind: "undecided" };

/** The first of the values that is right, where these are all that there are. */
export function firstAmong<Value>(
  values: Iterable<Value>,
  isRight: (value: Value) => boolean,
): Found<Value> {
  for (const value of values) if (isRight(value)) return { kind: "value", value };
  return none;
}

/** The same in any of several sets. */
export function inAny(searches: Iterable<Found>): Found {
  let isOpen = false;
  for (const found of searches) {
    if (found.kind === "value") return found;
    isOpen ||= found.kind === "undecided";
  }
  return isOpen ? undecided : none;
}

/** Constraints whose meaning the compiler does not know are left out: they can only take more away. */
export function isWanted(value: Json, { passes, fails }: Wanted): boolean {
  return passes.every(({ holds }) => holds?.(value) ?? true) && fails?.holds?.(value) !== true;
}

/** Whether the values of this type that fail the constraint are among those that it names. */
export function isOneOf(
  constraint: Constraint | null,
  type: "string" | "number",
): constraint is Constraint {
  // Where it names none of the type it cannot be compared with any, and all of them fail.
  const names = constraint?.kind === "not_in" ? constraint.names : [];
  return names.some((name) => typeof name === type);
}

/** How many values the constraints bar one by one. */
export function barred({ passes, fails }: Wanted): number {
  return [...passes, ...(fails === null ? [] : [fails])].reduce(
    (count, { names }) => count + names.length,
    0,
  );
}
