// The runtime predicates that generated rules call, by their exported names.

import type * as exported from "@authensor/safeclaw-runtime/policy";
import { array, type Code, call, imported, literal, numbers } from "../code/code.js";
import { runtimePolicy } from "../code/runtime-modules.js";
import type { Scalar } from "./constraint.js";

type PredicateName = keyof typeof exported & string;

/** A call of a predicate of the runtime; the type keeps its name in step with what the runtime exports. */
export function predicate(name: PredicateName, ...args: readonly Code[]): Code {
  return call(imported(runtimePolicy, name), args);
}

/** What a predicate says of a value by itself, where that is not worth saying twice. */
export function sameAs<Value>(
  make: (path: readonly string[], value: Value) => exported.Predicate,
): (value: Value, argument: unknown) => boolean {
  // INVARIANT: at the empty path a predicate reads the value that it is given, whatever that is.
  return (value, argument) => make([], value)(argument as object);
}

export function literals(values: readonly Scalar[]): Code {
  const allNumbers = values.filter((value) => typeof value === "number");
  return allNumbers.length === values.length ? numbers(allNumbers) : array(values.map(literal));
}
