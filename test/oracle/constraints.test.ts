// What each constraint lets through, in its short and its long forms, with and without a tools module.

import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { instant } from "./date-range.js";
import { decide } from "./decide.js";
import type { PolicyFile, Tools } from "./policy-file.js";

/** The code of a call of a tool under these constraints; null where it is allowed. */
function answer(constraints: string, args: unknown, tools: Tools | null = null): string | null {
  const file: PolicyFile = parse(
    `{ version: 1, policies: [{ name: p, actions: [{ tool: t, effect: allow, constraints: ${constraints} }] }] }`,
  );
  return decide(file, tools, { tool: "t", args, assistant: null }).code;
}

const FAILS = "constraint";
const INVALID = "invalid-arguments";

type Row = readonly [constraints: string, args: object, code: string | null];

const ROWS: readonly Row[] = [
  ["{ max_amount: 100 }", { amount: 100 }, null],
  ["{ max_amount: 100 }", { amount: 100.01 }, FAILS],
  ["{ max_amount: 100 }", {}, FAILS],
  ["{ max_amount: 100 }", { amount: "50" }, INVALID],
  ["{ max_amount: 100 }", { amount: null }, INVALID],
  ["{ max_amount: 100 }", { amount: 5, note: [{}] }, null],
  ["{ min_amount: 1 }", { amount: 1 }, null],
  ["{ min_amount: 1 }", { amount: 0.99 }, FAILS],
  ["{ amount: { min: 0.01, max: 5 } }", { amount: 5.01 }, FAILS],
  ["{ max_title_length: 2 }", { title: "ab" }, null],
  ["{ max_title_length: 2 }", { title: "😀😀" }, null],
  ["{ max_title_length: 2 }", { title: "abc" }, FAILS],
  ["{ min_title_length: 2 }", { title: "😀" }, FAILS],
  ["{ min_title_length: 2 }", { title: 22 }, INVALID],
  ['{ allowed_statuses: "open|on hold" }', { status: "on hold" }, null],
  ['{ allowed_statuses: "open|on hold" }', { status: "Open" }, FAILS],
  ["{ allowed_levels: [1, 2] }", { level: 2 }, null],
  ["{ allowed_levels: [1, 2] }", { level: "2" }, INVALID],
  ["{ denied_reasons: [fraud] }", { reason: "late" }, null],
  ["{ denied_reasons: [fraud] }", { reason: "fraud" }, FAILS],
  ["{ denied_reasons: [fraud] }", {}, FAILS],
  ["{ reason: { not_in: [fraud] } }", { reason: "fraud" }, FAILS],
  ["{ currency: EUR }", { currency: "EUR" }, null],
  ["{ currency: EUR }", { currency: "EUR " }, FAILS],
  ["{ express: true }", { express: false }, FAILS],
  ["{ express: true }", { express: 1 }, INVALID],
  ["{ currency: [EUR, USD] }", { currency: "USD" }, null],
  ["{ currency: [EUR, USD] }", { currency: "GBP" }, FAILS],
  ["{ ref: { in: [1, a] } }", { ref: "1" }, FAILS],
  ["{ ref: { in: [1, a] } }", { ref: true }, INVALID],
  ["{ ref: { equals: a } }", { ref: "a" }, null],
  ['{ id_pattern: "[a-z]+" }', { id: "abc" }, null],
  ['{ id_pattern: "[a-z]+" }', { id: "abc\n" }, FAILS],
  ['{ id_pattern: "a|bc" }', { id: "abc" }, FAILS],
  ['{ id: { pattern: ".+" } }', { id: "\u2028\r" }, null],
  ['{ id: { pattern: ".+" } }', { id: "a\n" }, FAILS],
  ["{ id: { pattern: 'x+' } }", { id: "x".repeat(65_536) }, null],
  ["{ id: { pattern: 'x+' } }", { id: "x".repeat(65_537) }, FAILS],
  ["{ id: { pattern: '\\s?x' } }", { id: "\u00a0x" }, FAILS],
  ["{ id: { pattern: '\\s?x' } }", { id: "\tx" }, null],
  ["{ amount: { min: 1, optional: true } }", {}, null],
  ["{ amount: { min: 1, optional: true } }", { amount: 0 }, FAILS],
  ["{ amount: { min: 1, optional: true } }", { amount: null }, INVALID],
  ["{ amount: { min: 1, optional: true }, max_amount: 5 }", {}, FAILS],
  ["{ to.city: { in: [Rome] } }", { to: { city: "Rome" } }, null],
  ["{ to.city: { in: [Rome] } }", { "to.city": "Rome" }, FAILS],
  ["{ to.city: { in: [Rome] } }", { to: {} }, FAILS],
  ["{ to.city: { in: [Rome] } }", { to: "Rome" }, INVALID],
  ["{ to.city: { in: [Rome], optional: true } }", { to: null }, INVALID],
  ["{ to.city: { in: [Rome], optional: true } }", {}, null],
  ["{ constructor: { in: [a] } }", {}, FAILS],
];

