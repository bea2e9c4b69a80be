// The check of numbers that zod gets wrong: JSON Schema's `multipleOf`.

import { isMultiple } from "../decimal.js";
import { type Check, check } from "./check.js";

/** A multiple of `step` as both are written in decimal. */
export function multipleOf(step: number): Check {
  const isExact = isMultiple(step);
  return check(
    `Invalid number: must be a multiple of ${step}`,
    // A quotient of doubles that is no integer is refused as well, since that is how other checkers of JSON Schema find out.
    (value) => typeof value === "number" && Number.isInteger(value / step) && isExact(value),
  );
}
