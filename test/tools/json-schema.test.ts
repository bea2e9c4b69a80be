// JSON Schema becomes argument types that mean the same, or is refused with tool and pointer.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonSchema } from "../../compiler/emit/arguments/json-schema.js";
import type { Dialect } from "../../compiler/policy/policy.js";
import { type ArgumentType, never, type ObjectType } from "../../compiler/tools/argument-type.js";
import { accepts } from "./support/accepts.js";
import { objectTypes } from "./support/argument-types.js";
import { argumentValues } from "./support/argument-values.js";
import { project, readFiles, readIn } from "./support/read.js";

/** Reads a schema as that of a tool's one argument. */
async function readArgument(
  schema: unknown,
  dialect: Dialect = "strict",
): Promise<{ type: ArgumentType | undefined; text: string }> {
  const parameters = { type: "object", properties: { x: schema } };
  const definitions = JSON.stringify([{ name: "tool", parameters }]);
  const folder = project({ "tools.json": definitions });
  const { tools, text } = await readIn(folder, ["tools.json"], { dialect });
  return { type: tools?.[0]?.parameters.properties.get("x")?.type, text };
}

const string: ArgumentType = { kind: "string" };
const unknown: ArgumentType = { kind: "unknown" };
const object = (additional: ArgumentType | null): ObjectType => ({
  kind: "object",
  properties: new Map(),
  additional,
});

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

const number: ArgumentType = { kind: "number", integer: false };
const literal = (...values: (string | number | null)[]): ArgumentType => ({
  kind: "literal",
  values,
});
const having = (properties: Record<string, ArgumentType>, required = true): ObjectType => ({
  ...object(unknown),
  properties: new Map(
    Object.entries(properties).map(([name, type]) => [name, { type, required, description: null }]),
  ),
});
const boolean: ArgumentType = { kind: "boolean" };
const others = (...kinds: ArgumentType["kind"][]): readonly ArgumentType[] =>
  [string, number, boolean, { kind: "null" } as const, array, object(unknown)].filter(
    ({ kind }) => !kinds.includes(kind),
  );
const array: ArgumentType = { kind: "array", items: unknown };
const digit = { source: "^\\d+$", flags: "u" };
const digits = [digit];

/** What each group of keywords becomes, alone and beside others. */
const keywords: readonly (readonly [schema: unknown, type: ArgumentType])[] = [
  [
    { type: "string", pattern: "^\\d+$" },
    { kind: "string", patterns: digits },
  ],
  [
    { type: "string", format: "date-time" },
    { kind: "string", formats: [{ of: "json-schema", name: "date-time" }] },
  ],
  [
    { type: "number", multipleOf: 0.5 },
    { ...number, multiplesOf: [0.5] },
  ],
  [
    { minLength: 3 },
    { kind: "union", members: [{ ...string, minLength: 3 }, ...others("string")] },
  ],
  [{ type: "string", enum: ["a", "abc"], minLength: 2 }, literal("abc")],
  [{ enum: ["a", "b"], const: "b" }, literal("b")],
  [
    { enum: [["a"], { b: null }] },
    {
      kind: "union",
      members: [
        { ...array, prefix: [literal("a")], items: never, minItems: 1, maxItems: 1 },
        { ...having({ b: literal(null) }), additional: null },
      ],
    },
  ],
  [
    { type: "array", prefixItems: [{ type: "string" }], items: false },
    { ...array, prefix: [string], items: never, maxItems: 1 },
  ],
  [
    { type: "array", items: [{ type: "string" }], additionalItems: { type: "number" } },
    { ...array, prefix: [string], items: number },
  ],
  [
    { type: "array", contains: { type: "string" }, maxContains: 2, uniqueItems: true },
    { ...array, contains: [{ type: string, min: 1, max: 2 }], uniqueItems: true },
  ],
  [
    { type: "object", propertyNames: { pattern: "^\\d+$" }, minProperties: 1 },
    { ...object(unknown), names: { kind: "string", patterns: digits }, minProperties: 1 },
  ],
  [
    { type: "object", patternProperties: { "^\\d+$": { type: "string" } } },
    { ...object(unknown), patterns: [{ pattern: digit, type: string }] },
  ],
  [
    { type: "object", dependencies: { a: ["b"] }, dependentRequired: { c: ["d"] } },
    {
      ...object(unknown),
      dependentRequired: new Map([
        ["c", ["d"]],
        ["a", ["b"]],
      ]),
    },
  ],
  [
    { type: "object", dependentSchemas: { a: { required: ["b"] } } },
    {
      ...object(unknown),
      checks: [
        {
          kind: "if",
          condition: having({ a: unknown }),
          then: having({ b: unknown }),
          otherwise: null,
        },
      ],
    },
  ],
  [
    { allOf: [{ type: "string", minLength: 1 }, { maxLength: 5 }, { minLength: 2 }] },
    { kind: "string", minLength: 2, maxLength: 5 },
  ],
  [
    { type: "object", properties: { a: { type: "string" } }, allOf: [{ required: ["a"] }] },
    having({ a: string }),
  ],
  [
    { type: "object", properties: { a: {} }, anyOf: [{ required: ["a"] }, { required: ["b"] }] },
    {
      ...having({ a: unknown }, false),
      checks: [{ kind: "any", types: [having({ a: unknown }), having({ b: unknown })] }],
    },
  ],
  [
    { oneOf: [{ type: "string" }, { type: "number" }] },
    { kind: "union", members: [string, number] },
  ],
  [
    { oneOf: [{ type: "number" }, { type: "integer" }] },
    { ...number, checks: [{ kind: "one", types: [number, { ...number, integer: true }] }] },
  ],
  [
    {
      oneOf: ["a", "b"].map((kind) => ({
        type: "object",
        properties: { kind: { const: kind } },
        required: ["kind"],
      })),
    },
    { kind: "union", members: [having({ kind: literal("a") }), having({ kind: literal("b") })] },
  ],
  [
    { type: "string", not: { const: "root" } },
    { ...string, checks: [{ kind: "not", type: literal("root") }] },
  ],
  [{ not: {} }, never],
  [{ type: "string", not: { type: "number" } }, string],
  [
    { type: "string", if: { maxLength: 2 }, else: { pattern: "^\\d+$" } },
    {
      ...string,
      checks: [
        {
          kind: "if",
          condition: { ...string, maxLength: 2 },
          then: null,
          otherwise: { ...string, patterns: digits },
        },
      ],
    },
  ],
  [
    {
      allOf: [{ type: "object", properties: { a: { type: "string" } } }],
      unevaluatedProperties: false,
    },
    { ...having({ a: string }, false), additional: null },
  ],
  [
    { $id: "urn:names", $ref: "#/$defs/name", $defs: { name: { type: "string" } }, minLength: 1 },
    { ...string, minLength: 1 },
  ],
  [{ $id: "urn:names", $ref: "#name", $defs: { a: { $anchor: "name", type: "string" } } }, string],
  [
    { type: "object", properties: { of: { $ref: "#/properties/x" } } },
    having({ of: { kind: "reference", name: "x" } }, false),
  ],
];

