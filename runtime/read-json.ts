// Reads JSON text strictly: what JSON.parse takes without a word, such as a key given twice, is a fault here.

import { deepest, tooDeep } from "./copy-value.js";
import { findRepeatedKey } from "./find-repeated-key.js";
import { Malformed, scalarFault } from "./malformed.js";

/** The text's value, deeply frozen, or what is wrong with it. */
export function readJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return new Malformed("not valid JSON");
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const seen = { keys: 0 };
  const fault = freezeDeep(value, 1, seen);
  if (fault !== null) {
    return fault;
  }
  // INVARIANT: JSON.parse keeps one of several equal keys, and each had its colon. As many colons as keys means that
  // none was lost; more may also stand in strings, so that the text is worth a closer look.
  return countColons(text) === seen.keys ? value : (findRepeatedKey(text) ?? value);
}

/** Freezes what JSON.parse made. There are no getters, cycles or foreign prototypes in it. */
function freezeDeep(value: object, depth: number, seen: { keys: number }): Malformed | null {
  if (depth > deepest) {
    return new Malformed(tooDeep);
  }
  // INVARIANT: an array from JSON.parse has no keys but its indices, so both are read alike.
  const parts = value as Readonly<Record<string, unknown>>;
  const keys = Object.keys(parts);
  for (const key of keys) {
    // SECURITY: an own `__proto__` becomes the prototype of whatever it is assigned to later.
    if (key === "__proto__") {
      return new Malformed("a key that is not allowed", key);
    }
    const fault = partFault(parts[key], depth, seen);
    if (fault !== null) {
      return fault.within(key);
    }
  }
  seen.keys += Array.isArray(value) ? 0 : keys.length;
  Object.freeze(value);
  return null;
}

function partFault(part: unknown, depth: number, seen: { keys: number }): Malformed | null {
  if (typeof part === "object" && part !== null) {
    return freezeDeep(part, depth + 1, seen);
  }
  const fault = scalarFault(part);
  return fault === null ? null : new Malformed(fault);
}

function countColons(text: string): number {
  let count = 0;
  for (let at = text.indexOf(":"); at !== -1; at = text.indexOf(":", at + 1)) {
    count += 1;
  }
  return count;
}
