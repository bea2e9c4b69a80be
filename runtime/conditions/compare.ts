// Comparisons, with CEL's meaning: numbers by value, lists and objects by what is in them, text by code points.

import { isObject } from "../predicates/argument.js";
import { namesIn, spend, spendOn } from "./budget.js";
import { fail, type Operand, type Term, termOf } from "./term.js";

/** What can be put in order. Timestamps and durations are bigints. */
type Ordered = number | string | boolean | bigint;

export const equal: Equality = comparing(isEqual);
export const unequal: Equality = comparing((a, b) => !isEqual(a, b));

/** The same for two values of which no type is known: those of unlike types throw. */
export const equalAlike: Equality = comparing((a, b) => isEqual(a, alike(a, b)));
export const unequalAlike: Equality = comparing((a, b) => !isEqual(a, alike(a, b)));

export const less: Ordering = comparing<Ordered>((a, b) => order(a, b) < 0);
export const lessOrEqual: Ordering = comparing<Ordered>((a, b) => order(a, b) <= 0);
export const greater: Ordering = comparing<Ordered>((a, b) => order(a, b) > 0);
export const greaterOrEqual: Ordering = comparing<Ordered>((a, b) => order(a, b) >= 0);

/** `value in list`. */
export const isIn: Membership = within((value, each) => isEqual(value, each));

/** The same where nothing says what it is looked for in: a list, or the names in an object. */
export function isInAlike(value: Operand<unknown>, of: Operand<unknown>): Term<boolean> {
  const one = termOf(value);
  const all = termOf(of);
  return (input, bound) => {
    const wanted = one(input, bound);
    const holder = all(input, bound);
    if (Array.isArray(holder)) {
      return holder.some((each) => isEqual(wanted, alike(wanted, each)));
    }
    return typeof wanted === "string" && isObject(holder)
      ? Object.hasOwn(holder, wanted)
      : fail("it is no list");
  };
}

type Equality = (a: Operand<unknown>, b: Operand<unknown>) => Term<boolean>;
type Ordering = <Value extends Ordered>(a: Operand<Value>, b: Operand<Value>) => Term<boolean>;
type Membership = (value: Operand<unknown>, list: Operand<readonly unknown[]>) => Term<boolean>;

function comparing<Value>(
  isSo: (a: Value, b: Value) => boolean,
): (a: Operand<Value>, b: Operand<Value>) => Term<boolean> {
  return (a, b) => {
    const left = termOf(a);
    const right = termOf(b);
    return (input, bound) => isSo(left(input, bound), right(input, bound));
  };
}

function within(isSame: (value: unknown, each: unknown) => boolean): Membership {
  return (value, list) => {
    const one = termOf(value);
    const all = termOf(list);
    return (input, bound) => {
      const wanted = one(input, bound);
      return all(input, bound).some((each) => isSame(wanted, each));
    };
  };
}

function isEqual(a: unknown, b: unknown): boolean {
  spend(1);
  if (typeof a === "string") {
    if (typeof b === "string" && a.length === b.length) {
      spendOn(a);
    }
    return a === b;
  }
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((each, at) => isEqual(each, b[at]));
  }
  if (!isObject(a)) {
    return a === b;
  }
  if (!isObject(b)) {
    return false;
  }
  const keys = namesIn(a);
  return (
    namesIn(b).length === keys.length &&
    keys.every((key) => Object.hasOwn(b, key) && isEqual(a[key], b[key]))
  );
}

/** The second, where it can be compared with the first. Everything can with null. */
function alike(a: unknown, b: unknown): unknown {
  const isSo = a === null || b === null || kindOf(a) === kindOf(b);
  return isSo ? b : fail("it compares values of unlike types");
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? "list" : typeof value;
}

function order(a: Ordered, b: Ordered): number {
  if (typeof a === "string" && typeof b === "string") {
    return orderOfTexts(a, b);
  }
  spend(1);
  return a < b ? -1 : Number(a > b);
}

/** By code points: a surrogate stands for one above all that a single unit can be. */
function orderOfTexts(a: string, b: string): number {
  spendOn(a.length < b.length ? a : b);
  const end = Math.min(a.length, b.length);
  let at = 0;
  while (at < end && a.charCodeAt(at) === b.charCodeAt(at)) {
    at += 1;
  }
  return at === end ? a.length - b.length : rank(a.charCodeAt(at)) - rank(b.charCodeAt(at));
}

function rank(unit: number): number {
  return unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit;
}
