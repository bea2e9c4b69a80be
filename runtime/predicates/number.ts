// What a number must be: `min`, `max`, `above`, `below` and `multiple_of`.

import type { Predicate } from "../compiled-policy.js";
import { isMultiple } from "../decimal.js";
import { type ArgumentPath, argumentAt } from "./argument.js";

/** A finite number, at most `most`. */
export function atMost(path: ArgumentPath, most: number): Predicate {
  const read = argumentAt(path);
  return (args) => {
    const value = read(args);
    return isNumber(value) && value <= most;
  };
}

/** A finite number, at least `least`. */
export function atLeast(path: ArgumentPath, least: number): Predicate {
  const read = argumentAt(path);
  return (args) => {
    const value = read(args);
    return isNumber(value) && value >= least;
  };
}

/** A finite number, less than `bound`. */
export function lessThan(path: ArgumentPath, bound: number): Predicate {
  const read = argumentAt(path);
  return (args) => {
    const value = read(args);
    return isNumber(value) && value < bound;
  };
}

/** A finite number, more than `bound`. */
export function moreThan(path: ArgumentPath, bound: number): Predicate {
  const read = argumentAt(path);
  return (args) => {
    const value = read(args);
    return isNumber(value) && value > bound;
  };
}

/** A finite number that is `step` so many times, exactly as both are written in decimal. */
export function multipleOf(path: ArgumentPath, step: number): Predicate {
  const read = argumentAt(path);
  const isExact = isMultiple(step);
  return (args) => {
    const value = read(args);
    return isNumber(value) && isExact(value);
  };
}

function isNumber(value: unknown): value is number {
  return Number.isFinite(value);
}
