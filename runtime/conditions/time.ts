// Timestamps and durations, as nanoseconds: since 1970, and from one to the other.

import { instantOf } from "../predicates/instant.js";
import { spend } from "./budget.js";
import { fail, type Operand, type Term, termOf } from "./term.js";

const second = 1_000_000_000n;
const millisecond = 1_000_000n;

// INVARIANT: it is a date.
const epoch = BigInt(instantOf("1970-01-01")?.seconds ?? 0);

/** When the decision is made. */
export const now: Term<bigint> = (input) => BigInt(input.now) * millisecond;

/** The years 1 to 9999. */
export function timestampIn(nanoseconds: bigint): bigint {
  const isSo = nanoseconds >= -62_135_596_800n * second && nanoseconds < 253_402_300_800n * second;
  return isSo ? nanoseconds : fail("a timestamp is out of range");
}

/** What 64 bits hold: 292 years, in either direction. */
export function durationIn(nanoseconds: bigint): bigint {
  return BigInt.asIntN(64, nanoseconds) === nanoseconds
    ? nanoseconds
    : fail("a duration is out of range");
}

/** `timestamp(text)`, as RFC 3339 has it. */
export function timestamp(text: Operand<string>): Term<bigint> {
  return parsed(text, (written) => {
    const instant = written.includes("T") ? instantOf(written) : undefined;
    return instant === undefined
      ? fail("a text is no timestamp")
      : timestampIn((BigInt(instant.seconds) - epoch) * second + BigInt(instant.nanoseconds));
  });
}

/** `duration(text)`: `24h`, `1h30m`, `-1.5s`. */
export function duration(text: Operand<string>): Term<bigint> {
  return parsed(text, durationOf);
}

/** A text that stands there as it is, is read once. */
function parsed(text: Operand<string>, read: (text: string) => bigint): Term<bigint> {
  if (typeof text === "string") {
    const value = read(text);
    return () => value;
  }
  return (input, bound) => {
    const written = text(input, bound);
    // As many items could be looked at meanwhile.
    spend(20 + written.length);
    return read(written);
  };
}

const units: ReadonlyMap<string, bigint> = new Map([
  ["h", 3600n * second],
  ["m", 60n * second],
  ["s", second],
  ["ms", millisecond],
  ["us", 1000n],
  ["µs", 1000n],
  ["ns", 1n],
]);
const longest = 128;
const wholeDuration = /^[+-]?(?:0|(?:(?:\d+\.?\d*|\.\d+)(?:h|ms|m|s|us|µs|ns))+)$/u;

function durationOf(text: string): bigint {
  if (text.length > longest || !wholeDuration.test(text)) {
    return fail("a text is no duration");
  }
  let sum = 0n;
  for (const [, whole = "", fraction = "", unit = ""] of text.matchAll(
    /(\d*)\.?(\d*)(h|ms|m|s|us|µs|ns)/gu,
  )) {
    const each = units.get(unit) ?? 0n;
    sum += BigInt(whole) * each + (BigInt(fraction) * each) / 10n ** BigInt(fraction.length);
  }
  return durationIn(text.startsWith("-") ? -sum : sum);
}

/** Parts of a timestamp in UTC, by their names in CEL. Months and days of the year count from 0. */
const parts = {
  getFullYear: (date: Date): number => date.getUTCFullYear(),
  getMonth: (date: Date): number => date.getUTCMonth(),
  getDate: (date: Date): number => date.getUTCDate(),
  getDayOfMonth: (date: Date): number => date.getUTCDate() - 1,
  getDayOfWeek: (date: Date): number => date.getUTCDay(),
  getDayOfYear: (date: Date): number =>
    (midnight(date, date.getUTCMonth(), date.getUTCDate()) - midnight(date, 0, 1)) / 86_400_000,
  getHours: (date: Date): number => date.getUTCHours(),
  getMinutes: (date: Date): number => date.getUTCMinutes(),
  getSeconds: (date: Date): number => date.getUTCSeconds(),
  getMilliseconds: (date: Date): number => date.getUTCMilliseconds(),
};

/** `time.getHours()` and its like. */
export function partOf(name: keyof typeof parts, time: Operand<bigint>): Term<number> {
  const term = termOf(time);
  const part = parts[name];
  return (input, bound) => {
    const nanoseconds = term(input, bound);
    spend(16);
    // Down, also before 1970.
    const whole = nanoseconds - (((nanoseconds % millisecond) + millisecond) % millisecond);
    return part(new Date(Number(whole / millisecond)));
  };
}

function midnight(date: Date, month: number, day: number): number {
  // Not Date.UTC, which takes the year 99 for 1999.
  return new Date(date).setUTCFullYear(date.getUTCFullYear(), month, day);
}
