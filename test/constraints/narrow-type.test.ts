// What a constraint leaves of an argument's type is what passes both, no more and no less.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ofEach } from "../../compiler/constraints/each.js";
import { constraintKinds } from "../../compiler/constraints/index.js";
import { narrowType, withoutNull } from "../../compiler/constraints/narrow-type.js";
import { type ArgumentType, noDefinitions } from "../../compiler/tools/argument-type.js";
import { accepts } from "../tools/support/accepts.js";
import { argumentTypes } from "../tools/support/argument-types.js";
import { argumentValues } from "../tools/support/argument-values.js";
import { constraintOf } from "./constraint-of.js";

function read(kind: string, yaml: string) {
  const found = constraintKinds.find(({ key }) => key === kind);
  if (found === undefined) throw new Error(`there is no kind ${kind}`);
  return constraintOf(found, yaml);
}

const string: ArgumentType = { kind: "string" };
const number: ArgumentType = { kind: "number", integer: false };
const never: ArgumentType = { kind: "never" };
const dates = [{ of: "json-schema", name: "date" }] as const;
const email = { of: "json-schema", name: "email" } as const;
const date: ArgumentType = { ...string, formats: dates };
const nothing: ArgumentType = { kind: "null" };
const status: ArgumentType = { kind: "literal", values: ["open", "lost", null] };

const unionOf = (...members: ArgumentType[]): ArgumentType => ({ kind: "union", members });
const oneOf = (...values: (string | number | boolean)[]): ArgumentType => ({
  kind: "literal",
  values,
});

