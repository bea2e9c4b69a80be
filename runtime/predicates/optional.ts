// Lets an argument be absent: `optional: true`.

import type { Predicate } from "../compiled-policy.js";
import { type ArgumentPath, argumentAt } from "./argument.js";

/** Holds where the argument is absent, and where `predicate` does. Null is not absent. */
export function optional(path: ArgumentPath, predicate: Predicate): Predicate {
  const read = argumentAt(path);
  return (args) => read(args) === undefined || predicate(args);
}
