// What each predicate of a generated rule holds for, and that none of them ever answers anything but yes or no.

import {
  atLeast,
  atMost,
  contains,
  containsNone,
  each,
  earlierThan,
  emailDomain,
  endsWith,
  equalTo,
  laterThan,
  lessThan,
  matches,
  matchesNot,
  maxItems,
  maxLength,
  minItems,
  minLength,
  moreThan,
  multipleOf,
  noneOf,
  oneOf,
  optional,
  type Predicate,
  pathWithin,
  startsWith,
  uniqueItems,
  urlHost,
  urlScheme,
  withinDays,
} from "@authensor/safeclaw-runtime/policy";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

/** 253 characters. */
const longName = `${"a23456789.".repeat(24)}a.example.com`;
const inherited = Object.create({ amount: 5, status: "new" });

// Made within the test: what runs before belongs to none.
describe.each<[string, () => Predicate, readonly object[], readonly object[]]>([
  [
    "max",
    () => atMost("amount", 100),
    [{ amount: 100 }, { amount: 99.99 }, { amount: -5 }, { amount: 0 }],
    [
      { amount: 100.01 },
      { amount: "50" },
      { amount: null },
      { amount: true },
      { amount: [50] },
      { amount: Number.NaN },
      { amount: Number.NEGATIVE_INFINITY },
      {},
      { Amount: 5 },
      inherited,
      [],
    ],
  ],
  [
    "min",
    () => atLeast("amount", 1),
    [{ amount: 1 }, { amount: 1e15 }],
    [{ amount: 0.99 }, { amount: "5" }, { amount: Number.POSITIVE_INFINITY }, {}, inherited],
  ],
  [
    "equals",
    () => equalTo("currency", "EUR"),
    [{ currency: "EUR" }],
    [{ currency: "eur" }, { currency: "EUR " }, { currency: ["EUR"] }, { currency: null }, {}],
  ],
  [
    "equals a boolean",
    () => equalTo("dry_run", true),
    [{ dry_run: true }],
    [{ dry_run: "true" }, { dry_run: 1 }, {}],
  ],
  [
    "equals zero",
    () => equalTo("n", 0),
    [{ n: 0 }],
    [{ n: false }, { n: "" }, { n: "0" }, { n: null }, {}],
  ],
  [
    "in",
    () => oneOf("status", ["new", "paid", 3]),
    [{ status: "new" }, { status: "paid" }, { status: 3 }],
    [{ status: "lost" }, { status: "3" }, { status: null }, { status: undefined }, {}, inherited],
  ],
  [
    "not_in",
    () => noneOf("status", ["lost"]),
    [{ status: "new" }, { status: "LOST" }, { status: "" }],
    // What is of another type than the listed values is no clear yes.
    [{ status: "lost" }, { status: 5 }, { status: ["lost"] }, { status: null }, {}, inherited],
  ],
  [
    "min_length",
    () => minLength("name", 2),
    [{ name: "ab" }, { name: "👍👍" }],
    // One pair of surrogates is one character.
    [{ name: "a" }, { name: "👍" }, { name: "" }, { name: ["a", "b"] }, { name: 12 }, {}],
  ],
  [
    "max_length",
    () => maxLength("name", 2),
    [{ name: "ab" }, { name: "👍👍" }, { name: "" }, { name: "\uffff\uffff" }],
    [
      { name: "\uffff\uffffa" },
      { name: "abc" },
      { name: "👍👍👍" },
      { name: ["a"] },
      { name: { length: 1 } },
      { name: null },
      {},
    ],
  ],
  [
    "pattern",
    () => matches("id", /^(?:ord_[0-9]{2})$/u),
    [{ id: "ord_12" }],
    [{ id: "ord_1" }, { id: "ord_123" }, { id: "ord_12\n" }, { id: ["ord_12"] }, { id: null }, {}],
  ],
  [
    "each",
    () => each("x", atMost([], 2)),
    [{ x: [1, 2] }, { x: [] }],
    [{ x: [1, 3] }, { x: [3, 1] }, { x: 1 }, {}],
  ],
  [
    "email_domain of a domain as long as it can be",
    () => emailDomain("x", ["*.example.com"]),
    [{ x: `a@${longName}` }],
    [{ x: `a@a${longName}` }],
  ],
  [
    "a nested path",
    () => atMost(["order", "total", "amount"], 5),
    [{ order: { total: { amount: 5 } } }],
    [
      { order: { total: { amount: 6 } } },
      { order: { total: 5 } },
      { order: { total: null } },
      { order: null },
      { order: "total" },
      { order: Object.create({ total: { amount: 5 } }) },
      { "order.total.amount": 5 },
      {},
    ],
  ],
  [
    "a path into a list",
    () => atMost(["items", "length"], 5),
    [],
    [{ items: [1] }, { items: "a" }],
  ],
  [
    "an argument named like a method",
    () => equalTo("toString", "x"),
    [{ toString: "x" }],
    [{}, []],
  ],
  [
    "optional",
    () => optional("amount", atMost("amount", 100)),
    [{}, { amount: 100 }, { other: 1 }, inherited],
    [{ amount: 101 }, { amount: null }, { amount: "5" }],
  ],
])("%s", (_name, make, passing, failing) => {
  test.each(passing.map((args) => [args]))("holds for %j", (args) =>
    expect(make()(args)).toBe(true),
  );
  test.each(failing.map((args) => [args]))("fails for %j", (args) =>
    expect(make()(args)).toBe(false),
  );
});

