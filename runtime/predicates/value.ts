// The values an argument may have: `equals`, `in` and `not_in`.

import type { Predicate } from "../compiled-policy.js";
import { type ArgumentPath, argumentAt } from "./argument.js";
import { isWellFormed } from "./well-formed.js";

/** What a policy can list. Compared strictly: the text "5" is not the number 5. */
export type Scalar = string | number | boolean;

/** Exactly `expected`. */
export function equalTo(path: ArgumentPath, expected: Scalar): Predicate {
  const read = argumentAt(path);
  return (args) => read(args) === expected;
}

/** One of `values`. */
export function oneOf(path: ArgumentPath, values: readonly Scalar[]): Predicate {
  const read = argumentAt(path);
  const listed = new Set<unknown>(values);
  return (args) => listed.has(read(args));
}

/** None of `values`, yet of a type that is among theirs: what cannot be compared with them is no clear yes. */
export function noneOf(path: ArgumentPath, values: readonly Scalar[]): Predicate {
  const read = argumentAt(path);
  const isOther = isNoneOf(values);
  return (args) => isOther(read(args));
}

/** Whether a value can be compared with `values`, and is none of them. */
export function isNoneOf(values: readonly Scalar[]): (value: unknown) => boolean {
  const listed = new Set<unknown>(values);
  const types = new Set<string>(values.map((value) => typeof value));
  return (value) => {
    if (!types.has(typeof value) || listed.has(value)) return false;
    // SECURITY: who drops half a character would read another text, perhaps one of those.
    return typeof value !== "string" || isWellFormed(value);
  };
}
