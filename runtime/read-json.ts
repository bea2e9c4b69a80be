// Reads JSON text strictly: what JSON.parse takes without a word, such as a key given twice, is a fault here.

import { deepest, tooDeep } from "./copy-value.js";
import { Malformed, scalarFault } from "./malformed.js";

const quote = 0x22;
const colon = 0x3a;
const backslash = 0x5c;

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
  // INVARIANT: JSON.parse keeps one of several equal keys, so fewer keys than members means one was given twice.
  return seen.keys === countMembers(text)
    ? value
    : new Malformed("an object with the same key twice");
}

/** Freezes what JSON.parse made. There are no getters, cycles or foreign prototypes in it. */
function freezeDeep(value: object, depth: number, seen: { keys: number }): Malformed | null {
  if (depth > deepest) {
    return new Malformed(tooDeep);
  }
  const isArray = Array.isArray(value);
  for (const [key, part] of Object.entries(value)) {
    if (!isArray) {
      seen.keys += 1;
      // SECURITY: an own `__proto__` becomes the prototype of whatever it is assigned to later.
      if (key === "__proto__") {
        return new Malformed("a key that is not allowed", key);
      }
    }
    const fault = partFault(part, depth, seen);
    if (fault !== null) {
      return fault.within(key);
    }
  }
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

/** How many `key: value` pairs valid JSON text holds: the colons outside of its strings. */
function countMembers(json: string): number {
  let members = 0;
  for (let at = 0; at < json.length; at += 1) {
    const unit = json.charCodeAt(at);
    if (unit === quote) {
      at = endOfString(json, at);
    } else if (unit === colon) {
      members += 1;
    }
  }
  return members;
}

function endOfString(json: string, start: number): number {
  let at = start + 1;
  while (at < json.length && json.charCodeAt(at) !== quote) {
    at += json.charCodeAt(at) === backslash ? 2 : 1;
  }
  return at;
}