describe("without a tools module", () => {
  test.each(ROWS)("%s on %j", (constraints, args, code) => {
    expect(answer(constraints, args)).toBe(code);
  });
});

const RANGES: readonly Row[] = [
  ["{ date_range_max_days: 1 }", { from: "2026-02-28", to: "2026-03-01" }, null],
  ["{ date_range_max_days: 1 }", { since: "2026-02-28", until: "2026-03-01T00:00:01Z" }, FAILS],
  ["{ date_range_max_days: 1 }", { since: "2026-02-28", until: "2026-03-01T02:00:00+02:00" }, null],
  ["{ date_range_max_days: 1 }", { from: "2026-03-01", to: "2026-02-28" }, FAILS],
  ["{ date_range_max_days: 0 }", { start_date: "2026-03-01", end_date: "2026-03-01" }, null],
  ["{ date_range_max_days: 9 }", { start_date: "2026-03-01" }, FAILS],
  ["{ date_range_max_days: 9 }", {}, FAILS],
  ["{ date_range_max_days: 9 }", { date_range: { start: "2026-03-01", end: "2026-03-02" } }, null],
  ["{ date_range_max_days: 9 }", { date_range: { from: "2026-03-01", end: "2026-03-02" } }, FAILS],
  ["{ date_range_max_days: 9 }", { date_range: "last week" }, FAILS],
  ["{ date_range_max_days: 9 }", { date_range: null, from: "2026-03-01", to: "2026-03-02" }, FAILS],
  ["{ date_range_max_days: 9 }", { since: "x", from: "2026-03-01", to: "2026-03-02" }, FAILS],
  [
    "{ date_range_max_days: 9 }",
    {
      date_range: { start: "2026-03-01", end: "2026-03-02" },
      from: "2026-03-01",
      to: "2026-03-02",
    },
    FAILS,
  ],
  ["{ date_range: { max_days: 9 } }", { from: "2026-03-01", to: "2026-03-02" }, FAILS],
  ["{ date_range: { max_days: 9, optional: true } }", { from: "2026-03-01" }, null],
  [
    "{ date_range: { max_days: 9 } }",
    { date_range: { start: "2026-03-01", end: "2026-03-02" }, from: "2026-03-01" },
    null,
  ],
  ["{ stay_max_days: 9 }", { stay: { since: "2026-03-01", until: "2026-03-10" } }, null],
  ["{ stay_max_days: 9 }", { stay: { since: "2026-03-01", until: "2026-03-11" } }, FAILS],
  ["{ stay: { max_days: 9 } }", { stay: { since: "2026-03-01", until: "2026-03-11" } }, FAILS],
];

