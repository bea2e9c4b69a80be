// Each check of generated schemas, asked through zod: what it lets pass, what not, and what it says then.

import {
  allOf,
  anyOf,
  type Check,
  contains,
  dependentRequired,
  format,
  ifThenElse,
  maxItems,
  maxProperties,
  minItems,
  minProperties,
  multipleOf,
  not,
  oneOf,
  properties,
  propertyNames,
  uniqueItems,
} from "@authensor/safeclaw-runtime/schema";
import { expect, test } from "vitest";
import { z } from "zod";

interface Case {
  readonly check: Check;
  readonly passes: readonly unknown[];
  readonly fails: readonly unknown[];
}

const bare = (entries: object): object => Object.assign(Object.create(null), entries);

const cases: Readonly<Record<string, Case>> = {
  "a format": { check: format("date"), passes: ["2024-02-29"], fails: ["2023-02-29", "", 5] },
  "multiples of 3": {
    check: multipleOf(3),
    passes: [0, -9, 9007199254740990],
    fails: [1, 4.5, "3"],
  },
  "multiples of 0.01": { check: multipleOf(0.01), passes: [0.35, 19.75, 5], fails: [0.001, 0.355] },
  // 4.35 is one, but 4.35 / 0.01 is 434.99999999999994, and so ajv refuses it too.
  "multiples of 0.01 by doubles": { check: multipleOf(0.01), passes: [4.36], fails: [4.35] },
  "multiples of a millionth": {
    check: multipleOf(1e-6),
    passes: [2e-6, 1e9],
    fails: [1.5e-6, 1e-7],
  },
  "no large number is rounded": {
    check: multipleOf(2),
    passes: [9007199254740990],
    fails: [9007199254740991],
  },
  "items that differ": {
    check: uniqueItems,
    passes: [
      [],
      [1, "1", true, null],
      [{ a: 1 }, { a: 2 }],
      [
        [1, 2],
        [2, 1],
      ],
      [{ a: 1 }, [["a", 1]]],
    ],
    fails: [[1, 1], [0, -0], [{ a: 1, b: [2] }, bare({ b: [2], a: 1 })], [[], []], "ab"],
  },
  "one or two strings": {
    check: contains(z.string(), 1, 2),
    passes: [["a"], [1, "a", "b"]],
    fails: [[], [1], ["a", "b", "c"], "a"],
  },
  "a string at all": { check: contains(z.string(), 1), passes: [["a", "b", "c"]], fails: [[1]] },
  "at most one string": {
    check: contains(z.string(), 0, 1),
    passes: [[], [1]],
    fails: [["a", "b"]],
  },
  "two items": { check: minItems(2), passes: [[1, 2]], fails: [[1], "ab"] },
  "at most one item": { check: maxItems(1), passes: [[], [1]], fails: [[1, 2], ""] },
  "two properties": {
    check: minProperties(2),
    passes: [{ a: 1, b: 2 }],
    fails: [{ a: 1 }, [1, 2]],
  },
  "at most one property": {
    check: maxProperties(1),
    passes: [{}, { a: 1 }],
    fails: [{ a: 1, b: 2 }, []],
  },
  "names of one letter": {
    check: propertyNames(z.string().max(1)),
    passes: [{}, { a: 1 }],
    fails: [{ ab: 1 }, []],
  },
  "a card and its address": {
    check: dependentRequired([
      ["card", ["address"]],
      ["constructor", ["toString"]],
    ]),
    passes: [{}, { address: 1 }, { card: 1, address: 1 }, bare({ constructor: 1, toString: 1 })],
    fails: [{ card: 1 }, { constructor: 1 }, []],
  },
  "numbers by a pattern": {
    check: properties({ patterns: [[/^n_/u, z.number()]] }),
    passes: [{}, { n_a: 1, other: "x" }],
    fails: [{ n_a: "x" }, []],
  },
  "all patterns that match": {
    check: properties({
      patterns: [
        [/a/u, z.number()],
        [/b/u, z.number().min(5)],
      ],
    }),
    passes: [{ a: 1, b: 5, ab: 5 }],
    fails: [{ ab: 1 }, { ab: "x" }],
  },
  "patterns that remember where they were": {
    check: properties({ patterns: [[/a/gu, z.number()]] }),
    passes: [{ a: 1, aa: 1 }],
    fails: [{ a: "x" }, { a: 1, aa: "x" }],
  },
  "nothing else": {
    check: properties({ patterns: [[/^n_/u, z.number()]], named: ["id"], others: z.never() }),
    passes: [{ id: "x", n_a: 1 }],
    fails: [{ other: 1 }, { constructor: 1 }],
  },
  "else strings": {
    check: properties({ patterns: [[/^n_/u, z.number()]], named: [], others: z.string() }),
    passes: [{ n_a: 1, other: "x" }],
    fails: [{ other: 1 }],
  },
  "all of two": { check: allOf([z.int(), z.number().min(2)]), passes: [2], fails: [1, 2.5] },
  "any of two": { check: anyOf([z.int(), z.string()]), passes: [2, "a"], fails: [2.5, null] },
  "one of two": { check: oneOf([z.int(), z.number().min(2)]), passes: [1, 2.5], fails: [2, 1.5] },
  "not a number": { check: not(z.number()), passes: ["a"], fails: [1] },
  "not one with a constructor of its own": {
    check: not(z.looseObject({ constructor: z.unknown() })),
    passes: [{}, bare({})],
    fails: [{ constructor: 1 }],
  },
  "where it is a number, a large one": {
    check: ifThenElse(z.number(), z.number().min(2), null),
    passes: [2, "a"],
    fails: [1],
  },
  "where it is no number, a string": {
    check: ifThenElse(z.number(), null, z.string()),
    passes: [1, "a"],
    fails: [null],
  },
};

test.each(Object.entries(cases))("%s", (_, { check, passes, fails }) => {
  const schema = z.unknown().check(check);
  const compiled = z.compile(schema, { strict: true });
  for (const value of passes) {
    expect([value, schema.safeParse(value).success]).toEqual([value, true]);
    expect([value, z.validate(compiled, value)]).toEqual([value, true]);
  }
  for (const value of fails) {
    expect([value, schema.safeParse(value).success]).toEqual([value, false]);
    expect([value, z.validate(compiled, value)]).toEqual([value, false]);
    expect(schema.safeParse(value).error?.issues[0]?.message).toMatch(/^(?:Invalid|Too) \w+/u);
  }
});