const everyPredicate = (): readonly Predicate[] => [
  atMost("a", 1),
  atLeast(["a", "b"], 1),
  equalTo("a", "x"),
  oneOf("a", ["x", 1, true]),
  noneOf(["a", "b"], ["x"]),
  minLength("a", 1),
  maxLength("a", 1),
  matches("a", /^(?:x+)$/u),
  withinDays("a", 1),
  withinDays("date_range", 1),
  optional("a", atMost("a", 1)),
  lessThan("a", 1),
  moreThan("a", 1),
  multipleOf("a", 0.1),
  matchesNot("a", /^(?:x+)$/u),
  startsWith("a", ["x"]),
  endsWith("a", ["x"]),
  contains("a", ["x", 1]),
  containsNone("a", ["x", 1]),
  minItems("a", 1),
  maxItems("a", 1),
  uniqueItems("a"),
  each("a", atMost([], 1)),
  each("a", withinDays([], 1)),
  emailDomain("a", ["example.com"]),
  urlHost("a", ["example.com"]),
  urlScheme("a", ["x"]),
  pathWithin("a", ["/"]),
  earlierThan("a", "2026-01-01"),
  laterThan("a", "2026-01-01"),
];

test("every predicate answers true or false, whatever it is asked about", () => {
  const key = fc.constantFrom("a", "b", "date_range", "start", "end", "from", "to", "length");
  const anything = fc.anything({
    key,
    withBigInt: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
  });
  fc.assert(
    fc.property(fc.constantFrom(...everyPredicate()), anything, (holds, args) => {
      expect(typeof Reflect.apply(holds, undefined, [args])).toBe("boolean");
    }),
    { numRuns: 5_000 },
  );
});

test("a pattern is asked afresh each time", () => {
  expect(() => matches("id", /^x$/gu)).toThrow("flag g or y");
  expect(() => matches("id", /^x$/uy)).toThrow(TypeError);
  const pattern = /^x$/u;
  const holds = matches("id", pattern);
  Object.assign(pattern, { exec: () => ["anything"] });
  expect([holds({ id: "x" }), holds({ id: "x" }), holds({ id: "y" })]).toEqual([true, true, false]);
});

test.each([
  ["a pattern", () => matches("x", /^x*$/u)],
  ["what is no pattern's", () => matchesNot("x", /^y*$/u)],
])("text is matched by %s up to 65,536 characters", (_, make) => {
  const holds = make();
  expect(["x", "😀"].map((one) => holds({ x: one.repeat(65_537) }))).toEqual([false, false]);
  expect(holds({ x: "x".repeat(65_536) })).toBe(true);
});

test("characters are counted, not their halves", () => {
  expect(matches("x", /^😀*$/u)({ x: "😀".repeat(65_536) })).toBe(true);
});

test("a list with a hole is no list of items that pass", () => {
  const items = new Array(2).fill("x", 0, 1);
  expect(each("x", equalTo([], "x"))({ x: items })).toBe(false);
  expect(containsNone("x", ["y"])({ x: items })).toBe(false);
});

test("what each item is asked must answer true, not something like it", () => {
  // INVARIANT: a predicate of the compiler's answers true or false; this one is broken.
  const broken = (() => "yes") as unknown as Predicate;
  expect(each("x", broken)({ x: [1] })).toBe(false);
});

test("items that JSON cannot say are not unique, and nothing is thrown", () => {
  expect(uniqueItems("x")({ x: [0n] })).toBe(false);
});

test("a date that is none bounds nothing", () => {
  expect(() => earlierThan("x", "2026-02-30")).toThrow("2026-02-30 is no date");
  expect(() => laterThan("x", "soon")).toThrow(TypeError);
});

test("listed values stay what they were", () => {
  const values = ["new"];
  const [holds, excludes] = [oneOf("status", values), noneOf("status", values)];
  values.push("lost");
  expect(holds({ status: "lost" })).toBe(false);
  expect(excludes({ status: "lost" })).toBe(true);
});
