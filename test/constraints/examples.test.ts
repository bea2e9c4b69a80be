// Every constraint kind's examples: the compiler's own meaning and the emitted predicate must both agree with them.

import * as predicates from "@authensor/safeclaw-runtime/policy";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { literal, print } from "../../compiler/code/code.js";
import type { Constraint } from "../../compiler/constraints/constraint.js";
import { constraintKinds } from "../../compiler/constraints/index.js";
import { constraintOf } from "./constraint-of.js";

const runtime = new Map(Object.entries(predicates));

function predicateOf(constraint: Constraint): (args: object) => unknown {
  const source = print(constraint.predicate(literal("x")));
  return new Function(...runtime.keys(), `return ${source}`)(...runtime.values());
}

/** The predicate as generated code would call it, run on a call whose argument `x` has this value. */
function emitted(constraint: Constraint): (value: unknown) => unknown {
  const predicate = predicateOf(constraint);
  return (value) => predicate({ x: value });
}

describe.each(constraintKinds.map((kind) => [kind.key, kind] as const))("%s", (_key, kind) => {
  // Read within the test: what runs before belongs to none.
  const examples = kind.examples.map((example) => ({
    ...example,
    make: () => constraintOf(kind, example.yaml),
  }));

  test.each(examples)("$yaml passes and fails what it says", ({ make, passes, fails }) => {
    const constraint = make();
    const predicate = emitted(constraint);
    const holds = constraint.holds ?? predicate;
    for (const value of passes) {
      expect([value, holds(value), predicate(value)]).toEqual([value, true, true]);
    }
    for (const value of fails) {
      expect([value, holds(value), predicate(value)]).toEqual([value, false, false]);
    }
  });

  test.each(examples)(
    "$yaml: the compiler and the emitted predicate agree on any value",
    (example) => {
      const constraint = example.make();
      const predicate = emitted(constraint);
      const near = fc.constantFrom(...example.passes, ...example.fails);
      fc.assert(
        fc.property(fc.oneof(near, fc.jsonValue()), (value) => {
          expect(predicate(value)).toBe((constraint.holds ?? predicate)(value));
        }),
        { numRuns: 500 },
      );
    },
  );

  test("an absent argument fails", () => {
    for (const { make, passes } of examples) {
      const predicate = predicateOf(make());
      expect(predicate({})).toBe(false);
      expect(predicate(Object.create({ x: passes[0] }))).toBe(false);
    }
  });
});
