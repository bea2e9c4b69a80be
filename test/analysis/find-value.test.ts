// Searches for values against trying all of a small world: what is found is right, and "none" is never wrong.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findValue } from "../../compiler/analysis/values/find-value.js";
import type { Found, Json, Wanted } from "../../compiler/analysis/values/found.js";
import type { Constraint, ConstraintKind } from "../../compiler/constraints/constraint.js";
import { fits, hasForm } from "../../compiler/constraints/fits.js";
import { constraintKinds } from "../../compiler/constraints/index.js";
import {
  type ArrayType,
  type NumberType,
  noDefinitions,
  type StringType,
} from "../../compiler/tools/argument-type.js";
import { constraintOf } from "../constraints/constraint-of.js";

const kinds = (table: Readonly<Record<string, readonly string[]>>): fc.Arbitrary<Constraint> =>
  fc.constantFrom(
    ...Object.entries(table).flatMap(([key, values]) =>
      values.map((value) => constraintOf(kindOf(key), value)),
    ),
  );

function kindOf(key: string): ConstraintKind {
  const kind = constraintKinds.find((each) => each.key === key);
  if (kind === undefined) throw new Error(`there is no ${key}`);
  return kind;
}

const wantedOf = (constraint: fc.Arbitrary<Constraint>): fc.Arbitrary<Wanted> =>
  fc.record({
    passes: fc.array(constraint, { maxLength: 3 }),
    fails: fc.option(constraint, { nil: null }),
  });

function isWanted(value: Json, { passes, fails }: Wanted): boolean {
  return (
    passes.every(({ holds }) => holds?.(value) === true) &&
    (fails === null || fails.holds?.(value) === false)
  );
}

/** How often each answer came: a search that never knows would pass everything else. */
const tally = () => ({ value: 0, none: 0, undecided: 0 });

function hold(found: Found, world: readonly Json[], isRight: (value: Json) => boolean): void {
  if (found.kind === "value") expect(isRight(found.value), JSON.stringify(found.value)).toBe(true);
  if (found.kind === "none") expect(world.filter(isRight)).toEqual([]);
}

const bounds = ["-4", "-1", "0", "0.5", "1", "2.25", "3", "5"];
const numbers = kinds({
  ...{ min: bounds, max: bounds, above: bounds, below: bounds },
  multiple_of: ["1", "2", "3", "0.5", "0.1", "0.75"],
  equals: ["1", "2.5", "6"],
  in: ["[1, 2, 3]", "[0.5, 4]", "[7]"],
  not_in: ["[1, 2, 3]", "[0]", "[4, 5, 6]"],
});
const bound = fc.option(fc.constantFrom(-4, -1, 0, 0.5, 2, 3, 6), { nil: undefined, freq: 1 });
const numberType = fc
  .record({
    integer: fc.boolean(),
    minimum: bound,
    maximum: bound,
    exclusiveMinimum: bound,
    exclusiveMaximum: bound,
    multiplesOf: fc.option(fc.subarray([2, 3, 5, 0.5], { minLength: 1 }), {
      nil: undefined,
      freq: 1,
    }),
  })
  .map((parts) => ({ kind: "number", ...defined(parts) }) as NumberType);

const strings = kinds({
  pattern: ["a*", "b+", "(ab)*", "a|b", "a?b?", "[ab]{2}", "(a|b)*a", "a[^b]*", "^b"].map((each) =>
    JSON.stringify(each),
  ),
  not_pattern: ['"a*"', '"(a|b)*b"', '"[ab]{0,2}"'],
  min_length: ["0", "1", "2", "4"],
  max_length: ["0", "1", "2", "3"],
  starts_with: ["a", "[b, ab]"],
  ends_with: ["a", "bb"],
  contains: ["ab", "[a, b]"],
  not_contains: ["a", "bb"],
  equals: ["ab"],
  in: ["[a, b, aab]"],
  not_in: ["[a, b]", "[aa, ab, ba, bb]"],
});
const stringType = fc
  .record({
    minLength: fc.option(fc.nat({ max: 3 }), { nil: undefined }),
    maxLength: fc.option(fc.nat({ max: 4 }), { nil: undefined }),
    patterns: fc.option(
      fc.subarray(
        [
          { source: "^[ab]*$", flags: "u" },
          { source: "b", flags: "u" },
          { source: "^a|b$", flags: "u" },
          { source: "^(?!b)", flags: "u" },
          { source: "A", flags: "i" },
        ],
        { minLength: 1 },
      ),
      { nil: undefined },
    ),
  })
  .map((parts) => ({ kind: "string", ...defined(parts) }) as StringType);

const words = [0, 1, 2, 3, 4, 5].flatMap((length) =>
  Array.from({ length: 2 ** length }, (_, index) =>
    Array.from({ length }, (_, at) => ((index >> at) % 2 === 0 ? "a" : "b")).join(""),
  ),
);

const listKinds = kinds({
  min_items: ["0", "1", "3"],
  max_items: ["0", "2", "4"],
  unique_items: ["true"],
  contains: ["a", "[a, b]"],
  not_contains: ["a", "[a, b]"],
});
const listType = fc
  .record({
    items: fc.constantFrom(
      { kind: "string" } as const,
      { kind: "literal", values: ["a", "b"] } as const,
    ),
    minItems: fc.option(fc.nat({ max: 2 }), { nil: undefined }),
    maxItems: fc.option(fc.nat({ max: 3 }), { nil: undefined }),
  })
  .map((parts) => ({ kind: "array", ...defined(parts) }) as ArrayType);

function defined(parts: object): object {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
}

describe("findValue", () => {
  it("finds numbers, or none", () => {
    const world = Array.from({ length: 20 * 40 + 1 }, (_, index) => (index - 400) / 40);
    const counts = tally();
    const property = fc.property(numberType, wantedOf(numbers), (type, wanted) => {
      const found = findValue(type, wanted, noDefinitions);
      counts[found.kind] += 1;
      hold(
        found,
        world,
        (value) =>
          typeof value === "number" &&
          fits(value, type) &&
          hasForm(value, type) &&
          isWanted(value, wanted),
      );
    });
    fc.assert(property, { numRuns: 3000 });
    expect(counts.undecided).toBeLessThan(counts.none / 4);
  });

  it("finds texts, or none", () => {
    const counts = tally();
    const property = fc.property(stringType, wantedOf(strings), (type, wanted) => {
      const found = findValue(type, wanted, noDefinitions);
      // What looks around, or reads code units, is tried only.
      const isPlain = (type.patterns ?? []).every(
        ({ source, flags }) => flags === "u" && !source.includes("?!"),
      );
      if (isPlain) counts[found.kind] += 1;
      hold(
        found,
        words,
        (value) =>
          typeof value === "string" &&
          fits(value, type) &&
          hasForm(value, type) &&
          isWanted(value, wanted),
      );
    });
    fc.assert(property, { numRuns: 1500 });
    expect(counts).toMatchObject({ undecided: 0 });
  });

  it("finds lists, or none", () => {
    const world = words.filter((word) => word.length < 5).map((word) => [...word]);
    const property = fc.property(listType, wantedOf(listKinds), (type, wanted) => {
      const { minItems = 0, maxItems = Infinity } = type;
      hold(
        findValue(type, wanted, noDefinitions),
        world,
        (value) =>
          Array.isArray(value) &&
          value.length >= minItems &&
          value.length <= maxItems &&
          isWanted(value, wanted),
      );
    });
    fc.assert(property, { numRuns: 1000 });
  });
});
