// Ranges of dates and how long they are, for `max_days`.

import type { Json, JsonObject } from "./policy-file.js";
import { valueAt } from "./value-at.js";
import { isObject } from "./well-formed.js";

type Pair = readonly [start: string, end: string];

/** "a pair at top level: start_date/end_date, from/to, since/until" */
const TOP_LEVEL_PAIRS: readonly Pair[] = [
  ["start_date", "end_date"],
  ["from", "to"],
  ["since", "until"],
];

/** "value is an object with one of the pairs start/end, start_date/end_date, from/to, since/until" */
const OBJECT_PAIRS: readonly Pair[] = [["start", "end"], ...TOP_LEVEL_PAIRS];

/** `date_range_max_days`: "either shape of a date range (neither or both present: fails)" */
export function dateRangeHolds(args: JsonObject, days: number): boolean {
  const asObject = Object.hasOwn(args, "date_range");
  const asPair = TOP_LEVEL_PAIRS.some((pair) => isBegun(args, pair));
  if (asObject && asPair) return false;
  return asObject
    ? objectRangeHolds(valueAt(args, "date_range"), days)
    : pairHolds(args, TOP_LEVEL_PAIRS, days);
}

export function objectRangeHolds(value: Json | undefined, days: number): boolean {
  return isObject(value) && pairHolds(value, OBJECT_PAIRS, days);
}

/** "Exactly one complete shape must be there, and no part of another." */
function pairHolds(object: JsonObject, pairs: readonly Pair[], days: number): boolean {
  const [begun, another] = pairs.filter((pair) => isBegun(object, pair));
  if (begun === undefined || another !== undefined) return false;
  const [start, end] = begun.map((part) =>
    Object.hasOwn(object, part) ? instant(object[part]) : null,
  );
  if (typeof start !== "bigint" || typeof end !== "bigint") return false;
  // "end < start fails; end - start ≤ N*24h"
  return end >= start && end - start <= BigInt(Math.round(days * SECONDS_A_DAY)) * NANOSECONDS;
}

function isBegun(object: JsonObject, pair: Pair): boolean {
  return pair.some((part) => Object.hasOwn(object, part));
}

const SECONDS_A_DAY = 86_400;
const NANOSECONDS = 1_000_000_000n;

/** "YYYY-MM-DD (UTC midnight) or RFC 3339 date-time with seconds, at most nine digits of fractions, and an offset or Z; anything else fails" */
const DATE =
  /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|([-+])(\d\d):(\d\d)))?$/u;

/** Nanoseconds since the year 0, or null where it is no date. */
export function instant(value: Json | undefined): bigint | null {
  const match = typeof value === "string" ? DATE.exec(value) : null;
  if (match === null) return null;
  const part = (group: number): number => Number(match[group] ?? 0);
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map(part);
  if (year === undefined || month === undefined || day === undefined) return null;
  if (hour === undefined || minute === undefined || second === undefined) return null;
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  if (hour > 23 || minute > 59 || second > 59 || part(9) > 23 || part(10) > 59) return null;
  const east = (match[8] === "-" ? -1 : 1) * (part(9) * 60 + part(10));
  const days = daysBefore(year, month) + day;
  const seconds = days * SECONDS_A_DAY + hour * 3600 + (minute - east) * 60 + second;
  const fraction = (match[7] ?? "").padEnd(9, "0");
  return BigInt(seconds) * NANOSECONDS + BigInt(fraction);
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Days from the beginning of the year 0 to that of this month. */
function daysBefore(year: number, month: number): number {
  let days = 0;
  for (let earlier = 0; earlier < year; earlier += 1) days += isLeap(earlier) ? 366 : 365;
  for (let earlier = 1; earlier < month; earlier += 1) days += daysInMonth(year, earlier);
  return days;
}
