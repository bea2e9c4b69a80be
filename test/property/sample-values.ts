// The values that policies and calls are made of: plain ones, and those that lie just beside a limit.

import { listOf } from "../oracle/holds.js";
import type { Limit } from "../oracle/obligations.js";
import type { Json, Scalar, ScalarType } from "../oracle/policy-file.js";
import { nearSpecial } from "./special-texts.js";

/** Patterns of linear time, with whole strings that match and strings that just do not. */
export const PATTERNS: readonly {
  readonly pattern: string;
  readonly matching: readonly string[];
  readonly missing: readonly string[];
}[] = [
  {
    pattern: "ORD-[0-9]{6}",
    matching: ["ORD-123456"],
    missing: ["ORD-12345", "xORD-123456", "ORD-123456\n", "ord-123456", "ORD-１２３４５６"],
  },
  {
    pattern: "[a-z]+",
    matching: ["abc", "z"],
    missing: ["", "Abc", "abc ", "ſ", "abc\n", "é"],
  },
  { pattern: "[A-Z]{3}", matching: ["EUR", "USD"], missing: ["EURO", "Eur", "EUR\n", "\nEUR"] },
  {
    pattern: ".{0,5}",
    matching: ["", "a b", "😀😀😀😀😀", "a\u2028b\r"],
    missing: ["abcdef", "a\nb", "😀😀😀😀😀😀", "\n"],
  },
  { pattern: "\\s?x", matching: ["x", " x", "\tx"], missing: ["\u00a0x", "\u000bx", "  x", "X"] },
  { pattern: "[^@\\n]+", matching: ["a b", "\u2028", "\r"], missing: ["a@b", "", "a\n"] },
  { pattern: "a|bc", matching: ["a", "bc"], missing: ["abc", "ac", "b", "abcd", "za"] },
  { pattern: "[^0]*", matching: ["😀\ud800"], missing: ["0", "10"] },
  { pattern: "\\d{2,4}", matching: ["12", "1234"], missing: ["1", "12345", "٣٣", "12\n", "-12"] },
  { pattern: "\\w+", matching: ["a_1"], missing: ["é", "a-1", "K", ""] },
];

const STRINGS = ["EUR", "abc", "ORD-123456", "on hold", "😀", "no", "12", "null", "${x}`", "*/"];
const NUMBERS = [0, 1, 3, 100, 99.99, 0.01, -2.5, 1_000_000];
const INTEGERS = [0, 1, 3, 100, -2, 1_000_000];

/** Values of a type, for lists and for calls. */
export function domain(type: ScalarType): readonly Scalar[] {
  if (type.enum !== undefined) return type.enum;
  switch (type.type) {
    case "string":
      return STRINGS;
    case "number":
      return NUMBERS;
    case "integer":
      return INTEGERS;
    case "boolean":
      return [true, false];
  }
}

export interface Range {
  readonly start: Json;
  readonly end: Json;
}

/** Good ranges, and the least number of whole days that lets them pass. */
export const RANGES: readonly (Range & { readonly days: number })[] = [
  { start: "2026-01-01", end: "2026-01-31", days: 30 },
  { start: "2026-02-28T23:30:00Z", end: "2026-03-01", days: 1 },
  { start: "2024-02-28", end: "2024-03-01", days: 2 },
  { start: "2026-12-31", end: "2026-12-31", days: 0 },
  { start: "2026-03-28T00:00:00+01:00", end: "2026-03-30T00:00:00+02:00", days: 2 },
  { start: "0099-12-31", end: "0100-01-01", days: 1 },
];

