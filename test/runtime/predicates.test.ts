// What each predicate of a generated rule holds for, and that none of them ever answers anything but yes or no.

import {
  atLeast,
  atMost,
  equalTo,
  matches,
  maxLength,
  minLength,
  noneOf,
  oneOf,
  optional,
  type Predicate,
  withinDays,
} from "@authensor/safeclaw-runtime/policy";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const inherited = Object.create({ amount: 5, status: "new" });

describe.each<[string, Predicate, readonly object[], readonly object[]]>([
  [
    "max",
    atMost("amount", 100),
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
    atLeast("amount", 1),
    [{ amount: 1 }, { amount: 1e15 }],
    [{ amount: 0.99 }, { amount: "5" }, { amount: Number.POSITIVE_INFINITY }, {}, inherited],
  ],
  [
    "equals",
    equalTo("currency", "EUR"),
    [{ currency: "EUR" }],
    [{ currency: "eur" }, { currency: "EUR " }, { currency: ["EUR"] }, { currency: null }, {}],
  ],
  [
    "equals a boolean",
    equalTo("dry_run", true),
    [{ dry_run: true }],
    [{ dry_run: "true" }, { dry_run: 1 }, {}],
  ],
  [
    "equals zero",
    equalTo("n", 0),
    [{ n: 0 }],
    [{ n: false }, { n: "" }, { n: "0" }, { n: null }, {}],
  ],
  [
    "in",
    oneOf("status", ["new", "paid", 3]),
    [{ status: "new" }, { status: "paid" }, { status: 3 }],
    [{ status: "lost" }, { status: "3" }, { status: null }, { status: undefined }, {}, inherited],
  ],
  [
    "not_in",
    noneOf("status", ["lost"]),
    [{ status: "new" }, { status: "LOST" }, { status: "" }],
    // What is of another type than the listed values is no clear yes.
    [{ status: "lost" }, { status: 5 }, { status: ["lost"] }, { status: null }, {}, inherited],
  ],
  [
    "min_length",
    minLength("name", 2),
    [{ name: "ab" }, { name: "👍👍" }],
    // One pair of surrogates is one character.
    [{ name: "a" }, { name: "👍" }, { name: "" }, { name: ["a", "b"] }, { name: 12 }, {}],
  ],
  [
    "max_length",
    maxLength("name", 2),
    [{ name: "ab" }, { name: "👍👍" }, { name: "" }],
    [
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
    matches("id", /^(?:ord_[0-9]{2})$/u),
    [{ id: "ord_12" }],
    [{ id: "ord_1" }, { id: "ord_123" }, { id: "ord_12\n" }, { id: ["ord_12"] }, { id: null }, {}],
  ],
  [
    "a nested path",
    atMost(["order", "total", "amount"], 5),
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
  ["a path into a list", atMost(["items", "length"], 5), [], [{ items: [1] }, { items: "a" }]],
  ["an argument named like a method", equalTo("toString", "x"), [{ toString: "x" }], [{}, []]],
  [
    "optional",
    optional("amount", atMost("amount", 100)),
    [{}, { amount: 100 }, { other: 1 }, inherited],
    [{ amount: 101 }, { amount: null }, { amount: "5" }],
  ],
])("%s", (_name, holds, passing, failing) => {
  test.each(passing.map((args) => [args]))("holds for %j", (args) =>
    expect(holds(args)).toBe(true),
  );
  test.each(failing.map((args) => [args]))("fails for %j", (args) =>
    expect(holds(args)).toBe(false),
  );
});

const predicates: readonly Predicate[] = [
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
    fc.property(fc.constantFrom(...predicates), anything, (holds, args) => {
      expect(typeof Reflect.apply(holds, undefined, [args])).toBe("boolean");
    }),
    { numRuns: 5_000 },
  );
});

test("a pattern is asked afresh each time", () => {
  expect(() => matches("id", /^x$/gu)).toThrow(TypeError);
  expect(() => matches("id", /^x$/uy)).toThrow(TypeError);
  const pattern = /^x$/u;
  const holds = matches("id", pattern);
  Object.assign(pattern, { exec: () => ["anything"] });
  expect([holds({ id: "x" }), holds({ id: "x" }), holds({ id: "y" })]).toEqual([true, true, false]);
});

test("listed values stay what they were", () => {
  const values = ["new"];
  const [holds, excludes] = [oneOf("status", values), noneOf("status", values)];
  values.push("lost");
  expect(holds({ status: "lost" })).toBe(false);
  expect(excludes({ status: "lost" })).toBe(true);
});
