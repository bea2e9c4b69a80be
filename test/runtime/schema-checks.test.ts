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
  present,
  properties,
  propertyNames,
  uniqueItems,
} from "@authensor/safeclaw-runtime/schema";
import { expect, test } from "vitest";
import { z } from "zod";

interface Case {
  readonly check: Check;
  /** Of what fails. */
  readonly says: string;
  readonly passes: readonly unknown[];
  readonly fails: readonly unknown[];
}

const bare = (entries: object): object => Object.assign(Object.create(null), entries);

const cases: Readonly<Record<string, Case>> = {
  "a format": {
    says: "Invalid date",
    check: format("date"),
    passes: ["2024-02-29"],
    fails: ["2023-02-29", "", 5, ["2024-02-29"]],
  },
  "multiples of 3": {
    says: "Invalid number: must be a multiple of 3",
    check: multipleOf(3),
    passes: [0, -9, 9007199254740990],
    fails: [1, 4.5, "3"],
  },
  "multiples of 0.01": {
    says: "Invalid number: must be a multiple of 0.01",
    check: multipleOf(0.01),
    passes: [0.35, 19.75, 5],
    fails: [0.001, 0.355],
  },
  // 4.35 is one, but 4.35 / 0.01 is 434.99999999999994, and so ajv refuses it too.
  "multiples of 0.01 by doubles": {
    says: "Invalid number: must be a multiple of 0.01",
    check: multipleOf(0.01),
    passes: [4.36],
    fails: [4.35],
  },
  "multiples of a millionth": {
    says: "Invalid number: must be a multiple of 0.000001",
    check: multipleOf(1e-6),
    passes: [2e-6, 1e9],
    fails: [1.5e-6, 1e-7],
  },
  "no large number is rounded": {
    says: "Invalid number: must be a multiple of 2",
    check: multipleOf(2),
    passes: [9007199254740990],
    fails: [9007199254740991],
  },
  "items that differ": {
    says: "Invalid input: items must differ from one another",
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
    says: "Invalid input: too few or too many items of a certain kind",
    check: contains(z.string(), 1, 2),
    passes: [["a"], [1, "a", "b"]],
    fails: [[], [1], ["a", "b", "c"], "a"],
  },
  "a string at all": {
    says: "Invalid input: too few or too many items of a certain kind",
    check: contains(z.string(), 1),
    passes: [["a", "b", "c"]],
    fails: [[1]],
  },
  "at most one string": {
    says: "Invalid input: too few or too many items of a certain kind",
    check: contains(z.string(), 0, 1),
    passes: [[], [1]],
    fails: [["a", "b"]],
  },
  "two items": {
    says: "Too small: expected array to have >=2 items",
    check: minItems(2),
    passes: [[1, 2]],
    fails: [[1], "ab"],
  },
  "at most one item": {
    says: "Too big: expected array to have <=1 items",
    check: maxItems(1),
    passes: [[], [1]],
    fails: [[1, 2], ""],
  },
  "two properties": {
    says: "Too small: expected object to have >=2 properties",
    check: minProperties(2),
    passes: [{ a: 1, b: 2 }],
    fails: [{ a: 1 }, [1, 2]],
  },
  "at most one property": {
    says: "Too big: expected object to have <=1 properties",
    check: maxProperties(1),
    passes: [{}, { a: 1 }],
    fails: [{ a: 1, b: 2 }, []],
  },
  "names of one letter": {
    says: "Invalid input: a property's name is not allowed",
    check: propertyNames(z.string().max(1)),
    passes: [{}, { a: 1 }],
    fails: [{ ab: 1 }, []],
  },
  "a card and its address": {
    says: "Invalid input: a property is missing that another one needs",
    check: dependentRequired([
      ["card", ["address"]],
      ["constructor", ["toString"]],
      ["gift", ["to", "from"]],
    ]),
    passes: [
      {},
      { address: 1 },
      { card: 1, address: 1 },
      bare({ constructor: 1, toString: 1 }),
      { gift: 1, to: 1, from: 1 },
    ],
    fails: [{ card: 1 }, { constructor: 1 }, [], { gift: 1, to: 1 }, { gift: 1, from: 1 }],
  },
  "numbers by a pattern": {
    says: "Invalid input: a property's name or value is not allowed",
    check: properties({ patterns: [[/^n_/u, z.number()]] }),
    passes: [{}, { n_a: 1, other: "x" }],
    fails: [{ n_a: "x" }, []],
  },
  "all patterns that match": {
    says: "Invalid input: a property's name or value is not allowed",
    check: properties({
      patterns: [
        [/a/u, z.number()],
        [/b/u, z.number().min(5)],
      ],
    }),
    passes: [{ a: 1, b: 5, ab: 5 }],
    fails: [{ ab: 1 }, { ab: "x" }],
  },
  "names that are known, whatever they hold": {
    says: "Invalid input: a property's name or value is not allowed",
    check: properties({
      patterns: [[/^n_/u, z.number()]],
      named: ["id", "n_b"],
      others: z.string(),
    }),
    passes: [{ id: 7 }, { id: null, n_b: 1, other: "x" }],
    fails: [{ id: 7, n_b: "x" }, { ids: 7 }],
  },
  "a sticky pattern anywhere in the name": {
    says: "Invalid input: a property's name or value is not allowed",
    check: properties({ patterns: [[/b/gy, z.number()]] }),
    passes: [{ ab: 1, b: 1 }],
    fails: [{ ab: "x" }],
  },
  "a pattern whatever the case": {
    says: "Invalid input: a property's name or value is not allowed",
    check: properties({ patterns: [[/b/iu, z.number()]] }),
    passes: [{ B: 1 }],
    fails: [{ B: "x" }],
  },
  "an item that is there": {
    says: "Required",
    check: present,
    passes: [null, 0, "", false],
    fails: [undefined],
  },
  "patterns that remember where they were": {
    says: "Invalid input: a property's name or value is not allowed",
    check: properties({ patterns: [[/a/gu, z.number()]] }),
    passes: [{ a: 1, aa: 1 }],
    fails: [{ a: "x" }, { a: 1, aa: "x" }],
  },
  "nothing else": {
    says: "Invalid input: a property's name or value is not allowed",
    check: properties({ patterns: [[/^n_/u, z.number()]], named: ["id"], others: z.never() }),
    passes: [{ id: "x", n_a: 1 }],
    fails: [{ other: 1 }, { constructor: 1 }],
  },
  "else strings": {
    says: "Invalid input: a property's name or value is not allowed",
    check: properties({ patterns: [[/^n_/u, z.number()]], named: [], others: z.string() }),
    passes: [{ n_a: 1, other: "x" }],
    fails: [{ other: 1 }],
  },
  "all of two": {
    says: "Invalid input: must fit each of several schemas",
    check: allOf([z.int(), z.number().min(2)]),
    passes: [2],
    fails: [1, 2.5],
  },
  "any of two": {
    says: "Invalid input: must fit one of several schemas",
    check: anyOf([z.int(), z.string()]),
    passes: [2, "a"],
    fails: [2.5, null],
  },
  "one of two": {
    says: "Invalid input: must fit exactly one of several schemas",
    check: oneOf([z.int(), z.number().min(2)]),
    passes: [1, 2.5],
    fails: [2, 1.5],
  },
  "not a number": {
    says: "Invalid input: must not fit a schema that is ruled out",
    check: not(z.number()),
    passes: ["a"],
    fails: [1],
  },
  "not one with a constructor of its own": {
    says: "Invalid input: must not fit a schema that is ruled out",
    check: not(z.looseObject({ constructor: z.unknown() })),
    passes: [{}, bare({})],
    fails: [{ constructor: 1 }],
  },
  "where it is a number, a large one": {
    says: "Invalid input: must fit the schema that its other parts ask for",
    check: ifThenElse(z.number(), z.number().min(2), null),
    passes: [2, "a"],
    fails: [1],
  },
  "where it is no number, a string": {
    says: "Invalid input: must fit the schema that its other parts ask for",
    check: ifThenElse(z.number(), null, z.string()),
    passes: [1, "a"],
    fails: [null],
  },
};

test.each(Object.entries(cases))("%s", (_, { check, says, passes, fails }) => {
  const schema = z.unknown().check(check);
  const compiled = z.compile(schema, { strict: true });
  for (const value of passes) {
    expect([value, schema.safeParse(value).success]).toEqual([value, true]);
    expect([value, z.validate(compiled, value)]).toEqual([value, true]);
  }
  for (const value of fails) {
    expect([value, schema.safeParse(value).success]).toEqual([value, false]);
    expect([value, z.validate(compiled, value)]).toEqual([value, false]);
    expect(schema.safeParse(value).error?.issues).toMatchObject([{ message: says }]);
  }
});
