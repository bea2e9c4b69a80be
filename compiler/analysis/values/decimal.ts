// Numbers as they are written, calculated with exactly.

export interface Fraction {
  readonly over: bigint;
  /** Above zero. */
  readonly under: bigint;
}

/** The number as its shortest decimal text says. */
export function fractionOf(value: number): Fraction {
  const [mantissa = "", power = "0"] = String(value).split("e");
  const [whole = "", digits = ""] = mantissa.split(".");
  const exponent = Number(power) - digits.length;
  const over = BigInt(whole + digits);
  return exponent >= 0
    ? { over: over * 10n ** BigInt(exponent), under: 1n }
    : { over, under: 10n ** BigInt(-exponent) };
}

/** The smallest number that is a multiple of both. */
export function leastCommonMultiple(a: Fraction, b: Fraction): Fraction {
  const [x, y] = [a.over * b.under, b.over * a.under];
  return { over: (x / greatestCommonDivisor(x, y)) * y, under: a.under * b.under };
}

export function isMultiple(value: Fraction, step: Fraction): boolean {
  return (value.over * step.under) % (value.under * step.over) === 0n;
}

/** How many whole steps the value is, rounded down. */
export function stepsIn(value: Fraction, step: Fraction): bigint {
  const [over, under] = [value.over * step.under, value.under * step.over];
  const quotient = over / under;
  return over < 0n && over % under !== 0n ? quotient - 1n : quotient;
}

const places = 30;

/** The nearest double to so many steps. */
export function atStep(count: bigint, { over, under }: Fraction): number {
  const exact = count * over;
  if (under === 1n) return Number(exact);
  const size = exact < 0n ? -exact : exact;
  const digits = ((size * 10n ** BigInt(places)) / under).toString().padStart(places + 1, "0");
  const value = Number(`${digits.slice(0, -places)}.${digits.slice(-places)}`);
  return exact < 0n && value !== 0 ? -value : value;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b);
}
