// The number nearest to another one that passes some constraints.

import type { Constraint } from "../../constraints/constraint.js";
import { fits, hasForm } from "../../constraints/fits.js";
import type { NumberType } from "../../tools/argument-type.js";
import { atStep, type Fraction, fractionOf, stepsIn } from "../values/decimal.js";
import { intervalOf } from "../values/find-number.js";
import { barred, isWanted } from "../values/found.js";
import { narrowedBy } from "../values/narrowed-by.js";
import { byDistance, numberIn } from "./distance.js";

/** Where any number will do, those that a person would write. */
const hundredth: Fraction = { over: 1n, under: 100n };

/** One at most, and perhaps none where there is one. */
export function nearestNumber(
  value: unknown,
  type: NumberType,
  passes: readonly Constraint[],
): readonly number[] {
  const base = narrowedBy(type, passes);
  const given = numberIn(value);
  if (given === undefined) return [];
  const wanted = { passes, fails: null };
  const fitting = numbersIn(base, given, barred(wanted)).filter(
    (each) => fits(each, type) && hasForm(each, type) && isWanted(each, wanted),
  );
  return byDistance(given, fitting).slice(0, 1);
}

function numbersIn(base: ReturnType<typeof narrowedBy>, given: number, spare: number) {
  if (base.kind === "literal") return base.values.filter((each) => typeof each === "number");
  if (base.kind !== "number") return [];
  const { lower, upper, step } = intervalOf(base);
  const nearest = Math.min(Math.max(given, lower), upper);
  const grid = step ?? hundredth;
  const first = stepsIn(fractionOf(nearest), grid) - BigInt(spare) - 1n;
  const around = Array.from({ length: 2 * spare + 4 }, (_, by) => atStep(first + BigInt(by), grid));
  return [nearest, ...around];
}
