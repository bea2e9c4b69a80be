// What each group of JSON Schema's keywords becomes, and where references lead.

import { describe, expect, it } from "vitest";
import { type ArgumentType, never } from "../../compiler/tools/argument-type.js";
import { accepts } from "./support/accepts.js";
import { readFiles } from "./support/read.js";
import {
  array,
  having,
  literal,
  number,
  object,
  readArgument,
  string,
  unknown,
} from "./support/read-argument.js";

const boolean: ArgumentType = { kind: "boolean" };
const others = (...kinds: ArgumentType["kind"][]): readonly ArgumentType[] =>
  [string, number, boolean, { kind: "null" } as const, array, object(unknown)].filter(
    ({ kind }) => !kinds.includes(kind),
  );
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
    { type: "object", dependencies: { a: ["b"] }, dependentRequired: { a: ["c"] } },
    { ...object(unknown), dependentRequired: new Map([["a", ["c", "b"]]]) },
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
  // Printed as JSON Schema, which has each pattern once, a second one would take the place of the first.
  [
    {
      type: "object",
      patternProperties: { "^\\d+$": { type: "string" } },
      allOf: [{ patternProperties: { "^\\d+$": { minLength: 3 } } }],
    },
    { ...object(unknown), patterns: [{ pattern: digit, type: { ...string, minLength: 3 } }] },
  ],
  // What matches a pattern of one is additional in the other, which no single object type can say.
  [
    {
      type: "object",
      patternProperties: { "^\\d+$": {} },
      allOf: [{ properties: { a: {} }, additionalProperties: false }],
    },
    {
      ...object(unknown),
      patterns: [{ pattern: digit, type: unknown }],
      checks: [{ kind: "all", type: { ...having({ a: unknown }, false), additional: null } }],
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

describe("keywords", () => {
  it.each(keywords.map(([schema, type]) => [JSON.stringify(schema), schema, type] as const))(
    "%s",
    async (_, schema, type) => {
      expect(await readArgument(schema)).toEqual({ type, text: "\n" });
    },
  );
});

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
