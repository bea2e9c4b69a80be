// How long a string may be: `min_length` and `max_length`.

import type { Predicate } from "../compiled-policy.js";
import { type ArgumentPath, argumentAt } from "./argument.js";

/** A string of at least `least` Unicode code points. */
export function minLength(path: ArgumentPath, least: number): Predicate {
  const read = argumentAt(path);
  return (args) => {
    const value = read(args);
    // A code point is one unit or two, so most texts need not be counted.
    return (
      typeof value === "string" &&
      value.length >= least &&
      (value.length >= 2 * least || codePoints(value) >= least)
    );
  };
}

/** A string of at most `most` Unicode code points. */
export function maxLength(path: ArgumentPath, most: number): Predicate {
  const read = argumentAt(path);
  return (args) => {
    const value = read(args);
    return (
      typeof value === "string" &&
      (value.length <= most || (value.length <= 2 * most && codePoints(value) <= most))
    );
  };
}

/** How many Unicode code points a string has. */
export function codePoints(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const isPair = (text.codePointAt(at) ?? 0) > 0xffff;
    at += isPair ? 1 : 0;
    count += 1;
  }
  return count;
}
