// Arithmetic that is exact or throws: integers up to 2^53, finite numbers, and times within the range that CEL has.

import { spend } from "./budget.js";
import { fail, type Operand, type Term, termOf } from "./term.js";
import { durationIn, timestampIn } from "./time.js";

/** What a calculation gives, by the name of its type. */
interface Sorts {
  readonly int: number;
  readonly double: number;
  readonly timestamp: bigint;
  readonly duration: bigint;
}

type Numeric = "int" | "double";

const within: { readonly [Sort in keyof Sorts]: (value: Sorts[Sort]) => Sorts[Sort] } = {
  int: (value) => (Number.isSafeInteger(value) ? value : fail("an integer is too large")),
  double: (value) => (Number.isFinite(value) ? value : fail("a number is not finite")),
  timestamp: timestampIn,
  duration: durationIn,
};

export function add<Sort extends keyof Sorts>(
  sort: Sort,
  a: Operand<Sorts[Sort]>,
  b: Operand<Sorts[Sort]>,
): Term<Sorts[Sort]> {
  return calculated(sort, a, b, plus);
}

export function subtract<Sort extends keyof Sorts>(
  sort: Sort,
  a: Operand<Sorts[Sort]>,
  b: Operand<Sorts[Sort]>,
): Term<Sorts[Sort]> {
  return calculated(sort, a, b, minus);
}

export function multiply(sort: Numeric, a: Operand<number>, b: Operand<number>): Term<number> {
  return calculated(sort, a, b, (left, right) => left * right);
}

/** Of integers: without the remainder, towards zero. */
export function divide(sort: Numeric, a: Operand<number>, b: Operand<number>): Term<number> {
  return calculated(sort, a, b, (left, right) =>
    sort === "int" ? (left - (left % nonZero(right))) / right : left / nonZero(right),
  );
}

/** `list.sum()`: of none it is 0. */
export function sum(sort: Numeric, list: Operand<readonly unknown[]>): Term<number> {
  const term = termOf(list);
  const exactly = within[sort];
  return (input, bound) =>
    term(input, bound).reduce<number>((total, item) => {
      spend(1);
      return exactly(total + exactly(typeof item === "number" ? item : fail("this is no number")));
    }, 0);
}

/** Of integers; it has the sign of the first. */
export function remainder(a: Operand<number>, b: Operand<number>): Term<number> {
  return calculated("int", a, b, (left, right) => left % nonZero(right));
}

export function negate(a: Operand<number>): Term<number> {
  const term = termOf(a);
  return (input, bound) => -term(input, bound);
}

/** `int(a)`: towards zero. */
export function toInt(a: Operand<number>): Term<number> {
  const term = termOf(a);
  return (input, bound) => within.int(Math.trunc(term(input, bound)));
}

/** `string(a)` of an integer, a boolean or a string. */
export function toText(a: Operand<number | boolean | string>): Term<string> {
  const term = termOf(a);
  return (input, bound) => String(term(input, bound));
}

function calculated<Sort extends keyof Sorts>(
  sort: Sort,
  a: Operand<Sorts[Sort]>,
  b: Operand<Sorts[Sort]>,
  compute: (left: Sorts[Sort], right: Sorts[Sort]) => Sorts[Sort],
): Term<Sorts[Sort]> {
  const left = termOf(a);
  const right = termOf(b);
  const exactly = within[sort];
  return (input, bound) => {
    spend(1);
    return exactly(compute(left(input, bound), right(input, bound)));
  };
}

// INVARIANT: both are of one sort, a number or a bigint.
function plus<Value extends number | bigint>(a: Value, b: Value): Value {
  return ((a as number) + (b as number)) as Value;
}

// INVARIANT: as above.
function minus<Value extends number | bigint>(a: Value, b: Value): Value {
  return ((a as number) - (b as number)) as Value;
}

function nonZero(divisor: number): number {
  return divisor === 0 ? fail("it divides by zero") : divisor;
}
