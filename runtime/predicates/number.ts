// Bounds on a number: `min` and `max`.

import type { Predicate } from "../compiled-policy.js";
import { type ArgumentPath, argumentAt } from "./argument.js";

/** A finite number, at most `most`. */
export function atMost(path: ArgumentPath, most: number): Predicate {
  const read = argumentAt(path);
  return (args) => {
    const value = read(args);
    return typeof value === "number" && Number.isFinite(value) && value <= most;
  };
}

/** A finite number, at least `least`. */
export function atLeast(path: ArgumentPath, least: number): Predicate {
  const read = argumentAt(path);
  return (args) => {
    const value = read(args);
    return typeof value === "number" && Number.isFinite(value) && value >= least;
  };
}
