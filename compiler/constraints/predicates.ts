// The runtime predicates that generated rules call, by their exported names.

import type * as runtimePolicy from "@authensor/safeclaw-runtime/policy";
import { array, type Code, call, imported, literal } from "../code/code.js";
import type { Scalar } from "./constraint.js";

type PredicateName = keyof typeof runtimePolicy & string;

/** A call of a predicate of the runtime; the type keeps its name in step with what the runtime exports. */
export function predicate(name: PredicateName, ...args: readonly Code[]): Code {
  return call(imported("@authensor/safeclaw-runtime/policy", name), args);
}

export function literals(values: readonly Scalar[]): Code {
  return array(values.map(literal));
}