describe("a schema that can be translated", () => {
  it.each(
    [...table, ...keywords].map(
      ([schema, type]) => [JSON.stringify(schema), schema, type] as const,
    ),
  )("%s", async (_, schema, type) => {
    expect(await readArgument(schema)).toEqual({ type, text: "\n" });
  });

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

/** Definitions that each use the next one twice. */
function doubled(use: (next: object) => object, count: number): object {
  const names = Array.from({ length: count }, (_, index) => `d${index}`);
  const entries = names.map((name, index) => [name, use({ $ref: `#/$defs/d${index + 1}` })]);
  return { $defs: { ...Object.fromEntries(entries), [`d${count}`]: { type: "string" } } };
}

describe("references", () => {
  it("are followed in place, and by name where that lies too deep", async () => {
    const next = (schema: object) => ({ type: "object", properties: { a: schema, b: schema } });
    const schema = {
      ...doubled(next, 40),
      type: "object",
      properties: { x: { $ref: "#/$defs/d0" } },
    };
    const { tools, text } = await readFiles({
      "tools.json": JSON.stringify([{ name: "tool", parameters: schema }]),
    });
    expect(text).toBe("\n");
    const [tool] = tools ?? [];
    expect(tool?.definitions.get("d39")).toEqual(having({ a: string, b: string }, false));
    const deep = { a: { a: { a: { a: { a: { a: { a: {} } } } } } } };
    expect(tool && accepts(tool.parameters, { x: deep }, tool.definitions)).toBe(true);
    const tree = JSON.parse(`${'{"a":'.repeat(40)}5${"}".repeat(40)}`);
    expect(tool && accepts(tool.parameters, { x: tree }, tool.definitions)).toBe(false);
  });

  it("do not make the compiler run out of time or stack", async () => {
    const twice = (schema: object) => ({ not: schema, if: schema, else: { minLength: 1 } });
    const chain = (schema: object) => ({ type: "array", items: schema });
    for (const definitions of [doubled(twice, 60), doubled(chain, 5000)]) {
      const schema = { ...definitions, type: "object", properties: { x: { $ref: "#/$defs/d0" } } };
      const { tools, text } = await readFiles({
        "tools.json": JSON.stringify([{ name: "tool", parameters: schema }]),
      });
      expect(tools).toBeUndefined();
      expect(text).toContain("error[SC7016]");
    }
  });
});

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
