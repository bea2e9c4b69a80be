// What a list must be: `min_items`, `max_items`, `unique_items` and `each`.

import { areUnique } from "../canonical.js";
import type { Predicate } from "../compiled-policy.js";
import { type ArgumentPath, argumentAt } from "./argument.js";
import { codePoints } from "./text.js";

/** A list of at least `least` items. */
export function minItems(path: ArgumentPath, least: number): Predicate {
  const read = argumentAt(path);
  return (args) => {
    const value = read(args);
    return Array.isArray(value) && value.length >= least;
  };
}

/** A list of at most `most` items. */
export function maxItems(path: ArgumentPath, most: number): Predicate {
  const read = argumentAt(path);
  return (args) => {
    const value = read(args);
    return Array.isArray(value) && value.length <= most;
  };
}

/** A list in which no two items are equal as JSON. */
export function uniqueItems(path: ArgumentPath): Predicate {
  const read = argumentAt(path);
  return (args) => {
    const value = read(args);
    try {
      return Array.isArray(value) && areUnique(value);
    } catch {
      // What JSON cannot say, such as a bigint, cannot be compared.
      return false;
    }
  };
}

/**
 * A list of which `holds` is true for every item; that has the empty path, which reads the item itself. It is asked of lists
 * alone whose texts, each with one character more, are together at most `mostText` long.
 */
export function each(path: ArgumentPath, holds: Predicate, mostText?: number): Predicate {
  const read = argumentAt(path);
  return (args) => {
    const value = read(args);
    // SECURITY: what takes long for one text would take as long again for each of a list.
    if (mostText !== undefined && textIn(value) > mostText) return false;
    // INVARIANT: only `true` passes, as in the guard's loop.
    return isListOf(value, (item: object) => holds(item) === true);
  };
}

function textIn(value: unknown): number {
  if (typeof value === "string") {
    return codePoints(value) + 1;
  }
  return Array.isArray(value) ? value.reduce((all: number, item) => all + textIn(item), 0) : 0;
}

/** True for a list without holes of which every item passes. */
export function isListOf(value: unknown, passes: (item: object) => boolean): boolean {
  // `every` would skip a hole.
  return Array.isArray(value) && !value.includes(undefined) && value.every(passes);
}
