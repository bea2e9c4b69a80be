// What a string begins with, ends with or holds, and what a list holds: `starts_with`, `ends_with`, `contains`, `not_contains`.

import type { Predicate } from "../compiled-policy.js";
import { type ArgumentPath, argumentAt } from "./argument.js";
import { isListOf } from "./list.js";
import { isNoneOf, type Scalar } from "./value.js";
import { isWellFormed } from "./well-formed.js";

/** A string that begins with one of `starts`, code unit by code unit. */
export function startsWith(path: ArgumentPath, starts: readonly string[]): Predicate {
  const read = argumentAt(path);
  const listed = [...starts];
  return (args) => {
    const value = read(args);
    return typeof value === "string" && listed.some((start) => value.startsWith(start));
  };
}

/** A string that ends with one of `ends`, code unit by code unit. */
export function endsWith(path: ArgumentPath, ends: readonly string[]): Predicate {
  const read = argumentAt(path);
  const listed = [...ends];
  return (args) => {
    const value = read(args);
    return typeof value === "string" && listed.some((end) => value.endsWith(end));
  };
}

/** A string that holds all of `parts` somewhere, or a list that has all of them among its items. */
export function contains(path: ArgumentPath, parts: readonly Scalar[]): Predicate {
  const read = argumentAt(path);
  const listed = [...parts];
  return (args) => {
    const value = read(args);
    if (typeof value === "string") {
      return listed.every((part) => typeof part === "string" && value.includes(part));
    }
    return Array.isArray(value) && listed.every((part) => value.includes(part));
  };
}

/**
 * A string that holds none of `parts` anywhere, or a list that has none of them among its items.
 * What cannot be compared with them is no clear yes: items of a type that is not among theirs.
 */
export function containsNone(path: ArgumentPath, parts: readonly Scalar[]): Predicate {
  const read = argumentAt(path);
  const texts = parts.filter((part) => typeof part === "string");
  const isOther = isNoneOf(parts);
  return (args) => {
    const value = read(args);
    if (typeof value === "string") {
      // SECURITY: who drops the half of a character that is none would read other text than was searched here.
      const isText = texts.length === parts.length && isWellFormed(value);
      return isText && !texts.some((part) => value.includes(part));
    }
    return isListOf(value, isOther);
  };
}