test.each<[kind: string, yaml: string, type: ArgumentType, left: ArgumentType | null]>([
  ["max", "100", number, { ...number, maximum: 100 }],
  ["max", "100", { ...number, maximum: 50 }, { ...number, maximum: 50 }],
  ["max", "100", { ...number, maximum: 500, minimum: 1 }, { ...number, maximum: 100, minimum: 1 }],
  ["max", "100", unionOf(number, nothing), { ...number, maximum: 100 }],
  ["max", "2", oneOf(1, 2, 3), oneOf(1, 2)],
  ["min", "1", { ...number, minimum: 0 }, { ...number, minimum: 1 }],
  ["equals", "EUR", string, oneOf("EUR")],
  ["equals", "true", { kind: "boolean" }, oneOf(true)],
  ["in", "[open, lost]", status, oneOf("open", "lost")],
  ["in", "[a, abc]", { ...string, maxLength: 2 }, oneOf("a")],
  ["in", "['2026-01-31', '2026-02-30', today]", date, oneOf("2026-01-31")],
  ["in", "[today]", date, oneOf("today")],
  ["in", "[5, 7.5, 8]", { ...number, multiplesOf: [2.5] }, oneOf(5, 7.5)],
  ["in", "[abc, a]", { ...string, minLength: 3 }, oneOf("abc")],
  ["in", "[1, 1.5]", { ...number, integer: true }, oneOf(1)],
  ["in", "[1, 2, 3]", { ...number, exclusiveMinimum: 1, exclusiveMaximum: 3 }, oneOf(2)],
  ["in", "[0, 1, 2, 3]", { ...number, minimum: 1, maximum: 2 }, oneOf(1, 2)],
  ["in", "[ab, b]", { ...string, patterns: [{ source: "^a", flags: "u" }] }, oneOf("ab")],
  // A form of zod's own is zod's affair; of two others a value has both, or neither counts.
  ["in", "[x]", { ...string, formats: [{ of: "zod", name: "cuid" }] }, oneOf("x")],
  ["in", "['2026-01-31', x]", { ...date, formats: [...dates, email] }, oneOf("2026-01-31", "x")],
  [
    "in",
    "['2026-01-31', x]",
    { ...string, formats: [...dates, { of: "zod", name: "cuid" }] },
    oneOf("2026-01-31"),
  ],
  ["in", "[true, false]", { kind: "boolean" }, { kind: "boolean" }],
  ["in", "[5, 10]", { ...number, multiplesOf: [5, 10] }, oneOf(10)],
  ["in", "[a, 2]", unionOf(string, number), unionOf(oneOf("a"), oneOf(2))],
  ["not_in", "[lost]", status, oneOf("open")],
  ["not_in", "[false]", { kind: "boolean" }, oneOf(true)],
  // No type is all strings but one.
  ["not_in", "[lost]", string, null],
  ["max_length", "3", string, { ...string, maxLength: 3 }],
  ["min_length", "3", { ...string, minLength: 5 }, { ...string, minLength: 5 }],
  ["pattern", "a+", string, { ...string, patterns: [{ source: "^(?:a+)$", flags: "u" }] }],
  ["pattern", '"[lo].*"', status, oneOf("open", "lost")],
  ["above", "0", { ...number, exclusiveMinimum: -1 }, { ...number, exclusiveMinimum: 0 }],
  ["below", "9", { ...number, maximum: 5 }, { ...number, maximum: 5, exclusiveMaximum: 9 }],
  ["multiple_of", "5", number, { ...number, multiplesOf: [5] }],
  // Who checks a schema divides doubles, by which 0.3 is no multiple of 0.1.
  ["multiple_of", "0.1", number, null],
  ["multiple_of", "0.1", oneOf(0.25, 0.3), oneOf(0.3)],
  ["starts_with", "a.b", string, { ...string, patterns: [{ source: "^a\\.b", flags: "u" }] }],
  ["ends_with", "[a, $]", string, { ...string, patterns: [{ source: "(?:a|\\$)$", flags: "u" }] }],
  [
    "contains",
    "[a, b]",
    string,
    {
      ...string,
      patterns: [
        { source: "a", flags: "u" },
        { source: "b", flags: "u" },
      ],
    },
  ],
  [
    "contains",
    "a",
    { kind: "array", items: string },
    { kind: "array", items: string, contains: [{ type: oneOf("a"), min: 1, max: null }] },
  ],
  ["not_contains", "a", string, null],
  ["not_contains", "os", status, oneOf("open")],
  [
    "min_items",
    "2",
    { kind: "array", items: string },
    { kind: "array", items: string, minItems: 2 },
  ],
  [
    "max_items",
    "9",
    { kind: "array", items: string, maxItems: 3 },
    { kind: "array", items: string, maxItems: 3 },
  ],
  [
    "max_items",
    "9",
    { kind: "unknown" },
    { kind: "array", items: { kind: "unknown" }, maxItems: 9 },
  ],
  ["email_domain", "b.org", string, null],
  ["email_domain", "b.org", oneOf("a@b.org", "a@c.org"), oneOf("a@b.org")],
  ["before", "2026-02-01", oneOf("2026-01-31", "2026-02-01"), oneOf("2026-01-31")],
  ["max_length", "3", unionOf(string, never), { ...string, maxLength: 3 }],
  ["max_days", "90", oneOf("a"), null],
  ["max_days", "90", { kind: "object", properties: new Map(), additional: null }, null],
  // What nothing says anything about is what the constraint asks for.
  ["max", "100", { kind: "unknown" }, { ...number, maximum: 100 }],
  // A type without values is not worth offering.
  ["max", "0", oneOf(1, 2), null],
  ["max", "0", unionOf(oneOf(1), oneOf(2)), null],
  ["max", "0", unionOf(oneOf(1), oneOf(0, 2)), oneOf(0)],
  [
    "contains",
    "a",
    { kind: "array", items: never, prefix: [string, number] },
    {
      ...{ kind: "array", items: never, prefix: [string, number] },
      contains: [{ type: oneOf("a"), min: 1, max: null }],
    },
  ],
])("%s: %s", (kind, yaml, type, left) => {
  expect(narrowType(type, read(kind, yaml), noDefinitions)).toEqual(left);
});

const list = (items: ArgumentType, more: object = {}): ArgumentType => ({
  kind: "array",
  items,
  ...more,
});

test.each<[kind: string, looser: ArgumentType, narrower: ArgumentType, limit: object]>([
  [
    "above",
    { ...number, exclusiveMinimum: 1 },
    { ...number, exclusiveMinimum: 9 },
    { exclusiveMinimum: 5 },
  ],
  [
    "below",
    { ...number, exclusiveMaximum: 9 },
    { ...number, exclusiveMaximum: 1 },
    { exclusiveMaximum: 5 },
  ],
  ["min", { ...number, minimum: 1 }, { ...number, minimum: 9 }, { minimum: 5 }],
  ["max", { ...number, maximum: 9 }, { ...number, maximum: 1 }, { maximum: 5 }],
  ["min_items", list(string, { minItems: 1 }), list(string, { minItems: 9 }), { minItems: 5 }],
  ["max_items", list(string, { maxItems: 9 }), list(string, { maxItems: 1 }), { maxItems: 5 }],
  ["min_length", { ...string, minLength: 1 }, { ...string, minLength: 9 }, { minLength: 5 }],
  ["max_length", { ...string, maxLength: 9 }, { ...string, maxLength: 1 }, { maxLength: 5 }],
])(
  "%s: 5 tightens what is looser, and leaves what is narrower",
  (kind, looser, narrower, limit) => {
    const constraint = read(kind, "5");
    expect(narrowType(looser, constraint, noDefinitions)).toEqual({ ...looser, ...limit });
    expect(narrowType(narrower, constraint, noDefinitions)).toEqual(narrower);
  },
);

