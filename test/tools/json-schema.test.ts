// JSON Schema becomes argument types that mean the same, or is refused with tool and pointer.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonSchema } from "../../compiler/emit/arguments/json-schema.js";
import type { ArgumentType } from "../../compiler/tools/argument-type.js";
import { accepts } from "./support/accepts.js";
import { objectTypes } from "./support/argument-types.js";
import { argumentValues } from "./support/argument-values.js";
import { readFiles } from "./support/read.js";
import { object, readArgument, string, unknown } from "./support/read-argument.js";

const table: readonly (readonly [schema: unknown, type: ArgumentType])[] = [
  [{ type: "string" }, string],
  [
    { type: "string", minLength: 1, maxLength: 5 },
    { kind: "string", minLength: 1, maxLength: 5 },
  ],
  [{ type: "number" }, { kind: "number", integer: false }],
  [
    { type: "number", minimum: 0.5 },
    { kind: "number", integer: false, minimum: 0.5 },
  ],
  [
    { type: "integer", exclusiveMinimum: 0, exclusiveMaximum: 9 },
    { kind: "number", integer: true, exclusiveMinimum: 0, exclusiveMaximum: 9 },
  ],
  [{ type: "boolean" }, { kind: "boolean" }],
  [{ type: "null" }, { kind: "null" }],
  [{}, unknown],
  [true, unknown],
  [{ description: "anything", title: "x", default: 5, examples: [1] }, unknown],
  [{ enum: ["a", 1, null, true] }, { kind: "literal", values: ["a", 1, null, true] }],
  [
    { type: "string", enum: ["a", 1, "a"] },
    { kind: "literal", values: ["a"] },
  ],
  [
    { type: ["string", "null"], enum: ["a", null] },
    { kind: "literal", values: ["a", null] },
  ],
  [
    { type: "integer", enum: [1, 1.5] },
    { kind: "literal", values: [1] },
  ],
  [{ const: "a" }, { kind: "literal", values: ["a"] }],
  [{ type: "array" }, { kind: "array", items: unknown }],
  [
    { type: "array", items: { type: "string" }, minItems: 1, maxItems: 3 },
    { kind: "array", items: string, minItems: 1, maxItems: 3 },
  ],
  [{ type: "object" }, object(unknown)],
  [{ type: "object", additionalProperties: false }, object(null)],
  [{ type: "object", additionalProperties: true }, object(unknown)],
  [{ type: "object", additionalProperties: { type: "string" } }, object(string)],
  [
    { type: "object", required: ["a"], additionalProperties: { type: "string" } },
    {
      kind: "object",
      properties: new Map([["a", { type: string, required: true, description: null }]]),
      additional: string,
    },
  ],
  [
    {
      type: "object",
      properties: { b: { type: "null", description: "B" }, 1: {} },
      required: ["b"],
    },
    {
      kind: "object",
      properties: new Map<
        string,
        { type: ArgumentType; required: boolean; description: string | null }
      >([
        ["1", { type: unknown, required: false, description: null }],
        ["b", { type: { kind: "null" }, required: true, description: "B" }],
      ]),
      additional: unknown,
    },
  ],
  [{ type: ["string", "null"] }, { kind: "union", members: [string, { kind: "null" }] }],
  [
    { type: ["string", "null"], maxLength: 5 },
    { kind: "union", members: [{ kind: "string", maxLength: 5 }, { kind: "null" }] },
  ],
  [{ type: ["string"] }, string],
  [
    { type: "number", maxLength: 5 },
    { kind: "number", integer: false },
  ],
  [
    { anyOf: [{ type: "string" }, { anyOf: [{ type: "null" }, { const: 1 }] }], default: null },
    { kind: "union", members: [string, { kind: "null" }, { kind: "literal", values: [1] }] },
  ],
  [{ anyOf: [{ type: "string" }, {}] }, unknown],
  [{ type: "string", "x-order": 1, example_value: "a" }, string],
];

