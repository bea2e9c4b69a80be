// The reference interpreter against the examples of every kind of constraint: who adds a kind says its meaning twice.

import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { constraintKinds } from "../../compiler/constraints/index.js";
import { holds } from "./holds.js";

describe.each(constraintKinds.map((kind) => [kind.key, kind.examples] as const))(
  "%s",
  (key, examples) => {
    test.each(examples)("$yaml", ({ yaml, passes, fails }) => {
      const limit = parse(yaml);
      const answers = [...passes, ...fails].map((value) => [value, holds(key, json(value), limit)]);
      expect(answers).toEqual([
        ...passes.map((value) => [value, true]),
        ...fails.map((value) => [value, false]),
      ]);
    });
  },
);

/** Examples are data as JSON has it. */
function json(value: unknown) {
  return JSON.parse(JSON.stringify(value));
}
