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

describe.each<[string, Predicate, readonly object[], readonly object[]]>([
  [
    "date_range_max_days",
    eitherWithinDays("date_range", 90),
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
    withinDays(["filter", "period"], 1),
    [{ filter: { period: { from: "2026-01-01", to: "2026-01-02" } }, from: "Berlin", to: "Rome" }],
    [
      { from: "2026-01-01", to: "2026-01-02" },
      { filter: { from: "2026-01-01", to: "2026-01-02" } },
    ],
  ],
  [
    "max_days of date_range in the long form, which names an object",
    withinDays("date_range", 1),
    [
      days("2026-01-01", "2026-01-02"),
      { ...days("2026-01-01", "2026-01-02"), since: "2020-01-01" },
    ],
    [{}, { from: "2026-01-01", to: "2026-01-02" }, days("2026-01-01", "2026-01-03")],
  ],
  [
    "period_max_days, which is no date_range",
    eitherWithinDays("period", 1),
    [{ period: { from: "2026-01-01", to: "2026-01-02" }, since: "2020-01-01" }],
    [{ from: "2026-01-01", to: "2026-01-02" }],
  ],
  [
    "optional max_days",
    optional("date_range", withinDays("date_range", 1)),
    [{}, { metric: "orders" }, days("2026-01-01", "2026-01-02"), { until: "2026-01-02" }],
    [days("2026-01-01", "2026-01-03"), { date_range: null }],
  ],
])("%s", (_name, holds, passing, failing) => {
  test.each(passing.map((args) => [args]))("holds for %j", (args) =>
    expect(holds(args)).toBe(true),
  );
  test.each(failing.map((args) => [args]))("fails for %j", (args) =>
    expect(holds(args)).toBe(false),
  );
});

test("a range is as long as the reference interpreter finds it", () => {
  const part = (low: number, high: number) =>
    fc.integer({ min: low, max: high }).map((n) => String(n).padStart(2, "0"));
  const date = fc
    .tuple(fc.constantFrom("2024", "2026", "1999", "0099"), part(0, 13), part(0, 32))
    .map((parts) => parts.join("-"));
  const time = fc.tuple(part(0, 24), part(0, 60), part(0, 60)).map((parts) => parts.join(":"));
  const zone = fc.oneof(
    fc.constant("Z"),
    fc
      .tuple(fc.constantFrom("+", "-"), part(0, 24), fc.constant(":"), part(0, 60))
      .map((parts) => parts.join("")),
  );
  const dateTime = fc
    .tuple(date, time, zone)
    .map(([day, clock, offset]) => `${day}T${clock}${offset}`);
  const moment = fc.oneof(date, dateTime);
  fc.assert(
    fc.property(moment, moment, fc.nat({ max: 800 }), (start, end, most) => {
      const [first, last] = [instant(start), instant(end)];
      const span = first === null || last === null ? null : last - first;
      const expected = span !== null && span >= 0n && span <= BigInt(most) * 86_400_000_000_000n;
      expect(withinDays("date_range", most)(days(start, end))).toBe(expected);
    }),
    { numRuns: 20_000 },
  );
});
