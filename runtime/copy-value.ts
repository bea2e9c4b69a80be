// Copies a value of unknown origin into frozen plain data of our own, or says what keeps it from being plain data.

import { Malformed, scalarFault } from "./malformed.js";

/** Levels of objects and arrays, the root being the first. */
export const deepest = 64;

/** How much text the copy may hold; counted down while copying, so that shared or endless parts cannot blow up. */
export interface Budget {
  left: number;
  /** Where true, a part that is no plain data does not spoil the whole: it is `undefined`, which fits no type but `unknown`. */
  readonly lenient?: boolean;
}

export const tooDeep: string = `nested deeper than ${deepest} levels`;
const tooLong = "too long with what comes before";

/** A deep, frozen copy. May throw where the value is a proxy that does. */
export function copyObject(source: object, depth: number, budget: Budget): object | Malformed {
  if (depth > deepest) {
    return new Malformed(tooDeep);
  }
  if (budget.left < 0) {
    return new Malformed(tooLong);
  }
  return Array.isArray(source)
    ? copyArray(source, depth, budget)
    : copyRecord(source, depth, budget);
}

function copyRecord(source: object, depth: number, budget: Budget): object | Malformed {
  if (!isPlain(source)) {
    return new Malformed("an object that is not plain data");
  }
  if (Object.getOwnPropertySymbols(source).length > 0) {
    return new Malformed("an object with a symbol as key");
  }
  const copy: Record<string, unknown> = {};
  for (const key in source) {
    const property = Object.getOwnPropertyDescriptor(source, key);
    if (property === undefined) {
      continue;
    }
    const value = readProperty(property, depth, budget);
    if (value instanceof Malformed) {
      if (budget.lenient !== true) return value.within(key);
      if (isAbsent(property)) continue;
    }
    // SECURITY: assigning to `__proto__` sets a prototype, here or wherever the copy goes.
    if (key === "__proto__") {
      return new Malformed("a key that is not allowed", key);
    }
    budget.left -= key.length + 4;
    copy[key] = value instanceof Malformed ? undefined : value;
  }
  return Object.freeze(copy);
}

function copyArray(source: readonly unknown[], depth: number, budget: Budget): object | Malformed {
  if (!Array.isArray(Object.getPrototypeOf(source))) {
    return new Malformed("an array that is not plain data");
  }
  const { length } = source;
  // Before its keys are listed, which alone takes seconds for some millions.
  if (length > budget.left) {
    return new Malformed(tooLong);
  }
  if (Object.keys(source).length !== length || Object.getOwnPropertySymbols(source).length > 0) {
    return new Malformed("an array with holes or with properties of its own");
  }
  const copy: unknown[] = [];
  for (let index = 0; index < length; index += 1) {
    const value = readProperty(Object.getOwnPropertyDescriptor(source, index), depth, budget);
    if (value instanceof Malformed && budget.lenient !== true) {
      return value.within(index);
    }
    budget.left -= 1;
    copy.push(value instanceof Malformed ? undefined : value);
  }
  return Object.freeze(copy);
}

/** One value, read once. The descriptor is the reading: asking for the value again could give another. */
function readProperty(
  property: PropertyDescriptor | undefined,
  depth: number,
  budget: Budget,
): unknown {
  if (property?.enumerable !== true) {
    return new Malformed("a hidden property");
  }
  // INVARIANT: a getter or setter has no value, and undefined is a fault.
  const value: unknown = property.value;
  if (typeof value === "string") {
    budget.left -= value.length + 2;
    return value;
  }
  if (typeof value === "object" && value !== null) {
    return copyObject(value, depth + 1, budget);
  }
  budget.left -= 1;
  const fault = scalarFault(value);
  return fault === null ? value : new Malformed(fault);
}

/** `{ note: undefined }` says no more than `{}`. */
function isAbsent(property: PropertyDescriptor): boolean {
  return "value" in property && property.value === undefined;
}

/** Made by a literal or by JSON.parse, in this realm or another, or without a prototype. */
function isPlain(source: object): boolean {
  const prototype: object | null = Object.getPrototypeOf(source);
  return (
    prototype === Object.prototype ||
    prototype === null ||
    (Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, "isPrototypeOf"))
  );
}
