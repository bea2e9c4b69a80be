// The check of numbers that zod gets wrong: JSON Schema's `multipleOf`.

import { type Check, check } from "./check.js";

/** A multiple of `step` as both are written in decimal. */
export function multipleOf(step: number): Check {
  const unit = decimal(step);
  return check(`Invalid number: must be a multiple of ${step}`, (value) => {
    // A quotient of doubles that is no integer is refused as well, since that is how other checkers of JSON Schema find out.
    if (typeof value !== "number" || !Number.isInteger(value / step)) return false;
    const { digits, exponent } = decimal(value);
    const shared = Math.min(exponent, unit.exponent);
    const whole = digits * 10n ** BigInt(exponent - shared);
    return whole % (unit.digits * 10n ** BigInt(unit.exponent - shared)) === 0n;
  });
}

interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

/** The number is exactly `digits` times ten to the power of `exponent`. */
function decimal(value: number): Decimal {
  const [mantissa = "", power = "0"] = String(value).split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  return { digits: BigInt(whole + fraction), exponent: Number(power) - fraction.length };
}
