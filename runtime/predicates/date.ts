// Dates before or after another one: `before` and `after`.

import type { Predicate } from "../compiled-policy.js";
import { type ArgumentPath, argumentAt } from "./argument.js";
import { type Instant, instantOf, isEarlier } from "./instant.js";

/** A date earlier than `date`. */
export function earlierThan(path: ArgumentPath, date: string): Predicate {
  const read = argumentAt(path);
  const bound = boundOf(date);
  return (args) => {
    const value = instantOf(read(args));
    return value !== undefined && isEarlier(value, bound);
  };
}

/** A date later than `date`. */
export function laterThan(path: ArgumentPath, date: string): Predicate {
  const read = argumentAt(path);
  const bound = boundOf(date);
  return (args) => {
    const value = instantOf(read(args));
    return value !== undefined && isEarlier(bound, value);
  };
}

function boundOf(date: string): Instant {
  const bound = instantOf(date);
  if (bound === undefined) {
    throw new TypeError(`${date} is no date`);
  }
  return bound;
}
