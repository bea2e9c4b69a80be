// What a string must look like: `min_length`, `max_length` and `pattern`.

import type { Predicate } from "../compiled-policy.js";
import { type ArgumentPath, argumentAt } from "./argument.js";

/** A string of at least `least` Unicode code points. */
export function minLength(path: ArgumentPath, least: number): Predicate {
  const read = argumentAt(path);
  return (args) => {
    const value = read(args);
    return typeof value === "string" && codePoints(value) >= least;
  };
}

/** A string of at most `most` Unicode code points. */
export function maxLength(path: ArgumentPath, most: number): Predicate {
  const read = argumentAt(path);
  return (args) => {
    const value = read(args);
    return typeof value === "string" && codePoints(value) <= most;
  };
}

/** A string in which `pattern` is found. The compiler anchors it and allows linear-time patterns only. */
export function matches(path: ArgumentPath, pattern: RegExp): Predicate {
  // SECURITY: `g` and `y` make a regular expression remember where it was, so that it answers every other call only.
  if (pattern.global || pattern.sticky) {
    throw new TypeError("a pattern must not have the flag g or y");
  }
  const read = argumentAt(path);
  const own = new RegExp(pattern.source, pattern.flags);
  return (args) => {
    const value = read(args);
    return typeof value === "string" && own.test(value);
  };
}

function codePoints(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const isPair = (text.codePointAt(at) ?? 0) > 0xffff;
    at += isPair ? 1 : 0;
    count += 1;
  }
  return count;
}
