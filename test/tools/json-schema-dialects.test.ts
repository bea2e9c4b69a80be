// Words of other languages in schemas: refused with the way out, or taken as they are meant where the policy is lenient.

import { describe, expect, it } from "vitest";
import type { ArgumentType } from "../../compiler/tools/argument-type.js";
import {
  array,
  boolean,
  having,
  literal,
  number,
  object,
  readArgument,
  string,
  unknown,
} from "./support/read-argument.js";

/** Words that only a lenient policy takes, and what they mean there. */
const words: readonly (readonly [schema: unknown, type: ArgumentType])[] = [
  [{ type: "dict" }, object(unknown)],
  [{ type: "float" }, number],
  [
    { type: "int", minimum: 1 },
    { ...number, integer: true, minimum: 1 },
  ],
  [{ type: "any" }, unknown],
  [{ type: "any", enum: ["a", 1] }, literal("a", 1)],
  [
    { type: "tuple", items: { type: "str" } },
    { ...array, items: string },
  ],
  [{ type: "ArrayList" }, array],
  [{ type: "HashMap" }, object(unknown)],
  [{ type: "String" }, string],
  [
    { type: "string", nullable: true },
    { kind: "union", members: [string, { kind: "null" }] },
  ],
  [{ type: "string", nullable: true, enum: ["a"] }, literal("a")],
  [
    { type: "number", minimum: 0, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false },
    { ...number, exclusiveMinimum: 0, maximum: 9 },
  ],
  [
    { type: "object", properties: { a: { type: "boolean", required: true } } },
    having({ a: boolean }),
  ],
  [
    { type: "object", properties: { a: { type: "object", required: false } } },
    having({ a: object(unknown) }, false),
  ],
];

describe("a dialect", () => {
  it.each(words.map(([schema, type]) => [JSON.stringify(schema), schema, type] as const))(
    "%s is refused with the way out, and taken as it is meant in a lenient policy",
    async (_, schema, type) => {
      const strict = await readArgument(schema);
      expect(strict.type).toBeUndefined();
      expect(strict.text).toMatch(/help: .*(?:lenient|correct the definition)/u);
      expect((await readArgument(schema, "lenient")).type).toEqual(type);
    },
  );
});