describe("a schema that can be translated", () => {
  it.each(table.map(([schema, type]) => [JSON.stringify(schema), schema, type] as const))(
    "%s",
    async (_, schema, type) => {
      expect(await readArgument(schema)).toEqual({ type, text: "\n" });
    },
  );

  it("means the same after being written and read again", async () => {
    const pairs = objectTypes(3).chain((type) => fc.tuple(fc.constant(type), argumentValues(type)));
    await fc.assert(
      fc.asyncProperty(pairs, async ([type, value]) => {
        const definitions = JSON.stringify([{ name: "tool", parameters: jsonSchema(type) }]);
        const { tools } = await readFiles({ "tools.json": definitions });
        const [tool] = tools ?? [];
        if (tool === undefined) expect(accepts(type, value)).toBe(false);
        else expect(accepts(tool.parameters, value)).toBe(accepts(type, value));
      }),
      { numRuns: 200 },
    );
  });
});

const refused: Readonly<Record<string, unknown>> = {
  "no schema": "string",
  "unknown type": { type: "text" },
  "a type of Python": { type: "dict" },
  "any type": { type: "any" },
  "misspelt type": { type: "strng" },
  "type of a number": { type: 5 },
  "no types": { type: [] },
  "misspelt keyword": { type: "string", maxlength: 5 },
  "OpenAPI's nullable": { type: "string", nullable: true },
  "length as text": { type: "string", maxLength: "5" },
  "negative length": { type: "string", maxLength: -1 },
  "bound as text": { type: "number", maximum: "5" },
  "first items, twice": { type: "array", prefixItems: [{}], items: [{ type: "string" }] },
  "draft-04's bound": { type: "number", minimum: 0, exclusiveMinimum: true },
  "steps of nothing": { type: "number", multipleOf: 0 },
  "format of a number": { type: "string", format: 5 },
  "empty anyOf": { anyOf: [] },
  "oneOf as object": { oneOf: {} },
  "enum as text": { enum: "a" },
  "empty enum": { enum: [] },
  "required as flag": { type: "string", required: true },
  "required of numbers": { type: "object", required: [1] },
  "required and forbidden": { type: "object", required: ["a"], additionalProperties: false },
  "properties as list": { type: "object", properties: [] },
  "additional as text": { type: "object", additionalProperties: "string" },
  "pattern of Python": { type: "string", pattern: "(?P<year>\\d{4})" },
  "pattern of PCRE": { type: "string", pattern: "\\A\\h+\\z" },
  "pattern with flags": { type: "string", pattern: "(?i)abc" },
  "pattern of names": { type: "object", patternProperties: { "(": {} } },
  "reference to a file": { $ref: "address.json" },
  "reference to the web": { $ref: "https://example.com/address.json#/$defs/street" },
  "reference to nothing": { $ref: "#/$defs/address" },
  "reference to no anchor": { $ref: "#address" },
  "reference to itself": { $ref: "#/properties/x" },
  "reference as a list": { $ref: ["#"] },
  "definition of itself": {
    allOf: [{ $ref: "#/properties/x/anyOf/0" }],
    anyOf: [{ $ref: "#/properties/x" }],
  },
  "unevaluated beside alternatives": {
    type: "object",
    anyOf: [{ properties: { a: {} } }, { properties: { b: {} } }],
    unevaluatedProperties: false,
  },
  "another version inside": { $schema: "http://json-schema.org/draft-07/schema#", type: "string" },
  "deep inside": {
    type: "object",
    properties: { "a/b~c": { type: "array", items: { type: "string", format: 5 } } },
  },
};

describe("a schema that is refused", () => {
  it.each(Object.entries(refused))("%s", async (_, schema) => {
    expect((await readArgument(schema)).type).toBeUndefined();
  });

  it("is said to be refused with tool and pointer", async () => {
    const texts = await Promise.all(
      Object.entries(refused).map(
        async ([title, schema]) => `# ${title}\n${(await readArgument(schema)).text}`,
      ),
    );
    await expect(texts.join("\n")).toMatchFileSnapshot("golden/schemas.txt");
  });

  it("has __proto__ among its properties, however it is written", async () => {
    const schemas = [
      '{ "type": "object", "properties": { "__proto__": {} } }',
      '{ "type": "object", "properties": { "\\u005f_proto__": {} } }',
      '{ "type": "object", "required": ["__proto__"] }',
    ];
    for (const schema of schemas) {
      const source = `[{ "name": "tool", "parameters": ${schema} }]`;
      const { tools, text } = await readFiles({ "tools.json": source });
      expect(tools).toBeUndefined();
      expect(text).toContain("error[SC7013]");
    }
  });
});
