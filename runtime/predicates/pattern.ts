// Regular expressions on whole strings: `pattern` and `not_pattern`.

import type { Predicate } from "../compiled-policy.js";
import { type ArgumentPath, argumentAt } from "./argument.js";
import { codePoints } from "./text.js";
import { isWellFormed } from "./well-formed.js";

/** Text of more code points is matched with nothing, and passes neither way. */
const longestText = 65_536;

/** A string in which `pattern` is found. The compiler anchors it and allows linear-time patterns only. */
export function matches(
  path: ArgumentPath,
  pattern: RegExp,
  mostText: number = longestText,
): Predicate {
  const read = argumentAt(path);
  const own = ownCopy(pattern);
  return (args) => {
    const value = read(args);
    return typeof value === "string" && isWithin(mostText, value) && own.test(value);
  };
}

/** A string in which `pattern` is not found. */
export function matchesNot(
  path: ArgumentPath,
  pattern: RegExp,
  mostText: number = longestText,
): Predicate {
  const read = argumentAt(path);
  const own = ownCopy(pattern);
  return (args) => {
    const value = read(args);
    // SECURITY: who drops the half of a character that is none would read other text than was matched here.
    return (
      typeof value === "string" &&
      isWithin(mostText, value) &&
      isWellFormed(value) &&
      !own.test(value)
    );
  };
}

function ownCopy(pattern: RegExp): RegExp {
  // SECURITY: `g` and `y` make a regular expression remember where it was, so that it answers every other call only.
  if (pattern.global || pattern.sticky) {
    throw new TypeError("a pattern must not have the flag g or y");
  }
  return new RegExp(pattern.source, pattern.flags);
}

function isWithin(mostText: number, text: string): boolean {
  return codePoints(text) <= Math.min(mostText, longestText);
}
