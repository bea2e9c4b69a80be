// A number within bounds and on a grid: exact, since what a constraint leaves of numbers, and takes, is a few intervals.

import type { Constraint } from "../../constraints/constraint.js";
import { fits, hasForm } from "../../constraints/fits.js";
import type { NumberType } from "../../tools/argument-type.js";
import {
  atStep,
  type Fraction,
  fractionOf,
  isMultiple,
  leastCommonMultiple,
  stepsIn,
} from "./decimal.js";
import {
  barred,
  type Found,
  firstAmong,
  inAny,
  isOneOf,
  isWanted,
  type Json,
  none,
  undecided,
  type Wanted,
} from "./found.js";
import { exactlyLeft, narrowedBy } from "./narrowed-by.js";

/** Calls hold no other numbers: beyond, an integer in JSON is not what was written. */
export const largest = Number.MAX_SAFE_INTEGER;

/** So many more numbers are tried than are barred one by one. */
const spareTries = 300;

export interface Interval {
  readonly lower: number;
  readonly upper: number;
  /** Whether an end does not belong to it. */
  readonly isOpen: { readonly lower: boolean; readonly upper: boolean };
  /** What its numbers are multiples of; null where it is all doubles. */
  readonly step: Fraction | null;
}

export function findNumber(type: NumberType, wanted: Wanted): Found {
  const base = narrowedBy(type, wanted.passes);
  const isRight = (value: Json) =>
    typeof value === "number" &&
    fits(value, type) &&
    hasForm(value, type) &&
    isWanted(value, wanted);
  if (base.kind === "literal") return firstAmong(base.values, isRight);
  if (base.kind !== "number") return none;
  if (isOneOf(wanted.fails, "number")) return firstAmong(wanted.fails.names, isRight);
  const tries = spareTries + barred(wanted);
  const whole = intervalOf(type);
  return inAny(failing(base, wanted.fails).map((part) => findIn(part, whole, isRight, tries)));
}

/** The parts of the numbers that may fail the constraint. */
export function failing(base: NumberType, constraint: Constraint | null): readonly NumberType[] {
  const left = constraint && exactlyLeft(base, constraint);
  if (left === null || left.kind !== "number") return [base];
  const [own, narrowed] = [intervalOf(base), intervalOf(left)];
  const { lower, upper, isOpen, step } = narrowed;
  const isOnGrid =
    step === null || (own.step !== null && step.under === 1n && isMultiple(own.step, step));
  return [
    ...(isOnGrid ? [] : [base]),
    ...(isSame(own, narrowed, "upper")
      ? []
      : [{ ...base, ...(isOpen.upper ? { minimum: upper } : { exclusiveMinimum: upper }) }]),
    ...(isSame(own, narrowed, "lower")
      ? []
      : [{ ...base, ...(isOpen.lower ? { maximum: lower } : { exclusiveMaximum: lower }) }]),
  ];
}

function isSame(a: Interval, b: Interval, end: "lower" | "upper"): boolean {
  return a[end] === b[end] && a.isOpen[end] === b.isOpen[end];
}

export function intervalOf(type: NumberType): Interval {
  const { minimum = -largest, maximum = largest, integer, multiplesOf = [] } = type;
  const { exclusiveMinimum = -Infinity, exclusiveMaximum = Infinity } = type;
  const steps = [...(integer ? [1] : []), ...multiplesOf].map(fractionOf);
  const lower = Math.max(minimum, exclusiveMinimum, -largest);
  const upper = Math.min(maximum, exclusiveMaximum, largest);
  return {
    lower,
    upper,
    isOpen: { lower: lower === exclusiveMinimum, upper: upper === exclusiveMaximum },
    step: steps.length === 0 ? null : steps.reduce(leastCommonMultiple),
  };
}

/** `whole` is what the tool takes; limits of the policy's own are tried before limits of the tool. */
function findIn(
  type: NumberType,
  whole: Interval,
  isRight: (value: Json) => boolean,
  tries: number,
): Found {
  const interval = intervalOf(type);
  const { lower, upper, isOpen, step } = interval;
  if (lower > upper || (lower === upper && (isOpen.lower || isOpen.upper))) return none;
  if (step !== null) return findOnGrid(interval, step, isRight, tries);
  const found = firstAmong(samples(interval, whole, tries), isRight);
  if (found.kind === "value") return found;
  // So close together that all of them can be looked at.
  for (let value = lower, count = 0; count < tries; value = nextDouble(value), count += 1) {
    if (isRight(value)) return { kind: "value", value };
    if (value >= upper) return none;
  }
  return undecided;
}

function findOnGrid(
  { lower, upper, isOpen }: Interval,
  step: Fraction,
  isRight: (value: Json) => boolean,
  tries: number,
): Found {
  const [low, high] = [fractionOf(lower), fractionOf(upper)];
  const first = stepsIn(low, step) + (isMultiple(low, step) && !isOpen.lower ? 0n : 1n);
  const last = stepsIn(high, step) - (isMultiple(high, step) && isOpen.upper ? 1n : 0n);
  const steps = stepsFrom(first, last, upper === largest, tries);
  const found = firstAmong(steps, (at) => isRight(atStep(at, step)));
  if (found.kind === "value") return { kind: "value", value: atStep(found.value, step) };
  return last - first < BigInt(tries) ? none : undecided;
}

/** All of them, or so many from both ends and around zero, which come first where there is no upper bound. */
function* stepsFrom(
  first: bigint,
  last: bigint,
  isUnbound: boolean,
  tries: number,
): Iterable<bigint> {
  const near = first > 0n ? first : last < 0n ? last : 0n;
  for (let by = 0n; by < BigInt(tries); by += 1n) {
    const ends = last - first < BigInt(tries) ? [last - by] : [last - by, first + by];
    const middle = [near + by, near - by];
    for (const at of isUnbound ? [...middle, ...ends] : [...ends, ...middle]) {
      if (at >= first && at <= last) yield at;
    }
  }
}

/** Numbers of the interval, those that a person would name first. */
function* samples({ lower, upper }: Interval, whole: Interval, tries: number): Iterable<number> {
  const ends = [upper, lower].filter((end) => Math.abs(end) < largest);
  yield* ends.filter((end) => end !== whole.upper && end !== whole.lower);
  yield 1;
  yield* ends;
  yield* [0, -1, 0.5];
  const [low, high] = [Math.ceil(lower), Math.floor(upper)];
  if (upper === largest) yield* [low, low + 1, lower + 0.01, lower + 1 / 3];
  if (lower === -largest) yield* [high, high - 1, upper - 0.01, upper - 1 / 3];
  for (let index = 1; index <= tries; index += 1) {
    const at = lower + ((upper - lower) * index) / (tries + 1);
    yield* [Math.round(at), Math.round(at * 100) / 100, at];
  }
}

const bits = new DataView(new ArrayBuffer(8));

/** The smallest double above one that is finite. */
function nextDouble(value: number): number {
  if (value === 0) return Number.MIN_VALUE;
  bits.setFloat64(0, value);
  bits.setBigInt64(0, bits.getBigInt64(0) + (value > 0 ? 1n : -1n));
  return bits.getFloat64(0);
}