test.each<[type: ArgumentType, left: ArgumentType | null]>([
  [list(number), list({ ...number, maximum: 5 })],
  [list(unionOf(number, nothing)), list({ ...number, maximum: 5 })],
  [list(number, { minItems: 1 }), list({ ...number, maximum: 5 }, { minItems: 1 })],
  [
    list({ kind: "never" }, { prefix: [number, oneOf(1, 9)] }),
    list({ kind: "never" }, { prefix: [{ ...number, maximum: 5 }, oneOf(1)] }),
  ],
  [list(number, { prefix: [string] }), null],
  [list(string), null],
  [unionOf(list(number), string), list({ ...number, maximum: 5 })],
])("what max asks of each item of %j", (type, left) => {
  expect(narrowType(type, ofEach(read("max", "5")), noDefinitions)).toEqual(left);
});

test("each of a list is asked of every item", () => {
  const holds = ofEach(read("max", "5")).holds ?? (() => null);
  expect([[], [1, 5], [9, 1], [1, "1"], 1, null].map(holds)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});

test.each<[type: ArgumentType, left: ArgumentType]>([
  [string, string],
  [status, oneOf("open", "lost")],
  [unionOf(string, nothing), string],
  [unionOf(status, nothing, number), unionOf(oneOf("open", "lost"), number)],
  [
    { ...unionOf(string, nothing), description: "A word" },
    { ...string, description: "A word" },
  ],
  // What is nothing else stays what it is.
  [nothing, nothing],
  [unionOf(nothing), unionOf(nothing)],
  [
    { kind: "literal", values: [null] },
    { kind: "literal", values: [null] },
  ],
])("%j without null", (type, left) => {
  expect(withoutNull(type)).toEqual(left);
});

test("a type that contains itself is opened once", () => {
  const definitions = new Map([["node", unionOf(string, { kind: "reference", name: "node" })]]);
  const reference: ArgumentType = { kind: "reference", name: "node" };
  expect(narrowType(reference, read("max_length", "3"), new Map([["node", string]]))).toEqual({
    ...string,
    maxLength: 3,
  });
  expect(narrowType(reference, read("max_length", "3"), definitions)).toBeNull();
  const text = { ...string, description: "A word" } as const;
  const through = new Map<string, ArgumentType>([
    ["node", { kind: "reference", name: "text" }],
    ["text", text],
  ]);
  expect(narrowType(reference, read("max_length", "3"), through)).toEqual({
    ...text,
    maxLength: 3,
  });
});

describe("whatever the type", () => {
  test("what is left passes the constraint, and what has the type and passes is left", () => {
    const cases = fc
      .tuple(argumentTypes(1), fc.constantFrom(...exampleConstraints()))
      .chain(([type, { constraint, values }]) =>
        fc.record({
          type: fc.constant(type),
          constraint: fc.constant(constraint),
          value: fc.oneof(argumentValues(type), fc.constantFrom(...values)),
        }),
      );
    fc.assert(
      fc.property(cases, ({ type, constraint, value }) => {
        const left = narrowType(type, constraint, noDefinitions);
        if (left === null) return;
        const holds = constraint.holds?.(value) ?? true;
        if (accepts(left, value) && constraint.exact) expect(holds).toBe(true);
        if (accepts(type, value) && holds) expect(accepts(left, value)).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  test("only null is taken from it, where it has anything else", () => {
    const cases = argumentTypes(1).chain((type) =>
      fc.record({ type: fc.constant(type), value: argumentValues(type) }),
    );
    fc.assert(
      fc.property(cases, ({ type, value }) => {
        if (value !== null) expect(accepts(withoutNull(type), value)).toBe(accepts(type, value));
      }),
      { numRuns: 1000 },
    );
  });
});

/** The constraints of all examples, on a value and on each item of a list, with values to try. */
function exampleConstraints() {
  const ofValues = constraintKinds.flatMap((kind) =>
    kind.examples.map(({ yaml, passes, fails }) => ({
      constraint: constraintOf(kind, yaml),
      values: [...passes, ...fails],
    })),
  );
  const ofItems = ofValues.map(({ constraint, values }) => ({
    constraint: ofEach(constraint),
    values: [...values.map((value) => [value]), [], values],
  }));
  return [...ofValues, ...ofItems];
}
