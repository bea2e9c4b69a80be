// What no argument may be, however it comes in.

import type { Json, JsonObject } from "./policy-file.js";

/** Thrown for everything that is `malformed-arguments`. */
export class Malformed extends Error {}

const LEVELS = 64;

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** "at most 64 levels, the root object being level 1 (scalars add no level)" */
export function mustBeShallow(level: number): void {
  if (level > LEVELS) throw new Malformed("too deep");
}

// "non-finite or unsafe number"; "-0 counts as an unsafe number"; "Integers with |n| > 2^53-1 too (also 1e300: it is an integer)"
export function safeNumber(number: number): number {
  if (!Number.isFinite(number)) throw new Malformed("not finite");
  if (Object.is(number, -0)) throw new Malformed("-0");
  if (Number.isInteger(number) && !Number.isSafeInteger(number)) throw new Malformed("unsafe");
  return number;
}

/** An object of these members, where no key is there twice and none is `__proto__`. */
export function objectOf(members: readonly (readonly [string, Json])[]): JsonObject {
  const keys = members.map(([key]) => key);
  if (new Set(keys).size !== keys.length) throw new Malformed("duplicate key");
  if (keys.includes("__proto__")) throw new Malformed("__proto__ key");
  return Object.fromEntries(members);
}
