// How long a range of dates is, and what is a range at all.

import {
  eitherWithinDays,
  optional,
  type Predicate,
  withinDays,
} from "@authensor/safeclaw-runtime/policy";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { instant } from "../oracle/date-range.js";

const days = (start: unknown, end: unknown) => ({ date_range: { start, end } });

// Made within the test: what runs before belongs to none.
describe.each<[string, () => Predicate, readonly object[], readonly object[]]>([
  [
    "date_range_max_days",
    () => eitherWithinDays("date_range", 90),
    [
      days("2026-01-01", "2026-04-01"),
      days("2026-01-01", "2026-01-01"),
      days("2024-02-29", "2024-03-01"),
      days("2026-01-01T00:00:00Z", "2026-04-01T02:00:00+02:00"),
      days("2026-01-01T12:00:00.5Z", "2026-04-01"),
      { date_range: { from: "2026-01-01", to: "2026-01-02", timezone: "UTC" } },
      { date_range: { start_date: "2026-01-01", end_date: "2026-01-02" } },
      { date_range: { since: "2026-01-01", until: "2026-01-02" } },
      { start_date: "2026-01-01", end_date: "2026-01-02", metric: "orders" },
      { from: "2026-01-01", to: "2026-01-02" },
      { since: "2026-01-01", until: "2026-01-02" },
    ],
    [
      days("2026-01-01", "2026-04-02"),
      days("2026-01-01", "2026-04-01T00:00:01Z"),
      days("2026-01-01", "2026-04-01T00:00:00.000000001Z"),
      days("2026-01-02", "2026-01-01"),
      days("2026-02-29", "2026-03-01"),
      days("2026-02-30", "2026-03-01"),
      days("2026-04-31", "2026-05-01"),
      days("2026-13-01", "2026-13-02"),
      days("2026-00-01", "2026-00-02"),
      days("2026-01-00", "2026-01-01"),
      days("2026-1-1", "2026-1-2"),
      days("01/01/2026", "01/02/2026"),
      days("2026-01-01 00:00:00Z", "2026-01-02"),
      days("2026-01-01T00:00:00", "2026-01-02"),
      days("2026-01-01T00:00Z", "2026-01-02"),
      days("2026-01-01T24:00:00Z", "2026-01-02"),
      days("2026-01-01T23:60:00Z", "2026-01-02"),
      days("2026-01-01\n", "2026-01-02"),
      days("yesterday", "today"),
      days(0, 1),
      days(null, null),
      days("2026-01-01", undefined),
      { date_range: { start: "2026-01-01" } },
      { date_range: { start: "2026-01-01", to: "2026-01-02" } },
      { date_range: { start: "2026-01-01", end: "2026-01-02", to: "2026-01-02" } },
      { date_range: {} },
      { date_range: ["2026-01-01", "2026-01-02"] },
      { date_range: "2026-01-01/2026-01-02" },
      { date_range: null, start_date: "2026-01-01", end_date: "2026-01-02" },
      { date_range: "all time", start_date: "2026-01-01", end_date: "2026-01-02" },
      { ...days("2026-01-01", "2026-01-02"), since: "2020-01-01" },
      { start_date: "2026-01-01", end_date: "2026-01-02", from: "2026-01-01", to: "2026-01-02" },
      { start: "2026-01-01", end: "2026-01-02" },
      {},
    ],
  ],
  [
    "max_days of another argument",
    () => withinDays(["filter", "period"], 1),
    [{ filter: { period: { from: "2026-01-01", to: "2026-01-02" } }, from: "Berlin", to: "Rome" }],
    [
      { from: "2026-01-01", to: "2026-01-02" },
      { filter: { from: "2026-01-01", to: "2026-01-02" } },
    ],
  ],
  [
    "max_days of date_range in the long form, which names an object",
    () => withinDays("date_range", 1),
    [
      days("2026-01-01", "2026-01-02"),
      { ...days("2026-01-01", "2026-01-02"), since: "2020-01-01" },
    ],
    [{}, { from: "2026-01-01", to: "2026-01-02" }, days("2026-01-01", "2026-01-03")],
  ],
  [
    "period_max_days, which is no date_range",
    () => eitherWithinDays("period", 1),
    [{ period: { from: "2026-01-01", to: "2026-01-02" }, since: "2020-01-01" }],
    [{ from: "2026-01-01", to: "2026-01-02" }],
  ],
  [
    "optional max_days",
    () => optional("date_range", withinDays("date_range", 1)),
    [{}, { metric: "orders" }, days("2026-01-01", "2026-01-02"), { until: "2026-01-02" }],
    [days("2026-01-01", "2026-01-03"), { date_range: null }],
  ],
])("%s", (_name, make, passing, failing) => {
  test.each(passing.map((args) => [args]))("holds for %j", (args) =>
    expect(make()(args)).toBe(true),
  );
  test.each(failing.map((args) => [args]))("fails for %j", (args) =>
    expect(make()(args)).toBe(false),
  );
});

const day = 86_400_000_000_000n;

test("a range is as long as the reference interpreter finds it", () => {
  const part = (low: number, high: number) =>
    fc.integer({ min: low, max: high }).map((n) => String(n).padStart(2, "0"));
  const year = fc.constantFrom("2024", "2026", "2000", "1900", "0099", "0004", "0000");
  const date = fc.tuple(year, part(0, 13), part(0, 32)).map((parts) => parts.join("-"));
  const time = fc.tuple(part(0, 24), part(0, 60), part(0, 60)).map((parts) => parts.join(":"));
  const zone = fc.oneof(
    fc.constant("Z"),
    fc
      .tuple(fc.constantFrom("+", "-"), part(0, 24), fc.constant(":"), part(0, 60))
      .map((parts) => parts.join("")),
  );
  const dateTime = fc
    .tuple(date, time, fc.constantFrom("", ".5", ".500000001", ".000"), zone)
    .map(([day, clock, fraction, offset]) => `${day}T${clock}${fraction}${offset}`);
  const moment = fc.oneof(date, dateTime);
  fc.assert(
    fc.property(moment, moment, (start, end) => {
      const [first, last] = [instant(start), instant(end)];
      const span = first === null || last === null ? -1n : last - first;
      const isWithin = (most: number) => withinDays("date_range", most)(days(start, end));
      if (span < 0n) {
        expect(isWithin(1_000_000)).toBe(false);
      } else {
        const fewest = Number((span + day - 1n) / day);
        expect(isWithin(fewest)).toBe(true);
        expect(isWithin(fewest - 1)).toBe(false);
      }
    }),
    { numRuns: 20_000 },
  );
});
