// What the schema for editors is made of: the values that an argument can have, and the text of it all.

import fc from "fast-check";
import { format } from "prettier";
import { expect, it } from "vitest";
import { canBe } from "../../compiler/constraints/value-kinds.js";
import { type Json, printJson } from "../../compiler/emit/editor-schema/print-json.js";
import { scalarSchema, scalarsOf } from "../../compiler/emit/editor-schema/scalars.js";
import { argumentTypes } from "../tools/support/argument-types.js";
import { editorOf } from "./verdict.js";

it("single values are those that an argument can have", () => {
  const scalar = fc.oneof(
    fc.constantFrom("", "a", "b", "a|b", true, false, 0, 1, 2.5, -3),
    fc.string(),
    fc.integer(),
  );
  fc.assert(
    fc.property(argumentTypes(2), fc.array(scalar, { minLength: 5 }), (type, values) => {
      const scalars = scalarsOf(type);
      if (scalars.name === "")
        return values.forEach((value) => void expect(canBe(type, value)).toBe(false));
      const red = editorOf(scalarSchema(scalars));
      const own = [...values, ...scalars.values];
      expect(own.filter((value) => red(value) === null)).toEqual(
        own.filter((value) => canBe(type, value)),
      );
    }),
    { numRuns: 300 },
  );
});

it("the text is what Prettier prints, in ASCII, and means the same", async () => {
  const { value } = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean()),
      fc.oneof(fc.constant(null), fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" })),
      fc.array(tie("value"), { maxLength: 6 }),
      fc.array(fc.integer(), { maxLength: 30 }),
      fc.dictionary(fc.string(), tie("value"), { maxKeys: 5, noNullPrototype: true }),
    ),
  }));
  await fc.assert(
    fc.asyncProperty(value, async (json) => {
      const text = printJson(json);
      expect(text).toMatch(/^[\n\x20-\x7e]*$/u);
      expect(JSON.stringify(JSON.parse(text))).toBe(JSON.stringify(json));
      expect(await format(text, { parser: "json", printWidth: 100 })).toBe(text);
    }),
    { numRuns: 500 },
  );
});