const BAD_DATES: readonly Json[] = [
  ...["2026-02-30", "2026-06-31", "2025-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "20260101"],
  ...["2026-01-01T24:00:00Z", "2026-01-01T00:00Z", "2026-01-01T00:00:00", "2026-01-01T00:60:00Z"],
  ...["2026-01-01t00:00:00z", "2026-01-01 00:00:00Z", "2025-12-31T23:59:60Z"],
  ...["2026-01-01T00:00:00+24:00", "2026-01-01T00:00:00.Z", "+002026-01-01", "2026-01-01\n"],
  ...["01/02/2026", "2026", "yesterday", "", " 2026-01-01", "2026-W01-1", "1767225600000"],
];

/** Ranges around a limit in days, and ranges that are none. */
export function nearRanges(days: number): readonly Range[] {
  const start = "2026-01-01";
  const after = (milliseconds: number): string =>
    new Date(Date.parse(start) + days * 86_400_000 + milliseconds).toISOString();
  return [
    ...[0, 1, -1, 1000, -1000, 86_400_000].map((more) => ({ start, end: after(more) })),
    { start, end: after(0).replace("T00:00:00.000Z", "") },
    { start, end: after(0).replace(".000Z", "+00:01") },
    { start, end: after(0).replace(".000Z", "-00:01") },
    { start, end: after(0).replace("Z", "1Z") },
    { start: "2026-01-02", end: start },
    { start: `${start}T00:00:00.0001Z`, end: start },
    { start: `${start}T00:00:00.001Z`, end: start },
    ...BAD_DATES.flatMap((bad) => [
      { start: bad, end: start },
      { start, end: bad },
    ]),
  ];
}

/** Values on, just within and just beyond a limit. */
export function nearValues(kind: string, limit: Limit): readonly Json[] {
  const special = nearSpecial(kind, limit);
  if (special !== undefined) return special;
  if (kind.endsWith("pattern")) {
    return PATTERNS.filter((one) => one.pattern === limit).flatMap(around);
  }
  if (kind === "each") return nearLists(limit);
  if (kind === "contains" || kind === "not_contains") {
    const parts = listOf(limit);
    const lists = [
      [],
      parts,
      ...parts.map((part) => [part]),
      [parts],
      [[]],
      [null],
      [true, ...parts],
    ];
    return [...parts.flatMap(lookalikes), ...parts.flatMap(beside), ...lists];
  }
  if (kind === "starts_with" || kind === "ends_with") {
    return listOf(limit).flatMap((part) => [...lookalikes(part), ...beside(part)]);
  }
  if (typeof limit === "object") return listOf(limit).flatMap(lookalikes);
  if (kind === "unique_items") return [...DOUBLED, ...DOUBLED.map((list) => list.slice(1))];
  if (kind.endsWith("items")) {
    const count = Number(limit);
    return [count - 1, count, count + 1]
      .filter((length) => length >= 0)
      .flatMap((length) => ["a", 1, 1.5, null].map((item) => Array(length).fill(item)));
  }
  if (typeof limit !== "number" || kind === "equals") return lookalikes(limit);
  if (kind.endsWith("length")) {
    const lengths = [limit - 1, limit, limit + 1].filter((length) => length >= 0);
    return lengths.flatMap((length) => ["x", "😀", "é"].map((unit) => unit.repeat(length)));
  }
  return [
    limit,
    limit + 1,
    limit - 1,
    limit + 0.5,
    limit - 0.01,
    limit + Number.EPSILON,
    limit * 3,
    limit * 7.5,
    limit / 2,
    `${limit}`,
  ];
}

/** Lists of what lies near the limits on items, and what is no list. */
function nearLists(limit: Limit): readonly Json[] {
  const near = Object.entries(limit).flatMap(([kind, inner]) => nearValues(kind, inner));
  return [[], [[]], [null], ...near, ...near.map((item) => [item]), near.slice(0, 3)];
}

const DOUBLED: readonly (readonly Json[])[] = [
  ["a", "a"],
  [1, 2, 1],
  [5, 5],
  ["c", "b", "c"],
  [[1], [1]],
  ["1", 1],
  [
    [1, 2],
    [1, 2],
  ],
  [
    { a: 1, b: 2 },
    { b: 2, a: 1 },
  ],
];

/** A part with something before it and behind it, and half a character beside it. */
function beside(part: Scalar): readonly string[] {
  return [`x${part}`, `${part}x`, `x${part}x`, `\ud83d${part}`, `${part}\ud83d`, `${part}\n`, "x"];
}

function around({ matching, missing }: (typeof PATTERNS)[number]): readonly string[] {
  return [...matching, ...missing];
}

/** A value and what a careless comparison takes for it. */
function lookalikes(value: Scalar): readonly Json[] {
  if (typeof value === "number") return [value, String(value), value + 1, [value]];
  if (typeof value === "boolean") return [value, !value, String(value), Number(value)];
  return [value, value.toUpperCase(), `${value} `, value.slice(1), [value], `${value}|${value}`];
}

/** What fits hardly any argument. */
export const JUNK: readonly Json[] = [
  ...[null, "", "0", "100", "true", 0, 1.5, -1, true, false],
  ...[[], ["abc"], {}, { start: "2026-01-01" }, { amount: 1 }, { length: 2 }],
];