describe("ranges of dates", () => {
  test.each(RANGES)("%s on %j", (constraints, args, code) => {
    expect(answer(constraints, args)).toBe(code);
  });

  test.each([
    ["2026-02-29"],
    ["2026-13-01"],
    ["2026-1-1"],
    ["2026-01-01T24:00:00Z"],
    ["2026-01-01T10:00Z"],
    ["2026-01-01T10:00:00"],
    ["2026-01-01T10:00:00+24:00"],
    ["2026-01-01\n"],
    ["1 January 2026"],
    [20260101],
  ])("%j is no date", (value) => expect(instant(value)).toBeNull());

  test.each([
    ["1970-01-01", "1970-01-02"],
    ["1900-02-28", "1900-03-01"],
    ["2000-02-28", "2000-02-29"],
    ["2024-02-29", "2024-03-01"],
    ["0099-12-31", "0100-01-01"],
    ["2026-12-31", "2027-01-01T01:00:00+01:00"],
    ["2026-12-31", "2026-12-31T23:00:00-01:00"],
    ["2026-01-01T10:00:00.5Z", "2026-01-02T10:00:00.500Z"],
  ])("from %s to %s is a day", (start, end) => {
    expect((instant(end) ?? 0n) - (instant(start) ?? 0n)).toBe(86_400_000_000_000n);
  });
});

const TOOLS: Tools = new Map([
  [
    "t",
    {
      type: "object",
      properties: {
        status: { type: "string", enum: ["open", "shut"] },
        regions: { type: "string", optional: true },
        title_length: { type: "integer", optional: true },
        since: { type: "string", optional: true },
        until: { type: "string", optional: true },
        max_depth: { type: "integer", optional: true },
        to: { type: "object", properties: { city: { type: "string" } }, optional: true },
        tags: { type: "array", items: { type: "string" }, optional: true },
        more: { type: "object", properties: {}, open: true, optional: true },
      },
    },
  ],
]);

const TYPED: readonly Row[] = [
  ["{ allowed_statuses: open }", { status: "open" }, null],
  ["{ allowed_status: open }", { status: "shut" }, FAILS],
  ["{ status: open }", { status: "ajar" }, INVALID],
  ["{ status: open }", {}, INVALID],
  ["{ allowed_regions: EU }", { status: "open", regions: "EU" }, null],
  ["{ allowed_region: EU }", { status: "open", regions: "US" }, FAILS],
  ["{ max_title_length: 5 }", { status: "open", title_length: 6 }, FAILS],
  ["{ max_title_length: 5 }", { status: "open", title_length: 5 }, null],
  ["{ max_title_length: 5 }", { status: "open", title_length: 4.5 }, INVALID],
  ["{ max_depth: 5 }", { status: "open", max_depth: 4 }, FAILS],
  ["{ max_depth: 5 }", { status: "open", max_depth: 5 }, null],
  [
    "{ date_range_max_days: 1 }",
    { status: "open", since: "2026-01-01", until: "2026-01-02" },
    null,
  ],
  [
    "{ date_range_max_days: 1 }",
    { status: "open", since: "2026-01-01", until: "2026-01-03" },
    FAILS,
  ],
  ["{ date_range_max_days: 1 }", { status: "open", since: "2026-01-01" }, FAILS],
  ["{ to.city: { min_length: 3 } }", { status: "open", to: { city: "Ur" } }, FAILS],
  ["{ to.city: { min_length: 3 } }", { status: "open", to: {} }, INVALID],
  ["{ to.city: { min_length: 3 } }", { status: "open", to: { city: "Rome", zip: 1 } }, INVALID],
  ["{}", { status: "open", tags: ["a", 1] }, INVALID],
  ["{}", { status: "open", tags: ["a"], more: { any: [null] } }, null],
];

describe("with a tools module", () => {
  test.each(TYPED)("%s on %j", (constraints, args, code) => {
    expect(answer(constraints, args, TOOLS)).toBe(code);
  });

  test("a short form that names two arguments, or none, is no policy", () => {
    const tools: Tools = new Map([
      ["t", { type: "object", properties: { tag: { type: "string" }, tags: { type: "string" } } }],
    ]);
    const args = { tag: "a", tags: "a" };
    expect(() => answer("{ allowed_tags: a }", args, tools)).toThrow("two");
    expect(() => answer("{ max_amount: 1 }", args, tools)).toThrow("no argument");
  });
});
