// Numbers as they are written in decimal: 0.3 is three times 0.1, which doubles deny.

interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

/** Whether a finite number is a multiple of `step`, exactly. */
export function isMultiple(step: number): (value: number) => boolean {
  const unit = decimal(step);
  return (value) => {
    const { digits, exponent } = decimal(value);
    const shared = Math.min(exponent, unit.exponent);
    const whole = digits * 10n ** BigInt(exponent - shared);
    return whole % (unit.digits * 10n ** BigInt(unit.exponent - shared)) === 0n;
  };
}

/** The number is exactly `digits` times ten to the power of `exponent`. */
function decimal(value: number): Decimal {
  const [mantissa = "", power = "0"] = String(value).split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  return { digits: BigInt(whole + fraction), exponent: Number(power) - fraction.length };
}
